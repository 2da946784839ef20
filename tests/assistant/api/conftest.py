"""A real server on a free port over the index of the embedded corpus."""

import contextlib
import socket
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
import uvicorn

from assistant.api.app import create_app
from assistant.api.connections import guarded
from assistant.library.building import Texts, build_library
from assistant.settings import Settings
from tests.assistant.api.served import Served, starting

ALLOWED = ("https://chm.example.org", "https://*.chm-cbd.net")
Serve = Callable[..., httpx.Client]


@pytest.fixture(scope="session")
def index_folder(embedded_index: Path) -> Path:
    """The index of the embedded corpus, to be read only."""
    return embedded_index


@contextlib.contextmanager
def running(settings: Settings, **options: Any) -> Iterator[httpx.Client]:
    """Serve in a thread, and give a client; every error of the server ends the test."""
    # Opened by the number of TCP: on any other the event loop lets a body wait 40 ms, until its head is
    # acknowledged.
    door = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    door.bind(("127.0.0.1", 0))
    config = guarded(create_app(settings, **options), log_config=None, timeout_graceful_shutdown=2)
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [door]}, daemon=True)
    thread.start()
    try:
        with httpx.Client(base_url=f"http://127.0.0.1:{door.getsockname()[1]}", timeout=60) as client:
            wait_until(lambda: server.started)
            yield client
    finally:
        server.should_exit = True
        thread.join(timeout=20)
        door.close()


def wait_until(condition: Callable[[], bool], seconds: float = 60) -> None:
    """Wait for it, or fail."""
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            raise TimeoutError(f"not within {seconds} s")
        time.sleep(0.02)


@pytest.fixture(scope="session")
def server(index_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    """Serve for most tests: ready, without a rate limit."""
    feedback = tmp_path_factory.mktemp("feedback") / "sub" / "feedback.db"
    settings = Settings(index=index_folder, feedback=feedback, rate_limit=0, allowed_origins=ALLOWED)
    with running(settings) as client:
        wait_until(lambda: client.get("/health/ready").status_code == 200)
        yield client


@pytest.fixture
def serve(tmp_path: Path) -> Iterator[Serve]:
    """Start a server of one's own, with settings and perhaps an opener of its assistant."""
    with contextlib.ExitStack() as stack:

        def start(
            *, opener: Callable[[Settings], Any] | None = None, wait: bool = True, **settings: Any
        ) -> httpx.Client:
            values = {
                "index": tmp_path / "index",
                "feedback": tmp_path / "feedback.db",
                "rate_limit": 0,
                **settings,
            }
            if opener is not None:
                (tmp_path / "index").mkdir(exist_ok=True)
                (tmp_path / "index" / "current").write_text("fake")
            client = stack.enter_context(
                running(Settings(**values), **({"opener": opener} if opener else {}))
            )
            if wait and opener is not None:
                wait_until(lambda: client.get("/health/ready").status_code == 200)
            return client

        yield start


@pytest.fixture
def start(index_folder: Path, tmp_path: Path) -> Iterator[Callable[..., Served]]:
    """Start a real server, a process with its workers."""
    with starting(index_folder, tmp_path) as begin:
        yield begin


@pytest.fixture(scope="session")
def adding(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    """Serve a small index of one text, to which files may be added; nobody has to sign in."""
    with running(small_library(tmp_path_factory.mktemp("adding"))) as client:
        wait_until(lambda: client.get("/health/ready").status_code == 200)
        yield client


def small_library(home: Path, **changes: Any) -> Settings:
    """The settings of a server over an index of one text, to which files may be added."""
    texts = home / "texts"
    texts.mkdir()
    (texts / "house.md").write_text(
        "---\nid: house\nkind: other\ntitle: House rules\n---\n\n# House rules\n\n## Doors\n\n"
        "Each door is closed at night.\n"
    )
    index, library = home / "index", home / "library"
    build_library(library, index, "", Texts((texts,), embedded=False), lambda *_: None)
    values = {"index": index, "library": library, "feedback": home / "feedback.db", "rate_limit": 0}
    return Settings(**{**values, "uploads": "editor", **changes})


class FakeAssistant:
    """An assistant without a model: `reply` makes the answer, or raises."""

    def __init__(self, reply: Callable[[Any], Any]) -> None:
        from index.interface import Snapshot

        self.reply = reply
        self.encoder = type("FakeEncoder", (), {"name": "fake"})()
        self.index = type(
            "FakeIndex",
            (),
            {"snapshot": Snapshot("fake", "2026-01-01T00:00:00+00:00", "fake", {}), "documents": {}},
        )()

    def warm_up(self) -> None:
        """Nothing to load."""

    def ask(self, question: Any) -> Any:
        """Reply."""
        return self.reply(question)

    def search(self, query: str, filters: Any, limit: int) -> Any:
        """Reply."""
        return self.reply(query)


@pytest.fixture
def fake() -> type[FakeAssistant]:
    """Give an assistant without a model."""
    return FakeAssistant
