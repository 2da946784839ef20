"""Check my slides: every reference resolved, every quotation compared, every title and official link looked
at. What the weights of the findings mean is said in `assistant.trainer.report`.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from assistant.trainer.mentions import mention_findings, mentions
from assistant.trainer.misquotes import misplaced, misquotes
from assistant.trainer.quotation import Quotation, Sources
from assistant.trainer.report import NOTE, Finding, Mention, Report, merged
from assistant.trainer.slides import Piece, read_pieces
from assistant.trainer.tables import table
from assistant.trainer.titles import title_findings
from index.interface import SearchIndex
from ingest.locator import Locator
from ingest.references.resolve import Reference, read_references

QUOTING = 0.5  # of a piece's words: from here on a bare "paragraph 3" in it is one of what it quotes


def check_slides(name: str, raw: bytes, index: SearchIndex) -> Report:
    """Check a file. Raises SourceError for one that cannot be read."""
    return check_pieces(name, read_pieces(name, raw), index)


def check_pieces(name: str, pieces: Sequence[Piece], index: SearchIndex) -> Report:
    """Check what was read of a file. A finding that several slides repeat is reported once, with all the
    places.
    """
    sources = Sources(index)
    findings: list[Finding] = []
    references: list[Mention] = []
    quotations: list[Quotation] = []
    lone: Reference | None = None
    for piece in pieces:
        quoted = list(sources.quotations(piece.text))
        cited = read_references(piece.text, _context(quoted))
        references += mentions(piece, cited, index)
        quotations += quoted
        findings += mention_findings(piece, cited, index)
        findings += title_findings(piece, cited, lone, index)
        findings += _dead_links(piece)
        findings += misquotes(piece, quoted)
        findings += misplaced(piece, cited, quoted, index)
        lone = cited[0] if len(cited) == 1 and cited[0].words.strip() == piece.text.strip(" .:") else None
    exact = sum(quotation.exact for quotation in quotations)
    return Report(name, len(pieces), tuple(references), len(quotations), exact, merged(findings))


def _context(quoted: Sequence[Quotation]) -> Locator | None:
    """What a piece is a quotation of, if it is one."""
    whole = next((quotation for quotation in quoted if quotation.share >= QUOTING), None)
    return Locator.parse(whole.provision.locator) if whole else None


def _dead_links(piece: Piece) -> Iterator[Finding]:
    for link in piece.links:
        for address, reason in _dead_forms():
            if address.match(link):
                message = f"This address may no longer lead anywhere: {reason}."
                yield Finding(NOTE, "link", piece.place, link, message, url=link)


@cache
def _dead_forms() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(form["address"], re.I), form["reason"]) for form in table("links")["form"])
