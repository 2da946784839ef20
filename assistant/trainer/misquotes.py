"""Quotations that are not the source's words: other words, an end that is not the source's, a wrong place.

Decisions may be excerpted, as every deck does; a definition may not, for it defines only as a whole.
"""

import re
from collections.abc import Iterator, Sequence

from assistant.reading.context import leads
from assistant.reading.resolve import chosen
from assistant.reading.support.language import language_of
from assistant.reading.topics import fold
from assistant.trainer.desk import Desk
from assistant.trainer.facts.words import between, phrases
from assistant.trainer.quotation import LEAST_WORDS, WHOLE, Difference, Quotation
from assistant.trainer.report import NOTE, SLIP, SPELLING, Finding
from assistant.trainer.slides import Piece
from index.interface import SearchIndex
from ingest.locator import overlap
from ingest.model import Provenance
from ingest.phrases import plain
from ingest.references.resolve import Reference

# words that nobody writes alike by chance: from here on other words are noted where nothing says that it is a
# quotation
LONG = 15
MOSTLY = 0.8  # of the words in quotation marks: they are then taken for a quotation of what they resemble
_BRACKETS = frozenset({"", "(", "[", "—", "–", "-", ","})
MOST_DIFFERENCES = 6  # that a message shows
_MARKED = re.compile(r"[“\"«]([^“”\"«»]{30,})[”\"»]")
_GAP = re.compile(r"…|\.\.\.")


def misquotes(piece: Piece, quotations: Sequence[Quotation], desk: Desk) -> Iterator[Finding]:
    """What differs between the quotations of a piece and their sources."""
    for quotation in quotations:
        meant = quotation.share >= WHOLE or _is_marked(piece.text, quotation.text)
        yield from _other_words(piece, quotation, desk, meant=meant)
        yield from _ending(piece, quotation, desk, meant=meant)


def _is_marked(text: str, quoted: str) -> bool:
    """Whether the words stand in quotation marks, and most of what stands there is they."""
    marked = [match[1] for match in _MARKED.finditer(text)]
    return any(quoted in words and len(quoted) >= MOSTLY * len(words) for words in marked)


def _other_words(piece: Piece, quotation: Quotation, desk: Desk, *, meant: bool) -> Iterator[Finding]:
    source, label = quotation.provision, desk.label(quotation.provision.locator)

    def finding(severity: str, message: str, expected: str) -> Finding:
        return desk.finding(
            severity, "quotation", piece.place, quotation.text, message, source.locator, expected
        )

    for difference in quotation.differences:
        if difference.kind == "spelling":
            message = desk.say("spelling", here=difference.here, there=difference.there, label=label)
            yield finding(SPELLING, message, difference.there)
    words = [difference for difference in quotation.differences if difference.kind == "words"]
    if words and (meant or len(quotation.text.split()) >= LONG):
        shown = "; ".join(_in_words(difference, desk) for difference in words[:MOST_DIFFERENCES])
        message = desk.say("other_words", label=label, differences=shown)
        yield finding(SLIP if meant else NOTE, message, source.text)


def _in_words(difference: Difference, desk: Desk) -> str:
    """Which words stand for which."""
    here, there = difference.here, difference.there
    if here and there:
        return desk.say("words_for", here=here, there=there)
    return desk.say("words_added", here=here) if here else desk.say("words_left_out", there=there)


def _ending(piece: Piece, quotation: Quotation, desk: Desk, *, meant: bool) -> Iterator[Finding]:
    """Give an end that is not the source's: a slip in a definition or in the middle of a phrase, else a
    note.
    """
    source, rest = quotation.provision, quotation.rest
    text, label = source.text.rstrip(), desk.label(source.locator)
    definition = source.kind == "term" or source.locator.endswith("/art-2")
    unfinished = definition and not text.endswith((".", ";"))

    def finding(severity: str, kind: str, name: str) -> Finding:
        message = desk.say(name, label=label, rest=rest)
        return desk.finding(severity, kind, piece.place, quotation.text, message, source.locator, rest)

    if quotation.marked_short:
        return
    if definition and rest:
        yield finding(SLIP, "cut short", "definition_cut")
    elif unfinished and text.endswith(quotation.text[-20:]):
        yield finding(SLIP, "cut short", "definition_unfinished")
    elif rest and quotation.dangling and meant:
        yield finding(SLIP, "cut short", "phrase_cut")
    elif rest and meant and len(rest.split()) > 2:
        yield finding(NOTE, "excerpt", "excerpt")


