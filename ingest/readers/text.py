"""Bytes of a file and the text they are, refused where they cannot be used and never guessed."""

import re
from pathlib import Path

from ingest.errors import SourceError

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
    """UTF-8, or UTF-16 with its byte order mark; anything else is refused, never guessed."""
    try:
        text = raw.decode("utf-16" if raw.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig")
    except UnicodeDecodeError as error:
        raise SourceError(
            f"{path.name}: the text is not UTF-8 (byte {error.start}).",
            "Convert it, for example: iconv -f WINDOWS-1252 -t UTF-8 old.md > new.md.",
        ) from error
    if "\x00" in text:
        raise SourceError(f"{path.name}: this is not a text file.", "Check its type and its name.")
    return _UNSEEN.sub("", _BREAKS.sub("\n", text))
