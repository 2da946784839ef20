"""The canonical text grows, and what was said of it stays true."""

from ingest.structure.spans import CanonicalText


def test_an_offset_once_given_stays() -> None:
    """Pieces are parted by a gap, the first by none."""
    text = CanonicalText()
    places = [text._write("One"), text._write("two"), text._write("three", "\n\n")]
    assert text.text == "One\ntwo\n\nthree"
    assert [text.text[place:][:3] for place in places] == ["One", "two", "thr"]
