"""The metrics of one question: pure functions, each computable by hand. None means: this question does not
say anything about it.

A question that was not answered (refused, crashed, timed out) scores zero wherever an answer was due; it
never drops out.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from evaluation.cover import GoldText, covered, fold, marked
from evaluation.reply import Cited, Reply


@dataclass(frozen=True, slots=True)
class Metric:
    """What a number means. `better` is +1 when more is better, -1 when less is; `headline` ones stand in the
    summary.
    """

    name: str
    title: str
    meaning: str
    better: int = 1
    headline: bool = True


METRICS = (
    Metric("nugget_recall", "Nugget recall", "share of the gold provisions that the citations cover"),
    Metric(
        "citation_precision", "Citation precision", "share of the citations that cover some gold provision"
    ),
    Metric("first_citation", "First citation right", "answerable questions whose first citation covers gold"),
    Metric(
        "character_precision",
        "Character precision",
        "share of the quoted characters that stand in gold",
        headline=False,
    ),
    Metric(
        "character_recall", "Character recall", "share of the gold characters that are quoted", headline=False
    ),
    Metric("wrong_refusals", "Wrong refusals", "answerable questions that were refused", better=-1),
    Metric("correct_refusals", "Correct refusals", "unanswerable questions that were refused"),
    Metric(
        "refusal_reason",
        "Refusal reason right",
        "refused unanswerable questions with the expected reason",
        headline=False,
    ),
    Metric(
        "quote_exactness",
        "Quotes exact",
        "citations whose quote is a verbatim slice of the provision they name",
    ),
    Metric("existence", "Cited provisions exist", "citations that name a provision which the corpus has"),
    Metric(
        "statements_cited",
        "Statements cited",
        "sentences of the answer that carry a citation",
        headline=False,
    ),
    Metric(
        "recall@1",
        "Retrieval recall@1",
        "gold provisions found by the search among the first 1",
        headline=False,
    ),
    Metric("recall@5", "Retrieval recall@5", "gold provisions found by the search among the first 5"),
    Metric(
        "recall@10",
        "Retrieval recall@10",
        "gold provisions found by the search among the first 10",
        headline=False,
    ),
    Metric(
        "recall@50",
        "Retrieval recall@50",
        "gold provisions found by the search among the first 50",
        headline=False,
    ),
    Metric("mrr", "Retrieval MRR", "1 divided by the rank of the first gold provision", headline=False),
    Metric("ndcg@10", "Retrieval nDCG@10", "gold provisions among the first 10, discounted by rank"),
    Metric(
        "failed",
        "Failed",
        "questions on which the system crashed, timed out or did not speak the contract",
        better=-1,
    ),
)
BY_NAME = {metric.name: metric for metric in METRICS}

Scores = dict[str, float | None]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is true of one citation: which gold entries (by number) it covers, and whether it is exact and
    exists (None: not known).
    """

    covers: tuple[int, ...]
    exact: bool | None
    exists: bool | None


def judge(citation: Cited, gold: Sequence[GoldText], known: str | None, exists: bool | None) -> Verdict:
    """Judge one citation; `known` is the corpus's text of the provision that it names (None: not known, or no
    such provision).
    """
    found = covered(citation.source, citation.text, gold)
    exact = is_slice(citation) and (exists is None or (known is not None and citation.text in known))
    return Verdict(found, exact, exists)


def is_slice(citation: Cited) -> bool:
    """Whether the quote is what its offsets say."""
    inside = 0 <= citation.start < citation.end <= len(citation.text)
    return inside and citation.text[citation.start : citation.end] == citation.quote


def score(
    answerable: bool,
    reply: Reply | None,
    gold: Sequence[GoldText],
    verdicts: Sequence[Verdict],
    expected_reason: str = "",
) -> Scores:
    """Every metric of one question but the retrieval ones; `reply` is None when the system failed."""
    refused = reply is not None and reply.refused
    citations = reply.citations if reply else ()
    scores: Scores = {"failed": float(reply is None)}
    if answerable:
        scores |= {
            "nugget_recall": nugget_recall(len(gold), verdicts),
            "citation_precision": citation_precision(verdicts),
            "first_citation": float(bool(verdicts) and bool(verdicts[0].covers)),
            "character_precision": character_precision(citations, gold),
            "character_recall": character_recall(citations, gold),
            "wrong_refusals": float(refused),
        }
    else:
        scores["correct_refusals"] = float(refused)
        if refused and reply is not None and expected_reason:
            scores["refusal_reason"] = float(reply.reason == expected_reason)
    scores["quote_exactness"] = share([v.exact for v in verdicts])
    scores["existence"] = share([v.exists for v in verdicts])
    if reply is not None and not refused:
        scores["statements_cited"] = statements_cited(reply)
    return scores


def nugget_recall(entries: int, verdicts: Sequence[Verdict]) -> float:
    """Covered gold entries divided by all of them."""
    return len({i for verdict in verdicts for i in verdict.covers}) / entries if entries else 0.0


def citation_precision(verdicts: Sequence[Verdict]) -> float:
    """Citations that cover some gold divided by all of them; 0 where there is none."""
    return sum(bool(v.covers) for v in verdicts) / len(verdicts) if verdicts else 0.0


def character_precision(citations: Sequence[Cited], gold: Sequence[GoldText]) -> float:
    """Quoted characters that stand in gold of the same source divided by all quoted characters."""
    quoted = sum(len(fold(c.quote)) for c in citations)
    right = sum(
        int(
            marked(
                c.quote, [t for g in gold for one in g.places if one.source == c.source for t in one.texts]
            ).sum()
        )
        for c in citations
    )
    return right / quoted if quoted else 0.0


def character_recall(citations: Sequence[Cited], gold: Sequence[GoldText]) -> float:
    """Gold characters that are quoted from the same source divided by all; of several good quotes the one
    best covered counts.
    """
    quoted = wanted = 0
    for entry in gold:
        masks = [
            marked(text, [c.quote for c in citations if c.source == place.source])
            for place in entry.places
            for text in place.texts
        ]
        if not masks:
            continue
        best = max(masks, key=lambda mask: mask.mean() if len(mask) else 0.0)
        quoted += int(best.sum())
        wanted += len(best)
    return quoted / wanted if wanted else 0.0


def statements_cited(reply: Reply) -> float:
    """Sentences that carry a citation which is there, divided by all; 0 for an answer without any
    sentence.
    """
    numbers = {c.number for c in reply.citations}
    carried = [bool(cited) and set(cited) <= numbers for _, cited in reply.statements]
    return sum(carried) / len(carried) if carried else 0.0


def share(values: Sequence[bool | None]) -> float | None:
    """The share that is true of those that are known; None where none is."""
    known = [value for value in values if value is not None]
    return sum(known) / len(known) if known else None
