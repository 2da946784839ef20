"""Footnotes of Markdown: tied to the sentence that refers to them."""

from ingest.readers.markdown import read_markdown
from ingest.readers.markdown_notes import with_notes


def read(body: str) -> list[tuple[str, tuple[str, ...]]]:
    """(text, notes) of the blocks of a body."""
    return [(block.text, block.notes) for block in read_markdown(body)]


def test_a_note_is_tied_to_its_sentence() -> None:
    """Its mark is no part of a word; it stands again where the text has it, on several lines too."""
    body = "Forests grow[^2] fast [^1].\n\n[^1]: In the *north*,\nsays the law.\n[^2]: See **there**."
    assert read(body) == [
        ("Forests grow fast.", ("[2] See there.", "[1] In the north, says the law.")),
        ("[1] In the north, says the law.", ()),
        ("[2] See there.", ()),
    ]


def test_notes_with_names_are_numbered_as_they_are_referred_to() -> None:
    """One to which nothing refers comes last; a reference to none is words."""
    assert read("One[^b].\n\nTwo[^a][^c].\n\n[^x]: X.\n[^a]: A.\n[^b]: B.") == [
        ("One.", ("[1] B.",)),
        ("Two[^c].", ("[2] A.",)),
        ("[3] X.", ()),
        ("[2] A.", ()),
        ("[1] B.", ()),
    ]


def test_a_text_without_notes_is_as_it_is() -> None:
    """Whatever stands between brackets."""
    blocks = read_markdown("See [^1] and [2].")
    assert with_notes(blocks) == blocks


def test_of_two_notes_with_one_mark_the_first_counts() -> None:
    """As in Markdown itself; no words are lost, the other's are a paragraph."""
    assert read("One[^1].\n\n[^1]: First.\n\n[^1]: Second.") == [
        ("One.", ("[1] First.",)),
        ("[1] First.", ()),
        ("Second.", ()),
    ]
