"""Chinese numbers: where a text has them, and how much. Their characters are data (words/zh.toml)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from assistant.reading.support.data import read_table


@dataclass(frozen=True, slots=True)
class HanNumber:
    """A number that ends at `end`; `share` says that it is a percentage."""

    value: int
    end: int
    share: bool


def han_numbers(text: str) -> Iterator[HanNumber]:
    """The numbers that count something or are percentages, in order; not the base of a fraction."""
    for match in _pattern().finditer(text):
        if not text.startswith(_numerals()["fraction"], match.end()):
            yield HanNumber(_value(match[2] or match[3]), match.end(), bool(match[3]))


def _value(characters: str) -> int:
    tens, large = _numerals()["tens"], _numerals()["large"]
    digits = {character: n for n, word in enumerate(_numerals()["digits"]) for character in word}
    total = section = digit = 0
    for character in characters:
        if character in digits:
            digit = digit * 10 + digits[character]
        elif character in tens:
            section += (digit or 1) * 10 ** (tens.index(character) + 1)
            digit = 0
        else:
            total = (total + section + digit) * large[character]
            section = digit = 0
    return total + section + digit


@cache
def _pattern() -> re.Pattern[str]:
    numerals = _numerals()
    digits, tens, large = ("".join(numerals[name]) for name in ("digits", "tens", "large"))
    counted = "|".join(map(re.escape, numerals["counted"]))
    number = rf"({numerals['ordinal']})?([{digits}{tens}{large}]+)(?={counted})"
    return re.compile(rf"{number}|{numerals['percent']}([{digits}{tens[:2]}]+)")


@cache
def _numerals() -> dict[str, Any]:
    numerals: dict[str, Any] = read_table("zh")["numerals"]
    return numerals
