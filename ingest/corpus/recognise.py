"""What a file is: treaty text, decision, slides or plain document, with the reason, so that a person can
correct it.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from html import unescape
from pathlib import Path

from ingest.corpus.act_sources import read_acts
from ingest.corpus.comparison import compare, gap_in
from ingest.corpus.known import folded, known_titles
from ingest.corpus.language import ENGLISH, language_of
from ingest.corpus.source import may_hold_acts, read_source
from ingest.corpus.titles import heading_of, name_of, opening_of, own_title, with_act
from ingest.errors import SourceError
from ingest.locator import Decision, Locator, decision_label
from ingest.model import Document, Origin, Provision
from ingest.names import Instrument
from ingest.readers.blocks import Block
from ingest.readers.clean import clean_line
from ingest.readers.encoding import encoding_of
from ingest.readers.formats import FORMATS, read_blocks
from ingest.readers.front_matter import Front
from ingest.readers.html import html_title
from ingest.readers.legible import doubts, why_unreadable
from ingest.readers.text import decode
from ingest.references.symbols import from_symbol, symbols_in
from ingest.spelling import names_pattern, normal
from ingest.structure.decision_layout import arrange, title_of
from ingest.structure.headings import read_numbered
from ingest.structure.outline import article_headings, outlined, sort_of_numbered, titled
from ingest.structure.treaty import parse
from ingest.vocabulary import vocabulary

OPENING = 40  # blocks in which a document says what it is
ARTICLES = 8  # article headings that make a treaty
FRONT_MATTER = "its front matter says so"  # the reason of a kind that the file names itself
READ_AGAIN = "Run it through OCRmyPDF (ocrmypdf --force-ocr in.pdf out.pdf) and give the result."
SAVE_AGAIN = "Open it in its program, choose another font or encoding, and save it again."
_TREATY = re.compile(r"\b(?:treaty|protocol|convention|agreement|covenant|accord)\b", re.I)
_MAGIC = (
    (b"%PDF-", ".pdf", "a PDF"),
    (b"\xd0\xcf\x11\xe0", "", "a file of an old or protected Office program"),
    (b"PK\x03\x04", "", "a zip archive"),
)


@dataclass(frozen=True, slots=True)
class Recognition:
    """What a file was taken for, and why. `notes` are what the reader should know of it.

    `claims` is the id of the instrument that it names itself, and `doubt` what of it is not as that one has
    it: a file with a doubt is an ordinary document. `gap` says where its articles
    do not follow each other.
    """

    id: str
    kind: str
    title: str
    short_title: str
    language: str
    reason: str
    symbol: str = ""
    session: int | None = None
    provisions: int = 0
    notes: tuple[str, ...] = ()
    origin: Origin = Origin.NONE
    claims: str = ""
    doubt: str = ""
    gap: str = ""

    @property
    def sort(self) -> str:
        """The kind in everyday words."""
        return {
            "convention": "treaty text",
            "protocol": "treaty text",
            "training": "slides",
            "other": "document",
        }.get(self.kind, self.kind)


def recognise(path: Path, name: str) -> Recognition:
    """Read the file and say what it is; `name` is what its user calls it. Raises SourceError for one that
    cannot be read.
    """
    suffix = path.suffix.lower()
    raw = path.read_bytes()
    _check_type(path, raw)
    if FORMATS[suffix].reader is None:
        source = read_source(path)
        document = source.document
        return Recognition(
            document.id,
            document.kind,
            document.title,
            document.short_title,
            document.language,
            "it is an official record",
            document.symbol,
            document.session,
            len(source.provisions),
        )
    front, blocks = read_blocks(path, raw)
    words = "\n".join(block.text for block in blocks)
    unreadable = why_unreadable(words)
    if unreadable:
        raise SourceError(f"{path.name}: {unreadable}.", READ_AGAIN if suffix == ".pdf" else SAVE_AGAIN)
    if not words.strip():
        raise SourceError(
            f"{path.name}: the document has no text.", "Add its text, or for a picture of text run OCRmyPDF."
        )
    found = _acts(path, blocks, suffix, name) if may_hold_acts(front) else None
    if found:
        language = str(front.get("language") or found.language)
        return replace(found, language=language, notes=_notes(path, raw, suffix, words))
    found = _by_content(blocks, suffix, name)
    title, declared = html_title(decode(path, raw)) if suffix in {".html", ".htm"} else ("", "")
    if suffix != ".pdf":
        title = title or opening_of(blocks)
    found = replace(
        found,
        title=found.title or title or name_of(name),
        # what every editor declares by itself is no word of whoever wrote the page
        language=declared if declared not in {"", ENGLISH} else language_of(words),
        notes=_notes(path, raw, suffix, words),
    )
    found = _as_given(found, front)
    settled = _settled(found, blocks, name)
    # what reads word by word as the English text is in English, whatever the page around it says
    language = "en" if settled.origin is Origin.CHECKED else found.language
    found = replace(settled, language=language, notes=found.notes)
    return replace(found, provisions=_provisions(found, blocks))


def _settled(found: Recognition, blocks: Sequence[Block], name: str) -> Recognition:
    """What claims to be an instrument is it where all of it is there, word by word; else it is an ordinary
    document, and says what did not fit. What stands for another official text is the office's copy.
    """
    known = vocabulary()
    ids = dict.fromkeys([found.id, *_by_titles(blocks)])
    claimed = [one for identity in ids if (one := known.instrument(identity))]
    read = {one.id: _read_as(one, blocks) for one in claimed}
    compared = [(one, compare(one.id, read[one.id])) for one in claimed]
    for instrument, comparison in compared:
        if comparison.fits:
            reason = f"its {comparison.known} provisions are those of the instrument, word by word"
            return _taken_for(instrument, Origin.CHECKED, reason)
    if not compared:
        stands = found.kind not in {"training", "other", "guide", "session"}
        return replace(found, origin=Origin.COPY if stands else Origin.NONE)
    instrument, comparison = compared[0]
    if not comparison.known:
        return replace(_taken_for(instrument, Origin.COPY, found.reason), doubt=comparison.faults)
    title = found.title or instrument.title
    return Recognition(
        free_slug(name),
        "other",
        title,
        f"{title} (copy: {clean_line(name)})",
        "",
        f"it names itself the {instrument.short_title} and is not as the catalogue has it: "
        f"{comparison.faults}",
        claims=instrument.id,
        doubt=comparison.faults,
        gap=gap_in(read[instrument.id]),
    )


def _taken_for(instrument: Instrument, origin: Origin, reason: str) -> Recognition:
    return Recognition(
        instrument.id, instrument.kind, instrument.title, instrument.short_title, "", reason,
        origin=origin, claims=instrument.id,
    )  # fmt: skip


def _read_as(instrument: Instrument, blocks: Sequence[Block]) -> list[Provision]:
    """The provisions of a text, as those of the instrument."""
    document = Document(instrument.id, instrument.kind, instrument.title, instrument.short_title)
    return parse(document, titled(blocks, instrument.title))[1]


def _by_titles(blocks: Sequence[Block]) -> list[str]:
    """The instruments that have half their titles of articles in common with a text, the nearest first."""
    said = {f"art-{one.number}": folded(one.title) for one in article_headings(outlined(blocks))}
    shared: dict[str, int] = {}
    for instrument in vocabulary().treaties:
        titles = known_titles(instrument)
        same = sum(said.get(str(Locator.parse(at).steps[0])) == folded(title) for at, title in titles.items())
        if same >= ARTICLES and 2 * same >= len(titles):
            shared[instrument] = same
    return sorted(shared, key=lambda one: -shared[one])


def _as_given(found: Recognition, front: Front) -> Recognition:
    """What the front matter says goes before what the content says."""
    names = ("id", "kind", "title", "short_title", "language", "symbol")
    given = {name: unescape(str(front[name])) for name in names if front.get(name)}  # some copy a web page
    found = replace(found, **given)  # type: ignore[arg-type]  # all six are texts
    reason = FRONT_MATTER if "kind" in given else found.reason
    return replace(found, short_title=found.short_title or found.title, reason=reason)


def _provisions(found: Recognition, blocks: list[Block]) -> int:
    """How many provisions it gives; that it can be parsed is thereby known."""
    arranged = arrange(blocks) if found.kind in {"decision", "recommendation"} else blocks
    return len(parse(Document(found.id, found.kind, found.title, found.title), arranged)[1])


def _check_type(path: Path, raw: bytes) -> None:
    suffix = path.suffix.lower()
    if suffix not in FORMATS:
        raise SourceError(
            f"{path.name}: files of type {suffix or '(none)'} are not read.",
            f"Save it as one of {', '.join(sorted(FORMATS))}.",
        )
    if suffix in {".docx", ".pptx"}:
        return
    for magic, own, what in _MAGIC:
        if raw.startswith(magic) and own != suffix:
            raise SourceError(
                f"{path.name}: this is {what}, whatever its name says.",
                "Give it the name of its type, or save it as another one.",
            )


def _by_content(blocks: Sequence[Block], suffix: str, name: str) -> Recognition:
    """What the blocks show, without the language and the notes; the title is "" where they show none."""
    decision = _decision(blocks)
    if decision:
        return decision
    own = Recognition(free_slug(name), "other", "", "", "", "")
    if suffix == ".pptx" or sum(bool(re.match(r"Slide \d+\b", b.text)) for b in blocks if b.level) > 2:
        first = next((b.text.partition(". ")[2] for b in blocks if b.level), "")
        return replace(own, kind="training", title=first, reason="it is a presentation")
    articles = _articles(blocks)
    if articles >= ARTICLES:
        named = _instrument(" ".join(b.text for b in blocks[:OPENING])[:600])
        reason = f"it has {articles} articles"
        if named is None:
            title = heading_of(blocks)
            kind = "protocol" if _TREATY.search(title) else "other"
            return replace(own, kind=kind, title=with_act(title, blocks), reason=reason)
        reason = f"{reason} and names itself"
        return Recognition(named.id, named.kind, named.title, named.short_title, "", reason)
    reason = "nothing marks it as a treaty text, a decision or slides"
    # letters show the title of a PDF, and a web page names itself where its headings do not
    title = own_title(blocks) if suffix in {".docx", ".md", ".txt"} else heading_of(blocks)
    return replace(own, title=with_act(title, blocks), reason=reason)


def _articles(blocks: Sequence[Block]) -> int:
    """How many headings of articles or sections there are."""
    numbered = sort_of_numbered(blocks)
    outline = outlined(blocks, numbered=numbered)
    said = len(article_headings(outline))
    return said or sum(1 for block in outline if numbered and block.level and read_numbered(block.text))


def _acts(path: Path, blocks: Sequence[Block], suffix: str, name: str) -> Recognition | None:
    """A file of decisions of other bodies, or of several of the Convention's: each becomes a document."""
    language = language_of("\n".join(block.text for block in blocks))
    file = Document(_slug(name), "decision", name, name, language=language, path=path.name)
    acts = read_acts(blocks, file) if suffix != ".pptx" else None
    if not acts or (len(acts) == 1 and Decision.of(acts[0].document.id) and _decision(blocks)):
        return None
    first, last = acts[0].document, acts[-1].document
    several = f"{first.short_title} to {last.short_title}"
    held = f"{len(acts)} decisions, {several}" if len(acts) > 1 else first.short_title
    title = several if len(acts) > 1 else f"{first.short_title}. {first.title}"
    return Recognition(
        file.id,
        "decision",
        title,
        several if len(acts) > 1 else first.short_title,
        language,
        f"it holds {held}",
        session=first.session if len({act.document.session for act in acts}) == 1 else None,
        provisions=sum(len(act.provisions) for act in acts),
        origin=Origin.COPY,
    )


