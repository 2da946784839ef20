"""The labelled provisions, and how duties are held against them."""

import json
from pathlib import Path
from typing import Any

import pytest

from evaluation.duties.cases import Case, Label, read_cases
from evaluation.duties.measure import duty_lines, measure, wrong_lines
from evaluation.duties.shelf import CorpusShelf, open_shelf
from ingest.corpus.merge import Corpus
from ingest.errors import EvaluationError
from ingest.model import Provision

TEXT = "Each Party shall open boxes by 2030."
RIGHT = Label(("Party",), ("shall",), ("open boxes",), "by 2030", ("by 2030",))


def shelf(text: str = TEXT) -> CorpusShelf:
    """A shelf with one article."""
    provision = Provision("cbd/art-1", "cbd", "art", "", text, 0, len(text), 0, chapeau=text)
    return CorpusShelf(Corpus({}, {"cbd/art-1": provision}, {}))


def case(*labels: Label, rule: bool = False) -> Case:
    """A case about that article."""
    return Case("d", "dev", "instruments", "cbd/art-1", rule, labels)


def test_the_set_is_sound() -> None:
    """A hundred provisions a half, no provision twice, duties in about half of them."""
    cases = read_cases()

    assert [sum(one.half == half for one in cases) for half in ("dev", "test")] == [100, 100]
    assert len({one.provision for one in cases}) == len(cases)
    assert 60 <= sum(bool(one.duties) for one in cases) <= 140


@pytest.mark.parametrize("field", ["actor", "modal", "begins", "ends", "deadline"])
def test_a_label_of_another_form_is_named(field: str, tmp_path: Path) -> None:
    """A text in the place of a list would be read letter by letter."""
    duty: dict[str, Any] = {
        "actor": [""], "modal": ["shall"], "begins": ["open"], "ends": "boxes", "deadline": None,
    }  # fmt: skip
    record = {"id": "a", "half": "dev", "from": "instruments", "provision": "cbd/art-1", "rule": False}
    path = tmp_path / "set.jsonl"
    path.write_text(json.dumps(record | {"duties": [duty]}), encoding="utf-8")
    assert read_cases(path)[0].duties[0].actor == ("",)

    wrong = duty | {field: ["boxes"] if field == "ends" else "boxes"}
    path.write_text(json.dumps(record | {"duties": [wrong]}), encoding="utf-8")
    with pytest.raises(EvaluationError, match=f"set.jsonl:1: '{field}'"):
        read_cases(path)


def test_a_duty_that_is_read_right() -> None:
    """All four of its measures."""
    (judged,) = measure([case(RIGHT)], shelf()).judged

    assert (judged.actor, judged.action, judged.modal, judged.deadline) == (True, True, True, True)


def test_an_action_that_is_cut_is_wrong() -> None:
    """It has to end where the label says."""
    label = Label(("Party",), ("shall",), ("open boxes",), "or later", ("",))
    found = measure([case(label)], shelf())

    assert [(one.action, one.deadline) for one in found.judged] == [(False, False)]
    assert len(list(wrong_lines(found))) == 1


def test_a_duty_where_there_is_none_is_false() -> None:
    """A rule is none, where the label says that the sentence is one."""
    assert len(measure([case()], shelf()).false) == 1
    rule = "This Protocol shall apply to boxes."
    assert len(measure([case(rule=True)], shelf(rule)).false) == 0
    assert len(measure([case()], shelf(rule)).false) == 1


def test_nothing_to_measure_is_said() -> None:
    """With how it is mended."""
    with pytest.raises(EvaluationError, match="None of the labelled provisions"):
        measure([case(RIGHT)], CorpusShelf(Corpus({}, {}, {})))


def test_the_development_half(treaties: Path, un_decisions: Path) -> None:
    """Actors and actions are right where they were right when the code was written."""
    found = measure(read_cases(half="dev"), open_shelf([treaties, un_decisions]))

    assert not found.absent
    assert sum(one.actor for one in found.judged) >= 0.9 * len(found.judged)
    assert sum(one.action for one in found.judged) >= 0.9 * len(found.judged)
    assert len(found.false) <= 5
    assert any("action in full" in line for line in duty_lines(found))
