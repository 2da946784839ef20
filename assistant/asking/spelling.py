"""Spelling: the question as it was meant, whatever was typed: in its usual case, without shorthand and slips,
and with the mark at its end.

Abbreviations, numbers, addresses and what the asker quotes at length stay as they are.
"""

import re
from dataclasses import dataclass, replace

from assistant.asking.dictionary import bare
from assistant.asking.language import detect, evident
from assistant.asking.patterns import words_in
from assistant.asking.run_together import parted
from assistant.asking.shorthand import expand, hurried
from assistant.asking.speller import SHORTEST, Speller, languages_of
from assistant.asking.usual_case import WORD, places, usual_case
from assistant.question import Question
from assistant.words.store import ENGLISH
from index.words import CHINESE

SMALL = 4  # letters of a word that may stand before the one that asks: "in which", "et quand"
MOST = 40  # words that are looked at because nobody knows them
TELLING = 20  # words that the language is told from
STRANGERS = 2  # words that nobody knows may stand in any text: names
_QUOTED = re.compile(r"[“\"«„][^“”\"«»„]{30,}[”\"»“]")
_BEGINNING = re.compile(r"(?:^|[.?!:;])[\W\d_]*")  # of a sentence
_CUT = re.compile(r"(?<![^\W\d_])[^\W\d_]+(?:- ?[^\W\d_]+)+")
_ENDS = re.compile(r"[.?!:;。？！；؟؛]\s*(?=.)")  # of sentences before the last
_CLOSING = ')"”»'
_MARKS = {"ar": "؟", "fr": " ?", "zh": "？"}  # where they differ from "?"
_NUMBER = re.compile(r"\s(?:\d|[IVX]+\b)")
_KEPT = re.compile(r"\d|://|@|www\.|_|\w\.\w+/")


@dataclass(frozen=True, slots=True)
class Spelling:
    """The question as it was meant, and the words that were read otherwise than typed; accents that were left
    out are put in without a word.
    """

    question: Question
    read: tuple[str, ...] = ()


def spell(question: Question, speller: Speller) -> Spelling:
    """Read the question and the asker's turns before it as they were meant."""
    apart, joined = _parted(question.text, speller)
    language = question.language or _language_of(apart, speller)
    text, read = meant(apart, language, speller)
    read = (*joined, *read)
    turns = tuple(
        replace(turn, content=_turn(turn.content, speller)) if turn.role == "user" else turn
        for turn in question.history
    )
    return Spelling(replace(question, text=text, history=turns, language=language), read)


def meant(text: str, language: str, speller: Speller) -> tuple[str, tuple[str, ...]]:
    """A text as it was meant, with the words read otherwise than typed, in their order."""
    text = usual_case(expand(_rejoined(text, language, speller), language), language, speller)
    heard: tuple[str, ...] = ()
    if language == CHINESE:
        text, heard = speller.heard(text, _quoted(text))
    corrected, read = _Corrected(text, language, speller).result
    return _asked(corrected, language), (*heard, *read)


def _parted(text: str, speller: Speller) -> tuple[str, tuple[str, ...]]:
    """The text with words apart that were run together, and these words."""
    kept, strange, read = places(text, _KEPT), set[str](), list[str]()

    def apart(match: re.Match[str]) -> str:
        word = match[0]
        begins = match.start() == 0 and word[1:] == word[1:].lower()
        if match.start() in kept or not (word in (word.lower(), word.upper()) or begins):
            return word
        if speller.knows(word.lower()) or len(strange) >= MOST:
            return word
        strange.add(word.lower())
        found = parted(word.lower(), speller)
        read.extend([found] if found else [])
        return found or word

    return WORD.sub(apart, text), tuple(read)


def _turn(text: str, speller: Speller) -> str:
    return meant(text, _language_of(text, speller), speller)[0] if text else text


