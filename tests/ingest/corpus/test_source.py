"""One file becomes one document, or one clear sentence that says what is wrong with it."""

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.corpus.source import ParsedSource, read_source
from ingest.errors import SourceError
from ingest.model import Provenance
from ingest.readers.formats import FORMATS

Write = Callable[..., Path]
FRONT = (
    "---\nid: cop-15/dec-8\nkind: decision\ntitle: Capacity\nshort_title: Decision 15/8\nsymbol: "
    "CBD/COP/DEC/15/8\ndate: 2022-12-19\n---\n"
)


def read(write: Write, content: str | bytes, name: str = "doc.md") -> ParsedSource:
    """Write one file and read it."""
    return read_source(write({name: content}) / name)


def test_front_matter_describes_the_document(write: Write) -> None:
    """Fields are taken over; the session of a decision follows from its id."""
    document = read(write, FRONT + "1. Decides so.").document
    assert (document.id, document.kind, document.date, document.session) == (
        "cop-15/dec-8",
        "decision",
        "2022-12-19",
        15,
    )
    assert (document.provenance, document.language, document.path) == (Provenance.OFFICIAL, "en", "doc.md")


@pytest.mark.parametrize(
    ("fields", "provenance"),
    [
        ("kind: convention", Provenance.OFFICIAL), ("kind: convention\nquoted_in: deck", Provenance.QUOTED),
        ("kind: training", Provenance.OWN), ("kind: other", Provenance.OWN),
    ],
)  # fmt: skip
def test_provenance_follows_from_the_fields(write: Write, fields: str, provenance: Provenance) -> None:
    """Official unless it is quoted in another source or somebody's own words."""
    found = read(write, f"---\nid: doc\n{fields}\ntitle: T\n---\n## Article 1\nWords.")
    assert {p.provenance for p in found.provisions} == {found.document.provenance} == {provenance}


def test_a_file_without_front_matter_is_named_after_itself(write: Write) -> None:
    """Id from the file name, title from the first heading, kind other."""
    document = read(write, "# My Report\n\nWords.", "My Report (v2).md").document
    assert (document.id, document.title, document.kind) == ("my-report-v2", "My Report", "other")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le-bom"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_unicode_encodings_and_newlines_are_read(write: Write, encoding: str, newline: str) -> None:
    """UTF-8 with and without a mark, UTF-16 with one, both ends of line."""
    text = (FRONT + "1. Décide ainsi – 中文.\n").replace("\n", newline)
    raw = b"\xff\xfe" + text.encode("utf-16-le") if encoding == "utf-16-le-bom" else text.encode(encoding)
    found = read(write, raw)
    assert found.provisions[-1].text == "Décide ainsi – 中文."
    assert found.document.symbol == "CBD/COP/DEC/15/8"


def test_unseen_characters_go_and_old_line_breaks_part_words(write: Write) -> None:
    """Control, direction and soft characters are dropped; form feeds and line separators are line ends."""
    found = read(
        write,
        "## Article 1\nbio\u00addi\u200bver\x01sity \u202ehere\u202c\x0cnext\u2028line\x85end",
        "doc.md",
    )
    assert found.provisions[-1].text == "biodiversity here next line end"


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.md", b"", "the file is empty"),
        ("a.md", b" \n\t", "the file is empty"),
        ("a.md", b"---\nid: a\nkind: other\ntitle: T\n---\n", "the document has no text"),
        ("a.md", b"---\nid: a\nkind: convention\ntitle: T\n---\n## Foreword\n", "no text under its headings"),
        ("a.md", "Décision".encode("latin-1"), "not UTF-8 \\(byte 1\\)"),
        ("a.md", "Décision \udc80".encode("utf-8", "surrogatepass"), "not UTF-8"),
        ("a.txt", "words".encode("utf-16-le"), "not a text file"),
        ("a.md", b"\xff\xfeW\x00o", "not UTF-8|no text|not a text"),
        ("a.txt", b"PK\x03\x04\x00\x00", "not a text file"),
        ("a.md", b"---\nkind: other\ntitle: T\n---\nWords", "lacks 'id'"),
        ("a.md", b"---\nid: a\ntitle: T\n---\nWords", "lacks 'kind'"),
        ("a.md", b"---\nid: a\nkind: other\ntitle:\n---\nWords", "lacks 'title'"),
        ("a.md", b"---\nid: a\nkind: other\ntitle: '  '\n---\nWords", "lacks 'title'"),
        ("a.md", b"---\nid: a\nkind: law\ntitle: T\n---\nWords", "'law' is not a kind of document"),
        ("a.md", b"---\nid: Big Id\nkind: other\ntitle: T\n---\nWords", "'Big Id' cannot be the id"),
        ("a.md", b"---\nid: cbd/art-8\nkind: other\ntitle: T\n---\nWords", "cannot be the id"),
        ("a.md", b"---\nid: a\nkind: [other\n---\nWords", "not valid YAML \\(line"),
        ("a.md", b"---\nid: a\nkind: other\ntitle: T\ndate: 2024-13-45\n---\nWords", "not valid YAML"),
        ("a.md", b"---\n" + b"[" * 5000 + b"\n---\nWords", "not valid YAML"),
        ("a.md", b"---\n- id\n- kind\n---\nWords", "not a list of 'name: value' lines"),
        (
            "a.md",
            b"---\nid: a\nkind: other\ntitle: [T, U]\n---\nWords",
            "'title' in the front matter is not a text",
        ),
        (
            "a.md",
            b"---\nid: a\nkind: other\ntitle: T\nlanguage: no\n---\nWords",
            "'language' in the front matter is not a text",
        ),
        (
            "a.md",
            b"---\nid: a\nkind: other\ntitle: T\nlanguage: English\n---\nWords",
            "'English' is not a language code",
        ),
        (
            "a.md",
            b"---\nid: a\nkind: other\ntitle: T\nsession: fifteen\n---\nWords",
            "'fifteen' is not a number",
        ),
        ("a.md", b"---\nid: a\nkind: other\ntitle: T\nWords", "front matter is not closed"),
        ("a.md", b"---\r\nid: a\r\nkind: other\r\nWords", "front matter is not closed"),
    ],
)
def test_bad_files_are_refused_in_one_sentence(write: Write, name: str, content: bytes, message: str) -> None:
    """Each says which file, what is wrong and what to do."""
    with pytest.raises(SourceError, match=message) as caught:
        read(write, content, name)
    assert caught.value.message.startswith(name)
    assert caught.value.hint
    assert "\n" not in str(caught.value)


