"""Quotations that are not the source's words: other words, an end that is not the source's, a wrong place.

Decisions may be excerpted, as every deck does; a definition may not, for it defines only as a whole.
"""

import re
from collections.abc import Iterator, Sequence

from assistant.reading.resolve import chosen
from assistant.reading.topics import fold
from assistant.trainer.quotation import LEAST_WORDS, WHOLE, Quotation
from assistant.trainer.report import NOTE, SLIP, SPELLING, Finding
from assistant.trainer.slides import Piece
from index.interface import SearchIndex
from ingest.model import Provenance
from ingest.references.resolve import Reference

# words that nobody writes alike by chance: from here on other words are noted where nothing says that it is a
# quotation
LONG = 15
MOSTLY = 0.8  # of the words in quotation marks: they are then taken for a quotation of what they resemble
MOST_DIFFERENCES = 6  # that a message shows
_MARKED = re.compile(r"[“\"«]([^“”\"«»]{30,})[”\"»]")
_GAP = re.compile(r"…|\.\.\.")


def misquotes(piece: Piece, quotations: Sequence[Quotation]) -> Iterator[Finding]:
    """What differs between the quotations of a piece and their sources."""
    for quotation in quotations:
        meant = quotation.share >= WHOLE or _is_marked(piece.text, quotation.text)
        yield from _other_words(piece, quotation, meant=meant)
        yield from _ending(piece, quotation, meant=meant)


def _is_marked(text: str, quoted: str) -> bool:
    """Whether the words stand in quotation marks, and most of what stands there is they."""
    marked = [match[1] for match in _MARKED.finditer(text)]
    return any(quoted in words and len(quoted) >= MOSTLY * len(words) for words in marked)


def _finding(
    piece: Piece, quotation: Quotation, severity: str, kind: str, message: str, expected: str = ""
) -> Finding:
    source = quotation.provision
    return Finding(
        severity,
        kind,
        piece.place,
        quotation.text,
        message,
        source.locator,
        source.label,
        expected,
        source.url,
    )


def _other_words(piece: Piece, quotation: Quotation, *, meant: bool) -> Iterator[Finding]:
    source = quotation.provision
    for difference in quotation.differences:
        if difference.kind == "spelling":
            message = f"“{difference.here}” is “{difference.there}” in {source.label}."
            yield _finding(piece, quotation, SPELLING, "quotation", message, difference.there)
    words = [difference for difference in quotation.differences if difference.kind == "words"]
    if words and (meant or len(quotation.text.split()) >= LONG):
        shown = "; ".join(difference.in_words for difference in words[:MOST_DIFFERENCES])
        message = f"The words differ from {source.label}: {shown}."
        yield _finding(piece, quotation, SLIP if meant else NOTE, "quotation", message, source.text)


def _ending(piece: Piece, quotation: Quotation, *, meant: bool) -> Iterator[Finding]:
    """Give an end that is not the source's: a slip in a definition or in the middle of a phrase, else a
    note.
    """
    source, rest = quotation.provision, quotation.rest
    text = source.text.rstrip()
    definition = source.kind == "term" or source.locator.endswith("/art-2")
    unfinished = definition and not text.endswith((".", ";"))
    if quotation.marked_short:
        return
    if definition and rest:
        message = f"The definition in {source.label} is cut short: “{rest}” is missing."
        yield _finding(piece, quotation, SLIP, "cut short", message, rest)
    elif unfinished and text.endswith(quotation.text[-20:]):
        message = (
            f"The definition in {source.label} is unfinished: it stops without the end of its sentence. "
            "This corpus has it only as a source quotes it, with the same gap; read the end in the official "
            "text."
        )
        yield _finding(piece, quotation, SLIP, "cut short", message)
    elif rest and quotation.dangling and meant:
        message = f"The quotation of {source.label} stops in the middle of a phrase; it goes on: “{rest}”"
        yield _finding(piece, quotation, SLIP, "cut short", message, rest)
    elif rest and meant and len(rest.split()) > 2:
        message = f"The excerpt of {source.label} stops before the end of its sentence; it goes on: “{rest}”"
        yield _finding(piece, quotation, NOTE, "excerpt", message, rest)


# words in quotation marks beside a reference: they should stand in what it names


def misplaced(
    piece: Piece, references: Sequence[Reference], quotations: Sequence[Quotation], index: SearchIndex
) -> Iterator[Finding]:
    """Words in quotation marks that do not stand in what the references beside them name."""
    titles = _titles(references, index)
    for match in _MARKED.finditer(piece.text):
        words = match[1].strip(" .,;…[]()")
        if len(words.split()) < LEAST_WORDS or fold(words) in titles:
            continue
        outside = [one for one in references if not match.start() <= one.start < match.end()]
        cited = list(dict.fromkeys(str(target) for one in outside for target in chosen(one, index)))
        if cited and not _stands_in(words, cited, index):
            inside = [one for one in quotations if one.text in words or words in one.text]
            yield from _misplacement(piece, words, cited, inside, index)


def _titles(references: Sequence[Reference], index: SearchIndex) -> set[str]:
    """Titles of what is named: in quotation marks they are no quotation."""
    documents = {target.document for reference in references for target in reference.targets}
    return {fold(index.documents[one].title) for one in documents if one in index.documents}


def _stands_in(words: str, cited: Sequence[str], index: SearchIndex) -> bool:
    """Whether the words between gaps stand in one of the provisions, in any order, accents and punctuation
    aside: more leniently than `quote.is_verbatim`, for a slide is set, not typed from the source, and what
    differs in words is told by `misquotes`.
    """
    parts = [fold(part) for part in _GAP.split(words)]
    texts = [fold(provision.text) for locator in cited if (provision := index.get(locator)) is not None]
    return any(all(part in text for part in parts) for text in texts)


def _misplacement(
    piece: Piece, words: str, cited: Sequence[str], inside: Sequence[Quotation], index: SearchIndex
) -> Iterator[Finding]:
    """Say where the words stand instead, or that they stand nowhere, or that this cannot be known."""
    names = ", ".join(cited)
    whole = [one for one in inside if len(one.text.split()) >= MOSTLY * len(words.split())]
    elsewhere = not any(_belongs(one.provision.locator, locator) for one in whole for locator in cited)
    if whole and elsewhere:
        source = whole[0].provision
        message = f"These words are not in {names}: they stand in {source.label}."
        yield Finding(
            SLIP,
            "quotation",
            piece.place,
            words,
            message,
            source.locator,
            source.label,
            source.text,
            source.url,
        )
    elif not inside:
        texts = [provision for locator in cited if (provision := index.get(locator)) is not None]
        if any(provision.provenance is Provenance.OFFICIAL for provision in texts):
            message = f"These words in quotation marks were not found in {names}."
            yield Finding(SLIP, "quotation", piece.place, words, message, cited[0])
        else:
            message = (
                f"These words could not be compared: the corpus has no official text of {names} that is "
                "near them."
            )
            yield Finding(NOTE, "quotation", piece.place, words, message, cited[0])


def _belongs(locator: str, cited: str) -> bool:
    return locator == cited or locator.startswith(f"{cited}/") or cited.startswith(f"{locator}/")
