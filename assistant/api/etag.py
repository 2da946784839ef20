"""Answers that a reader may keep and compare: the corpus changes only with the index."""

import hashlib

from fastapi import Request, Response
from fastapi.responses import JSONResponse


def tagged(request: Request, content: object) -> Response:
    """Answer with JSON and its ETag; 304 where the reader has it."""
    response = JSONResponse(content)
    tag = f'W/"{hashlib.sha256(response.body).hexdigest()[:20]}"'
    headers = {"ETag": tag, "Cache-Control": "no-cache"}
    if tag in {known.strip() for known in request.headers.get("if-none-match", "").split(",")}:
        return Response(status_code=304, headers=headers)
    response.headers.update(headers)
    return response
