"""Excerpts: slices that are exact, and marks where something is missing."""

import pytest

from assistant.trainer.excerpt import cut, ends_whole, excerpt, shortened
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
    assert ends_whole(provision("cbd/art-3", text, "art")) is whole
