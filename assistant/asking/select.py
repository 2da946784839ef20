"""Selecting: which provisions answer the question, and in which order: those that it names, or the best found
and then what the selector adds.
"""

from collections import Counter
from collections.abc import Sequence

from assistant.asking.aims import aims_beside
from assistant.asking.concepts import establishing
from assistant.asking.lists import LISTED, LISTS, ListModel, list_features, list_of
from assistant.asking.merits import one_each
from assistant.asking.parts import part_meant
from assistant.asking.patterns import word_list
from assistant.asking.query import Choice, Query
from assistant.asking.ranking import Ranking
from assistant.asking.selector import Selector, add_one_by_one, considered
from assistant.asking.sittings import with_sittings
from assistant.reading.remarks import remarks_about
from index.interface import SearchIndex
from ingest.locator import catalogue_entry, overlap
from ingest.model import Provenance, Provision

TREATIES = frozenset({"convention", "protocol"})
ESTABLISHING = 2  # provisions that are cited for one thing
FOOTNOTE = "note"
DEFINITIONS = frozenset({"term", "item"})


def select(
    query: Query, ranking: Ranking, index: SearchIndex, limit: int, selector: Selector, lists: ListModel
) -> list[Choice]:
    """Those that the question names come first, then the best found; none beside its own parent or child."""
    chosen = _established(query, ranking, index) or _named(query, ranking, index, selector)
    if chosen:
        chosen += _compared(query, chosen, ranking, index)
    else:
        chosen = _found(query, ranking, index, limit, selector, lists)
    return _distinct(with_sittings(chosen, index), limit, twice=query.intent.each)


def _established(query: Query, ranking: Ranking, index: SearchIndex) -> list[Choice]:
    """What establishes or defines the things that the question asks the meaning of: of one thing its
    definition, or the two most important provisions; of several things the most important of each.
    """
    if not query.asks_what:
        return []
    held = [[index.get(locator) for locator in locators] for locators in _establishing(query)]
    there = [found for provisions in held if (found := [one for one in provisions if one])]
    chosen = [provisions[0] for provisions in there]
    if len(there) == 1 and not _defines(chosen[0]):
        chosen = there[0][:ESTABLISHING]
    return [Choice(one, ranking.score_at(one.position), named=True) for one in chosen]


def _defines(provision: Provision) -> bool:
    """Whether it is a legal definition, which bears its term and beside which nothing need be cited."""
    return provision.leaf and provision.kind in DEFINITIONS and bool(provision.heading)


def _establishing(query: Query) -> list[list[str]]:
    """Of each thing asked about what establishes it; in "PIC under the Nagoya Protocol" the instrument is no
    thing of its own, but says what comes first.
    """
    instruments = {concept.instrument for concept in query.concepts if concept.instrument}
    things = [concept for concept in query.concepts if not concept.instrument]
    if not things:
        return [list(concept.established_by) for concept in query.concepts]
    return establishing(things, instruments)


def _named(query: Query, ranking: Ranking, index: SearchIndex, selector: Selector) -> list[Choice]:
    """What the question names; of an article, the part that the other words of the question point to."""
    choices = []
    named = [provision for group in query.named for provision in group]
    for provision in named:
        if any(other.locator.startswith(f"{provision.locator}/") for other in named):
            continue  # "annex II to 1/CP.28, paragraph 13" names the paragraph
        held = _record(provision, query, index) or provision
        part = part_meant(held, query, ranking, index, selector.part_gap)
        chosen = _citable(part or held, query, index)
        choices.append(Choice(chosen, ranking.score_at(held.position), named=True))
        if query.intent.trainer or (query.intent.contents and chosen.kind == "catalogue"):
            choices += [
                Choice(remark, ranking.score_at(remark.position))
                for remark in remarks_about(held.document, index)
            ]
    return choices


def _compared(query: Query, chosen: Sequence[Choice], ranking: Ranking, index: SearchIndex) -> list[Choice]:
    """Where a named article is compared with other instruments: the best provision of each of them."""
    told = {choice.provision.document for choice in chosen}
    if not query.intent.each or not all(index.documents[one].kind in TREATIES for one in told):
        return []
    rows = one_each([document for document in query.intent.documents if document not in told], ranking)
    return _choices(rows, query, ranking, index)


