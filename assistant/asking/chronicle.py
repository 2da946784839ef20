"""Chronicle: a question for the history of a topic wants its timeline, decision by decision."""

import re
from collections.abc import Sequence

from assistant.asking.patterns import pattern
from assistant.asking.query import Query
from assistant.question import Question
from assistant.reading.timeline import Timeline, article_named, find_timeline
from assistant.reading.topics import find_topic, fold
from index.interface import SearchIndex
from ingest.numerals import from_roman

SEVERAL = 2  # decisions of a topic that make a timeline
LIKELY = 0.3  # the chance from which decisions on a topic are counted


def chronicle(question: Question, query: Query, index: SearchIndex) -> Timeline | None:
    """The timeline that the question asks for; None where it asks for something else, or goes on a
    conversation, or narrows the search.
    """
    if question.filters or question.history:
        return None
    counted = query.intent.labels.chances["count"] >= LIKELY
    return timeline_for(query.text, index, counted, query.intent.sessions)


def timeline_for(
    question: str, index: SearchIndex, counted: bool = False, sessions: Sequence[int] = ()
) -> Timeline | None:
    """The timeline that some words ask for; None where they ask for something else, or nothing is found. Who
    asks for the number of decisions on a topic (`counted`) gets all of them, or those of the one meeting
    among the `sessions` named.
    """
    counts = counted and counts_decisions(question)
    if not wants_timeline(question) and not counts:
        return None
    first, last = cop_range(question)
    of_one = counts and first is last is None and len(sessions) == 1
    if of_one:
        first = last = sessions[0]
    topic = find_topic(question)
    article = article_named(_without_cops(question), index)
    subject = topic.title if topic else article or _subject(question)
    found = find_timeline(subject, index, first, last) if subject else None
    return found if found and len(found.entries) >= (1 if of_one else SEVERAL) else None


def wants_timeline(question: str) -> bool:
    """Whether the question asks how something developed, and not for one decision."""
    folded = _folded(question)
    return bool(
        pattern("development").search(folded)
        or (pattern("sessions_between").search(folded) and find_topic(question))
    )


def counts_decisions(question: str) -> bool:
    """Whether decisions on a topic are to be counted."""
    return bool(pattern("decisions").search(question)) and find_topic(question) is not None


def cop_range(question: str) -> tuple[int | None, int | None]:
    """The sessions named as first and last; None where the question leaves them open."""
    folded = _folded(question)
    both = pattern("sessions_between").search(folded)
    if both:
        low, high = sorted((_number(both[1]) or 0, _number(both[2]) or 0))
        return (low, high) if low else (None, None)
    since, until = pattern("sessions_since").search(folded), pattern("sessions_until").search(folded)
    return (_number(since[1]) if since else None, _number(until[1]) if until else None)


def _subject(question: str) -> str:
    """What is left of the question when the words that ask for a timeline are taken out."""
    return " ".join(pattern("about_a_timeline").sub(" ", _folded(question)).split())


def _folded(question: str) -> str:
    text = re.sub(r"(\d)\s*[-–—]\s*(?=(?:cop\s*)?\d)", r"\1 to ", question, flags=re.I)
    return re.sub(r"\bcops?(\d)", r"cop \1", fold(text))


def _without_cops(question: str) -> str:
    return re.sub(r"\bCOPs?[\s-]*(?:\d+|[IVX]+)\b", " ", question, flags=re.I)


def _number(words: str) -> int | None:
    return int(words) if words.isdigit() else from_roman(words)
