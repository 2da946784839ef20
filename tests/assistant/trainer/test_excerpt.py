"""Excerpts: slices that are exact, and marks where something is missing."""

from dataclasses import replace

import pytest

from assistant.trainer.excerpt import cut, ends_whole, excerpt, excerpt_of, parts, shortened
from ingest.model import Provenance, Provision
from tests.assistant.asking.conftest import provision

TEXT = "One, two. Three four."


@pytest.mark.parametrize(
    ("most", "expected"),
    [(100, TEXT), (14, "One, two."), (10, "One, two."), (8, "One, two"), (7, "One"), (5, "One"), (2, "On")],
)
def test_cut_keeps_to_sentences_and_words(most: int, expected: str) -> None:
    """A slice is exact and ends at a sentence, a clause or a word, and at a letter only where it must."""
    assert cut(TEXT, most) == expected
    assert TEXT.startswith(expected)


def test_an_excerpt_shows_its_gap() -> None:
    """The whole has none."""
    assert excerpt(TEXT, 100) == TEXT
    assert excerpt(TEXT, 12) == "One, two. […]"


def test_words_of_our_own_are_shortened_with_dots() -> None:
    """Between words, without the comma before the cut."""
    assert shortened("Boxes, lids and more", 10) == "Boxes …"
    assert shortened("Boxes", 10) == "Boxes"


@pytest.mark.parametrize(
    ("text", "whole"),
    [("Open boxes.", True), ("open boxes; and", True), ("“open boxes.”", True), ("open boxes or", False)],
)
def test_a_missing_full_stop_tells_of_a_missing_end(text: str, whole: bool) -> None:
    """An item may end in a semicolon and "and"."""
    assert ends_whole(provision("cbd/art-3", text, "art", provenance=Provenance.QUOTED)) is whole


LONG = (
    "Each Party, recognizing that wolves live in forests and that lakes lie in them as well, undertakes, "
    "subject to its law, to count the wolves of its forests; it shall tell the others."
)


def test_an_official_text_is_whole_and_a_recital_ends_with_a_comma() -> None:
    """Neither is said to be quoted in part only."""
    recital = "Aware of forests,"

    assert ends_whole(provision("cbd/art-3", "open boxes", "art"))
    assert ends_whole(provision("cbd/preamble/recital-2", recital, "recital", provenance=Provenance.QUOTED))
    assert not ends_whole(provision("cbd/art-3", recital, "art", provenance=Provenance.QUOTED))


def test_a_slice_keeps_its_verb_and_what_that_governs() -> None:
    """Though a comma stands before the verb and another right behind it."""
    assert "undertakes, subject to its law, to count" in cut(LONG, 140)
    assert cut("Each Party shall count the wolves, the lakes, and also all the forests.", 40).startswith(
        "Each Party shall count the wolves"
    )


@pytest.mark.parametrize("most", [110, 120, 150, 160])
def test_what_is_too_long_for_one_slide_is_quoted_whole_over_two(most: int) -> None:
    """The two slices make it up; neither begins with the verb that its actor waits for."""
    first, second = parts(LONG, most)

    assert LONG.startswith(first)
    assert LONG.endswith(second)
    assert len(first) + len(second) >= len(LONG) - 2
    assert max(len(first), len(second)) <= most
    assert not second.startswith(("undertakes", "shall"))


def test_no_slide_begins_with_an_empty_line() -> None:
    """The items of a list stand on lines of their own."""
    first, second = parts(
        "Each Party shall:\n(a) count all the wolves of its forests;\n(b) count the lakes that lie in them.",
        64,
    )

    assert first.endswith("forests;")
    assert second.startswith("(b)")


def test_two_slides_are_the_most() -> None:
    """What does not fit onto them ends before the text does; what fits onto one stays on it."""
    first, second = parts(LONG, 60)

    assert f"{first}|{second}".replace("|", " ") in LONG.replace(", ", ", ").replace(
        first + ", ", first + " "
    )
    assert len(second) <= 60
    assert parts(LONG, 500) == [LONG]


def test_a_provision_that_is_held_in_part_shows_its_gap() -> None:
    """Also where all that is held has room; a whole one has no mark, and a cut one has it once."""
    held = Provision("cbd/art-2", "cbd", "art", "Article 2", "Uses of systems to make", 0, 23, 0)
    quoted = replace(held, provenance=Provenance.QUOTED)
    assert excerpt_of(held, 100) == "Uses of systems to make"
    assert excerpt_of(quoted, 100) == "Uses of systems to make […]"
    assert excerpt_of(quoted, 12).count("[…]") == 1
