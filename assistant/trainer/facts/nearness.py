"""How near words are to a provision and to the others that they could be about, by their meaning.

The encoder of the index finds what the words are nearest to: the text of provisions, their titles, the
guide's summaries and its questions. How near the provision that the slide names is (`own`) and how near the
nearest other one (`other`) decides; both are cosines.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from index.encoder import Encoder, Vectors
from index.interface import Candidates, Filters, Limits, SearchIndex, Words
from ingest.locator import Decision, Locator, catalogue_entry, described, is_entry, lies_in
from ingest.model import Provision

_LIMITS = Limits(dense=6_000, lexical=1)
_SUBJECTS = re.compile(r"[^/]+/(?:art|target|goal)-")


@dataclass(frozen=True, slots=True)
class Pair:
    """Words, and the provision or decision that they are said to be about; others that could be meant begin
    with `among`.
    """

    words: str
    target: Locator
    among: str = ""


@dataclass(frozen=True, slots=True)
class Nearness:
    """Two cosines, and the provision that is nearest but for the one named ("" for none)."""

    own: float
    other: float
    nearest: str


def nearness(pairs: Sequence[Pair], index: SearchIndex, encoder: Encoder) -> dict[Pair, Nearness]:
    """How near each pair is; left out is what the corpus has nothing to compare with. One round trip to the
    index for each document.
    """
    groups: dict[Filters, list[Pair]] = defaultdict(list)
    for pair in dict.fromkeys(pairs):
        groups[_where(pair.target)].append(pair)
    found: dict[Pair, Nearness] = {}
    for filters, group in groups.items():
        vectors = encoder.encode_queries([pair.words for pair in group])
        candidates = index.candidates(vectors, Words(""), filters, _LIMITS)
        provisions = index.at(candidates.positions.tolist())
        titles = _titles(group, index, encoder)
        for row, pair in enumerate(group):
            title = titles.get(pair.target)
            own = float(title @ vectors[row]) if title is not None else None
            near = _near(pair, _scores(row, candidates, provisions), own)
            if near is not None:
                found[pair] = near
    return found


def _where(target: Locator) -> Filters:
    """Decisions are told from decisions, provisions from those of their instrument."""
    return (
        Filters(kinds=("decision",))
        if Decision.of(target.document)
        else Filters(documents=(target.document,))
    )


def _titles(group: Sequence[Pair], index: SearchIndex, encoder: Encoder) -> dict[Locator, Vectors]:
    """The vectors of the titles that the catalogue gives."""
    named = {pair.target: index.get(catalogue_entry(pair.target)) for pair in group}
    known = [(target, fact.heading) for target, fact in named.items() if fact and fact.heading]
    if not known:
        return {}
    vectors = encoder.encode([heading for _, heading in known])
    return {target: vectors[row] for row, (target, _) in enumerate(known)}


def _scores(row: int, candidates: Candidates, provisions: Sequence[Provision]) -> Iterator[tuple[str, float]]:
    for place, provision in enumerate(provisions):
        yield provision.locator, max(float(cosines[row, place]) for cosines in candidates.dense.values())


def _near(pair: Pair, scores: Iterator[tuple[str, float]], title: float | None) -> Nearness | None:
    home = str(pair.target)
    own = title
    other, nearest = 0.0, ""
    for locator, score in scores:
        if lies_in(locator, home):
            own = max(score, own or 0.0)
        elif score > other and not lies_in(home, locator) and _is_subject(locator, pair.among):
            other, nearest = score, locator
    return None if own is None else Nearness(own, other, described(nearest))


def _is_subject(locator: str, among: str) -> bool:
    """Whether it can be what words are about: a decision by its title, or an article, a target, a part of
    one. Definitions and recitals speak of everything.
    """
    if not locator.startswith(among):
        return False
    if "/dec-" in locator:
        return is_entry(locator)
    return _SUBJECTS.match(locator) is not None and "/term-" not in locator
