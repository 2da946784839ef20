"""Lists: whether the whole list is wanted where one of its items was found best, by a model fitted on the dev
questions.

"Who is invited to the dialogue?" wants all items, "Is the zoo invited?" one. The candidates tell: of the
first all items lie close together with their opening words not far, of the second one stands out.
"""

from dataclasses import dataclass

import numpy as np

from assistant.asking.patterns import word_list
from assistant.asking.query import Query
from assistant.asking.ranking import Ranking
from assistant.asking.selector import LOOK_AT
from index.interface import Numbers, SearchIndex
from index.lexical import words
from ingest.model import Provision
from ingest.references.grammar import AIMS

FEATURES = ("list", "items_found", "ahead_of_items", "ahead_of_opening", "opening_nearer")
LISTED = frozenset({"item", "subitem", "point", *AIMS})  # parts of a list
LISTS = frozenset({"art", "para", "annex", "item", "goal"})  # what a list may be
MOST = 10.0  # between two fused scores: more says no more


@dataclass(frozen=True, slots=True, eq=False)
class ListModel:
    """A logistic model of FEATURES; the whole list is wanted where the chance is above one half."""

    values: Numbers
    bias: float

    def wants_all(self, features: Numbers) -> bool:
        """Whether the whole list is cited and not the item."""
        return float(features @ self.values) + self.bias > 0


def list_of(provision: Provision, index: SearchIndex) -> Provision | None:
    """The list that a provision is an item of."""
    whole = provision.leaf or provision.kind in AIMS
    if not (whole and provision.kind in LISTED and provision.parent):
        return None
    above = index.get(provision.parent)
    return above if above and above.kind in LISTS else None


def list_features(
    item: Provision, above: Provision, query: Query, ranking: Ranking, index: SearchIndex
) -> Numbers:
    """One number a name in FEATURES: how likely the question asks for a list, which share of the items is
    among the best candidates, how far the item is ahead of the next of them and of the opening words, and how
    much nearer these come to the question than the item does.
    """
    places = {child.position for child in index.children(above.locator)}
    found = [place for place in ranking.positions(ranking.top(LOOK_AT)) if place in places]
    own, opening = ranking.score_at(item.position), ranking.score_at(above.position)
    others = [ranking.score_at(place) for place in found if place != item.position]
    values = {
        "list": 1.0 if asked_outright(query) else query.intent.labels.chances.get("list", 0.0),
        "items_found": len(found) / len(places),
        "ahead_of_items": min(own - max(others, default=own - MOST), MOST),
        "ahead_of_opening": min(own - opening, MOST),
        "opening_nearer": ranking.nearness(above.position) - ranking.nearness(item.position),
    }
    return np.array([values[name] for name in FEATURES], dtype=np.float32)


def asked_outright(query: Query) -> bool:
    """Whether the word "list" asks for one."""
    return bool(word_list("asks_list") & set(words(query.text)))
