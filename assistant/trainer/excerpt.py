"""Excerpts: the beginning of a text that fits, an exact slice of the law or shortened words of our own."""

import re

from assistant.trainer.pack import GAP
from ingest.model import Provision

_END = re.compile(r"[.;:]['\"”]?$")


def cut(text: str, most: int) -> str:
    """Give an exact slice from the start: whole where it fits, else to the end of a sentence or clause, or
    between words.
    """
    if len(text) <= most:
        return text
    head = text[:most]
    for marks in (r"[.;](?=\s)", r",(?=\s)", r"(?=\s)"):
        # a cut in the first half would leave less than it takes away
        ends = [match.end() for match in re.finditer(marks, head) if match.end() > most // 2]
        if ends:
            return head[: ends[-1]].rstrip(" ,")
    return head


def excerpt(text: str, most: int) -> str:
    """The same slice, with the mark of a gap where it is not the whole."""
    words = cut(text, most)
    return words if words == text else words + GAP


def shortened(text: str, most: int) -> str:
    """Give the beginning of the text, cut between words: no quotation."""
    if len(text) <= most:
        return text
    return text[:most].rpartition(" ")[0].rstrip(" ,;:") + " …"


def ends_whole(provision: Provision) -> bool:
    """Whether the corpus has the provision to its end: where it is quoted only in part, the full stop is
    missing.
    """
    return bool(_END.search(provision.text.rstrip().removesuffix("and").rstrip()))
