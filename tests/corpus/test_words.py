"""What a reader is shown has no word of corpus/words-not-shown.toml: none that hurts, mocks or misleads those
it speaks of.
"""

import json
import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from assistant.words.store import table

ROOT = Path(__file__).resolve().parents[2]
CORPUS = ROOT / "corpus"
LIST = CORPUS / "words-not-shown.toml"
LANGUAGES = ("en", "fr", "es", "pt", "ar", "ru", "zh")
GUIDE = sorted((CORPUS / "guide").rglob("*.jsonl"))
CONCEPTS = sorted((CORPUS / "concepts").rglob("*.jsonl"))
VOWELS = re.compile("[\u064b-\u0652\u0640]")  # Arabic short vowels and the stretching of letters
JOINED = "(?:[وف]?[بلك]?(?:ال|لل)?)"  # Arabic small words and the article, written together with the next one
NEVER = re.compile(r"(?!)")


@dataclass(frozen=True, slots=True)
class Unshown:
    """The words of one language that are not shown, and the phrases in which they are fine."""

    words: re.Pattern[str]
    fine: re.Pattern[str]

    def found(self, text: str) -> list[str]:
        """The words of the list that stand in a text, in small letters."""
        return [match.group() for match in self.words.finditer(self.fine.sub(" _ ", folded(text)))]


def folded(text: str) -> str:
    """Small letters, straight apostrophes, no Arabic short vowels."""
    return VOWELS.sub("", text.replace("’", "'")).casefold()


def pattern(phrases: Iterable[str], language: str) -> re.Pattern[str]:
    """One pattern for all the phrases of a language, the longest first."""
    before = JOINED if language == "ar" else ""
    found = [
        r"[\s‐‑–-]+".join(
            before + re.escape(part.removesuffix("*")) + (r"\w*" if part.endswith("*") else "")
            for part in folded(phrase).split()
        )
        for phrase in sorted(phrases, key=len, reverse=True)
    ]
    if not found:
        return NEVER
    words = "|".join(found)
    return re.compile(words if language == "zh" else rf"(?<!\w)(?:{words})(?!\w)")


@cache
def kinds() -> list[dict[str, object]]:
    """The list as it is written."""
    return list(tomllib.loads(LIST.read_text(encoding="utf-8"))["kind"])


def listed(language: str, key: str) -> list[str]:
    """All the words, or all that is fine, in a language."""
    return [
        word for kind in kinds() if isinstance(part := kind[language], dict) for word in part.get(key, [])
    ]


@cache
def unshown(language: str) -> Unshown:
    """What is not shown in a language."""
    return Unshown(pattern(listed(language, "words"), language), pattern(listed(language, "fine"), language))


