"""Telling: answers that are a list of their own, the timeline of a topic or all parts of a document."""

from collections.abc import Iterable, Sequence

from assistant.answer import Answer, Citation, Statement
from assistant.asking.chronicle import chronicle
from assistant.asking.help import QUESTIONS, instrument_name
from assistant.asking.query import Query
from assistant.asking.statements import kind_of, statement_of
from assistant.asking.tally import DECISIONS, Tally, tally
from assistant.question import Question
from assistant.reading.cite import cite
from assistant.reading.labels import label_of
from assistant.reading.timeline import Entry, Timeline
from assistant.words.store import say
from index.interface import SearchIndex
from ingest.locator import described
from ingest.model import Provenance, Provision

ENTRIES = 6  # points of a list whose questions may be suggested


def tell(question: Question, query: Query, index: SearchIndex) -> Answer | None:
    """The list that the question asks for; None where it asks for something else, or is words of a text."""
    if query.quoted:
        return None
    timeline = chronicle(question, query, index)
    if timeline:
        return tell_timeline(query, timeline, index)
    counted = () if question.filters or query.missing else tally(query, index)
    return tell_parts(query, counted, index) if counted else None


def tell_timeline(query: Query, timeline: Timeline, index: SearchIndex) -> Answer:
    """How many decisions; of each the catalogue's fact, then the trainer's remark."""
    told = [(kind, index.get(locator)) for entry in timeline.entries for kind, locator in _facts(entry)]
    statements, citations = _listed([(kind, held) for kind, held in told if held], query, index)
    facts = tuple(one.citations[0] for one in statements if one.kind == "catalogue")
    of_one = timeline.first is not None and timeline.first == timeline.last
    title = f"{timeline.title}, COP {timeline.first}" if of_one else timeline.title
    count = count_of("decisions", title, len(facts), facts, query.language)
    remarked = any(statement.kind == "remark" for statement in statements)
    notes = [say("answer.not_complete", query.language)]
    notes += [say("answer.remark", query.language)] if remarked else []
    shown = [entry.fact_locator for entry in timeline.entries]
    return _answer(query, [count, *statements], citations, shown, notes, index)


def tell_parts(query: Query, tallies: Sequence[Tally], index: SearchIndex) -> Answer:
    """Of each document how many parts it has, and all of them."""
    statements: list[Statement] = []
    citations: list[Citation] = []
    for one in tallies:
        kinds = [(kind_of(part), part) for part in one.parts]
        listed, cited = _listed(kinds, query, index, after=len(citations))
        numbers = tuple(citation.number for citation in cited)
        name = _name(one.whole, query.language, index)
        statements += [count_of(one.name, name, len(numbers), numbers, query.language), *listed]
        citations += cited
    shown = [described(part.locator) for one in tallies for part in one.parts]
    notes = [say("answer.not_complete", query.language)] if tallies[0].name == DECISIONS else []
    notes += guide_note([part for one in tallies for part in one.parts], query.language, index)
    return _answer(query, statements, citations, shown, notes, index)


def guide_note(shown: Iterable[Provision], language: str, index: SearchIndex) -> list[str]:
    """Of which of the provisions that are shown the words are the guide's; nothing where none are."""
    guided = (one for one in shown if one.provenance is Provenance.GUIDE)
    labels = "; ".join(label_of(one, language, index) for one in guided)
    return [say("answer.guide_only", language, label=labels)] if labels else []


def _name(whole: str, language: str, index: SearchIndex) -> str:
    """What a language calls a document, or a provision."""
    provision = None if whole in index.documents else index.get(whole)
    return label_of(provision, language, index) if provision else instrument_name(whole, language, index)


def count_of(thing: str, whole: str, count: int, numbers: tuple[int, ...], language: str) -> Statement:
    """How many things of a kind a whole has, with the citations that were counted."""
    named = say(f"answer.things.{thing}", language)
    return Statement(say("answer.count", language, of=whole, thing=named, count=count), numbers, "count")


def _listed(
    told: Iterable[tuple[str, Provision]], query: Query, index: SearchIndex, after: int = 0
) -> tuple[list[Statement], list[Citation]]:
    """A statement and a citation each, numbered after those before."""
    statements, citations = [], []
    for number, (kind, provision) in enumerate(told, start=after + 1):
        citations.append(cite(number, provision, query.words, 1.0, index, language=query.language))
        if kind == "guide":  # in the reader's language
            statements.append(statement_of(provision, citations[-1], query.language, index))
        else:
            statements.append(Statement(citations[-1].quote, (number,), kind))
    return statements, citations


def _answer(
    query: Query,
    statements: Sequence[Statement],
    citations: Sequence[Citation],
    shown: Sequence[str],
    notes: Iterable[str],
    index: SearchIndex,
) -> Answer:
    guides = [index.guide(locator) for locator in shown[:ENTRIES]]
    asked = [guide.plain(query.language).questions[0] for guide in guides if guide and guide.questions]
    return Answer(
        question=query.asked,
        language=query.language,
        statements=tuple(statements),
        citations=tuple(citations),
        refusal=None,
        suggestions=tuple(asked[:QUESTIONS]),
        snapshot=index.snapshot,
        notes=tuple(notes),
        rewritten=query.rewritten,
    )


def _facts(entry: Entry) -> list[tuple[str, str]]:
    remarks = [("remark", remark.slides[0]) for remark in entry.remarks[:1] if remark.slides]
    return [("catalogue", entry.fact_locator), *remarks]
