"""One file becomes one document: front matter, reader by file type, structure."""

import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import yaml

from ingest.blocks import Block, read_markdown
from ingest.errors import SourceError
from ingest.lines import Line, join_lines
from ingest.locator import Locator
from ingest.model import KINDS, Document, Provenance, Provision
from ingest.pdf import read_pdf
from ingest.structure import parse

REQUIRED = ("id", "kind", "title")
MAX_BYTES = 64 * 1024 * 1024
_FRONT = re.compile(r"\A\ufeff?---[ \t]*\r?\n(.*?)\r?\n---[ \t]*\r?\n?(.*)\Z", re.S)


@dataclass(frozen=True, slots=True)
class ParsedSource:
    """A document and its provisions in reading order."""

    document: Document
    provisions: tuple[Provision, ...]


def read_source(path: Path) -> ParsedSource:
    """Read a .md, .txt or .pdf file. Raises SourceError with what to do about it."""
    reader = READERS.get(path.suffix.lower())
    if reader is None:
        raise SourceError(f"{path.name}: files of type {path.suffix or '(none)'} are not read.", f"Give one of {', '.join(sorted(READERS))}.")
    raw = _bytes(path)
    front, blocks = reader(path, raw)
    if not any(block.text for block in blocks):
        raise SourceError(f"{path.name}: the document has no text.", "Add its text or take the file out of the folder.")
    document = _document(path, front, blocks, hashlib.sha256(raw).hexdigest())
    text, provisions = parse(document, blocks)
    return ParsedSource(replace(document, text=text), tuple(provisions))


def _bytes(path: Path) -> bytes:
    try:
        if path.stat().st_size > MAX_BYTES:
            raise SourceError(f"{path.name}: larger than {MAX_BYTES // 2**20} MiB.", "Split it and give the parts.")
        raw = path.read_bytes()
    except OSError as error:
        raise SourceError(f"{path.name}: cannot be read ({error.strerror}).", "Check the file and its permissions.") from error
    if not raw.strip():
        raise SourceError(f"{path.name}: the file is empty.", "Give it content or take it out of the folder.")
    return raw


def decode(path: Path, raw: bytes) -> str:
    """UTF-8, or UTF-16 with its byte order mark; anything else is refused, never guessed."""
    try:
        if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
            text = raw.decode("utf-16")
        else:
            text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise SourceError(
            f"{path.name}: the text is not UTF-8 (byte {error.start}).",
            "Convert it, for example: iconv -f WINDOWS-1252 -t UTF-8 old.md > new.md.",
        ) from error
    if "\x00" in text:
        raise SourceError(f"{path.name}: this is not a text file.", "Check its type and its name.")
    return re.sub(r"[\x01-\x08\x0b\x0c\x0e-\x1f\x7f\u200b\u2028\u2029\u202a-\u202e\u2066-\u2069]", "", text)


def _read_markdown_file(path: Path, raw: bytes) -> tuple[dict[str, Any], list[Block]]:
    front, body = split_front_matter(path, decode(path, raw))
    return front, read_markdown(body)


def _read_text_file(path: Path, raw: bytes) -> tuple[dict[str, Any], list[Block]]:
    front, body = split_front_matter(path, decode(path, raw))
    return front | _sidecar(path), join_lines(Line(line) for line in body.splitlines())


def _read_pdf_file(path: Path, raw: bytes) -> tuple[dict[str, Any], list[Block]]:
    return _sidecar(path), read_pdf(path)


READERS: dict[str, Callable[[Path, bytes], tuple[dict[str, Any], list[Block]]]] = {
    ".md": _read_markdown_file,
    ".txt": _read_text_file,
    ".pdf": _read_pdf_file,
}


def split_front_matter(path: Path, text: str) -> tuple[dict[str, Any], str]:
    """The YAML between the two `---` lines and the body after it; ({}, text) where there is none."""
    match = _FRONT.match(text)
    if not match:
        if text.lstrip("\ufeff").startswith("---\n"):
            raise SourceError(f"{path.name}: the front matter is not closed.", "End it with a line of three dashes.")
        return {}, text
    return _mapping(path, match[1]), match[2]


def _sidecar(path: Path) -> dict[str, Any]:
    """Front matter for a file that cannot hold it stands beside it: report.pdf, report.yaml."""
    beside = path.with_suffix(".yaml")
    return _mapping(beside, decode(beside, _bytes(beside))) if beside.is_file() else {}


def _mapping(path: Path, text: str) -> dict[str, Any]:
    try:
        front = yaml.safe_load(text) or {}
    except yaml.YAMLError as error:
        raise SourceError(f"{path.name}: the front matter is not valid YAML.", f"Mend it ({str(error).splitlines()[0]}).") from error
    if not isinstance(front, dict):
        raise SourceError(f"{path.name}: the front matter is not a list of 'name: value' lines.", "See corpus/README.md.")
    return front


def _document(path: Path, front: dict[str, Any], blocks: list[Block], digest: str) -> Document:
    if front:
        missing = [name for name in REQUIRED if not front.get(name)]
        if missing:
            raise SourceError(f"{path.name}: the front matter lacks '{missing[0]}'.", "Add it; corpus/README.md shows the fields.")
    front = {"id": _slug(path.stem), "kind": "other", "title": _title(path, blocks)} | front
    identity, kind = str(front["id"]), str(front["kind"])
    if kind not in KINDS:
        raise SourceError(f"{path.name}: '{kind}' is not a kind of document.", f"Use one of {', '.join(KINDS)}.")
    try:
        if Locator.parse(identity).steps:
            raise ValueError
    except ValueError as error:
        raise SourceError(
            f"{path.name}: '{identity}' cannot be the id of a document.", "Use small letters, digits and dashes, or cop-15/dec-8."
        ) from error
    session = front.get("session")
    return Document(
        id=identity,
        kind=kind,
        title=str(front["title"]),
        short_title=str(front.get("short_title") or front["title"]),
        language=str(front.get("language") or "en"),
        url=str(front.get("url") or ""),
        provenance=_provenance(front, kind),
        symbol=str(front.get("symbol") or ""),
        session=int(session) if isinstance(session, int) else None,
        date=str(front.get("date") or ""),
        quoted_in=str(front.get("quoted_in") or ""),
        author=str(front.get("author") or ""),
        note=str(front.get("note") or ""),
        digest=digest,
        path=path.name,
    )


def _provenance(front: dict[str, Any], kind: str) -> Provenance:
    if front.get("quoted_in"):
        return Provenance.QUOTED
    return Provenance.OWN if kind in {"training", "other"} else Provenance.OFFICIAL


def _title(path: Path, blocks: list[Block]) -> str:
    heading = next((block.text for block in blocks if block.level == 1), "")
    return heading or path.stem.replace("-", " ").replace("_", " ").strip().capitalize()


def _slug(stem: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", stem.lower()).strip("-") or "document"
