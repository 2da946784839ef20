"""The pieces of a Markdown text: its lines, and what is read as one, text between fences and parts of web
pages.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

LONGEST = 5_000  # lines of a part of a web page
UNCLOSED = 20  # elements after which no other is looked for: a text made to cost time costs none
_FENCE = re.compile(r"\s{0,3}(`{3,}|~{3,})[^`]*$")
_TAG = re.compile(r"\s{0,3}<(table|div|ul|ol|dl|details|section|article|center|pre|h[1-6])\b[^<>]*>", re.I)


@dataclass(frozen=True, slots=True)
class Verbatim:
    """Lines between fences, which are as they are."""

    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Markup:
    """A part of a web page."""

    html: str


def pieces(body: str) -> Iterator[str | Verbatim | Markup]:
    """The lines of a body; a fence or an element that is never closed is a line like others."""
    lines = body.splitlines()
    at = unclosed = 0
    while at < len(lines):
        fence = _FENCE.match(lines[at])
        tag = _TAG.match(lines[at]) if unclosed < UNCLOSED else None
        end = _fence_end(lines, at, fence[1]) if fence else _element_end(lines, at, tag[1]) if tag else None
        if end is None:
            unclosed += tag is not None
            yield lines[at]
        elif fence:
            yield Verbatim(tuple(lines[at + 1 : end]))
        else:
            yield Markup("\n".join(lines[at : end + 1]))
        at = (at if end is None else end) + 1


def _fence_end(lines: Sequence[str], at: int, fence: str) -> int | None:
    return next((n for n in range(at + 1, len(lines)) if lines[n].strip().startswith(fence)), None)


def _element_end(lines: Sequence[str], at: int, name: str) -> int | None:
    """The line on which an element ends that may hold others of its name."""
    tags = re.compile(rf"<(/?){name}\b", re.I)
    depth = 0
    for place in range(at, min(len(lines), at + LONGEST)):
        for tag in tags.finditer(lines[place]):
            depth += -1 if tag[1] else 1
            if depth == 0:
                return place
    return None
