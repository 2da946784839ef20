"""The glossary: terms of the CBD in several languages, which turn a question into English words."""

import json
import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from ingest.embedded import embedded_folder
from ingest.errors import SourceError
from ingest.vocabulary import LANGUAGES

_LONGEST_TERM = 8  # words, of Chinese characters
_TOKEN = re.compile(r"\w+", re.UNICODE)
_ELISION = re.compile(r"\b(?:[cdjlmnst]|qu|lorsqu|puisqu|jusqu)['’]", re.I)
_ARABIC_PREFIX = re.compile(r"^(?:وال|بال|كال|فال|لل|ال|و(?=\w{4})|ب(?=\w{4})|ل(?=\w{4}))")
_ARABIC_FORMS = str.maketrans({"أ": "ا", "إ": "ا", "آ": "ا", "ى": "ي", "ة": "ه"})

Stemmer = Callable[[str, str], str]
Phrases = dict[tuple[str, ...], str]


@dataclass(frozen=True)
class Glossary:
    """`phrases[language]` maps the stems of a term to its English words; longest terms are matched first.
    `exact[language]` has the forms of terms whose stems another term has already (шестая, beside шесть), and
    abbreviations: the stem of "COP" is that of "copie".
    """

    phrases: dict[str, Phrases]
    exact: dict[str, Phrases]
    synonyms: dict[tuple[str, ...], tuple[str, ...]]
    stem: Stemmer

    @cached_property
    def _longest(self) -> dict[str, int]:
        """How many stems the longest term of a language has; of Chinese, how many characters."""
        return {
            language: max((len(key[0] if language == "zh" else key) for key in phrases), default=1)
            for language, phrases in self.phrases.items()
        }

    def translate(self, text: str, language: str) -> str:
        """The English words that the glossary knows of the text, in its order; numbers and Latin names are
        kept.
        """
        phrases, exact = self.phrases.get(language, {}), self.exact.get(language, {})
        if language == "zh":
            return _translate_unspaced(text, phrases, self._longest.get(language, 1))
        tokens = tokens_of(text, language)
        keys = [self.stem(token, language) for token in tokens]
        forms = [token.lower() for token in tokens]
        longest = self._longest.get(language, 1)
        words, at = [], 0
        while at < len(tokens):
            size = next(
                (
                    n
                    for n in range(min(longest, len(tokens) - at), 0, -1)
                    if tuple(forms[at : at + n]) in exact or tuple(keys[at : at + n]) in phrases
                ),
                0,
            )
            if size:
                form = tuple(forms[at : at + size])
                words.append(exact[form] if form in exact else phrases[tuple(keys[at : at + size])])
            elif tokens[at].isdigit() or (
                tokens[at].isascii() and tokens[at].isupper() and len(tokens[at]) > 1
            ):
                words.append(tokens[at])
            at += size or 1
        return " ".join(words)

    def others(self, text: str) -> list[str]:
        """English synonyms of the terms in an English text."""
        keys = [self.stem(token, "en") for token in tokens_of(text, "en")]
        found: list[str] = []
        for size in range(4, 0, -1):
            for at in range(len(keys) - size + 1):
                found += self.synonyms.get(tuple(keys[at : at + size]), ())
        return list(dict.fromkeys(found))


@dataclass(frozen=True, slots=True)
class Meanings:
    """The glossary read for what words mean: `phrases[language]` maps the stems of a word or term to the
    entries that have it, each called by its first English words; `terms` are the entries that are terms, no
    everyday words. `words` are the stems of all English words of an entry, one set a synonym.
    """

    phrases: dict[str, dict[tuple[str, ...], frozenset[str]]]
    words: dict[str, tuple[frozenset[str], ...]]
    terms: frozenset[str]
    stem: Stemmer

    def said(self, text: str, language: str) -> list[frozenset[str]]:
        """For each word or term known in the text, in its order, the entries that it can mean; the longest
        one is meant.
        """
        found, at = [], 0
        keys = self._keys(text, language)
        while at < len(keys):
            size = next(self._sizes(keys, at, language), 0)
            if size:
                found.append(self.phrases[language][_joined(keys[at : at + size], language)])
            at += size or 1
        return found

    def understood(self, text: str, language: str) -> frozenset[str]:
        """All entries that any words of the text can mean, longer and shorter ones."""
        keys, found = self._keys(text, language), set[str]()
        for at in range(len(keys)):
            for size in self._sizes(keys, at, language):
                found |= self.phrases[language][_joined(keys[at : at + size], language)]
        return frozenset(found)

    def _keys(self, text: str, language: str) -> list[str]:
        if language == "zh":
            return list(unicodedata.normalize("NFKC", text))
        return [self.stem(token, language) for token in tokens_of(text, language)]

    def _sizes(self, keys: list[str], at: int, language: str) -> Iterator[int]:
        phrases = self.phrases[language]
        return (
            size
            for size in range(min(_LONGEST_TERM, len(keys) - at), 0, -1)
            if _joined(keys[at : at + size], language) in phrases
        )


