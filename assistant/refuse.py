"""Refusing: when the texts do not answer, with the reason, in words calibrated on the dev questions."""

from assistant.answer import Refusal
from assistant.search import Ranking
from assistant.understand import Query
from index.interface import SearchIndex


def refuse(question: str, query: Query, ranking: Ranking, index: SearchIndex) -> Refusal | None:
    """The refusal that the question calls for, or None."""
    return None
