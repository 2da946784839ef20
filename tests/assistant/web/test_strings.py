"""The page's own words: one file a language, all of them whole, none of them unused."""

import json
import re
from pathlib import Path

import pytest

from assistant.answer import RefusalReason
from ingest.model import KINDS

WEB = Path(__file__).resolve().parents[3] / "assistant" / "web"
LOCALES = {
    path.stem: json.loads(path.read_text(encoding="utf-8"))
    for path in sorted((WEB / "locales").glob("*.json"))
}
ENGLISH = LOCALES["en"]
PAGE = "\n".join(path.read_text(encoding="utf-8") for path in sorted((WEB / "js").rglob("*.js")))
PARTS = ("timeline", "duties", "session", "slides")

# The keys that the page puts together: `${family}.${word}`, and the words that there are.
COMPOSED = {
    "nav": ("dark", "light"),
    "rating": ("up", "down"),
    "tab": PARTS,
    "intro": PARTS,
    "timeline": ("svg", "png"),
    "session": ("pptx", "docx", "md", "json"),
    "severity": ("slip", "spelling", "note"),
    "kind": ("quote", "catalogue", "remark", "guide", "model"),
    "provenance": ("official", "quoted", "catalogue", "guide", "own"),
    "document": KINDS,
    "refusal": tuple(RefusalReason),
    "status": ("retired", "implemented", "superseded", "elapsed", "active"),
}  # fmt: skip
SCRIPTS = {
    "ar": r"[\u0600-\u06ff]",
    "ru": r"[\u0400-\u04ff]",
    "zh": r"[\u4e00-\u9fff]",
}
SAME_EVERYWHERE = re.compile(r"Markdown")


def spoken(script: str, constant: str) -> set[str]:
    """The languages that a script lists under a name."""
    table = re.search(rf"{constant} = {{(.*?)\n *}};", (WEB / script).read_text(encoding="utf-8"), re.DOTALL)
    assert table is not None
    return set(re.findall(r"^ *([a-z]{2}):", table.group(1), re.MULTILINE))


def test_the_languages_are_the_same_everywhere() -> None:
    """The page offers what there are files for, and so does the button for other sites."""
    assert set(LOCALES) == {"ar", "en", "es", "fr", "pt", "ru", "zh"}
    assert spoken("js/kit/i18n.js", "LANGUAGES") == spoken("widget.js", "LABELS") == set(LOCALES)


@pytest.mark.parametrize("code", LOCALES)
def test_a_language_has_every_string(code: str) -> None:
    """The same keys in the same order, the same {places} in each, all in the language's own script."""
    strings = LOCALES[code]
    assert list(strings) == list(ENGLISH)
    for key, text in strings.items():
        assert text.strip() == text != "", key
        assert sorted(re.findall(r"{\w+}", text)) == sorted(re.findall(r"{\w+}", ENGLISH[key])), key
        if code in SCRIPTS and not SAME_EVERYWHERE.fullmatch(text):
            assert re.search(SCRIPTS[code], text), key


@pytest.mark.parametrize("code", sorted(set(LOCALES) - {"en", *SCRIPTS}))
def test_few_strings_are_those_of_english(code: str) -> None:
    """What stands there in English was forgotten, but for words that both languages have."""
    same = {key for key, text in LOCALES[code].items() if text == ENGLISH[key]}

    assert len(same) <= 15, sorted(same)


def test_no_string_is_unused_and_none_is_missing() -> None:
    """Each key stands in the modules, whole or put together; the type checker knows the rest."""
    written = set(re.findall(r'"([a-z]+\.[A-Za-z0-9_]+)"', PAGE))
    composed = {f"{family}.{word}" for family, words in COMPOSED.items() for word in words}

    assert set(re.findall(r"\bt(?:Or)?\(\s*(?:[^()`]*\? )?[^()`]*`([a-z]+)\.\$\{", PAGE)) == set(COMPOSED)
    assert composed <= set(ENGLISH)
    assert set(ENGLISH) - written - composed == set()
