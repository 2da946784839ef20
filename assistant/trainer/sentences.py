"""Sentences of treaties and decisions: where one ends, and which one an item of a list completes."""

import re
from collections.abc import Iterable, Iterator

from assistant.trainer.clauses import Clause, modal_clauses
from assistant.trainer.openings import opening_clauses, opens

_END = re.compile(r"(?<=[a-z)\]\d”’\"A-Z][.;])\s+(?=[A-Z“\"(])")
_ABBREVIATED = re.compile(r"(?:\b(?:e\.g|i\.e|cf|No|Nos|Art|para|paras|Dr|Mr|Ms|vol|p|pp|[A-Z])\.)$")


def sentences_in(words: str) -> list[str]:
    """The sentences, white space made one blank."""
    text = " ".join(words.split())
    parts: list[str] = []
    for part in _END.split(text):
        if parts and _ABBREVIATED.search(parts[-1]):
            parts[-1] = f"{parts[-1]} {part}"
        elif part:
            parts.append(part)
    return parts


def opened_by(leads: Iterable[str]) -> tuple[list[str], str]:
    """The whole sentences that stand in the words above an item, and the one that it completes; "" for
    none.
    """
    closed: list[str] = []
    begun = ""
    for lead in leads:
        *whole, last = sentences_in(lead) or [""]
        if whole:
            # a sentence of its own: what was begun further up is not its beginning
            begun = ""
        closed += whole
        begun = f"{begun} {last}".strip()
        if last.endswith("."):
            closed.append(begun)
            begun = ""
    return closed, re.sub(r"\s*[:;,–-]\s*$", ":", begun)


def clauses_in(sentence: str, *, operative: bool = True, plural: bool = False) -> Iterator[Clause]:
    """What a sentence gives somebody to do. `operative` says that it may open as a decision does."""
    if operative and opens(sentence, plural=plural):
        yield from opening_clauses(sentence, plural=plural)
    else:
        yield from modal_clauses(sentence)
