"""The registry: every format has its reader, and a record says that it has none."""

from pathlib import Path

import pytest

from ingest.errors import SourceError
from ingest.readers.blocks import Block
from ingest.readers.formats import FORMATS, format_of, read_blocks


def test_the_suffix_says_the_format() -> None:
    """In capitals too."""
    assert format_of(Path("REPORT.PDF")).name == "PDF"
    assert format_of(Path("a.htm")) == format_of(Path("a.html"))


@pytest.mark.parametrize("name", ["table.xlsx", "README"])
def test_another_format_is_refused(name: str) -> None:
    """With the ones that are read."""
    with pytest.raises(SourceError, match=rf"{name}: files of type .* are not read.*\.docx, \.htm"):
        format_of(Path(name))


def test_a_record_has_no_blocks() -> None:
    """It is an entry like the others, and asking it for blocks is told in a sentence."""
    assert [suffix for suffix, form in FORMATS.items() if form.reader is None] == [".json"]
    with pytest.raises(SourceError, match=r"a\.json: .* official records and not texts"):
        read_blocks(Path("a.json"), b"{}")


def test_markdown_and_text_become_blocks(tmp_path: Path) -> None:
    """Front matter stands in the file, or for a text beside it."""
    (tmp_path / "a.yaml").write_text("title: Beside", encoding="utf-8")
    path = tmp_path / "a.txt"
    assert read_blocks(path, b"Words that stand here.") == (
        {"title": "Beside"},
        [Block("Words that stand here.")],
    )
    assert read_blocks(Path("b.md"), b"---\nid: b\n---\n# Title") == ({"id": "b"}, [Block("Title", 1)])


@pytest.mark.parametrize("name", ["a.html", "a.md"])
def test_markup_that_is_not_read_is_told_with_its_file(tmp_path: Path, name: str) -> None:
    """A page, and a part of one in Markdown."""
    with pytest.raises(SourceError, match=rf"^{name}: the HTML nests more than"):
        read_blocks(tmp_path / name, b"<div>" * 500 + b"x" + b"</div>" * 500)
