"""Searching the corpus."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query

from assistant.api.deps import KindFilter, PlainLanguage, Serving, SessionFilter, example, limit_searches
from assistant.api.errors import RESPONSES
from assistant.api.wire.base import MOST_FILTERS, DocumentId
from assistant.api.wire.search import SearchOut
from assistant.question import LONGEST_QUESTION
from index.interface import Filters

MOST_HITS = 50

router = APIRouter(prefix="/api/v1", tags=["corpus"], responses=RESPONSES)


@router.get("/search", operation_id="search", dependencies=[Depends(limit_searches)])
async def search(
    services: Serving,
    q: Annotated[
        str,
        Query(
            description="Words or a reference: `Article 8(j)`",
            max_length=LONGEST_QUESTION,
            openapi_examples=example("technology transfer"),
        ),
    ],
    kinds: KindFilter = [],  # noqa: B006  # FastAPI copies it
    documents: Annotated[
        list[DocumentId],
        Query(max_length=MOST_FILTERS, description="Only in the documents of these ids; none: in all"),
    ] = [],  # noqa: B006
    sessions: SessionFilter = [],  # noqa: B006
    limit: Annotated[int, Query(ge=1, le=MOST_HITS, description="How many")] = 10,
    lang: PlainLanguage = "en",
) -> SearchOut:
    """Find the provisions nearest to a query, best first."""
    filters = Filters(tuple(kind.value for kind in kinds), tuple(documents), tuple(sessions))
    return await services.search(q, filters, limit, lang)
