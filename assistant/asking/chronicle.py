"""Chronicle: a question for the history of a topic wants its timeline, decision by decision."""

from assistant.asking.query import Query
from assistant.question import Question
from assistant.reading.timeline import Timeline, timeline_for
from index.interface import SearchIndex


def chronicle(question: Question, query: Query, index: SearchIndex) -> Timeline | None:
    """The timeline that the question asks for; None where it asks for something else, or goes on a
    conversation, or narrows the search.
    """
    if question.filters or question.history:
        return None
    return timeline_for(query.text, index)
