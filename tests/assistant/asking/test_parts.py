"""Parts: which part of a provision that is named a question is about, and when about all of it."""

from collections.abc import Callable

import pytest

from assistant.asking.parts import part_meant
from assistant.asking.query import Query
from tests.assistant.asking.conftest import Shelf, held, provision, ranking_over

Make = Callable[..., Query]
GAP = 0.1
PREAMBLE = "cbd/preamble"


@pytest.fixture
def shelf() -> Shelf:
    """A preamble of two recitals."""
    return Shelf(
        provisions=(
            provision(PREAMBLE, "Aware of forests, Recalling lakes,", "preamble", leaf=False),
            provision(f"{PREAMBLE}/recital-1", "Aware of forests,", "recital"),
            provision(f"{PREAMBLE}/recital-2", "Recalling lakes,", "recital"),
        )
    )


@pytest.mark.parametrize(
    ("text", "focus", "labels", "part"),
    [
        ("What does the preamble say of lakes?", "say lakes", (), f"{PREAMBLE}/recital-2"),
        ("What does the preamble say?", "", (), None),
        ("How many recitals has the preamble?", "many recitals", (), None),
        ("Count the recitals of the preamble", "count recitals", ("count",), None),
        ("Which recitals speak of lakes?", "recitals lakes", (), f"{PREAMBLE}/recital-2"),
    ],
)
def test_the_part_that_stands_out_is_meant(
    shelf: Shelf, query: Make, text: str, focus: str, labels: tuple[str, ...], part: str | None
) -> None:
    """None where the whole is, or the number of its parts by what they are called."""
    ranking = ranking_over(shelf, {f"{PREAMBLE}/recital-1": 0.1, f"{PREAMBLE}/recital-2": 0.9})
    asked = query(text, focus=focus, labels=held(*labels))
    meant = part_meant(shelf.by_locator[PREAMBLE], asked, ranking, shelf, GAP)
    assert (meant.locator if meant else None) == part
