"""Questions made from the guide and the concepts: what the texts say to a question, what a word means, and
terms to be matched with their meanings.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from assistant.reading.labels import label_at
from assistant.reading.timeline import VERBATIM
from assistant.reading.topics import fold, stands_in
from assistant.trainer.excerpt import excerpt_of
from assistant.trainer.pack import Source, source_of
from assistant.trainer.quiz.question import (
    EASY,
    MEANING,
    MIDDLE,
    OPTIONS,
    SCENARIO,
    Matching,
    Proof,
    Question,
)
from assistant.trainer.quiz.shown import Shown
from assistant.trainer.quiz.sisters import LONGEST_OPTION, TOO_ALIKE, plain_of, sisters
from assistant.words.phrases import in_plain_words
from assistant.words.store import ENGLISH, Words
from index.interface import SearchIndex
from index.lexical import stems
from ingest.concepts import Concept, embedded_concepts
from ingest.locator import overlap
from ingest.model import Provision

LONGEST_ASKED = 170
LONGEST_PROOF = 200
LONGEST_MEANING = 190
LONGEST_MATCHED = 110
LEAST_SHARE = 0.5  # of the stems of a meaning stand in what defines the word
PAIRS = 4
QUESTION_MARKS = ("?", "؟", "？")
_SENTENCE = re.compile(r".+?(?:[.؟?!](?=\s|$)|[。？！]|$)", re.S)


@dataclass(frozen=True, slots=True)
class Teaching:
    """What a quiz is made from: the provisions on the slides, labelled in the language of the session."""

    provisions: tuple[Provision, ...]
    shown: Shown
    index: SearchIndex
    say: Words

    def plain(self, provision: Provision) -> str:
        """What the guide says of a provision; "" where a slide does not show it, or where it is too long."""
        words = plain_of(provision, self.index, self.say.language)
        short = len(words) <= LONGEST_OPTION
        return words if short and self.shown.explains(provision.locator, words) else ""

    def proof(self, provision: Provision) -> Proof:
        """What a slide shows of it: its words where they are quoted whole, else the guide's."""
        if provision.provenance in VERBATIM and self.shown.proves(provision.locator, provision.text):
            return Proof("quote", excerpt_of(provision, LONGEST_PROOF), source_of(provision))
        words = in_plain_words(plain_of(provision, self.index, self.say.language), self.say.language)
        return Proof("guide", words, Source(provision.locator, provision.label))


def asking(teaching: Teaching) -> Iterator[Question]:
    """What the texts say to a question of the guide: its provision, or three neighbouring ones."""
    say, index = teaching.say, teaching.index
    for provision in teaching.provisions:
        right, asked = teaching.plain(provision), _asked(provision, index, say.language)
        if not right or not asked:
            continue
        others = sisters(provision, teaching.provisions, index, say.language, OPTIONS - 1)
        wrong = tuple(plain_of(one, index, say.language) for one in others)
        if len(wrong) == OPTIONS - 1:
            labels = "; ".join(dict.fromkeys(_label(one, teaching) for one in others))
            why = say("quiz_others", labels=labels)
            ask = say("quiz_asks", question=asked)
            yield Question(SCENARIO, MIDDLE, ask, right, wrong, why, (teaching.proof(provision),))


def _asked(provision: Provision, index: SearchIndex, language: str) -> str:
    """The first question of the guide, which can be understood by itself; "" where it has none that fits."""
    guide = index.guide(provision.locator)
    questions = guide.plain(language).questions[:1] if guide else ()
    return next((q for q in questions if q.endswith(QUESTION_MARKS) and len(q) <= LONGEST_ASKED), "")


def _label(provision: Provision, teaching: Teaching) -> str:
    return label_at(provision.locator, teaching.say.language, teaching.index)


def answering(teaching: Teaching) -> Iterator[Matching]:
    """Four questions of the guide, to be matched with what four provisions say to them."""
    language, index = teaching.say.language, teaching.index
    told = [one for one in teaching.provisions if teaching.plain(one)]
    asked = [(one, _asked(one, index, language)) for one in told]
    short = [(one, question) for one, question in asked if 0 < len(question) <= LONGEST_MATCHED]
    pairs = [short[n] for n in _apart([one.locator for one, _ in short], index)[:PAIRS]]
    if len(pairs) == PAIRS:
        yield Matching(
            EASY,
            teaching.say("quiz_match_questions"),
            tuple((question, teaching.plain(one)) for one, question in pairs),
            tuple(teaching.proof(one) for one, _ in pairs),
        )


