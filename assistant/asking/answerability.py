"""Answerability: how likely the texts answer a question, by a logistic model fitted on the calibration
questions.

Its features are the question's embedding (what kind of question it is) and how well the best provision found
fits it.
"""

import json
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

from assistant.asking.rank import Ranking
from assistant.asking.understand import Query
from index.encoder import Vectors
from index.interface import Numbers, SearchIndex
from index.lexical import stems
from ingest.model import Provision

MODEL = Path(__file__).with_name("data") / "answerability.json"
_ASKED = re.compile(r"\b(?:what|which|how many|how much)\s+((?:[\w-]+\s+){1,3})", re.I)
_NUMBERED = frozenset(
    stem
    for word in (
        "one two three four five six seven eight nine ten twelve twenty thirty thirtieth forty "
        "fortieth fifty fiftieth ninety ninetieth hundred "
        "day days week weeks month months year years half majority third thirds date percent equal "
        "equally annual annually interval intervals"
    ).split()
    for stem in stems(word)
)
FEATURES = (
    "score",
    "gap",
    "dense_question",
    "dense_text",
    "dense_summary",
    "lexical_question",
    "lexical_text",
    "covered",
    "unknown",
    "words",
    "quantity",
    "quantity_unmet",
    "other_language",
    "names_document",
    "status",
    "event",
    "contact",
    "country",
    "asked_unmet",
)


@dataclass(frozen=True, slots=True)
class Model:
    """Weights of the embedding and of the standardised features; answerable above `threshold`."""

    embedding: Vectors
    weights: Numbers
    means: Numbers
    scales: Numbers
    bias: float
    threshold: float

    def score(self, vector: Vectors, features: Numbers) -> float:
        """The log-odds that the texts answer the question."""
        return float(
            vector @ self.embedding + ((features - self.means) / self.scales) @ self.weights + self.bias
        )


@cache
def load_model() -> Model | None:
    """The fitted model; None where none was fitted."""
    if not MODEL.is_file():
        return None
    values = json.loads(MODEL.read_text(encoding="utf-8"))
    arrays = {
        name: np.array(values[name], dtype=np.float32) for name in ("embedding", "weights", "means", "scales")
    }
    return Model(**arrays, bias=values["bias"], threshold=values["threshold"])


def features(query: Query, ranking: Ranking, index: SearchIndex) -> Numbers:
    """One number a name in FEATURES."""
    top = ranking.top(2)
    if not top:
        return np.zeros(len(FEATURES), dtype=np.float32)
    best = top[0]
    provision = index.at([best])[0]
    wanted = dict.fromkeys(stems(query.text))
    there = _around(provision, index)
    weights = {stem: index.weight(stem) for stem in wanted}
    total = sum(weights.values()) or 1.0
    rarest = index.weight("\0")
    dense, lexical = ranking.scores.dense, ranking.scores.lexical
    asked = _asked(query.text)
    numbered = bool(_NUMBERED & set(stems(provision.text))) or any(
        character.isdigit() for character in provision.text
    )
    return np.array(
        [
            ranking.fused[best],
            ranking.fused[best] - ranking.fused[top[1]] if len(top) > 1 else 1.0,
            dense["question"][best],
            dense["text"][best],
            dense["summary"][best],
            lexical["question"][best],
            lexical["text"][best],
            sum(weight for stem, weight in weights.items() if stem in there) / total,
            sum(weight for weight in weights.values() if weight >= rarest) / total,
            min(len(wanted), 25),
            query.cues.quantity,
            query.cues.quantity and not numbered,
            query.language != "en",
            bool(query.cues.documents),
            query.cues.status,
            query.cues.event,
            query.cues.contact,
            query.cues.country,
            bool(asked) and not asked & there,
        ],
        dtype=np.float32,
    )


def _asked(text: str) -> set[str]:
    """The stems of the thing asked for: the content words just after "what", "which" or "how many"."""
    match = _ASKED.search(text)
    return set(stems(match[1])[:2]) if match else set()


def _around(provision: Provision, index: SearchIndex) -> set[str]:
    """The stems of a provision with its headings and its guide entry."""
    guide = index.guide(provision.locator)
    parts = [provision.text, *provision.path]
    if guide:
        parts += [guide.summary, *guide.questions, *guide.terms]
    return set(stems(" ".join(parts)))


def answerability(query: Query, ranking: Ranking, index: SearchIndex) -> float:
    """Log-odds above the threshold: refused below 0."""
    model = load_model()
    return model.score(ranking.vector, features(query, ranking, index)) - model.threshold if model else 0.0
