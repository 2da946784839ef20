"""Writing what was fitted where the assistant reads it, with the encoder and the corpus that it was fitted
on.
"""

import json
import tempfile
from pathlib import Path
from typing import Any

import numpy as np

from assistant.asking.tuning import ARRAYS, DATA
from assistant.assistant import Assistant
from evaluation.report.record import write_text


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
    write_text(path, json.dumps(stored, indent=None if name == "intent" else 2) + "\n")
