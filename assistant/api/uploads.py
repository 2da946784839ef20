"""Files that arrive over HTTP: read and checked in a guarded process of their own, one after the other, so
that none of them holds what answers questions.
"""

import json
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import anyio.to_thread
from anyio import CapacityLimiter

from assistant.api.errors import OverloadedError
from assistant.api.wire.reviews import ReportOut
from assistant.guarded import Budget, Guarded
from assistant.trainer.review import check_slides
from index.local import LocalIndex
from index.manifest import read_manifest

BUDGET = Budget(seconds=45, computing=15, memory=1024 * 1024 * 1024, written=64 * 1024 * 1024, nice=5)
MOST_WAITING = 2  # files, beside the one that is read


class Uploads:
    """Checks files against the index in `root`, one at a time. The process starts with the first file."""

    def __init__(self, root: Path, budget: Budget = BUDGET) -> None:
        self._root = root
        self._guarded = Guarded("assistant.api.uploads:checked", budget)
        self._one = CapacityLimiter(1)
        self._here = 0

    async def check(self, name: str, raw: bytes) -> ReportOut:
        """The report on a file. Raises SourceError for one that cannot be read or costs too much,
        OverloadedError where too many wait.
        """
        if self._here > MOST_WAITING:
            raise OverloadedError("Other files are being checked.", "Try again in a minute.")
        self._here += 1
        try:
            return await anyio.to_thread.run_sync(self._check, name, raw, limiter=self._one)
        finally:
            self._here -= 1

    def _check(self, name: str, raw: bytes) -> ReportOut:
        with TemporaryDirectory(prefix="cbd-assistant-") as folder:
            file = Path(folder) / "upload"
            file.write_bytes(raw)
            # names of any kind pass: they are escaped on the way
            found = self._guarded.ask(name, str(file), str(self._root.resolve()))
        return ReportOut.model_validate_json(json.dumps(found))

    def stop(self) -> None:
        """End the process."""
        self._guarded.stop()


def checked(name: str, path: str, root: str) -> dict[str, Any]:
    """The other side: the report as it goes over the wire. Raises SourceError."""
    index = _index(root, read_manifest(Path(root))[1].id)
    return ReportOut.of(check_slides(name, Path(path).read_bytes(), index)).model_dump(mode="json")


@lru_cache(maxsize=1)
def _index(root: str, _: str) -> LocalIndex:
    """The index of that id, which stays open for the next file."""
    return LocalIndex(Path(root), read_manifest(Path(root))[1].encoder)
