"""Recognising files of unknown origin, in a guarded process."""

import os
from dataclasses import asdict
from pathlib import Path

from assistant.guarded import Budget, Guarded
from assistant.intake import Recognition, recognise, try_build
from ingest.model import Origin

RECOGNISE, TRY = "recognise", "try"  # the jobs
_ALLOWED = Budget()


class GuardedReader(Guarded):
    """Use it in a `with`. A file that takes too much is refused, and the next one gets a fresh process."""

    def __init__(
        self, seconds: float = _ALLOWED.seconds, memory: int = _ALLOWED.memory, nice: int = _ALLOWED.nice
    ) -> None:
        budget = Budget(seconds=seconds, memory=memory, nice=nice)
        super().__init__("assistant.library.sandbox:done", budget)

    def recognise(self, path: Path, name: str) -> Recognition:
        """What a file is, found within the limits. Raises SourceError."""
        record = self.ask(path.name, RECOGNISE, os.fsencode(path).hex(), name)
        return Recognition(**(record | {"notes": tuple(record["notes"]), "origin": Origin(record["origin"])}))

    def try_build(self, path: Path) -> None:
        """Do with a file what a build will, within the limits. Raises SourceError where that would fail."""
        self.ask(path.name, TRY, os.fsencode(path).hex(), "")


def done(_: str, job: str, path: str, name: str) -> dict[str, object]:
    """The other side. Raises SourceError."""
    file = Path(os.fsdecode(bytes.fromhex(path)))
    if job == TRY:
        try_build(file)
        return {}
    return asdict(recognise(file, name))
