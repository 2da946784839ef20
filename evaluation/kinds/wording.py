"""What words show: numbers, how many things are listed, which instruments are named, in which script."""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from assistant.reading.concepts import mentions
from ingest.vocabulary import vocabulary

SCRIPTS = {"ar": "ARABIC", "ru": "CYRILLIC", "zh": "CJK"}
SMALL = 10  # up to there an ordinal mostly tells one of several things from another: "the third arbitrator"
LEAST = 0.5  # of the letters: names and symbols stay Latin in every language
_NUMBER = re.compile(r"\d+")
_MEASURED = re.compile(r"(\d+)(?= ?%| per ?cent| (?:m|b)illion)")
_WORD = re.compile(r"\w+(?:-\w+)*")
_CLAUSE = re.compile(r"[.,;:\n]")
_ROW = re.compile(r"\w+(?:, \w+)+,? (?:and|or) \w+")
_MARK = re.compile(r"\s*\(?([0-9]+|[a-z]|[ivx]+)(?:\)|\.\s)")
_DASH = re.compile(r"\s*[-–—•]\s")
_STYLES = tuple(map(re.compile, ("[0-9]+", "[a-z]", "[ivx]+")))


def numbers_in(text: str) -> frozenset[int]:
    """The numbers that a text has in figures, in any of the world's digits."""
    return frozenset(int(found) for found in _NUMBER.findall(text))


def stated(text: str, number: int) -> bool:
    """Whether an English text says the number: in words ("three members", "the thirtieth instrument", "two
    hundred and seventy days"), or in figures before a unit ("50 per cent"). Other figures of a legal text are
    mostly those of its paragraphs, and say nothing.
    """
    known = vocabulary()
    spelt = known.cardinals("en")
    order = {word: at for word, at in known.ordinals("en").items() if at > SMALL}
    words = _WORD.findall(text.casefold())
    said = {(spelt | order).get(word) for word in words} | set(_hundreds(words, spelt))
    return number in said or number in {int(found) for found in _MEASURED.findall(text)}


def _hundreds(words: Sequence[str], spelt: Mapping[str, int]) -> Iterator[int]:
    """The numbers of "two hundred" and "two hundred and seventy" among the words."""
    for at, word in enumerate(words):
        if word == "hundred" and at and words[at - 1] in spelt:
            whole = 100 * spelt[words[at - 1]]
            rest = words[at + 2] if words[at + 1 : at + 2] == ["and"] and len(words) > at + 2 else ""
            yield whole + spelt.get(rest, 0)


def listed(text: str) -> frozenset[int]:
    """How many things an English text can be seen to list: its lines, with or without the words above them;
    the different marks of one style before them; their dashes; or the words of a row: "Arabic, Chinese and
    English".
    """
    lines = [line for line in text.splitlines() if line.strip()]
    marks = [found[1] for line in lines if (found := _MARK.match(line))]
    styles = [{mark for mark in marks if style.fullmatch(mark)} for style in _STYLES]
    if "ii" in marks:
        styles.append(styles[1] - {"i"})  # which was no letter
    dashes = sum(bool(_DASH.match(line)) for line in lines)
    seen = {len(lines), len(lines) - 1, dashes, *map(len, styles)}
    rows = (len(re.split(r",? (?:and|or) |, ", row)) for row in _ROW.findall(text))
    return frozenset(seen.union(rows))


def clauses(text: str) -> int:
    """The most things that a text can have said something of: what line ends, stops and commas part."""
    return sum(bool(clause.strip()) for clause in _CLAUSE.split(text))


def instruments_named(text: str, language: str) -> frozenset[str]:
    """The instruments that a text names by any name that the concepts know, in this language or in English,
    or in a label ("Convention, Article 5"). A title that has another's title in it does not name that other.
    """
    named = {one.concept.instrument for one in mentions(text, language)}
    labels = {one.id for one in vocabulary().instruments if _labels(one.short_title).search(text)}
    return frozenset((named | labels) - {""})


@cache
def _labels(short_title: str) -> re.Pattern[str]:
    return re.compile(rf"(?:^|[;:,(“；：、，《] ?){re.escape(short_title)}, ")


def in_script(text: str, language: str) -> bool:
    """Whether at least half of its letters are of the language's script; a text without letters is in any."""
    letters = [letter for letter in text if letter.isalpha()]
    script = SCRIPTS.get(language, "LATIN")
    own = sum(unicodedata.name(letter, "").startswith(script) for letter in letters)
    return own >= LEAST * len(letters)
