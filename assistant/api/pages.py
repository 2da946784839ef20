"""The pages: chat, permalinks, browsing, the frame for other sites, and the rendering of the OpenAPI document."""

from fastapi import APIRouter, Request
from starlette.exceptions import HTTPException
from starlette.responses import Response

from assistant.api.web import WebFile, WebFiles

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
    """The chat."""
    return _answer(request, _web(request).page("index.html"))


@router.api_route("/p/{locator:path}", methods=["GET", "HEAD"])
async def permalink(request: Request, locator: str) -> Response:
    """A provision as a page of its own."""
    return _answer(request, _web(request).page("provision.html", "index.html"))


@router.api_route("/browse", methods=["GET", "HEAD"])
async def browse(request: Request) -> Response:
    """The corpus to look through."""
    return _answer(request, _web(request).page("browse.html", "index.html"))


@router.api_route("/embed", methods=["GET", "HEAD"])
async def embed(request: Request) -> Response:
    """The chat for a frame in another site."""
    return _answer(request, _web(request).page("embed.html", "index.html"))


@router.api_route("/widget.js", methods=["GET", "HEAD"])
async def widget(request: Request) -> Response:
    """The one line that other sites include."""
    return _answer(request, _web(request).get("widget.js"), "public, max-age=3600")


@router.api_route("/favicon.ico", methods=["GET", "HEAD"])
async def favicon(request: Request) -> Response:
    """What browsers ask for unasked."""
    web = _web(request)
    return _answer(request, web.get("favicon.ico") or web.get("favicon.svg") or web.get("icon.svg"), "public, max-age=86400")


@router.api_route("/static/{name:path}", methods=["GET", "HEAD"])
async def static(request: Request, name: str) -> Response:
    """A file of the pages."""
    return _answer(request, *_web(request).static(name))
