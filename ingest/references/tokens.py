"""Tokens: a text, normalised without moving a character, cut into what a reference is made of."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from ingest.locator import Locator, from_roman
from ingest.references.symbols import (
    FILE_NAME,
    LITERAL,
    SYMBOL,
    URL,
    read_address,
    read_file_name,
    read_literal,
    read_symbol,
)
from ingest.references.words import (
    ARABIC_ORDINAL,
    BODIES,
    CARDINALS,
    INSTRUMENT_NAMES,
    ONES_PATTERN,
    ORDINALS,
    STEMS,
    SUFFIXES,
    TENS_PATTERN,
    UNITS,
    WEAK_NAMES,
    arabic_ordinal,
)

_REPLACED = str.maketrans(
    dict.fromkeys("∕／⁄÷", "/")
    | dict.fromkeys("‐‑‒–—―−﹣－­", "-")
    | dict.fromkeys("，、،﹐", ",")
    | dict.fromkeys("（﹙", "(")
    | dict.fromkeys("）﹚", ")")
    | dict.fromkeys("’‘`´ʼ", "'")
    | {"．": ".", "：": ":", "ة": "ه", "ى": "ي", "٫": ".", "ٱ": "ا"}
)
_HOMOGLYPHS = str.maketrans("іїӏхсеаорутмѵј", "iiixceaopytmvj")
_CJK_DIGITS = {
    "零": 0,
    "〇": 0,
    "一": 1,
    "二": 2,
    "两": 2,
    "三": 3,
    "四": 4,
    "五": 5,
    "六": 6,
    "七": 7,
    "八": 8,
    "九": 9,
}
_ABJAD = dict(zip("ابجدهوزحطيكلمنسعفصقرشتثخذضظغ", "abcdefghijklmnopqrstuvwxyz??", strict=True))
_CYRILLIC_LETTERS = dict(zip("абвгде", "abcdef", strict=True)) | {"с": "c", "ј": "j"}


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of the text. `value` says what it is within its kind; `number` is set for numbers and ordinals.

    `tight` tells that nothing stands between it and the token before.
    """

    kind: str
    start: int
    end: int
    text: str
    value: str = ""
    number: int = 0
    count: str = ""
    tight: bool = False
    locator: Locator | None = None


def normal(text: str) -> str:
    """Lower case, without accents, one kind of digit, slash, hyphen and space; as long as `text`."""
    if text.isascii():
        return re.sub(r"\s", " ", text.lower())
    return "".join(map(_normal_character, text.translate(_REPLACED)))


@lru_cache(maxsize=4096)
def _normal_character(character: str) -> str:
    if (
        character.isspace()
        or character
        in "\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u2066\u2067\u2068\u2069\ufeff《》「」"
    ):
        return " "
    digit = (
        unicodedata.digit(character, None)
        if character.isdigit() and unicodedata.category(character) == "Nd"
        else None
    )
    if digit is not None:
        return str(digit)
    lowered = character.lower()
    lowered = lowered if len(lowered) == 1 else character
    base = unicodedata.normalize("NFD", lowered)[0]
    if "\uff01" <= base <= "\uff5e":
        base = chr(ord(base) - 0xFEE0)
    return base if len(base) == 1 else character


_BEGIN = r"(?<![^\W_\u3400-\u9fff])"  # Chinese sets no space between words
_END = r"(?![^\W\d_\u3400-\u9fff])"


def _branches(pattern: str) -> list[str]:
    """The alternatives of a pattern, those inside brackets left alone."""
    parts, depth, begin = [], 0, 0
    for place, character in enumerate(pattern):
        depth += (character == "(") - (character == ")")
        if character == "|" and not depth:
            parts.append(pattern[begin:place])
            begin = place + 1
    return [*parts, pattern[begin:]]


def _named(groups: tuple[tuple[str, str], ...], prefix: str) -> str:
    """One group a name: `prefix` and its place in the table. Chinese names need no boundary."""
    out = []
    for place, (_, pattern) in enumerate(groups):
        branches = _branches(pattern)
        chinese = [branch for branch in branches if re.search(r"[\u4e00-\u9fff]", branch)]
        spaced = "|".join(branch for branch in branches if branch not in chinese)
        out.append(f"(?P<{prefix}{place}>{'|'.join([f'{_BEGIN}(?:{spaced}){_END}', *chinese])})")
    return "|".join(out)


_MASTER = re.compile(
    "|".join(
        [
            rf"(?P<url>{URL})",
            rf"(?P<file>{FILE_NAME})",
            rf"(?P<literal>{LITERAL})",
            rf"(?P<symbol>{SYMBOL})",
            r"(?P<unfccc>(?<!\w)\d{1,3}/(?:cp|cmp|cma)\.\d{1,3}(?!\w))",
            r"(?P<opaque>(?<![\w.])\d{1,4}(?P<dash>[/.-])\d{1,2}(?P=dash)\d{1,4}(?!\w)|"
            r"\d{1,9}(?:[.,]\d{1,9})? ?%|(?<!\w)\d{1,4} ?x ?\d{1,4}(?!\w))",
            _named(INSTRUMENT_NAMES, "i"),
            _named(BODIES, "b"),
            rf"(?P<arabic>{ARABIC_ORDINAL})",
            rf"(?P<compound>{_BEGIN}(?:{TENS_PATTERN})[- ](?:{ONES_PATTERN})(?![^\W_]))",
            r"(?P<sub>(?<![^\W_])sub[- ](?:para(?:graph)?|item)s?(?![^\W_])|sous-paragraphes?)",
            r"(?P<ordinal>(?<![^\W_])\d{1,3}(?:st|nd|rd|th|er|ere|eme|º|ª)(?![^\W_]))",
            r"(?P<num>\d+)",
            r"(?P<cjknum>[零〇一二两三四五六七八九十]+)",
            r"(?P<cjk>行动目标|长期目标|目标|附件|部分|序言|决定|建议|会议|以及|上文|[\u3400-\u9fff])",
            r"(?P<word>[^\W\d_](?:(?![\u3400-\u9fff])[^\W\d_]|[\u0300-\u036f\u064b-\u0652])*)",
            r"(?P<mark>[^ ])",
        ]
    )
)


