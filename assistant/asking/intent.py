"""Intent: which kind of answer the words of a question want, and which documents and meetings they name.

Everything is read from English words; questions in other languages come here translated by the glossary.
"""

import re
from collections.abc import Iterable
from functools import cache

from assistant.asking.patterns import mentions, pattern, word_list
from assistant.asking.query import Intent
from ingest.locator import from_roman
from ingest.model import Document

LAST_SESSION = 30  # further than the COP will be for a while
_ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth "
    "fourteenth fifteenth sixteenth"
).split()


def read_intent(text: str, documents: Iterable[Document]) -> Intent:
    """The intent of an English question over a corpus of these documents."""
    held = list(documents)
    term = pattern("definition_of").search(text)
    named = named_documents(text, held)
    return Intent(
        documents=named,
        sessions=named_sessions(text, places_of(held)),
        term=term[1].strip().lower() if term else "",
        trainer="training" in _mentioned(text),
        country=bool(_countries().search(text)),
        contents=_has("contents", text),
        title=_has("title", text),
        which_article=_has("which_article", text),
        preamble=_has("preamble", text),
        defining=_has("defining", text),
        enumeration=_has("enumeration", text),
        comparison=_has("comparison", text),
        quantity=_has("quantity", text),
        status=_has("status", text),
        event=_has("event", text),
        contact=_has("contact", text),
    )


def named_documents(text: str, documents: Iterable[Document]) -> tuple[str, ...]:
    """Ids of the documents that the words name, by their titles or by what people call them."""
    decks = [document.id for document in documents if document.kind == "training"]
    return tuple(
        identity
        for mentioned in _mentioned(text)
        for identity in (decks if mentioned == "training" else [mentioned])
    )


def named_sessions(text: str, places: dict[str, int]) -> tuple[int, ...]:
    """COP numbers: "COP 10", "COP X", "the first COP", or the city where one was held."""
    found = []
    for match in pattern("session_number").finditer(text):
        number = int(match[1]) if match[1].isdigit() else from_roman(match[1])
        found.append(number or 0)
    for match in _ordinal_session().finditer(text):
        word = match[1].lower()
        found.append(_ORDINALS.index(word) + 1 if word in _ORDINALS else int(re.sub(r"\D", "", word)))
    low = text.lower()
    found += [
        number for place, number in places.items() if re.search(rf"\b(?:in|at) {re.escape(place)}\b", low)
    ]
    return tuple(dict.fromkeys(number for number in found if 1 <= number <= LAST_SESSION))


def places_of(documents: Iterable[Document]) -> dict[str, int]:
    """The town of each COP, in small letters, with its number."""
    return {
        place.lower(): document.session
        for document in documents
        if document.kind == "session" and document.session
        for place in document.note.split("; ")
        if place
    }


def _has(name: str, text: str) -> bool:
    return bool(pattern(name).search(text))


def _mentioned(text: str) -> list[str]:
    low = text.lower()
    return [name for name, expression in mentions().items() if expression.search(low)]


@cache
def _countries() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(sorted(word_list('countries')))})\w*", re.IGNORECASE)


@cache
def _ordinal_session() -> re.Pattern[str]:
    ordinal = rf"{'|'.join(_ORDINALS)}|\d{{1,2}}(?:st|nd|rd|th)"
    meeting = r"cop\b|(?:meeting|session)\s+of\s+the\s+(?:cop\b|conference of the parties)"
    return re.compile(rf"\b({ordinal})\s+(?:ordinary\s+)?(?:{meeting})", re.IGNORECASE)
