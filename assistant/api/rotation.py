"""The live assistant: opened in the background, and exchanged when a new index generation appears."""

import asyncio
import logging
from collections.abc import Callable, Hashable
from contextlib import suppress
from typing import TypeVar

import anyio.to_thread
from anyio import CapacityLimiter

from assistant.api.errors import OverloadedError, WarmingError
from assistant.assistant import Assistant
from assistant.settings import Settings
from index.home import home_at
from index.packaged import crowded
from ingest.errors import AssistantError, IndexMissingError

log = logging.getLogger("assistant.api")

LOOK_EVERY = 1.0  # seconds between two looks at it
RETRY_EVERY = 30.0  # seconds until a generation that could not be opened is tried again
PATIENCE = 30.0  # seconds that a request waits for the index and the encoder
THREADS = 8  # that read and write at the same time, and that answer where a language model is waited for
ANSWERS = 1  # at the same time without one: a worker has one core, on which more would only take turns
NOTES = 8  # feedbacks that may wait to be written
QUEUE = 64  # tasks that may wait for that

T = TypeVar("T")
Opener = Callable[[Settings], Assistant]


class Live:
    """The assistant that serves now. One `watch` runs for as long as the application does.

    A request takes the assistant once and keeps it, so an exchange never changes an answer half-way.
    """

    def __init__(self, settings: Settings, opener: Opener = Assistant.open) -> None:
        self._settings = settings
        self._opener = opener
        self.home = home_at(settings.index)
        self._current: Assistant | None = None
        self._warm = False
        self._error: AssistantError | None = None
        self._away: AssistantError | None = None
        self._changed = asyncio.Event()
        self._reader = CapacityLimiter(THREADS)
        self._answerer = CapacityLimiter(THREADS if settings.llm_url else ANSWERS)
        self._waiting = 0
        self._writer = CapacityLimiter(1)
        self._noting = 0
        self.exchanges = 0

    @property
    def current(self) -> Assistant | None:
        """The assistant, as soon as its index is open."""
        return self._current

    @property
    def ready(self) -> bool:
        """Whether questions are answered without waiting."""
        return self._current is not None and self._warm

    def is_behind(self) -> bool:
        """Whether a newer index lies there and will serve in a moment. Reads the disk."""
        if self._current is None or self.error is not None:
            return False
        try:
            return self.home.manifest().id != self._current.index.snapshot.id
        except AssistantError:
            return False

    @property
    def error(self) -> AssistantError | None:
        """Why nothing serves."""
        return self._error or self._away

    async def watch(self) -> None:
        """Open the index, warm the encoder, then take up every new generation."""
        seen: Hashable | None = None
        tried = -RETRY_EVERY
        while True:
            try:
                stamp, self._away = await anyio.to_thread.run_sync(self.home.live), None
            except AssistantError as error:
                self._leave(error)
                await asyncio.sleep(LOOK_EVERY)
                continue
            now = asyncio.get_running_loop().time()
            if stamp is None and self._current is None:
                self._fail(
                    IndexMissingError(f"There is no index in {self.home.name}.", "Run: cbd-assistant build")
                )
            elif stamp is not None and (
                stamp != seen or (self._error is not None and now - tried >= RETRY_EVERY)
            ):
                seen, tried = stamp, now
                await self._take_up()
            await asyncio.sleep(LOOK_EVERY)

    async def _take_up(self) -> None:
        try:
            fresh = await anyio.to_thread.run_sync(self._opener, self._settings)
            if self._current is None:
                self._current = fresh
                self._tell()
            else:
                _share_encoder(self._current, fresh)
            await anyio.to_thread.run_sync(fresh.warm_up)
        except AssistantError as error:
            self._fail(error)
        except Exception as error:
            log.exception("the index could not be opened")
            self._fail(AssistantError(f"The index could not be opened ({type(error).__name__})."))
        else:
            if self._current is not fresh:
                self.exchanges += 1
            self._current, self._warm, self._error = fresh, True, None
            snapshot = fresh.index.snapshot
            log.info("serving index %s of %s from %s", snapshot.id, snapshot.built_at, self.home.name)
            self._tell()

    def _leave(self, error: AssistantError) -> None:
        """Nothing can be asked of the index now; it is not lost."""
        if self._away is None:
            log.error("%s", error)
        self._away = error
        self._tell()

    def _fail(self, error: AssistantError) -> None:
        if self._error is None or str(self._error) != str(error):
            log.error("%s%s", error, " The index before it still serves." if self.ready else "")
        self._error = error
        self._tell()

    def _tell(self) -> None:
        self._changed.set()
        self._changed = asyncio.Event()

    async def assistant(self, *, warm: bool = True) -> Assistant:
        """Get the assistant; waits while it is being loaded. Raises the reason when there is none,
        WarmingError after a while.
        """
        with suppress(TimeoutError):
            async with asyncio.timeout(PATIENCE):
                while True:
                    if self._current is not None and (self._warm or not warm):
                        return self._current
                    if self.error is not None:
                        raise self.error.with_traceback(None)
                    await self._changed.wait()
        raise WarmingError("The server is still loading its index.", "Try again in a few seconds.")

    async def answer(self, task: Callable[[], T]) -> T:
        """Answer a question in a thread, one after another. Raises OverloadedError when too many wait."""
        crowded.set(self._waiting > 0)
        return await self._run(task, self._answerer)

    async def work(self, task: Callable[[], T]) -> T:
        """Run what needs no encoder in a thread, a few at a time. Raises OverloadedError when too many
        wait.
        """
        return await self._run(task, self._reader)

    async def _run(self, task: Callable[[], T], limiter: CapacityLimiter) -> T:
        if self._waiting >= THREADS + QUEUE:
            raise OverloadedError("The server is busy.", "Try again in a few seconds.")
        self._waiting += 1
        try:
            return await anyio.to_thread.run_sync(task, limiter=limiter)
        finally:
            self._waiting -= 1

    async def note(self, task: Callable[[], T]) -> T:
        """Write something down in a thread of its own, one at a time: a file that is locked or a disk that is
        slow holds no question. Raises OverloadedError when too many wait.
        """
        if self._noting >= NOTES:
            raise OverloadedError("The server is busy writing.", "Try again in a few seconds.")
        self._noting += 1
        try:
            return await anyio.to_thread.run_sync(task, limiter=self._writer)
        finally:
            self._noting -= 1


def _share_encoder(old: Assistant, new: Assistant) -> None:
    """Spare a second copy of the same model in memory."""
    if new.encoder.name == old.encoder.name:
        new.encoder = old.encoder
