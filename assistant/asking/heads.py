"""Heads: what kind of answer a question wants, read from its embedding and its opening words, so in every
language alike.

One logistic model a label, fitted on examples that people wrote (`cbd-evaluate fit models`).
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from index.encoder import Vectors
from index.interface import Numbers

# kinds of facts that an official page keeps and no text: "ask_membership" is answered by the pointer
# "membership"
KEPT_ELSEWHERE = (
    "ask_membership",
    "ask_focal_points",
    "ask_national_reports",
    "ask_records",
    "ask_meetings",
    "ask_funds",
    "ask_news",
)
ADDRESSED = ("greeting", "thanks", "abilities", "asks_back")  # said to the assistant, or asked back by it
LABELS = (
    "wording",
    "fact",
    "definition",
    "list",
    "count",
    "comparison",
    "timeline",
    "who_must",
    "status",
    "contact",
    "event",
    "which",
    "preamble",
    "trainer",
    "history",
    "restate",
    "help",
    *ADDRESSED,
    *KEPT_ELSEWHERE,
    "elsewhere",
    "other_treaty",
    "figures",
    "unsafe",
    "advice",
    "aside",
)


@dataclass(frozen=True, slots=True, eq=False)
class Heads:
    """`weights` has shape (LABELS, numbers of an outline), `biases` and `least` (LABELS,): a label holds from
    that chance on.
    """

    weights: Vectors
    biases: Numbers
    least: Numbers

    def read(self, outlined: Vectors) -> "Labels":
        """The labels of a question by its outline (see assistant.asking.outline)."""
        chances = 1 / (1 + np.exp(-(self.weights @ outlined + self.biases)))
        return Labels(
            dict(zip(LABELS, (float(chance) for chance in chances), strict=True)),
            frozenset(label for label, holds in zip(LABELS, chances >= self.least, strict=True) if holds),
        )


@dataclass(frozen=True, slots=True)
class Labels:
    """How likely each label is, and which of them hold."""

    chances: dict[str, float]
    held: frozenset[str]

    def __contains__(self, label: str) -> bool:
        return label in self.held


NO_LABELS = Labels(dict.fromkeys(LABELS, 0.0), frozenset())


def heads_of(stored: dict[str, Sequence[object]]) -> Heads:
    """From what is stored."""
    arrays = {name: np.array(stored[name], dtype=np.float32) for name in ("weights", "biases", "least")}
    return Heads(**arrays)
