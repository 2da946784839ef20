"""One file becomes one document: front matter, reader by file type, structure."""

import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import yaml

from ingest.errors import SourceError
from ingest.locator import DecisionNumber, Locator
from ingest.model import KINDS, Document, Provenance, Provision
from ingest.readers.blocks import Block, read_markdown
from ingest.readers.lines import Line, join_lines
from ingest.readers.pdf import read_lines
from ingest.structure.decision_layout import arrange, spaced
from ingest.structure.treaty import parse

REQUIRED = ("id", "kind", "title")
MAX_BYTES = 64 * 1024 * 1024
TEXT_FIELDS = (
    "id",
    "kind",
    "title",
    "short_title",
    "language",
    "url",
    "symbol",
    "date",
    "quoted_in",
    "author",
    "note",
)
_FRONT = re.compile(r"\A\ufeff?---[ \t]*\r?\n(.*?)^---[ \t]*\r?$\n?(.*)\Z", re.S | re.M)
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_BREAKS = re.compile("[\x0b\x0c\x85\u2028\u2029]")
_UNSEEN = re.compile("[\x01-\x08\x0e-\x1f\x7f\u00ad\u200b\u202a-\u202e\u2066-\u2069\ufeff]")


@dataclass(frozen=True, slots=True)
class ParsedSource:
    """A document and its provisions in reading order."""

    document: Document
    provisions: tuple[Provision, ...]


def read_source(path: Path) -> ParsedSource:
    """Read a file of any type in READERS. Raises SourceError with what to do about it."""
    reader = READERS.get(path.suffix.lower())
    if reader is None:
        raise SourceError(
            f"{path.name}: files of type {path.suffix or '(none)'} are not read.",
            f"Give one of {', '.join(sorted(READERS))}.",
        )
    raw = _bytes(path)
    if reader is _read_record:
        return _parsed_record(path, raw)
    front, blocks = reader(path, raw)
    if front.get("kind") in {"decision", "recommendation"}:
        blocks = arrange(blocks)
    if not any(block.text for block in blocks):
        raise SourceError(
            f"{path.name}: the document has no text.", "Add its text or take the file out of the folder."
        )
    document = _document(
        path, front, blocks, hashlib.sha256(raw + repr(sorted(front.items(), key=str)).encode()).hexdigest()
    )
    if not blocks[0].level and _same(blocks[0].text, document.title):
        blocks[0] = replace(blocks[0], level=1)
    text, provisions = parse(document, blocks)
    if not provisions:
        raise SourceError(
            f"{path.name}: there is no text under its headings.", "Add it or take the file out of the folder."
        )
    return ParsedSource(replace(document, text=text), tuple(provisions))


def _bytes(path: Path) -> bytes:
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


def _read_markdown_file(path: Path, raw: bytes) -> tuple[dict[str, Any], list[Block]]:
    front, body = split_front_matter(path, decode(path, raw))
    return front, read_markdown(body)


def _read_text_file(path: Path, raw: bytes) -> tuple[dict[str, Any], list[Block]]:
    front, body = split_front_matter(path, decode(path, raw))
    return front | _sidecar(path), join_lines(spaced([Line(line) for line in body.splitlines()]))


def _read_pdf_file(path: Path, raw: bytes) -> tuple[dict[str, Any], list[Block]]:
    return _sidecar(path), join_lines(spaced(read_lines(path)))


def _read_word_file(path: Path, raw: bytes) -> tuple[dict[str, Any], list[Block]]:
    from ingest.readers.docx import read_docx

    return _sidecar(path), read_docx(path, raw)


def _read_slides_file(path: Path, raw: bytes) -> tuple[dict[str, Any], list[Block]]:
    from ingest.readers.pptx import read_pptx

    return _sidecar(path), read_pptx(path, raw)


def _read_html_file(path: Path, raw: bytes) -> tuple[dict[str, Any], list[Block]]:
    from ingest.readers.html import read_html

    return _sidecar(path), read_html(path, raw, decode(path, raw))


def _read_record(path: Path, raw: bytes) -> tuple[dict[str, Any], list[Block]]:
    """An official record has no blocks: `read_source` takes its provisions as the record numbers them."""
    raise NotImplementedError


def _parsed_record(path: Path, raw: bytes) -> ParsedSource:
    from ingest.structure.decision_tree import read_tree

    return ParsedSource(*read_tree(path.name, raw))


READERS: dict[str, Callable[[Path, bytes], tuple[dict[str, Any], list[Block]]]] = {
    ".md": _read_markdown_file,
    ".txt": _read_text_file,
    ".pdf": _read_pdf_file,
    ".docx": _read_word_file,
    ".pptx": _read_slides_file,
    ".html": _read_html_file,
    ".htm": _read_html_file,
    ".json": _read_record,
}


