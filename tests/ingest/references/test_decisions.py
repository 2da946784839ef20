"""Decisions and recommendations, by body, session and number."""

import pytest

from ingest.references.cursor import Cursor
from ingest.references.decisions import read_head
from ingest.references.tokens import tokens


def head(text: str) -> tuple[list[str], int, list[str]] | None:
    """Documents, where their name ends and what else it can mean; None where none is named."""
    found = read_head(Cursor(tokens(text), text), 0)
    return (
        ([str(d) for d in found.documents], found.end, [str(d) for d in found.alternatives])
        if found
        else None
    )


@pytest.mark.parametrize(
    ("text", "documents"),
    [
        ("decision 15/8", ["cop-15/dec-8"]),
        ("decisions V/9, V/10 and V/14", ["cop-5/dec-9", "cop-5/dec-10", "cop-5/dec-14"]),
        ("decision 8 of COP 15", ["cop-15/dec-8"]), ("COP 15 dec. 8", ["cop-15/dec-8"]),
        ("COP15/8", ["cop-15/dec-8"]),
        ("SBI recommendation 2/7", ["sbi-2/rec-7"]), ("NP-1/8", ["np-mop-1/dec-8"]),
        ("BS-VII/5", ["cp-mop-7/dec-5"]),
        ("decision 9/3 of the Cartagena Protocol", ["cp-mop-9/dec-3"]), ("第15/8号决定", ["cop-15/dec-8"]),
        ("fifteenth meeting of the Conference of the Parties", ["cop-15"]), ("COP 15", ["cop-15"]),
        ("fifteenth COP", ["cop-15"]), ("第五次缔约方大会", ["cop-5"]),
        ("decision V/II/14", ["cop-7/dec-14"]),
        ("decision CBD 15/8", ["cop-15/dec-8"]), ("SBSTTA recommendation XVI/15", ["sbstta-16/rec-15"]),
    ],
)  # fmt: skip
def test_decisions_are_named(text: str, documents: list[str]) -> None:
    """With the word or with the body, roman or arabic, one or several."""
    found = head(text)
    assert found is not None
    assert found[0] == documents


@pytest.mark.parametrize(
    "text", ["24/7", "COP 99", "decision 8", "50/50", "conference", "meeting of the Parties", "XXX/9"]
)
def test_other_numbers_are_none(text: str) -> None:
    """Sessions that were not, and numbers without either."""
    assert head(text) is None


def test_a_bare_number_may_be_a_recommendation() -> None:
    """A decision first, where nothing says which; two bodies share their form of recommendations."""
    assert head("XV/8") == (["cop-15/dec-8"], 3, ["sbstta-15/rec-8"])
    assert head("recommendation 2/7") == (["sbi-2/rec-7"], 4, ["sbstta-2/rec-7"])
    assert head("recommendation XVI/15") == (["sbstta-16/rec-15"], 4, [])
