"""Shorthand: words as people write them in a hurry ("wat r d duties") become the words that they mean."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from assistant.asking.patterns import read_data
from ingest.references.words import words

_WORD = re.compile(r"(?<![\w/.'])[^\W\d_]+\d?(?![\w/']|\.\w)")
_BEFORE = re.compile(r"([^\W\d_]+)\s+$")


@dataclass(frozen=True, slots=True)
class Shorthand:
    """What short words mean in one language: the `certain` ones always, those `beside` them where there is a
    certain one.
    """

    certain: Mapping[str, str]
    beside: Mapping[str, str]

    def expand(self, text: str) -> str:
        """The text with every short word written out."""
        known = {**self.beside, **self.certain} if self.certainly(text) else self.certain
        return _WORD.sub(lambda word: self._read(word, known) or word[0], text)

    def certainly(self, text: str) -> int:
        """How many words of a text are certainly short for something in this language."""
        return sum(bool(self._read(word, self.certain)) for word in _WORD.finditer(text))

    @staticmethod
    def _read(word: re.Match[str], known: Mapping[str, str]) -> str:
        """What a word means; "" where it is no short one, is an abbreviation or may name an item."""
        small = word[0].lower()
        meant = known.get(small, "")
        if not meant or (len(small) == 1 and _names_item(word, known)):
            return ""
        if word[0] == small or word.string.isupper():
            return meant
        return meant[0].upper() + meant[1:] if word.start() == 0 and word[0][1:].islower() else ""


def expand(text: str, language: str) -> str:
    """The text without the shorthand of its language."""
    shorthand = _shorthand().get(language)
    return shorthand.expand(text) if shorthand else text


def hurried(text: str) -> str:
    """The language that most shorthand of a text is of; "" where there is none, or as much of another."""
    counts = {language: shorthand.certainly(text) for language, shorthand in _shorthand().items()}
    first, second = sorted(counts.values())[:-3:-1]
    return max(counts, key=lambda language: counts[language]) if first > second else ""


def _names_item(letter: re.Match[str], known: Mapping[str, str]) -> bool:
    """Whether a letter that stands alone may name a part of a text: "item d", "8 d", "(d)", "a, d"."""
    text = letter.string
    if text[letter.end() : letter.end() + 1] == ")":
        return True
    before = text[max(0, letter.start() - 40) : letter.start()]
    word = _BEFORE.search(before)
    if word is None:
        return bool(before.strip())
    before = word[1].lower()
    return (len(before) == 1 and before not in known) or words().unit(before) is not None


@cache
def _shorthand() -> dict[str, Shorthand]:
    return read_data(
        "shorthand.toml",
        lambda tables: {
            language: Shorthand(table["certain"], table.get("beside", {}))
            for language, table in tables.items()
        },
    )
