"""Intake: which files are read, and what is said of those that are not."""

from pathlib import Path

import pytest

from assistant.intake import described, document_bytes, embedded_documents, is_document, markdown_body
from ingest.errors import SourceError
from ingest.readers.text import MAX_BYTES


def test_files_are_known_by_their_endings() -> None:
    """In capitals too."""
    assert is_document(Path("a.MD"))
    assert not is_document(Path("a.exe"))


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.exe", b"x", "files of type .exe are not read"),
        ("none.md", None, "there is no such file"),
        ("empty.md", b" \n\0", "the file is empty"),
        ("large.md", b"x" * (MAX_BYTES + 1), "MiB, more than"),
    ],
)
def test_what_is_no_document_is_refused(name: str, content: bytes | None, words: str, tmp_path: Path) -> None:
    """In a sentence that names the file."""
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)

    with pytest.raises(SourceError, match=words) as raised:
        document_bytes(path)
    assert str(raised.value).startswith(name)


def test_front_matter_is_put_over_what_a_file_says_of_itself() -> None:
    """What it says of other things stays."""
    raw = b"---\nid: mine\nauthor: me\n---\n\n# Boxes\n"

    assert described(Path("a.md"), raw, {"id": "boxes"}) == b"---\nid: boxes\nauthor: me\n---\n\n# Boxes\n"


def test_the_body_says_how_many_lines_stand_above_it() -> None:
    """None without front matter."""
    assert markdown_body(Path("a.md"), b"---\nid: x\n---\n# Boxes\n")[1] == 3
    assert markdown_body(Path("a.md"), b"# Boxes\n") == ("# Boxes\n", 0)


def test_the_embedded_corpus_is_known_by_its_ids() -> None:
    """Texts and entries of the catalogue."""
    assert {"cbd", "cop-1/dec-3", "cop-16"} <= embedded_documents()
