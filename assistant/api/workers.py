"""The processes of a server: workers that answer, over one index and one socket, and a supervisor that
replaces the one that dies.
"""

import asyncio
import logging
import os
import socket
import threading
import time
from collections import deque
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from copy import deepcopy
from functools import partial
from multiprocessing import parent_process
from multiprocessing.connection import wait
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from fastapi import FastAPI
from uvicorn.config import LOGGING_CONFIG, STARTUP_FAILURE, Config
from uvicorn.supervisors.multiprocess import Multiprocess, Process

from assistant.access.policy import checked_exposure
from assistant.api.connections import guarded
from assistant.api.gate import checked_hosts, checked_proxies
from assistant.api.metrics import SHARED, forget_worker
from assistant.api.middleware import checked_origins
from assistant.settings import Settings
from assistant.trainer.look import read_look
from ingest.errors import InputError

log = logging.getLogger("assistant.api")

BACKLOG = 2048  # connections that wait to be accepted
MOST_DEATHS = 5  # of one worker and its successors within a minute: then the server ends
DEATHS_WITHIN = 60.0
START_SECONDS = 120.0  # until a new worker answers its supervisor
HUNG_SECONDS = 10  # until a worker that does not answer is replaced
STUCK_SECONDS = 60.0  # without a turn of its event loop, after which a worker ends itself
ORPHANED = 71  # its exit status when its supervisor is gone
STUCK = 70  # its exit status then
# one thread a library call: requests run side by side, and busy teams of threads starve each other
ONE_THREAD = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "RAYON_NUM_THREADS")


