"""Roman numbers, as sessions, annexes and sections have them, and Chinese ones, as articles do."""

import re
from functools import lru_cache

_ROMAN = (
    (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip


# what follows the number of an article put in later
ADDED = ("bis", "ter", "quater", "quinquies", "sexies", "septies", "octies", "nonies", "decies")


def roman(number: int) -> str:
    """1 -> "I". Raises ValueError outside 1..399, the range that sessions and annexes can have."""
    if not 1 <= number < 400:
        raise ValueError(f"{number} has no roman form here")
    out = []
    for value, letters in _ROMAN:
        while number >= value:
            out.append(letters)
            number -= value
    return "".join(out)


@lru_cache(maxsize=1024)  # labels of a long file say the same few
def as_roman(number: str) -> str:
    """The roman form of a number where it has one, else the text as it is."""
    return roman(int(number)) if re.fullmatch(r"[0-9]{1,3}", number) and 1 <= int(number) < 400 else number


def from_roman(text: str) -> int | None:
    """ "IX" -> 9 in either case; None where the letters are not a well-formed roman number."""
    values = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
    letters = text.upper()
    if not letters or any(letter not in values for letter in letters):
        return None
    total = 0
    for here, after in zip(letters, [*letters[1:], None], strict=True):
        value = values[here]
        total += -value if after is not None and values[after] > value else value
    return total if 0 < total < 400 and roman(total) == letters else None


_DIGITS = {digit: value for value, digit in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_PLACES = {"十": 10, "百": 100, "千": 1000}


def from_chinese(text: str) -> int:
    """ "一百零三" -> 103, also in digits; 0 for what is no number."""
    if text.isdecimal():
        return int(text)
    total = digit = 0
    for character in text:
        if character in _PLACES:
            total += (digit or 1) * _PLACES[character]
            digit = 0
        elif character in _DIGITS:
            digit = _DIGITS[character]
        else:
            return 0
    return total + digit