def _found(
    query: Query, ranking: Ranking, index: SearchIndex, limit: int, selector: Selector, lists: ListModel
) -> list[Choice]:
    """The best candidate, and one after another those that answer what is not answered yet; for a comparison
    of instruments the best of each, for a list the whole of it.
    """
    rows = considered(query, ranking)
    if not rows:
        return []
    compared = one_each(query.intent.documents, ranking) if query.intent.each else []
    chosen = compared if len(compared) > 1 else add_one_by_one(query, ranking, rows, limit, selector)
    choices = _choices(chosen, query, ranking, index, openings=False)
    if choices and (aims := aims_beside(choices[0].provision, query.aims, index)):
        return [Choice(aim, choices[0].score, named=True) for aim in aims]
    if not (query.intent.title or query.intent.which_article):
        choices = [Choice(_words_of(choice.provision, ranking, index), choice.score) for choice in choices]
    if choices and query.intent.enumeration and not choices[0].provision.leaf and len(compared) < 2:
        return choices[:1]
    return _lists_of_several([_whole_list(choice, query, ranking, index, lists) for choice in choices], index)


def _choices(
    rows: list[int], query: Query, ranking: Ranking, index: SearchIndex, openings: bool = True
) -> list[Choice]:
    """What is cited of these candidates; without `openings`, "The Conference of the Parties," alone, which
    answers nothing, is passed over.
    """
    return [
        Choice(_citable(provision, query, index), ranking.score_at(provision.position))
        for provision in index.at(ranking.positions(rows))
        if openings or not (provision.kind == "preamble" and provision.leaf)
    ]


def _record(provision: Provision, query: Query, index: SearchIndex) -> Provision | None:
    """The catalogue entry of a decision, where only facts about it are asked: when, where, its title."""
    asked = set(query.focus.split())
    if provision.kind == "document" and asked and asked <= word_list("catalogue_facts"):
        return index.get(catalogue_entry(provision.locator))
    return None


def _words_of(provision: Provision, ranking: Ranking, index: SearchIndex) -> Provision:
    """Who does not ask for a title wants the words that stand under it, where the corpus has them."""
    if provision.kind != "catalogue" or not provision.parent:
        return provision
    facts = ranking.candidates.facts
    words = (facts.below(provision.parent) | (facts.locators == provision.parent)) & facts.leaf
    text = ranking.best_of(words & ~facts.catalogue & ~facts.guide_only, 1)
    return index.at(ranking.positions(text))[0] if text else provision


def _citable(provision: Provision, query: Query, index: SearchIndex) -> Provision:
    """What is cited in the place of a provision: its catalogue entry, where its title is asked or where only
    the guide explains what is asked for by number; what bears a footnote, unless that is named.
    """
    if provision.kind == FOOTNOTE and not any(provision in group for group in query.named):
        bearer = index.get(provision.parent) if provision.parent else None
        provision = bearer or provision
    guided = provision.provenance is Provenance.GUIDE
    which = query.intent.which_article and not query.named  # who names a provision does not ask which it is
    by_number = which or provision.kind in {"goal", "target"}
    if not query.intent.title and not (guided and by_number):
        return provision
    parts = provision.locator.split("/")
    entries = (index.get("/".join([*parts[:size], "catalogue"])) for size in range(len(parts), 1, -1))
    return next((entry for entry in entries if entry), provision)


def _lists_of_several(choices: Sequence[Choice], index: SearchIndex) -> list[Choice]:
    """Where several items of one list answer, but for definitions, the list is cited in their place."""
    listed = (one.provision for one in choices if one.provision.kind in LISTED)
    parents = Counter(one.parent for one in listed if not _defines(one))
    cited = []
    for choice in choices:
        parent = choice.provision.parent
        held = index.get(parent) if parent and parents[parent] > 1 else None
        several = held is not None and choice.provision.kind in LISTED and held.kind in LISTS
        cited.append(Choice(held, choice.score) if several and held else choice)
    return cited


def _whole_list(
    choice: Choice, query: Query, ranking: Ranking, index: SearchIndex, lists: ListModel
) -> Choice:
    """The list in the place of its item, where all of it is wanted."""
    item = choice.provision
    above = list_of(item, index)
    if above is None or not lists.wants_all(list_features(item, above, query, ranking, index)):
        return choice
    return Choice(above, choice.score)


def _distinct(choices: Sequence[Choice], limit: int, twice: bool) -> list[Choice]:
    """None beside what holds it, nor, unless it may be said `twice`, beside the same words elsewhere."""
    kept: list[Choice] = []
    for choice in choices:
        one = choice.provision
        said = not twice and any(one.text == other.provision.text for other in kept)
        if not said and not any(overlap(one.locator, other.provision.locator) for other in kept):
            kept.append(choice)
    return kept[:limit]
