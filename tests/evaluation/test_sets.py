"""The question sets and examples of the project: they can be read, agree with each other, and keep the test
halves for reports.
"""

import json
import re
from collections import Counter
from pathlib import Path

import pytest

from assistant.answer import RefusalReason
from assistant.asking.language import SUPPORTED
from evaluation.cli.command import HOME
from evaluation.cover import fold
from evaluation.questions import HALVES, Item, read_questions
from ingest.locator import Locator

SETS = sorted((HOME / "questions").glob("*.jsonl"))
EXAMPLES = sorted((HOME / "examples").glob("*.jsonl"))
REASONS = {"", *(reason.value for reason in RefusalReason)}


def items() -> list[Item]:
    """The questions of all sets."""
    return [item for path in SETS for item in read_questions(path)]


@pytest.mark.parametrize("path", SETS, ids=lambda path: path.stem)
def test_a_set_can_be_read(path: Path) -> None:
    """Every question belongs to a half and is in one of the seven languages; a refusal has a known reason."""
    for item in read_questions(path):
        assert item.half in HALVES, item.id
        assert item.lang in SUPPORTED, item.id
        assert item.reason in REASONS, item.id
        assert not (item.answerable and item.reason), item.id


@pytest.mark.parametrize("path", SETS, ids=lambda path: path.stem)
def test_gold_names_what_can_be_named(path: Path) -> None:
    """Each place is a locator; no entry names the same place twice."""
    for item in read_questions(path):
        for gold in item.gold:
            assert all(str(Locator.parse(locator)) == locator for locator in gold.locators), item.id
            assert len(set(gold.locators)) == len(gold.locators), item.id


def test_an_id_is_of_one_question() -> None:
    """Over all sets."""
    assert max(Counter(item.id for item in items()).values()) == 1


def test_what_is_measured_by_is_not_learnt_from() -> None:
    """No question of a test half is asked in a dev half, or stands among the examples."""
    tested = {(item.history, fold(item.question)) for item in items() if item.half == "test"}
    built = {(item.history, fold(item.question)) for item in items() if item.half == "dev"}
    shown = {
        fold(json.loads(line)["question"])
        for path in EXAMPLES
        for line in path.read_text(encoding="utf-8").splitlines()
    }
    assert not tested & built
    assert not {question for history, question in tested if not history} & shown


def test_a_follow_up_follows_something() -> None:
    """It has turns before it."""
    assert all(item.history for item in items() if item.category == "followup")


def test_the_readme_lists_the_sets() -> None:
    """With the number of their questions."""
    readme = (HOME / "README.md").read_text(encoding="utf-8")
    listed = dict(re.findall(r"^\| `(\w+)` \|.*\| (\d+) \|$", readme, re.M))
    assert listed == {path.stem: str(len(read_questions(path))) for path in SETS}
