"""What the encoder learns from: for each provision the questions that lead to it and the words that answer
them.
"""

import json
import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.lexical import words as words_in
from ingest.corpus.merge import Corpus
from ingest.corpus.passages import passages, spoken
from ingest.errors import EvaluationError
from ingest.model import Passage

ALIKE = 0.6  # of the words of a quote, which its sentence has: the cells of a row are joined otherwise there
OFTEN = 4  # rounds between two turns of a lesson's only question
NEIGHBOURS = 32  # lessons that are each other's nearest negatives
SHARES = {"text": 0.55, "summary": 0.15, "question": 0.3}  # how often each is what a question is drawn to


@dataclass(slots=True)
class Lesson:
    """One provision. `words` are its passages by role: what was written in law ("text"), plain words
    ("summary") and other questions ("question").
    """

    provision: str
    questions: list[str] = field(default_factory=list)
    words: dict[str, list[str]] = field(default_factory=dict)

    @property
    def article(self) -> str:
        """The document and the first step of the locator: lessons of one article are easily confused."""
        return "/".join(self.provision.split("/")[: 3 if self.provision.startswith("cop-") else 2])

    def answer(self, question: str, chance: random.Random) -> str:
        """Words that answer the question: any of the lesson's but itself."""
        shares = {role: SHARES[role] for role, found in self.words.items() if set(found) - {question}}
        role = chance.choices(list(shares), list(shares.values()))[0]
        return chance.choice([words for words in self.words[role] if words != question])


def lessons(corpus: Corpus, asked: Iterable[tuple[str, str]] = ()) -> list[Lesson]:
    """Lessons from the guide in all its languages, and from other questions (locator, question) over the
    corpus.

    A provision without a question, or without words, teaches nothing.
    """
    found: dict[str, Lesson] = {}
    for passage in passages(corpus):
        lesson = found.setdefault(passage.provision, Lesson(passage.provision))
        lesson.words.setdefault(passage.role, []).append(passage.embed)
        if passage.role == "question":
            lesson.questions.append(passage.embed)
    for locator, entry in corpus.guide.items():
        for words in entry.translations if locator in found else ():
            lesson = found[locator]
            lesson.questions.extend(words.questions)
            lesson.words.setdefault("question", []).extend(words.questions)
            lesson.words.setdefault("summary", []).append(words.summary)
    for locator, question in asked:
        if locator in found:
            found[locator].questions.append(question)
    return [lesson for lesson in found.values() if lesson.questions and set(lesson.words) - {"question"}]


def law_passages(corpus: Corpus) -> list[Passage]:
    """The passages of what was written in law, each below its headings and what it completes."""
    return [passage for passage in passages(corpus) if passage.role == "text"]


def sentence_lessons(corpus: Corpus, answers: Iterable[tuple[str, str, str]]) -> list[Lesson]:
    """A lesson for each sentence that is quoted in the answer (provision, question, quote) of a question."""
    sentences: dict[str, list[str]] = {}
    for passage in spoken(corpus):
        sentences.setdefault(passage.provision, []).append(passage.embed)
    found: dict[str, Lesson] = {}
    for locator, question, quote in answers:
        wanted = frozenset(words_in(quote))
        best = max(sentences.get(locator, ()), key=lambda one: len(wanted & set(words_in(one))), default="")
        if wanted and len(wanted & set(words_in(best))) >= ALIKE * len(wanted):
            found.setdefault(best, Lesson(locator, [], {"text": [best]})).questions.append(question)
    return list(found.values())


def read_asked(paths: Sequence[Path]) -> Iterator[tuple[str, str]]:
    """Locator and question of each line of JSONL files. Raises EvaluationError that names a wrong line, or a
    file that cannot be read.
    """
    for path in paths:
        try:
            lines = path.read_text(encoding="utf-8").splitlines()
        except (OSError, UnicodeDecodeError) as error:
            raise EvaluationError(f"{path.name}: cannot be read ({error}).", "Check the path.") from error
        for number, line in enumerate(lines, start=1):
            try:
                record = json.loads(line)
                yield str(record["locator"]), str(record["question"])
            except (ValueError, KeyError, TypeError) as error:
                raise EvaluationError(
                    f"{path.name}:{number}: not a question of the training ({error}).",
                    'Each line is {"locator": ..., "question": ...}.',
                ) from error


