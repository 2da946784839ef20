"""Kept elsewhere: the official page for what a question asks and no text of the corpus holds."""

from functools import cache

from assistant.answer import Page
from assistant.asking.heads import KEPT_ELSEWHERE, Labels
from assistant.asking.query import Query
from assistant.reading.topics import fold, stands_in
from ingest.pointers import Pointer, embedded_pointers

DECISIONS = "decisions"
SURE = 0.97  # the chance of a label that says more than the field does


def is_sure(labels: Labels) -> bool:
    """Whether what is asked for is surely kept by an official page, whatever the texts say of the matter."""
    return max(labels.chances[label] for label in KEPT_ELSEWHERE) >= SURE


def named_page(query: Query) -> Page | None:
    """The page of what the question names and no text holds: "the Cali Fund"."""
    spoken = fold(query.spoken)
    return next((_page(pointer, query) for name, pointer in _names() if stands_in(name, spoken)), None)


def pointer_for(query: Query) -> Page | None:
    """The page that keeps what the question seems to ask for; None where it asks for no such thing."""
    labels = query.intent.labels
    asked = max(KEPT_ELSEWHERE, key=lambda label: labels.chances[label])
    return _page(embedded_pointers()[asked.removeprefix("ask_")], query) if asked in labels else None


def decision_page(name: str, url: str, language: str) -> Page:
    """The page of a decision whose text is not here; that of all decisions where it has none of its own."""
    return Page(DECISIONS, name, url) if url else decisions_page(language)


def decisions_page(language: str) -> Page:
    """The page of all decisions."""
    pointer = embedded_pointers()[DECISIONS]
    return Page(DECISIONS, pointer.said(language), pointer.url)


def _page(pointer: Pointer, query: Query) -> Page:
    return Page(pointer.id, pointer.said(query.language), pointer.page(query.intent.documents))


@cache
def _names() -> tuple[tuple[str, Pointer], ...]:
    return tuple((fold(name), pointer) for pointer in embedded_pointers().values() for name in pointer.names)
