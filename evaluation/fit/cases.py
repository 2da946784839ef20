"""Cases: the dev questions, understood once, with what the index finds for them and which of it is right."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from assistant.asking.attempt import Attempt, attempt, read
from assistant.asking.concepts import read_concepts
from assistant.asking.heads import Heads
from assistant.asking.language import read_wording
from assistant.asking.query import Query
from assistant.asking.rank import rank
from assistant.asking.ranking import Ranking
from assistant.asking.retrieve import Retrieval
from assistant.asking.spelling import spell
from assistant.asking.steps import answered_before
from assistant.assistant import Assistant
from assistant.question import Question, Turn
from evaluation.questions import Item
from index.interface import SearchIndex


@dataclass(frozen=True, slots=True, eq=False)
class Case:
    """A dev question with the positions of the provisions that are right, a group for each gold entry. What
    is retrieved for it from the `index` depends on no weight, so it is retrieved once. `alone` and `together`
    are the two ways to read a question with history; of one without, `together` is None. `mended` says that
    some of its words were read otherwise than they were typed.
    """

    item: Item
    index: SearchIndex
    gold: tuple[frozenset[int], ...]
    alone: Attempt
    together: Attempt | None
    mended: bool = False

    @property
    def follows(self) -> bool:
        """Whether its author says that the question leans on the turns before."""
        return self.item.category == "followup"

    @property
    def tried(self) -> Attempt:
        """The way in which it should be read; a provision that it names speaks for itself."""
        sure = bool(self.alone.query.named) or self.alone.query.asks_what
        if self.together is None or sure or not self.follows:
            return self.alone
        return self.together

    @property
    def query(self) -> Query:
        """What is searched for."""
        return self.tried.query

    @property
    def retrieved(self) -> Retrieval:
        """What was found."""
        return self.tried.retrieved

    @property
    def right(self) -> frozenset[int]:
        """All positions that are right."""
        return frozenset[int]().union(*self.gold)

    def ranking(self, weights: dict[str, float]) -> Ranking:
        """The candidates, ranked with these weights."""
        return rank(self.query, self.retrieved, weights)


def read_cases(
    items: Iterable[Item], assistant: Assistant, heads: Heads | None, ungraded: bool = False
) -> list[Case]:
    """The dev questions among the items. Gold that the index does not hold is left out, and with it a
    question that has no other, unless `ungraded` ones are wanted.
    """
    cases = []
    for item in items:
        if item.half != "dev":
            continue
        groups = (
            frozenset(at for locator in gold.locators for at in _positions(locator, assistant))
            for gold in item.gold
        )
        gold = tuple(group for group in groups if group)
        if gold or ungraded or not item.answerable:
            cases.append(_case(item, gold, assistant, heads))
    return cases


def _case(item: Item, gold: tuple[frozenset[int], ...], assistant: Assistant, heads: Heads | None) -> Case:
    typed = Question(item.question, tuple(Turn("user", turn) for turn in item.history))
    spelt = spell(typed.checked(), assistant.speller)
    question, mended = spelt.question, bool(spelt.read)
    wording = read_concepts(read_wording(question))
    index, encoder = assistant.index, assistant.encoder
    alone, *together = read(question, wording, index, encoder)
    apart = attempt(question, wording, *alone, index, heads)
    if not together:
        return Case(item, index, gold, apart, None, mended)
    answered = answered_before(question, index, encoder, replace(assistant.tuning, heads=heads))
    beside = attempt(question, wording, *together[0], index, heads, answered)
    return Case(item, index, gold, apart, beside, mended)


def _positions(locator: str, assistant: Assistant) -> list[int]:
    """Where a provision and its parts stand."""
    provision = assistant.index.get(locator)
    if provision is None:
        return []
    below = (_positions(child.locator, assistant) for child in assistant.index.children(locator))
    return [provision.position, *(position for positions in below for position in positions)]
