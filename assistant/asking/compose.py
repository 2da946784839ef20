"""Composing: what was selected, or refused, becomes the one Answer."""

from collections.abc import Sequence
from dataclasses import replace

from assistant.answer import Answer, Citation, Refusal, Statement
from assistant.asking.case import Thresholds
from assistant.asking.help import (
    asked_of,
    help_with,
    instrument_name,
    questions_around,
    questions_near,
    related,
)
from assistant.asking.parts import asks_an_amount, whole_counted
from assistant.asking.query import Choice, Query
from assistant.asking.ranking import Ranking
from assistant.asking.readings import other_protocols, same_matter
from assistant.asking.statements import statement_of
from assistant.asking.tell import count_of, guide_note
from assistant.reading.absence import absence
from assistant.reading.cite import cite
from assistant.reading.labels import label_of, steps_of
from assistant.words.store import say
from index.interface import SearchIndex
from ingest.model import Provenance, Provision
from ingest.vocabulary import vocabulary


def compose(
    query: Query,
    ranking: Ranking,
    chosen: Sequence[Choice],
    refusal: Refusal | None,
    index: SearchIndex,
    sure: float,
    thresholds: Thresholds,
) -> Answer:
    """The answer from the texts alone: every statement is a quotation, or is marked as what it is.

    `sure` is the fused score from which a citation's score is 1.
    """
    cited = [] if refusal else list(chosen)
    lists = query.intent.wants_all
    citations = tuple(
        cite(
            number,
            one.provision,
            query.words,
            _certainty(one, sure),
            index,
            lists or one.named,
            query.language,
        )
        for number, one in enumerate(cited, start=1)
    )
    statements = tuple(
        statement_of(choice.provision, citation, query.language, index)
        for choice, citation in zip(cited, citations, strict=True)
    )
    first = cited[0].provision if cited else None
    wanted = first if first and (lists or whole_counted(first, query, index)) else None
    counted = _counted(query, wanted, citations[0], index) if wanted else []
    statements = (*_explained(query, citations), *counted, *statements)
    return Answer(
        question=query.asked,
        language=query.language,
        statements=statements,
        citations=citations,
        refusal=replace(refusal, help=help_with(refusal, query, ranking, index)) if refusal else None,
        suggestions=_suggestions(query, ranking, cited, refusal, index),
        snapshot=index.snapshot,
        notes=(*_notes(query, cited, refusal, index), *_others(query, cited, ranking, index, thresholds)),
        rewritten=query.rewritten,
    )


def _certainty(choice: Choice, sure: float) -> float:
    return round(min(1.0, choice.score / sure), 4)


def _others(
    query: Query, cited: Sequence[Choice], ranking: Ranking, index: SearchIndex, thresholds: Thresholds
) -> list[str]:
    """Which reading of the question was taken, and what other instruments say of the matter."""
    if not cited:
        return []
    language = query.language
    protocols = [instrument_name(one, language, index) for one in other_protocols(query, cited, index)]
    if protocols:
        told = dict.fromkeys(one.provision.document for one in cited)
        taken = [instrument_name(one, language, index) for one in told if one in vocabulary().protocols]
        words = say("answer.the_protocol", language)
        others = "; ".join(protocols)
        return [say("answer.ambiguous", language, words=words, label="; ".join(taken), others=others)]
    labels = same_matter(query, cited, ranking, index, thresholds.same_matter)
    return [say("answer.also", language, others="; ".join(labels))] if labels else []


def _explained(query: Query, citations: Sequence[Citation]) -> list[Statement]:
    """What the things are that the question asks the meaning of, in plain words, each with the provisions
    that establish it.
    """
    if not query.asks_what:
        return []
    told = []
    for concept in query.concepts:
        numbers = tuple(one.number for one in citations if one.id in concept.established_by)
        if numbers:
            words, state = concept.said(query.language), concept.state(query.language)
            told.append(Statement(words, numbers, "concept", plain_state=state, concept=concept.id))
    return told


def _counted(query: Query, provision: Provision, citation: Citation, index: SearchIndex) -> list[Statement]:
    """How many parts a list has, said beside all of them: not beside a summary of it, or an extract, nor to
    who asks for a number of days.
    """
    if provision.leaf or citation.extract or provision.provenance is Provenance.GUIDE:
        return []
    if asks_an_amount(query):
        return []
    parts = [child for child in index.children(provision.locator) if child.kind != "catalogue"]
    if any(part.provenance is Provenance.GUIDE for part in parts):  # not all of them stand below
        return []
    return [count_of("parts", citation.label, len(parts), (1,), query.language)] if len(parts) > 1 else []


def read_as(words: Sequence[str], language: str) -> str:
    """What misspelt words were read as."""
    return say("answer.read_as", language, words=", ".join(words))


def _notes(
    query: Query, chosen: Sequence[Choice], refusal: Refusal | None, index: SearchIndex
) -> tuple[str, ...]:
    """What the reader should know about the answer, in the asker's language."""
    language = query.language
    notes = []
    if query.injected:
        notes.append(say("answer.injected", language))
    if refusal:
        return tuple(notes)
    notes += guide_note([choice.provision for choice in chosen], language, index)
    if any(choice.provision.kind == "remark" for choice in chosen):
        notes.append(say("answer.remark", language))
    if query.alternatives and query.named and len(query.named) == 1:
        taken = query.named[0][0]
        labels = (label_of(provision, language, index) for provision in query.alternatives[:4])
        others = "; ".join(dict.fromkeys(labels))
        notes.append(
            say(
                "answer.ambiguous",
                language,
                words=steps_of(taken, language, index),
                label=label_of(taken, language, index),
                others=others,
            )
        )
    notes += [absence(one.locator, one.nearest, language, index) for one in query.missing]
    return tuple(notes)


def _suggestions(
    query: Query, ranking: Ranking, chosen: Sequence[Choice], refusal: Refusal | None, index: SearchIndex
) -> tuple[str, ...]:
    """What may be asked next: what related things are; of a provision that was named, what the guide asks of
    its parts and of what is tied to it; else what it asks of the provisions next in the ranking.
    """
    if refusal:
        return ()
    if query.asks_what:
        return related(query)
    protocols = other_protocols(query, chosen, index)
    if protocols:
        return asked_of(query, protocols, index)
    shown = [choice.provision.locator for choice in chosen]
    if any(choice.named for choice in chosen):  # the words around its name say little of what it is about
        return questions_around(shown, query.language, index)
    return questions_near(query.language, ranking, index, set(shown))
