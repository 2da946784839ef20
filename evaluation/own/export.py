"""The questions about made documents as a question set about the index that holds them: with locators, so
that models can be fitted on them.
"""

from collections.abc import Iterable

from evaluation.cover import fold
from evaluation.own.cases import ABSENT, Case, Passage
from evaluation.own.library import Shelf
from evaluation.questions import Gold, Item
from index.interface import SearchIndex
from ingest.locator import Locator
from ingest.model import Provision

_CATEGORIES = {"crossing": "multilingual", "follow": "followup", "list": "list", "parts": "multi"}


def as_items(cases: Iterable[Case], shelf: Shelf, index: SearchIndex) -> tuple[Item, ...]:
    """One item a question. A question whose passages the index does not hold in one piece is left out."""
    found = ((case, _gold(case, shelf, index)) for case in cases)
    return tuple(
        Item(
            case.id,
            case.question,
            "unanswerable" if case.kind == ABSENT else _CATEGORIES.get(case.kind, "lookup"),
            case.lang,
            case.history,
            case.kind != ABSENT,
            gold,
            case.half,
        )
        for case, gold in found
        if gold or case.kind == ABSENT
    )


def _gold(case: Case, shelf: Shelf, index: SearchIndex) -> tuple[Gold, ...]:
    if case.any_of:
        return _any_of([Gold(Locator.parse(one).document, one) for one in case.any_of])
    return tuple(one for passage in case.gold for one in _any_of(_places(passage, shelf, index)))


def _any_of(places: list[Gold]) -> tuple[Gold, ...]:
    if not places:
        return ()
    first, *others = places
    return (Gold(first.source, first.locator, first.quotes, tuple(others)),)


def _places(passage: Passage, shelf: Shelf, index: SearchIndex) -> list[Gold]:
    """The smallest provisions that hold all words of a passage."""
    document = shelf.ids[passage.document]
    holding = [one for one in index.in_document(document) if _holds(one, passage)]
    above = {one.parent for one in holding}
    return [Gold(document, one.locator, passage.words[:1]) for one in holding if one.locator not in above]


def _holds(provision: Provision, passage: Passage) -> bool:
    text = fold(provision.text)
    return all(fold(words) in text for words in passage.words)
