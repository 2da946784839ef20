"""Bytes of a file and the text they are, refused where they cannot be used."""

import re
from pathlib import Path

from ingest.errors import SourceError
from ingest.readers.encoding import encoding_of

MAX_BYTES = 64 * 1024 * 1024
_BREAKS = re.compile("[\x0b\x0c\x85\u2028\u2029]")
_UNSEEN = re.compile("[\x01-\x08\x0e-\x1f\x7f\u00ad\u200b\u202a-\u202e\u2066-\u2069\ufeff]")


def read_bytes(path: Path) -> bytes:
    """The bytes of a file. Raises SourceError for one that is too large, cannot be read or is empty."""
    try:
        if path.stat().st_size > MAX_BYTES:
            raise SourceError(
                f"{path.name}: larger than {MAX_BYTES // 2**20} MiB.", "Split it and give the parts."
            )
        raw = path.read_bytes()
    except OSError as error:
        raise SourceError(
            f"{path.name}: cannot be read ({error.strerror or error}).", "Check the file and its permissions."
        ) from error
    if not raw.strip():
        raise SourceError(f"{path.name}: the file is empty.", "Give it content or take it out of the folder.")
    return raw


def decode(path: Path, raw: bytes) -> str:
    """The text of a file. Raises SourceError where nothing tells how its characters are written."""
    encoding = encoding_of(raw)
    if encoding is None:
        raise SourceError(
            f"{path.name}: the text is not UTF-8 (byte {_first_foreign(raw)}), "
            "and nothing in it tells what else.",
            "Save it as UTF-8, for example: iconv -f WINDOWS-1252 -t UTF-8 old.md > new.md.",
        )
    text = encoding.text(raw)
    if "\x00" in text:
        raise SourceError(f"{path.name}: this is not a text file.", "Check its type and its name.")
    return _UNSEEN.sub("", _BREAKS.sub("\n", text))


def _first_foreign(raw: bytes) -> int:
    """The place of the first byte that is not UTF-8; 0 where it is a mark of something else that lies."""
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError as error:
        return error.start
    return 0