def _language_of(text: str, speller: Speller) -> str:
    """The language that a text tells: by its small words, its shorthand, or else by most of its words."""
    return evident(text) or hurried(text) or _likely(text, speller)


def _likely(text: str, speller: Speller) -> str:
    """The language that most words of a text are of, or were meant to be, where nothing else tells it; one
    word that no language knows tells none.
    """
    likely = detect(text)
    typed = [word.lower() for word in WORD.findall(text)[:TELLING]]
    read = {
        language: sum(speller.reads(word, language) for word in typed)
        for language in languages_of(typed[0] if typed else "")
    }
    if len(typed) == 1 and not any(read.values()):
        return ENGLISH
    return max(read, key=lambda language: (read[language], language == likely), default=likely)


def _rejoined(text: str, language: str, speller: Speller) -> str:
    """The text with words whole that the end of a line had cut: "biolo-gical", "biolo- gical"."""
    usual = speller.dictionary(language).usual

    def whole(cut: re.Match[str]) -> str:
        parts = cut[0].lower().replace(" ", "").split("-")
        known = "-".join(parts) in usual or all(map(speller.knows, parts))
        joined = re.sub("- ?", "", cut[0])
        return cut[0] if known or joined.lower() not in usual else joined

    return _CUT.sub(whole, text)


def _asked(text: str, language: str) -> str:
    """The text with the mark that its question lacks: its last sentence begins by asking ("which", "in
    which"); in Chinese a word in it asks.
    """
    known = words_in("question_words", language)
    if not text[-1].isalnum() and text[-1] not in _CLOSING:
        return text
    last = _ENDS.split(text)[-1]
    first, second = [*map(bare, WORD.findall(last)[:2]), "", ""][:2]
    asks = (
        any(word in last for word in known)
        if language == "zh"
        else first in known or (len(first) <= SMALL and second in known)
    )
    return text + _MARKS.get(language, "?") if asks else text


def _quoted(text: str) -> set[int]:
    """Where what is quoted at length stands."""
    return {place for match in _QUOTED.finditer(text) for place in range(*match.span())}


class _Corrected:
    """A text with its misspelt words corrected; as it is where more words are strange than are corrected, for
    then it is in a language that nobody knows here.
    """

    def __init__(self, text: str, language: str, speller: Speller) -> None:
        self._language = language
        self._speller = speller
        self._read: dict[str, None] = {}
        self._corrected = self._strange = 0
        self._kept = places(text, _KEPT) | _quoted(text)
        self._beginnings = {match.end() for match in _BEGINNING.finditer(text)}
        corrected = WORD.sub(self._word, text)
        foreign = self._strange > max(STRANGERS, self._corrected)
        self.result = (text, ()) if foreign else (corrected, tuple(self._read))

    def _word(self, match: re.Match[str]) -> str:
        if match.start() in self._kept:
            return match[0]
        begins = match.start() in self._beginnings
        if _NUMBER.match(match.string, match.end()):
            unit = self._speller.unit_meant(match[0].lower(), self._language)
            if unit:
                return self._told(match[0], unit)
        return "-".join(self._part(part, begins) for part in match[0].split("-"))

    def _part(self, word: str, begins: bool) -> str:
        """One word, which may begin a sentence."""
        if word[1:] != word[1:].lower():  # an abbreviation, or a name such as GenBank
            return word
        small = word.lower()
        named = word != small and not begins
        if self._corrected + self._strange >= MOST:
            return word
        found = self._speller.meant(small, self._language, named)
        if not found:
            self._strange += not named and len(word) >= SHORTEST and not self._speller.knows(small)
            return word
        return self._told(word, found)

    def _told(self, word: str, found: str) -> str:
        """What a word was read as, in the place of it."""
        self._corrected += 1
        dictionary = self._speller.dictionary(self._language)
        if dictionary.form(found) != dictionary.form(word):
            self._read[found] = None
        return found[0].upper() + found[1:] if word != word.lower() else found
