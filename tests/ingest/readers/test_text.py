"""Bytes are text in an encoding that says what it is, or are refused."""

from pathlib import Path

import pytest

from ingest.errors import SourceError
from ingest.readers import text
from ingest.readers.text import decode, read_bytes

PATH = Path("folder/doc.md")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_what_says_its_encoding_is_decoded(encoding: str) -> None:
    """Bytes without a mark are UTF-8."""
    assert decode(PATH, "Décide – 中文".encode(encoding)) == "Décide – 中文"


def test_what_cannot_be_seen_is_no_text() -> None:
    """Soft hyphens and turned directions go; form feeds and line separators are line ends."""
    assert decode(PATH, "bio\u00addi\u202ev\u200b\x0cnext\u2028line".encode()) == "biodiv\nnext\nline"


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        (b"caf\xe9", r"doc\.md: the text is not UTF-8 \(byte 3\), and nothing in it tells what else"),
        (b"a\0b", r"doc\.md: this is not a text"),
    ],
)
def test_other_bytes_are_refused(raw: bytes, message: str) -> None:
    """With where they stop being text."""
    with pytest.raises(SourceError, match=message):
        decode(PATH, raw)


def test_a_file_is_read_whole_or_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Empty, missing or too large: each is said in one sentence."""
    path = tmp_path / "a.md"
    path.write_bytes(b"Words.")
    assert read_bytes(path) == b"Words."
    monkeypatch.setattr(text, "MAX_BYTES", 5)
    with pytest.raises(SourceError, match=r"a\.md: larger than 0 MiB"):
        read_bytes(path)
    path.write_bytes(b" \n")
    with pytest.raises(SourceError, match=r"a\.md: the file is empty"):
        read_bytes(path)
    with pytest.raises(SourceError, match=r"b\.md: cannot be read"):
        read_bytes(tmp_path / "b.md")
