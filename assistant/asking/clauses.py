"""Clauses: the parts of a question that are searched for on their own, in the language it was asked in."""

import re
from functools import cache
from typing import Any, NamedTuple

from assistant.asking.patterns import read_data

MOST = 4
SHORTEST = 2  # words: less is no question of its own
ENDS = re.compile(r"(?<=[.?!:;؟؛])\s+|(?<=[。？！；])|\n+")
MARKS = ("?", "؟", "？")
_CHINESE = re.compile(r"[\u4e00-\u9fff]")
_CHINESE_COMMA = re.compile(r"[，、,]")


class Clause(NamedTuple):
    """A part of a question; `told` says that it only leads up to what is asked, "We sell GM maize.", or bids
    to tell all of it: "list them, please".
    """

    text: str
    told: bool = False


def clauses(text: str, language: str) -> tuple[Clause, ...]:
    """The parts of a question, at most MOST, of which what is told counts least; none where it has only
    one.
    """
    sentences = [part for part in ENDS.split(text) if part.strip()]
    asking = any(map(asks, sentences))
    found = [
        Clause(part.strip(" ,،"), told=(asking and not asks(sentence)) or _only_bids(part, language))
        for sentence in sentences
        for part in _split(sentence, language)
        if size(part) >= SHORTEST
    ]
    asked, told = ([place for place, one in enumerate(found) if one.told is kind] for kind in (False, True))
    # of what is told, the last stands nearest to the question
    kept = sorted([*asked, *reversed(told)][:MOST])
    return tuple(found[place] for place in kept) if len(found) > 1 else ()


def asks(sentence: str) -> bool:
    """Whether a sentence ends by asking."""
    return sentence.rstrip().endswith(MARKS)


def _only_bids(part: str, language: str) -> bool:
    """Whether a part only bids to list what another part asks for."""
    bidding = _bidding().get(language)
    return bidding is not None and bidding.fullmatch(part.strip(" ,.!?;:،؟。？！；")) is not None


def _split(sentence: str, language: str) -> list[str]:
    joint = _CHINESE_COMMA if language == "zh" else _joints().get(language)
    return joint.split(sentence) if joint else [sentence]


def size(part: str) -> float:
    """In words; two Chinese characters make about one."""
    return max(len(part.split()), len(_CHINESE.findall(part)) / 2)


@cache
def _joints() -> dict[str, re.Pattern[str]]:
    """Between two clauses, by language; in Arabic "and" is written as one with the word after it."""
    return read_data(
        "clauses.toml",
        lambda tables: {
            language: _joint(language, one) for language, one in tables.items() if "joining" in one
        },
    )


@cache
def _bidding() -> dict[str, re.Pattern[str]]:
    """What bids to list something, by language."""
    return read_data(
        "clauses.toml",
        lambda tables: {language: re.compile(one["bids"], re.I) for language, one in tables.items()},
    )


def _joint(language: str, table: dict[str, Any]) -> re.Pattern[str]:
    joining, asking = ("|".join(map(re.escape, table[name].split())) for name in ("joining", "asking"))
    blank = r"\s*" if language == "ar" else r"\s+"
    before = rf"[,،]?\s+(?=(?:{joining}){blank}(?:{asking})\b)"
    return re.compile("|".join([before, *table.get("also", ())]), re.IGNORECASE)
