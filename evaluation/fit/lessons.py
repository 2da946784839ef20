"""What the encoder learns from: for each provision the questions that lead to it and the words that answer
them.
"""

import json
import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from ingest.corpus.merge import Corpus
from ingest.corpus.passages import passages
from ingest.errors import EvaluationError

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
        return "/".join(self.provision.split("/")[:3 if self.provision.startswith("cop-") else 2])

    def answer(self, question: str, chance: random.Random) -> str:
        """Words that answer the question: any of the lesson's but itself."""
        shares = {role: SHARES[role] for role, found in self.words.items() if set(found) - {question}}
        role = chance.choices(list(shares), list(shares.values()))[0]
        return chance.choice([words for words in self.words[role] if words != question])


def lessons(corpus: Corpus, asked: Iterable[tuple[str, str]] = ()) -> list[Lesson]:
    """Lessons from the guide in all its languages, and from other questions (locator, question) over the corpus.

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


def read_asked(paths: Sequence[Path]) -> Iterator[tuple[str, str]]:
    """Locator and question of each line of JSONL files. Raises EvaluationError that names a wrong line."""
    for path in paths:
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
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


def rounds(found: Sequence[Lesson], count: int, size: int, seed: int) -> Iterator[list[tuple[str, str, str]]]:
    """Batches of (question, words, provision): in each round every lesson once.

    Lessons of one article lie together, so that the negatives of a question are the neighbours it is most
    easily taken for; articles come in an order drawn anew.
    """
    turns = [_shuffled(lesson, seed) for lesson in found]
    for turn in range(count):
        chance = random.Random(f"{seed} {turn}")  # noqa: S311
        places = {article: chance.random() for article in sorted({lesson.article for lesson in found})}
        order = sorted(range(len(found)), key=lambda row: (places[found[row].article], chance.random()))
        pairs = []
        for row in order:
            question = turns[row][turn % len(turns[row])]
            pairs.append((question, found[row].answer(question, chance), found[row].provision))
        yield from (pairs[begin : begin + size] for begin in range(0, len(pairs), size))


def _shuffled(lesson: Lesson, seed: int) -> list[str]:
    """The lesson's questions in an order of its own, so that a round mixes languages."""
    questions = sorted(lesson.questions)
    random.Random(f"{seed} {lesson.provision}").shuffle(questions)  # noqa: S311
    return questions
