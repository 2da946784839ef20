"""Telling: a timeline decision by decision, the parts of a document with their number."""

from collections.abc import Callable

import pytest

from assistant.asking.query import Query
from assistant.asking.tally import Tally
from assistant.asking.tell import tell, tell_parts, tell_timeline
from assistant.question import Question
from assistant.reading.timeline import Entry, Remark, Timeline
from assistant.words.store import say
from ingest.model import Provenance
from tests.assistant.asking.conftest import PROVISIONS, Shelf, held, provision

Ask = Callable[..., Query]


def test_a_timeline_is_told_decision_by_decision(shelf: Shelf, query: Ask) -> None:
    """How many; then the fact of the catalogue and the trainer's remark, each with a citation of its own."""
    remark = Remark("Counting wolves took years.", ("deck/slide-1/remark-1",), ("Slide 1",))
    entry = Entry(
        "cop-1/dec-4", "I/4", "Decision I/4", "Lakes", 1, "1994", "Nassau", "", "", "cop-1/dec-4/catalogue",
        "Catalogue", "", None, (remark,),
    )  # fmt: skip
    answer = tell_timeline(query(), Timeline("Lakes", "lakes", (entry,), ""), shelf)
    assert [(s.kind, s.citations) for s in answer.statements] == [
        ("count", (1,)),
        ("catalogue", (1,)),
        ("remark", (2,)),
    ]
    assert answer.statements[0].text == "Lakes: 1 catalogued decisions."
    assert [c.id for c in answer.citations] == ["cop-1/dec-4/catalogue", "deck/slide-1/remark-1"]
    assert answer.notes == (say("answer.not_complete", "en"), say("answer.remark", "en"))


def test_parts_are_told_with_their_number(shelf: Shelf, query: Ask) -> None:
    """Of each document, numbered on from the one before; every part is cited."""
    law = Tally("articles", "cbd", tuple(shelf.by_locator[f"cbd/art-{one}"] for one in ("2", "3")))
    other = Tally("articles", "nagoya-protocol", (shelf.by_locator["nagoya-protocol/art-1"],))
    answer = tell_parts(query(), (law, other), shelf)
    assert [(s.kind, s.citations) for s in answer.statements] == [
        ("count", (1, 2)),
        ("quote", (1,)),
        ("quote", (2,)),
        ("count", (3,)),
        ("quote", (3,)),
    ]
    assert "2 articles" in answer.statements[0].text


def test_parts_in_the_words_of_the_guide_are_told_as_such(query: Ask) -> None:
    """Never as a quotation, and a note says whose words they are."""
    told = provision("cbd/art-5", "Countries look after lakes.", "art", provenance=Provenance.GUIDE)
    shelf = Shelf([*PROVISIONS, told])
    answer = tell_parts(query(), (Tally("articles", "cbd", (shelf.by_locator["cbd/art-5"],)),), shelf)
    assert [s.kind for s in answer.statements] == ["count", "guide"]
    assert answer.notes == (say("answer.guide_only", "en", label="Label of cbd/art-5"),)


@pytest.mark.parametrize(
    ("text", "chance", "told"),
    [
        ("How many articles does the Convention have?", 0.0, True),
        ("All articles of the Convention", 0.5, True),
        ("All articles of the Convention", 0.0, False),
    ],
)
def test_what_is_told_is_asked_for(shelf: Shelf, query: Ask, text: str, chance: float, told: bool) -> None:
    """A number or a list, by the words of the question or its labels."""
    asked = query(text, labels=held(list=chance), documents=("cbd",))
    assert (tell(Question(text), asked, shelf) is not None) is told
