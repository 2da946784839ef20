"""Fitting the judge of statements: on statements that people wrote, true ones and forged ones."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from assistant.assistant import Assistant
from assistant.reading.support.compare import compared_with, prepared
from assistant.reading.support.grounds import ARTICLE
from assistant.reading.support.judge import CLEAR, DATA, FEATURES
from assistant.reading.support.nearness import features
from assistant.reading.support.objections import FATAL, objections
from assistant.reading.support.premise import how_carried
from evaluation.fit.logistic import Array, Labels, Line, fit_line, named, spread
from evaluation.report.record import write_text
from evaluation.support.statements import Claimed

FOLDS = 10
STRENGTH = 0.03
# Of the forged statements as many are kept out of fold: most are harder to tell than those that are measured.
KEPT = 0.04
KEPT_READ = 0.02  # of those that are measured, where statement and provision are also read as one
BY_MEANING = ("guide", "text")  # the models that are fitted for one encoder


@dataclass(frozen=True, slots=True, eq=False)
class Case:
    """A statement with its numbers; `fatal` where a rule drops it whatever they are. Cases of one `group` are
    about one article. `read` are the log-odds of the cross-encoder, None where it was not asked.
    """

    values: dict[str, float]
    faithful: bool
    fatal: bool
    group: str
    read: float | None = None


def fit_support(
    claimed: Sequence[Claimed], examples: Sequence[Claimed], assistant: Assistant
) -> dict[str, Any]:
    """The four models of the judge, and what is kept out of fold. The cross-encoder has learnt from the
    examples, so that what it reads is weighed on the others alone.
    """
    asked = [(one, True) for one in claimed] + [(one, False) for one in examples]
    return fit_cases([case for one, reads in asked if (case := _case(one, assistant, reads))])


def fit_cases(cases: Sequence[Case]) -> dict[str, Any]:
    """The models of the judge of cases that were read: each keeps as many of the forged ones as KEPT says."""
    models: dict[str, dict[str, Any]] = {}
    measured = {}
    forged = np.array([not case.faithful for case in cases])
    open_ = np.array([not case.fatal for case in cases])
    for name, names in FEATURES.items():
        scores = _out_of_fold(cases, names)
        least = _least(scores, forged, open_)
        line = _fitted([case for case in cases if not case.fatal], names)
        models[name] = {
            "weights": named(names, line.slope),
            "bias": round(line.bias, 5),
            "least": round(least, 5),
        }
        kept = (scores >= least) & open_
        read = [place for place, case in enumerate(cases) if case.read is not None]
        if read and name in BY_MEANING:
            models[name]["close"] = _close([cases[place] for place in read], scores[read])
        measured[name] = {
            "faithful": round(float(kept[~forged].mean()), 4),
            "forged": round(float(kept[forged].mean()), 4),
        }
    return {"models": models, "measured": measured}


def _close(cases: Sequence[Case], scores: Array) -> dict[str, float]:
    """How the log-odds of a model and those that were read are weighed, and what both must reach: beside
    KEPT_READ of the forged.
    """
    read = np.clip([case.read or 0.0 for case in cases], -CLEAR, CLEAR)
    faithful = np.array([case.faithful for case in cases])
    open_ = np.array([not case.fatal for case in cases])
    line = fit_line(np.stack([scores, read], axis=1)[open_], faithful[open_], 1.0)
    weight = float(line.slope[1] / line.slope[0])
    both = scores + weight * read
    forged = np.sort(both[~faithful & open_])[::-1]
    return {
        "weight": round(weight, 4),
        "least": round(float(forged[int(KEPT_READ * (~faithful).sum())]) + 1e-4, 5),
    }


def _least(scores: Array, forged: Labels, open_: Labels) -> float:
    """The score from which on no more of the forged are kept than KEPT says."""
    ranked = np.sort(scores[forged & open_])[::-1]
    most = int(KEPT * forged.sum())
    return float(ranked[most]) + 1e-4 if most < len(ranked) else float(scores.min())


def _case(one: Claimed, assistant: Assistant, reads: bool) -> Case | None:
    """None where the index does not have the provision; `reads` says whether the two are read as one."""
    provision = assistant.index.get(one.provision)
    if provision is None:
        return None
    compared = compared_with(prepared(one.statement, provision, assistant.index), assistant.encoder)
    against = list(objections(compared))
    read = how_carried(compared.case.statement, provision, assistant.index, assistant.encoder)
    return Case(
        features(compared, against, assistant.index, assistant.encoder),
        one.faithful,
        any(objection.kind in FATAL for objection in against),
        "/".join(one.provision.split("/")[:ARTICLE]),
        read() if reads and read else None,
    )


def _table(cases: Sequence[Case], names: Sequence[str]) -> Array:
    """The numbers, shape (cases, names); 0 where a case has no such number."""
    return np.array([[case.values.get(name, 0.0) for name in names] for case in cases])


def _fitted(cases: Sequence[Case], names: Sequence[str]) -> Line:
    values = _table(cases, names)
    scale = spread(values)
    line = fit_line(values / scale, np.array([case.faithful for case in cases]), STRENGTH)
    return Line(line.slope / scale, line.bias)


def _out_of_fold(cases: Sequence[Case], names: Sequence[str]) -> Array:
    """The log-odds of each case by a model that has seen nothing of its group."""
    groups = {group: at % FOLDS for at, group in enumerate(sorted({case.group for case in cases}))}
    folds = np.array([groups[case.group] for case in cases])
    values, scores = _table(cases, names), np.zeros(len(cases))
    for fold in np.unique(folds):
        learnt = [case for case, other in zip(cases, folds, strict=True) if other != fold and not case.fatal]
        scores[folds == fold] = _fitted(learnt, names)(values[folds == fold])
    return scores


def save_judge(values: dict[str, Any], assistant: Assistant) -> None:
    """Write what was fitted where the judge reads it, with the encoder that it was fitted on."""
    stored = {"encoder": assistant.index.snapshot.encoder, **values}
    write_text(DATA, json.dumps(stored, indent=1) + "\n")
