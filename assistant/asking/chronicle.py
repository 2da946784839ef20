"""Chronicle: a question for the history of a topic is answered by its timeline, decision by decision."""

from dataclasses import replace

from assistant.answer import Answer, Citation, Question, Statement
from assistant.asking.understand import Query
from assistant.reading.cite import cite
from assistant.reading.timeline import Entry, Timeline, timeline_for
from assistant.words.messages import message
from index.interface import SearchIndex


def chronicle(question: Question, query: Query, index: SearchIndex, blank: Answer) -> Answer | None:
    """The timeline as a cited answer; None where the question asks for something else."""
    timeline = timeline_for(query.text, index)
    if timeline is None or question.filters or question.history:
        return None
    statements: list[Statement] = []
    citations: list[Citation] = []
    for entry in timeline.entries:
        _tell(entry, query, index, statements, citations)
    notes = (message("remark", query.language),) if any(s.kind == "remark" for s in statements) else ()
    return replace(
        blank,
        statements=tuple(statements),
        citations=tuple(citations),
        notes=notes,
        suggestions=_suggestions(timeline, index),
    )


def _tell(
    entry: Entry, query: Query, index: SearchIndex, statements: list[Statement], citations: list[Citation]
) -> None:
    """The fact of the catalogue, then what the trainer remarked, each with its own citation."""
    told = [("catalogue", entry.fact_locator)]
    told += [("remark", remark.slides[0]) for remark in entry.remarks[:1] if remark.slides]
    for kind, locator in told:
        provision = index.get(locator)
        if provision is None:
            continue
        citation = cite(len(citations) + 1, provision, query.text, 1.0, index)
        citations.append(citation)
        statements.append(Statement(citation.quote, (citation.number,), kind))


def _suggestions(timeline: Timeline, index: SearchIndex) -> tuple[str, ...]:
    found = [index.guide(entry.fact_locator) for entry in timeline.entries[:6]]
    return tuple(guide.questions[0] for guide in found if guide and guide.questions)[:3]
