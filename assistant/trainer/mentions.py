"""The references of a file: what each names, whether the corpus has it, and what is wrong with it."""

import re
from collections.abc import Iterator, Sequence

from assistant.reading.resolve import chosen, is_held
from assistant.trainer.desk import Desk
from assistant.trainer.report import NOTE, SLIP, Finding, Mention
from assistant.trainer.slides import Piece
from assistant.trainer.statuses import spent_statuses
from index.interface import SearchIndex
from ingest.locator import Decision, Locator
from ingest.model import Provenance
from ingest.references.resolve import Reference
from ingest.vocabulary import COP, vocabulary

FOUND, UNCONFIRMED, IMPOSSIBLE = "found", "not confirmed", "no such provision"
_PART = re.compile(r"(?:sub-?)?(?:paragraphs?|items?|points?|sections?|annex(?:es)?)\b", re.I)
_ADDRESS = re.compile(r"https?://|www\.", re.I)
_WHOLE = re.compile(r"\b(?:article|decision|convention|protocol)", re.I)
_NO_TEXT = frozenset({"catalogue", "remark"})  # kinds of provisions that are no part of their document's text


def mentions(piece: Piece, references: Sequence[Reference], desk: Desk) -> Iterator[Mention]:
    """Every provision that the references of a piece name, as the corpus knows it."""
    for reference in references:
        for target in chosen(reference, desk.index):
            locator, status = str(target), _status(target, desk.index)
            yield Mention(
                piece.place, reference.words, locator, desk.label(locator), status, desk.url(locator)
            )


def is_impossible(target: Locator, index: SearchIndex) -> bool:
    """Whether there can be no such provision: the corpus has all that stands around it."""
    return _status(target, index) == IMPOSSIBLE


def _status(target: Locator, index: SearchIndex) -> str:
    if is_held(target, index):
        return FOUND
    document = index.documents.get(target.document)
    decision = Decision.of(target.document)
    if decision:
        # the catalogue knows the meetings of the Conference of the Parties, and of no other body
        met = decision.body != COP or f"{COP}-{decision.session}" in index.documents
        whole = document is not None and document.provenance is Provenance.OFFICIAL
        return IMPOSSIBLE if not met or (whole and target.steps) else UNCONFIRMED
    if vocabulary().instrument(target.document) is None or document is None:
        return UNCONFIRMED
    return IMPOSSIBLE if _has_neighbours(target, index) else UNCONFIRMED


def _has_neighbours(target: Locator, index: SearchIndex) -> bool:
    """Whether the corpus has the text around it, so that it would have this part too if there were one."""
    parent = target.parent
    if parent is None or not parent.steps:
        return True
    return any(child.kind not in _NO_TEXT for child in index.children(str(parent)))


def mention_findings(piece: Piece, references: Sequence[Reference], desk: Desk) -> Iterator[Finding]:
    """References that cannot be, that could not be confirmed, or whose provision is spent."""
    for reference in references:
        if _PART.match(reference.words) and not _WHOLE.search(reference.words):
            continue  # "paragraph 3 above": which text it is in, the slide leaves open
        if _ADDRESS.match(reference.words):
            continue  # what an address leads to is told of the address
        for target in chosen(reference, desk.index):
            yield from _existence(piece, reference, target, desk)
            yield from _validity(piece, reference, target, desk)


def _existence(piece: Piece, reference: Reference, target: Locator, desk: Desk) -> Iterator[Finding]:
    words, status = reference.words, _status(target, desk.index)
    if status == IMPOSSIBLE:
        message = desk.say("no_such", words=words, label=desk.label(str(target)))
        yield Finding(SLIP, "reference", piece.place, words, message, str(target))
    elif status == UNCONFIRMED and not target.steps:
        message = desk.say("unconfirmed", words=words)
        yield Finding(NOTE, "reference", piece.place, words, message, str(target))


def _validity(piece: Piece, reference: Reference, target: Locator, desk: Desk) -> Iterator[Finding]:
    provision = desk.index.get(str(target))
    statuses = spent_statuses(provision) if provision else []
    if provision and statuses:
        message = desk.say("spent", label=desk.label(str(target)), statuses=", ".join(sorted(statuses)))
        yield desk.finding(
            NOTE, "status", piece.place, reference.words, message, provision.locator, provision.text
        )