def read_embedded_meanings(stem: Stemmer) -> Meanings:
    """The meanings of the glossary that comes with the project."""
    home = embedded_folder() / "glossary"
    phrases: dict[str, dict[tuple[str, ...], frozenset[str]]] = {language: {} for language in LANGUAGES}
    words: dict[str, tuple[frozenset[str], ...]] = {}
    terms: set[str] = set()
    for name in ("terms", "everyday"):
        for entry in _entries(home / f"{name}.jsonl"):
            called = entry["en"][0]
            words[called] = tuple(frozenset(_key(term, "en", stem)) for term in entry["en"])
            if name == "terms":
                terms.add(called)
            for language in LANGUAGES:
                for term in entry.get(language, ()):
                    key = _key(term, language, stem)
                    phrases[language][key] = phrases[language].get(key, frozenset()) | {called}
    return Meanings(phrases, words, frozenset(terms), stem)


def _joined(keys: list[str], language: str) -> tuple[str, ...]:
    return ("".join(keys),) if language == "zh" else tuple(keys)


def read_glossary(path: Path, stem: Stemmer) -> Glossary:
    """Read terms.jsonl. Raises SourceError naming the line that cannot be used."""
    phrases: dict[str, Phrases] = {language: {} for language in LANGUAGES}
    exact: dict[str, Phrases] = {language: {} for language in LANGUAGES}
    synonyms: dict[tuple[str, ...], tuple[str, ...]] = {}
    for entry in _entries(path):
        english = entry["en"]
        for language in LANGUAGES:
            for place, term in enumerate(entry.get(language, ())):
                word = _beside(term, place, english)
                if language != "zh" and _is_abbreviation(term):
                    exact[language].setdefault((term.lower(),), word)
                    exact[language].setdefault((f"{term.lower()}s",), word)
                elif phrases[language].setdefault(_key(term, language, stem), word) != word:
                    form = tuple(token.lower() for token in tokens_of(term, language))
                    exact[language].setdefault(form, word)
        for term in english:
            synonyms.setdefault(_key(term, "en", stem), tuple(other for other in english if other != term))
    return Glossary(phrases, exact, synonyms, stem)


def _entries(path: Path) -> Iterator[dict[str, list[str]]]:
    """The terms of each line. Raises SourceError naming the line that cannot be used."""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        try:
            entry: dict[str, list[str]] = json.loads(line)
            if not entry["en"] or not all(
                isinstance(terms, list) and all(isinstance(term, str) for term in terms)
                for terms in entry.values()
            ):
                raise ValueError("terms are lists of texts")
        except (ValueError, KeyError, TypeError) as error:
            raise SourceError(
                f"{path.name}: line {number} is not a glossary entry.",
                "Each line needs 'en' and the other languages.",
            ) from error
        yield entry


def _beside(term: str, place: int, english: list[str]) -> str:
    """The English word for a term: synonyms stand in about the same order in every language, but an
    abbreviation is only put for an abbreviation.
    """
    found = english[place] if place < len(english) else english[0]
    return english[0] if found.isupper() and not term.isupper() else found


def _is_abbreviation(term: str) -> bool:
    """Whether it is one word of capitals, which no letter is cut off from."""
    return term.isupper() and term.isalpha()


def tokens_of(text: str, language: str) -> list[str]:
    """Words of a text: elided articles and Arabic prefixes are taken off, accents stay."""
    text = unicodedata.normalize("NFKC", text)
    if language == "fr":
        text = _ELISION.sub(" ", text)
    tokens = _TOKEN.findall(text)
    return [bare_arabic(token) for token in tokens] if language == "ar" else tokens


def bare_arabic(token: str) -> str:
    """An Arabic word without the article and the small words written together with it, in one spelling."""
    return _ARABIC_PREFIX.sub("", token.translate(_ARABIC_FORMS)) or token


def _key(term: str, language: str, stem: Stemmer) -> tuple[str, ...]:
    if language == "zh":
        return (unicodedata.normalize("NFKC", term),)
    return tuple(stem(token, language) for token in tokens_of(term, language))


def _translate_unspaced(text: str, phrases: Phrases, longest: int) -> str:
    text = unicodedata.normalize("NFKC", text)
    words, at = [], 0
    while at < len(text):
        size = next(
            (n for n in range(min(longest, len(text) - at), 0, -1) if (text[at : at + n],) in phrases), 0
        )
        if size:
            words.append(phrases[text[at : at + size],])
        else:
            latin = re.match(r"[A-Za-z0-9]+", text[at:])
            size = len(latin[0]) if latin else 1
            words += [latin[0]] if latin else []
        at += size
    return " ".join(words)


def read_embedded_glossary(stem: Stemmer) -> Glossary:
    """The glossary that comes with the project: its terms and, where they are silent, everyday words (for
    translation only).
    """
    home = embedded_folder() / "glossary"
    terms, everyday = read_glossary(home / "terms.jsonl", stem), read_glossary(home / "everyday.jsonl", stem)
    phrases = {language: {**everyday.phrases[language], **terms.phrases[language]} for language in LANGUAGES}
    exact = {
        language: {
            form: word
            for form, word in everyday.exact[language].items()
            if tuple(stem(token, language) for token in form) not in terms.phrases[language]
        }
        | terms.exact[language]
        for language in LANGUAGES
    }
    return Glossary(phrases, exact, terms.synonyms, stem)
