"""Questions made from the guide: what the texts say to a question, and such questions to be matched."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np

from assistant.reading.labels import label_at
from assistant.reading.timeline import VERBATIM
from assistant.trainer.excerpt import excerpt_of
from assistant.trainer.pack import Source, source_of
from assistant.trainer.quiz.question import (
    EASY,
    FEWEST_PAIRS,
    MIDDLE,
    OPTIONS,
    SCENARIO,
    Matching,
    Proof,
    Question,
)
from assistant.trainer.quiz.shown import Shown
from assistant.trainer.quiz.sisters import LONGEST_OPTION, TOO_ALIKE, plain_of, sisters
from assistant.words.phrases import QUESTION_MARKS, in_plain_words
from assistant.words.store import ENGLISH, Words
from index.interface import SearchIndex
from ingest.concepts import embedded_concepts
from ingest.locator import overlap
from ingest.model import Provision

LONGEST_ASKED = 170
LONGEST_PROOF = 200
LONGEST_MATCHED = 110
_WORD = re.compile(r"[^\W\d_]+")
# what asks for more than yes or no
_ASKS = re.compile(r"(?:\w+ )?(?:who|whom|whose|what|which|when|where|how|why)\b", re.I)
# who asks for himself, and what is said rather than written
_OURS = re.compile(
    r"\b(?:I|my|me|we|us|ours?|yours?|you|GM|GMOs?)\b"
    r"|[a-z]['’](?:t|re|ve|m|d|ll)\b|\b(?:what|who|it|that)['’]s\b|[.:] ",
    re.I,
)


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
    """The first question of the guide that anybody may ask; "" where it has none."""
    guide = index.guide(provision.locator)
    questions = guide.plain(language).questions if guide else ()
    short = (q for q in questions if q.endswith(QUESTION_MARKS) and len(q) <= LONGEST_ASKED)
    known = f"{provision.text} {guide.summary if guide else ''}"
    return next((q for q in short if language != ENGLISH or is_anybodys(q, known)), "")


def is_anybodys(question: str, known: str) -> bool:
    """Whether an English question is nobody's own and wants to be told something: it neither speaks of "us"
    nor names a country, or anything else that is neither a concept nor in the `known` words.
    """
    names = {word for word in _WORD.findall(question)[1:] if not word[0].islower()}
    fits = _ASKS.match(question) and not _OURS.search(question)
    return bool(fits) and names <= _names_of_concepts() | set(_WORD.findall(known))


@cache
def _names_of_concepts() -> frozenset[str]:
    return frozenset(
        word for one in embedded_concepts() for name in one.names[ENGLISH] for word in _WORD.findall(name)
    )


def _label(provision: Provision, teaching: Teaching) -> str:
    return label_at(provision.locator, teaching.say.language, teaching.index)


def answering(teaching: Teaching) -> Iterator[Matching]:
    """Questions of the guide, to be matched with what provisions say to them."""
    language, index = teaching.say.language, teaching.index
    told = [one for one in teaching.provisions if teaching.plain(one)]
    asked = [(one, _asked(one, index, language)) for one in told]
    short = [(one, question) for one, question in asked if 0 < len(question) <= LONGEST_MATCHED]
    pairs = [short[n] for n in apart([one.locator for one, _ in short], index)]
    if len(pairs) >= FEWEST_PAIRS:
        yield Matching(
            EASY,
            teaching.say("quiz_match_questions"),
            tuple((question, teaching.plain(one)) for one, question in pairs),
            tuple(teaching.proof(one) for one, _ in pairs),
        )


def apart(locators: Sequence[str], index: SearchIndex) -> list[int]:
    """The places of those that say nothing like one of those before them, in the same order."""
    alike = index.alike(locators)
    chosen: list[int] = []
    for n, locator in enumerate(locators):
        apart = not any(overlap(locator, locators[m]) for m in chosen)
        if apart and np.all(alike[n, chosen] < TOO_ALIKE):
            chosen.append(n)
    return chosen
