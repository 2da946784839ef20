"""What the cross-encoder learns from: pairs of texts of which the second answers or carries the first, and
pairs that only look so.
"""

import json
import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from evaluation.questions import Item
from index.encoder import Encoder
from index.interface import Numbers
from ingest.errors import EvaluationError
from ingest.locator import overlap
from ingest.model import GuideEntry, Passage

WRONG = slice(2, 22)  # ranks of those passages that are wrong and near: the first may well answer, too
NEAREST = 2  # passages beside a question that none answers
FARTHEST = 44  # ranks that are looked at, of which some are of the right place
NOWHERE = ""  # the place of what no passage is near
GUIDE_QUESTIONS = 4_000
EACH = 4  # questions of one guide entry, at most
SHARES = {  # how often pairs of each kind are taken: those that hold, those that do not
    "decisions": (2.0, 1.0),
    "provisions": (1.2, 0.6),
    "typed": (0.3, 0.2),
    "neighbours": (6.0, 8.0),
    "guide": (1.2, 0.8),
    "taught": (6.0, 9.0),
    "office": (5.0, 7.5),
    "example": (7.5, 7.5),
    "summary": (1.6, 1.6),
}


@dataclass(frozen=True, slots=True)
class Pair:
    """Two texts, whether the second `holds` the first, in the sense of the `task` (one of index.cross.TASKS),
    and of which `kind` of SHARES the pair is.
    """

    first: str
    second: str
    holds: bool
    task: str
    kind: str


@dataclass(frozen=True, slots=True)
class Example:
    """A question with the place of its answer, or, if it is not `answered`, of what only seems to answer."""

    locator: str
    question: str
    answered: bool = True


class Passages:
    """The passages of a corpus, and how near each lies to a question."""

    def __init__(self, found: Sequence[Passage], encoder: Encoder, chance: random.Random) -> None:
        self.found, self.encoder, self.chance = found, encoder, chance
        self._vectors = encoder.encode([text.embed for text in found])
        self._under: dict[str, list[int]] = {}
        for row, text in enumerate(found):
            steps = text.provision.split("/")
            for depth in range(1, len(steps) + 1):
                self._under.setdefault("/".join(steps[:depth]), []).append(row)

    def of(self, kind: str, examples: Sequence[Example]) -> Iterator[Pair]:
        """Each question beside the nearest passage of its place, and beside a wrong one; one that is not
        answered beside those that are nearest to it.
        """
        near = self._near([example.question for example in examples])
        for example, cosines in zip(examples, near, strict=True):
            order = [int(row) for row in np.argsort(-cosines, kind="stable")[:FARTHEST]]
            places = self._under.get(example.locator, [])
            if places:
                yield self._pair(kind, example, max(places, key=lambda row: cosines[row]), example.answered)
            if example.answered:
                apart = [row for row in order if not overlap(self.found[row].provision, example.locator)]
                order = self.chance.sample(apart[WRONG], 1) if places else []
            for row in order if example.answered else order[:NEAREST]:
                yield self._pair(kind, example, row, False)

    def _near(self, questions: Sequence[str]) -> Iterator[Numbers]:
        for question in questions:
            yield self._vectors @ self.encoder.encode_queries([question])[0]

    def _pair(self, kind: str, example: Example, row: int, answered: bool) -> Pair:
        return Pair(example.question, self.found[row].embed, answered, "answers", kind)


def read_examples(path: Path) -> list[Example]:
    """Of each line of a JSONL file. Raises EvaluationError that names a wrong line, or a file that cannot be
    read.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise EvaluationError(f"{path.name} cannot be read ({error.strerror}).") from error
    return [_example(path.name, number, line) for number, line in enumerate(lines, start=1)]


def _example(name: str, number: int, line: str) -> Example:
    try:
        record = json.loads(line)
        return Example(str(record["locator"]), str(record["question"]), bool(record.get("answered", True)))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise EvaluationError(
            f"{name}:{number}: not a question to learn from ({error}).",
            'Each line is {"locator": ..., "question": ...}, and "answered": false for a near miss.',
        ) from error


def examples_of(items: Iterable[Item]) -> list[Example]:
    """Of questions that stand alone: each with the first place of its gold, one that is not answered with
    none.
    """
    return [
        Example(item.gold[0].locator if item.gold else NOWHERE, item.question, item.answerable)
        for item in items
        if not item.history and (item.gold or not item.answerable)
    ]


def guide_examples(guide: Iterable[GuideEntry], chance: random.Random) -> list[Example]:
    """A few questions of each entry, in any of its languages."""
    found = []
    for entry in guide:
        asked = [*entry.questions, *entry.paraphrases]
        asked += [question for words in entry.translations for question in words.questions]
        kept = chance.sample(asked, min(EACH, len(asked)))
        found += [Example(entry.provision, question) for question in kept]
    return chance.sample(found, min(GUIDE_QUESTIONS, len(found)))
