"""One file becomes one document: front matter, reader by file type, structure."""

import hashlib
import re
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from ingest.corpus.act_sources import read_acts
from ingest.corpus.language import language_of
from ingest.errors import SourceError
from ingest.locator import Decision, Locator
from ingest.model import KINDS, Document, Origin, Provenance, Provision
from ingest.readers.blocks import Block
from ingest.readers.formats import format_of, printed_labels
from ingest.readers.front_matter import read_sidecar
from ingest.readers.text import read_bytes
from ingest.structure.decision_layout import arrange
from ingest.structure.decision_tree import read_tree
from ingest.structure.outline import titled
from ingest.structure.treaty import parse
from ingest.vocabulary import vocabulary

REQUIRED = ("id", "kind", "title")
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")


@dataclass(frozen=True, slots=True)
class ParsedSource:
    """A document and its provisions in reading order."""

    document: Document
    provisions: tuple[Provision, ...]


def read_source(path: Path) -> ParsedSource:
    """Read a file of any of the FORMATS as one document. Raises SourceError with what to do about it."""
    return read_sources(path, whole=True)[0]


def read_sources(path: Path, *, whole: bool = False) -> tuple[ParsedSource, ...]:
    """Read a file: one document, or one a decision where it holds decisions of other bodies or several.

    `whole` takes any file for one document. Raises SourceError with what to do about it.
    """
    reader = format_of(path).reader
    raw = read_bytes(path)
    if reader is None:
        return (_record(path, raw),)
    front, blocks = reader(path, raw)
    if not any(block.text for block in blocks):
        raise SourceError(
            f"{path.name}: the document has no text.", "Add its text or take the file out of the folder."
        )
    digest = hashlib.sha256(raw + repr(sorted(front.items(), key=str)).encode()).hexdigest()
    plain = whole or path.suffix.lower() == ".pptx" or not may_hold_acts(front)
    acts = None if plain else read_acts(blocks, _file(path, front, blocks, digest))
    if acts is not None:
        return tuple(ParsedSource(act.document, act.provisions) for act in acts)
    return (_one(path, front, blocks, digest),)


def _record(path: Path, raw: bytes) -> ParsedSource:
    """An official record; what stands beside one that was added by hand says that it is a copy."""
    document, provisions = read_tree(path.name, raw)
    if read_sidecar(path).get("origin") != Origin.COPY:
        return ParsedSource(document, provisions)
    return ParsedSource(
        replace(document, provenance=Provenance.OWN, origin=Origin.COPY),
        tuple(replace(p, provenance=Provenance.OWN, origin=Origin.COPY) for p in provisions),
    )


def may_hold_acts(front: dict[str, Any]) -> bool:
    """Whether what a file says of itself leaves open that it holds decisions, several or of other bodies."""
    kind = front.get("kind")
    named = Decision.of(str(front.get("id") or "")) is not None
    return not named and not front.get("quoted_in") and kind in {None, "decision", "recommendation"}


def _file(path: Path, front: dict[str, Any], blocks: list[Block], digest: str) -> Document:
    """What is known of a file as a whole."""
    language = str(front.get("language") or language_of("\n".join(block.text for block in blocks)))
    return Document(
        id=_slug(path.stem),
        kind="decision",
        title=str(front.get("title") or path.stem),
        short_title=path.stem,
        language=language,
        url=str(front.get("url") or ""),
        date=str(front.get("date") or ""),
        author=str(front.get("author") or ""),
        note=str(front.get("note") or ""),
        digest=digest,
        path=path.name,
        page_labels=printed_labels(path),
    )


def _one(path: Path, front: dict[str, Any], blocks: list[Block], digest: str) -> ParsedSource:
    """A file that is one document."""
    if front.get("kind") in {"decision", "recommendation"}:
        blocks = arrange(blocks)
    document = _document(path, front, blocks, digest)
    text, provisions = parse(document, titled(blocks, document.title))
    if not provisions:
        raise SourceError(
            f"{path.name}: there is no text under its headings.", "Add it or take the file out of the folder."
        )
    return ParsedSource(replace(document, text=text), tuple(provisions))


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
        str(front.get("language") or language_of("\n".join(block.text for block in blocks))).strip(),
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
    instrument = vocabulary().instrument(identity)
    short_title = front.get("short_title") or (instrument.short_title if instrument else front["title"])
    return Document(
        id=identity,
        kind=kind,
        title=str(front["title"]).strip(),
        short_title=str(short_title).strip(),
        language=language,
        url=str(front.get("url") or ""),
        provenance=_provenance(front, kind),
        origin=_origin(path, front, kind),
        symbol=str(front.get("symbol") or ""),
        session=_session(path, front, identity),
        date=str(front.get("date") or ""),
        quoted_in=str(front.get("quoted_in") or ""),
        author=str(front.get("author") or ""),
        note=str(front.get("note") or ""),
        digest=digest,
        path=path.name,
        page_labels=printed_labels(path),
    )


def _session(path: Path, front: dict[str, Any], identity: str) -> int | None:
    """The session as the front matter says, or as the id of a decision says."""
    given = front.get("session")
    if given is None:
        decision = Decision.of(identity)
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
    own = kind in {"training", "other"} or front.get("origin") == Origin.COPY
    return Provenance.OWN if own else Provenance.OFFICIAL


def _origin(path: Path, front: dict[str, Any], kind: str) -> Origin:
    """How the text came, as its front matter says; official words of which nothing is said are declared."""
    given = str(front.get("origin") or "")
    if given not in list(Origin):
        raise SourceError(
            f"{path.name}: '{given}' is not an origin of a text.",
            "Leave the line out; sync and add write it.",
        )
    official = _provenance(front, kind) is Provenance.OFFICIAL
    return Origin(given) if given or not official else Origin.DECLARED


def _title(path: Path, blocks: list[Block]) -> str:
    heading = next((block.text for block in blocks if block.level == 1), "")
    return heading or path.stem.replace("-", " ").replace("_", " ").strip().capitalize()


def _slug(stem: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", stem.lower()).strip("-") or "document"
