"""A corpus: every source of some folders, merged so that each locator has one provision, the best one."""

import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from ingest.catalogue import read_catalogue
from ingest.errors import CorpusError
from ingest.guide import read_guide
from ingest.locator import Locator, from_roman, label
from ingest.model import Document, GuideEntry, Provenance, Provision
from ingest.source import READERS, ParsedSource, read_source

_STEP_ORDER = {"catalogue": 0, "preamble": 1, "testimonium": 8, "annex": 9}


@dataclass(frozen=True, slots=True)
class Corpus:
    """Documents by id, provisions by locator in reading order, guide entries by locator."""

    documents: dict[str, Document]
    provisions: dict[str, Provision]
    guide: dict[str, GuideEntry]

    @property
    def digest(self) -> str:
        """Changes when, and only when, something that is indexed changes."""
        parts = [f"{d.id} {d.digest} {d.provenance}" for d in self.documents.values()]
        parts += [f"{g.provision}|{g.summary}|{g.questions}|{g.terms}" for g in self.guide.values()]
        parts += [f"{p.locator}|{p.text}|{p.label}" for p in self.provisions.values()]
        return hashlib.sha256("\n".join(sorted(parts)).encode()).hexdigest()


def embedded_folder() -> Path:
    """The corpus that comes with the project."""
    return Path(__file__).resolve().parent.parent / "corpus"


def load_corpus(folders: Sequence[Path], *, embedded: bool = True) -> Corpus:
    """Read every document of the folders, on top of the embedded corpus unless told otherwise.

    Raises CorpusError for a folder that is missing or empty and for two documents with one id, SourceError for a file that
    cannot be read: a document is never skipped in silence.
    """
    sources: list[ParsedSource] = []
    guide: dict[str, GuideEntry] = {}
    if embedded:
        home = embedded_folder()
        sources += read_catalogue(home / "catalogue")
        sources += _unique(map(read_source, _files(home)))
        guide = {entry.provision: entry for path in sorted((home / "guide").glob("*.jsonl")) for entry in read_guide(path)}
    added: list[ParsedSource] = []
    for folder in folders:
        found = _files(folder)
        if not found:
            raise CorpusError(f"{folder}: there is no document in the folder.", f"Put {', '.join(sorted(READERS))} files in it.")
        added += map(read_source, found)
    sources += _unique(added)
    if not sources:
        raise CorpusError("There is nothing to index.", "Give a folder with --corpus, or leave --no-embedded out.")
    return _merge(sources, guide)


def _files(folder: Path) -> list[Path]:
    if not folder.is_dir():
        raise CorpusError(f"{folder}: there is no such folder.", "Check the path given to --corpus.")
    skip = {"guide", "glossary", "catalogue"}
    paths = (path for path in sorted(folder.rglob("*")) if path.is_file() and not any(p.startswith(".") for p in path.relative_to(folder).parts))
    return [
        path for path in paths
        if path.suffix.lower() in READERS and path.name.lower() != "readme.md" and not skip & set(path.relative_to(folder).parts[:-1])
    ]  # fmt: skip


def _unique(sources: Iterable[ParsedSource]) -> list[ParsedSource]:
    seen: dict[str, ParsedSource] = {}
    for source in sources:
        before = seen.setdefault(source.document.id, source)
        if before is not source:
            raise CorpusError(
                f"{before.document.path} and {source.document.path} both have the id '{source.document.id}'.",
                "Give one of them another id.",
            )
    return list(seen.values())


def _merge(sources: Sequence[ParsedSource], guide: dict[str, GuideEntry]) -> Corpus:
    documents: dict[str, Document] = {}
    provisions: dict[str, Provision] = {}
    for source in sorted(sources, key=lambda s: s.document.provenance.rank):
        document = source.document
        documents[document.id] = _merge_documents(documents.get(document.id), document)
        for provision in source.provisions:
            held = provisions.get(provision.locator)
            provisions[provision.locator] = _merge_provisions(held, provision) if held else provision
    _add_guide(documents, provisions, guide)
    _name_parents(documents, provisions)
    used = {p.document for p in provisions.values()}
    order = sorted(provisions.values(), key=_reading_order)
    return Corpus(
        {identity: documents[identity] for identity in sorted(documents) if identity in used},
        {p.locator: replace(p, position=i) for i, p in enumerate(order)},
        {locator: entry for locator, entry in guide.items() if locator in provisions},
    )


