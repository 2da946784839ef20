"""The assistant's own words: every language says everything, with the same blanks to fill."""

import re
import string
from pathlib import Path

import pytest

from assistant.asking.language import SUPPORTED
from assistant.words.messages import load_messages, message

LANGUAGES = [language for language in SUPPORTED if language != "en"]
SCRIPTS = {"ar": "[\u0600-\u06ff]", "ru": "[\u0400-\u04ff]", "zh": "[\u4e00-\u9fff]"}


def blanks(text: str) -> set[str | None]:
    """The names in braces."""
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def test_the_languages() -> None:
    """They are those that questions may come in."""
    assert set(load_messages()) == set(SUPPORTED)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_says_everything(language: str) -> None:
    """The same keys, the same blanks, no empty text, and not the English one."""
    table = load_messages()
    assert table[language].keys() == table["en"].keys()
    for name, english in table["en"].items():
        translated = table[language][name]
        assert blanks(translated) == blanks(english), name
        assert translated.strip()
        assert translated != english
        assert re.search(SCRIPTS.get(language, "[a-z]"), translated)


def test_every_message_is_used() -> None:
    """Nothing is kept that no code says, and nothing is said that is not there."""
    code = "".join(
        path.read_text(encoding="utf-8")
        for path in (Path(__file__).resolve().parents[3] / "assistant").rglob("*.py")
    )
    said = set(re.findall(r'message\(\s*"(\w+)"', code))
    assert said <= load_messages()["en"].keys()
    assert {name for name in load_messages()["en"] if f'"{name}"' not in code} == set()


def test_a_language_without_messages() -> None:
    """It is spoken to in English; blanks are filled."""
    assert message("items", "xx", count=3) == "The list has 3 items."
    assert message("items", "fr", count=3) == "La liste compte 3 éléments."
