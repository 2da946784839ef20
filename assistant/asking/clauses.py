"""Clauses: the parts of a question that are searched for on their own, in the language it was asked in."""

import re
from functools import cache

from assistant.asking.patterns import read_data

MOST = 4
SHORTEST = 2  # words: less is no question of its own
_ENDS = re.compile(r"(?<=[.?!:;؟؛])\s+|(?<=[。？！；])|\n+")
_CHINESE = re.compile(r"[\u4e00-\u9fff]")
_CHINESE_COMMA = re.compile(r"[，、,]")


def clauses(text: str, language: str) -> tuple[str, ...]:
    """The parts of a question, at most MOST; none where it has only one."""
    sentences = [part for part in _ENDS.split(text) if part.strip()]
    joint = _CHINESE_COMMA if language == "zh" else _joints().get(language)
    parts = [part for sentence in sentences for part in (joint.split(sentence) if joint else [sentence])]
    long = [part.strip(" ,،") for part in parts if _size(part) >= SHORTEST]
    return tuple(long[:MOST]) if len(long) > 1 else ()


def _size(part: str) -> float:
    """In words; two Chinese characters make about one."""
    return max(len(part.split()), len(_CHINESE.findall(part)) / 2)


@cache
def _joints() -> dict[str, re.Pattern[str]]:
    """Between two clauses, by language; in Arabic "and" is written as one with the word after it."""
    return read_data(
        "clauses.toml",
        lambda tables: {language: _joint(language, table) for language, table in tables.items()},
    )


def _joint(language: str, table: dict[str, str]) -> re.Pattern[str]:
    joining, asking = ("|".join(map(re.escape, table[name].split())) for name in ("joining", "asking"))
    blank = r"\s*" if language == "ar" else r"\s+"
    return re.compile(rf"[,،]?\s+(?=(?:{joining}){blank}(?:{asking})\b)", re.IGNORECASE)