def split_front_matter(path: Path, text: str) -> tuple[dict[str, Any], str]:
    """The YAML between the two `---` lines and the body after it; ({}, text) where there is none."""
    match = _FRONT.match(text)
    if not match:
        if re.match(r"\ufeff?---[ \t]*\r?\n[\w-]+:", text):
            raise SourceError(
                f"{path.name}: the front matter is not closed.", "End it with a line of three dashes."
            )
        return {}, text
    return _mapping(path, match[1]), match[2]


def _sidecar(path: Path) -> dict[str, Any]:
    """Front matter for a file that cannot hold it stands beside it: report.pdf, report.yaml."""
    beside = path.with_suffix(".yaml")
    return _mapping(beside, decode(beside, _bytes(beside))) if beside.is_file() else {}


def _mapping(path: Path, text: str) -> dict[str, Any]:
    try:
        front = yaml.safe_load(text) or {}
    # A date such as 2024-13-45 is a plain ValueError, brackets without end a RecursionError.
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        where = f" (line {mark.line + 1} of it)" if mark else ""
        raise SourceError(
            f"{path.name}: the front matter is not valid YAML{where}.",
            "Mend it; corpus/README.md shows the form.",
        ) from error
    if not isinstance(front, dict):
        raise SourceError(
            f"{path.name}: the front matter is not a list of 'name: value' lines.", "See corpus/README.md."
        )
    for name in TEXT_FIELDS:
        if isinstance(front.get(name), bool | dict | list | set):
            raise SourceError(
                f"{path.name}: '{name}' in the front matter is not a text.",
                "Write it on one line, in quotation marks.",
            )
    return front


def _document(path: Path, front: dict[str, Any], blocks: list[Block], digest: str) -> Document:
    if front:
        missing = [name for name in REQUIRED if not str(front.get(name) or "").strip()]
        if missing:
            raise SourceError(
                f"{path.name}: the front matter lacks '{missing[0]}'.",
                "Add it; corpus/README.md shows the fields.",
            )
    front = {"id": _slug(path.stem), "kind": "other", "title": _title(path, blocks)} | front
    identity, kind, language = (
        str(front["id"]).strip(),
        str(front["kind"]).strip(),
        str(front.get("language") or "en").strip(),
    )
    if kind not in KINDS:
        raise SourceError(
            f"{path.name}: '{kind}' is not a kind of document.", f"Use one of {', '.join(KINDS)}."
        )
    if not _LANGUAGE.fullmatch(language):
        raise SourceError(
            f"{path.name}: '{language}' is not a language code.",
            "Use a code such as en, fr, es, ru, ar or zh.",
        )
    try:
        if Locator.parse(identity).steps:
            raise ValueError
    except ValueError as error:
        raise SourceError(
            f"{path.name}: '{identity}' cannot be the id of a document.",
            "Use small letters, digits and dashes, or cop-15/dec-8.",
        ) from error
    return Document(
        id=identity,
        kind=kind,
        title=str(front["title"]).strip(),
        short_title=str(front.get("short_title") or front["title"]).strip(),
        language=language,
        url=str(front.get("url") or ""),
        provenance=_provenance(front, kind),
        symbol=str(front.get("symbol") or ""),
        session=_session(path, front, identity),
        date=str(front.get("date") or ""),
        quoted_in=str(front.get("quoted_in") or ""),
        author=str(front.get("author") or ""),
        note=str(front.get("note") or ""),
        digest=digest,
        path=path.name,
    )


def _session(path: Path, front: dict[str, Any], identity: str) -> int | None:
    """The session as the front matter says, or as the id of a decision says."""
    given = front.get("session")
    if given is None:
        decision = DecisionNumber.of(identity)
        return decision.session if decision else None
    if isinstance(given, bool) or not re.fullmatch(r"[0-9]{1,4}", str(given)):
        raise SourceError(
            f"{path.name}: the session '{given}' is not a number.",
            "Write it in digits, for example session: 15.",
        )
    return int(given)


def _provenance(front: dict[str, Any], kind: str) -> Provenance:
    if front.get("quoted_in"):
        return Provenance.QUOTED
    return Provenance.OWN if kind in {"training", "other"} else Provenance.OFFICIAL


def _title(path: Path, blocks: list[Block]) -> str:
    heading = next((block.text for block in blocks if block.level == 1), "")
    return heading or path.stem.replace("-", " ").replace("_", " ").strip().capitalize()


def _same(words: str, title: str) -> bool:
    return words.casefold().split() == title.casefold().split()


def _slug(stem: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", stem.lower()).strip("-") or "document"
