"""What a file is, and why: by its symbol, its articles, its slides, its front matter."""

from collections.abc import Callable
from pathlib import Path

import pytest

from ingest.corpus.recognise import Recognition, recognise
from ingest.errors import SourceError
from ingest.vocabulary import vocabulary
from tests.ingest.readers.word import p, part, word

Write = Callable[..., Path]
ARTICLES = "\n\n".join(f"## Article {n}. Title\n\n1. Each Party shall open box {n}." for n in range(1, 10))
SLIDES = "\n\n".join(f"## Slide {n}. Boxes {n}\n\nWords." for n in range(1, 5))
DECISION = "CBD/COP/DEC/15/8\n\n15/8. Capacity\n\nThe Conference of the Parties,\n\n1. Decides so.\n"


def recognised(write: Write, content: str, name: str = "My file.md") -> Recognition:
    """What a file of that content is taken for."""
    return recognise(write({name: content}) / name, name)


@pytest.mark.parametrize("instrument", vocabulary().treaties)
def test_a_treaty_names_itself(write: Write, instrument: str) -> None:
    """A protocol is told from the Convention that its title names too."""
    known = vocabulary().instrument(instrument)
    assert known is not None
    found = recognised(write, f"# {known.title}\n\n{ARTICLES}")
    assert (found.claims, found.id, found.kind) == (known.id, "my-file", "other")
    assert found.reason.startswith(
        f"it names itself the {known.short_title} and is not as the catalogue has it"
    )


def test_other_articles_are_a_protocol_of_their_own(write: Write) -> None:
    """With the name of the file and the title of its heading."""
    found = recognised(write, f"# Treaty of the Boxes\n\n{ARTICLES}")
    assert (found.id, found.kind, found.title, found.sort) == (
        "my-file", "protocol", "Treaty of the Boxes", "treaty text",
    )  # fmt: skip


def test_a_decision_bears_its_symbol(write: Write) -> None:
    """And has its id, title and session from it."""
    found = recognised(write, DECISION)
    assert (found.id, found.kind, found.title, found.session) == ("cop-15/dec-8", "decision", "Capacity", 15)
    assert (found.symbol, found.short_title) == ("CBD/COP/DEC/15/8", "Decision 15/8")


def test_slides_are_a_deck(write: Write) -> None:
    """By three headings of slides or more."""
    found = recognised(write, SLIDES)
    assert (found.kind, found.title, found.provisions > 3) == ("training", "Boxes 1", True)


def test_a_report_only_mentions_decisions(write: Write) -> None:
    """It is a document like any other, in its language."""
    found = recognised(write, "Le rapport sur la décision CBD/COP/DEC/15/8 et les chaises des Parties.")
    assert (found.id, found.kind, found.language, found.title) == ("my-file", "other", "fr", "My file")


def test_front_matter_goes_before_what_the_words_show(write: Write) -> None:
    """Field by field."""
    found = recognised(write, f"---\nid: own\nkind: other\ntitle: Own\n---\n{DECISION}")
    assert (found.id, found.kind, found.title, found.reason) == (
        "own",
        "other",
        "Own",
        "its front matter says so",
    )


def test_a_title_that_was_copied_from_a_web_page_has_its_letters(write: Write) -> None:
    """Front matter says them as HTML does."""
    found = recognised(write, "---\ntitle: Protecci&oacute;n de h&aacute;bitats\n---\nLos parques cuidan.")
    assert found.title == "Protección de hábitats"


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.xlsx", "x", r"files of type \.xlsx are not read"),
        ("a.md", "%PDF-1.7", "this is a PDF, whatever its name says"),
        ("a.md", "---\nid: a\nkind: other\ntitle: T\n---\n", "the document has no text"),
        ("a.txt", "\ufffd\ufffd\ufffd a", "its fonts do not say"),
    ],
)
def test_what_cannot_be_read_is_refused(write: Write, name: str, content: str, message: str) -> None:
    """In one sentence that names the file."""
    with pytest.raises(SourceError, match=rf"{name}: .*{message}"):
        recognised(write, content, name)


def test_what_was_not_read_or_only_guessed_is_noted(tmp_path: Path) -> None:
    """Comments of a Word file; a text that does not say how its letters are written."""
    (tmp_path / "a.docx").write_bytes(
        word(p("Chairs and lamps."), {"comments": part("w:comments", '<w:comment w:id="1"/>')})
    )
    (tmp_path / "a.txt").write_bytes("Le siège est à côté de la fenêtre et des tables.".encode("cp1252"))
    assert recognise(tmp_path / "a.docx", "a.docx").notes == ("it carries a comment; it is not read",)
    assert recognise(tmp_path / "a.txt", "a.txt").notes == (
        "it does not say how its letters are written, and was read as windows-1252",
    )


@pytest.mark.parametrize(
    ("name", "content", "title"),
    [
        ("notes-17.txt", "National plan\n\nForests cover a third of the country.\n", "National plan"),
        ("notes-17.html", "<title>Plan</title><p>Page</p><p>Forests grow well.</p>", "Plan"),
        ("notes-17.html", "<p>National plan</p><p>Forests cover a third of it.</p>", "National plan"),
        ("notes-17.txt", "Forests cover a third of the country.\n", "Notes 17"),
        ("notes-17.md", "Forest plan\n\n# Scope\n\nForests grow.\n\n# Goals\n\nThey grow.\n", "Forest plan"),
    ],
)  # fmt: skip
def test_the_title_is_that_of_the_document(write: Write, name: str, content: str, title: str) -> None:
    """Its own words go before the name of its file."""
    assert recognised(write, content, name).title == title


@pytest.mark.parametrize(
    ("declared", "text", "language"),
    [
        ("en", "우리나라의 생물다양성은 매우 풍부하며 보전이 필요하다.", "ko"),
        ("en", "Les forêts couvrent un tiers du pays et les Parties en prennent soin.", "fr"),
        ("en", "Forests cover a third of the country, and the Parties take care of them.", "en"),
        ("gl", "As árbores cobren un terzo do país e as Partes coidan delas.", "gl"),
    ],
)  # fmt: skip
def test_a_page_that_says_it_is_english_may_not_be(
    write: Write, declared: str, text: str, language: str
) -> None:
    """Every editor declares that by itself; any other language is believed."""
    html = f'<html lang="{declared}"><body><h1>Plan</h1><p>{text}</p></body></html>'
    assert recognised(write, html, "a.html").language == language
