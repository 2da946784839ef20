"""Fitting the judge of support: on labelled statements, and on forgeries made of the true ones among them."""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any

import numpy as np

from assistant.assistant import Assistant
from assistant.reading.support.judge import DATA, FEATURES
from assistant.reading.support.nearness import features
from assistant.reading.support.verdict import compared_with, contradicted, objected, prepared
from evaluation.fit.forgeries import forged
from evaluation.fit.logistic import Array, Labels, Line, fit_line, spread
from evaluation.report.record import write_text
from evaluation.support.statements import Claimed
from ingest.model import Provision

SEED = 20_231_204
FOLDS = 10
STRENGTH = 0.03
FORGED_WEIGHT = 0.5  # of a forgery made by the program, beside one written by a person
# Of the faithful statements that pass the rules, as they are dropped out of fold: more where no summary bears
# witness, for there the rules see less.
LOST = {"guide": 0.05, "text": 0.15, "guide_words": 0.05, "text_words": 0.15}
MADE = 5  # forgeries that are made of each faithful statement, and learnt from
NEIGHBOURS = (-2, -1, 1, 2)


@dataclass(frozen=True, slots=True, eq=False)
class Case:
    """A statement with its numbers; `made` by the program from the statement of the same `group`. `vetoed` by
    a rule, it is never learnt from, but counts where shares are reckoned.
    """

    values: dict[str, float]
    faithful: bool
    vetoed: bool
    made: bool
    group: str


def fit_support(claimed: Sequence[Claimed], assistant: Assistant) -> dict[str, Any]:
    """The four models of the judge, and what is kept out of fold."""
    return fit_cases(list(_cases(claimed, assistant)))


def fit_cases(cases: Sequence[Case]) -> dict[str, Any]:
    """The same of cases that were read: each model drops so many of the faithful ones that no rule drops
    (LOST).
    """
    left = [case for case in cases if not case.vetoed]
    models, measured = {}, {}
    for name, names in FEATURES.items():
        scores = _out_of_fold(left, names)
        faithful = np.array([case.faithful for case in left])
        least = float(np.quantile(scores[faithful], LOST[name]))
        line = _fitted(left, names)
        models[name] = {
            "weights": {feature: round(float(w), 5) for feature, w in zip(names, line.slope, strict=True)},
            "bias": round(line.bias, 5),
            "least": round(least, 5),
        }
        measured[name] = _measured(cases, left, scores >= least)
    return {"models": models, "measured": measured}


def _measured(cases: Sequence[Case], left: Sequence[Case], kept: Labels) -> dict[str, float]:
    """The shares of all statements, those included to which a rule objects, that are kept."""
    groups: dict[str, Callable[[Case], bool]] = {
        "faithful": lambda case: case.faithful,
        "forged": lambda case: not case.faithful and not case.made,
        "made": lambda case: case.made,
    }
    return {
        name: round(
            sum(bool(k) for case, k in zip(left, kept, strict=True) if belongs(case))
            / max(1, sum(map(belongs, cases))),
            4,
        )
        for name, belongs in groups.items()
    }


def _cases(claimed: Sequence[Claimed], assistant: Assistant) -> Iterator[Case]:
    """The statements, and what is forged from the faithful ones."""
    random = Random(SEED)  # noqa: S311  # examples, not secrets
    documents = sorted(
        {provision.document for one in claimed if (provision := assistant.index.get(one.provision))}
    )
    explained = {document: _explained(document, assistant) for document in documents}
    for one in claimed:
        provision = assistant.index.get(one.provision)
        if provision is None:
            continue
        yield _case(one.statement, provision, assistant, one.faithful, False, one.id)
        if one.faithful:
            others = [
                p for document in documents for p in explained[document] if not _same_article(p, provision)
            ]
            plain = [
                _summary(other, one.lang, assistant) for other in random.sample(others, min(len(others), 8))
            ]
            made_of = list(forged(one.statement, one.lang, plain, random))
            for made in random.sample(made_of, min(MADE, len(made_of))):
                yield _case(made.statement, provision, assistant, False, True, one.id)
            beside = _neighbour(provision, explained[provision.document], random)
            if beside is not None:
                yield _case(one.statement, beside, assistant, False, True, one.id)


def _case(
    statement: str, provision: Provision, assistant: Assistant, faithful: bool, made: bool, group: str
) -> Case:
    case = prepared(statement, provision, assistant.index)
    if contradicted(case) or objected(compared := compared_with(case, assistant.encoder)):
        return Case({}, faithful, True, made, group)
    return Case(features(compared, assistant.index, assistant.encoder), faithful, False, made, group)


def _explained(document: str, assistant: Assistant) -> list[Provision]:
    """The provisions of a document that have a guide, in their order."""
    return [one for one in assistant.index.in_document(document) if assistant.index.guide(one.locator)]


def _summary(provision: Provision, language: str, assistant: Assistant) -> str:
    guide = assistant.index.guide(provision.locator)
    return guide.plain(language).summary if guide else provision.text


def _same_article(one: Provision, other: Provision) -> bool:
    return one.locator.split("/")[:2] == other.locator.split("/")[:2]


def _neighbour(provision: Provision, beside: Sequence[Provision], random: Random) -> Provision | None:
    """A provision of the same document near to it, neither above it nor in it."""
    places = [at for at, one in enumerate(beside) if one.locator == provision.locator]
    at = places[0] + random.choice(NEIGHBOURS) if places else -1
    if not 0 <= at < len(beside):
        return None
    found, mine = beside[at].locator, provision.locator
    return None if found.startswith(f"{mine}/") or mine.startswith(f"{found}/") else beside[at]


def _table(cases: Sequence[Case], names: Sequence[str]) -> Array:
    """The numbers, shape (cases, names); 0 where a case has no such number."""
    return np.array([[case.values.get(name, 0.0) for name in names] for case in cases])


def _fitted(cases: Sequence[Case], names: Sequence[str]) -> Line:
    values = _table(cases, names)
    labels = np.array([case.faithful for case in cases])
    weights = np.array([FORGED_WEIGHT if case.made else 1.0 for case in cases])
    scale = spread(values)
    line = fit_line(values / scale, labels, STRENGTH, weights=weights)
    return Line(line.slope / scale, line.bias)


def _out_of_fold(cases: Sequence[Case], names: Sequence[str]) -> Array:
    """The log-odds of each case by a model that has seen nothing of its group."""
    groups = {group: at % FOLDS for at, group in enumerate(sorted({case.group for case in cases}))}
    folds = np.array([groups[case.group] for case in cases])
    values, scores = _table(cases, names), np.zeros(len(cases))
    for fold in np.unique(folds):
        learnt = [case for case, other in zip(cases, folds, strict=True) if other != fold]
        scores[folds == fold] = _fitted(learnt, names)(values[folds == fold])
    return scores


def save_judge(values: dict[str, Any], assistant: Assistant) -> None:
    """Write what was fitted where the judge reads it, with the encoder that it was fitted on."""
    stored = {"encoder": assistant.index.snapshot.encoder, **values}
    write_text(DATA, json.dumps(stored, indent=1) + "\n")
