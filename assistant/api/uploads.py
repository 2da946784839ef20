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
from assistant.trainer.facts.subjects import encoder_for
from assistant.trainer.review import check_slides
from assistant.trainer.slides import read_bytes
from index.address import Address, address
from index.encoder import Encoder
from index.home import home_at
from index.interface import SearchIndex

BUDGET = Budget(seconds=45, computing=15, memory=1024 * 1024 * 1024, written=64 * 1024 * 1024, nice=5)
JOB = "assistant.api.uploads:checked"
MOST_WAITING = 2  # files, beside the one that is read


class Uploads:
    """Checks files against the index there, one at a time. The process starts with the first file."""

    def __init__(self, place: Address, budget: Budget = BUDGET) -> None:
        self._place = place
        self._guarded = Guarded(JOB, budget)
        self._one = CapacityLimiter(1)
        self._here = 0

    async def check(self, name: str, raw: bytes, language: str = "en") -> ReportOut:
        """The report on a file, in that language. Raises SourceError for one that cannot be read or costs too
        much, OverloadedError where too many wait.
        """
        if self._here > MOST_WAITING:
            raise OverloadedError("Other files are being checked.", "Try again in a minute.")
        self._here += 1
        try:
            return await anyio.to_thread.run_sync(self._check, name, raw, language, limiter=self._one)
        finally:
            self._here -= 1

    def _check(self, name: str, raw: bytes, language: str) -> ReportOut:
        with TemporaryDirectory(prefix="cbd-assistant-") as folder:
            file = Path(folder) / "upload"
            file.write_bytes(raw)
            return _asked(self._guarded, name, file, self._place, language)

    def stop(self) -> None:
        """End the process."""
        self._guarded.stop()


def check_file(file: Path, place: Address, language: str = "en", budget: Budget = BUDGET) -> ReportOut:
    """The report on one file of this machine, read in a process of its own under the same limits. Raises
    SourceError for one that cannot be read or costs too much.
    """
    with Guarded(JOB, budget) as guarded:
        return _asked(guarded, file.name, file, place, language)


def _asked(guarded: Guarded, name: str, file: Path, place: Address, language: str) -> ReportOut:
    at = str(place.resolve() if isinstance(place, Path) else place)
    # names of any kind pass: they are escaped on the way
    found = guarded.ask(name, str(file.resolve()), at, language)
    return ReportOut.model_validate_json(json.dumps(found))


def checked(name: str, path: str, place: str, language: str) -> dict[str, Any]:
    """The other side: the report as it goes over the wire. Raises SourceError."""
    raw = read_bytes(Path(path))
    index, encoder = _opened(place, home_at(address(place)).manifest().id)
    return ReportOut.of(check_slides(name, raw, index, language, encoder)).model_dump(mode="json")


@lru_cache(maxsize=1)
def _opened(place: str, _: str) -> tuple[SearchIndex, Encoder | None]:
    """The index of that id, and what judges subjects, which stay open for the next file."""
    index = home_at(address(place)).open()
    return index, encoder_for(index)
