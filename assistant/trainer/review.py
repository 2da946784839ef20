"""Check my slides: every reference resolved, every quotation compared, every title and official link looked
at.

What is found has one of three weights. A **slip** is wrong or misleading and must be mended: a reference that
cannot be,
a title that is another's or points to the wrong article, a quotation with other words, a definition cut
short. A
**spelling** is one letter in a quoted word: it is shown, and does not count as a slip, because it misleads
nobody about
the law. A **note** is for the trainer to judge: an excerpt that stops before the end of its sentence, a
provision that
the Secretariat's review marks superseded, a link of a form that the official site has given up, a reference
that this
corpus cannot confirm. Decisions may be excerpted, as every deck does; a definition may not, for it defines
only as a whole.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from difflib import SequenceMatcher
from typing import Any

from assistant.reading.resolve import chosen, is_held
from assistant.reading.topics import fold
from assistant.trainer.quotation import LEAST_WORDS, WHOLE, Quotation, Sources
from assistant.trainer.slides import Piece, read_pieces
from assistant.trainer.titles import article_slips, other_title
from index.interface import SearchIndex
from ingest.locator import Decision, Locator
from ingest.model import Provenance
from ingest.references.resolve import Reference, read_references
from ingest.vocabulary import vocabulary

SLIP, SPELLING, NOTE = "slip", "spelling", "note"
# words that nobody writes alike by chance: from here on other words are noted where nothing says that it is a
# quotation
LONG = 15
MOSTLY = 0.8  # of the words in quotation marks: they are then taken for a quotation of what they resemble
_QUOTED = re.compile(r"[“\"«]([^“”\"«»]{30,})[”\"»]")
_RETIRED = frozenset({"superseded", "retired", "elapsed", "inactive"})
_DEAD = (
    (
        re.compile(r"https?://(?:www\.)?biodiv\.org", re.I),
        "biodiv.org was the Secretariat's address until 2006",
    ),
    (
        re.compile(r"https?://(?:www\.)?cbd\.int/[^\s]*\.(?:s?html?|aspx?)(?:[?#]|$)", re.I),
        "pages ending in .shtml belong to the old site",
    ),
    (
        re.compile(r"https?://(?:www\.)?cbd\.int/decisions?/(?:cop/)?\?", re.I),
        "addresses of decisions with ?id= or ?dec= belong to the old site",
    ),
    (
        re.compile(r"https?://(?:www\.)?cbd\.int/kb/record", re.I),
        "the knowledge base (/kb/record) belongs to the old site",
    ),
)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to look at: where, what, why, and what the source says."""

    severity: str
    kind: str
    place: str
    text: str
    message: str
    locator: str = ""
    label: str = ""
    expected: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Named:
    """A reference of the file: `status` is "found", "not confirmed" or "no such provision"."""

    place: str
    words: str
    locator: str
    label: str
    status: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """What the check of one file found."""

    file: str
    pieces: int
    references: tuple[Named, ...]
    quotations: int
    exact: int
    findings: tuple[Finding, ...]

    @property
    def slips(self) -> tuple[Finding, ...]:
        """What is wrong."""
        return tuple(finding for finding in self.findings if finding.severity == SLIP)

    def to_wire(self) -> dict[str, Any]:
        """Ready for JSON."""
        counts = {
            severity: sum(f.severity == severity for f in self.findings)
            for severity in (SLIP, SPELLING, NOTE)
        }
        return {**asdict(self), "counts": counts}


def check_slides(name: str, raw: bytes, index: SearchIndex) -> Report:
    """Check a file. Raises SourceError for one that cannot be read."""
    return check_pieces(name, read_pieces(name, raw), index)


def check_pieces(name: str, pieces: Sequence[Piece], index: SearchIndex) -> Report:
    """Check what was read of a file. A finding that several slides repeat is reported once, with all the
    places.
    """
    sources = Sources(index)
    findings: list[Finding] = []
    references: list[Named] = []
    quotations: list[Quotation] = []
    lone: Reference | None = None
    for piece in pieces:
        found = list(sources.quotations(piece.text))
        quoted = next((q.provision for q in found if q.share >= 0.5), None)
        named = read_references(piece.text, Locator.parse(quoted.locator) if quoted else None)
        references += [one for reference in named for one in _named(piece, reference, index)]
        findings += _references(piece, named, index)
        findings += _titles(piece, named, lone, index)
        lone = named[0] if len(named) == 1 and named[0].words.strip() == piece.text.strip(" .:") else None
        findings += _links(piece)
        quotations += found
        findings += [finding for quotation in found for finding in _quotation(piece, quotation, index)]
        findings += _unfound(piece, named, found, index)
    order = [SLIP, SPELLING, NOTE]
    merged = sorted(_merged(findings), key=lambda finding: order.index(finding.severity))
    return Report(
        name, len(pieces), tuple(references), len(quotations), sum(q.exact for q in quotations), tuple(merged)
    )