def test_a_file_that_cannot_be_opened(tmp_path: Path) -> None:
    """A file that went away is named."""
    with pytest.raises(SourceError, match=r"gone\.md: cannot be read"):
        read_source(tmp_path / "gone.md")


def test_a_file_that_is_too_large(tmp_path: Path) -> None:
    """What is larger than any text of the Convention is refused before it is read."""
    path = tmp_path / "large.txt"
    with path.open("wb") as file:
        file.truncate(65 * 1024 * 1024)
    with pytest.raises(SourceError, match="larger than 64 MiB"):
        read_source(path)


def test_a_type_that_is_not_read(write: Write) -> None:
    """The sentence names the types that are."""
    with pytest.raises(SourceError, match=r"files of type .odt are not read. Give one of .*\.md"):
        read(write, b"x", "a.odt")


def test_a_text_file_may_have_its_fields_beside_it(write: Write) -> None:
    """report.yaml describes report.txt, and a change of it changes the document's digest."""
    home = write(
        {
            "report.txt": "Article 1\n\nWords here.",
            "report.yaml": "id: rep\nkind: protocol\ntitle: The Report",
        }
    )
    first = read_source(home / "report.txt")
    assert (first.document.id, first.provisions[-1].locator) == ("rep", "rep/art-1")
    (home / "report.yaml").write_text("id: rep\nkind: protocol\ntitle: Another title", encoding="utf-8")
    assert read_source(home / "report.txt").document.digest != first.document.digest


def test_the_title_line_of_a_plain_text_is_no_provision(write: Write) -> None:
    """A first line that is the title is read as such."""
    home = write(
        {"a.txt": "The Report\n\nFirst words here.", "a.yaml": "id: a\nkind: other\ntitle: The report"}
    )
    assert [p.text for p in read_source(home / "a.txt").provisions if p.leaf] == ["First words here."]


def test_readers_do_not_guess(write: Write) -> None:
    """Every reader of plain formats refuses bytes that are none of its own."""
    for suffix in sorted({".md", ".txt", ".pdf"} & FORMATS.keys()):
        with pytest.raises(SourceError):
            read(write, b"\x00\x01\x02\xff\xfe" * 100, f"noise{suffix}")


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_are_a_document_or_a_source_error(
    tmp_path_factory: pytest.TempPathFactory, raw: bytes
) -> None:
    """No content of a file is met with anything but a document or a SourceError."""
    path = tmp_path_factory.getbasetemp() / "any.md"
    path.write_bytes(raw)
    with suppress(SourceError):
        assert read_source(path).provisions


def test_an_instrument_is_labelled_by_its_short_title(tmp_path: Path) -> None:
    """That of the vocabulary, where its front matter gives none."""
    path = tmp_path / "nagoya.md"
    text = "---\nid: nagoya-protocol\nkind: protocol\ntitle: A long title\n---\n## Article 1. Aim\nThe aim.\n"
    path.write_text(text, encoding="utf-8")
    assert read_source(path).document.short_title == "Nagoya Protocol"
