"""Making the filter of known words: what is packed, and what is said of it."""

import json
from importlib.metadata import version
from pathlib import Path

import pytest

from assistant.asking.known_words import known_words, marked
from evaluation.fit import known_words as making
from evaluation.fit.known_words import BITS, SOURCES, pack, write_known_words


def test_a_filter_grows_with_its_words() -> None:
    """Twelve bits each; at least a byte."""
    assert len(pack([], 1_000).marks) == 1_000 * BITS // 8
    assert len(pack([], 0).marks) == 1


def test_what_is_written_is_read_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The words, and from what they were made."""
    words = {marked(word, "en") for word in ("forest", "lake", "wolf")}
    monkeypatch.setattr(making, "general_words", lambda: words)
    monkeypatch.setattr(making, "version", lambda name: f"1 of {name}")
    record = write_known_words(tmp_path)
    assert record == json.loads((tmp_path / "known-words.json").read_text(encoding="utf-8"))
    assert (record["words"], record["sources"]) == (3, {name: f"1 of {name}" for name in SOURCES})
    known = known_words(tmp_path)
    assert all(word in known for word in words)


def test_the_files_of_the_project_are_of_the_lists_that_are_installed() -> None:
    """Or the command is due again."""
    record = json.loads((making.DATA / "known-words.json").read_text(encoding="utf-8"))
    assert record["sources"] == {name: version(name) for name in SOURCES}
