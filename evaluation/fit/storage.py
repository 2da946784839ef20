"""Writing what was fitted where the assistant reads it, with the encoder and the corpus that it was fitted
on.
"""

import json
from typing import Any

from assistant.asking.tuning import DATA
from assistant.assistant import Assistant
from evaluation.report.record import write_text

WIDE = ("answerability", "intent")  # with a number for each direction of an embedding: no lines for people


def save(name: str, values: dict[str, Any], assistant: Assistant) -> None:
    """Write `data/<name>.json`: `values` beside the names of the encoder and of the index's corpus."""
    path = DATA / f"{name}.json"
    stored: dict[str, Any] = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
    stored |= {"encoder": assistant.index.snapshot.encoder, "corpus": assistant.index.snapshot.id, **values}
    write_text(path, json.dumps(stored, indent=None if name in WIDE else 2) + "\n")
