"""The titles that a file gives to decisions: is it that decision's, and do its articles fit its subject?"""

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from assistant.reading.topics import fold
from assistant.trainer.article_numbers import article_slips
from assistant.trainer.desk import Desk
from assistant.trainer.report import NOTE, SLIP, Finding
from assistant.trainer.slides import Piece
from index.interface import SearchIndex
from ingest.locator import Decision, Locator
from ingest.model import Document
from ingest.references.resolve import Reference

ALIKE = 0.5  # of the words of two titles in their order: from here on one is meant to be the other


def title_findings(
    piece: Piece, references: Sequence[Reference], lone: Reference | None, desk: Desk
) -> Iterator[Finding]:
    """What is wrong with a title that follows a decision's number, in its line or in the next; `lone` is the
    reference that the line before consists of.
    """
    lead = references[0] if references and references[0].start <= 2 and _decision(references[0]) else None
    target = _decision(lead or lone)
    title = piece.text[lead.end :].strip(" .:–—-\t") if lead else piece.text.strip()
    if target is None or len(title.split()) < 2 or not title[:1].isupper():
        return
    index, label, url = desk.index, desk.label(target.document), desk.url(target.document)
    document = index.documents.get(target.document)
    known = document.title if document else ""

    def finding(severity: str, message: str, expected: str) -> Finding:
        return Finding(
            severity, "title", piece.place, piece.text, message, target.document, label, expected, url
        )

    other = other_title(title, target.document, index)
    if other:
        yield finding(SLIP, desk.say("title_of_another", label=label, other=desk.label(other.id)), known)
    elif document and _differs(title, known):
        yield finding(NOTE, desk.say("title_unlike", label=label), known)
    for slip in article_slips(title, index):
        message = desk.say(
            "title_article",
            label=label,
            named=slip.named,
            named_title=slip.named_title,
            meant=slip.meant,
            meant_title=slip.meant_title,
        )
        yield finding(SLIP, message, piece.text.replace(slip.words, slip.mended))


def _decision(reference: Reference | None) -> Locator | None:
    """The decision that a reference names as a whole; None for any other reference."""
    target = reference.targets[0] if reference and len(reference.targets) == 1 else None
    return target if target and not target.steps and Decision.of(target.document) else None


def _differs(given: str, known: str) -> bool:
    """Whether it is a title of its own, and neither an abbreviation of the known one nor a remark that only
    begins alike.
    """
    mine, theirs = fold(given).split(), fold(known).split()
    # each word is looked for behind the one before: an abbreviation keeps the order
    rest = iter(theirs)
    if mine == theirs or all(word in rest for word in mine):
        return False
    return SequenceMatcher(None, mine, theirs).ratio() >= ALIKE


def other_title(title: str, decision: str, index: SearchIndex) -> Document | None:
    """Give the decision whose title this is, where it is not the one it was given to."""
    given = fold(title)
    own = index.documents.get(decision)
    if own and fold(own.title) == given:
        return None
    others = (one for one in index.documents.values() if "/dec-" in one.id and one.id != decision)
    return next((one for one in others if fold(one.title) == given), None)