def _merge_documents(held: Document | None, new: Document) -> Document:
    """The better source names the document; what it does not say comes from the other."""
    if held is None:
        return new
    digest = hashlib.sha256(f"{held.digest}{new.digest}".encode()).hexdigest()
    return replace(
        held, url=held.url or new.url, symbol=held.symbol or new.symbol, session=held.session or new.session,
        date=held.date or new.date, digest=digest, quoted_in=held.quoted_in or new.quoted_in,
    )  # fmt: skip


def _merge_provisions(best: Provision, other: Provision) -> Provision:
    """The best text stays; that another source quotes the same provision is noted."""
    quoted = tuple(dict.fromkeys([*best.quoted_in, *other.quoted_in]))
    return replace(best, quoted_in=quoted, about=best.about or other.about)


def _add_guide(documents: dict[str, Document], provisions: dict[str, Provision], guide: dict[str, GuideEntry]) -> None:
    for entry in guide.values():
        locator = Locator.parse(entry.provision)
        document = documents.get(locator.document)
        if entry.provision in provisions or document is None:
            continue
        heading = _heading(locator, provisions)
        provisions[entry.provision] = Provision(
            locator=entry.provision, document=document.id, kind=locator.steps[-1].kind if locator.steps else "document",
            label=label(locator, document.short_title, heading), text=entry.summary, start=0, end=len(entry.summary), position=0,
            parent=str(locator.parent) if locator.parent else None, heading=heading, chapeau=entry.summary,
            provenance=Provenance.GUIDE, url=document.url, language=entry.language,
        )  # fmt: skip


def _heading(locator: Locator, provisions: dict[str, Provision]) -> str:
    last = locator.steps[-1] if locator.steps else None
    if last and last.kind == "term":
        return last.number.replace("-", " ").capitalize()
    record = provisions.get(str(locator.child("catalogue")))
    return record.heading if record else ""


def _name_parents(documents: dict[str, Document], provisions: dict[str, Provision]) -> None:
    """Headings above a provision that came without them, and parents that are not there are dropped."""
    parents = {p.parent for p in provisions.values() if p.parent and p.kind != "catalogue"}
    for locator, provision in list(provisions.items()):
        parsed = Locator.parse(locator)
        parent = provision.parent
        while parent and parent not in provisions:
            above = Locator.parse(parent).parent
            parent = str(above) if above else None
        path = provision.path or _path(parsed, provisions)
        leaf = provision.leaf if provision.provenance is not Provenance.GUIDE else locator not in parents
        provisions[locator] = replace(provision, parent=parent, path=path, leaf=leaf)


def _path(locator: Locator, provisions: dict[str, Provision]) -> tuple[str, ...]:
    names = []
    for size in range(1, len(locator.steps) + 1):
        above = Locator(locator.document, locator.steps[:size])
        step = above.steps[-1]
        heading = _heading(above, provisions)
        if step.kind in {"art", "annex", "part", "preamble", "goal", "target"}:
            names.append(f"{step.kind.replace('art', 'article').capitalize() if step.kind != 'part' else 'Part'} {step.number.upper()}. {heading}".strip(". "))
    return tuple(names)


def _reading_order(provision: Provision) -> tuple[object, ...]:
    locator = Locator.parse(provision.locator)
    number = re.fullmatch(r"([a-z0-9-]+?)-(\d+)(?:/(?:dec|rec)-(\d+))?", locator.document)
    document = (number[1], int(number[2]), int(number[3] or 0)) if number else (locator.document, 0, 0)
    steps = tuple((_STEP_ORDER.get(step.kind, 5), step.kind if step.kind == "annex" else "", *_natural(step.kind, step.number)) for step in locator.steps)
    return document, steps, provision.position


def _natural(kind: str, number: str) -> tuple[object, ...]:
    if kind == "subitem" and (value := from_roman(number.split("~")[0])):
        return ((value, ""),)
    if kind == "term":
        return ((0, number),)
    return tuple((int(part), "") if part.isdigit() else (0, part) for part in re.split(r"[.~]", number))
