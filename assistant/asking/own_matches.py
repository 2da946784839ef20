"""Own matches: how well the words of a question are matched by those of a passage by what they mean: said
otherwise, in another form or in another language.

The encoder tells what each word piece of a text becomes in its context. A word of the question is matched as
well as its pieces are by the most alike of the passage's, or of what stands above it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assistant.asking.details import Span, given_in, gives
from assistant.asking.own_words import telling_words, units_of
from assistant.asking.query import Query
from assistant.reading.support.nearness import Pieces, read_pieces
from index.encoder import Reader
from index.interface import Numbers, SearchIndex
from index.lexical import stems
from ingest.model import Provision

MATCHED = ("matched", "matched_at_once", "least", "least_at_once", "matched_given", "matched_around")
AROUND = 45  # characters before and after a detail: what it is of mostly stands there
LEAST_WEIGHT = 0.1  # of a word that every text has

Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class _Asked:
    """The telling words of a question: the `pieces` of each by their rows, and its `weights`, in all 1."""

    states: Numbers
    pieces: tuple[tuple[int, ...], ...]
    weights: Numbers

    def matches(self, there: Numbers) -> Numbers:
        """How well each word is matched by pieces of these states, shape (words,); 0 where there are none."""
        if not len(there):
            return np.zeros(len(self.pieces), dtype=np.float32)
        best = (self.states @ there.T).max(axis=1)
        return np.array([best[list(rows)].mean() for rows in self.pieces], dtype=np.float32)

    def share(self, matches: Numbers) -> float:
        """How well the question is matched, rare words counting more."""
        return float(matches @ self.weights)


def matches(
    query: Query, provision: Provision, details: Sequence[str], index: SearchIndex, reader: Reader
) -> dict[str, float]:
    """A number for each of MATCHED, all 0 for a question without a telling word: how well the passage matches
    the question and its worst matched word, in all and in its best unit; in the best of those that give the
    details asked for; and around what gives them.
    """
    asked = _asked(query, index, reader)
    if not asked.pieces:
        return dict.fromkeys(MATCHED, 0.0)
    title = index.documents[provision.document].title
    above = asked.matches(read_pieces(" – ".join([title, *provision.path]), reader).states)
    units = units_of(provision)
    read = [read_pieces(unit, reader) for unit in units]
    found = [np.maximum(asked.matches(one.states), above) for one in read]
    shares = [asked.share(one) for one in found]
    best = found[int(np.argmax(shares))]
    everything = np.max(found, axis=0)
    giving = [gives(unit, details) for unit in units]
    around = [
        min((_around(asked, above, pieces, given_in(unit, detail)) for detail in details), default=share)
        for unit, pieces, share in zip(units, read, shares, strict=True)
    ]
    return {
        "matched": asked.share(everything),
        "matched_at_once": max(shares),
        "least": float(everything.min()),
        "least_at_once": float(best.min()),
        "matched_given": max(
            (share for share, held in zip(shares, giving, strict=True) if held), default=0.0
        ),
        "matched_around": max(around),
    }


def _around(asked: _Asked, above: Numbers, unit: Pieces, given: Sequence[Span]) -> float:
    """How well the question is matched around the best of the details that are given; 0 where none is."""
    begins, ends = np.array(unit.spans, dtype=np.int64).reshape(-1, 2).T
    shares = []
    for first, last in given:
        beside: Mask = (
            (ends > first - AROUND) & (begins < last + AROUND) & ~((begins >= first) & (ends <= last))
        )
        if beside.any():
            shares.append(asked.share(np.maximum(asked.matches(unit.states[beside]), above)))
    return max(shares, default=0.0)


def _asked(query: Query, index: SearchIndex, reader: Reader) -> _Asked:
    said = query.spoken or query.text
    read, low = read_pieces(said, reader), said.lower()
    pieces, weights = [], []
    for word in telling_words(said):
        first = low.find(word)
        rows = _rows(read.spans, (first, first + len(word))) if first >= 0 else ()
        if rows:
            pieces.append(rows)
            weights.append(max([LEAST_WEIGHT, *map(index.weight, stems(word, query.language))]))
    return _Asked(read.states, tuple(pieces), np.array(weights, dtype=np.float32) / (sum(weights) or 1.0))


def _rows(spans: Sequence[Span], word: Span) -> tuple[int, ...]:
    """Which pieces have a letter of the word."""
    return tuple(row for row, (first, last) in enumerate(spans) if max(first, word[0]) < min(last, word[1]))
