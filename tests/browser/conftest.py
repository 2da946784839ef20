"""A real browser before a real server: every page is watched for errors, dialogs, policy violations and
foreign hosts.
"""

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import pytest
from filelock import FileLock
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect, sync_playwright

REPOSITORY = Path(__file__).resolve().parents[2]
SCREENSHOTS = REPOSITORY / "var" / "screenshots"
FLAGS = (
    "--disable-gpu",
    "--disable-software-rasterizer",  # what no card draws is drawn without 3D: a fifth less work
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
CLEARING_HOUSE = "Who pays for the clearing-house mechanism?"
# The first has no windows of its own to draw: a fresh page costs it a third of the work.
CHROMIUMS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
PATIENCE = 15_000  # milliseconds until the page must show what is expected of it

expect.set_options(timeout=PATIENCE)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """All tests in this folder drive a browser."""
    for item in items:
        if item.path.is_relative_to(Path(__file__).parent):
            item.add_marker(pytest.mark.browser)


# ---------------------------------------------------------------- the server


@dataclass
class Server:
    """A server in a process of its own."""

    address: str
    process: subprocess.Popen[bytes]
    log: Path

    @property
    def port(self) -> int:
        """Where it listens."""
        return int(self.address.rpartition(":")[2])

    def kill(self) -> None:
        """Without a word of warning."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait(timeout=20)


def free_port() -> int:
    """A port that nobody uses now."""
    with socket.create_server(("127.0.0.1", 0)) as door:
        return int(door.getsockname()[1])


@contextlib.contextmanager
def running(index: Path, folder: Path, **settings: str) -> Iterator[Server]:
    """Serve an index in a subprocess, ready for questions."""
    folder.mkdir(parents=True, exist_ok=True)
    port = free_port()
    environment = {
        **os.environ,
        "CBD_RATE_LIMIT": "0",
        "CBD_FEEDBACK": str(folder / "feedback.db"),
        **settings,
    }
    log = folder / "server.log"
    with log.open("wb") as out:
        command = [
            sys.executable,
            "-m",
            "assistant.cli.main",
            "serve",
            "--index",
            str(index),
            "--port",
            str(port),
            "--workers",
            "1",
        ]
        process = subprocess.Popen(
            command, cwd=REPOSITORY, env=environment, stdout=out, stderr=out, start_new_session=True
        )
    server = Server(f"http://127.0.0.1:{port}", process, log)
    try:
        until(lambda: process.poll() is not None or _ready(server.address))
        if process.poll() is not None:
            raise RuntimeError(f"the server did not start:\n{log.read_text()[-2000:]}")
        yield server
    finally:
        server.kill()


def _ready(address: str) -> bool:
    with contextlib.suppress(httpx.HTTPError):
        return httpx.get(f"{address}/health/ready", timeout=5).status_code == 200
    return False


def until(condition: Callable[[], bool], seconds: float = 90) -> None:
    """Wait for it, or fail."""
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            raise TimeoutError(f"not within {seconds} s")
        time.sleep(0.1)


def build(index: Path, corpus: Path) -> None:
    """Bring an index of the embedded corpus and that folder up to date."""
    command = [
        sys.executable,
        "-m",
        "assistant.cli.main",
        "build",
        "--index",
        str(index),
        "--corpus",
        str(corpus),
    ]
    done = subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"the index could not be built:\n{done.stderr[-2000:]}")


@pytest.fixture(scope="session")
def index_folder(embedded_index: Path) -> Path:
    """The embedded corpus and one hostile document. Its index is kept beside the embedded one, which has
    embedded the most of it.
    """
    folder = embedded_index.parent / "hostile"
    with FileLock(folder.with_suffix(".lock")):
        if not folder.exists():
            shutil.copytree(embedded_index, folder)
        build(folder, Path(__file__).parent / "hostile")
    return folder


@pytest.fixture(scope="session")
def site_port() -> int:
    """The port of another site, which may embed the chat."""
    return free_port()


@pytest.fixture(scope="session")
def server(index_folder: Path, tmp_path_factory: pytest.TempPathFactory, site_port: int) -> Iterator[Server]:
    """The server that most tests share."""
    with running(
        index_folder, tmp_path_factory.mktemp("server"), CBD_ALLOWED_ORIGINS=f"http://127.0.0.1:{site_port}"
    ) as started:
        yield started


# ---------------------------------------------------------------- the browser


def chromium() -> str | None:
    """The browser that find-chromium.sh found or installed; "" is Playwright's own."""
    named = os.environ.get("CHROMIUM", "")
    for path in (named, *map(shutil.which, CHROMIUMS)):
        if path and os.access(path, os.X_OK):
            return str(path)
    with sync_playwright() as playwright:
        return "" if Path(playwright.chromium.executable_path).exists() else None


@pytest.fixture(scope="session")
def chromium_path() -> str:
    """Where it is; skips when there is none."""
    path = chromium()
    if path is None:
        pytest.skip("no Chromium: set CHROMIUM, or run `make browser`")
    return path


@pytest.fixture(scope="module")
def browser(chromium_path: str) -> Iterator[Browser]:
    """One browser a module: while Playwright runs, its thread has an event loop, which other tests must not
    meet.
    """
    flags = [*FLAGS, *(["--no-sandbox"] if os.geteuid() == 0 else [])]
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium_path or None, headless=True, args=flags)
        yield started
        started.close()


