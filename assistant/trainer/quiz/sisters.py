"""Wrong options: what neighbouring provisions say, none of which could be right as well.

An option is left out where it may be right too: it stands in the same article as the right provision, one
refers to the other, or the guide says much the same of both. What is far from it is no temptation and comes
last.
"""

from collections.abc import Iterator, Sequence

import numpy as np

from index.interface import SearchIndex
from ingest.locator import Locator, overlap
from ingest.model import Provision

TOO_ALIKE = 0.75  # cosine of two summaries from which on they say the same
TOO_NEAR = 0.6  # and from which on what answers a question may be answered by the other, too
SHORTEST, LONGEST = 0.5, 1.7  # of the right option's length: a much longer one is guessed, a short one too
LONGEST_OPTION = 220  # characters that are read at a glance beside three others
NEIGHBOURS = 12  # provisions on either side that are looked at


def sisters(
    right: Provision, shown: Sequence[Provision], index: SearchIndex, language: str, count: int
) -> list[Provision]:
    """The provisions whose summaries are offered beside the right one, fewer where there are not so many."""
    pool = {one.locator: one for one in (*shown, *_near(right, index)) if _may_stand(right, one, index)}
    own = len(plain_of(right, index, language))
    fits = []
    for one in pool.values():
        words = plain_of(one, index, language)
        if words and SHORTEST * own <= len(words) <= min(LONGEST * own, LONGEST_OPTION):
            fits.append(one)
    alike = index.alike([right.locator, *(one.locator for one in fits)])
    order = sorted(range(len(fits)), key=lambda n: (-alike[0, n + 1], fits[n].locator))
    chosen: list[int] = []
    for n in order:
        others = [0, *(m + 1 for m in chosen)]
        if alike[0, n + 1] < TOO_NEAR and np.all(alike[n + 1, others] < TOO_ALIKE):
            chosen.append(n)
    return [fits[n] for n in chosen[:count]]


def plain_of(provision: Provision, index: SearchIndex, language: str) -> str:
    """What the guide says of it in the language; "" where it says nothing."""
    guide = index.guide(provision.locator)
    return guide.plain(language).summary if guide else ""


def _near(right: Provision, index: SearchIndex) -> Iterator[Provision]:
    """Those that stand around it in its document."""
    inside = [
        one for one in index.in_document(right.document) if one.kind in {"art", "para", "item", "target"}
    ]
    at = next((n for n, one in enumerate(inside) if one.locator == right.locator), None)
    if at is not None:
        yield from inside[max(0, at - NEIGHBOURS) : at]
        yield from inside[at + 1 : at + 1 + NEIGHBOURS]


def _may_stand(right: Provision, other: Provision, index: SearchIndex) -> bool:
    """Whether it stands in another article, which has nothing to do with the right one."""
    if overlap(article_of(right.locator), other.locator):
        return False
    ends = [(one.target, other.locator) for one in index.cites(right.locator)]
    ends += [(one.target, right.locator) for one in index.cites(other.locator)]
    return not any(overlap(target, locator) for target, locator in ends)


def article_of(locator: str) -> str:
    """What a provision is a part of: its article, or whatever stands directly in the document."""
    own = Locator.parse(locator)
    return str(Locator(own.document, own.steps[:1]))
