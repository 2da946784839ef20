"""A verdict on a question: two support vector machines say how likely it is answered, and of the field."""

from dataclasses import dataclass
from functools import cached_property
from math import log

import numpy as np

from index.encoder import Vectors
from index.interface import Numbers

SPREAD = 10.0  # what the embedding weighs beside the features
GAMMA = 0.01  # the less, the further an example reaches
CERTAIN = 6.0  # log-odds of a label: more says no more


@dataclass(frozen=True, slots=True, eq=False)
class Verdict:
    """Margins: what lies below 0 in `answered` is refused, in `field` as a question of another field. A
    question with a label that says that no text answers it is refused already below 0 in `labelled`.
    """

    answered: float
    field: float
    labelled: float


@dataclass(frozen=True, eq=False)
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
        # not by the library of linear algebra, whose threads would take the cores of other questions
        along = np.einsum("ij,j->i", self.examples, point)
        far = self._squares - 2 * along + np.einsum("i,i->", point, point)
        return float(np.exp(-GAMMA * far) @ self.weights) + self.bias - self.threshold

    @cached_property
    def _squares(self) -> Numbers:
        """The squared length of each example: with it, distances need no copy of the examples."""
        return np.asarray(np.einsum("ij,ij->i", self.examples, self.examples), dtype=np.float32)


@dataclass(frozen=True, slots=True, eq=False)
class Labelled:
    """How much the likeliest label weighs that speaks against a question, beside the margin of `answered`;
    and from which chance on each label alone is `sure`, whatever was found.
    """

    label: float
    least: float
    sure: Numbers

    def margin(self, answered: float, chances: Numbers) -> float:
        """Below 0 where the question is refused for one of these labels, whose chances are given."""
        odds = log_odds(float(chances.max()))
        surest = float((self.sure - chances).min())
        return min(answered - self.label * odds - self.least, surest)


def log_odds(chance: float) -> float:
    """The log-odds of a chance, held within CERTAIN."""
    bounded = min(max(chance, 1e-9), 1 - 1e-9)
    return min(max(log(bounded / (1 - bounded)), -CERTAIN), CERTAIN)


@dataclass(frozen=True, slots=True, eq=False)
class Model:
    """Both machines, and how a question becomes a point: its embedding about its `centre`, spread, and its
    standardised features.
    """

    centre: Vectors
    means: Numbers
    scales: Numbers
    answered: Machine
    field: Machine
    labelled: Labelled

    def verdict(self, vector: Vectors, features: Numbers, against: Numbers) -> Verdict:
        """Of a question with this embedding and these features; `against` are the chances of the
        labels that say that no text answers it.
        """
        point = points(vector[None], features[None], self.centre, self.means, self.scales)[0]
        answered = self.answered.margin(point)
        return Verdict(answered, self.field.margin(point), self.labelled.margin(answered, against))


def points(vectors: Vectors, values: Numbers, centre: Vectors, means: Numbers, scales: Numbers) -> Numbers:
    """What the machines compare, shape (questions, dimension + FEATURES)."""
    return np.hstack([(vectors - centre) * SPREAD, (values - means) / scales]).astype(np.float32)


UNKNOWN = Verdict(0.0, 0.0, 0.0)  # where no model was fitted
