"""Tokens: a text, normalised without moving a character, cut into what a reference is made of."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from ingest.locator import Locator
from ingest.names import Instrument, Names
from ingest.numerals import from_roman
from ingest.references.act_symbols import act_pattern, read_act
from ingest.references.addresses import (
    URL,
    file_name_pattern,
    literal_pattern,
    read_address,
    read_file_name,
    read_literal,
)
from ingest.references.symbols import read_symbol, symbol_pattern
from ingest.references.words import Words, words
from ingest.spelling import BEGIN, END, names_pattern, normal
from ingest.vocabulary import LANGUAGES, Vocabulary, vocabulary

FOREIGN, ELSEWHERE = "treaties", "texts"  # other people's treaties; other texts that have articles too
ANY_PROTOCOL, ANY_FRAMEWORK = "protocol", "framework"  # names that do not say which
UNSPECIFIED = "mop-of-?"  # a body that does not say of which Protocol
REMEMBERED = 32  # texts: whoever answers a question reads it several times over
HUGE = 10**7  # stands for any number too large to number a provision
_HOMOGLYPHS = str.maketrans("іїӏхсеаорутмѵј", "iiixceaopytmvj")
_CHINESE = re.compile("[\u3400-\u9fff]")
_MARKS = re.compile("[\u0300-\u036f\u064b-\u0652]")


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


@lru_cache(REMEMBERED)
def tokens(text: str) -> tuple[Token, ...]:
    """The tokens of `text`, white space left out."""
    scanner = _scanner()
    out: list[Token] = []
    end = -1
    for match in scanner.pattern.finditer(normal(text)):
        token = scanner.token(match, match.start() == end)
        out.append(token)
        end = token.end
    return tuple(out)


@cache
def _scanner() -> "_Scanner":
    return _Scanner(vocabulary(), words())


class _Scanner:
    """The one pattern that all tokens match, and what each match is."""

    def __init__(self, known: Vocabulary, small: Words) -> None:
        self.words = small
        self.cardinals = _of_all(known.cardinals)
        self.ordinals = _of_all(known.ordinals)
        self.digits = {word: n for n, found in enumerate(_chinese(known)) for word in found}
        self.ten = known.numbers["zh"].tens[0][0]
        self.arabic_ones = known.numbers["ar"].ordinals
        tens = enumerate(known.numbers["ar"].tens_ordinals, start=1)
        self.arabic_tens = {word: 10 * n for n, found in tens for word in found}
        weak = {normal(name): one.id for one in known.instruments for name in _weak_names(one)}
        self.weak = known.namesakes | weak
        self.named = tuple(_named(known))
        self.found: dict[str, tuple[str, str]] = {}
        self.pattern = re.compile("|".join(self._groups(known)))
        self.readers: dict[str, Callable[[str], Locator | None]] = {
            "url": read_address,
            "file": read_file_name,
            "literal": read_literal,
            "symbol": read_symbol,
            "act": read_act,
        }

    def _groups(self, known: Vocabulary) -> list[str]:
        names = names_pattern(name for _, _, names in _named(known) for name in names)
        return [
            rf"(?P<url>{URL})",
            rf"(?P<file>{file_name_pattern(known)})",
            rf"(?P<literal>{literal_pattern(known)})",
            rf"(?P<symbol>{symbol_pattern(known)})",
            rf"(?P<act>{act_pattern(known)})",
            r"(?P<opaque>(?<![\w.])\d{1,4}(?P<dash>[/.-])\d{1,2}(?P=dash)\d{1,4}(?!\w)|"
            r"\d{1,9}(?:[.,]\d{1,9})? ?%|(?<!\w)\d{1,4} ?x ?\d{1,4}(?!\w))",
            rf"(?P<regulation>{BEGIN}regulation (?:\(e[uc]\) )?(?:no\.? )?\d{{1,4}}/\d{{1,4}}{END})",
            rf"(?P<name>{names})",
            rf"(?P<arabic>{self._arabic()})",
            rf"(?P<compound>{BEGIN}(?:{_compounds(known)})(?![^\W_]))",
            rf"(?P<phrase>{names_pattern(self.words.phrases)})",
            rf"(?P<ordinal>(?<![^\W_])\d{{1,3}}(?:{_any(self.words.ordinal_endings)})(?![^\W_]))",
            r"(?P<num>\d+)",
            rf"(?P<cjknum>[{''.join([*self.digits, self.ten])}]+)",
            rf"(?P<cjk>{'|'.join([*self._chinese_towns(), *self.words.chinese])}|[\u3400-\u9fff])",
            r"(?P<word>[^\W\d_](?:(?![\u3400-\u9fff])[^\W\d_]|[\u0300-\u036f\u064b-\u0652])*)",
            r"(?P<mark>[^ ])",
        ]

    def _chinese_towns(self) -> list[str]:
        return [name for name in self.weak if _CHINESE.match(name)]

    def _arabic(self) -> str:
        ones = _any(word for found in self.arabic_ones for word in found)
        return rf"(?<!\w)ال(?:{ones})(?:ه|ي)?(?: (?:{_any(self.arabic_tens)}))?(?!\w)"

    def token(self, match: re.Match[str], tight: bool) -> Token:
        """The token of one match."""
        group, found, start, end = match.lastgroup or "", match[0], match.start(), match.end()
        if group == "word" or group == "mark" or group == "cjk":
            return self._word(found, start, end, tight)
        if group in self.readers:
            kept = found.rstrip(".,;:!?'*_-") if group == "url" else found
            locator = self.readers[group](kept)
            if locator is None:
                return Token("opaque", start, end, kept, tight=tight)
            return Token("loc", start, start + len(kept), kept, tight=tight, locator=locator)
        if group == "opaque":
            return Token(group, start, end, found, tight=tight)
        if group == "regulation":
            return Token("inst", start, end, found, ELSEWHERE, tight=tight)
        if group == "name":
            kind, owner = self.owner(found)
            return Token(kind, start, end, found, owner, tight=tight)
        if group == "phrase":
            kind, count = self.words.units[found.replace("-", " ")]
            return Token("unit", start, end, found, kind, count=count, tight=tight)
        if group == "compound":
            return self._spelled(found.replace(" ", "-"), start, end, tight)
        return self._numeral(group, found, start, end, tight)

    def owner(self, name: str) -> tuple[str, str]:
        """What bears a name: (kind of token, id). Names are few, so that each is looked for once."""
        if name not in self.found:
            bearers = ((kind, owner) for kind, owner, names in self.named if _spelt(names).fullmatch(name))
            self.found[name] = next(bearers)
        return self.found[name]

    def _numeral(self, group: str, found: str, start: int, end: int, tight: bool) -> Token:
        if group == "cjknum":
            return Token("num", start, end, found, "cjk", self._chinese(found), tight=tight)
        if group == "arabic":
            return Token("num", start, end, found, "spelled", self._arabic_ordinal(found), tight=tight)
        digits = re.match(r"\d+", found)
        number = int(digits[0]) if digits and len(digits[0]) < 7 else HUGE
        return Token("num" if group == "num" else "ord", start, end, found, "digits", number, tight=tight)

    def _chinese(self, found: str) -> int:
        """十八 -> 18, 二十 -> 20, 八 -> 8; what is no such number is a huge one."""
        if self.ten not in found:
            return self.digits[found] if len(found) == 1 else HUGE
        tens, _, ones = found.partition(self.ten)
        return 10 * (self.digits.get(tens, 100) if tens else 1) + (self.digits.get(ones, 1000) if ones else 0)

    def _arabic_ordinal(self, found: str) -> int:
        """الثامنة عشرة -> 18. Arabic numbers articles by ordinals that follow the noun."""
        one, _, ten = found.partition(" ")
        stem = one.removeprefix("ال")
        numbers = enumerate(self.arabic_ones, start=1)
        return next(n for n, ws in numbers if stem.startswith(ws)) + self.arabic_tens.get(ten, 0)

    def _spelled(self, word: str, start: int, end: int, tight: bool) -> Token:
        number = self.cardinals.get(word)
        kind = "num" if number else "ord"
        return Token(kind, start, end, word, "spelled", number or self.ordinals[word], tight=tight)

    def _word(self, found: str, start: int, end: int, tight: bool) -> Token:
        word = found if found.isascii() else _MARKS.sub("", found)
        if word in self.cardinals or word in self.ordinals:
            return self._spelled(word, start, end, tight)
        if word in self.words.suffixes:
            return Token("suffix", start, end, word, self.words.suffixes[word], tight=tight)
        if word in self.weak and word not in self.words.units:
            return Token("weak", start, end, word, self.weak[word], tight=tight)
        unit = self.words.unit(word)
        if unit:
            return Token("unit", start, end, word, unit[0], count=unit[1], tight=tight)
        return Token("word" if word[:1].isalnum() else "mark", start, end, word, tight=tight)


def _any(words: Iterable[str]) -> str:
    return "|".join(sorted(map(re.escape, words), key=lambda word: (-len(word), word)))


def _spelled_out() -> list[str]:
    """Languages whose number words stand alone; Arabic and Chinese make theirs of parts."""
    return [language for language in LANGUAGES if language not in {"ar", "zh"}]


def _of_all(numbers: Callable[[str], dict[str, int]]) -> dict[str, int]:
    return {word: number for language in _spelled_out() for word, number in numbers(language).items()}


def _compounds(known: Vocabulary) -> str:
    """ "twenty-one", "twenty first", "trente et un", "décimo quinto": tens with units, language by language,
    and words that have a hyphen of their own.
    """
    found = []
    for language in _spelled_out():
        numbers = known.numbers[language]
        joint = rf"(?:(?:{_any(numbers.joints)})[- ])?" if numbers.joints else ""
        for units, entries in (("cardinals", numbers.cardinals), ("ordinals", numbers.ordinals)):
            tens = [word for words in numbers.leading(units) for word in words]
            ones = [word for words in entries[:9] for word in words]
            found += [rf"(?:{_any(tens)})[- ]{joint}(?:{_any(ones)})"] if tens and ones else []
            found += [word.replace("-", "[- ]") for words in entries for word in words if "-" in word]
    return "|".join(found)


def _chinese(known: Vocabulary) -> list[tuple[str, ...]]:
    """Characters of the digits 0 to 9."""
    return [known.numbers["zh"].zero, *known.numbers["zh"].cardinals]


def _weak_names(instrument: Instrument) -> Iterator[str]:
    """Names that are also something else, and count only where they touch a reference."""
    yield from (*instrument.initials, *instrument.short_names)


def _named(known: Vocabulary) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """(kind of token, id, names) of all that has names."""
    for instrument in known.instruments:
        yield "inst", instrument.id, _all_names(instrument.names)
    for kind, names in (*known.generic.items(), *known.others.items()):
        yield "inst", kind, _all_names(names)
    for body in known.bodies:
        yield "body", body.id, _all_names(body.names)
    yield "body", UNSPECIFIED, known.unspecified


@cache
def _spelt(names: tuple[str, ...]) -> re.Pattern[str]:
    """What any of these names looks like; made when it is asked for: it takes longer than to read a text."""
    return re.compile(names_pattern(name.rstrip(",") for name in names))


def _all_names(names: Names) -> tuple[str, ...]:
    return tuple(name for found in names.values() for name in found)


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
        return text if "a" <= text <= "z" else words().letters.get(text, "")
    if len(text) == 2 and text[0] == text[1] and text.isascii():
        return text
    return text if text.isascii() and len(text) < 6 and 0 < (from_roman(text) or 0) < 40 else ""
