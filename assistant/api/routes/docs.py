"""The documentation of the API: the OpenAPI document in Swagger UI, where it can be tried. Its files come
from the package fastapi-offline and are served from here, since the usual page loads them from a foreign host
and has a script in the page itself, which our policy forbids.
"""

from functools import lru_cache
from pathlib import Path

import fastapi_offline
from fastapi import APIRouter, Depends, Request
from starlette.exceptions import HTTPException
from starlette.responses import Response

from assistant.api.deps import limit_reads
from assistant.api.web import FOLDER, WebFile

router = APIRouter(include_in_schema=False, dependencies=[Depends(limit_reads)])

SWAGGER = Path(fastapi_offline.__file__).parent / "static"
FILES = {
    "swagger-ui-bundle.js": SWAGGER / "swagger-ui-bundle.js",
    "swagger-ui.css": SWAGGER / "swagger-ui.css",
    "start.js": FOLDER / "docs.js",
    "style.css": FOLDER / "docs.css",
}
CACHE = "public, max-age=3600"


@lru_cache(maxsize=len(FILES) + 1)
def _file(path: Path) -> WebFile:
    """Read and packed once: a file of a package never changes while the server runs."""
    return WebFile.of(path.name, path.read_bytes())


@router.get("/docs")
async def docs(request: Request) -> Response:
    """Serve the page."""
    return _file(FOLDER / "docs.html").response(request.headers)


@router.get("/docs/{name}")
async def docs_file(request: Request, name: str) -> Response:
    """Serve what the page loads."""
    if name not in FILES:
        raise HTTPException(404)
    return _file(FILES[name]).response(request.headers, CACHE)
