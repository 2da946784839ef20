"""Cases: the dev questions, understood once, with what the index finds for them and which of it is right."""

from collections.abc import Iterable
from dataclasses import dataclass

from assistant.asking.query import Query
from assistant.asking.rank import rank
from assistant.asking.ranking import Ranking
from assistant.asking.retrieve import Retrieval, retrieve
from assistant.asking.steps import read
from assistant.assistant import Assistant
from assistant.question import Question, Turn
from evaluation.questions import Item
from index.interface import Filters


@dataclass(frozen=True, slots=True, eq=False)
class Case:
    """A dev question with the positions of the provisions that are right, a group for each gold entry. What
    is retrieved for it depends on no weight, so it is retrieved once.
    """

    item: Item
    query: Query
    retrieved: Retrieval
    gold: tuple[frozenset[int], ...]

    @property
    def right(self) -> frozenset[int]:
        """All positions that are right."""
        return frozenset[int]().union(*self.gold)

    def ranking(self, weights: dict[str, float]) -> Ranking:
        """The candidates, ranked with these weights."""
        return rank(self.query, self.retrieved, weights)


def read_cases(items: Iterable[Item], assistant: Assistant) -> list[Case]:
    """The dev questions among the items. Gold that the index does not hold is left out."""
    index, cases = assistant.index, []
    for item in items:
        if item.half != "dev":
            continue
        query = read(Question(item.question, tuple(Turn("user", turn) for turn in item.history)), index)
        groups = (frozenset(_positions(gold.locator, assistant)) for gold in item.gold)
        gold = tuple(group for group in groups if group)
        if gold or not item.answerable:
            cases.append(Case(item, query, retrieve(query, index, assistant.encoder, Filters()), gold))
    return cases


def _positions(locator: str, assistant: Assistant) -> list[int]:
    """Where a provision and its parts stand."""
    provision = assistant.index.get(locator)
    if provision is None:
        return []
    below = (_positions(child.locator, assistant) for child in assistant.index.children(locator))
    return [provision.position, *(position for positions in below for position in positions)]