def _instrument(opening: str) -> Instrument | None:
    """The instrument whose text opens so; a protocol names the Convention too, and is looked for first."""
    folded = normal(opening)
    for instrument in vocabulary().inner_first:
        if instrument.opening and re.search(names_pattern(instrument.opening), folded):
            return instrument
    return None


def _decision(blocks: Sequence[Block]) -> Recognition | None:
    """A decision prints its symbol in its masthead, as a line of its own or beside "Distr."; a report only
    mentions some.
    """
    title = title_of(blocks)
    masthead = [block.text for block in blocks[:OPENING]]
    alone = next((text for text in masthead if from_symbol(text) and len(text) < 60), "")
    found = symbols_in(" ".join(masthead) if title else alone)
    headed = any(re.search(r"\b(?:DECISION|RECOMMENDATION) ADOPTED BY\b", text, re.I) for text in masthead)
    if not found or not (title or headed):
        return None
    _, symbol, decision = found[0]
    printed = str(decision_label(decision.id))
    reason = f"it bears the symbol {symbol}"
    return Recognition(
        decision.id,
        decision.kind,
        title or printed,
        printed,
        "",
        reason,
        symbol,
        decision.session,
    )


def _notes(path: Path, raw: bytes, suffix: str, words: str) -> tuple[str, ...]:
    notes = []
    doubt = doubts(words)
    if doubt:
        notes.append(f"{doubt}: compare a page, or run OCRmyPDF (ocrmypdf --force-ocr)")
    if suffix == ".pdf":
        from ingest.readers.pdf import pages_without_text

        bare = pages_without_text(path)
        if bare:
            notes.append(
                f"{_pages(bare)} without a text layer, perhaps scanned: run OCRmyPDF (ocrmypdf "
                f"--skip-text) to have them read"
            )
    if suffix in {".docx", ".pptx"}:
        from ingest.readers.office import check_package

        if check_package(path, raw):
            notes.append("it carries macros; they are neither run nor read")
        notes += _left_out(raw, suffix)
    encoding = encoding_of(raw) if suffix in {".md", ".txt", ".html", ".htm"} else None
    if encoding and encoding.guessed:
        notes.append(f"it does not say how its letters are written, and was read as {encoding.guessed}")
    return tuple(notes)


def _left_out(raw: bytes, suffix: str) -> tuple[str, ...]:
    """What an Office file carries that is not read as its text."""
    if suffix == ".docx":
        from ingest.readers.docx import left_out as of_word

        return of_word(raw)
    from ingest.readers.pptx import left_out as of_slides

    return of_slides(raw)


def _pages(numbers: Sequence[int]) -> str:
    shown = ", ".join(map(str, numbers[:8])) + (" and others" if len(numbers) > 8 else "")
    return f"page {shown} is" if len(numbers) == 1 else f"pages {shown} are"


def free_slug(name: str) -> str:
    """The id that the name of a file gives; that of an instrument is none for a file that is called so."""
    slug = _slug(name)
    return f"{slug}-copy" if vocabulary().instrument(slug) else slug


def _slug(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", Path(name).stem.lower()).strip("-")[:80].strip("-") or "document"
