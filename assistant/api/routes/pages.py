"""The pages: chat, permalinks, browsing, the frame for other sites, and what search engines read."""

import json
from collections.abc import Callable, Sequence
from functools import lru_cache
from weakref import WeakKeyDictionary

from fastapi import APIRouter, Depends, Request
from starlette.exceptions import HTTPException
from starlette.responses import Response

from assistant.api.account import Account, day_of
from assistant.api.address import document_at, nearest_above, provision_at
from assistant.api.deps import Services, Serving, limit_reads, viewer_of
from assistant.api.errors import error_response, http_error
from assistant.api.html.about import about_page
from assistant.api.html.concept import concept_page, glossary_page
from assistant.api.html.document import document_page, shelves_page
from assistant.api.html.frame import Page, framed
from assistant.api.html.plain import chat_page, lost_page, missing_page
from assistant.api.html.provision import provision_page
from assistant.api.needs import READ
from assistant.api.reader import reader_language
from assistant.api.site import Sitemap, installed_as, place_of, robots, site_of
from assistant.api.web import WebFile, WebFiles
from assistant.api.wire.concepts import ConceptsOut, WholeConceptOut
from assistant.api.wire.documents import DocumentOut, OutlinedDocumentOut
from assistant.api.wire.provisions import ProvisionOut
from assistant.assistant import Assistant
from index.interface import SearchIndex
from ingest.concepts import concepts_by_id, embedded_concepts
from ingest.errors import AssistantError, NotFoundError
from ingest.vocabulary import LANGUAGES

router = APIRouter(include_in_schema=False)
_FOR_PROGRAMS = ("/api/", "/v1/", "/static/", "/docs/")


def _answer(request: Request, file: WebFile | None, cache: str = "no-cache") -> Response:
    if file is None:
        raise HTTPException(404)
    return file.response(request.headers, cache)


def _web(request: Request) -> WebFiles:
    files: WebFiles = request.app.state.web
    return files


@router.api_route("/", methods=["GET", "HEAD"])
async def chat(request: Request, services: Serving) -> Response:
    """Serve the chat, with what it is for those whose browser runs no scripts."""
    shell = _web(request).page("index.html")
    if shell is None:
        return _answer(request, shell)
    place = place_of(request, services.settings)
    return _spoken(request, WebFile.of("index.html", framed(shell.body, place, chat_page(place.language))))


@router.api_route("/about", methods=["GET", "HEAD"], dependencies=[Depends(limit_reads)])
async def about(request: Request, services: Serving) -> Response:
    """Serve what this server holds, how it answers and who runs it; who may not read is not told what it
    holds.
    """
    current, settings = services.live.current, services.settings

    def write(language: str) -> Page:
        if current is None or not viewer_of(request).may(READ):
            return about_page(Account(settings), language)
        return about_page(Account.of(current.index, settings), language)

    return await _written(request, services, write)


@router.api_route("/p/{locator:path}", methods=["GET", "HEAD"], dependencies=[Depends(limit_reads)])
async def permalink(request: Request, services: Serving, locator: str) -> Response:
    """Serve a provision or a document as a page of its own: its words are in the page, so that it can be read
    and found without scripts.
    """
    shell, current = _web(request).page("provision.html", "index.html"), services.live.current
    if shell is None or current is None or not viewer_of(request).may(READ):
        return _answer(request, shell)
    index, listed = current.index, (await services.documents(reader_language(request)))[0]
    try:
        return await _written(request, services, lambda language: _at(locator, index, listed, language))
    except NotFoundError:
        above = nearest_above(locator, index)
        return await _written(request, services, lambda language: missing_page(above, language), status=404)


def _at(locator: str, index: SearchIndex, listed: Sequence[DocumentOut], language: str) -> Page:
    """The page of what is at a locator. Raises NotFoundError."""
    name = locator.strip("/").lower()
    if name in index.documents and index.get(name) is None:
        document = OutlinedDocumentOut.of(document_at(name, index), index, language)
        return document_page(document, _beside(name, listed), language)
    return provision_page(ProvisionOut.of(provision_at(name, index), index, language), language)


def _beside(name: str, listed: Sequence[DocumentOut]) -> tuple[DocumentOut | None, DocumentOut | None]:
    """The documents before and after one, of those of the same meeting."""
    meeting = name.rpartition("/")[0]
    if not meeting:
        return None, None
    row = [one for one in listed if one.id.startswith(f"{meeting}/")]
    at = next(number for number, one in enumerate(row) if one.id == name)
    return row[at - 1] if at else None, row[at + 1] if at + 1 < len(row) else None


@router.api_route("/browse", methods=["GET", "HEAD"], dependencies=[Depends(limit_reads)])
async def browse(request: Request, services: Serving) -> Response:
    """Serve the corpus to look through, or one of its documents."""
    shell, current = _web(request).page("browse.html", "index.html"), services.live.current
    if shell is None or current is None or not viewer_of(request).may(READ):
        return _answer(request, shell)
    index, listed = current.index, (await services.documents(reader_language(request)))[0]
    name = request.query_params.get("doc", "").strip("/").lower()
    if name in index.documents:
        return await _written(
            request, services, lambda language: _at(name, index, listed, language), path=f"/p/{name}"
        )
    return await _written(request, services, lambda language: shelves_page(listed, language))


@router.api_route("/glossary", methods=["GET", "HEAD"], dependencies=[Depends(limit_reads)])
async def glossary(request: Request, services: Serving) -> Response:
    """Serve the glossary: its words are in the page, each entry at its anchor."""
    if not viewer_of(request).may(READ):
        return _answer(request, _web(request).page("index.html"))
    return await _written(request, services, _glossary)


