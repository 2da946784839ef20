"""How near a statement is to its grounds, in numbers: what a fitted model decides on where no rule objects.

Of the whole: cosines and shared words. Of the sentences: conditions, times and actors that one side has and
the other lacks. What the rules object to, and in how many ways. Of word pieces, where the encoder tells them:
how well each of the statement is matched by some piece of the provision; not the other way round, for a
statement may be about a part. And all this beside the guide's summary in the statement's own language, where
there is one, which bridges languages.
"""

import re
from collections.abc import Hashable, Sequence
from functools import lru_cache
from typing import NamedTuple, cast

import numpy as np

from assistant.reading.glossary import english_words
from assistant.reading.support.claims import GENERAL, Claims, claims_in
from assistant.reading.support.compare import Aligned, Compared
from assistant.reading.support.data import read_table
from assistant.reading.support.grounds import READY, vectors_of
from assistant.reading.support.objections import OBJECTIONS, Objection
from index.encoder import Encoder, Reader, Vectors
from index.interface import SearchIndex
from index.lexical import stems, words
from ingest.model import PlainWords
from ingest.vocabulary import LANGUAGES

WHOLE = (
    "cosine", "share", "english_share", "longest_unknown", "worst_part", "strange_terms",
    "strange_words", "strange_share",
)  # fmt: skip
SENTENCES = (
    "conditions_lost", "accord_lost", "time_lost", "time_added", "may_for_must", "first_actor",
    "new_actor_first", "actors_turned", "actors_added", "negations_more", "negations_less",
)  # fmt: skip
OBJECTED = (*OBJECTIONS, "objected", "ways")
LANGUAGE = tuple(f"in_{code}" for code in LANGUAGES)  # what is near differs between languages
PIECES = ("matched", "worst_4", "worst_8")
GUIDE = (
    "guide_cosine", "guide_share", "guide_unknown", "guide_longest_unknown", "guide_longest_share",
    "guide_worst_part", "guide_conditions_lost", "guide_conditions_added", "guide_actors_lost",
    "guide_actors_added", "guide_modals_lost", "guide_quantities_lost", "guide_quantities_added",
    "guide_times_lost", "guide_may", "guide_negates", "guide_affirms",
)  # fmt: skip
GUIDE_PIECES = (
    "guide_matched", "guide_worst_4", "guide_worst_8", "either_matched", "either_worst_4", "either_worst_8",
)  # fmt: skip
_CONDITIONS = ("appropriate", "possible", "agreed", "except", "if")
_ACCORD = ("law", "subject", "request")
_TIMES = ("by", "after", "prompt", "regular", "yearly", "always")
_DECIMALS = 4
SHORT = 3  # words: a part of fewer says too little
_PART = re.compile(
    r"[,;:，；：、،؛]\s*|\s(?:and|or|et|ou|y|o|e|и|или)\s|\s(?=و\w)|(?<=\w)(?:并且|并|而且|且)"
)


def features(
    compared: Compared, against: Sequence[Objection], index: SearchIndex, encoder: Encoder
) -> dict[str, float]:
    """The numbers by their names, how often rules object among them; those of pieces and of the guide only
    where there are any.
    """
    found = _of_whole(compared, index, encoder) | _of_sentences(compared.aligned)
    found |= _of_objections([one.kind for one in against])
    found |= {name: name == f"in_{compared.case.language}" for name in LANGUAGE}
    reader = encoder if isinstance(encoder, Reader) else None
    if reader:
        found |= _of_pieces(compared, reader)
    if compared.case.guide:
        plain = compared.case.guide.plain(compared.case.language)
        found |= _of_guide(compared, plain, encoder)
        if reader:
            found |= _of_guide_pieces(compared, plain, reader)
    return {name: round(float(value), _DECIMALS) for name, value in found.items()}


def _of_objections(kinds: Sequence[str]) -> dict[str, float]:
    """How often rules object, by kind; whether any does, and in how many ways."""
    counts: dict[str, float] = {kind: kinds.count(kind) for kind in OBJECTIONS}
    ways = sum(count > 0 for count in counts.values())
    return counts | {"objected": ways > 0, "ways": ways}


