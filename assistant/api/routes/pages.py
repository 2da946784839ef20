"""The pages: chat, permalinks, browsing, the frame for other sites, and the rendering of the OpenAPI
document.
"""

from functools import lru_cache

from fastapi import APIRouter, Depends, Request
from starlette.exceptions import HTTPException
from starlette.responses import Response

from assistant.api.address import provision_at
from assistant.api.deps import Serving, limit_reads, viewer_of
from assistant.api.needs import READ
from assistant.api.reader import reader_language
from assistant.api.unscripted import concept_page, glossary_page, provision_page
from assistant.api.web import WebFile, WebFiles
from assistant.reading.labels import label_of
from assistant.words.store import say
from index.interface import SearchIndex
from ingest.concepts import concepts_by_id, embedded_concepts
from ingest.errors import NotFoundError
from ingest.vocabulary import LANGUAGES

router = APIRouter(include_in_schema=False)


def _answer(request: Request, file: WebFile | None, cache: str = "no-cache") -> Response:
    if file is None:
        raise HTTPException(404)
    return file.response(request.headers, cache)


def _web(request: Request) -> WebFiles:
    files: WebFiles = request.app.state.web
    return files


@router.api_route("/", methods=["GET", "HEAD"])
async def chat(request: Request) -> Response:
    """Serve the chat."""
    return _answer(request, _web(request).page("index.html"))


@router.api_route("/p/{locator:path}", methods=["GET", "HEAD"], dependencies=[Depends(limit_reads)])
async def permalink(request: Request, services: Serving, locator: str) -> Response:
    """Serve a provision as a page of its own: its words are in the page, so that it can be read and found
    without scripts.
    """
    page = _web(request).page("provision.html", "index.html")
    current = services.live.current
    if page is None or current is None or not viewer_of(request).may(READ):
        return _answer(request, page)
    language = reader_language(request)
    try:
        body = await services.live.work(lambda: _with_provision(page.body, locator, current.index, language))
    except NotFoundError:
        return page.response(request.headers, status=404)
    return _spoken(request, WebFile.of("provision.html", body))


def _with_provision(page: bytes, locator: str, index: SearchIndex, language: str) -> bytes:
    """A page with the words of a provision. Raises NotFoundError."""
    provision = provision_at(locator, index)
    guide = index.guide(provision.locator)
    label = label_of(provision, language, index)
    return provision_page(page, provision, label, guide.plain(language) if guide else None)


def _spoken(request: Request, file: WebFile) -> Response:
    """A page whose words without scripts are in the language of the reader."""
    response = file.response(request.headers)
    response.headers.add_vary_header("Accept-Language")
    return response


@router.api_route("/browse", methods=["GET", "HEAD"])
async def browse(request: Request) -> Response:
    """Serve the corpus to look through."""
    return _answer(request, _web(request).page("browse.html", "index.html"))


@router.api_route("/glossary", methods=["GET", "HEAD"], dependencies=[Depends(limit_reads)])
async def glossary(request: Request) -> Response:
    """Serve the glossary: its words are in the page, each entry at its anchor."""
    page = _web(request).page("index.html")
    if page is None or not viewer_of(request).may(READ):
        return _answer(request, page)
    return _spoken(request, _glossary(page, reader_language(request)))


@lru_cache(maxsize=len(LANGUAGES))
def _glossary(page: WebFile, language: str) -> WebFile:
    title, note = say("page.nav.glossary", language), say("page.glossary.words", language)
    return WebFile.of("glossary.html", glossary_page(page.body, embedded_concepts(), language, title, note))


@router.api_route("/glossary/{concept}", methods=["GET", "HEAD"], dependencies=[Depends(limit_reads)])
async def glossary_entry(request: Request, concept: str) -> Response:
    """Serve one entry of the glossary."""
    page, found = _web(request).page("index.html"), concepts_by_id().get(concept)
    if page is None or found is None or not viewer_of(request).may(READ):
        return _answer(request, page)
    language = reader_language(request)
    note = say("page.glossary.words", language)
    return _spoken(request, WebFile.of("entry.html", concept_page(page.body, found, language, note)))


@router.api_route("/train", methods=["GET", "HEAD"])
async def train(request: Request) -> Response:
    """Serve the trainers' part."""
    return _answer(request, _web(request).page("index.html"))


@router.api_route("/embed", methods=["GET", "HEAD"])
async def embed(request: Request) -> Response:
    """Serve the chat for a frame in another site."""
    return _answer(request, _web(request).page("embed.html", "index.html"))


@router.api_route("/widget.js", methods=["GET", "HEAD"])
async def widget(request: Request) -> Response:
    """Serve the one line that other sites include."""
    return _answer(request, _web(request).get("widget.js"), "public, max-age=3600")


@router.api_route("/favicon.ico", methods=["GET", "HEAD"])
async def favicon(request: Request) -> Response:
    """Serve what browsers ask for unasked."""
    web = _web(request)
    return _answer(
        request,
        web.get("favicon.ico") or web.get("favicon.svg") or web.get("icon.svg"),
        "public, max-age=86400",
    )


@router.api_route("/static/{name:path}", methods=["GET", "HEAD"])
async def static(request: Request, name: str) -> Response:
    """Serve a file of the pages."""
    return _answer(request, *_web(request).static(name))
