"""Retrieval metrics on provisions: the one door of ir_measures."""

from collections.abc import Mapping, Sequence

from evaluation.cover import GoldText, covered
from evaluation.systems.interface import Retrieved

DEPTH = 50
NAMES = ("recall@1", "recall@5", "recall@10", "recall@50", "mrr", "ndcg@10")


def ranked(found: Sequence[Retrieved], gold: Sequence[GoldText]) -> list[str]:
    """The results as ids for ir_measures, best first.

    A result that covers gold not found before (by the rule of citations: the provision itself, an item of it,
    or a provision not much larger that holds it) stands as `gold-<number>`, once for each such entry; any
    other keeps a place of its own.
    """
    names: list[str] = []
    seen: set[int] = set()
    for rank, result in enumerate(found):
        fresh = [i for i in matched(result, gold) if i not in seen]
        seen.update(fresh)
        names += [f"gold-{i}" for i in fresh] or [f"other-{rank}"]
    return names


def matched(result: Retrieved, gold: Sequence[GoldText]) -> list[int]:
    """The numbers of the gold provisions that a search result is, or covers."""
    found = covered(result.source, result.text, gold)
    return [
        i
        for i, entry in enumerate(gold)
        if i in found or any(result.id == place.locator for place in entry.places)
    ]


def retrieval_scores(
    golds: Mapping[str, int], runs: Mapping[str, Sequence[str]]
) -> dict[str, dict[str, float]]:
    """Per question id: every metric of NAMES. `golds` is the number of gold entries; a question without a run
    scores zero.
    """
    from ir_measures import RR, Qrel, R, ScoredDoc, iter_calc, nDCG

    measures = {
        R @ 1: "recall@1",
        R @ 5: "recall@5",
        R @ 10: "recall@10",
        R @ 50: "recall@50",
        RR: "mrr",
        nDCG @ 10: "ndcg@10",
    }
    qrels = [Qrel(query, f"gold-{i}", 1) for query, count in golds.items() for i in range(count)]
    run = [
        ScoredDoc(query, name, float(-rank))
        for query, names in runs.items()
        if query in golds
        for rank, name in enumerate(names)
    ]
    scores: dict[str, dict[str, float]] = {query: dict.fromkeys(NAMES, 0.0) for query in golds}
    if qrels and run:
        for metric in iter_calc(list(measures), qrels, run):
            scores[metric.query_id][measures[metric.measure]] = float(metric.value)
    return scores
