"""The letters of printed lines, set right: bold that was made of two letters each, and lines of Arabic or
Hebrew that come in the order in which they are seen.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence

from ingest.numerals import from_roman
from ingest.readers.clean import clean

_RIGHT = re.compile(r"[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_LEFT_RUN = re.compile(r"[^\W\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]+(?:[.,:/%-]+[^\W\u0590-\u08ff]+)*%?")
_RIGHT_WORD = re.compile(r"[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]{3,}")
_LAST_ONLY = frozenset("ةىךםןףץ")  # letters that only end words
_MIRRORED = str.maketrans("()[]{}<>«»", ")(][}{><»«")
_LAM_ALEF = re.compile(r"(?<![\u0600-\u06ff])ا([أإآا])ل")
_LAST_LETTER = re.compile(r"\b(?P<word>[^\W\d_]+) (?P<letter>[^\W\d_])[.,;:]?\s*$")
_CUT_LINES = 8  # lines at least whose last letter stands alone: a few end in "a" by chance
_CUT_SHARE = 0.1  # of the lines
_PROOF = 3  # doubled letters in a word that no language writes
_SPACED = 3  # doubled letters, each by itself, that no sentence has


def set_right(lines: Sequence[str]) -> list[str]:
    """The lines of a document, as many as there were, without what cannot be seen. A soft hyphen stays where
    it ends a line.
    """
    turned = seen_order(lines)
    return _whole_ends([_set_right(_turned(line) if turned else line) for line in lines])


def undoubled(line: str) -> str:
    """A line whose bold letters were drawn twice, "BBOOLLDD" or "B B O O L L D D", with each once."""
    spaced = [_unspaced(group) for group in re.split(r"\s{2,}", line.strip())]
    if all(spaced):
        return " ".join(spaced)
    words = line.split()
    doubled = [word for word in words if _is_doubled(word)]
    if not doubled:
        return line
    alone = len(doubled) == 1 < len(words)  # "aabbcc" may be what somebody calls a colour
    proved = any(_proves(word, _PROOF + alone) for word in doubled)
    all_doubled = len(doubled) == len(words) and sum(map(len, words)) >= 4 * _PROOF - 4
    lettered = len({letter for word in doubled for letter in word if letter.isalpha()}) > 1
    if not (lettered and (proved or all_doubled)):
        return line
    return re.sub(r"\S+", lambda match: match[0][::2] if _is_doubled(match[0]) else match[0], line)


def seen_order(lines: Sequence[str]) -> bool:
    """Whether the lines of Arabic or Hebrew come in the order in which they are seen, from left to right.

    Then more of their words begin with letters, or with forms of letters, that end words than end with them.
    """
    begin = end = 0
    for line in lines:
        for match in _RIGHT_WORD.finditer(line):
            begin += _ends_words(match[0][0])
            end += _ends_words(match[0][-1])
    return begin > end


def _whole_ends(lines: Sequence[str]) -> list[str]:
    """The lines, their last letter again with its word where a justified text set it apart: "technica l"."""
    ends = [_LAST_LETTER.search(line) for line in lines]
    alone = sum(match is not None for match in ends)
    if alone < max(_CUT_LINES, _CUT_SHARE * len(lines)):
        return list(lines)
    inner = [line[: match.start()] if match else line for line, match in zip(lines, ends, strict=True)]
    words = Counter(word for line in inner for word in re.findall(r"\w+", line.lower()))
    return [
        f"{line[: match.end('word')]}{line[match.start('letter') :]}"
        if match and _belong(match["word"].lower(), match["letter"].lower(), words)
        else line
        for line, match in zip(lines, ends, strict=True)
    ]


def _belong(word: str, letter: str, words: Counter[str]) -> bool:
    """Whether a text writes the two as one word more often than apart; where it has neither, whether the
    letter is no word of it.
    """
    together = words[word + letter]
    return together > words[word] or not (together or words[word] or words[letter])


def _set_right(line: str) -> str:
    soft = line.rstrip().endswith("\u00ad")
    words = _LAM_ALEF.sub(r"ال\1", undoubled(clean(line)))
    return f"{words.rstrip()}\u00ad" if soft else words


def _turned(line: str) -> str:
    """A line in the order in which it is read: reversed but for numbers and words from left to right."""
    if not _RIGHT.search(line):
        return line
    back = line[::-1].translate(_MIRRORED)
    return _LEFT_RUN.sub(lambda match: match[0][::-1].translate(_MIRRORED), back)


def _ends_words(letter: str) -> bool:
    return letter in _LAST_ONLY or "FINAL FORM" in unicodedata.name(letter, "")


def _is_doubled(word: str) -> bool:
    return len(word) % 2 == 0 and word[::2] == word[1::2]


def _proves(word: str, letters: int) -> bool:
    """Whether no language writes such a word; "ccxxii" is a number."""
    lettered = len(word) >= 2 * letters and word.isalpha() and len(set(word)) > 1
    return lettered and from_roman(word) is None


def _unspaced(group: str) -> str:
    """The word of "B B O O L L D D"; "" where the group is none."""
    letters = group.split(" ")
    doubled = len(letters) % 2 == 0 and letters[::2] == letters[1::2]
    proves = len(letters) >= 2 * _SPACED and len(set(letters)) > 1
    return "".join(letters[::2]) if doubled and proves and all(len(x) == 1 for x in letters) else ""
