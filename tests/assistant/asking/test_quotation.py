"""Quotation: words of a text that are pasted into a question lead to where they stand."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from assistant.asking.query import Intent, Query
from assistant.asking.quotation import SHORTEST, read_quotation
from assistant.asking.retrieve import Retrieval
from index.interface import SearchIndex
from ingest.model import Document, Provenance
from tests.assistant.asking.conftest import Shelf, found, provision

WORDS = "Urges Parties to count the wolves of every forest each year;"
OLD, NEW = "cop-1/dec-3/para-1", "cop-2/dec-3/para-1"
Make = Callable[..., Query]


def shelf_of(*more: object) -> Shelf:
    """A shelf on which two decisions say the same, the later one adopted in 1995."""
    shelf = Shelf(
        provisions=(
            provision("cop-1/dec-3", WORDS, "document", leaf=False),
            provision(OLD, WORDS, "para"),
            provision(NEW, f"1. {WORDS}", "para"),
            provision("cbd/art-4", WORDS, "art", provenance=Provenance.GUIDE),
            *more,  # type: ignore[arg-type]
        )
    )
    shelf.documents["cop-2/dec-3"] = replace(shelf.documents["cop-2/dec-3"], year=1995)
    return shelf


def named(shelf: Shelf, query: Query, question: str) -> tuple[list[str], list[str]]:
    """What is named in a question, and what else has its words; every provision shares some with it."""
    candidates = found(shelf, dict.fromkeys(shelf.by_locator, 0.5))
    phrases = np.ones(len(candidates), dtype=np.float32)
    retrieved = Retrieval(replace(candidates, phrases=phrases), np.zeros((1, 4), dtype=np.float32))
    index: SearchIndex = shelf
    read = read_quotation(question, query, retrieved, index)
    return [one.locator for group in read.named for one in group], [one.locator for one in read.alternatives]


@pytest.mark.parametrize(
    "question",
    [
        WORDS,
        "urges parties to  count the wolves of every forest each year",
        f"What does it mean: “{WORDS}”?",
        f'Who says "{WORDS}"',
    ],
)
def test_the_newest_of_those_that_have_the_words(query: Make, question: str) -> None:
    """Pasted alone or between quotation marks; the others are told of."""
    assert named(shelf_of(), query(), question) == ([NEW], [OLD])


@pytest.mark.parametrize(
    "question", ["Who counts the wolves of every forest?", "count the wolves", "Urges Parties", "؟", ""]
)
def test_a_question_in_its_own_words_quotes_nothing(query: Make, question: str) -> None:
    """Nor do a few words that anybody may use."""
    assert named(shelf_of(), query(), question) == ([], [])
    assert len("count the wolves") < SHORTEST


def test_the_whole_question_is_looked_up_before_what_it_quotes(query: Make) -> None:
    """A paragraph with quotation marks in it is not the text that it quotes."""
    title = "the count of the wolves of every forest"
    whole = f"Takes note of the report “{title}” and of its annexes;"
    shelf = shelf_of(
        provision("cop-1/dec-4/para-1", whole, "para"),
        provision("cop-2/dec-3/para-2", f"{title} was made.", "para"),
    )
    assert named(shelf, query(), whole) == (["cop-1/dec-4/para-1"], [])
    assert named(shelf, query(), f"Who says “{title}”?") == (["cop-2/dec-3/para-2"], ["cop-1/dec-4/para-1"])


def test_a_row_of_a_table_is_short(query: Make) -> None:
    """The bars between its cells tell that it was pasted."""
    row = "| Nassau | 0.06 | 0.05 |"
    assert len(row) < SHORTEST
    shelf = shelf_of(provision("cop-1/dec-4/table-1/row-2", row, "row"))
    assert named(shelf, query(), row) == (["cop-1/dec-4/table-1/row-2"], [])
    assert named(shelf, query(), "Nassau 0.06 0.05") == ([], [])


def test_the_number_of_a_note_may_be_typed_apart(query: Make) -> None:
    """As the speller leaves it: "reports 1"."""
    text = "Endorses the reports1 on the wolves of every forest;"
    shelf = shelf_of(provision("cop-1/dec-4/para-1", text, "para"))
    assert named(shelf, query(), text.replace("reports1", "reports 1"))[0] == ["cop-1/dec-4/para-1"]


def test_the_words_name_no_other_provision(query: Make) -> None:
    """What the quoted words refer to is not what is asked for, and no intent is read into them."""
    shelf = shelf_of(provision("cop-1/dec-4/para-1", "Recalls Article 3 of the Law and its wolves;", "para"))
    asked = query(named=((shelf.by_locator["cbd/art-4"],),), comparison=True, contact=True)
    assert named(shelf, asked, "Recalls Article 3 of the Law and its wolves;")[0] == ["cop-1/dec-4/para-1"]
    candidates = found(shelf, {OLD: 0.5})
    retrieved = Retrieval(
        replace(candidates, phrases=np.ones(1, dtype=np.float32)), np.zeros((1, 4), dtype=np.float32)
    )
    assert read_quotation(WORDS, asked, retrieved, shelf).intent == Intent()


def test_what_the_guide_says_is_quoted_from_no_law(query: Make) -> None:
    """Its words on a provision are this project's own."""
    shelf = Shelf(provisions=(provision("cbd/art-4", WORDS, "art", provenance=Provenance.GUIDE),))
    assert named(shelf, query(), WORDS) == ([], [])


def test_only_the_whole_has_the_words(query: Make) -> None:
    """A sentence that runs over two parts is cited from the smallest provision that holds it."""
    shelf = Shelf(
        provisions=(
            provision("cbd", f"Law. {WORDS} And more of it.", "document", leaf=False),
            provision("cbd/art-3", WORDS, "art", leaf=False),
        )
    )
    assert named(shelf, query(), WORDS) == (["cbd/art-3"], [])


def test_documents_without_a_year_come_last(query: Make) -> None:
    """In the order of the corpus."""
    shelf = shelf_of()
    assert isinstance(shelf.documents["cop-1/dec-3"], Document)
    assert shelf.documents["cop-1/dec-3"].year is None
    assert named(shelf, query(), WORDS)[0] == [NEW]


def test_a_term_that_several_provisions_use_is_no_quotation(query: Make) -> None:
    """Which of them is meant, the rest of the question says; two with the same words are both told."""
    term = "the counting of the wolves of a forest"
    users = [provision(f"cop-2/dec-3/para-{n}", f"Notes {term} in year {n};", "para") for n in (2, 3, 4)]
    question = f'Must a small country begin "{term}"?'
    assert named(shelf_of(*users), query(), question) == ([], [])
    first, second = (one.locator for one in users[:2])
    assert named(shelf_of(*users[:2]), query(), question) == ([first], [second])


def test_a_whole_sentence_is_quoted_however_many_have_it(query: Make) -> None:
    """A preamble's phrase that every later decision repeats."""
    said = "Recalling that the wolves of every forest are to be counted each year by those who live there"
    users = [provision(f"cop-2/dec-3/para-{n + 1}", f"{said} ({n})", "para") for n in range(1, 5)]
    assert named(shelf_of(*users), query(), f'Who says "{said}"?')[0] == [users[0].locator]
