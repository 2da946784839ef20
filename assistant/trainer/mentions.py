"""The references of a file: what each names, whether the corpus has it, and what is wrong with it."""

import re
from collections.abc import Iterator, Sequence

from assistant.reading.resolve import chosen, is_held
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
_WHOLE = re.compile(r"\b(?:article|decision|convention|protocol)", re.I)
_NO_TEXT = frozenset({"catalogue", "remark"})  # kinds of provisions that are no part of their document's text


def mentions(piece: Piece, references: Sequence[Reference], index: SearchIndex) -> Iterator[Mention]:
    """Every provision that the references of a piece name, as the corpus knows it."""
    for reference in references:
        for target in chosen(reference, index):
            label, url = _names(target, index)
            yield Mention(piece.place, reference.words, str(target), label, _status(target, index), url)


def _names(target: Locator, index: SearchIndex) -> tuple[str, str]:
    """Its label and its official address: its own, those of its catalogue entry, or its document's."""
    provision = index.get(str(target)) or index.get(f"{target}/catalogue")
    document = index.documents.get(target.document)
    url = (provision.url if provision else "") or (document.url if document else "")
    if provision:
        return provision.label.removesuffix(", catalogue entry"), url
    return document.short_title if document else str(target), url


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


def mention_findings(piece: Piece, references: Sequence[Reference], index: SearchIndex) -> Iterator[Finding]:
    """References that cannot be, that could not be confirmed, or whose provision is spent."""
    for reference in references:
        if _PART.match(reference.words) and not _WHOLE.search(reference.words):
            continue  # "paragraph 3 above": which text it is in, the slide leaves open
        for target in chosen(reference, index):
            yield from _existence(piece, reference, target, index)
            yield from _validity(piece, reference, target, index)


def _existence(piece: Piece, reference: Reference, target: Locator, index: SearchIndex) -> Iterator[Finding]:
    words, status = reference.words, _status(target, index)
    if status == IMPOSSIBLE:
        message = f"“{words}” names {target}, which does not exist."
        yield Finding(SLIP, "reference", piece.place, words, message, str(target))
    elif status == UNCONFIRMED and not target.steps:
        message = f"“{words}” is not in this corpus or its catalogue, so it could not be confirmed."
        yield Finding(NOTE, "reference", piece.place, words, message, str(target))


def _validity(piece: Piece, reference: Reference, target: Locator, index: SearchIndex) -> Iterator[Finding]:
    provision = index.get(str(target))
    statuses = spent_statuses(provision) if provision else []
    if provision and statuses:
        message = (
            f"{provision.label} is marked {', '.join(sorted(statuses))} by the Secretariat's review "
            "(given without warranty)."
        )
        yield Finding(
            NOTE,
            "status",
            piece.place,
            reference.words,
            message,
            provision.locator,
            provision.label,
            url=provision.url,
        )
