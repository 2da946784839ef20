"""Tuning: the weights and thresholds that were fitted, with the names of their features and their encoder.

The files in `data/` are written by `cbd-evaluate fit`; each says with which encoder and on which corpus it
was fitted. What was fitted on the embeddings of one encoder says nothing about another's: such a file is left
out then, which the log tells.
"""

import json
import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from assistant.asking import (
    answerability,
    case,
    follow,
    heads,
    lists,
    merits,
    own,
    own_matches,
    own_merits,
    own_ranking,
    rank,
    selector,
    verdict,
)
from ingest.errors import FittingError

DATA = Path(__file__).with_name("data")
ARRAYS = "answerability.npz"
REFIT = "Fit it again: cbd-evaluate fit models"
log = logging.getLogger("assistant.asking")


@dataclass(frozen=True, slots=True)
class Tuning:
    """Everything that decides by a number. `weights` has one for each name in rank.WEIGHTS; `sure` is the
    fused score of a question that the guide itself asks; `heads` and `answerability` are None where the
    encoder is not the one that they were fitted for.
    """

    weights: dict[str, float]
    heads: heads.Heads | None
    follower: follow.Follower
    selector: selector.Selector
    lists: lists.ListModel
    decline: case.Thresholds
    answerability: verdict.Model | None
    own_ranker: own_ranking.OwnRanker
    own: own.OwnModel
    sure: float


def load_tuning(encoder: str, folder: Path = DATA) -> Tuning:
    """What was fitted, for an index of this encoder.

    Raises FittingError where a file is damaged or names other features than the code has.
    """
    ranking, selection, following = (_read(folder, name) for name in ("ranking", "selection", "follow"))
    return Tuning(
        weights=_values(ranking, "ranking", rank.WEIGHTS),
        heads=_heads(_read(folder, "intent"), encoder),
        follower=follow.Follower(
            _values(following, "follow", follow.FEATURES), following["bias"], following["least"]
        ),
        selector=selector.Selector(
            _values(selection, "selection", merits.FEATURES),
            selection["bias"],
            selection["least"],
            selection["part_gap"],
        ),
        lists=list_model(_read(folder, "lists")),
        decline=case.Thresholds(**_thresholds(folder, "decline", case.Thresholds)),
        answerability=_model(folder, encoder),
        own_ranker=own_ranker(_read(folder, "own")),
        own=own_model(_read(folder, "own"), encoder),
        sure=float(ranking["sure"]),
    )


def _heads(stored: dict[str, Any], encoder: str) -> heads.Heads | None:
    """The heads; None where they were fitted for another encoder."""
    if tuple(stored.get("labels", ())) != heads.LABELS:
        raise FittingError("intent.json was fitted for other labels.", REFIT)
    return None if _of_another(stored, "intent", encoder) else heads.heads_of(stored)


def _of_another(stored: dict[str, Any], name: str, encoder: str) -> bool:
    """Whether it was fitted for another encoder, which is said in the log."""
    if stored["encoder"] == encoder:
        return False
    log.warning(
        "%s was fitted for the encoder %s, this is %s: it is left out. %s",
        name,
        stored["encoder"],
        encoder,
        REFIT,
    )
    return True


def _thresholds(folder: Path, name: str, kind: type) -> dict[str, Any]:
    return _values(_read(folder, name), name, [field.name for field in fields(kind)])


def _values(stored: dict[str, Any], name: str, wanted: Sequence[str]) -> dict[str, Any]:
    """The values of a file, which must have exactly the names that the code has."""
    values: dict[str, Any] = stored.get("values", {})
    if values.keys() != set(wanted):
        differing = ", ".join(sorted(values.keys() ^ set(wanted)))
        raise FittingError(f"{name}.json was fitted for other features ({differing}).", REFIT)
    return values


def _model(folder: Path, encoder: str) -> verdict.Model | None:
    """The model of answerability; None where it was fitted for another encoder."""
    stored = _read(folder, "answerability")
    if tuple(stored.get("features", ())) != answerability.FEATURES:
        raise FittingError("answerability.json was fitted for other features.", REFIT)
    if _of_another(stored, "answerability", encoder):
        return None
    return model_of(stored, _arrays(folder))


def model_of(stored: dict[str, Any], found: Mapping[str, NDArray[np.floating]]) -> verdict.Model:
    """The model of answerability, of what is stored as JSON and the arrays beside it."""
    answered, field = (
        verdict.Machine(
            found[f"{name}_examples"],
            found[f"{name}_weights"],
            stored[name]["bias"],
            stored[name]["threshold"],
        )
        for name in ("answered", "field")
    )
    points = (found["centre"], found["means"], found["scales"])
    return verdict.Model(*points, answered, field, _labelled(stored["labelled"]))


def list_model(stored: dict[str, Any]) -> lists.ListModel:
    """The model of lists, as stored. Raises FittingError where it has other features."""
    return lists.ListModel(_slope(_values(stored, "lists", lists.FEATURES), lists.FEATURES), stored["bias"])


def own_ranker(stored: dict[str, Any]) -> own_ranking.OwnRanker:
    """The ranker of own passages. Raises FittingError where it was fitted for other features."""
    ranked, worth = stored.get("ranked", {}), stored.get("worth_reading", {})
    return own_ranking.OwnRanker(
        _slope(_values(ranked, "own", own_merits.RANKED), own_merits.RANKED),
        ranked["bias"],
        _slope(_values(worth, "own", own_merits.FOUND_BY), own_merits.FOUND_BY),
    )


def own_model(stored: dict[str, Any], encoder: str = "") -> own.OwnModel:
    """Whether an own passage answers, by what this encoder reads or by words alone. Raises FittingError where
    it was fitted for other features.
    """
    reads = "answered" in stored and stored.get("encoder", encoder) == encoder
    fitted: dict[str, Any] = stored.get("answered" if reads else "answered_by_words", {})
    features = (*own_merits.ANSWERED, *own_matches.MATCHED) if reads else own_merits.ANSWERED
    return own.OwnModel(
        _slope(_values(fitted, "own", features), features), fitted["bias"], fitted["least"], reads
    )


def _slope(values: dict[str, Any], names: Sequence[str]) -> NDArray[np.float32]:
    return np.array([values[name] for name in names], dtype=np.float32)


def _labelled(stored: dict[str, Any]) -> verdict.Labelled:
    sure = np.array([stored["sure"][label] for label in answerability.UNANSWERED], dtype=np.float32)
    return verdict.Labelled(stored["label"], stored["least"], sure)


def _arrays(folder: Path) -> dict[str, NDArray[np.float32]]:
    """The arrays of the model of answerability, which are stored in half precision."""
    try:
        with np.load(BytesIO((folder / ARRAYS).read_bytes())) as arrays:
            return {name: arrays[name].astype(np.float32) for name in arrays.files}
    except (OSError, ValueError, EOFError, BadZipFile) as error:
        raise FittingError(f"{ARRAYS} cannot be read ({error}).", REFIT) from error


@cache
def _read(folder: Path, name: str) -> dict[str, Any]:
    try:
        stored: dict[str, Any] = json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise FittingError(f"{name}.json cannot be read ({error}).", REFIT) from error
    return stored
