"""Fitting the line that tells what a provision is about from what it is not: on the names of concepts in all
languages, each beside the provision that establishes it, and beside one that does not.
"""

import json
import random
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from assistant.assistant import Assistant
from assistant.trainer.facts.nearness import Pair, nearness
from assistant.trainer.facts.subjects import FEATURES, FILE
from evaluation.fit.logistic import fit_line, named
from evaluation.report.record import write_text
from ingest.concepts import embedded_concepts
from ingest.locator import Locator

SEED = 7
STRENGTH = 10.0
# Set by hand on the `dev` halves of evaluation/facts and on the training deck: no true sentence is denied,
# and loosely read not with half a unit more, either. What establishes a concept is not always about it ("the
# Conference of the Parties shall establish subsidiary bodies"), and a slide names a provision for other
# reasons than to say what it is about, too ("Customs officers are trained to apply Article 18"): such words
# are like no provision much.
LEAST = {"plainly": 0.5, "loosely": -0.7, "near": 0.5, "doubt": 15.0}
_KINDS = frozenset({"art", "target"})


@dataclass(frozen=True, slots=True)
class Case:
    """A concept's name and a provision that is about it, or is not."""

    pair: Pair
    right: bool


def fit_subjects(assistant: Assistant) -> dict[str, Any]:
    """The line, from which log-odds on words are let pass, and what it reaches on what it was fitted on."""
    cases = list(_cases(assistant))
    near = nearness([case.pair for case in cases], assistant.index, assistant.encoder)
    known = [(near[case.pair], case.right) for case in cases if case.pair in near]
    values = np.array([[getattr(one, name) for name in FEATURES] for one, _ in known])
    right = np.array([label for _, label in known])
    line = fit_line(values, right, STRENGTH)
    odds = line(values)
    return {
        "encoder": assistant.encoder.name,
        "weights": named(FEATURES, line.slope),
        "bias": round(line.bias, 5),
        "least": LEAST,
        "measured": {
            "pairs": len(known),
            "wrong_denied": round(float((odds[~right] < LEAST["plainly"]).mean()), 4),
        },
    }


def save_line(values: dict[str, Any]) -> None:
    """Write it where the check of slides reads it. Raises EvaluationError where that cannot be written."""
    write_text(FILE, json.dumps(values, indent=2) + "\n")


def _cases(assistant: Assistant) -> Iterator[Case]:
    lot = random.Random(SEED)  # noqa: S311  # which wrong article a name is set beside is no secret
    for concept in embedded_concepts():
        places = [Locator.parse(one) for one in concept.established_by]
        mine = [one for one in places if one.steps and one.steps[0].kind in _KINDS]
        if not mine or concept.instrument:
            continue
        document = mine[0].document
        own = {one.steps[:1] for one in mine if one.document == document}
        heads = {Locator.parse(one.locator).steps[:1] for one in assistant.index.in_document(document)}
        others = sorted((one for one in heads if one and one[0].kind in _KINDS and one not in own), key=str)
        for names in concept.names.values():
            yield Case(Pair(names[0], Locator(document, mine[0].steps[:1])), right=True)
            if others:
                yield Case(Pair(names[0], Locator(document, lot.choice(others))), right=False)
