"""Names in Word files, and the values of properties."""

from xml.etree.ElementTree import Element

from ingest.readers.word_names import W, value_of


def test_the_value_of_a_property() -> None:
    """Is its attribute of that name; a property without one, and none at all, say nothing."""
    given = Element(f"{W}b", {f"{W}val": "0"})
    empty = Element(f"{W}b", {"val": "0"})
    assert [value_of(one) for one in (given, empty, None)] == ["0", "", ""]
