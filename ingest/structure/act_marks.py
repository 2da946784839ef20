"""What a paragraph of a decision opens with: "I.", "A.", "1.", "(a)", "3.1", a bullet; and what looks like a
heading.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from ingest.numerals import from_roman
from ingest.readers.blocks import Block
from ingest.references.act_words import act_words
from ingest.references.words import words
from ingest.spelling import normal

HEADING = 190  # characters: a heading is shorter
_ENDS = re.compile(
    r"[.;:,!。；：，،؛][)\]”’»\"'*]*$|[^\W\d_)][.;:,][0-9]{1,2}$"
)  # also with the mark of a footnote
_LETTERS = r"[a-zа-яёء-ي]"
_DIGIT = (
    r"(?P<open>[(（]?)(?P<n>[0-9]{1,3})(?P<close>[.)）．、]|\s?[-–](?=\s+[^\W\d_]))"
    r"(?:\s+|$|(?=[^\W\d_]|[“\"«]))"
)
_UPPER = (
    r"(?:(?i:section|part|secci[oó]n|раздел)\s+)?(?P<n>[IVXL]{1,7}|[A-ZА-Я])[.．]\s*"
    r"(?:(?<=\s)|$|(?=[A-Z][a-z]))"
)
_PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (style, re.compile(pattern))
    for style, pattern in (
        ("bullet", r"(?P<n>[-–—−•*·▪●○\uf0b7]|o(?=\s+\S))\s+"),
        ("decimal", r"(?P<n>[0-9]{1,3}(?:\.[0-9]{1,3})+)\.?(?:\s+(?![%°])|$)"),
        ("digit", _DIGIT),
        ("upper", _UPPER),
        ("cjk", r"(?P<n>[一二三四五六七八九十]{1,3})[、.．]\s*"),
        ("arabic", r"(?P<n>[ء-ي]{2,9}\u064b?(?:\s+عشر)?)\s?[-–—]\s+(?=\S)"),
        ("letter", rf"(?P<open>[(（])(?P<n>{_LETTERS}{{1,5}})(?P<close>[)）])\s*"),
        ("letter", rf"(?P<n>{_LETTERS}{{1,4}})(?P<close>\))\s*"),
        ("letter", r"(?P<n>[a-zа-я])(?P<close>\.)(?:\s+|(?=[A-Z]))"),
        ("cjkitem", r"(?P<open>[(（])(?P<n>[一二三四五六七八九十]{1,3})(?P<close>[)）])\s*"),
    )
)
_CJK = {character: value for value, character in enumerate("一二三四五六七八九十", start=1)}
_ARABIC_LETTERS = ("ألف", "باء", "جيم", "دال", "هاء", "واو", "زاي", "حاء", "طاء", "ياء")
_ARABIC_ORDINALS = (
    "أولا", "ثانيا", "ثالثا", "رابعا", "خامسا", "سادسا", "سابعا", "ثامنا", "تاسعا", "عاشرا",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Mark:
    """The number that a paragraph opens with.

    `style` is how it is written, so that siblings are known by it; `number` is its part of a locator. It
    counts `value`; a letter counts `alpha` in the alphabet and `roman` as a roman number: i is 9 and 1.
    """

    style: str
    number: str
    length: int
    value: int = 0
    alpha: int = 0
    roman: int = 0

    def counted(self, numeral: str) -> int:
        """What it counts as a "letter", as a "roman" number or as any other; 0 where it is none such."""
        return {"letter": self.alpha, "roman": self.roman}.get(numeral, self.value)

    @property
    def numeral(self) -> str:
        """How it is counted at the head of a list: (i) is the roman one, (a) the letter."""
        if not (self.alpha or self.roman):
            return ""
        return "roman" if self.roman == 1 or not self.alpha else "letter"

    @property
    def begins(self) -> bool:
        """Whether it can be the first of a list."""
        return 1 in (self.value, self.alpha, self.roman)


def read_mark(text: str) -> Mark | None:
    """The mark at the beginning of a paragraph; None where there is none."""
    for style, pattern in _PATTERNS:
        match = pattern.match(text)
        if match is None:
            continue
        mark = _read(style, match)
        if mark:
            return mark
    return None


def _read(style: str, match: re.Match[str]) -> Mark | None:
    found = match.groupdict()
    number, wrapper = match["n"], (found.get("open") or "") + (found.get("close") or "").strip()
    length = match.end()
    if style == "bullet":
        return Mark("bullet" + number, "", length)
    if style == "decimal":
        parts = number.split(".")
        return Mark(f"decimal{len(parts)}", number, length, int(parts[-1]))
    if style == "digit":
        return Mark(f"digit{wrapper}".replace("–", "-"), str(int(number)), length, int(number))
    if style in {"cjk", "cjkitem"}:
        value = _chinese(number)
        return Mark(style, str(value), length, value) if value else None
    if style == "arabic":
        return _arabic(number, length)
    letters = _latin(number.lower())
    alpha, roman = _alphabetic(letters), from_roman(letters) or 0
    if style == "upper":
        alpha = alpha if len(letters) == 1 else 0
        return Mark(style, letters, length, 0, alpha, roman) if alpha or roman else None
    roman = roman if roman < 60 else 0
    return Mark(f"letter{wrapper}", letters, length, 0, alpha, roman) if alpha or roman else None


def _arabic(word: str, length: int) -> Mark | None:
    plain = word.replace("\u064b", "")
    if plain in _ARABIC_LETTERS:
        value = _ARABIC_LETTERS.index(plain) + 1
        return Mark("upper", chr(96 + value), length, 0, value)
    if plain in _ARABIC_ORDINALS:
        value = _ARABIC_ORDINALS.index(plain) + 1
        return Mark("arabic", str(value), length, value)
    return None


def _chinese(text: str) -> int:
    tens, ten, ones = text.partition("十")
    if not ten:
        return _CJK.get(text, 0)
    return 10 * _CJK.get(tens, 1) + _CJK.get(ones, 0)


def _latin(letters: str) -> str:
    """The Latin letters for the Cyrillic or Arabic ones that number items."""
    return "".join(words().letters.get(letter, letter) for letter in normal(letters))


def _alphabetic(letters: str) -> int:
    """C is 3, bb is 28; 0 for a word."""
    repeated = letters.isascii() and len(set(letters)) == 1 and len(letters) < 3
    return ord(letters[0]) - 96 + 26 * (len(letters) - 1) if repeated else 0


def ends(text: str) -> bool:
    """Whether a paragraph ends as a sentence or clause does."""
    return bool(_ENDS.search(text.rstrip()))


def heading_like(text: str, longest: int = HEADING) -> bool:
    """Whether words can be a heading: few, begun with a capital, and without an end mark."""
    first = next((c for c in text if c.isalnum()), "")
    return bool(first) and len(text) < longest and not first.islower() and not ends(text)


def goes_on(text: str) -> bool:
    """Whether a line cannot be over: it ends with a word such as "of"."""
    last = text.rstrip().rsplit(" ", 1)[-1].lower()
    return last in act_words().goes_on or text.rstrip().endswith("-")


def next_mark(blocks: Iterable[Block], styles: tuple[str, ...] = ()) -> Mark | None:
    """The mark of the first of the blocks that has one, of one of the styles where they are given."""
    for block in blocks:
        mark = read_mark(block.text)
        if mark and (not styles or mark.style.startswith(styles)):
            return mark
    return None
