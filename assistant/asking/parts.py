"""Parts: which part of a provision that a question names it is about."""

from assistant.asking.query import Query
from assistant.asking.ranking import Ranking
from assistant.asking.selector import LOOK_AT
from index.interface import SearchIndex
from index.lexical import stems
from ingest.model import Provision

STRAY = 1  # words that say nothing of a part where the wording of the whole is asked for


def part_meant(
    provision: Provision, query: Query, ranking: Ranking, index: SearchIndex, gap: float
) -> Provision | None:
    """The part of a named provision that the question means: where it says more than the title of it does,
    the descendant that stands out from the others; of what is to be listed or counted, the list.
    """
    beyond = set(stems(query.focus)) - _title_stems(provision, index)
    if provision.leaf or len(beyond) <= (STRAY if "wording" in query.intent.labels else 0):
        return None
    facts = ranking.candidates.facts
    if query.intent.enumeration or "count" in query.intent.labels:
        return _list_below(provision, query, ranking, index)
    leaves = ranking.best_of(facts.below(provision.locator) & facts.leaf & ~facts.catalogue, 2)
    if not leaves:
        return None
    if len(leaves) > 1 and ranking.fused[leaves[0]] - ranking.fused[leaves[1]] < gap:
        return None
    return index.at(ranking.positions(leaves[:1]))[0]


def _list_below(provision: Provision, query: Query, ranking: Ranking, index: SearchIndex) -> Provision | None:
    """The list inside a named provision whose opening words the question has."""
    facts, wanted = ranking.candidates.facts, set(stems(query.focus))
    rows = ranking.best_of(facts.below(provision.locator) & ~facts.leaf, LOOK_AT)
    lists = index.at(ranking.positions(rows))
    return next((one for one in lists if wanted & set(stems(one.chapeau))), None)


def _title_stems(provision: Provision, index: SearchIndex) -> set[str]:
    """The stems of the title of a provision, and of those above it."""
    entry = index.get(f"{provision.locator}/catalogue")
    titles = [provision.heading or "", *provision.path, entry.heading or "" if entry else ""]
    return set(stems(" ".join(titles)))