def _merged(findings: Sequence[Finding]) -> list[Finding]:
    places: dict[tuple[str, ...], list[str]] = {}
    first: dict[tuple[str, ...], Finding] = {}
    for finding in findings:
        key = finding.severity, finding.kind, finding.message, finding.locator, fold(finding.text)
        first.setdefault(key, finding)
        places.setdefault(key, []).append(finding.place)
    return [
        Finding(**{**asdict(finding), "place": ", ".join(dict.fromkeys(places[key]))})
        for key, finding in first.items()
    ]


# references


def _named(piece: Piece, reference: Reference, index: SearchIndex) -> Iterator[Named]:
    for target in chosen(reference, index):
        provision = index.get(str(target)) or index.get(f"{target}/catalogue")
        document = index.documents.get(target.document)
        label = (
            provision.label.removesuffix(", catalogue entry")
            if provision
            else (document.short_title if document else str(target))
        )
        url = (provision.url if provision else "") or (document.url if document else "")
        yield Named(piece.place, reference.words, str(target), label, _status(target, index), url)


def _status(target: Locator, index: SearchIndex) -> str:
    if is_held(target, index):
        return "found"
    number = Decision.of(target.document)
    if number:
        known = number.body != "cop" or f"cop-{number.session}" in index.documents
        whole = (
            document := index.documents.get(target.document)
        ) is not None and document.provenance is Provenance.OFFICIAL
        return "no such provision" if not known or (whole and target.steps) else "not confirmed"
    if vocabulary().instrument(target.document) is None or target.document not in index.documents:
        return "not confirmed"
    parent = target.parent
    told = (
        parent is None
        or not parent.steps
        or any(child.kind not in {"catalogue", "remark"} for child in index.children(str(parent)))
    )
    return "no such provision" if told else "not confirmed"


_RELATIVE = re.compile(r"(?:sub-?)?(?:paragraphs?|items?|points?|sections?|annex(?:es)?)\b", re.I)


def _references(piece: Piece, named: Sequence[Reference], index: SearchIndex) -> Iterator[Finding]:
    for reference in named:
        if _RELATIVE.match(reference.words) and not re.search(
            r"\b(?:article|decision|convention|protocol)", reference.words, re.I
        ):
            continue  # "paragraph 3 above": which text it is in, the slide leaves open
        for target in chosen(reference, index):
            status = _status(target, index)
            if status == "no such provision":
                message = f"“{reference.words}” names {target}, which does not exist."
                yield Finding(SLIP, "reference", piece.place, reference.words, message, str(target))
            elif status == "not confirmed" and not target.steps:
                message = (
                    f"“{reference.words}” is not in this corpus or its catalogue, so it could not be "
                    f"confirmed."
                )
                yield Finding(NOTE, "reference", piece.place, reference.words, message, str(target))
            provision = index.get(str(target))
            retired = _RETIRED & set(provision.statuses) if provision else frozenset()
            if provision and retired:
                message = (
                    f"{provision.label} is marked {', '.join(sorted(retired))} by the Secretariat's review "
                    f"(given without warranty)."
                )
                yield Finding(
                    NOTE,
                    "status",
                    piece.place,
                    reference.words,
                    message,
                    provision.locator,
                    provision.label,
                    "",
                    provision.url,
                )


# titles


