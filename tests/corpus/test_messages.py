"""Messages: one short sentence a provision, the same provisions in every language."""

import re
from pathlib import Path

import pytest

from ingest.corpus.guide import read_guide
from ingest.embedded import embedded_folder
from ingest.errors import SourceError
from ingest.messages import embedded_messages, read_messages
from ingest.vocabulary import LANGUAGES

_SCRIPT = {"ar": r"[\u0600-\u06ff]", "ru": r"[\u0400-\u04ff]", "zh": r"[\u4e00-\u9fff]"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_the_same_provisions(language: str) -> None:
    """In the same order, so that a translator can go down two files side by side."""
    assert list(embedded_messages(language)) == list(embedded_messages("en"))


def test_each_is_of_a_provision_that_the_guide_explains() -> None:
    """A message of nothing would never be seen."""
    guide = {
        entry.provision
        for path in (embedded_folder() / "guide").glob("*.jsonl")
        for entry in read_guide(path)
    }

    assert set(embedded_messages("en")) <= guide


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_is_one_short_sentence(language: str) -> None:
    """In the script of the language, of two lines of a slide at most, without a full stop at its end."""
    most = 44 if language == "zh" else 125
    for locator, message in embedded_messages(language).items():
        assert len(message) <= most, locator
        assert not re.search(r"[.。;；؛]$|[.!?。] ", message), locator
        assert re.search(_SCRIPT.get(language, r"[a-zà-ÿ]"), message), locator


def test_english_ones_have_fourteen_words_at_most() -> None:
    """They are read from the last row."""
    assert [text for text in embedded_messages("en").values() if len(text.split()) > 14] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_numbers_are_those_of_the_english(language: str) -> None:
    """The years, shares and numbers of targets."""
    for locator, message in embedded_messages(language).items():
        numbers = {int(number) for number in re.findall(r"\d{1,4}", embedded_messages("en")[locator])}
        theirs = re.sub(r"[\s\u00a0](?=000\b)", "", message)
        years = {number for number in numbers if number > 999}

        assert all(str(year) in theirs for year in years), locator


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('"cbd/art-1" = ""\n', "cbd/art-1"),
        ('"cbd/art-1" = 3\n', "cbd/art-1"),
        ('"Article 1!" = "Words."\n', "no locator"),
        ('"cbd/art-1" = \n', "cannot be read"),
    ],
)
def test_what_cannot_be_used_is_named(text: str, told: str, tmp_path: Path) -> None:
    """With the file and what a line looks like."""
    path = tmp_path / "en.toml"
    path.write_text(text, encoding="utf-8")

    with pytest.raises(SourceError, match=told) as refused:
        read_messages(path)
    assert "locator" in refused.value.hint
