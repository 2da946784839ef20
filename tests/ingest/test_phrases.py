"""Phrases are found however they are typed, and places are counted in the text that was given."""

from ingest.phrases import Phrases, plain


def test_a_phrase_is_found_with_its_endings_and_without_accents() -> None:
    """`*` is an ending, `{ , }` one of several; capitals and accents are nothing."""
    found = Phrases.of(["ratifi*", "{was,were} held"])

    assert list(found.spans("COP 9 WAS HELD; ratifié in 2010")) == [(6, 14), (16, 23)]
    assert not found.stands_in("shall hold")


def test_what_arabic_may_leave_out_is_left_out() -> None:
    """Vowel signs go; a prefix does not hide a word."""
    assert plain("عُقد") == "عقد"
    assert Phrases.of(["اليابان"]).stands_in("باليابان")


def test_an_empty_list_finds_nothing() -> None:
    """Not even nothing."""
    assert list(Phrases.of([]).spans("any words")) == []


def test_phrases_are_blanked_in_their_places() -> None:
    """The rest stays where it was."""
    assert Phrases.of(["was held"]).without("COP 9 was held in Bonn") == "cop 9          in bonn"
