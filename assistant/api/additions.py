"""Files of one's own that are added, corrected and removed over HTTP: one after the other, each read in a
guarded process, then built into the index in the background.
"""

from collections.abc import Callable
from functools import partial
from pathlib import Path

import anyio.to_thread
from anyio import CapacityLimiter

from assistant.api.errors import ClosedLibraryError, OverloadedError
from assistant.intake import check_content, check_document_name
from assistant.library.additions import Correction, Outcome, OwnFiles
from assistant.library.rebuild import BARRIERS, Rebuild
from assistant.library.registry import OwnFile, Registry
from assistant.library.sandbox import GuardedReader
from assistant.settings import Settings
from ingest.errors import InputError, NotFoundError

MOST_WAITING = 2  # changes, beside the one that is made
STEPS_BACK = 5  # how far the process that reads a file does so for questions
SECONDS = 45.0  # for each of the two looks at a file
_MIB = 1024 * 1024


class Additions:
    """The files of one's own of a library, for the server over its index."""

    def __init__(self, settings: Settings) -> None:
        self._library: Path = settings.library
        self._room = settings.uploads_megabytes
        self.rebuild = Rebuild(settings.library, settings.index, settings.encoder)
        self._one = CapacityLimiter(1)
        self._here = 0

    def files(self) -> dict[str, OwnFile]:
        """What there is, by id. Raises InputError where that cannot be read."""
        return Registry(self._library / "own").files

    async def add(self, name: str, raw: bytes, correction: Correction) -> Outcome:
        """Take in a file. Raises SourceError or InputError with the reason, OverloadedError where too many
        wait.
        """
        check_document_name(name)
        check_content(name, raw)
        return await self._change(partial(self._add, name, raw, correction))

    def _add(self, name: str, raw: bytes, correction: Correction) -> Outcome:
        own = OwnFiles(self._library)
        used = sum(path.stat().st_size for path in own.folder.glob("*") if path.is_file())
        if used + len(raw) > self._room * _MIB:
            raise InputError(
                f"The files here may have {self._room:,} MiB together, and this one would be too many.",
                "Remove one first, or ask who runs the server (CBD_UPLOADS_MEGABYTES).",
            )
        with GuardedReader(seconds=SECONDS, nice=STEPS_BACK) as reader:
            return own.receive(name, raw, correction, reader)

    async def correct(self, identity: str, correction: Correction) -> Outcome:
        """Take a file for something else. Raises NotFoundError and what `add` raises."""
        self._check_there(identity)
        return await self._change(partial(self._correct, identity, correction))

    def _correct(self, identity: str, correction: Correction) -> Outcome:
        with GuardedReader(seconds=SECONDS, nice=STEPS_BACK) as reader:
            return OwnFiles(self._library).correct(identity, correction, reader)

    async def remove(self, identity: str) -> Outcome:
        """Remove a file. Raises NotFoundError, InputError or OverloadedError."""
        self._check_there(identity)
        return await self._change(partial(self._remove, identity))

    def _remove(self, identity: str) -> Outcome:
        own = OwnFiles(self._library)
        own.remove(identity)
        return Outcome("", "removed", identity)

    async def build(self) -> None:
        """Have the index rebuilt though nothing was changed here. Raises ClosedLibraryError."""
        self._check_open()
        await anyio.to_thread.run_sync(self.rebuild.want)

    async def _change(self, work: Callable[[], Outcome]) -> Outcome:
        self._check_open()
        if self._here > MOST_WAITING:
            raise OverloadedError("Other files are being read.", "Try again in a minute.")
        self._here += 1
        try:
            return await anyio.to_thread.run_sync(partial(self._changed, work), limiter=self._one)
        finally:
            self._here -= 1

    def _changed(self, work: Callable[[], Outcome]) -> Outcome:
        """Make a change and have it built; both, whoever goes away meanwhile."""
        outcome = work()
        if outcome.status != "unchanged":
            self.rebuild.want()
        return outcome

    def _check_there(self, identity: str) -> None:
        if identity not in self.files():
            raise NotFoundError(
                "There is no file of that id among those that were added.", "GET /api/v1/library lists them."
            )

    def _check_open(self) -> None:
        if self.rebuild.barrier:
            raise ClosedLibraryError(*BARRIERS[self.rebuild.barrier])