def strings(value: object) -> Iterator[str]:
    """Every text in a value read from JSON."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from strings(part)
    elif isinstance(value, list | tuple):
        for part in value:
            yield from strings(part)


def shown(value: object, language: str) -> list[tuple[str, str]]:
    """Every text in a value with each listed word that it has; keys that are languages tell the language."""
    if isinstance(value, dict) and set(value) & set(LANGUAGES):
        return [found for key, part in value.items() for found in shown(part, key)]
    return [(word, text) for text in strings(value) for word in unshown(language).found(text)]


def records(path: Path) -> list[dict[str, object]]:
    """The lines of a .jsonl file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def test_every_kind_says_why_and_what_instead() -> None:
    """In every language, for an editor who reads the list."""
    for kind in kinds():
        assert kind["name"]
        assert kind["why"]
        assert set(kind) == {"name", "why", *LANGUAGES}
        for language in LANGUAGES:
            part = kind[language]
            assert isinstance(part, dict)
            assert part["use"], (kind["name"], language)
            assert part["words"], (kind["name"], language)
            assert set(part) <= {"use", "words", "fine"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_word_is_listed_twice(language: str) -> None:
    """In one language; and what is to be used instead is not itself listed."""
    assert [word for word, count in Counter(listed(language, "words")).items() if count > 1] == []
    for kind in kinds():
        part = kind[language]
        assert isinstance(part, dict)
        assert unshown(language).found(part["use"]) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_listed_word_is_found(language: str) -> None:
    """By itself and within a sentence, but not where it is said to be fine."""
    for word in listed(language, "words"):
        assert unshown(language).found(f"« {word.replace('*', '')}, »"), word
    for phrase in listed(language, "fine"):
        assert unshown(language).found(f"« {phrase.replace('*', '')}, »") == [], phrase


@pytest.mark.parametrize("path", GUIDE, ids=lambda path: str(path.relative_to(CORPUS)))
def test_the_guide_shows_none(path: Path) -> None:
    """Summaries and questions in every language, and the terms, which programs that ask are given."""
    for record in records(path):
        language = str(record.get("lang", "en"))
        whole = [record["summary"], record["questions"], record.get("terms", [])]
        assert shown(whole, language) == [], record["provision"]


def test_the_concepts_show_none() -> None:
    """Their plain words, in every language."""
    assert [
        found
        for path in CONCEPTS
        for record in records(path)
        for found in shown(record.get("plain", ""), str(record.get("lang", "en")))
    ] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_assistant_says_none(language: str) -> None:
    """Its own words, in answers, sessions and on the page."""
    assert shown(dict(table(language)), language) == []


@pytest.mark.parametrize(
    ("language", "text", "words"),
    [
        ("en", "A Tribe’s plant, and tribal knowledge.", ["tribe", "tribal"]),
        ("en", "Shamans and a shamanic rite", ["shamans", "shamanic"]),
        ("en", "the third-world; a mother  treaty; Mother-treaties", ["third-world", "mother  treaty"]),
        ("en", "poorest countries", ["poorest"]),
        ("en", "biopirated plants", ["biopirated"]),
        ("fr", "Les chamans d’une tribu", ["chamans", "tribu"]),
        ("fr", "des pays pauvres, le tiers-monde", ["pays pauvres", "tiers-monde"]),
        ("es", "¿Los países pobres?", ["países pobres"]),
        ("pt", "o tratado-mãe", ["tratado-mãe"]),
        ("ar", "والقَبائل", ["والقبائل"]),
        ("ar", "للبلدان الفقيرة", ["للبلدان الفقيرة"]),
        ("ru", "у бедных стран и племён", ["бедных стран", "племён"]),
        ("zh", "母条约和第三世界", ["母条约", "第三世界"]),
    ],
)
def test_listed_words_are_found(language: str, text: str, words: list[str]) -> None:
    """In their forms, with capitals, hyphens, apostrophes, and behind what Arabic writes together."""
    assert set(words) <= set(unshown(language).found(text))


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "A tribunal; attributed; native species; native plants; alternative communities"),
        ("en", "A habitat in poor condition, on poor soils, rich in species; a rich variety"),
        ("en", "indigenous peoples, poverty, women, cormorants, explored, the parent organism"),
        ("fr", "Un tribunal, des espèces indigènes, des plantes sauvages, des pays riches en espèces"),
        ("es", "Tribunal, especies nativas, países ricos en especies, pueblos indígenas, India"),
        ("pt", "Tribunal, povos indígenas, espécies nativas, da Índia"),
        ("ar", "هل GBIF جزء من الاتفاقية أم شريك لها؟ البلدان الغنية بالتنوع"),
        ("ru", "Природные богатства страны, племенной скот, права инвалидов"),
        ("zh", "最不发达国家的种子条约，生物群落，土著人民"),
    ],
)
def test_other_words_are_not(language: str, text: str) -> None:
    """Those that only begin alike, and those of species, courts and richness in nature."""
    assert unshown(language).found(text) == []


def test_a_word_put_in_is_found(tmp_path: Path) -> None:
    """In a summary, a question, a term, and in plain words by language."""
    path = tmp_path / "g.jsonl"
    entry = {"summary": "For a tribe.", "questions": ["Why?", "Shaman?"], "terms": ["red tape"]}
    path.write_text(json.dumps(entry), encoding="utf-8")
    assert [word for word, _ in shown(records(path), "en")] == ["tribe", "shaman", "red tape"]
    assert shown({"en": "A tribunal.", "fr": "Une tribu."}, "en") == [("tribu", "Une tribu.")]