# words in quotation marks beside a reference: they should stand in what it names


def misplaced(
    piece: Piece, references: Sequence[Reference], quotations: Sequence[Quotation], desk: Desk
) -> Iterator[Finding]:
    """Words in quotation marks that do not stand in what the references beside them name."""
    index = desk.index
    titles = _titles(references, index)
    for match in _MARKED.finditer(piece.text):
        words = match[1].strip(" .,;…[]()")
        if len(words.split()) < LEAST_WORDS or fold(words) in titles:
            continue
        outside = [one for one in references if not match.start() <= one.start < match.end()]
        cited = list(dict.fromkeys(str(target) for one in outside for target in chosen(one, index)))
        if cited and not _stands_in(words, cited, index):
            inside = [one for one in quotations if one.text in words or words in one.text]
            given = any(_is_given(one, match, piece.text) for one in outside)
            yield from _misplacement(piece, words, cited, inside, desk, given=given)


def _is_given(reference: Reference, marked: re.Match[str], text: str) -> bool:
    """Whether the reference is given as the source of the words: it leads the line, or it stands in brackets
    behind them. "A colleague summed up Article 18 like this" quotes the colleague.
    """
    if reference.end <= marked.start():
        return _is_small(text[: reference.start])
    between = text[marked.end() : reference.start].strip()
    return between in _BRACKETS


def _is_small(text: str) -> bool:
    """Whether there is nothing but words by which a source is named."""
    return not any(one.isalnum() for one in between().without(phrases("citing").without(plain(text))))


def _titles(references: Sequence[Reference], index: SearchIndex) -> set[str]:
    """Titles of what is named: in quotation marks they are no quotation."""
    documents = {target.document for reference in references for target in reference.targets}
    return {fold(index.documents[one].title) for one in documents if one in index.documents}


def _stands_in(words: str, cited: Sequence[str], index: SearchIndex) -> bool:
    """Whether the words between gaps stand in one of the provisions or in what it completes, in any order,
    accents and punctuation aside: more leniently than `quote.is_verbatim`, for a slide is set, not typed from
    the source, and what differs in words is told by `misquotes`.
    """
    parts = [fold(part) for part in _GAP.split(words)]
    texts = [
        fold("\n".join([*(above.chapeau for above in leads(provision, index)), provision.text]))
        for locator in cited
        if (provision := index.get(locator)) is not None
    ]
    return any(all(part in text for part in parts) for text in texts)


def _misplacement(
    piece: Piece,
    words: str,
    cited: Sequence[str],
    inside: Sequence[Quotation],
    desk: Desk,
    *,
    given: bool,
) -> Iterator[Finding]:
    """Say where the words stand instead, or that they stand nowhere, or that this cannot be known: where the
    corpus has no official text of the place in the language of the words, or nothing says that they are its.
    """
    names = ", ".join(map(desk.label, cited))
    whole = [one for one in inside if len(one.text.split()) >= MOSTLY * len(words.split())]
    elsewhere = not any(overlap(one.provision.locator, locator) for one in whole for locator in cited)
    if whole and elsewhere:
        source = whole[0].provision
        message = desk.say("quoted_elsewhere", names=names, label=desk.label(source.locator))
        yield desk.finding(SLIP, "quotation", piece.place, words, message, source.locator, source.text)
    elif not inside:
        held = [provision for locator in cited if (provision := desk.index.get(locator)) is not None]
        official = [one for one in held if one.provenance is Provenance.OFFICIAL]
        comparable = [one for one in official if one.language == language_of(words)]
        if comparable and given:
            message = desk.say("quoted_nowhere", names=names)
            source = comparable[0]
            yield desk.finding(SLIP, "quotation", piece.place, words, message, source.locator, source.text)
        elif given:
            message = desk.say("quoted_unread", names=names)
            yield Finding(NOTE, "quotation", piece.place, words, message, cited[0])