@lru_cache(maxsize=len(LANGUAGES))
def _glossary(language: str) -> Page:
    return glossary_page(ConceptsOut.of(embedded_concepts(), language).concepts, language)


@router.api_route("/glossary/{concept}", methods=["GET", "HEAD"], dependencies=[Depends(limit_reads)])
async def glossary_entry(request: Request, services: Serving, concept: str) -> Response:
    """Serve one entry of the glossary."""
    found, current = concepts_by_id().get(concept), services.live.current
    if current is None or not viewer_of(request).may(READ):
        return _answer(request, _web(request).page("index.html"))
    if found is None:
        return await _written(
            request, services, lambda language: lost_page(language, "page.glossary.notFound"), status=404
        )
    index, related = current.index, [concepts_by_id()[one] for one in found.see_also]

    def write(language: str) -> Page:
        return concept_page(WholeConceptOut.of(found, related, language, index), language)

    return await _written(request, services, write)


async def _written(
    request: Request,
    services: Services,
    write: Callable[[str], Page],
    *,
    path: str = "",
    status: int = 200,
) -> Response:
    """A page that is written for the reader's language, in a thread; `path` is its one address where it has
    several.
    """
    shell = _web(request).page("index.html")
    if shell is None:
        raise HTTPException(404)
    place = place_of(request, services.settings, path)

    def compose() -> WebFile:
        return WebFile.of("index.html", framed(shell.body, place, write(place.language)))

    return _spoken(request, await services.live.work(compose), status)


def _spoken(request: Request, file: WebFile, status: int = 200) -> Response:
    """A page whose words are in the language of the reader."""
    response = file.response(request.headers, status=status)
    response.headers.add_vary_header("Accept-Language")
    return response


async def lost(request: Request, error: Exception) -> Response:
    """What is answered where there is nothing: a page for whoever reads pages, which counts as one that was
    read, and the one shape for programs.
    """
    is_read = request.method in {"GET", "HEAD"} and not request.url.path.startswith(_FOR_PROGRAMS)
    if not is_read or "text/html" not in request.headers.get("accept", ""):
        return http_error(404, getattr(error, "headers", None))
    services: Services = request.app.state.services
    try:
        limit_reads(request, services)
    except AssistantError as refused:
        return error_response(refused)
    return await _written(request, services, lost_page, status=404)


@router.get("/robots.txt")
async def robots_file(request: Request, services: Serving) -> Response:
    """Serve what search engines may do here."""
    settings = services.settings
    told = robots(site_of(request, settings), indexed=settings.search_engines)
    return WebFile.of("robots.txt", told.encode()).response(request.headers)


@router.get("/sitemap.xml", dependencies=[Depends(limit_reads)])
async def sitemap(request: Request, services: Serving) -> Response:
    """Serve the list of the files that list all pages."""
    found = await _sitemap(services)
    return _xml(request, found.contents(site_of(request, services.settings)))


@router.get("/sitemap-{number}.xml", dependencies=[Depends(limit_reads)])
async def sitemap_part(request: Request, services: Serving, number: int) -> Response:
    """Serve one of these files."""
    found = await _sitemap(services)
    return _xml(request, found.part(number, site_of(request, services.settings)))


async def _sitemap(services: Services) -> Sitemap:
    """The sitemap of the index that serves now, where search engines are welcome."""
    if not services.settings.search_engines:
        raise HTTPException(404)
    assistant = await services.live.assistant(warm=False)
    index = assistant.index
    if assistant not in _SITEMAPS:
        day = day_of(index.snapshot.built_at)
        _SITEMAPS[assistant] = await services.live.work(lambda: Sitemap.of(index, day))
    return _SITEMAPS[assistant]


_SITEMAPS: WeakKeyDictionary[Assistant, Sitemap] = WeakKeyDictionary()  # one a generation


def _xml(request: Request, written: str | None) -> Response:
    if written is None:
        raise HTTPException(404)
    return WebFile.of("sitemap.xml", written.encode()).response(request.headers)


@router.api_route("/train", methods=["GET", "HEAD"])
async def train(request: Request) -> Response:
    """Serve the trainers' part."""
    return _answer(request, _web(request).page("index.html"))


@router.api_route("/library", methods=["GET", "HEAD"])
async def library(request: Request, services: Serving) -> Response:
    """Serve the page on which files of one's own are added, where anybody may add some."""
    if services.additions is None:
        raise HTTPException(404)
    return _answer(request, _web(request).page("index.html"))


@router.api_route("/embed", methods=["GET", "HEAD"])
async def embed(request: Request) -> Response:
    """Serve the chat for a frame in another site."""
    return _answer(request, _web(request).page("embed.html", "index.html"))


@router.api_route("/widget.js", methods=["GET", "HEAD"])
async def widget(request: Request) -> Response:
    """Serve the one line that other sites include."""
    return _answer(request, _web(request).get("widget.js"), "public, max-age=3600")


@router.api_route("/sw.js", methods=["GET", "HEAD"])
async def worker(request: Request) -> Response:
    """Serve what opens the page when the server is away; it is compared each time, so that old code goes."""
    return _answer(request, _web(request).worker())


@router.api_route("/manifest.webmanifest", methods=["GET", "HEAD"])
async def manifest(request: Request) -> Response:
    """Serve what a device needs to install the page, in the language of the reader."""
    told = installed_as(reader_language(request))
    return _spoken(request, WebFile.of("x.webmanifest", json.dumps(told, ensure_ascii=False).encode()))


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
