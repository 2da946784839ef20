"""Two systems that are asked the same: what is the same and what is not."""

from types import SimpleNamespace
from typing import Any

import pytest

from evaluation.cli.main import main
from evaluation.same import Sameness, difference, same, same_lines
from index.build import build_index
from ingest.corpus.load import load_corpus
from tests.conftest import WordEncoder


def told(found: Sameness) -> list[str]:
    """The lines that are printed, without what draws the table."""
    return [" ".join(line.replace("|", " ").split()) for line in same_lines(found)]


def test_answers_that_are_the_same(make: SimpleNamespace, make_set: Any) -> None:
    """How long an answer took is no difference, nor when its index was built."""
    asked = make_set(make.question("q1"))
    answer = make.answer(make.citation())
    one = make.system({"q1": {**answer, "timings_ms": {"all": 1.0}, "index": {"built_at": "a"}}})
    other = make.system({"q1": {**answer, "timings_ms": {"all": 2.0}, "index": {"built_at": "b"}}})
    found = same([asked], one, other, lambda done, total: None)
    assert found.asked == {"set": 1}
    assert found.unlike == ()
    assert "all 1 1" in told(found)


def test_answers_that_are_not(make: SimpleNamespace, make_set: Any) -> None:
    """Text, citations and their order count; the place that differs first is told."""
    first, second = make.citation("a/art-1"), make.citation("b/art-1", number=2)
    asked = make_set(make.question("q1"), make.question("q2"), make.question("q3"))
    alike = make.answer(first)
    one = make.system({"q1": make.answer(first, second), "q2": alike, "q3": alike})
    other = make.system({"q1": make.answer(second, first), "q2": alike, "q3": make.refusal()})
    steps: list[int] = []
    found = same([asked], one, other, lambda done, total: steps.append(done))
    assert [(one.id, one.where) for one in found.unlike] == [
        ("q1", "answer[0].citations[0]"),
        ("q3", "answerable"),
    ]
    assert steps == [1, 2, 3]
    assert "set 3 1" in told(found)
    assert "set q3: What about q3?" in told(found)


@pytest.mark.parametrize(
    ("one", "other", "where"),
    [
        ({"a": [1, {"b": "x"}]}, {"a": [1, {"b": "y"}]}, "a[1].b"),
        ({"a": [1]}, {"a": [1, 2]}, "a"),
        ({"a": 1}, {"b": 1}, ""),
        ({"a": 1}, {"a": True}, "a"),
        ({"a": 0.1}, {"a": 0.1 + 2**-50}, "a"),
    ],
)
def test_where_two_values_differ(one: Any, other: Any, where: str) -> None:
    """To the last bit of a number and the sort of a value."""
    assert difference(one, one) is None
    assert (difference(one, other) or ("none",))[0] == where


def test_indexes_that_cannot_be_compared(
    write_set: Any, make: SimpleNamespace, tmp_path: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    """One alone is refused."""
    corpus = tmp_path / "texts"
    corpus.mkdir()
    (corpus / "note.md").write_text("---\nid: note\nkind: other\ntitle: Note\n---\nWolves.\n")
    build_index(load_corpus([corpus], embedded=False), tmp_path / "index", WordEncoder())
    asked = str(write_set(make.question()))
    assert main(["same", asked, "--index", str(tmp_path / "index")]) == 2
    assert "Give --index twice" in capsys.readouterr().err