def texts_of(found: Sequence[Lesson]) -> Iterator[str]:
    """Everything that the lessons say."""
    for lesson in found:
        yield lesson.provision
        yield from lesson.questions
        for words in lesson.words.values():
            yield from words


class Rounds:
    """Batches of lessons. A lesson with OFTEN questions or more has its turn in every round, one with fewer
    less often, so that the few are not learnt by heart.

    Lessons that the model takes for each other lie in one batch, so that they are each other's negatives:
    `learn` tells where they lie now. In the first round those of one article lie together.
    """

    def __init__(self, found: Sequence[Lesson], seed: int) -> None:
        self._found, self._seed = found, seed
        self._questions = [_in_turn(lesson, seed) for lesson in found]
        self.places = np.zeros((0, 0), dtype=np.float32)

    def learn(self, rows: Sequence[int] | range, vectors: NDArray[np.float32]) -> None:
        """Where lessons lie: unit vectors, shape (rows, dimension)."""
        if not len(self.places):
            self.places = np.zeros((len(self._found), vectors.shape[1]), dtype=np.float32)
        self.places[rows] = vectors

    def steps(self, turn: int, size: int) -> int:
        """How many batches a round has."""
        return -(-sum(self._has_its_turn(row, turn) for row in range(len(self._found))) // size)

    def batches(self, turn: int, size: int) -> Iterator[list[tuple[int, str, str]]]:
        """Of one round: each lesson's row, its next question, and words that answer it."""
        chance = random.Random(f"{self._seed} {turn}")  # noqa: S311
        rows = [row for row in range(len(self._found)) if self._has_its_turn(row, turn)]
        order = self._by_article(rows, chance) if turn == 0 else self._by_nearness(rows, chance)
        for begin in range(0, len(order), size):
            batch = []
            for row in order[begin : begin + size]:
                question = self._question(row, turn)
                batch.append((row, question, self._found[row].answer(question, chance)))
            yield batch

    def _question(self, row: int, turn: int) -> str:
        questions = self._questions[row]
        every = _every(questions)
        return questions[turn // every % len(questions)]

    def _has_its_turn(self, row: int, turn: int) -> bool:
        return (turn + row) % _every(self._questions[row]) == 0

    def _by_article(self, rows: Sequence[int], chance: random.Random) -> list[int]:
        places = {article: chance.random() for article in sorted({lesson.article for lesson in self._found})}
        return sorted(rows, key=lambda row: (places[self._found[row].article], chance.random()))

    def _by_nearness(self, rows: Sequence[int], chance: random.Random) -> list[int]:
        """Groups of NEIGHBOURS: a lesson drawn at random and those nearest to it that are still free."""
        free = np.zeros(len(self._found), dtype=np.bool_)
        free[list(rows)] = True
        groups: list[list[int]] = []
        for row in chance.sample(list(rows), len(rows)):
            if free[row]:
                near = np.where(free, self.places @ self.places[row], -np.inf)
                near[row] = np.inf
                group = np.argsort(-near)[: min(NEIGHBOURS, int(free.sum()))].tolist()
                free[group] = False
                groups.append(group)
        chance.shuffle(groups)
        return [row for group in groups for row in group]


def _every(questions: Sequence[str]) -> int:
    """How many rounds lie between two turns of a lesson with these questions."""
    return -(-OFTEN // min(OFTEN, len(questions)))


def _in_turn(lesson: Lesson, seed: int) -> list[str]:
    """The lesson's questions in an order of its own, so that a round mixes languages. Those that no passage
    holds come first: they are few, and a run takes some of the others only.
    """
    questions = sorted(lesson.questions)
    random.Random(f"{seed} {lesson.provision}").shuffle(questions)  # noqa: S311
    held = lesson.words.get("question", ())
    return sorted(questions, key=lambda question: question in held)
