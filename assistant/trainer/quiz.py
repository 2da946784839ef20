"""Quiz questions with an answer key: where a text stands, when a decision was taken, who must do it.

Every answer carries the exact words it rests on. Options are real labels, decisions and actors; their order
is fixed by a
digest of the question, so that the same pack comes out the same.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest
from zlib import crc32

from assistant.reading.timeline import Entry, Timeline
from assistant.trainer.actors import decoys
from assistant.trainer.duties import NOBODY, duties_of
from assistant.trainer.excerpt import shortened
from assistant.trainer.pack import LETTERS, Item, Source, source_of
from assistant.trainer.sentences import mandatory_verbs
from assistant.words.store import Words
from index.interface import SearchIndex
from ingest.model import Provision

OPTIONS = 3
LONGEST_QUESTION, LONGEST_TASK = 110, 90
QUESTION_MARKS = ("?", "؟", "？")


@dataclass(frozen=True, slots=True)
class QuizQuestion:
    """A question with its options; `answer` is the right option and `source` what proves it."""

    question: str
    options: tuple[str, ...]
    answer: str
    source: Source
    quote: str

    @property
    def letter(self) -> str:
        """The letter of the right option."""
        return LETTERS[self.options.index(self.answer)]

    def asked(self) -> Item:
        """Give the question as the participants see it."""
        return Item("own", self.question, options=self.options)

    def answered(self) -> Item:
        """Give the answer key, with the exact words."""
        return Item("quote", self.quote, (self.source,), f"({self.letter}) {self.answer}")


def quiz(
    provisions: Sequence[Provision], timeline: Timeline | None, index: SearchIndex, say: Words, count: int
) -> list[QuizQuestion]:
    """`count` questions at most, the three kinds in turn."""
    entries = timeline.entries if timeline else ()
    kinds = [_where(provisions, index, say), _when(entries, index, say), _who(provisions, index, say)]
    # in turn: a quiz of one kind of question is soon guessed
    mixed = [question for row in zip_longest(*kinds) for question in row if question]
    return mixed[:count]


def _where(provisions: Sequence[Provision], index: SearchIndex, say: Words) -> Iterator[QuizQuestion]:
    """Ask in which text the answer to a question of the guide stands, in the language of the session."""
    labels = list(dict.fromkeys(p.label for p in provisions))
    for provision in provisions:
        guide = index.guide(provision.locator)
        asked = guide.plain(say.language).questions if guide else ()
        questions = [q for q in asked if q.endswith(QUESTION_MARKS) and len(q) <= LONGEST_QUESTION]
        # with fewer provisions than options there would be nothing to choose from
        if questions and len(labels) >= OPTIONS:
            question = say("quiz_where", question=questions[0])
            yield QuizQuestion(
                question,
                _options(question, provision.label, labels),
                provision.label,
                source_of(provision),
                provision.text,
            )


def _when(entries: Sequence[Entry], index: SearchIndex, say: Words) -> Iterator[QuizQuestion]:
    """Ask which decision was taken where and when."""
    numbers = [entry.number for entry in entries]
    for entry in sorted(entries, key=lambda e: crc32(e.decision.encode())):
        # two decisions of one meeting would both be right
        alone = sum(other.session == entry.session for other in entries) == 1
        fact = index.get(entry.fact_locator)
        if fact and alone and len(entry.title) <= 90 and len(numbers) >= OPTIONS:
            question = say("quiz_when", session=entry.session, place=entry.where, year=entry.year)
            yield QuizQuestion(
                question,
                _options(question, entry.number, numbers),
                entry.number,
                replace(source_of(fact), label=entry.fact_label, brief=entry.label),
                fact.text,
            )


def _who(provisions: Sequence[Provision], index: SearchIndex, say: Words) -> Iterator[QuizQuestion]:
    """Ask who must do what a provision says."""
    for provision in provisions:
        rows = [duty for duty in duties_of(provision, index) if duty.actor != NOBODY]
        # with two actors two options would be right
        if len({duty.actor for duty in rows}) != 1:
            continue
        # one question a provision, on its first sentence
        duty = rows[0]
        verb = duty.verb if duty.verb in mandatory_verbs() else f"({duty.verb})"
        question = say("quiz_who", label=provision.label, verb=verb, task=shortened(duty.task, LONGEST_TASK))
        yield QuizQuestion(
            question,
            _options(question, duty.actor, decoys()),
            duty.actor,
            source_of(provision),
            provision.text,
        )


def _options(question: str, right: str, pool: Sequence[str]) -> tuple[str, ...]:
    wrong = sorted(
        (option for option in dict.fromkeys(pool) if option != right),
        key=lambda option: crc32(f"{question}{option}".encode()),
    )
    return tuple(
        sorted([right, *wrong[: OPTIONS - 1]], key=lambda option: crc32(f"{option}{question}".encode()))
    )
