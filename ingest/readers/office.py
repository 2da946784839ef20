"""Office files are zip archives: what must be true of one before any library opens it."""

import io
import re
import zipfile
import zlib
from pathlib import Path
from typing import Any

from ingest.errors import SourceError

MOST_PARTS = 5_000
LARGEST_PART = 48 * 1024 * 1024
LARGEST_XML = 24 * 1024 * 1024
LARGEST_WHOLE = 160 * 1024 * 1024
_STRICT = b"http://purl.oclc.org/ooxml/"
_NAMESPACE = re.compile(re.escape(_STRICT) + rb"([A-Za-z]+)/([A-Za-z]+)")
# where the stricter form has another word than the usual one
_RENAMED = {b"extendedProperties": b"extended-properties", b"customProperties": b"custom-properties"}
_NAMES = {".docx": "Word", ".pptx": "PowerPoint", ".xlsx": "Excel"}


def check_package(path: Path, raw: bytes) -> bool:
    """Whether the file carries macros, which are never run. Raises SourceError for what must not be
    opened.
    """
    name = _NAMES.get(path.suffix.lower(), "Office")
    if raw.startswith(b"\xd0\xcf\x11\xe0"):
        if b"E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0" in raw:
            raise SourceError(
                f"{path.name}: the file is protected with a password.",
                "Save a copy without a password and give that.",
            )
        raise SourceError(
            f"{path.name}: this is a file of an old Office version.",
            f"Open it and save it as {path.suffix.lower()}.",
        )
    if not raw.startswith(b"PK"):
        raise SourceError(
            f"{path.name}: this is not a file of {name}, whatever its name says.",
            "Check its type and its name.",
        )
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            return _check_parts(path, archive)
    except (
        zipfile.BadZipFile,
        OSError,
        ValueError,
        NotImplementedError,
        RuntimeError,
        EOFError,
        zlib.error,
    ) as error:
        raise SourceError(
            f"{path.name}: the file is damaged or cut short.", "Download or export it again."
        ) from error


def transitional(raw: bytes) -> bytes:
    """The package in the namespaces that every program writes by default, where it was saved as "Strict Open
    XML"; any other as it is. `raw` has passed `check_package`.
    """
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        if "_rels/.rels" not in archive.namelist() or _STRICT not in archive.read("_rels/.rels"):
            return raw
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as written:
            for part in archive.infolist():
                content = archive.read(part)
                if part.filename.lower().endswith((".xml", ".rels")):
                    content = _NAMESPACE.sub(_usual, content)
                written.writestr(part.filename, content)
    return out.getvalue()


def unread_comments(raw: bytes, part: re.Pattern[str], mark: re.Pattern[bytes]) -> tuple[str, ...]:
    """That a file carries comments and how many, for its user to know; () where it has none.

    `part` matches the names of the parts that hold them, and `mark` what begins each. `raw` was read.
    """
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        names = [name for name in archive.namelist() if part.fullmatch(name)]
        count = sum(len(mark.findall(archive.read(name))) for name in names)
    said = "a comment; it is" if count == 1 else f"{count} comments; they are"
    return (f"it carries {said} not read",) if count else ()


def root_of_part(content: bytes) -> Any:
    """The root element of a part, for which nothing else is opened. Raises LxmlError for what is no XML."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    return etree.fromstring(content, parser)


def _usual(match: re.Match[bytes]) -> bytes:
    name = _RENAMED.get(match[2], match[2])
    return b"http://schemas.openxmlformats.org/" + match[1] + b"/2006/" + name


def _check_parts(path: Path, archive: zipfile.ZipFile) -> bool:
    parts = archive.infolist()
    total = sum(part.file_size for part in parts)
    largest = max((part.file_size for part in parts), default=0)
    xml = [part for part in parts if part.filename.lower().endswith((".xml", ".rels"))]
    if (
        len(parts) > MOST_PARTS
        or largest > LARGEST_PART
        or total > LARGEST_WHOLE
        or any(part.file_size > LARGEST_XML for part in xml)
    ):
        raise SourceError(
            f"{path.name}: it would unpack to {total / 2**20:,.0f} MiB in {len(parts)} parts.",
            "Leave out its pictures, or split it.",
        )
    for part in parts:
        if part.flag_bits & 1:
            raise SourceError(
                f"{path.name}: the file is protected with a password.",
                "Save a copy without a password and give that.",
            )
        if (
            part.filename.startswith(("/", "\\"))
            or ".." in re.split(r"[/\\]", part.filename)
            or ":" in part.filename[:3]
        ):
            raise SourceError(
                f"{path.name}: a part of it is named outside the file, as in an attack.",
                "Do not use this file.",
            )
    if any(part.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED} for part in parts):
        raise SourceError(
            f"{path.name}: it is packed in a way that Office does not use.",
            "Open it in its program and save it again.",
        )
    for part in xml:
        _check_xml(path, archive, part)
    return any("vbaproject" in part.filename.lower() for part in parts)


def _check_xml(path: Path, archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
    """Office never declares entities; who does wants them expanded."""
    with archive.open(part) as file:
        before = b""
        while chunk := file.read(1 << 20):
            window = (before + chunk).replace(b"\0", b"")
            if b"<!DOCTYPE" in window or b"<!ENTITY" in window:
                raise SourceError(
                    f"{path.name}: its XML declares entities, as in an attack.", "Do not use this file."
                )
            before = chunk[-32:]
