"""Recognising files of unknown origin, in a guarded process."""

import os
from dataclasses import asdict
from pathlib import Path

from assistant.guarded import Budget, Guarded
from assistant.intake import Recognition, recognise

_ALLOWED = Budget()


class GuardedReader(Guarded):
    """Use it in a `with`. A file that takes too much is refused, and the next one gets a fresh process."""

    def __init__(self, seconds: float = _ALLOWED.seconds, memory: int = _ALLOWED.memory) -> None:
        super().__init__("assistant.library.sandbox:recognised", Budget(seconds=seconds, memory=memory))

    def recognise(self, path: Path, name: str) -> Recognition:
        """What a file is, found within the limits. Raises SourceError."""
        record = self.ask(path.name, os.fsencode(path).hex(), name)
        return Recognition(**(record | {"notes": tuple(record["notes"])}))


def recognised(_: str, path: str, name: str) -> dict[str, object]:
    """The other side. Raises SourceError."""
    return asdict(recognise(Path(os.fsdecode(bytes.fromhex(path))), name))
