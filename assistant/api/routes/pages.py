"""The pages: chat, permalinks, browsing, the frame for other sites, and the rendering of the OpenAPI
document.
"""

import re
from html import escape

from fastapi import APIRouter, Request
from starlette.exceptions import HTTPException
from starlette.responses import Response

from assistant.api.address import provision_at
from assistant.api.deps import Serving, viewer_of
from assistant.api.needs import READ
from assistant.api.web import WebFile, WebFiles
from ingest.errors import NotFoundError
from ingest.model import Provision

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


@router.api_route("/p/{locator:path}", methods=["GET", "HEAD"])
async def permalink(request: Request, services: Serving, locator: str) -> Response:
    """Serve a provision as a page of its own: its words are in the page, so that it can be read and found
    without scripts.
    """
    page = _web(request).page("provision.html", "index.html")
    current = services.live.current
    if page is None or current is None or not viewer_of(request).may(READ):
        return _answer(request, page)
    try:
        provision = await services.live.work(lambda: provision_at(locator, current.index))
    except NotFoundError:
        return page.response(request.headers, status=404)
    return WebFile.of("provision.html", provision_page(page.body, provision)).response(request.headers)


def provision_page(page: bytes, provision: Provision) -> bytes:
    """Write the provision into the page: title, description, and its text for readers without scripts. Markup
    in it stays text.
    """
    label, text = escape(provision.label), escape(provision.text)
    short = escape(" ".join(provision.text.split())[:200])
    head = (
        f'<title>{label}</title><meta name="description" content="{short}"><meta property="og:title" '
        f'content="{label}">'
        f'<meta property="og:description" content="{short}"></head>'
    )
    link = (
        f'<p><a href="{escape(provision.url)}" rel="noreferrer">{escape(provision.url)}</a></p>'
        if provision.url.startswith("https://")
        else ""
    )
    body = (
        f"<noscript><article "
        f'lang="{escape(provision.language)}"><h1>{label}</h1><pre>{text}</pre>{link}</article></noscript></body>'
    )
    words = _OWN_HEAD.sub("", page.decode("utf-8")).replace("</head>", head, 1)
    before, _, after = words.rpartition("</body>")
    return f"{before}{body}{after}".encode()


_OWN_HEAD = re.compile(r'<title>.*?</title>\s*|<meta name="description"[^>]*>\s*', re.DOTALL)


@router.api_route("/browse", methods=["GET", "HEAD"])
async def browse(request: Request) -> Response:
    """Serve the corpus to look through."""
    return _answer(request, _web(request).page("browse.html", "index.html"))


@router.api_route("/glossary", methods=["GET", "HEAD"])
@router.api_route("/glossary/{concept}", methods=["GET", "HEAD"])
async def glossary(request: Request) -> Response:
    """Serve the glossary, or one entry of it."""
    return _answer(request, _web(request).page("index.html"))


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