def tokens(text: str) -> list[Token]:
    """The tokens of `text`, white space left out."""
    out: list[Token] = []
    folded = normal(text)
    for match in _MASTER.finditer(folded):
        tight = bool(out) and out[-1].end == match.start()
        out.append(_token(match, tight, text))
    return out


def _token(match: re.Match[str], tight: bool, text: str) -> Token:
    group, words, start, end = match.lastgroup or "", match[0], match.start(), match.end()
    if group in _READERS:
        kept = words.rstrip(".,;:!?'*_-") if group == "url" else words
        locator = _READERS[group](kept)
        return Token(
            "loc" if locator else "opaque",
            start,
            start + len(kept) if locator else end,
            kept,
            tight=tight,
            locator=locator,
        )
    if group in {"unfccc", "opaque"}:
        return Token(group, start, end, words, tight=tight)
    if group[0] == "i" and group[1:].isdigit():
        return Token("inst", start, end, words, INSTRUMENT_NAMES[int(group[1:])][0], tight=tight)
    if group[0] == "b" and group[1:].isdigit():
        return Token("body", start, end, words, BODIES[int(group[1:])][0], tight=tight)
    if group == "compound":
        return _number_word(words.replace(" ", "-"), start, end, tight)
    if group == "arabic":
        return Token("num", start, end, words, "spelled", arabic_ordinal(words), tight=tight)
    if group == "sub":
        return Token(
            "unit",
            start,
            end,
            words,
            "subitem" if "item" in words else "item",
            count="many" if words[-1] == "s" else "one",
            tight=tight,
        )
    if group in {"num", "ordinal", "cjknum"}:
        return _numeral(group, words, start, end, tight)
    return _word(words, start, end, tight)


def _numeral(group: str, words: str, start: int, end: int, tight: bool) -> Token:
    if group == "cjknum":
        return Token("num", start, end, words, "cjk", _chinese(words), tight=tight)
    digits = re.match(r"\d+", words)
    number = int(digits[0]) if digits and len(digits[0]) < 7 else 10**7
    return Token("num" if group == "num" else "ord", start, end, words, "digits", number, tight=tight)


def _chinese(words: str) -> int:
    tens, _, ones = words.partition("十") if "十" in words else ("", "", "")
    if "十" in words:
        return (_CJK_DIGITS.get(tens, 1 if not tens else 100)) * 10 + (
            _CJK_DIGITS.get(ones, 0 if not ones else 1000)
        )
    return _CJK_DIGITS[words] if len(words) == 1 else 10**7


def _number_word(word: str, start: int, end: int, tight: bool) -> Token:
    kind = "num" if word in CARDINALS else "ord"
    return Token(kind, start, end, word, "spelled", (CARDINALS.get(word) or ORDINALS[word]), tight=tight)


def _word(words: str, start: int, end: int, tight: bool) -> Token:
    word = re.sub(r"[\u0300-\u036f\u064b-\u0652]", "", words) if not words.isascii() else words
    if word in CARDINALS or word in ORDINALS:
        return _number_word(word, start, end, tight)
    if word in SUFFIXES:
        return Token("suffix", start, end, word, SUFFIXES[word], tight=tight)
    if word in UNITS:
        kind, count = UNITS[word]
        return Token("unit", start, end, word, kind, count=count, tight=tight)
    if word in WEAK_NAMES:
        return Token("weak", start, end, word, WEAK_NAMES[word], tight=tight)
    if len(word) > 2 and not word.isascii():
        for kind, pattern in STEMS:
            if pattern.fullmatch(word):
                return Token("unit", start, end, word, kind, count="any", tight=tight)
    return Token("word" if word[:1].isalnum() else "mark", start, end, word, tight=tight)


_READERS = {"url": read_address, "file": read_file_name, "literal": read_literal, "symbol": read_symbol}


def roman_value(token: Token) -> int:
    """The roman number a word spells, in any alphabet that looks the part; 0 for none."""
    if token.kind not in {"word", "weak"} or len(token.text) > 7:
        return 0
    return from_roman(unicodedata.normalize("NFKC", token.text).translate(_HOMOGLYPHS)) or 0


def letter_value(token: Token) -> str:
    """The Latin letters by which an item is known: one letter, a doubled one or a small roman number; "" for
    none.
    """
    text = token.text
    if token.kind != "word":
        return ""
    if len(text) == 1:
        return text if "a" <= text <= "z" else _CYRILLIC_LETTERS.get(text) or _ABJAD.get(text, "").strip("?")
    if len(text) == 2 and text[0] == text[1] and text.isascii():
        return text
    return text if text.isascii() and len(text) < 6 and 0 < (from_roman(text) or 0) < 40 else ""
