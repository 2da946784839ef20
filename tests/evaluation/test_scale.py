"""A library made large: copies have other sessions and numbers, and what is measured of it is right."""

from pathlib import Path

import pytest

from evaluation.scale import bench_scale, copied, enlarged, scale_lines
from index.encoder import open_encoder
from ingest.corpus.load import load_corpus
from ingest.errors import EvaluationError

DECISION = """Decision {number}/CP.20

{title}

The Conference of the Parties,

Recalling decision 1/CP.19,

1. Requests the secretariat to hold {amount} workshops before 2016;

2. Invites Parties to send their views by 15 March.
"""


def folder(home: Path) -> Path:
    """Two decisions in a file."""
    home.mkdir()
    text = "\n\n".join(
        DECISION.format(number=number, title=title, amount=10 + number)
        for number, title in ((4, "Gender and climate change"), (5, "Forests and finance"))
    )
    (home / "decisions.txt").write_text(text, encoding="utf-8")
    return home


def test_a_copy_has_other_sessions_and_amounts() -> None:
    """Years and numbers of decisions and paragraphs stay, and what is named stays what it was."""
    text = "Decision 12/CP.20, recalling 3/CMA.2, 40 workshops before 2016, 1. and 5.5"
    assert copied(text, 0) == text
    assert copied(text, 2) == "Decision 12/CP.60, recalling 3/CMA.42, 42 workshops before 2016, 1. and 5.5"


def test_files_are_copied_until_there_are_enough(tmp_path: Path) -> None:
    """Every copy holds decisions of its own."""
    (tmp_path / "to").mkdir()
    assert enlarged(folder(tmp_path / "from"), tmp_path / "to", 5) == 3
    assert len(load_corpus([tmp_path / "to"], embedded=False).documents) == 6


def test_a_folder_without_decisions(tmp_path: Path) -> None:
    """It is said."""
    with pytest.raises(EvaluationError, match="no text file of decisions"):
        enlarged(tmp_path, tmp_path, 5)


@pytest.mark.slow
@pytest.mark.model
def test_a_small_library_is_measured(tmp_path: Path) -> None:
    """Every label finds its paragraph, and every page answers."""
    said: list[str] = []
    record = bench_scale(
        folder(tmp_path / "from"),
        open_encoder(),
        ["What is ABS?"] * 2,
        documents=22,
        say=said.append,
        embedded=False,
    )
    assert record["lookup"] == record["lookup"] | {"count": 44, "right": 1.0}
    assert record["ask"]["p50_ms"] > 0
    assert [page["kind"] for page in record["pages"]][:2] == ["list of documents", "outline of a decision"]
    assert all(page["most_kib"] > 0 for page in record["pages"])
    assert "| documents" in "\n".join(scale_lines(record))
    assert said[0] == "reading 11 copies of each file"