def _of_whole(compared: Compared, index: SearchIndex, encoder: Encoder) -> dict[str, float]:
    english = english_words(compared.case.statement, compared.case.language)
    known, unknown = _weighed(stems(english), compared.case.grounds.stems, index)
    share = known / (known + unknown) if known + unknown else 0.0
    (whole,) = (
        vectors_of([compared.case.statement], encoder)
        @ vectors_of([compared.case.grounds.source.whole], encoder).T
    )
    return {
        "cosine": max([float(whole[0]), *(one.cosine for one in compared.aligned)]),
        "share": share,
        "english_share": share if compared.case.language == "en" else 0.0,
        "longest_unknown": _longest(_unmatched(compared, frozenset())),
        "worst_part": _worst_part(compared, frozenset()),
        "strange_terms": len(compared.case.strange.terms),
        "strange_words": compared.case.strange.words,
        "strange_share": (len(compared.case.strange.terms) + compared.case.strange.words)
        / max(1, compared.case.strange.known),
    }


def _weighed(wanted: Sequence[str], there: frozenset[str], index: SearchIndex) -> tuple[float, float]:
    """The weights of the stems that are there, and of those that are not."""
    weights = {stem: index.weight(stem) for stem in dict.fromkeys(wanted)}
    known = sum(weight for stem, weight in weights.items() if stem in there)
    return known, sum(weights.values()) - known


def _unmatched(compared: Compared, known: frozenset[str]) -> list[bool]:
    """For each content word of the statement in its order, whether neither the words of the provision nor the
    `known` ones of its guide have it.
    """
    return _missing(compared.case.statement, compared, known)


def _missing(text: str, compared: Compared, known: frozenset[str]) -> list[bool]:
    there, language = compared.case.grounds.stems, compared.case.language
    return [
        stem not in known and not (there & _english_stems(word, stem, language))
        for word, stem in zip(words(text), stems(text, language), strict=True)
    ]


def _worst_part(compared: Compared, known: frozenset[str]) -> float:
    """Of the parts between commas and conjunctions, the least share of words that are matched."""
    parts = (_missing(part, compared, known) for part in _PART.split(compared.case.statement))
    return min((1 - sum(part) / len(part) for part in parts if len(part) >= SHORT), default=1.0)


@lru_cache(maxsize=READY * 8)
def _english_stems(word: str, stem: str, language: str) -> frozenset[str]:
    return frozenset([stem, *([] if language == "en" else stems(english_words(word, language)))])


def _longest(unmatched: Sequence[bool]) -> int:
    """The longest run of words that are not matched."""
    longest = run = 0
    for missing in unmatched:
        run = run + 1 if missing else 0
        longest = max(longest, run)
    return longest


def _of_sentences(aligned: Sequence[Aligned]) -> dict[str, float]:
    found = dict.fromkeys(SENTENCES, 0.0)
    for one in aligned:
        said, best = one.claims.said, one.best
        found["conditions_lost"] += _lost("condition", _CONDITIONS, best.said, said)
        found["accord_lost"] += _lost("condition", _ACCORD, best.said, said)
        found["time_lost"] += _lost("time", _TIMES, best.said, said)
        found["time_added"] += sum(not one.held(name) for name in said if name.startswith("time."))
        found["may_for_must"] += (
            "modal.may" in said and "modal.may" not in best.strict and "modal.must" in best.strict
        )
        mine, theirs = _special(one.claims), _special(best)
        found["first_actor"] += bool(
            one.claims.actors and best.actors and one.claims.actors[0] != best.actors[0]
        )
        found["new_actor_first"] += bool(mine and mine[0] not in theirs)
        shared = [theirs.index(actor) for actor in mine if actor in theirs]
        found["actors_turned"] += shared != sorted(shared)
        found["actors_added"] += sum(not one.held(actor) for actor in mine)
        found["negations_more"] += max(0, one.claims.negations - best.negations)
        found["negations_less"] += max(0, best.negations - one.claims.negations)
    return found


def _lost(kind: str, names: Sequence[str], there: frozenset[str], here: frozenset[str]) -> int:
    return sum(f"{kind}.{name}" in there and f"{kind}.{name}" not in here for name in names)


def _special(claims: Claims) -> list[str]:
    return [actor for actor in claims.actors if actor != f"actor.{GENERAL}"]