@dataclass(frozen=True, slots=True)
class _Term:
    """A concept in the language of the session: what it is called, the first sentence said of it; and, as
    provisions are in English, its English names and the stems of that sentence in English.
    """

    name: str
    meaning: str
    locator: str
    english: tuple[str, ...]
    stems: frozenset[str]

    def told_by(self, provision: Provision, index: SearchIndex) -> bool:
        """Whether a provision defines it: it names it, and most of what is said of it stands there, or in the
        guide's words on it.
        """
        guide = index.guide(provision.locator)
        there = f"{provision.heading} {provision.text} {guide.summary if guide else ''}"
        named = any(stands_in(fold(name), fold(there)) for name in self.english)
        told = self.stems & set(stems(there))
        return named and len(told) >= LEAST_SHARE * len(self.stems)


def meaning(teaching: Teaching) -> Iterator[Question]:
    """What a word means that a slide defines: its own meaning, or those of three neighbouring words."""
    say = teaching.say
    known = _terms(say.language)
    for provision in teaching.provisions:
        own = next((term for term in known if term.locator == provision.locator), None)
        own = own if own and own.told_by(provision, teaching.index) else None
        wrong = _others(own, known, teaching.index) if own else []
        if own and len(wrong) == OPTIONS - 1:
            names = "; ".join(term.name for term in wrong)
            yield Question(
                MEANING,
                EASY,
                say("quiz_meaning", term=own.name),
                own.meaning,
                tuple(term.meaning for term in wrong),
                say("quiz_other_words", words=names),
                (teaching.proof(provision),),
            )


def matching(teaching: Teaching) -> Iterator[Matching]:
    """Four words that slides establish, to be matched with what each of them is."""
    language, index = teaching.say.language, teaching.index
    known = _terms(language)
    places = {one.locator: one for one in teaching.provisions}
    terms = [
        term
        for locator, provision in places.items()
        for term in known
        if term.locator == locator and term.told_by(provision, index)
    ]
    chosen = [terms[n] for n in _apart([term.locator for term in terms], index)[:PAIRS]]
    if len(chosen) == PAIRS:
        pairs = tuple((term.name, term.meaning) for term in chosen)
        proofs = tuple(teaching.proof(places[term.locator]) for term in chosen)
        yield Matching(EASY, teaching.say("quiz_match"), pairs, proofs)


def _terms(language: str) -> list[_Term]:
    return [term for term in (_term(one, language) for one in embedded_concepts()) if term]


def _term(concept: Concept, language: str) -> _Term | None:
    """None where what is said of it is long, or gives its name away."""
    name, said = concept.name(language), _first_sentence(concept.said(language))
    tells = any(fold(one) in fold(said) for one in concept.names.get(language, (name,)))
    if tells or concept.instrument or len(said) > LONGEST_MEANING:
        return None
    english = frozenset(stems(_first_sentence(concept.said(ENGLISH))))
    return _Term(name, said, concept.established_by[0], concept.names[ENGLISH], english)


def _first_sentence(words: str) -> str:
    first = _SENTENCE.match(words)
    return first.group().strip() if first else words


def _others(own: _Term, known: Sequence[_Term], index: SearchIndex) -> list[_Term]:
    """Three words of the same instrument, those nearest in meaning first, none of which means the same."""
    document = own.locator.split("/")[0]
    near = [one for one in known if one.locator.split("/")[0] == document]
    alike = index.alike([own.locator, *(one.locator for one in near)])
    order = sorted(range(len(near)), key=lambda n: (-alike[0, n + 1], near[n].name))
    row = [own, *(near[n] for n in order)]
    return [row[n] for n in _apart([term.locator for term in row], index)[1:OPTIONS]]


def _apart(locators: Sequence[str], index: SearchIndex) -> list[int]:
    """The places of those that say nothing like one of those before them, in the same order."""
    alike = index.alike(locators)
    chosen: list[int] = []
    for n, locator in enumerate(locators):
        apart = not any(overlap(locator, locators[m]) for m in chosen)
        if apart and np.all(alike[n, chosen] < TOO_ALIKE):
            chosen.append(n)
    return chosen
