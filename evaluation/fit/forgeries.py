"""Forging: true statements falsified by a seeded program, so that a model can learn to tell the two apart.

How is data, `evaluation/support/forgeries/<language>.toml`: README.md beside the files says how they are
read. What is made is not always good language, and now and then it is true after all; it is learnt from and
never measured by.
"""

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

FOLDER = Path(__file__).resolve().parents[1] / "support" / "forgeries"
EXCHANGED = ("modal", "negation", "actor", "swap", "quantity", "number", "time")
KIND = {"time": "number"}  # how the evaluation calls it; others by their own names
_TIMES = 2  # clauses of each kind that are added to a statement
_UNSPACED = "zh"
_ENDS = " .。"
_PARTS = re.compile(r"[.;:]\s|[。；：؛،]|, ")
_LEAST_PART = 20  # characters of a clause that is added; of Chinese a third of it


@dataclass(frozen=True, slots=True)
class Forged:
    """A falsified statement and by what it was falsified."""

    statement: str
    kind: str


def forged(statement: str, language: str, others: Sequence[str], random: Random) -> Iterator[Forged]:
    """False statements made of a true one; `others` are sentences in its language about other provisions."""
    table = _table(language)
    for kind in EXCHANGED:
        changed = _exchanged(statement, table[kind], language, random)
        if changed:
            yield Forged(changed, KIND.get(kind, kind))
    for _ in range(_TIMES):
        yield Forged(_added(statement, random.choice(table["added"]), language, random), "added")
        if others:
            clause = _clause(random.choice(others), language, random)
            yield Forged(_joined(statement, clause, table, language, random), "added")
    yield Forged(_added(statement, random.choice(table["conditions"]), language, random), "condition")
    shorter = _without_condition(statement, table, random)
    if shorter and shorter != statement:
        yield Forged(shorter, "condition")


def _exchanged(statement: str, pairs: Sequence[Sequence[str]], language: str, random: Random) -> str:
    """The statement with one phrase in place of another, in one place or in all; "" where it has none of
    them.
    """
    found = [
        (places, new)
        for old, new in _spellings(pairs, language)
        if (places := _places(statement, old, language))
    ]
    if not found:
        return ""
    places, new = random.choice(found)
    chosen = places if random.random() < 0.5 else [random.choice(places)]
    for start, end in reversed(chosen):
        statement = statement[:start] + new + statement[end:]
    return re.sub(r"  +", " ", statement)


def _spellings(pairs: Sequence[Sequence[str]], language: str) -> Iterator[tuple[str, str]]:
    """Each pair, and with capitals where the language has them."""
    for old, new in pairs:
        yield old, new
        if language not in (_UNSPACED, "ar") and old[:1].islower():
            yield old[:1].upper() + old[1:], new[:1].upper() + new[1:]


def _places(text: str, phrase: str, language: str) -> list[tuple[int, int]]:
    pattern = re.escape(phrase) if language == _UNSPACED else rf"(?<!\w){re.escape(phrase)}(?!\w)"
    return [match.span() for match in re.finditer(pattern, text)]


def _added(statement: str, clause: str, language: str, random: Random) -> str:
    """The statement with a clause at its end, or after one of its commas."""
    body, separator = (
        statement.rstrip(_ENDS),
        {"zh": "，", "ar": "، "}.get(language) or random.choice([" ", ", "]),
    )
    commas = [match.start() for match in re.finditer("[,，،]", body)]
    at = random.choice(commas) if commas and random.random() < 0.25 else len(body)
    return f"{body[:at]}{separator}{clause}{body[at:]}{_end(language)}"


def _joined(statement: str, clause: str, table: dict[str, Any], language: str, random: Random) -> str:
    """The statement and a clause of another one."""
    joins: list[str] = table["joins"]
    join, words = random.choice(joins), clause.rstrip(_ENDS)
    small = words[1:2].islower() and not join.startswith(".")
    return (
        statement.rstrip(_ENDS) + join + (words[:1].lower() + words[1:] if small else words) + _end(language)
    )


def _clause(sentence: str, language: str, random: Random) -> str:
    least = _LEAST_PART // 3 if language == _UNSPACED else _LEAST_PART
    parts = [part.strip() for part in _PARTS.split(sentence) if len(part.strip()) >= least]
    return random.choice(parts or [sentence])


def _without_condition(statement: str, table: dict[str, Any], random: Random) -> str:
    """The statement without one of its conditions; "" where it has none."""
    spans = [(at, at + len(words)) for words in table["dropped"] if (at := statement.find(words)) >= 0]
    for expression in table["clauses"]:
        spans += [match.span() for match in re.finditer(expression, statement)]
    spans = [(start, end) for start, end in spans if end - start < 0.7 * len(statement)]
    if not spans:
        return ""
    start, end = random.choice(spans)
    gap = " " if statement[start : start + 1] == " " and statement[end : end + 1].isalnum() else ""
    left = re.sub(r"\s+([,.;،])", r"\1", f"{statement[:start]}{gap}{statement[end:]}").strip()
    left = re.sub(r"([,،，])\s*(?=[,،，.。;؛:])", "", re.sub(r"  +", " ", left))
    return left[:1].upper() + left[1:]


def _end(language: str) -> str:
    return "。" if language == _UNSPACED else "."


@cache
def _table(language: str) -> dict[str, Any]:
    return tomllib.loads((FOLDER / f"{language}.toml").read_text(encoding="utf-8"))