def cores() -> int:
    """How many cores this process may use."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:
        return os.cpu_count() or 1


def run_server(settings: Settings, host: str = "127.0.0.1", port: int = 8000, workers: int = 0) -> int:
    """Serve until stopped, with so many workers (0: one a core); the exit status, which is not 0 where no
    worker can serve. Raises InputError for a setting or an address that is wrong.
    """
    checked_origins(settings.allowed_origins)
    checked_hosts(settings.hosts)
    checked_proxies(settings.proxies)
    checked_exposure(settings, host)
    read_look(settings.trainer_look)
    door = open_door(host, port)
    for name in ONE_THREAD:
        os.environ.setdefault(name, "1")
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
    with TemporaryDirectory(prefix="cbd-assistant-", ignore_cleanup_errors=True) as folder, door:
        counters = Path(folder) / "metrics"  # of its own: every file in it is read as counters
        counters.mkdir()
        os.environ[SHARED] = str(counters)
        config = guarded(
            partial(worker_app, settings, Path(folder)),
            factory=True,
            timeout_worker_healthcheck=HUNG_SECONDS,
            workers=workers or cores(),
            log_config=logging_config(),
            backlog=1,  # accepted in one turn; see Door
        )
        shown = f"[{host}]" if ":" in host else host
        log.info("Serving on http://%s:%d with %d workers", shown, door.getsockname()[1], config.workers)
        return Supervisor(config, [door]).serve()


def logging_config() -> dict[str, Any]:
    """Everything to standard error. The root has a handler of its own: without one the server of the Model
    Context Protocol sets up another, which opens files to log that none can be opened any more.
    """
    config: dict[str, Any] = deepcopy(LOGGING_CONFIG)
    config["loggers"]["assistant"] = {"handlers": ["default"], "level": "INFO", "propagate": False}
    config["root"] = {"handlers": ["default"], "level": "WARNING"}
    return config


def open_door(host: str, port: int) -> socket.socket:
    """The socket that all workers accept from. Raises InputError where it cannot be opened."""
    try:
        family, _, _, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        door = Door(family=family, type=socket.SOCK_STREAM)
        if os.name == "posix":
            door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        door.bind(address)
        door.set_inheritable(True)
    except (OSError, OverflowError) as error:
        raise InputError(
            f"The server cannot listen on {host}, port {port} ({error}).",
            "Choose another --host or --port, or stop what listens there.",
        ) from error
    return door


class Door(socket.socket):
    """A socket that workers share evenly: each accepts one connection a turn, so that an idle one is not
    beaten to a whole burst by a busy one.
    """

    def listen(self, backlog: int = BACKLOG, /) -> None:
        """As many wait as ever; `backlog` is what the event loop accepts in one turn."""
        super().listen(BACKLOG)

    def __reduce__(self) -> Any:
        from multiprocessing.reduction import DupFd

        return _door_of, (DupFd(self.fileno()), self.family, self.type)

    def __getstate__(self) -> None:
        """Nothing beside what `__reduce__` gives."""


def _door_of(descriptor: Any, family: int, kind: int) -> Door:
    return Door(family, kind, fileno=descriptor.detach())


class Supervisor(Multiprocess):
    """Uvicorn's, which is patient with a worker that starts on a busy machine, gives up where workers die
    again and again, and says so by its exit status.
    """

    def __init__(self, config: Config, sockets: list[socket.socket]) -> None:
        super().__init__(config, sockets)
        self._born: dict[Process, float] = {}  # of workers that have not answered yet
        self._deaths: deque[float] = deque()
        self._failed = False

    def serve(self) -> int:
        """Run until stopped; the exit status."""
        self.run()
        return STARTUP_FAILURE if self._failed else 0

    def init_processes(self) -> None:
        """Start the workers."""
        super().init_processes()
        now = time.monotonic()
        self._born = dict.fromkeys(self.processes, now)
        for process in self.processes:
            process.parent_conn.send(b"ping")

    def keep_subprocess_alive(self) -> None:
        """Replace each worker that is gone or does not answer."""
        for place, process in enumerate(self.processes):
            if self._serves(process) or self.should_exit.is_set():
                continue
            process.kill()
            process.join()
            self._bury(process)
            if self.should_exit.is_set():
                return
            self.processes[place] = fresh = Process(self.config, self.sockets)
            fresh.start()
            fresh.parent_conn.send(b"ping")
            self._born[fresh] = time.monotonic()

    def _serves(self, process: Process) -> bool:
        """Whether it answers, or may still be starting."""
        born = self._born.get(process)
        if born is None:
            return process.is_alive(self.config.timeout_worker_healthcheck)
        if process.parent_conn.poll():
            process.parent_conn.recv()
            del self._born[process]
        return process.process.is_alive() and time.monotonic() - born < START_SECONDS

    def _bury(self, process: Process) -> None:
        """Note a death, and end where there are too many."""
        self._born.pop(process, None)
        log.error("worker %s died (exit status %s)", process.pid, process.exitcode)
        forget_worker(process.pid or 0)
        now = time.monotonic()
        self._deaths.append(now)
        while now - self._deaths[0] > DEATHS_WITHIN:
            self._deaths.popleft()
        hopeless = len(self._deaths) > MOST_DEATHS * self.processes_num
        if hopeless or process.exitcode == STARTUP_FAILURE:
            log.error("no worker can serve: the server ends")
            self._failed = True
            self.should_exit.set()


def worker_app(settings: Settings, folder: Path) -> FastAPI:
    """The application of one worker; `folder` is what all of them share. Called in the worker itself."""
    from assistant.api.app import create_app  # whose routes and protocols the supervisor need not load

    app = create_app(settings, shared=folder)
    inner = app.router.lifespan_context

    @asynccontextmanager
    async def lifespan(whole: FastAPI) -> AsyncIterator[None]:
        _in_thread(partial(_end_with_parent))
        _in_thread(partial(_end_when_stuck, asyncio.get_running_loop()))
        async with inner(whole):
            yield

    app.router.lifespan_context = lifespan
    return app


def _in_thread(work: Callable[[], None]) -> None:
    threading.Thread(target=work, daemon=True).start()


def _end_with_parent() -> None:
    """End this worker when its supervisor is gone: an orphan would keep the address."""
    parent = parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(ORPHANED)


def _end_when_stuck(loop: asyncio.AbstractEventLoop) -> None:
    """End this worker when its event loop no longer turns, so that the supervisor replaces it."""
    while not loop.is_closed():
        turned = threading.Event()
        try:
            loop.call_soon_threadsafe(turned.set)
        except RuntimeError:  # closed meanwhile
            return
        if not turned.wait(STUCK_SECONDS):
            log.critical("the event loop has not turned for %.0f s: this worker ends", STUCK_SECONDS)
            os._exit(STUCK)
        time.sleep(1)
