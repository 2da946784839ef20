"""The guide in other languages: whole, short, of one script, with the numbers of the English and no
template.
"""

import json
import re
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from ingest.corpus.guide import read_guide, read_translations
from ingest.corpus.load import load_guide
from ingest.errors import SourceError
from ingest.model import PlainWords

ROOT = Path(__file__).resolve().parents[2] / "corpus"
LANGUAGES = sorted(path.name for path in (ROOT / "guide").iterdir() if path.is_dir())
LONGEST = 45  # words of a summary
LONGEST_CHINESE = 110  # characters
MARKS = {"ar": "؟", "zh": "？"}
STOPS = ".。!?؟！？»”）)"
SCRIPTS = {"ar": r"[\u0600-\u06ff]", "ru": r"[\u0400-\u04ff]", "zh": r"[\u4e00-\u9fff]"}
DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩", "0123456789")


@cache
def english() -> dict[str, str]:
    """The English summaries."""
    files = sorted((ROOT / "guide").glob("*.jsonl"))
    return {entry.provision: entry.summary for path in files for entry in read_guide(path)}


@cache
def words(language: str) -> dict[str, PlainWords]:
    """What the guide says in a language."""
    return dict(read_translations(ROOT / "guide" / language))


def numbers(text: str) -> Counter[str]:
    """Numbers in digits; a month, which Chinese counts and English names, is none."""
    return Counter(re.findall(r"\d+(?!\d|月)", text.translate(DIGITS)))


def test_there_are_languages() -> None:
    """Each folder is one that the assistant speaks."""
    assert LANGUAGES
    assert set(LANGUAGES) <= {"ar", "es", "fr", "pt", "ru", "zh"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_entry_is_there_once(language: str) -> None:
    """No provision is left out, none is added, none stands twice."""
    lines = [
        json.loads(line)["provision"]
        for path in sorted((ROOT / "guide" / language).glob("*.jsonl"))
        for line in path.read_text(encoding="utf-8").splitlines()
    ]
    assert sorted(lines) == sorted(english())


@pytest.mark.parametrize("language", LANGUAGES)
def test_summaries_are_short_sentences(language: str) -> None:
    """With an end, and no straight quotation marks."""
    long = [
        locator
        for locator, plain in words(language).items()
        if (
            len(plain.summary) > LONGEST_CHINESE if language == "zh" else len(plain.summary.split()) > LONGEST
        )
    ]
    assert long == []
    assert [locator for locator, plain in words(language).items() if plain.summary[-1] not in STOPS] == []
    assert [locator for locator, plain in words(language).items() if '"' in plain.summary] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_two_questions_each_and_none_twice(language: str) -> None:
    """They end in the language's question mark."""
    asked = [question for plain in words(language).values() for question in plain.questions]
    assert {len(plain.questions) for plain in words(language).values()} == {2}
    assert [question for question, count in Counter(asked).items() if count > 1] == []
    mark = MARKS.get(language, "?")
    assert [question for question in asked if not question.rstrip("»”’ ").endswith(mark)] == []
    if language == "es":
        assert [question for question in asked if "¿" not in question] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_numbers_are_those_of_the_english(language: str) -> None:
    """Dates and references to articles with them. What English spells out may be a digit and the other way
    round in few entries; a number that stands in neither text is an error.
    """
    differing = [
        locator
        for locator, plain in words(language).items()
        if numbers(plain.summary) != numbers(english()[locator])
    ]
    assert len(differing) <= len(english()) // 100, differing


@pytest.mark.parametrize("language", LANGUAGES)
def test_one_script(language: str) -> None:
    """Names and official abbreviations aside, no Latin words among others, and no English ones in Latin
    script.
    """
    for locator, plain in words(language).items():
        whole = " ".join((plain.summary, *plain.questions))
        if language in SCRIPTS:
            letters = [letter for letter in whole if letter.isalpha()]
            own = [letter for letter in letters if re.match(SCRIPTS[language], letter)]
            assert len(own) >= 0.7 * len(letters), locator
        else:
            assert not re.search(r"\b(?:the|shall|which|with|of the)\b", whole, re.I), locator


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_two_summaries_of_an_instrument_are_the_same(language: str) -> None:
    """Each says what is particular to its provision."""
    counted = Counter((locator.split("/")[0], plain.summary) for locator, plain in words(language).items())
    assert [key for key, count in counted.items() if count > 1] == []


def test_an_entry_speaks_the_language_asked_for(tmp_path: Path) -> None:
    """Its own where it was not written in that one; words for a provision without an entry are passed
    over.
    """
    home = tmp_path / "guide"
    (home / "fr").mkdir(parents=True)
    entry = {"provision": "cbd/art-1", "summary": "S.", "questions": ["Q?"], "terms": ["t"]}
    (home / "cbd.jsonl").write_text(json.dumps(entry), encoding="utf-8")
    plain = {
        "provision": "cbd/art-1",
        "summary": "R.",
        "questions": ["P ?"],
        "lang": "fr",
        "state": "reviewed",
    }
    lines = [json.dumps(plain), json.dumps({**plain, "provision": "cbd/art-9"})]
    (home / "fr" / "cbd.jsonl").write_text("\n".join(lines), encoding="utf-8")
    guide = load_guide(tmp_path)
    assert set(guide) == {"cbd/art-1"}
    assert guide["cbd/art-1"].plain("fr") == PlainWords("fr", "R.", ("P ?",), "reviewed")
    assert guide["cbd/art-1"].plain("ru") == PlainWords("en", "S.", ("Q?",))


@pytest.mark.parametrize(
    "change",
    [{"lang": "es"}, {"state": "perfect"}, {"summary": ""}, {"questions": "P ?"}, {"provision": "?"}],
)
def test_a_bad_line_is_named(tmp_path: Path, change: dict[str, object]) -> None:
    """With the file, the line and what it needs."""
    (tmp_path / "fr").mkdir()
    plain = {
        "provision": "cbd/art-1",
        "summary": "R.",
        "questions": ["P ?"],
        "lang": "fr",
        "state": "drafted",
    }
    (tmp_path / "fr" / "g.jsonl").write_text(json.dumps({**plain, **change}), encoding="utf-8")
    with pytest.raises(SourceError, match=r"fr/g\.jsonl: line 1 holds no plain words"):
        list(read_translations(tmp_path / "fr"))
