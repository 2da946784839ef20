"""The bank of quiz questions is read as it is described, and a bad line is named."""

import json
from pathlib import Path

import pytest

from ingest.errors import SourceError
from ingest.quiz import Phrasing, read_quiz

GOOD = {
    "id": "wolves-who",
    "kind": "who",
    "level": 1,
    "provision": "cbd/art-3",
    "proof": "shall count wolves",
    "words": {"en": {"ask": "Who counts?", "right": "Parties", "wrong": ["A", "B", "C"], "why": "Since."}},
}
TRUTH = {
    **GOOD,
    "id": "t",
    "kind": "statement",
    "true": True,
    "words": {"en": {"ask": "Wolves.", "why": "Yes."}},
}


def written(folder: Path, *records: dict[str, object]) -> Path:
    """A folder with one file of these lines."""
    (folder / "wolves.jsonl").write_text("\n".join(map(json.dumps, records)), encoding="utf-8")
    return folder


def test_a_question_and_a_statement(tmp_path: Path) -> None:
    """Options belong to a question alone."""
    question, statement = read_quiz(written(tmp_path, GOOD, TRUTH))

    assert question.words["en"] == Phrasing("Who counts?", "Since.", "Parties", ("A", "B", "C"))
    assert statement.true
    assert statement.words["en"] == Phrasing("Wolves.", "Yes.")


@pytest.mark.parametrize(
    "change",
    [
        {"kind": "riddle"},
        {"level": 4},
        {"provision": "no locator"},
        {"words": {"en": {"ask": "Who?", "right": "A", "wrong": ["A", "B", "C"], "why": "x"}}},
        {"words": {"en": {"ask": "Who?", "right": "A", "wrong": ["B", "C"], "why": "x"}}},
        {"words": {"en": {"ask": "Who?", "right": "A", "wrong": ["B", "C", "D"]}}},
    ],
    ids=["kind", "level", "provision", "right among the wrong", "too few", "no explanation"],
)
def test_what_cannot_be_used_is_named(tmp_path: Path, change: dict[str, object]) -> None:
    """With its line."""
    with pytest.raises(SourceError, match="line 2"):
        read_quiz(written(tmp_path, TRUTH, GOOD | change))


def test_ids_are_one_questions(tmp_path: Path) -> None:
    """Over all files."""
    with pytest.raises(SourceError, match="wolves-who"):
        read_quiz(written(tmp_path, GOOD, GOOD))
