"""The glossary: what things are called in seven languages, and what they are in plain words."""

from typing import Annotated

from fastapi import APIRouter, Depends, Path, Query

from assistant.api.deps import Serving, example, limit_reads
from assistant.api.errors import RESPONSES
from assistant.api.etag import ComparedRoute
from assistant.api.wire.base import Language, base_language
from assistant.api.wire.concepts import ConceptsOut, WholeConceptOut
from assistant.words.store import ENGLISH
from ingest.concepts import concepts_by_id, embedded_concepts
from ingest.errors import NotFoundError
from ingest.vocabulary import LANGUAGES

router = APIRouter(
    prefix="/api/v1/concepts",
    tags=["corpus"],
    responses=RESPONSES,
    route_class=ComparedRoute,
    dependencies=[Depends(limit_reads)],
)

Reader = Annotated[Language, Query(description="Language of the reader", openapi_examples=example("fr"))]


def spoken(tag: str) -> str:
    """The language of a tag, English where the glossary lacks it."""
    base = base_language(tag) or ENGLISH
    return base if base in LANGUAGES else ENGLISH


@router.get("", operation_id="list_concepts")
async def list_concepts(lang: Reader = ENGLISH) -> ConceptsOut:
    """List the glossary in one language: each thing's name, its other names, and what it is in plain words,
    which are this project's and no official text.
    """
    return ConceptsOut.of(embedded_concepts(), spoken(lang))


@router.get("/{concept}", operation_id="get_concept")
async def get_concept(
    services: Serving,
    concept: Annotated[
        str,
        Path(
            max_length=200,
            description="The id of an entry",
            openapi_examples=example("access-and-benefit-sharing"),
        ),
    ],
    lang: Reader = ENGLISH,
) -> WholeConceptOut:
    """Read one entry in all languages, with the provisions that establish it and the entries that belong to
    it.
    """
    found = concepts_by_id().get(concept)
    if found is None:
        raise NotFoundError("The glossary has no such entry.", "GET /api/v1/concepts lists what it has.")
    index = (await services.live.assistant(warm=False)).index
    related = [concepts_by_id()[one] for one in found.see_also]
    return await services.live.work(lambda: WholeConceptOut.of(found, related, spoken(lang), index))
