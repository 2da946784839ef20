"""Searching: the provisions nearest to some words, without an answer."""

from dataclasses import dataclass

from assistant.asking.heads import NO_LABELS
from assistant.asking.intent import read_intent
from assistant.asking.language import detect
from assistant.asking.outline import outlined, seen
from assistant.asking.query import Query
from assistant.asking.rank import rank
from assistant.asking.ranking import Ranking
from assistant.asking.retrieve import retrieve
from assistant.asking.tuning import Tuning
from assistant.reading.glossary import english_words
from index.encoder import Encoder
from index.interface import Filters, Numbers, SearchIndex
from ingest.model import Provision


@dataclass(frozen=True, slots=True)
class Hit:
    """A provision found for a query: its score (0 to 1) and its rank in each retriever (1 is best, None: not
    found there).
    """

    provision: Provision
    score: float
    ranks: dict[str, int | None]
    start: int
    end: int


def search(
    text: str, index: SearchIndex, encoder: Encoder, tuning: Tuning, filters: Filters, limit: int = 10
) -> list[Hit]:
    """The provisions nearest to some words, best first."""
    language = detect(text)
    english = english_words(text, language) or text
    (asked,) = seen([text], encoder)
    labels = tuning.heads.read(outlined(asked)) if tuning.heads else NO_LABELS
    query = Query(english, (), language, read_intent(english, labels, index.documents.values()), text)
    ranking = rank(query, retrieve(query, asked.vector[None], index, filters), tuning.weights)
    rows = ranking.top(limit)
    provisions = index.at(ranking.positions(rows))
    return [
        _hit(provision, row, ranking, tuning.sure) for provision, row in zip(provisions, rows, strict=True)
    ]


def _hit(provision: Provision, row: int, ranking: Ranking, sure: float) -> Hit:
    found = ranking.candidates
    retrievers = {f"dense_{role}": scores[0] for role, scores in found.dense.items()}
    retrievers |= {f"lexical_{role}": scores for role, scores in found.lexical.items()}
    ranks = {name: _rank(scores, row) for name, scores in retrievers.items()}
    score = round(min(1.0, float(ranking.fused[row]) / sure), 4)
    return Hit(provision, score, ranks, 0, len(provision.text))


def _rank(scores: Numbers, row: int) -> int | None:
    """1 for the best of a retriever; None where it did not find the candidate."""
    return int((scores > scores[row]).sum()) + 1 if scores[row] > 0 else None
