"""Text files in which a line is a paragraph, as word processors save them: decisions come so."""

import itertools
import re
from collections.abc import Iterable, Sequence

from ingest.readers.blocks import Block
from ingest.readers.clean import clean_line
from ingest.readers.lines import Line
from ingest.references.act_words import act_words
from ingest.references.acts import act_titles

UNWRAPPED = 200  # characters: a line as long as this was not broken for a page
SHARE = 0.3  # of the text in such lines makes a file of paragraphs
FEW = 4_000  # characters: a file as short as this shows by itself nothing of its lines
_YEARS = re.compile(r"[12][0-9]{3}(?:[–-][12][0-9]{3})?[,;.]")  # the rest of "for the biennium"
_OPENS = re.compile(r"(?:[-–—−•*|(“\"\[]|o\s|\(?[a-zA-Z]{1,5}[.)]\s|\(?[0-9]{1,3}(?:\.[0-9]+)*[.)]?\s)")


def is_paragraphs(lines: Sequence[str]) -> bool:
    """Whether the lines of a text with decisions are its paragraphs: many are longer than a page is wide."""
    if not holds_acts(lines):
        return False
    total = sum(map(len, lines))
    long = sum(len(line) for line in lines if len(line) >= UNWRAPPED)
    return long > SHARE * total or (total < FEW and not _is_wrapped(lines))


def _is_wrapped(lines: Sequence[str]) -> bool:
    """Whether lines go on in the next one: they end inside a sentence and the next begins with a small
    letter.
    """
    filled = [line.strip() for line in lines if line.strip()]
    broken = sum(_goes_on(a, b) for a, b in itertools.pairwise(filled))
    return broken > max(2, len(filled) // 10)


def apart(lines: Sequence[Line]) -> list[Line]:
    """The lines of a page with gaps around those that stand alone in a decision: its symbol, the words that
    open it, "Annex", and the lines below it.
    """
    words = act_words()
    alone = re.compile(rf"(?:{words.annex}|{words.appendix})(?:\s+[IVX0-9]{{1,4}})?[*]?", re.I)
    done: list[Line] = []
    for line in lines:
        text = clean_line(line.text)
        opens = words.opening.match(text) and text.endswith((",", "،", "，"))
        ends = len(text) < 60 and (words.adopted.fullmatch(text) or words.day.fullmatch(text))
        single = bool(text) and bool(act_titles(text) or opens or alone.fullmatch(text) or ends)
        done += [Line("", line.page), line, Line("", line.page)] if single else [line]
    return done


def holds_acts(lines: Iterable[str]) -> bool:
    """Whether any line can be the title of a decision."""
    return any(act_titles(line.strip()) for line in lines)


def read_paragraphs(lines: Sequence[str]) -> list[Block]:
    """A block a line; a line that a manual break cut is joined to the one before."""
    blocks: list[Block] = []
    gap = True
    for raw in lines:
        text = clean_line(raw)
        if not text:
            gap = True
            continue
        if blocks and not gap and _goes_on(blocks[-1].text, text):
            blocks[-1] = Block(f"{blocks[-1].text} {text}")
        else:
            blocks.append(Block(text))
        gap = False
    return blocks


def _goes_on(before: str, text: str) -> bool:
    """Whether the line is the rest of the one before."""
    if before.startswith("|") or _OPENS.match(text) or act_titles(before):
        return False
    if re.search(r"[.;:!?][)\]”’\"']*$", before):
        return False
    if before.rsplit(" ", 1)[-1].lower() in act_words().goes_on and not before.endswith(","):
        return not act_titles(text)
    return (text[0].islower() or bool(_YEARS.match(text))) and len(text) < UNWRAPPED
