"""What was fitted: weights and thresholds, stored with the names of their features and the encoder they fit.

`data/ranking.json`, `data/selection.json`, `data/decline.json` and `data/answerability.json` are written by
`cbd-evaluate fit`; each says with which encoder and on which corpus it was fitted.
"""

import json
import logging
from collections.abc import Sequence
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from assistant.asking import answerability, case, rank, select
from ingest.errors import FittingError

DATA = Path(__file__).with_name("data")
REFIT = "Fit it again: cbd-evaluate fit"
log = logging.getLogger("assistant.asking")


@dataclass(frozen=True, slots=True)
class Fitted:
    """Everything that decides by a number. `weights` has one for each name in rank.WEIGHTS; `sure` is the
    fused score of a question that the guide itself asks; `answerability` is None where the encoder is not the
    one that it was fitted for.
    """

    weights: dict[str, float]
    selection: select.Thresholds
    decline: case.Thresholds
    answerability: answerability.Model | None
    sure: float


def load_fitted(encoder: str) -> Fitted:
    """What was fitted, for an index of this encoder.

    Raises FittingError where a file is damaged or names other features than the code has.
    """
    return Fitted(
        weights=_weights(),
        selection=select.Thresholds(**_numbers("selection", _names(select.Thresholds))),
        decline=case.Thresholds(**_numbers("decline", _names(case.Thresholds))),
        answerability=_model(encoder),
        sure=_weights_file()["sure"],
    )


def _weights() -> dict[str, float]:
    return _numbers("ranking", rank.WEIGHTS)


def _weights_file() -> dict[str, Any]:
    return _file("ranking")


def _names(cls: type) -> tuple[str, ...]:
    return tuple(field.name for field in fields(cls))


def _numbers(name: str, wanted: Sequence[str]) -> dict[str, Any]:
    """The values of a file, which must have exactly the names that the code has."""
    values: dict[str, Any] = _file(name)["values"]
    if values.keys() != set(wanted):
        differing = ", ".join(sorted(values.keys() ^ set(wanted)))
        raise FittingError(f"data/{name}.json was fitted for other features ({differing}).", REFIT)
    return dict(values)


def _model(encoder: str) -> answerability.Model | None:
    stored = _file("answerability")
    if tuple(stored["features"]) != answerability.FEATURES:
        raise FittingError("data/answerability.json was fitted for other features.", REFIT)
    if stored["encoder"] != encoder:
        log.warning(
            "answerability was fitted for the encoder %s, this is %s: it is left out. %s",
            stored["encoder"],
            encoder,
            REFIT,
        )
        return None
    arrays = {
        name: np.array(stored[name], dtype=np.float32) for name in ("embedding", "weights", "means", "scales")
    }
    return answerability.Model(**arrays, bias=stored["bias"], threshold=stored["threshold"])


@cache
def _file(name: str) -> dict[str, Any]:
    path = DATA / f"{name}.json"
    try:
        found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise FittingError(f"data/{name}.json cannot be read ({error}).", REFIT) from error
    return found
