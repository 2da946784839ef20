"""Do the articles that a decision's title names fit what the title is about?

A title such as "Access to and transfer of technology, as envisaged in Articles 16 and 8" speaks of its
subject in words and in numbers, and the two can be held against each other. An article fits as far as the
title's rare words stand in it (its catalogue title, its official text, or the guide's summary where the text
is not there). A number is called a slip only where the article named does not fit and an article one digit
away from it does, so that the trainer gets a suggestion and never a mere suspicion. Ranges ("Articles 16 to
19") are not judged: a range takes in what lies between.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from index.interface import SearchIndex
from index.lexical import stems
from ingest.locator import Locator, catalogue_entry, lies_in
from ingest.references.resolve import Reference, read_references

# of the weight of the title's words: in the catalogue all articles in titles but one are above, or have no
# neighbour that is
FITS = 0.5
BETTER = 1.5
# words of titles that tell nothing of their subject
_GENERAL = """
advance annex arising article articles biodiversity biological conservation consideration convention decision
diversity envisaged further implementation implementing including matters means measures options paragraph
programme protocol provisions related relevant review sustainable use ways work
"""
_RANGE = re.compile(r"\d\s*(?:to|through|-|–)\s*\d|\)\s*(?:to|-|–)\s*\(")


@dataclass(frozen=True, slots=True)
class ArticleSlip:
    """The article named and the one probably meant; `words` is the reference as written, `mended` as it
    should be.
    """

    named: str
    named_title: str
    meant: str
    meant_title: str
    words: str
    mended: str


def article_slips(title: str, index: SearchIndex) -> Iterator[ArticleSlip]:
    """Give the articles named in a title that do not fit its subject while one a digit away does."""
    references = read_references(title)
    subject = _subject(title, references)
    # one word fits too many articles to judge by
    if len(subject) < 2:
        return
    for reference in references:
        if _RANGE.search(reference.words):
            continue
        numbers = {target.step("art") for target in reference.targets}
        for target in reference.targets:
            number = target.step("art")
            if number is None or len(target.steps) > 1 or _fit(target, subject, index) >= FITS:
                continue
            meant = _meant(target, subject, index, numbers)
            if meant:
                mended = re.sub(rf"\b{number}\b", meant, reference.words)
                yield ArticleSlip(
                    number,
                    _title(target, index),
                    meant,
                    _title(Locator(target.document).child("art", meant), index),
                    reference.words,
                    mended,
                )


def _subject(title: str, references: Sequence[Reference]) -> frozenset[str]:
    # from the end, so that the places of those before stay right
    for reference in reversed(references):
        title = f"{title[: reference.start]} {title[reference.end :]}"
    return frozenset(stem for stem in stems(title) if stem not in _general() and not stem.isdigit())


@cache
def _general() -> frozenset[str]:
    return frozenset(stems(_GENERAL))


def _meant(target: Locator, subject: frozenset[str], index: SearchIndex, others: set[str | None]) -> str:
    number = target.step("art") or ""
    own = _fit(target, subject, index)
    # a slip of the pen is one digit; two wrong digits are another article
    near = [
        Locator(target.document).child("art", other)
        for other in _one_digit_away(number)
        if other not in others
    ]
    fits = [
        (_fit(other, subject, index), other)
        for other in near
        if index.knows(catalogue_entry(other)) or index.knows(str(other))
    ]
    best = max(fits, key=lambda pair: pair[0], default=None)
    return best[1].step("art") or "" if best and best[0] >= FITS and best[0] >= BETTER * own else ""


def _one_digit_away(number: str) -> list[str]:
    added = {number[:i] + digit + number[i:] for i in range(len(number) + 1) for digit in "0123456789"}
    changed = {number[:i] + digit + number[i + 1 :] for i in range(len(number)) for digit in "0123456789"}
    left_out = {number[:i] + number[i + 1 :] for i in range(len(number))}
    swapped = {number[:i] + number[i + 1] + number[i] + number[i + 2 :] for i in range(len(number) - 1)}
    return sorted(
        other
        for other in added | changed | left_out | swapped
        if other and other != number and not other.startswith("0")
    )


def _fit(target: Locator, subject: frozenset[str], index: SearchIndex) -> float:
    weights = {stem: index.weight(stem) for stem in subject}
    total = sum(weights.values())
    if not total:
        return 1.0
    there = _evidence(str(target), index)
    return sum(weight for stem, weight in weights.items() if stem in there) / total


def _evidence(locator: str, index: SearchIndex) -> frozenset[str]:
    evidence: set[str] = set()
    for provision in index.in_document(Locator.parse(locator).document):
        if lies_in(provision.locator, locator):
            guide = index.guide(provision.locator)
            evidence.update(stems(f"{provision.heading} {provision.text} {guide.summary if guide else ''}"))
    return frozenset(evidence)


def _title(target: Locator, index: SearchIndex) -> str:
    fact = index.get(catalogue_entry(target)) or index.get(str(target))
    return fact.heading if fact else ""
