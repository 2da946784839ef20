"""Sources become one corpus, in which each locator has one provision, the best one that any of them has."""

import hashlib
import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from ingest.corpus.source import ParsedSource
from ingest.errors import CorpusError
from ingest.locator import Locator, label
from ingest.model import Document, GuideEntry, Origin, Provenance, Provision
from ingest.numerals import from_roman

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
        found = hashlib.sha256()
        for record in (
            *self.documents.values(),
            *self.provisions.values(),
            *(self.guide[key] for key in sorted(self.guide)),
        ):
            found.update(repr(record).encode("utf-8", "backslashreplace"))
        return found.hexdigest()


def merge(sources: Sequence[ParsedSource], guide: dict[str, GuideEntry]) -> Corpus:
    """One corpus of all sources and the guide entries that speak of it.

    Raises CorpusError where two documents have one id and cannot be one document.
    """
    _check_ids(sources)
    documents: dict[str, Document] = {}
    provisions: dict[str, Provision] = {}
    official: dict[str, list[tuple[str, str]]] = defaultdict(list)
    moved: dict[str, str] = {}
    for source in sorted(sources, key=lambda s: _rank(s.document.provenance)):
        document = source.document
        documents[document.id] = _merge_documents(documents.get(document.id), document)
        for provision in source.provisions:
            locator = provision.locator
            if document.provenance is Provenance.OFFICIAL:
                official[document.id].append((_folded(provision.text), locator))
            elif document.provenance is Provenance.QUOTED and locator not in provisions:
                locator = _holder(provision, official[document.id]) or locator
                moved[provision.locator] = locator
            held = provisions.get(locator)
            provisions[locator] = _merge_provisions(held, provision) if held else provision
    guide = _moved_guide(guide, moved)
    _add_guide(documents, provisions, guide)
    _name_parents(provisions)
    used = {p.document for p in provisions.values()}
    return Corpus(
        {identity: documents[identity] for identity in sorted(documents) if identity in used},
        {p.locator: _placed(p, at) for at, p in enumerate(_in_reading_order(provisions))},
        {locator: entry for locator, entry in guide.items() if locator in provisions},
    )


def _placed(provision: Provision, position: int) -> Provision:
    return provision if provision.position == position else replace(provision, position=position)


def _check_ids(sources: Sequence[ParsedSource]) -> None:
    named: dict[str, list[Document]] = defaultdict(list)
    for source in sources:
        named[source.document.id].append(source.document)
    for documents in named.values():
        _check_one_document(documents)


def parted(
    sources: Sequence[ParsedSource],
) -> tuple[list[ParsedSource], list[tuple[ParsedSource, CorpusError]]]:
    """The sources that can be one corpus, earlier ones first, and those that contradict them, with why."""
    named: dict[str, list[Document]] = defaultdict(list)
    kept: list[ParsedSource] = []
    refused: list[tuple[ParsedSource, CorpusError]] = []
    for source in sources:
        held = named[source.document.id]
        try:
            _check_one_document([*held, source.document])
        except CorpusError as error:
            refused.append((source, error))
        else:
            held.append(source.document)
            kept.append(source)
    return kept, refused


def _check_one_document(documents: Sequence[Document]) -> None:
    """One id is one document: an official text, other sources that quote it, and its catalogue entry may
    share it.
    """
    for before, document in combinations(documents, 2):
        quote_apart = before.quoted_in != document.quoted_in
        same = before.provenance is document.provenance and not (
            document.provenance is Provenance.QUOTED and quote_apart
        )
        own = any(
            one.provenance is Provenance.OWN and one.origin is not Origin.COPY for one in (before, document)
        )
        if same or own:
            raise CorpusError(
                f"{_name(before)} and {_name(document)} both have the id '{document.id}'.",
                "Give one of them another id in its front matter.",
            )
        if before.language != document.language:
            raise CorpusError(
                f"{_name(before)} and {_name(document)} have the id '{document.id}' but not the same "
                f"language.",
                f"Give a translation an id of its own, for example {document.id}-{document.language}.",
            )


def _rank(provenance: Provenance) -> float:
    """The better source first. An office's copy of a decision stands before the catalogue's few words on
    it.
    """
    return Provenance.QUOTED.rank + 0.5 if provenance is Provenance.OWN else provenance.rank


def _name(document: Document) -> str:
    return document.path or "the catalogue"


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())


def _holder(quoted: Provision, official: Sequence[tuple[str, str]]) -> str | None:
    """The innermost official provision that holds the quoted words, where the quotation did not say which it
    is.
    """
    words = _folded(quoted.text)
    return min(((len(text), locator) for text, locator in official if words in text), default=(0, None))[1]


def _merge_documents(held: Document | None, new: Document) -> Document:
    """The better source names the document; what it does not say comes from the other."""
    if held is None:
        return new
    digest = hashlib.sha256(f"{held.digest}{new.digest}".encode()).hexdigest()
    return replace(
        held, url=held.url or new.url, symbol=held.symbol or new.symbol, session=held.session or new.session,
        date=held.date or new.date, year=held.year or new.year, place=held.place or new.place,
        towns=held.towns or new.towns, digest=digest, quoted_in=held.quoted_in or new.quoted_in,
    )  # fmt: skip


def _merge_provisions(best: Provision, other: Provision) -> Provision:
    """The best text stays; that another source quotes the same provision is noted."""
    quoted = tuple(dict.fromkeys([*best.quoted_in, *other.quoted_in]))
    return replace(best, quoted_in=quoted, about=best.about or other.about)


