"""Writing what was fitted where the assistant reads it, with the encoder and the corpus that it was fitted
on; and making what is stored fit to be read by code that has other features than it was fitted for.
"""

import json
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from assistant.asking import answerability, follow, heads, lists, merits, own_matches, own_merits, rank
from assistant.asking.tuning import ARRAYS, DATA
from assistant.assistant import Assistant
from evaluation.report.record import write_text

# Of each file where its weights are, "" for above all, and their names.
_LINES: dict[str, dict[str, Sequence[str]]] = {
    "ranking": {"": rank.WEIGHTS},
    "follow": {"": follow.FEATURES},
    "lists": {"": lists.FEATURES},
    "selection": {"": merits.FEATURES},
    "own": {
        "worth_reading": own_merits.FOUND_BY,
        "ranked": own_merits.RANKED,
        "answered": (*own_merits.ANSWERED, *own_matches.MATCHED),
        "answered_by_words": own_merits.ANSWERED,
    },
}
_MODELS: dict[str, tuple[str, Sequence[str]]] = {  # those that are left out under another encoder
    "answerability": ("features", answerability.FEATURES),
    "intent": ("labels", heads.LABELS),
}


def widen() -> list[str]:
    """Make what is stored one that the code can open, so that it can be fitted anew: a feature that is not
    there counts for nothing, one that the code does not have goes, and a model of other features is left
    out. The names of the files that were changed.
    """
    changed = []
    for name in (*_LINES, *_MODELS):
        path = DATA / f"{name}.json"
        before: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        stored = _widened(name, before)
        if stored != before:
            write_text(path, _written(name, stored))
            changed.append(path.name)
    return changed


def _widened(name: str, before: dict[str, Any]) -> dict[str, Any]:
    stored = dict(before)
    if name in _MODELS:
        field, names = _MODELS[name]
        if tuple(stored.get(field, ())) != tuple(names):
            stored |= {field: list(names), "encoder": ""}
    for place, names in _LINES.get(name, {}).items():
        line: dict[str, Any] = {"bias": 0.0, "least": 0.0} | stored.get(place, {}) if place else stored
        values = {one: line.get("values", {}).get(one, 0.0) for one in names}
        if values != line.get("values"):
            stored |= {place: line | {"values": values}} if place else {"values": values}
    return stored


def save(name: str, values: dict[str, Any], assistant: Assistant) -> None:
    """Write `data/<name>.json`: `values` beside the names of the encoder and of the index's corpus; arrays go
    into a file of their own.
    """
    numbers = {field: value for field, value in values.items() if field != ARRAYS}
    if arrays := values.get(ARRAYS):
        with tempfile.NamedTemporaryFile(dir=DATA, suffix=".npz", delete=False) as file:
            np.savez_compressed(file, **arrays)
        Path(file.name).chmod(0o644)
        Path(file.name).replace(DATA / ARRAYS)
    path = DATA / f"{name}.json"
    stored: dict[str, Any] = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
    stored |= {"encoder": assistant.index.snapshot.encoder, "corpus": assistant.index.snapshot.id, **numbers}
    write_text(path, _written(name, stored))


def _written(name: str, stored: dict[str, Any]) -> str:
    return json.dumps(stored, indent=None if name == "intent" else 2) + "\n"
