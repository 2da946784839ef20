"""The glossary: its data, and what it makes of a question in another language."""

import json
from collections import Counter
from pathlib import Path

import pytest

from assistant.reading.glossary import glossary
from index.lexical import stem_word
from ingest.errors import SourceError
from ingest.glossary import Glossary, read_glossary, tokens_of
from ingest.vocabulary import LANGUAGES

HOME = Path(__file__).resolve().parents[2] / "corpus" / "glossary"
FILES = ("terms.jsonl", "everyday.jsonl")


def entries(name: str) -> list[dict[str, list[str]]]:
    """The lines of one file."""
    return [json.loads(line) for line in (HOME / name).read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize("name", FILES)
def test_every_line_has_seven_languages(name: str) -> None:
    """Each with at least one term, none of them empty, padded or given twice."""
    for number, entry in enumerate(entries(name), start=1):
        assert tuple(entry) == LANGUAGES, f"{name}, line {number}"
        for language, terms in entry.items():
            assert terms, f"{name}, line {number}: {language}"
            assert all(term and term == term.strip() for term in terms), f"{name}, line {number}: {language}"
            assert len(set(terms)) == len(terms), f"{name}, line {number}: {language}"


def test_preferred_terms_are_unique() -> None:
    """No two lines of the two files have the same first English term."""
    counted = Counter(entry["en"][0].casefold() for name in FILES for entry in entries(name))
    assert [term for term, count in counted.items() if count > 1] == []


def test_there_are_enough() -> None:
    """The issue asks for some 300 terms."""
    assert len(entries("terms.jsonl")) >= 300


@pytest.mark.parametrize(
    ("language", "script"), [("ar", "\u0600-\u06ff"), ("ru", "\u0400-\u04ff"), ("zh", "\u4e00-\u9fff")]
)
def test_scripts(language: str, script: str) -> None:
    """The first term of a line is in the script of its language; abbreviations may be in Latin letters."""
    low, high = script.split("-")
    wrong = [
        e[language]
        for name in FILES
        for e in entries(name)
        if not any(low <= letter <= high for term in e[language] for letter in term)
    ]
    assert wrong == []


@pytest.fixture
def small(tmp_path: Path) -> Glossary:
    """Four terms."""
    lines = [
        {
            "en": ["benefit sharing", "sharing of benefits"],
            "fr": ["partage des avantages"],
            "es": ["participación en los beneficios"],
            "pt": ["repartição de benefícios"],
            "ar": ["تقاسم المنافع"],
            "ru": ["совместное использование выгод"],
            "zh": ["惠益分享"],
        },
        {
            "en": ["benefit", "advantage"],
            "fr": ["avantage"],
            "es": ["beneficio"],
            "pt": ["benefício"],
            "ar": ["منفعة"],
            "ru": ["выгода", "выгоды"],
            "zh": ["惠益"],
        },
        {
            "en": ["forest"],
            "fr": ["forêt"],
            "es": ["bosque"],
            "pt": ["floresta"],
            "ar": ["غابة", "الغابات"],
            "ru": ["лес"],
            "zh": ["森林"],
        },
        {
            "en": ["exchange"],
            "fr": ["échange"],
            "es": ["intercambio"],
            "pt": ["intercâmbio"],
            "ar": ["تبادل"],
            "ru": ["обмен"],
            "zh": ["交流"],
        },
    ]
    path = tmp_path / "terms.jsonl"
    path.write_text("\n".join(json.dumps(line, ensure_ascii=False) for line in lines), encoding="utf-8")
    return read_glossary(path, stem_word)


@pytest.mark.parametrize(
    ("text", "language", "english"),
    [
        ("le partage des avantages", "fr", "benefit sharing"),
        ("Les avantages", "fr", "benefit"),
        ("l'échange", "fr", "exchange"),
        ("d’échanges", "fr", "exchange"),
        ("les FORÊTS", "fr", "forest"),
        ("los bosques", "es", "forest"),
        ("participación en los beneficios", "es", "benefit sharing"),
        ("beneficios", "es", "benefit"),
        ("as florestas", "pt", "forest"),
        ("repartição de benefícios", "pt", "benefit sharing"),
        ("والغابات", "ar", "forest"),
        ("بالغابات", "ar", "forest"),
        ("تبادل", "ar", "exchange"),
        ("وتقاسم المنافع", "ar", "benefit sharing"),
        ("обмена", "ru", "exchange"),
        ("лесов", "ru", "forest"),
        ("惠益分享和森林", "zh", "benefit sharing forest"),
        ("惠益", "zh", "benefit"),
        ("CHM et les forêts en 2010", "fr", "CHM forest 2010"),
        ("CHM和森林2010", "zh", "CHM forest 2010"),
        ("rien de connu", "fr", ""),
        ("", "fr", ""),
        ("", "zh", ""),
        ("forêt", "xx", ""),
    ],
)
def test_translation(small: Glossary, text: str, language: str, english: str) -> None:
    """Inflected forms, the longest term first, elision, Arabic prefixes, Chinese without spaces; numbers and
    names stay.
    """
    assert small.translate(text, language) == english


def test_an_abbreviation_is_read_as_it_is_written(tmp_path: Path) -> None:
    """In small letters and in the plural, too; the word with its stem is another."""
    path = tmp_path / "terms.jsonl"
    path.write_text('{"en": ["conference", "COP"], "fr": ["conférence", "COP"]}\n', encoding="utf-8")
    found = read_glossary(path, stem_word)
    assert found.translate("les COP, une cop et les COPs", "fr") == "COP COP COP"
    assert found.translate("une copie", "fr") == ""


def test_synonyms(small: Glossary) -> None:
    """The other English words for the terms in a text."""
    assert small.others("What benefits come from the sharing of benefits?") == [
        "benefit sharing",
        "advantage",
    ]
    assert small.others("Wolves") == []


def test_tokens() -> None:
    """Accents stay, elided articles and Arabic prefixes go; a word that is nothing but a prefix stays."""
    assert tokens_of("L'échange d'expérience", "fr") == ["échange", "expérience"]
    assert tokens_of("والمادة", "ar") == ["ماده"]
    assert tokens_of("ال", "ar") == ["ال"]


@pytest.mark.parametrize("line", ["{", "[]", "3", "null", '{"fr": ["x"]}', "", '{"en": ["a"]'])
def test_a_bad_line_is_named(tmp_path: Path, line: str) -> None:
    """The error says which line cannot be used."""
    path = tmp_path / "terms.jsonl"
    path.write_text('{"en": ["forest"], "fr": ["forêt"]}\n' + line + '\n{"en": ["a"]}\n', encoding="utf-8")
    with pytest.raises(SourceError, match=r"terms\.jsonl: line 2"):
        read_glossary(path, stem_word)


@pytest.mark.parametrize(
    "line", ['{"en": []}', '{"en": 3}', '{"en": ["a"], "fr": null}', '{"en": ["a"], "fr": [1]}']
)
def test_a_line_of_the_wrong_form_is_named(tmp_path: Path, line: str) -> None:
    """So does the error for terms that are no list of texts."""
    path = tmp_path / "terms.jsonl"
    path.write_text(line, encoding="utf-8")
    with pytest.raises(SourceError, match="line 1"):
        read_glossary(path, stem_word)


@pytest.mark.parametrize("language", [language for language in LANGUAGES if language != "en"])
def test_the_terms_translate_themselves(language: str) -> None:
    """Nearly every term of the glossary becomes English words."""
    found = glossary()
    lost = [
        term
        for entry in entries("terms.jsonl")
        for term in entry[language][:1]
        if not found.translate(term, language)
    ]
    assert lost == []


@pytest.mark.parametrize("text", ["\x00", "a" * 20_000, "ال" * 5000, "惠" * 5000, "l'" * 5000, "\ud800"])
def test_hostile_text(text: str) -> None:
    """Nothing fails."""
    for language in LANGUAGES:
        glossary().translate(text, language)
