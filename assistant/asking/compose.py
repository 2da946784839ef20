"""Responding: from a question to an answer, step by step: understand, search, choose, refuse or cite."""

from time import perf_counter

from assistant.answer import Answer, Citation, Question, Refusal, Statement
from assistant.asking.chronicle import chronicle
from assistant.asking.decline import absent, refuse, unanswered
from assistant.asking.rank import Ranking, confidence, rank
from assistant.asking.select import Choice, choose
from assistant.asking.understand import Query, understand
from assistant.reading.cite import cite
from assistant.words.messages import message
from index.encoder import Encoder
from index.interface import SearchIndex
from ingest.model import Provenance

SUGGESTIONS = 3


def respond(question: Question, index: SearchIndex, encoder: Encoder) -> Answer:
    """Answer from the texts alone: every statement is a quotation, or is marked as what it is."""
    began = perf_counter()
    query = understand(question, index)
    told = chronicle(question, query, index, _blank(question, query, index, began))
    if told:
        return told
    ranking = rank(query, index, encoder, question.filters)
    found = perf_counter()
    refusal = refuse(question.text, query, ranking, index)
    chosen = [] if refusal else choose(query, ranking, index, question.max_citations)
    if not chosen and not refusal:
        refusal = unanswered(query, ranking, index)
    citations = tuple(
        cite(n, c.provision, query.text, confidence(c.score), index) for n, c in enumerate(chosen, start=1)
    )
    statements = tuple(
        _statement(choice, citation, index) for choice, citation in zip(chosen, citations, strict=True)
    )
    done = perf_counter()
    return Answer(
        question=question.text,
        language=query.language,
        statements=statements,
        citations=citations,
        refusal=refusal,
        suggestions=_suggestions(query, ranking, chosen, refusal, index),
        snapshot=index.snapshot,
        notes=_notes(query, chosen, refusal, index),
        rewritten=query.rewritten,
        timings_ms={"retrieve": round((found - began) * 1000, 2), "answer": round((done - found) * 1000, 2)},
    )


def _blank(question: Question, query: Query, index: SearchIndex, began: float) -> Answer:
    timings = {"retrieve": round((perf_counter() - began) * 1000, 2), "answer": 0.0}
    return Answer(
        question.text,
        query.language,
        (),
        (),
        None,
        (),
        index.snapshot,
        rewritten=query.rewritten,
        timings_ms=timings,
    )


def _statement(choice: Choice, citation: Citation, index: SearchIndex) -> Statement:
    provision = choice.provision
    guide = index.guide(provision.locator.removesuffix("/catalogue"))
    kinds = {Provenance.GUIDE: "guide", Provenance.CATALOGUE: "catalogue"}
    kind = "remark" if provision.kind == "remark" else kinds.get(provision.provenance, "quote")
    words = f"{citation.chapeau} {citation.quote}".strip()
    return Statement(words, (citation.number,), kind, guide.summary if guide and kind != "guide" else "")


def _notes(
    query: Query, chosen: list[Choice], refusal: Refusal | None, index: SearchIndex
) -> tuple[str, ...]:
    """What the reader should know about the answer, in the asker's language."""
    language = query.language
    notes = []
    if query.injected:
        notes.append(message("injected", language))
    if refusal:
        return tuple(notes)
    guided = "; ".join(
        choice.provision.label for choice in chosen if choice.provision.provenance is Provenance.GUIDE
    )
    if guided:
        notes.append(message("guide_only", language, label=guided))
    if any(choice.provision.kind == "remark" for choice in chosen):
        notes.append(message("remark", language))
    if query.alternatives and query.named and len(query.named) == 1:
        others = "; ".join(dict.fromkeys(provision.label for provision in query.alternatives[:4]))
        notes.append(
            message(
                "ambiguous",
                language,
                words=query.named[0][0].label.split(", ", 1)[-1],
                label=query.named[0][0].label,
                others=others,
            )
        )
    notes += [absent(missing, language, index) for missing in query.missing]
    if query.cues.enumeration and len(chosen) == 1 and not chosen[0].provision.leaf:
        notes.append(
            message(
                "items",
                language,
                count=sum(child.kind != "catalogue" for child in index.children(chosen[0].provision.locator)),
            )
        )
    return tuple(notes)


def _suggestions(
    query: Query, ranking: Ranking, chosen: list[Choice], refusal: Refusal | None, index: SearchIndex
) -> tuple[str, ...]:
    """Questions that the guide asks of the provisions next in the ranking."""
    taken = {choice.provision.locator for choice in chosen}
    found: list[str] = []
    for provision in index.at(ranking.top(8)):
        guide = index.guide(provision.locator) if provision.locator not in taken else None
        if guide and guide.questions:
            found.append(guide.questions[0])
        if len(found) == SUGGESTIONS:
            break
    return tuple(found) if not refusal or refusal.closest else ()
