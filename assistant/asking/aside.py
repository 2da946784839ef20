"""Aside: what a question sets aside before, after or within what it asks is not looked for. "Leave the
Convention out of it: what does Cartagena cover?" asks of Cartagena alone.

Whether a question sets anything aside, and which part of it does, is read by one head (`heads`), learnt from
`evaluation/examples/aside.jsonl`.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from assistant.asking.clauses import ENDS, asks, size
from assistant.asking.heads import Heads
from assistant.asking.outline import outlined, seen
from assistant.asking.query import Query
from assistant.question import Question
from assistant.reading.concepts import mentions
from index.encoder import Encoder
from ingest.references.resolve import read_references
from ingest.vocabulary import vocabulary

LABEL = "aside"
MOST = 8  # parts: a text of more is a situation, told at length
SHORTEST = 2  # words of what is left: less asks nothing
_SENTENCES = re.compile(rf"{ENDS.pattern}|(?<=：)")
_INSERTIONS = re.compile(r"\s+[-–—]+\s+|—+|\s*[()（）]\s*")
_COMMAS = re.compile(r"(?<=[,،])\s+|(?<=，)")
_LEVELS = (_SENTENCES, _INSERTIONS, _COMMAS)
_LOOSE = " \t,،，:：;；؛-–—"
Chances = Mapping[str, float]  # that a part sets something aside; 0 where it does not


def without_aside(question: Question, query: Query, encoder: Encoder, heads: Heads | None) -> Question:
    """The question, understood as this query, without what it sets aside. It stays as it is where it sets
    nothing aside or was understood as another one; where what would be left names nothing, for it may speak
    of what stands before it ("I do not understand Article 8(j): what does it ask?"); and where it names all
    that the whole does, for then nothing leads astray.
    """
    if heads is None or query.rewritten or LABEL not in query.intent.labels:
        return question
    parts = list(_all_parts(question.text, 0))
    if not 1 < len(parts) <= MOST:
        return question
    read = [heads.read(outlined(one)) for one in seen([part.strip(_LOOSE) for part in parts], encoder)]
    held = (labels.chances[LABEL] if LABEL in labels else 0.0 for labels in read)
    aside = dict(zip(parts, held, strict=True))
    left = _left(question.text, 0, aside) if any(aside.values()) else ""
    named, still = (_named(text, query.language) for text in (question.text, left))
    if size(left) < SHORTEST or not still or still == named:
        return question
    return replace(question, text=_marked(left, question.text))


def _named(text: str, language: str) -> frozenset[str]:
    """The things and provisions that a text names."""
    things = (mention.concept.id for mention in mentions(text, language))
    places = (str(target) for reference in read_references(text) for target in reference.targets)
    return frozenset((*things, *places, *vocabulary().named_instruments(text)))


def _left(text: str, level: int, aside: Chances) -> str:
    """A text without its parts that set something aside: each the largest that is surer than any in it."""
    if level == len(_LEVELS):
        return text
    parts = _parts(_LEVELS[level], text)
    if len(parts) < 2:
        return _left(text, level + 1, aside)
    asking = _asking(parts, level, aside)
    kept = [
        _left(part, level + 1, aside)
        for part in parts
        if part in asking or not aside[part] > _surest(part, level + 1, aside)
    ]
    return " ".join(kept).strip(_LOOSE)


def _surest(text: str, level: int, aside: Chances) -> float:
    """The highest chance of a part in a text that may be left out."""
    if level == len(_LEVELS):
        return 0.0
    parts = _parts(_LEVELS[level], text)
    asking = _asking(parts, level, aside) if len(parts) > 1 else parts
    own = max((aside[part] for part in parts if part not in asking), default=0.0)
    return max([own, *(_surest(part, level + 1, aside) for part in parts)])


def _asking(parts: Sequence[str], level: int, aside: Chances) -> Sequence[str]:
    """The parts that have to stay: of sentences the only one that asks, or the last where none has a mark; of
    what insertions part the one that sets aside least; of what commas part the last.
    """
    if _LEVELS[level] is _INSERTIONS:
        return [min(parts, key=lambda part: aside[part])]
    marked = [part for part in parts if _LEVELS[level] is _SENTENCES and asks(part)]
    if len(marked) > 1:
        return []
    return marked or parts[-1:]


def _all_parts(text: str, level: int) -> Iterator[str]:
    """Every part of a text, of each level, each once."""
    if level < len(_LEVELS):
        parts = _parts(_LEVELS[level], text)
        if len(parts) > 1:
            yield from parts
        for part in parts:
            yield from _all_parts(part, level + 1)


def _parts(between: re.Pattern[str], text: str) -> list[str]:
    return [part for part in between.split(text) if any(map(str.isalnum, part))]


def _marked(text: str, typed: str) -> str:
    """The text with the mark that the whole question had at its end."""
    lost = asks(typed) and not asks(text)
    return f"{text.rstrip('.。')}{typed.rstrip()[-1]}" if lost else text
