"""Composing: what was selected, or refused, or the timeline that was asked for, becomes the one Answer."""

from collections.abc import Sequence

from assistant.answer import Answer, Citation, Refusal, Statement
from assistant.asking.query import Choice, Query
from assistant.asking.ranking import Ranking
from assistant.reading.absence import absence
from assistant.reading.cite import cite
from assistant.reading.timeline import Entry, Timeline
from assistant.words.store import say
from index.interface import SearchIndex
from ingest.model import Provenance

SUGGESTIONS = 3
LOOK_AT = 8  # provisions of the ranking whose questions may be suggested
ENTRIES = 6  # points of a timeline whose questions may be suggested


def compose(
    question: str,
    query: Query,
    ranking: Ranking,
    chosen: Sequence[Choice],
    refusal: Refusal | None,
    index: SearchIndex,
    sure: float,
) -> Answer:
    """The answer from the texts alone: every statement is a quotation, or is marked as what it is.

    `sure` is the fused score from which a citation's score is 1.
    """
    cited = [] if refusal else list(chosen)
    citations = tuple(
        cite(number, choice.provision, query.text, round(min(1.0, choice.score / sure), 4), index)
        for number, choice in enumerate(cited, start=1)
    )
    statements = tuple(
        _statement(choice, citation, query.language, index)
        for choice, citation in zip(cited, citations, strict=True)
    )
    return Answer(
        question=question,
        language=query.language,
        statements=statements,
        citations=citations,
        refusal=refusal,
        suggestions=_suggestions(query.language, ranking, cited, refusal, index),
        snapshot=index.snapshot,
        notes=_notes(query, cited, refusal, index),
        rewritten=query.rewritten,
    )


def tell(question: str, query: Query, timeline: Timeline, index: SearchIndex) -> Answer:
    """The timeline as an answer: of each decision the catalogue's fact, then the trainer's remark."""
    statements: list[Statement] = []
    citations: list[Citation] = []
    for entry in timeline.entries:
        for kind, locator in _facts(entry):
            provision = index.get(locator)
            if provision is not None:
                citations.append(cite(len(citations) + 1, provision, query.text, 1.0, index))
                statements.append(Statement(citations[-1].quote, (len(citations),), kind))
    remarked = any(statement.kind == "remark" for statement in statements)
    guides = [index.guide(entry.fact_locator) for entry in timeline.entries[:ENTRIES]]
    asked = [guide.plain(query.language).questions[0] for guide in guides if guide and guide.questions]
    return Answer(
        question=question,
        language=query.language,
        statements=tuple(statements),
        citations=tuple(citations),
        refusal=None,
        suggestions=tuple(asked[:SUGGESTIONS]),
        snapshot=index.snapshot,
        notes=(say("answer.remark", query.language),) if remarked else (),
        rewritten=query.rewritten,
    )


def _facts(entry: Entry) -> list[tuple[str, str]]:
    remarks = [("remark", remark.slides[0]) for remark in entry.remarks[:1] if remark.slides]
    return [("catalogue", entry.fact_locator), *remarks]


def _statement(choice: Choice, citation: Citation, language: str, index: SearchIndex) -> Statement:
    provision = choice.provision
    guide = index.guide(provision.locator.removesuffix("/catalogue"))
    kinds = {Provenance.GUIDE: "guide", Provenance.CATALOGUE: "catalogue"}
    kind = "remark" if provision.kind == "remark" else kinds.get(provision.provenance, "quote")
    words = f"{citation.chapeau} {citation.quote}".strip()
    if guide is None or kind == "guide":
        return Statement(words, (citation.number,), kind)
    plain = guide.plain(language)
    return Statement(words, (citation.number,), kind, plain.summary, plain.language, plain.state)


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
    guided = "; ".join(
        choice.provision.label for choice in chosen if choice.provision.provenance is Provenance.GUIDE
    )
    if guided:
        notes.append(say("answer.guide_only", language, label=guided))
    if any(choice.provision.kind == "remark" for choice in chosen):
        notes.append(say("answer.remark", language))
    if query.alternatives and query.named and len(query.named) == 1:
        others = "; ".join(dict.fromkeys(provision.label for provision in query.alternatives[:4]))
        notes.append(
            say(
                "answer.ambiguous",
                language,
                words=query.named[0][0].label.split(", ", 1)[-1],
                label=query.named[0][0].label,
                others=others,
            )
        )
    notes += [absence(one.locator, one.nearest, language, index) for one in query.missing]
    if query.intent.enumeration and len(chosen) == 1 and not chosen[0].provision.leaf:
        notes.append(
            say(
                "answer.items",
                language,
                count=sum(child.kind != "catalogue" for child in index.children(chosen[0].provision.locator)),
            )
        )
    return tuple(notes)


def _suggestions(
    language: str, ranking: Ranking, chosen: Sequence[Choice], refusal: Refusal | None, index: SearchIndex
) -> tuple[str, ...]:
    """Questions that the guide asks of the provisions next in the ranking."""
    taken = {choice.provision.locator for choice in chosen}
    found: list[str] = []
    for provision in index.at(ranking.positions(ranking.top(LOOK_AT))):
        guide = index.guide(provision.locator) if provision.locator not in taken else None
        if guide and guide.questions:
            found.append(guide.plain(language).questions[0])
        if len(found) == SUGGESTIONS:
            break
    return tuple(found) if not refusal or refusal.closest else ()
