"""The guide in other languages: whole, short, of one script, with the numbers of the English and nothing
said twice.
"""

import json
from functools import cache
from pathlib import Path

import pytest

from assistant.guide.checks import exceptions
from assistant.guide.faults import QUESTIONS, Fault, Rendering, faults_of, same_words
from ingest.corpus.guide import read_guide, read_translations
from ingest.corpus.load import load_guide
from ingest.errors import SourceError
from ingest.model import PlainWords

ROOT = Path(__file__).resolve().parents[2] / "corpus"
LANGUAGES = sorted(path.name for path in (ROOT / "guide").iterdir() if path.is_dir())
CHECKS = (
    "empty",
    "length",
    "end",
    "marks",
    "script",
    "words",
    "numbers",
    "number words",
    "references",
    "modals",
    "counts",
)


@cache
def english() -> dict[str, str]:
    """The English summaries."""
    files = sorted((ROOT / "guide").glob("*.jsonl"))
    return {entry.provision: entry.summary for path in files for entry in read_guide(path)}


@cache
def words(language: str) -> dict[str, PlainWords]:
    """What the guide says in a language."""
    return dict(read_translations(ROOT / "guide" / language))


@cache
def renderings(language: str) -> list[Rendering]:
    """Each entry of a language beside the English summary."""
    return [Rendering(locator, english()[locator], plain) for locator, plain in words(language).items()]


@cache
def faults(language: str) -> list[tuple[str, Fault]]:
    """What would be wrong with any of them if no exception were listed."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("assistant.guide.faults.exceptions", dict)
        return [(one.provision, fault) for one in renderings(language) for fault in faults_of(one)]


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


@pytest.mark.slow
@pytest.mark.parametrize("check", CHECKS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_wrong(language: str, check: str) -> None:
    """With lengths, ends, marks, scripts and words; numbers, months, references and modals are the English's,
    but for the exceptions that are listed with their reasons.
    """
    found = [(at, fault) for at, fault in faults(language) if fault.check == check]
    assert [(at, fault) for at, fault in found if (check, language, at) not in exceptions()] == []


@pytest.mark.slow
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_exception_is_without_need(language: str) -> None:
    """Each excuses something that a check would find, in an entry that there is, and says why."""
    listed = {
        (check, provision): reason
        for (check, code, provision), reason in exceptions().items()
        if code == language
    }
    assert {(fault.check, at) for at, fault in faults(language)} == set(listed)
    assert all(reason.endswith(".") for reason in listed.values())


def test_what_is_excepted_is_no_fault() -> None:
    """A check that finds it passes it over, as it is listed."""
    check, language, at = next(iter(exceptions()))
    (one,) = [each for each in renderings(language) if each.provision == at]
    assert (at, check) in {(place, fault.check) for place, fault in faults(language)}
    assert check not in {fault.check for fault in faults_of(one)}


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_said_twice(language: str) -> None:
    """No question in the whole language, no summary within an instrument."""
    assert same_words(renderings(language)) == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_two_questions_each(language: str) -> None:
    """As many as a sheet for editors has columns for."""
    assert {len(plain.questions) for plain in words(language).values()} == {QUESTIONS}


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
