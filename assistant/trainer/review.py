"""Check my slides: every reference resolved, every quotation compared, every title, official address and
fact looked at. What the weights of the findings mean is said in `assistant.trainer.report`.
"""

from collections.abc import Sequence

from assistant.trainer.context import contexts, read_in
from assistant.trainer.desk import Desk
from assistant.trainer.facts.addresses import address_findings
from assistant.trainer.facts.check import fact_findings
from assistant.trainer.mentions import is_impossible, mention_findings, mentions
from assistant.trainer.misquotes import misplaced, misquotes
from assistant.trainer.quotation import Quotation, Sources
from assistant.trainer.report import UNCHECKED, Finding, Mention, Report, merged
from assistant.trainer.slides import Piece, read_pieces
from assistant.trainer.titles import title_findings
from index.encoder import Encoder
from index.interface import SearchIndex
from ingest.locator import Locator
from ingest.references.resolve import Reference

QUOTING = 0.5  # of a piece's words: from here on a bare "paragraph 3" in it is one of what it quotes


def check_slides(
    name: str, raw: bytes, index: SearchIndex, language: str = "en", encoder: Encoder | None = None
) -> Report:
    """Check a file; the report is in that language. Without the encoder of the index it is not judged what
    provisions are about. Raises SourceError for a file that cannot be read.
    """
    return check_pieces(name, read_pieces(name, raw), index, language, encoder)


def check_pieces(
    name: str,
    pieces: Sequence[Piece],
    index: SearchIndex,
    language: str = "en",
    encoder: Encoder | None = None,
    sources: Sources | None = None,
) -> Report:
    """Check what was read of a file. A finding that several slides repeat is reported once, with all the
    places. `sources` are those of the index, where somebody has them ready.
    """
    desk, sources = Desk(index, language), sources or Sources(index)
    found: list[Finding] = []
    references: list[Mention] = []
    quotations: list[list[Quotation]] = []
    lone: Reference | None = None
    around = contexts(pieces)
    for piece, context in zip(pieces, around, strict=True):
        quoted = list(sources.quotations(piece.text))
        cited = read_in(piece.text, _context(quoted) or context.instrument, index)
        references += mentions(piece, cited, desk)
        quotations.append(quoted)
        found += mention_findings(piece, cited, desk)
        found += title_findings(piece, cited, lone, desk)
        found += address_findings(piece, lambda target: is_impossible(target, index), desk)
        found += misquotes(piece, quoted, desk)
        found += misplaced(piece, cited, quoted, desk)
        lone = cited[0] if len(cited) == 1 and cited[0].words.strip() == piece.text.strip(" .:") else None
    found += fact_findings(pieces, around, quotations, desk, encoder)
    law = [quotation for quoted in quotations for quotation in quoted]
    unchecked = [one for one in found if one.kind == UNCHECKED]
    wrong = [one for one in found if one.kind != UNCHECKED]
    return Report(
        name,
        len(pieces),
        tuple(references),
        len(law),
        sum(quotation.exact for quotation in law),
        merged(wrong),
        merged(unchecked),
    )


def _context(quoted: Sequence[Quotation]) -> Locator | None:
    """What a piece is a quotation of, if it is one."""
    whole = next((quotation for quotation in quoted if quotation.share >= QUOTING), None)
    return Locator.parse(whole.provision.locator) if whole else None
