"""Questions made from the concepts: what a word means, and words to be matched with their meanings."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from assistant.reading.topics import fold, stands_in
from assistant.trainer.quiz.made import Teaching, apart
from assistant.trainer.quiz.question import EASY, FEWEST_PAIRS, MEANING, OPTIONS, Matching, Question
from assistant.words.store import ENGLISH
from index.interface import SearchIndex
from index.lexical import stems
from ingest.concepts import Concept, embedded_concepts
from ingest.model import Provision

LONGEST_MEANING = 190
LEAST_SHARE = 0.5  # of the stems of a meaning stand in what defines the word
_SENTENCE = re.compile(r".+?(?:[.؟?!](?=\s|$)|[。？！]|$)", re.S)


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
        folded = fold(there)
        named = any(stands_in(fold(name), folded) for name in self.english)
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
    """Words that slides establish, to be matched with what each of them is."""
    language, index = teaching.say.language, teaching.index
    known = _terms(language)
    places = {one.locator: one for one in teaching.provisions}
    terms = [
        term
        for locator, provision in places.items()
        for term in known
        if term.locator == locator and term.told_by(provision, index)
    ]
    chosen = [terms[n] for n in apart([term.locator for term in terms], index)]
    if len(chosen) >= FEWEST_PAIRS:
        pairs = tuple((term.name, term.meaning) for term in chosen)
        proofs = tuple(teaching.proof(places[term.locator]) for term in chosen)
        yield Matching(EASY, teaching.say("quiz_match"), pairs, proofs)


@cache
def _terms(language: str) -> tuple[_Term, ...]:
    return tuple(term for term in (_term(one, language) for one in embedded_concepts()) if term)


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
    return [row[n] for n in apart([term.locator for term in row], index)[1:OPTIONS]]