def _moved_guide(guide: dict[str, GuideEntry], moved: dict[str, str]) -> dict[str, GuideEntry]:
    """What was said of a quotation is said of the official provision that holds it, unless that has a note of
    its own.
    """
    found: dict[str, GuideEntry] = {}
    for locator, entry in guide.items():
        target = moved.get(locator, locator)
        if target == locator or target not in guide:
            found.setdefault(target, replace(entry, provision=target))
    return found


def _add_guide(
    documents: dict[str, Document], provisions: dict[str, Provision], guide: dict[str, GuideEntry]
) -> None:
    for entry in guide.values():
        locator = Locator.parse(entry.provision)
        document = documents.get(locator.document)
        if entry.provision in provisions or document is None:
            continue
        heading = _heading(locator, provisions)
        provisions[entry.provision] = Provision(
            locator=entry.provision,
            document=document.id,
            kind=locator.steps[-1].kind if locator.steps else "document",
            label=label(locator, document.short_title, heading),
            text=entry.summary,
            start=0,
            end=len(entry.summary),
            position=0,
            parent=str(locator.parent) if locator.parent else None,
            heading=heading,
            chapeau=entry.summary,
            provenance=Provenance.GUIDE,
            url=document.url,
            language=entry.language,
        )


def _heading(locator: Locator, provisions: dict[str, Provision]) -> str:
    last = locator.steps[-1] if locator.steps else None
    if last and last.kind == "term":
        return last.number.replace("-", " ").capitalize()
    record = provisions.get(str(locator.child("catalogue")))
    return record.heading if record else ""


def _name_parents(provisions: dict[str, Provision]) -> None:
    """Give headings to provisions that came without, and drop parents that are not there."""
    parents = {p.parent for p in provisions.values() if p.parent and p.kind != "catalogue"}
    for locator, provision in list(provisions.items()):
        parent = provision.parent
        while parent and parent not in provisions:
            above = Locator.parse(parent).parent
            parent = str(above) if above else None
        path = provision.path or _path(Locator.parse(locator), provisions)
        leaf = provision.leaf if provision.provenance is not Provenance.GUIDE else locator not in parents
        if (parent, path, leaf) != (provision.parent, provision.path, provision.leaf):
            provisions[locator] = replace(provision, parent=parent, path=path, leaf=leaf)


def _path(locator: Locator, provisions: dict[str, Provision]) -> tuple[str, ...]:
    names = []
    for size in range(1, len(locator.steps) + 1):
        above = Locator(locator.document, locator.steps[:size])
        step = above.steps[-1]
        heading = _heading(above, provisions)
        if step.kind in {"art", "annex", "part", "preamble", "goal", "target"}:
            name = "Article" if step.kind == "art" else step.kind.capitalize()
            names.append(f"{name} {step.number.upper()}. {heading}".strip(". "))
    return tuple(names)


def _in_reading_order(provisions: dict[str, Provision]) -> list[Provision]:
    """Documents by id, and in each the outer before the inner.

    The source with the best text sets the order; what others add to it stands after the sibling whose number
    it follows.
    """
    below: dict[str | None, list[Provision]] = defaultdict(list)
    for provision in provisions.values():
        below[provision.parent].append(provision)
    order: list[Provision] = []
    waiting = _siblings_in_order(below[None])[::-1]
    while waiting:
        provision = waiting.pop()
        order.append(provision)
        waiting += _siblings_in_order(below[provision.locator])[::-1]
    return order


def _siblings_in_order(siblings: Sequence[Provision]) -> list[Provision]:
    documents: dict[str, list[Provision]] = defaultdict(list)
    for provision in siblings:
        documents[provision.document].append(provision)
    return [
        p for identity in sorted(documents, key=_document_order) for p in _interleaved(documents[identity])
    ]


def _document_order(identity: str) -> tuple[str, int, int]:
    number = re.fullmatch(r"([a-z0-9-]+?)-([0-9]{1,4})(?:/(?:dec|rec|res)-([0-9]{1,4}))?(?:~.*)?", identity)
    return (number[1], int(number[2]), int(number[3] or 0)) if number else (identity, 0, 0)


def _interleaved(siblings: Sequence[Provision]) -> list[Provision]:
    best = min((p.provenance for p in siblings), key=_rank)
    order = sorted((p for p in siblings if p.provenance is best), key=lambda p: p.position)
    if best in {Provenance.CATALOGUE, Provenance.GUIDE}:
        return sorted(siblings, key=_step_key)
    for added in sorted((p for p in siblings if p.provenance is not best), key=_step_key):
        key = _step_key(added)
        before = [at for at, held in enumerate(order, start=1) if _step_key(held) <= key]
        order.insert(before[-1] if before else 0, added)
    return order


def _step_key(provision: Provision) -> tuple[object, ...]:
    """Where a provision belongs among its siblings by its kind and number: 2 before 10, iv before v."""
    steps = Locator.parse(provision.locator).steps
    if not steps:
        return (0, "", ())
    kind, number = steps[-1].kind, steps[-1].number
    roman = from_roman(number.split("~")[0]) if kind == "subitem" else None
    parts = [str(roman)] if roman else [] if kind == "term" else re.split(r"[.~-]", number)
    return (
        _STEP_ORDER.get(kind, 5),
        kind,
        tuple((int(part), "") if part.isdigit() else (10_000, part) for part in parts),
        number,
    )