def _titles(
    piece: Piece, named: Sequence[Reference], lone: Reference | None, index: SearchIndex
) -> Iterator[Finding]:
    """Give a title that follows a decision's number, in its line or the next: is it that decision's, and do
    its articles fit its subject?

    `lone` is the reference that the line before consists of.
    """
    lead = named[0] if named and named[0].start <= 2 and _decision(named[0]) else None
    target = _decision(lead or lone)
    title = piece.text[lead.end :].strip(" .:–—-\t") if lead else piece.text.strip()
    if target is None or len(title.split()) < 2 or not title[:1].isupper():
        return
    document = index.documents.get(target.document)
    label, url = (document.short_title, document.url) if document else (str(target), "")
    other = other_title(title, target.document, index)
    if other:
        message = f"The title given to {label} is that of {other.short_title}."
        yield Finding(
            SLIP,
            "title",
            piece.place,
            piece.text,
            message,
            target.document,
            label,
            document.title if document else "",
            url,
        )
    elif document and _title_differs(title, document.title):
        message = f"The title given to {label} is not the one in the catalogue."
        yield Finding(
            NOTE, "title", piece.place, piece.text, message, target.document, label, document.title, url
        )
    for slip in article_slips(title, index):
        message = (
            f"The title of {label} names Article {slip.named} ({slip.named_title}), but its subject is "
            f"that of Article {slip.meant} "
            f"({slip.meant_title}): "
            f"probably “{slip.named}” stands for “{slip.meant}”. Compare the official page."
        )
        yield Finding(
            SLIP,
            "title",
            piece.place,
            piece.text,
            message,
            target.document,
            label,
            piece.text.replace(slip.words, slip.mended),
            url,
        )


def _decision(reference: Reference | None) -> Locator | None:
    target = reference.targets[0] if reference and len(reference.targets) == 1 else None
    return target if target and not target.steps and Decision.of(target.document) else None


def _title_differs(given: str, known: str) -> bool:
    """Whether it is a title of its own, and neither an abbreviation of the known one nor a remark that only
    begins alike.
    """
    mine, theirs = fold(given).split(), fold(known).split()
    rest = iter(theirs)
    if mine == theirs or all(word in rest for word in mine):
        return False
    return SequenceMatcher(None, mine, theirs).ratio() >= 0.5


# links


def _links(piece: Piece) -> Iterator[Finding]:
    for link in piece.links:
        for pattern, why in _DEAD:
            if pattern.match(link):
                yield Finding(
                    NOTE,
                    "link",
                    piece.place,
                    link,
                    f"This address may no longer lead anywhere: {why}.",
                    url=link,
                )


# quotations


def _quotation(piece: Piece, quotation: Quotation, index: SearchIndex) -> Iterator[Finding]:
    provision = quotation.provision
    meant = quotation.share >= WHOLE or _in_marks(piece.text, quotation.text)

    def finding(severity: str, kind: str, message: str, expected: str) -> Finding:
        return Finding(
            severity,
            kind,
            piece.place,
            quotation.text,
            message,
            provision.locator,
            provision.label,
            expected,
            provision.url,
        )

    words = [difference for difference in quotation.differences if difference.kind == "words"]
    for difference in quotation.differences:
        if difference.kind == "spelling":
            yield finding(
                SPELLING,
                "quotation",
                f"“{difference.here}” is “{difference.there}” in {provision.label}.",
                difference.there,
            )
    if words and (meant or len(quotation.text.split()) >= LONG):
        shown = "; ".join(_told(difference.here, difference.there) for difference in words[:6])
        yield finding(
            SLIP if meant else NOTE,
            "quotation",
            f"The words differ from {provision.label}: {shown}.",
            provision.text,
        )
    yield from _ending(quotation, finding, meant=meant)


def _told(here: str, there: str) -> str:
    if here and there:
        return f"“{here}” for “{there}”"
    return f"“{here}” is added" if here else f"“{there}” is left out"


def _in_marks(text: str, quoted: str) -> bool:
    return any(
        quoted in match[1] and len(quoted) >= MOSTLY * len(match[1]) for match in _QUOTED.finditer(text)
    )


