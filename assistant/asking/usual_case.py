"""The usual case: a question all in capitals, all in small letters or in an odd mix as it is mostly written.

The encoder has read texts in their usual case, and a reference tells "annex A" from "a annex" by it.
"""

import re

from assistant.asking.speller import Speller
from ingest.numerals import from_roman
from ingest.references.words import words

ENGLISH = "en"
ODD = 0.5  # of the words after the first: where more are in another case than usual, case tells nothing
ABBREVIATED = 6  # letters at most of an abbreviation that nobody knows
WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_PIECE = re.compile(r"\S+")
_ADDRESS = re.compile(r"://|@|www\.|_|\w\.\w+/")
_BEGINNING = re.compile(r"(?:^\W*|[?!]\W+|[^\W\d_]{4}\.\s+)[^\W\d_]")
_ITEM = re.compile(r"[\d(]\s?$")  # before a letter that is an item's, not a word
_DECISION = re.compile(r"/\d")  # after a session's Roman number
_UNIT = re.compile(r"([^\W\d_]+)\s$")


def usual_case(text: str, language: str, speller: Speller) -> str:
    """The text in its usual case where its own says nothing; else the text as it is."""
    if text.upper() == text.lower():
        return text
    usual = _Case(text, language, speller)
    after = len(WORD.findall(text)) - 1
    telling = text not in {text.lower(), text.upper()} or (after < 1 and text == text.upper())
    if telling and usual.odd <= ODD * after:
        return text
    return _BEGINNING.sub(lambda found: found[0][:-1] + found[0][-1].upper(), usual.text)


def places(text: str, kept: re.Pattern[str]) -> set[int]:
    """Where the letters stand of what lies between two blanks and is kept as it is."""
    pieces = (piece for piece in _PIECE.finditer(text) if kept.search(piece[0]))
    return {place for piece in pieces for place in range(*piece.span())}


class _Case:
    """A text with each word in its usual case; what stands in addresses stays. `odd` is the number of words
    after the first that are known to be written otherwise.
    """

    def __init__(self, text: str, language: str, speller: Speller) -> None:
        self.odd = 0
        self._language = language
        self._speller = speller
        self._capitals = sum(map(str.isupper, text)) > sum(map(str.islower, text))
        self._kept = places(text, _ADDRESS)
        self.text = WORD.sub(self._word, text)

    def _word(self, match: re.Match[str]) -> str:
        word = match[0]
        if match.start() in self._kept:
            return word
        if _DECISION.match(match.string, match.end()) and _is_roman(word.upper()):
            return word.upper()
        if len(word) == 1:
            return self._letter(match)
        whole = self._known(word.lower())
        self.odd += bool(match.start() and whole and whole != word)
        return whole or "-".join(map(self._part, word.split("-")))

    def _letter(self, match: re.Match[str]) -> str:
        """A letter alone; in a text of capitals an item's is small, an annex's or section's is not."""
        letter = match[0]
        before = match.string[max(0, match.start() - 40) : match.start()]
        unit = _UNIT.search(before)
        if not self._capitals or (unit and words().unit(unit[1].lower())):
            return letter
        return letter.lower() if _ITEM.search(before) else self._known(letter.lower()) or letter

    def _part(self, word: str) -> str:
        small = word.lower()
        known = self._known(small)
        if known or not self._capitals:
            return known or (word if word[1:] == small[1:] else small)
        return word if _is_roman(word) or self._abbreviates(small) else small

    def _known(self, small: str) -> str:
        """As the corpus writes it in this language, or in English where that has capitals and the word is
        none of this language (the Portuguese "eu" is no EU); "" if neither.
        """
        own = self._speller.dictionary(self._language).usual.get(small, "")
        if own or self._language == ENGLISH or self._speller.general(small, self._language):
            return own
        english = self._speller.dictionary(ENGLISH).usual.get(small, "")
        return english if english != small else ""

    def _abbreviates(self, small: str) -> bool:
        """Whether a word in a text of capitals may be an abbreviation: short, unknown, near no known one."""
        if len(small) > ABBREVIATED or self._speller.knows(small):
            return False
        return not self._speller.meant(small, self._language)


def _is_roman(word: str) -> bool:
    """Roman numbers as articles and sessions have them, of which no word is made."""
    return set(word) <= set("IVX") and from_roman(word) is not None
