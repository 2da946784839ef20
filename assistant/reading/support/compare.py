"""A statement beside its grounds: the provision made ready, its guide, and for each sentence of the statement
the units of the provision that it can be about.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from assistant.reading.glossary import english_words
from assistant.reading.support.claims import Claims, claims_in
from assistant.reading.support.grounds import Grounds, grounds_of, vectors_of
from assistant.reading.support.language import language_of
from assistant.reading.support.terms import Strange, Text, strange_terms
from assistant.reading.support.units import clauses
from index.encoder import Encoder
from index.interface import SearchIndex
from ingest.model import GuideEntry, Provision

MOST_UNITS = 64  # of a long provision: those that share most words with the statement
MOST_NEAR = 3
_QUOTED = re.compile(r"«\s*|\s*»|[“”„\"「」『』]")
LIKE = 0.02  # units whose cosine is so little below the best one's are looked at with it


@dataclass(frozen=True, slots=True)
class Prepared:
    """A statement with its language, the provision made ready, its guide, and what the statement speaks of
    that neither has.
    """

    statement: str
    language: str
    grounds: Grounds
    guide: GuideEntry | None
    strange: Strange

    @property
    def summaries(self) -> tuple[Claims, ...]:
        """What the reviewed summaries claim, the English one and that in the language of the statement."""
        words = {code: self.guide.plain(code) for code in ("en", self.language)} if self.guide else {}
        return tuple(claims_in(plain.summary, plain.language) for plain in words.values())


@dataclass(frozen=True, slots=True)
class Aligned:
    """A sentence of a statement beside the units of the provision nearest to it: the `best` one, and those
    that are as `near` but for LIKE. `places` are their numbers.
    """

    claims: Claims
    best: Claims
    near: tuple[Claims, ...]
    places: tuple[int, ...]
    cosine: float

    def held(self, name: str) -> bool:
        """Whether any of the near units has it, or what is as good."""
        return any(name in claims.held for claims in self.near)


@dataclass(frozen=True, slots=True)
class Compared:
    """A statement made ready, and what each of its sentences is nearest to."""

    case: Prepared
    aligned: Sequence[Aligned]

    @property
    def places(self) -> tuple[int, ...]:
        """The numbers of all units that are near, each once."""
        return tuple(dict.fromkeys(place for one in self.aligned for place in one.places))


def prepared(statement: str, provision: Provision, index: SearchIndex) -> Prepared:
    """The statement beside the provision and its guide. Quotation marks are no words: with them a sentence
    lies further from the one that it quotes.
    """
    statement = _QUOTED.sub("", statement)
    language, grounds = language_of(statement), grounds_of(provision, index)
    guide = index.guide(provision.locator)
    strange = strange_terms(Text(statement, language), list(_texts(grounds, guide, language)))
    return Prepared(statement, language, grounds, guide, strange)


def _texts(grounds: Grounds, guide: GuideEntry | None, language: str) -> Iterator[Text]:
    """The words that may be taken up: the provision's, and those of its reviewed summary and questions."""
    source = grounds.source
    yield Text("\n".join([source.whole, source.heading, source.beside]), source.language)
    if guide:
        for plain in {code: guide.plain(code) for code in ("en", language)}.values():
            yield Text("\n".join([plain.summary, *plain.questions]), plain.language)


def compared_with(case: Prepared, encoder: Encoder) -> Compared:
    """The same, each sentence beside the sentences of the provision that are nearest to it."""
    return Compared(case, align(case.statement, case.language, case.grounds, encoder))


def align(statement: str, language: str, grounds: Grounds, encoder: Encoder) -> list[Aligned]:
    """Each sentence of the statement beside what it can be about."""
    chosen = _chosen(statement, language, grounds)
    vectors = vectors_of([grounds.units[i] for i in chosen], encoder)
    found = []
    for sentence in clauses(statement) or [statement]:
        cosines = vectors @ vectors_of([sentence], encoder)[0]
        best = float(cosines.max())
        ranked = np.argsort(-cosines, kind="stable")[:MOST_NEAR]
        order = tuple(chosen[i] for i in ranked if cosines[i] >= best - LIKE)
        near = tuple(grounds.claims[i] for i in order)
        found.append(Aligned(claims_in(sentence, language), near[0], near, order, best))
    return found


def _chosen(statement: str, language: str, grounds: Grounds) -> list[int]:
    """All units, or those of a long provision that the statement can be about."""
    if len(grounds.units) <= MOST_UNITS:
        return list(range(len(grounds.units)))
    wanted = set(re.findall(r"\w+", english_words(statement, language).lower()))
    shared = [len(wanted & set(re.findall(r"\w+", unit.lower()))) for unit in grounds.units]
    return sorted(sorted(range(len(shared)), key=lambda i: -shared[i])[:MOST_UNITS])
