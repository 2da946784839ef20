"""The decision that a question describes and does not cite by its symbol: "the Glasgow pact, paragraph 26",
"decision 6 of COP 24", "paragraph 12 of the gender decision of COP 29".

It is looked for where the question names a part of something without saying of what, or a decision by its
number alone. What is said of it (its session, its number, the town, the year) must hold; words of its title
tell it from the others of which the same holds.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from assistant.reading.topics import fold
from index.interface import SearchIndex
from index.lexical import stems
from ingest.acts import Act
from ingest.locator import Decision, Locator
from ingest.model import Document
from ingest.references.resolve import Reference, names_part_alone, read_references
from ingest.references.tokens import Token, tokens

MOST_OF_TITLE = 0.5  # the share of a title's words, rare ones counting more, that names a decision alone
STANDS_OUT = 1.25  # how much more of its title the question must have than of the title of the next
_WORDS = re.compile(r"[a-z]+|\d+")


@dataclass(frozen=True, slots=True)
class _Facts:
    """What can be said of a decision besides its title: "cop 24", its number (0 for a resolution), the town
    and the year.
    """

    id: str
    session: str
    number: int
    town: str
    year: str
    title: frozenset[str]

    def agrees(self, said: "_Said") -> bool:
        """Whether nothing that is said of it is untrue."""
        return (
            (not said.sessions or self.session in said.sessions)
            and (not said.number or self.number == said.number)
            and (not said.towns or self.town in said.towns)
            and (not said.years or self.year in said.years)
        )


@dataclass(frozen=True, slots=True)
class _Said:
    """What a question says of a decision, as far as it is true of any."""

    sessions: frozenset[str]
    towns: frozenset[str]
    years: frozenset[str]
    number: int

    @property
    def when_or_where(self) -> bool:
        return bool(self.sessions or self.towns or self.years)


def in_described(asked: str, english: str, index: SearchIndex) -> Sequence[Reference]:
    """What the question names in the one decision that it describes, where the corpus has it: a part of it,
    or the decision by its number. `english` are its words in English, in which titles are.
    """
    numbered = _numbered(asked)
    if not numbered and not names_part_alone(asked):
        return []
    known = _facts(tuple(index.documents.values()))
    document = _described(_said(f"{asked} {english}", numbered, known), known, english, index)
    if not document:
        return []
    parts = read_references(asked, Locator(document))
    held = [one for one in parts if all(index.knows(str(target)) for target in one.targets)]
    if parts or not numbered:
        return held
    words = asked[numbered.start : numbered.end]
    return [Reference(numbered.start, numbered.end, words, (Locator(document),))]


def _described(said: _Said, known: Sequence[_Facts], english: str, index: SearchIndex) -> str:
    """The id of the decision, "" where none or several are described."""
    possible = [one for one in known if one.agrees(said)]
    if said.number and said.when_or_where and len(possible) == 1:
        return possible[0].id
    if said.number and not said.when_or_where:
        return ""
    words = set(stems(english))
    shared = sorted(((_weight(one.title & words, index), one) for one in possible), key=lambda pair: -pair[0])
    if not shared or not shared[0][0]:
        return ""
    (best, first), next_best = shared[0], shared[1][0] if len(shared) > 1 else 0.0
    if best < STANDS_OUT * next_best:
        return ""
    told = said.when_or_where or best >= MOST_OF_TITLE * _weight(first.title, index)
    return first.id if told else ""


def _weight(words: frozenset[str], index: SearchIndex) -> float:
    return sum(index.weight(word) for word in words)


def _said(words: str, numbered: Token | None, known: Sequence[_Facts]) -> _Said:
    plain = fold(words)
    pieces = _WORDS.findall(plain)
    pairs = {f"{word} {number}" for word, number in pairwise(pieces)}
    return _Said(
        frozenset(one.session for one in known if one.session in pairs),
        frozenset(one.town for one in known if one.town and re.search(rf"\b{one.town}\b", plain)),
        frozenset(one.year for one in known if one.year in pieces),
        numbered.number if numbered else 0,
    )


def _numbered(asked: str) -> Token | None:
    """The number in "decision 6", which no symbol follows."""
    pieces = tokens(asked)
    for here, after, beyond in zip(pieces, pieces[1:], [*pieces[2:], None], strict=False):
        symbol = beyond is not None and beyond.tight and beyond.text in {"/", "."}
        if here.kind == "unit" and here.value == "dec" and after.kind == "num" and not symbol:
            return after
    return None


@lru_cache(maxsize=4)  # an index that is built again has documents of its own
def _facts(documents: tuple[Document, ...]) -> tuple[_Facts, ...]:
    return tuple(one for document in documents if (one := _facts_of(document)) is not None)


def _facts_of(document: Document) -> _Facts | None:
    act = Act.of(document.id) or Decision.of(document.id)
    if act is None or document.kind != "decision":
        return None
    session = f"{act.body.rpartition('-')[2]} {act.session}"
    number = act.number if "/dec-" in document.id else 0
    town, title = fold(document.place.split(",")[0]), frozenset(stems(document.title))
    return _Facts(document.id, session, number, town, str(document.year or ""), title)
