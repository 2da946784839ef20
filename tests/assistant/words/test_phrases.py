"""Labels with their texts, as each language sets them."""

from assistant.words.phrases import labelled


def test_a_label_that_asks_has_its_mark_already() -> None:
    """ "Still due? met", and no colon behind the mark; any other label has the colon of its language."""
    assert labelled("Still due?", "met", "en") == "Still due? met"
    assert labelled("هل ما زال مطلوبا؟", "نعم", "ar") == "هل ما زال مطلوبا؟ نعم"
    assert labelled("Sources", "x", "fr") == "Sources : x"
