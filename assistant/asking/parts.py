"""Parts: which part of a provision that a question names it is about."""

from assistant.asking.countable import countables
from assistant.asking.patterns import pattern, word_list
from assistant.asking.query import Query
from assistant.asking.ranking import Ranking
from assistant.asking.selector import LOOK_AT
from index.interface import SearchIndex
from index.lexical import stems, words
from ingest.locator import catalogue_entry
from ingest.model import Provision

STRAY = 1  # words that say nothing of a part where the wording of the whole is asked for


def part_meant(
    provision: Provision, query: Query, ranking: Ranking, index: SearchIndex, gap: float
) -> Provision | None:
    """The part of a named provision that the question means: where it says more than the title of it does,
    the descendant that stands out from the others; of what is to be listed or counted, the list.
    """
    beyond = set(stems(query.focus)) - _title_stems(provision, index)
    if provision.leaf or whole_counted(provision, query, index):
        return None
    if len(beyond) <= (STRAY if "wording" in query.intent.labels else 0):
        return None
    facts = ranking.candidates.facts
    if query.intent.wants_all or "count" in query.intent.labels:
        return _list_below(provision, query, ranking, index)
    leaves = ranking.best_of(facts.below(provision.locator) & facts.leaf & ~facts.catalogue, 2)
    if not leaves:
        return None
    if len(leaves) > 1 and ranking.fused[leaves[0]] - ranking.fused[leaves[1]] < gap:
        return None
    return index.at(ranking.positions(leaves[:1]))[0]


def whole_counted(provision: Provision, query: Query, index: SearchIndex) -> bool:
    """Whether the number of its parts is asked for by what they are called: the recitals of a preamble."""
    said = set(words(query.text))
    if not said & word_list("number_or_list"):
        return False
    steps = [one.locator.rpartition("/")[2] for one in index.children(provision.locator)]
    called = [thing.steps for thing in countables() if thing.words & said and thing.steps]
    return any(step.startswith(those) for step in steps for those in called)


def counts_parts(query: Query) -> bool:
    """Whether the parts of a provision that is named are to be counted, and not days, votes or Parties."""
    named = [provision for group in query.named for provision in group]
    return "count" in query.intent.labels and any(not one.leaf for one in named) and not asks_an_amount(query)


def asks_an_amount(query: Query) -> bool:
    """Whether days, votes or Parties are what is to be counted, which a text states and does not list."""
    found = pattern("asked_thing").search(query.text)
    units = word_list("number_units") | word_list("counted_units")
    return found is not None and not units.isdisjoint(words(found[1]))


def _list_below(provision: Provision, query: Query, ranking: Ranking, index: SearchIndex) -> Provision | None:
    """The list inside a named provision whose opening words the question has, and that has the fewest others:
    of "monetary benefits" and "non-monetary benefits" the former, where those are asked for.
    """
    facts, wanted = ranking.candidates.facts, set(stems(query.focus))
    rows = ranking.best_of(facts.below(provision.locator) & ~facts.leaf, LOOK_AT)
    opening = [(set(stems(one.chapeau)), one) for one in index.at(ranking.positions(rows))]
    shared = [(-len(wanted & own), len(own - wanted), one) for own, one in opening if wanted & own]
    return min(shared, key=lambda one: one[:2])[2] if shared else None


def _title_stems(provision: Provision, index: SearchIndex) -> set[str]:
    """The stems of the title of a provision, and of those above it."""
    entry = index.get(catalogue_entry(provision.locator))
    titles = [provision.heading or "", *provision.path, entry.heading or "" if entry else ""]
    return set(stems(" ".join(titles)))