def _ending(
    quotation: Quotation, finding: Callable[[str, str, str, str], Finding], *, meant: bool
) -> Iterator[Finding]:
    """Give an end that is not the source's: a slip in a definition or in the middle of a phrase, else a
    note.
    """
    provision = quotation.provision
    definition = provision.kind == "term" or provision.locator.endswith("/art-2")
    unfinished_source = definition and not provision.text.rstrip().endswith((".", ";"))
    if quotation.marked_short:
        return
    if definition and quotation.rest:
        yield finding(
            SLIP,
            "cut short",
            f"The definition in {provision.label} is cut short: “{quotation.rest}” is missing.",
            quotation.rest,
        )
    elif unfinished_source and quotation.provision.text.rstrip().endswith(quotation.text[-20:]):
        message = (
            f"The definition in {provision.label} is unfinished: it stops without the end of its "
            f"sentence. This corpus has it only "
            "as a source quotes it, with the same gap; read the end in the official text."
        )
        yield finding(SLIP, "cut short", message, "")
    elif quotation.rest and quotation.dangling and meant:
        message = (
            f"The quotation of {provision.label} stops in the middle of a phrase; it goes on: "
            f"“{quotation.rest}”"
        )
        yield finding(SLIP, "cut short", message, quotation.rest)
    elif quotation.rest and meant and len(quotation.rest.split()) > 2:
        yield finding(
            NOTE,
            "excerpt",
            f"The excerpt of {provision.label} stops before the end of its sentence; it goes on: "
            f"“{quotation.rest}”",
            quotation.rest,
        )


def _unfound(
    piece: Piece, named: Sequence[Reference], found: Sequence[Quotation], index: SearchIndex
) -> Iterator[Finding]:
    """Look at words in quotation marks beside a reference: they should stand in what it names."""
    titles = {
        fold(index.documents[target.document].title)
        for r in named
        for target in r.targets
        if target.document in index.documents
    }
    for match in _QUOTED.finditer(piece.text):
        words = match[1].strip(" .,;…[]()")
        outside = [reference for reference in named if not match.start() <= reference.start < match.end()]
        cited = list(
            dict.fromkeys(str(target) for reference in outside for target in chosen(reference, index))
        )
        if (
            len(words.split()) < LEAST_WORDS
            or fold(words) in titles
            or not cited
            or _stands_in(words, cited, index)
        ):
            continue
        inside = [q for q in found if q.text in words or words in q.text]
        yield from _misplaced(piece, words, cited, inside, index)


def _misplaced(
    piece: Piece, words: str, cited: Sequence[str], inside: Sequence[Quotation], index: SearchIndex
) -> Iterator[Finding]:
    whole = [q for q in inside if len(q.text.split()) >= MOSTLY * len(words.split())]
    texts = [provision for locator in cited if (provision := index.get(locator)) is not None]
    if whole and not any(_belongs(q.provision.locator, locator) for q in whole for locator in cited):
        provision = whole[0].provision
        message = f"These words are not in {', '.join(cited)}: they stand in {provision.label}."
        yield Finding(
            SLIP,
            "quotation",
            piece.place,
            words,
            message,
            provision.locator,
            provision.label,
            provision.text,
            provision.url,
        )
    elif not inside and any(provision.provenance is Provenance.OFFICIAL for provision in texts):
        yield Finding(
            SLIP,
            "quotation",
            piece.place,
            words,
            f"These words in quotation marks were not found in {', '.join(cited)}.",
            cited[0],
        )
    elif not inside:
        message = (
            f"These words could not be compared: the corpus has no official text of {', '.join(cited)} "
            f"that is near them."
        )
        yield Finding(NOTE, "quotation", piece.place, words, message, cited[0])


def _stands_in(words: str, cited: Sequence[str], index: SearchIndex) -> bool:
    parts = [fold(part) for part in re.split(r"…|\.\.\.", words)]
    texts = [fold(provision.text) for locator in cited if (provision := index.get(locator)) is not None]
    return any(all(part in text for part in parts) for text in texts)


def _belongs(locator: str, cited: str) -> bool:
    return locator == cited or locator.startswith(f"{cited}/") or cited.startswith(f"{locator}/")


def format_report(report: Report) -> str:
    """For a terminal: slips first, each with its place, what is wrong and what the source says."""
    counts = report.to_wire()["counts"]
    lines = [
        f"{report.file}: {len(report.references)} references, {report.quotations} quotations "
        f"({report.exact} exact), "
        f"{counts[SLIP]} slips, {counts[SPELLING]} spellings, {counts[NOTE]} notes.",
    ]
    for finding in report.findings:
        lines += [
            "",
            f"{finding.severity.upper()} ({finding.place}): {finding.message}",
            f"    here:   {finding.text[:300]}",
        ]
        if finding.expected and finding.severity != NOTE:
            lines.append(f"    source: {finding.expected[:300]}")
        if finding.url:
            lines.append(f"    {finding.url}")
    return "\n".join(lines)