def _of_guide(compared: Compared, plain: PlainWords, encoder: Encoder) -> dict[str, float]:
    own, guide = (
        claims_in(compared.case.statement, compared.case.language),
        claims_in(plain.summary, plain.language),
    )
    (cosine,) = vectors_of([plain.summary], encoder) @ vectors_of([compared.case.statement], encoder)[0]
    known = frozenset(stems(" ".join([plain.summary, *plain.questions]), plain.language))
    known |= compared.case.grounds.stems if compared.case.language == "en" else frozenset()
    wanted = set(stems(compared.case.statement, compared.case.language))
    lost, added = (_by_kind(guide.said - own.said), _by_kind(own.said - guide.said))
    return {
        "guide_cosine": float(cosine),
        "guide_share": len(wanted & known) / max(1, len(wanted)),
        "guide_unknown": len(wanted - known),
        "guide_longest_unknown": (run := _longest(_unmatched(compared, known))),
        "guide_longest_share": run / max(1, len(wanted)),
        "guide_worst_part": _worst_part(compared, known),
        "guide_conditions_lost": lost["condition"],
        "guide_conditions_added": added["condition"],
        "guide_actors_lost": lost["actor"],
        "guide_actors_added": added["actor"],
        "guide_modals_lost": lost["modal"],
        "guide_quantities_lost": lost["quantity"],
        "guide_quantities_added": added["quantity"],
        "guide_times_lost": lost["time"],
        "guide_may": "modal.may" in own.said - guide.said and "modal.must" in guide.said,
        "guide_negates": "negation" in own.said - guide.said,
        "guide_affirms": "negation" in guide.said - own.said,
    }


def _by_kind(names: frozenset[str]) -> dict[str, int]:
    kinds = ("condition", "actor", "modal", "quantity", "time")
    return {kind: sum(name.startswith(f"{kind}.") for name in names) for kind in kinds}


def _of_pieces(compared: Compared, reader: Reader) -> dict[str, float]:
    to = _best(pieces_of(compared.case.statement, reader), _pieces(compared, reader))
    return {"matched": to.mean(), "worst_4": _worst(to, 4), "worst_8": _worst(to, 8)}


def _of_guide_pieces(compared: Compared, plain: PlainWords, reader: Reader) -> dict[str, float]:
    mine = pieces_of(compared.case.statement, reader)
    to = _best(mine, pieces_of(plain.summary, reader))
    either = np.maximum(to, _best(mine, _pieces(compared, reader)))
    return {
        "guide_matched": to.mean(),
        "guide_worst_4": _worst(to, 4),
        "guide_worst_8": _worst(to, 8),
        "either_matched": either.mean(),
        "either_worst_4": _worst(either, 4),
        "either_worst_8": _worst(either, 8),
    }


def _pieces(compared: Compared, reader: Reader) -> Vectors:
    """The pieces of the units that are near, with what stands above, and of the headings."""
    texts = [compared.case.grounds.units[place] for place in compared.places]
    return np.concatenate(
        [pieces_of(text, reader) for text in (*texts, compared.case.grounds.source.heading)]
    )


def _best(wanted: Vectors, there: Vectors) -> Vectors:
    """For each wanted piece the cosine of the piece most like it."""
    return np.asarray((wanted @ there.T).max(axis=1))


def _worst(values: Vectors, width: int) -> float:
    """The least mean of so many values in a row."""
    if len(values) <= width:
        return float(values.mean())
    sums = np.convolve(values, np.ones(width), mode="valid")
    return float(sums.min()) / width


class Pieces(NamedTuple):
    """The `states` of a text's word pieces about their mean over texts, at length 1, shape (pieces,
    dimension), and where in the text each stands.
    """

    states: Vectors
    spans: tuple[tuple[int, int], ...]


def pieces_of(text: str, reader: Reader) -> Vectors:
    """The states of a text's pieces."""
    return read_pieces(text, reader).states


def read_pieces(text: str, reader: Reader) -> Pieces:
    """What the pieces of a text become in their context; a text without any has one that is like nothing."""
    return _read_pieces(text, cast("Hashable", reader))


@lru_cache(maxsize=READY * 2)
def _read_pieces(text: str, reader: Hashable) -> Pieces:
    reading, middle = cast("Reader", reader).read(text or " "), _middle(reader)
    if not len(reading.states):
        return Pieces(np.zeros((1, len(middle)), dtype=np.float32), ((0, 0),))
    states = reading.states - middle
    found: Vectors = (states / np.linalg.norm(states, axis=1, keepdims=True)).astype(np.float32)
    return Pieces(found, reading.spans)


def _states(text: str, reader: Hashable) -> Vectors:
    return cast("Reader", reader).read(text).states


@lru_cache(maxsize=4)
def _middle(reader: Hashable) -> Vectors:
    """What the states of all pieces have in common, which says nothing about likeness."""
    found: Vectors = np.concatenate(
        [_states(text, reader) for text in read_table("common")["sentences"]]
    ).mean(axis=0)
    return found