@dataclass
class Watch:
    """What must not happen on any page."""

    errors: list[str] = field(default_factory=list)
    hosts: set[str] = field(default_factory=set)
    expected: tuple[str, ...] = ()

    def over(self, context: BrowserContext) -> None:
        """Look and listen from now on."""
        context.add_init_script(
            "document.addEventListener('securitypolicyviolation', e => console.error('POLICY ' + "
            "e.violatedDirective + ' ' + e.blockedURI))"
        )
        context.on(
            "dialog", lambda dialog: (self.errors.append(f"dialog: {dialog.message}"), dialog.dismiss())
        )
        context.on("weberror", lambda error: self.errors.append(f"error: {error.error}"))
        context.on(
            "console",
            lambda message: (
                self.errors.append(f"console: {message.text}") if message.type == "error" else None
            ),
        )
        context.on(
            "request",
            lambda request: (
                self.hosts.add(request.url.split("/")[2]) if request.url.startswith("http") else None
            ),
        )

    def unexpected(self) -> list[str]:
        """The errors that no test announced."""
        return [error for error in self.errors if not any(words in error for words in self.expected)]


@pytest.fixture
def watch() -> Watch:
    """The watch over this test's pages; `expected` names the errors that belong to the test."""
    return Watch()


Opener = Callable[..., Page]


@pytest.fixture
def open_page(browser: Browser, server: Server, watch: Watch) -> Iterator[Opener]:
    """Opens a path of the shared server (or of `address`) in a fresh profile; afterwards nothing bad may have
    happened.
    """
    contexts: list[BrowserContext] = []
    addresses = {server.address}

    def open_(
        path: str = "/",
        *,
        address: str = server.address,
        width: int = 1280,
        height: int = 800,
        **options: Any,
    ) -> Page:
        addresses.add(address)
        context = browser.new_context(
            viewport={"width": width, "height": height},
            **{"locale": "en-GB", "accept_downloads": True, "service_workers": "block", **options},
        )
        contexts.append(context)
        watch.over(context)
        page = context.new_page()
        page.goto(address + path)
        page.locator("html[data-ready]").wait_for()
        return page

    yield open_
    for context in contexts:
        for page in context.pages:  # what is still under way must not fall into the next test
            page.unroute_all(behavior="ignoreErrors")
        context.close()
    assert watch.unexpected() == []
    assert watch.hosts <= {address.removeprefix("http://") for address in addresses}


@pytest.fixture
def page(open_page: Opener) -> Page:
    """The chat on a laptop."""
    return open_page()


# ---------------------------------------------------------------- what readers do


def ask(page: Page, question: str) -> Locator:
    """Type a question, press Enter, wait for the whole answer and give its turn."""
    before = page.get_by_role("article").count()
    page.get_by_role("textbox", name="Your question").fill(question)
    page.keyboard.press("Enter")
    return answered(page, before)


def answered(page: Page, before: int = 0) -> Locator:
    """Wait for the turn after the first `before` ones to be complete."""
    turn = page.locator("article.turn").nth(before)
    expect(turn).to_have_attribute("aria-busy", "false")
    return turn


def shoot(page: Page, name: str, *, whole: bool = False) -> None:
    """Keep a screenshot in var/screenshots."""
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=SCREENSHOTS / f"{name}.png", full_page=whole, animations="disabled")
