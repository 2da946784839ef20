"""Homophones: Chinese characters that were typed for others which sound the same."""

import json
from pathlib import Path

import pytest

from assistant.asking.homophones import SEEN, Characters, Homophones, characters, unpacked
from ingest.errors import FittingError

GENERAL = Characters(
    syllables={
        one: frozenset({sound})
        for sound, ones in {
            "zheng": "政正",
            "ce": "策测",
            "mu": "目木",
            "biao": "标",
            "de": "的",
            "lin": "林",
        }.items()
        for one in ones
    },
    begins={"政": 1_000, "正": 1_000, "目": 1_000, "木": 500, "的": 900_000, "林": 500},
    pairs={"政策": 1_000, "目标": 1_000, "树木": 500, "木林": 300},
)
CORPUS = {"政策": 40, "目标": 60, "策的": 20, "的目": 20}


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("正策", "政策"),
        ("木标", "目标"),
        ("政测的木标", "政策的目标"),
        ("政策的目标", "政策的目标"),
        ("木林", "木林"),  # a word of the dictionary, though the corpus lacks it
        ("林标", "林标"),  # nothing of its sound stands there
        ("正", "正"),
        ("鑫鑫", "鑫鑫"),  # characters that nobody knows
    ],
)
def test_a_character_that_stands_in_no_word_is_read_by_its_sound(typed: str, meant: str) -> None:
    """Where the corpus has the word that comes of it."""
    assert Homophones(CORPUS, GENERAL).meant(typed) == meant


def test_what_the_corpus_has_seldom_is_not_meant() -> None:
    """It may be there by chance."""
    assert Homophones({"政策": SEEN - 1}, GENERAL).meant("正策") == "正策"
    assert Homophones({"政策": SEEN}, GENERAL).meant("正策") == "政策"


def test_what_the_corpus_has_is_meant_as_typed() -> None:
    """The name of a place in a file that an office added."""
    assert Homophones({**CORPUS, "正策": SEEN}, GENERAL).meant("正策") == "正策"


def test_without_a_chinese_corpus_everything_stays() -> None:
    """There is nothing to read it by."""
    assert Homophones({}, GENERAL).meant("正策") == "正策"


def test_a_file_is_unpacked_by_powers_of_two() -> None:
    """Syllables by character, words' first characters and pairs by how often they stand in texts."""
    found = unpacked(
        {"syllables": {"le": "乐了", "yue": "乐"}, "begins": {"3": "乐"}, "pairs": {"0": "乐了了乐"}}
    )
    assert found.syllables == {"乐": frozenset({"le", "yue"}), "了": frozenset({"le"})}
    assert (found.begins, found.pairs) == ({"乐": 8}, {"乐了": 1, "了乐": 1})


def test_the_project_knows_how_characters_sound() -> None:
    """Of several thousand characters, and what stands together."""
    known = characters()
    assert len(known.syllables) > 5_000
    assert {"zheng"} <= known.syllables["政"] & known.syllables["正"]
    assert "政策" in known.pairs
    assert "正策" not in known.pairs


@pytest.mark.parametrize("text", ["", "{}", "[]", json.dumps({"syllables": {}, "begins": {"a": ""}})])
def test_a_damaged_file_says_so(tmp_path: Path, text: str) -> None:
    """In one sentence with what to do."""
    (tmp_path / "chinese.json").write_text(text, encoding="utf-8")
    with pytest.raises(FittingError, match="chinese cannot be read"):
        characters(tmp_path)
