"""Which route needs which role. Every route stands here; a server whose table lacks one does not start."""

import re
from collections.abc import Iterable
from typing import Final

from fastapi import APIRouter
from starlette.routing import BaseRoute, Route

from assistant.access.policy import ANYBODY, need_of
from assistant.access.roles import LEAST, Need
from assistant.settings import Settings

READ: Final = Need(LEAST["read"], "read")
ASK: Final = Need(LEAST["ask"], "ask")
TRAIN: Final = Need(LEAST["train"], "train")
EDIT: Final = Need(LEAST["edit"], "edit")
METRICS: Final = "metrics"  # the setting of that name decides
DOCS: Final = "docs"
UPLOADS: Final = "uploads"

# The pages are empty frames with the assistant's own words: what they show, they ask for by the routes below.
# fmt: off
TABLE: Final[dict[tuple[str, str], Need | str]] = {
    ("GET", "/"): ANYBODY,
    ("GET", "/about"): ANYBODY,  # what is held is told to those alone who may read
    ("GET", "/browse"): ANYBODY,
    ("GET", "/glossary"): ANYBODY,
    ("GET", "/glossary/{concept}"): ANYBODY,
    ("GET", "/train"): ANYBODY,
    ("GET", "/library"): ANYBODY,  # which is not there where nobody may add files
    ("GET", "/embed"): ANYBODY,
    ("GET", "/p/{locator:path}"): ANYBODY,  # an empty frame, too, for those who may not read
    ("GET", "/static/{name:path}"): ANYBODY,
    ("GET", "/widget.js"): ANYBODY,
    ("GET", "/favicon.ico"): ANYBODY,
    ("GET", "/sw.js"): ANYBODY,
    ("GET", "/manifest.webmanifest"): ANYBODY,
    ("GET", "/robots.txt"): ANYBODY,
    ("GET", "/sitemap.xml"): READ,
    ("GET", "/sitemap-{number}.xml"): READ,

    ("GET", "/sign-in"): ANYBODY,
    ("GET", "/sign-in/back"): ANYBODY,
    ("POST", "/sign-out"): ANYBODY,
    ("POST", "/sign-out/provider"): ANYBODY,  # with a token that the provider has signed
    ("GET", "/api/v1/me"): ANYBODY,
    ("GET", "/api/v1/sessions"): ANYBODY,  # of people who signed in here alone, each of whom has their own
    ("DELETE", "/api/v1/sessions"): ANYBODY,
    ("DELETE", "/api/v1/sessions/{session}"): ANYBODY,
    ("GET", "/health/live"): ANYBODY,
    ("GET", "/health/ready"): ANYBODY,
    ("GET", "/metrics"): METRICS,
    ("GET", "/docs"): DOCS,
    ("GET", "/docs/{name}"): DOCS,
    ("GET", "/openapi.json"): DOCS,

    ("POST", "/api/v1/ask"): ASK,
    ("POST", "/api/v1/feedback"): ASK,
    ("POST", "/api/v1/transcript/docx"): ASK,
    ("GET", "/api/v1/conversations"): ASK,  # of people alone, each of whom has their own
    ("DELETE", "/api/v1/conversations"): ASK,
    ("GET", "/api/v1/conversations/{name}"): ASK,
    ("PUT", "/api/v1/conversations/{name}"): ASK,
    ("DELETE", "/api/v1/conversations/{name}"): ASK,
    ("GET", "/v1/models"): ASK,
    ("POST", "/v1/chat/completions"): ASK,
    ("POST", "/mcp"): ASK,

    ("GET", "/api/v1/search"): READ,
    ("GET", "/api/v1/documents"): READ,
    ("GET", "/api/v1/documents/{document:path}"): READ,
    ("GET", "/api/v1/provisions/{locator:path}"): READ,
    ("GET", "/api/v1/parallel"): READ,
    ("GET", "/api/v1/resolve"): READ,
    ("GET", "/api/v1/concepts"): READ,
    ("GET", "/api/v1/concepts/{concept}"): READ,

    ("GET", "/api/v1/trainer/topics"): TRAIN,
    ("GET", "/api/v1/trainer/timeline"): TRAIN,
    ("GET", "/api/v1/trainer/timeline/{form}"): TRAIN,
    ("GET", "/api/v1/trainer/references"): TRAIN,
    ("GET", "/api/v1/trainer/duties"): TRAIN,
    ("GET", "/api/v1/trainer/duties/{form}"): TRAIN,
    ("POST", "/api/v1/trainer/session"): TRAIN,
    ("POST", "/api/v1/trainer/session/recheck"): TRAIN,
    ("POST", "/api/v1/trainer/session/export/{form}"): TRAIN,
    ("POST", "/api/v1/trainer/check-slides"): TRAIN,

    ("GET", "/api/v1/feedback"): EDIT,

    ("GET", "/api/v1/library"): UPLOADS,
    ("POST", "/api/v1/library/files"): UPLOADS,
    ("PUT", "/api/v1/library/files/{name:path}"): UPLOADS,
    ("DELETE", "/api/v1/library/files/{name:path}"): UPLOADS,
    ("GET", "/api/v1/library/rebuild"): UPLOADS,
    ("POST", "/api/v1/library/rebuild"): UPLOADS,
}
# fmt: on


class Needs:
    """The table for these settings, by the very patterns with which requests are routed. Raises LookupError
    for a route that has no entry, InputError for a setting that is no role.
    """

    def __init__(self, routes: Iterable[BaseRoute], settings: Settings) -> None:
        by_setting: dict[str, Need | str] = {
            METRICS: need_of("CBD_METRICS", settings.metrics, "operate"),
            DOCS: need_of("CBD_DOCS", settings.docs, "read"),
            UPLOADS: need_of("CBD_UPLOADS", settings.uploads, "edit"),
        }
        self._exact: dict[tuple[str, str], tuple[str, Need | str]] = {}
        self._patterns: list[tuple[re.Pattern[str], str, str, Need | str]] = []
        for method, route in methods_of(routes):
            need = TABLE.get((method, route.path))
            if need is None:
                raise LookupError(f"{method} {route.path} has no entry in the table of what routes need")
            if isinstance(need, str):
                need = by_setting.get(need, need)
            if "{" not in route.path:
                self._exact[method, route.path] = (route.path, need)
            self._patterns.append((route.path_regex, method, route.path, need))

    def of(self, method: str, path: str) -> tuple[str, Need | str] | None:
        """The route that answers, and what it needs; None where none does."""
        method = "GET" if method == "HEAD" else method
        found = self._exact.get((method, path))
        if found is not None:
            return found
        # also those without parameters: their patterns may match more than the very path
        for pattern, asked, route, need in self._patterns:
            if asked == method and pattern.match(path):
                return route, need
        return None


def methods_of(routes: Iterable[BaseRoute]) -> list[tuple[str, Route]]:
    """Each route, those of included routers too, with each method that it takes; HEAD is GET without a body.
    One that takes any method answers POST alone here.
    """
    found: list[tuple[str, Route]] = []
    for route in routes:
        if isinstance(route, Route):
            found += [(method, route) for method in sorted((route.methods or {"POST"}) - {"HEAD"})]
        elif isinstance(router := getattr(route, "original_router", None), APIRouter):
            found += methods_of(router.routes)
        else:
            raise LookupError(f"{route!r} is no route with a path and methods")
    return found
