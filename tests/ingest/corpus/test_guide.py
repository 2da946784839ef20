"""The guide is read line by line, and a line that cannot be used is named."""

import json
from pathlib import Path

import pytest

from ingest.corpus.guide import read_guide, read_paraphrases
from ingest.errors import SourceError
from ingest.model import GuideEntry


def test_a_line_is_an_entry(tmp_path: Path) -> None:
    """With its language, English where it says none."""
    record = {"provision": "cbd/art-1", "summary": "s", "questions": ["q?"], "terms": ["t"]}
    path = tmp_path / "g.jsonl"
    path.write_text(f"{json.dumps(record)}\n{json.dumps(record | {'lang': 'fr'})}\n", encoding="utf-8")
    english = GuideEntry("cbd/art-1", "s", ("q?",), ("t",))
    assert list(read_guide(path)) == [english, GuideEntry("cbd/art-1", "s", ("q?",), ("t",), "fr")]


def test_paraphrases_are_questions_of_a_provision(tmp_path: Path) -> None:
    """A line without them is named."""
    path = tmp_path / "p.jsonl"
    path.write_text('{"provision": "cbd/art-1", "questions": ["q?", "r?"]}\n', encoding="utf-8")
    assert list(read_paraphrases(path)) == [("cbd/art-1", ("q?", "r?"))]
    path.write_text('{"provision": "cbd/art-1"}\n', encoding="utf-8")
    with pytest.raises(SourceError, match=r"p\.jsonl: line 1 holds no paraphrases"):
        list(read_paraphrases(path))


@pytest.mark.parametrize(
    "line",
    [
        "{",
        "[]",
        '{"provision": "cbd/x-1", "summary": "s", "questions": [], "terms": []}',
        '{"provision": "cbd/art-1", "questions": [], "terms": []}',
        '{"provision": "cbd/art-1", "summary": "", "questions": [], "terms": []}',
        '{"provision": "cbd/art-1", "summary": "s", "questions": "what?", "terms": []}',
    ],
)
def test_a_bad_guide_line_is_named(tmp_path: Path, line: str) -> None:
    """The number of the line, and what a line needs."""
    path = tmp_path / "g.jsonl"
    path.write_text(
        '{"provision": "cbd/art-1", "summary": "s", "questions": ["q"], "terms": []}\n\n' + line,
        encoding="utf-8",
    )
    with pytest.raises(SourceError, match=r"g.jsonl: line 3 is not a guide entry"):
        list(read_guide(path))


def test_a_guide_that_is_not_text(tmp_path: Path) -> None:
    """Bytes of another encoding are refused as such."""
    (tmp_path / "g.jsonl").write_bytes(b"\xff\xfe{")
    with pytest.raises(SourceError, match=r"g.jsonl: the guide cannot be read"):
        list(read_guide(tmp_path / "g.jsonl"))
