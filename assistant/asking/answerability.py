"""Answerability: how likely the texts answer a question, and whether it is of their field at all, by two
support vector machines fitted on the calibration questions.

Their features are the question's embedding and labels (what kind of question it is) and how well what was
found fits it.
"""

from dataclasses import dataclass
from functools import cache

import numpy as np

from assistant.asking.heads import LABELS
from assistant.asking.patterns import pattern, word_list
from assistant.asking.query import Query
from assistant.asking.ranking import Ranking
from index.encoder import Vectors
from index.interface import Numbers, SearchIndex
from index.lexical import stems
from ingest.model import Provision
from ingest.vocabulary import vocabulary

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
    "quantity_unmet",
    "other_language",
    "names_document",
    "country",
    "asked_unmet",
    "nearest",
    "least_part",
    *(f"label_{label}" for label in LABELS),
)
SPREAD = 10.0  # what the embedding weighs beside the features
GAMMA = 0.01  # the less, the further an example reaches
MOST_WORDS = 25  # a longer question says no more about itself


@dataclass(frozen=True, slots=True, eq=False)
class Verdict:
    """Margins: what lies below 0 in `answered` is refused, in `field` as a question of another field. A
    question whose labels say that no text answers it is refused already below 0 in `labelled`.
    """

    answered: float
    field: float
    labelled: float


@dataclass(frozen=True, slots=True, eq=False)
class Machine:
    """A support vector machine with a Gaussian kernel: `examples` of shape (examples, dimension + FEATURES)
    with the weight of each.
    """

    examples: Numbers
    weights: Numbers
    bias: float
    threshold: float

    def margin(self, point: Numbers) -> float:
        """On which side of the threshold a point lies, and how far."""
        far = ((self.examples - point) ** 2).sum(axis=1)
        return float(np.exp(-GAMMA * far) @ self.weights) + self.bias - self.threshold


@dataclass(frozen=True, slots=True, eq=False)
class Model:
    """Both machines, and how a question becomes a point: its embedding about its `centre`, spread, and its
    standardised features. `labelled` is the margin of `answered` that a question must reach whose labels
    speak against it.
    """

    centre: Vectors
    means: Numbers
    scales: Numbers
    answered: Machine
    field: Machine
    labelled: float

    def verdict(self, vector: Vectors, features: Numbers) -> Verdict:
        """Of a question with this embedding and these features."""
        point = points(vector[None], features[None], self.centre, self.means, self.scales)[0]
        answered = self.answered.margin(point)
        return Verdict(answered, self.field.margin(point), answered - self.labelled)


def points(vectors: Vectors, values: Numbers, centre: Vectors, means: Numbers, scales: Numbers) -> Numbers:
    """What the machines compare, shape (questions, dimension + FEATURES)."""
    return np.hstack([(vectors - centre) * SPREAD, (values - means) / scales]).astype(np.float32)


UNKNOWN = Verdict(0.0, 0.0, 0.0)  # where no model was fitted


def answerability(query: Query, ranking: Ranking, index: SearchIndex, model: Model | None) -> Verdict:
    """How likely the texts answer the question, and whether it is of their field."""
    return model.verdict(ranking.vector, features(query, ranking, index)) if model else UNKNOWN


def features(query: Query, ranking: Ranking, index: SearchIndex) -> Numbers:
    """One number a name in FEATURES; zeros where nothing was found."""
    top = ranking.top(2)
    if not top:
        return np.zeros(len(FEATURES), dtype=np.float32)
    best = top[0]
    provision = index.at(ranking.positions([best]))[0]
    found, intent, fused = ranking.candidates, query.intent, ranking.fused
    there = _around(provision, index)
    wanted = dict.fromkeys(stems(query.text))
    covered, unknown = _coverage(wanted, there, index)
    asked = _asked(query.text)
    reach = np.max(list(found.dense.values()), axis=0).max(axis=1, initial=0.0)
    values = {
        "score": fused[best],
        "gap": fused[best] - fused[top[1]] if len(top) > 1 else 1.0,
        "dense_question": found.dense["question"][0][best],
        "dense_text": found.dense["text"][0][best],
        "dense_summary": found.dense["summary"][0][best],
        "lexical_question": found.lexical["question"][best],
        "lexical_text": found.lexical["text"][best],
        "covered": covered,
        "unknown": unknown,
        "words": min(len(wanted), MOST_WORDS),
        "quantity_unmet": intent.quantity and not _states_a_number(provision),
        "other_language": query.language != "en",
        "names_document": bool(intent.documents),
        "country": intent.country,
        "asked_unmet": bool(asked) and not asked & there,
        "nearest": reach[0],
        "least_part": reach.min(),
        **{f"label_{label}": chance for label, chance in intent.labels.chances.items()},
    }
    return np.array([values[name] for name in FEATURES], dtype=np.float32)


def _coverage(wanted: dict[str, None], there: set[str], index: SearchIndex) -> tuple[float, float]:
    """The shares of the question's words, rare ones counting more, that the provision has, and that the
    corpus does not know.
    """
    weights = {stem: index.weight(stem) for stem in wanted}
    total = sum(weights.values()) or 1.0
    rarest = index.weight("\0")
    held = sum(weight for stem, weight in weights.items() if stem in there)
    return held / total, sum(weight for weight in weights.values() if weight >= rarest) / total


def _states_a_number(provision: Provision) -> bool:
    return bool(_number_stems() & set(stems(provision.text))) or any(
        letter.isdigit() for letter in provision.text
    )


@cache
def _number_stems() -> frozenset[str]:
    return frozenset(
        stem for word in (*vocabulary().cardinals("en"), *word_list("number_units")) for stem in stems(word)
    )


def _asked(text: str) -> set[str]:
    """The stems of the thing asked for: the content words just after "what", "which" or "how many"."""
    match = pattern("asked_thing").search(text)
    return set(stems(match[1])[:2]) if match else set()


def _around(provision: Provision, index: SearchIndex) -> set[str]:
    """The stems of a provision with its headings and its guide entry."""
    guide = index.guide(provision.locator)
    parts = [provision.text, *provision.path]
    if guide:
        parts += [guide.summary, *guide.questions, *guide.terms]
    return set(stems(" ".join(parts)))
