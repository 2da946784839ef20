"""A cursor looks around in the tokens of a text without leaving it."""

import pytest

from ingest.references.cursor import Cursor
from ingest.references.tokens import tokens


def cursor(text: str) -> Cursor:
    """A cursor over a text."""
    return Cursor(tokens(text), text)


def test_outside_the_text_is_its_end() -> None:
    """Before it too."""
    c = cursor("Article 8")
    assert [c.at(place).kind for place in (-1, 0, 1, 2)] == ["end", "unit", "num", "end"]
    assert c.original(c.at(0)) == "Article"
    assert c.skip(0, "article", "x") == 1
    assert c.skip(0, "x") == 0


@pytest.mark.parametrize(
    ("text", "past"),
    [
        ("of the Convention", (2, False)),
        (", of this Protocol", (3, True)),
        ("and so on", (0, False)),
        ("(of", (2, False)),
    ],
)
def test_small_words_are_stepped_over(text: str, past: tuple[int, bool]) -> None:
    """One comma, "of the", brackets; whether "this" was among them."""
    assert cursor(text).past_of(0) == past


@pytest.mark.parametrize(
    ("text", "joint"),
    [
        (", 9", (1, ",")),
        (", and 9", (2, "and")),
        ("and/or 9", (3, "and")),
        ("to 9", (1, "range")),
        ("9", (0, "")),
    ],
)
def test_joints_of_lists_are_told_apart(text: str, joint: tuple[int, str]) -> None:
    """A comma, an "and" in any language, the word of a range."""
    assert cursor(text).connector(0) == joint


def test_a_slash_makes_a_decision() -> None:
    """Only where nothing stands between."""
    assert cursor("15/8").slashed(0)
    assert cursor("XV/8").slashed(0)
    assert not cursor("15 / 8").slashed(0)


def test_the_whole_text_may_end_in_a_mark() -> None:
    """But goes on with nothing else."""
    assert cursor("8(j)?").whole(0, 4)
    assert not cursor("8(j) says").whole(0, 4)
