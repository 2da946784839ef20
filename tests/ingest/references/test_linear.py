"""Reading references costs time in proportion to the text, and no text makes it nest."""

import random

import pytest

from ingest.references.cursor import Cursor
from ingest.references.resolve import read_references
from ingest.references.tokens import Token

WORDS = (
    "decision decisions recommendation cop sbstta sbi article articles paragraph annex part section item "
    "target goal 8 15 xv 15/8 iv a j (a) ( ) , and to - / . of the this convention protocol nagoya "
    "first fifteenth meeting conference parties subparagraph preamble 第 条 段 号 决定 статья решение § : ; "
    "décision annexe ' above unep/cbd/cop/dec/ 8(j) https://www.cbd.int/ cbd/cop/ abs paris agreement "
    "appendix bis"
).split()
SHORT, LONG = 2_000, 8_000  # characters
MOST = 40  # tokens looked at for each character: "第" is read as five kinds of numbers


def looked_at(text: str, monkeypatch: pytest.MonkeyPatch) -> int:
    """How many tokens the readers look at."""
    count = 0
    real = Cursor.at

    def at(self: Cursor, place: int) -> Token:
        nonlocal count
        count += 1
        return real(self, place)

    with monkeypatch.context() as patched:
        patched.setattr(Cursor, "at", at)
        read_references(text)
    return count


def patterns() -> list[str]:
    """What broke once, and forty drawn by chance."""
    chance = random.Random(15)
    drawn = [" ".join(chance.choices(WORDS, k=chance.randint(1, 5))) + " " for _ in range(40)]
    return ["decision cop ", "COP decision 15/8, ", "SBSTTA recommendation ", "第", "item 8(j) ", *drawn]


@pytest.mark.parametrize("pattern", patterns())
def test_four_times_the_text_is_four_times_the_work(pattern: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Counted in tokens that are looked at, so that a busy machine does not matter."""
    short, long = (looked_at(pattern * (size // len(pattern)), monkeypatch) for size in (SHORT, LONG))
    assert long <= 4.6 * short
    assert long <= MOST * LONG


def test_a_list_of_decisions_with_their_bodies_is_read_whole() -> None:
    """Where each names its body, and where they nest."""
    found = read_references("COP decision 14/1, COP decision 14/2, COP decision 14/3 and COP decision 14/4")
    assert [str(target) for one in found for target in one.targets] == [
        f"cop-14/dec-{number}" for number in range(1, 5)
    ]
    found = read_references("decisions COP decision 15/8")
    assert [str(target) for one in found for target in one.targets] == ["cop-15/dec-8"]
