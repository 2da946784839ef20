"""Making what is known of Chinese: how characters sound, and which stand together in words."""

import json
from importlib.metadata import version
from pathlib import Path

import pytest

from assistant.asking.homophones import DATA, unpacked
from evaluation.fit import chinese
from evaluation.fit.chinese import RARE, packed, write_chinese


def test_what_is_packed_is_unpacked_again() -> None:
    """Counts come back as the nearest power of two; rare pairs are left out."""
    found = unpacked(packed([("政策", 1_000), ("策略", RARE - 1)], {"政": ["zheng"], "策": ["ce"]}))
    assert found.pairs == {"政策": 1_024}
    assert found.begins == {"政": 1_024, "策": 16}
    assert found.syllables == {"政": frozenset({"zheng"}), "策": frozenset({"ce"})}


def test_the_file_says_what_it_was_made_from(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """And how many pairs it has."""
    monkeypatch.setattr(chinese, "_words", lambda: [("政策", 1_000), ("目标", 500)])
    monkeypatch.setattr(chinese, "version", lambda name: f"1 of {name}")
    told = write_chinese(tmp_path)
    record = json.loads((tmp_path / "chinese.json").read_text(encoding="utf-8"))
    assert told == {"sources": {"jieba": "1 of jieba", "pypinyin": "1 of pypinyin"}, "pairs": 2}
    assert record["sources"] == told["sources"]
    assert "政" in record["syllables"]["zheng"]


def test_without_the_list_of_words_it_says_what_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    """By its name."""
    monkeypatch.setattr(chinese, "find_spec", lambda name: None)
    with pytest.raises(ModuleNotFoundError, match="jieba"):
        write_chinese()


def test_the_file_of_the_project_sounds_as_the_library_that_is_installed() -> None:
    """Or the command is due again."""
    record = json.loads((DATA / "chinese.json").read_text(encoding="utf-8"))
    assert record["sources"]["pypinyin"] == version("pypinyin")
