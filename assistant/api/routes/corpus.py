"""Reading the corpus: its documents, its provisions, and their texts in other languages."""

from typing import Annotated

from fastapi import APIRouter, Depends, Path, Query

from assistant.api.address import document_at, provision_at, provisions_called
from assistant.api.deps import KindFilter, PlainLanguage, Serving, SessionFilter, example, limit_reads
from assistant.api.errors import RESPONSES
from assistant.api.etag import ComparedRoute
from assistant.api.wire.documents import DocumentsOut, OutlinedDocumentOut
from assistant.api.wire.feedback import LONGEST_NAME
from assistant.api.wire.provisions import NamedOut, ParallelOut, ProvisionOut
from assistant.library.parallel import parallel_texts

router = APIRouter(
    prefix="/api/v1",
    tags=["corpus"],
    responses=RESPONSES,
    route_class=ComparedRoute,
    dependencies=[Depends(limit_reads)],
)


DocumentName = Annotated[
    str, Path(description="The id of a document, slashes and all", openapi_examples=example("cop-1/dec-3"))
]
LocatorName = Annotated[
    str, Path(description="A locator, slashes and all", openapi_examples=example("cbd/art-8/item-j"))
]


@router.get("/documents", operation_id="list_documents")
async def list_documents(
    services: Serving,
    kinds: KindFilter = [],  # noqa: B006  # FastAPI copies it
    sessions: SessionFilter = [],  # noqa: B006
    lang: PlainLanguage = "en",
) -> DocumentsOut:
    """List the documents of the corpus, by kind, session and number."""
    documents, index = await services.documents(lang)
    if kinds:
        documents = [document for document in documents if document.kind in kinds]
    if sessions:
        documents = [document for document in documents if document.session in sessions]
    return DocumentsOut.of(documents, index)


@router.get("/documents/{document:path}", operation_id="get_document")
async def get_document(
    services: Serving, document: DocumentName, lang: PlainLanguage = "en"
) -> OutlinedDocumentOut:
    """Read a document with the outline of its provisions."""
    index = (await services.live.assistant(warm=False)).index
    return await services.live.work(lambda: OutlinedDocumentOut.of(document_at(document, index), index, lang))


@router.get("/provisions/{locator:path}", operation_id="get_provision")
async def get_provision(
    services: Serving,
    locator: LocatorName,
    lang: PlainLanguage = "en",
) -> ProvisionOut:
    """Read a provision: its verbatim text, what it completes, its guide, its neighbours, what it cites and
    what cites it.
    """
    index = (await services.live.assistant(warm=False)).index
    return await services.live.work(lambda: ProvisionOut.of(provision_at(locator, index), index, lang))


@router.get("/resolve", operation_id="resolve_name")
async def resolve_name(
    services: Serving,
    name: Annotated[
        str,
        Query(
            max_length=LONGEST_NAME,
            description="What somebody calls a provision: a reference in words, a link or a locator",
            openapi_examples=example("Decision I/3, paragraph 2"),
        ),
    ],
    lang: PlainLanguage = "en",
) -> NamedOut:
    """Find which provisions a name may mean, the likeliest first; 404 where the texts hold none."""
    index = (await services.live.assistant(warm=False)).index
    return await services.live.work(lambda: NamedOut.of(provisions_called(name, index), index, lang))


@router.get("/parallel", operation_id="get_parallel_texts")
async def get_parallel_texts(
    services: Serving,
    locator: Annotated[
        str, Query(max_length=200, description="A locator", openapi_examples=example("cop-15/dec-8/para-1"))
    ],
    lang: Annotated[
        list[str],
        Query(
            max_length=6,
            description="Codes of languages; none: all that there are",
            openapi_examples=example(["en", "fr"]),
        ),
    ] = [],  # noqa: B006
) -> ParallelOut:
    """Read a provision in the languages in which it was synced, side by side; an empty list where none is
    there.
    """
    library = services.settings.library
    return await services.live.work(lambda: ParallelOut.of(locator, parallel_texts(library, locator, lang)))
