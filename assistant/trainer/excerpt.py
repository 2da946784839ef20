"""Excerpts: the parts of a text that have room on a slide, exact slices of the law, or shortened words of our
own.

A slice of the law never ends before the verb that says what is to be done, nor right behind it.
"""

import re
from functools import cache

from assistant.trainer.pack import GAP
from assistant.trainer.tables import table
from ingest.model import Provenance, Provision

_END = re.compile(r"[.;:]['\"”]?$")
_BREAKS = (r"[.;](?=\s)", r"[:,](?=\s)", r"(?=\s)")  # where a text may be cut, the best first
_GOVERNED = 30  # letters behind the verb without which nobody knows what is to be done
MOST_PARTS = 2


def cut(text: str, most: int) -> str:
    """Give an exact slice from the start: whole where it fits, else to the end of a sentence or clause, or
    between words; its operative verb and what that governs stand in it wherever there is room for them.
    """
    if len(text) <= most:
        return text
    head = text[:most]
    least = _least(text, most)
    for marks in _BREAKS:
        # a cut in the first half would leave less than it takes away
        ends = [match.end() for match in re.finditer(marks, head) if match.end() > max(most // 2, least)]
        if ends:
            return head[: ends[-1]].rstrip(" ,")
    return head


def _least(text: str, most: int) -> int:
    """How much of the text says who is to do what: to a little behind its first operative verb; 0 where that
    has no room.
    """
    verb = operative_verb().search(text)
    least = verb.end() + _GOVERNED if verb else 0
    return least if least < most else 0


@cache
def operative_verb() -> re.Pattern[str]:
    """What a provision does: its modal, or the verb that a paragraph of a decision opens with."""
    opening = "|".join(
        word.capitalize() for word in (*table("verbs")["requests"], *table("verbs")["decisions"])
    )
    modal = r"shall(?: not)?|should(?: not)?|must(?: not)?|undertakes?(?: to)?"
    # "that may have effects" allows nothing
    modal += r"|(?<!that )(?<!which )may(?: not)?(?! have| affect| cause| result| arise| occur| be likely)"
    begun = r"(?:^|(?<=[“\"])|(?<=\d\. )|(?<=[“\"]\d\. ))"
    return re.compile(rf"\b(?:{modal})\b|{begun}(?:Also |Further )?(?:{opening})\b", re.M)


def parts(text: str, most: int) -> list[str]:
    """Give the text in one or two slices of at most so many letters that follow each other; where two do not
    hold it all, the second ends before the text does.
    """
    first = cut(text, most) if len(text) > MOST_PARTS * most else _half(text, most)
    rest = text[len(first) :].strip(" ,\n")  # a slide does not begin with an empty line
    return [first, cut(rest, most)] if rest else [first]


def _half(text: str, most: int) -> str:
    """The first of two slices of about the same size; all of it where it fits."""
    if len(text) <= most:
        return text
    for marks in _BREAKS:
        ends = [match.end() for match in re.finditer(marks, text)]
        # the rest has to fit, too, and does not begin with the verb that the actor waits for
        fitting = [end for end in ends if len(text) - most <= end <= most and not _at_verb(text, end)]
        if fitting:
            return text[: min(fitting, key=lambda end: abs(end - len(text) / 2))].rstrip(" ,")
    return cut(text, most)


def _at_verb(text: str, end: int) -> bool:
    """Whether a cut there stands right before an operative verb, or too short behind it."""
    return any(
        match.start() - 2 <= end < match.end() + _GOVERNED for match in operative_verb().finditer(text)
    )


def excerpt(text: str, most: int) -> str:
    """The same slice, with the mark of a gap where it is not the whole."""
    words = cut(text, most)
    return words if words == text else words + GAP


def excerpt_of(provision: Provision, most: int) -> str:
    """The same of a provision; one that the corpus has only in part ends in the mark, too."""
    words = excerpt(provision.text, most)
    return words if words.endswith(GAP) or ends_whole(provision) else words + GAP


def shortened(text: str, most: int) -> str:
    """Give the beginning of the text, cut between words: no quotation."""
    if len(text) <= most:
        return text
    return text[:most].rpartition(" ")[0].rstrip(" ,;:") + " …"


def ends_whole(provision: Provision) -> bool:
    """Whether the corpus has the provision to its end, as it has every official text: where another source
    quotes it only in part, the full stop is missing. A recital ends with a comma.
    """
    if provision.provenance is Provenance.OFFICIAL:
        return True
    text = re.sub(r"[\s,]+(?:and|or)$", "", provision.text.rstrip())
    return bool(_END.search(text)) or (provision.kind == "recital" and provision.text.rstrip().endswith(","))
