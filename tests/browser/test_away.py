"""The server goes away, and nothing that was typed is lost."""

import contextlib
import re
import socket
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import CLEARING_HOUSE, Opener, Server, Watch, answered, ask, running, shoot


class Line:
    """A connection between browser and server that can be watched: nothing passes after the event that begins
    with `cut`, and it ends when it is `released`.
    """

    def __init__(self, port: int) -> None:
        self.target: int | None = port
        self.cut = b""
        self.released = threading.Event()
        self.ends: list[socket.socket] = []
        self.door = socket.create_server(("127.0.0.1", 0))
        self.address = f"http://127.0.0.1:{self.door.getsockname()[1]}"
        threading.Thread(target=self._accept, daemon=True).start()

    def go_dead(self) -> None:
        """End every connection and take no more."""
        self.target = None
        for end in self.ends:
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)

    def _accept(self) -> None:
        while True:
            try:
                near, _ = self.door.accept()
                if self.target is None:
                    near.close()
                    continue
                far = socket.create_connection(("127.0.0.1", self.target))
            except OSError:
                if self.door.fileno() < 0:
                    return
                near.close()
                continue
            self.ends += [near, far]
            threading.Thread(target=self._carry, args=(near, far, b""), daemon=True).start()
            threading.Thread(target=self._carry, args=(far, near, self.cut), daemon=True).start()

    def _carry(self, source: socket.socket, to: socket.socket, cut: bytes) -> None:
        seen = b""
        with contextlib.suppress(OSError):
            while data := source.recv(65536):
                seen += data
                # the event of which these bytes are the beginning may come in several pieces
                whole = seen.find(b"\n\n", seen.find(cut)) if cut and cut in seen else -1
                if whole >= 0:
                    end = whole + 2
                    to.sendall(data[: max(0, len(data) - (len(seen) - end))])
                    self.target = None
                    self.released.wait(90)
                    break
                to.sendall(data)
        for end_ in (source, to):
            with contextlib.suppress(OSError):
                end_.shutdown(socket.SHUT_RDWR)
            end_.close()


@pytest.fixture
def mortal(index_folder: Path, tmp_path: Path) -> Iterator[Server]:
    """A server that is there to be killed."""
    with running(index_folder, tmp_path / "mortal") as started:
        yield started


def test_a_server_killed_in_mid_answer(
    open_page: Opener, mortal: Server, server: Server, watch: Watch
) -> None:
    """What has come stays, the page says what happened, the question is kept, and it goes on by itself when a
    server is back.
    """
    watch.expected = ("net::ERR", "503")
    line = Line(mortal.port)
    line.cut = b"event: statement"
    page = open_page(address=line.address)
    box = page.get_by_role("textbox", name="Your question")
    box.fill(CLEARING_HOUSE)
    page.keyboard.press("Enter")

    turn = page.locator("article.turn").first
    # a browser drops what it has not read yet of a line that breaks: it breaks when all has been read
    expect(turn.locator(".statement")).to_have_count(1)
    mortal.kill()
    line.released.set()
    answered(page)
    expect(turn.locator(".statement")).to_have_count(1)
    expect(turn).to_contain_text(
        "The connection to the server was lost before the answer was complete. Your question is kept."
    )
    expect(box).to_have_value(CLEARING_HOUSE)
    expect(page.get_by_text("The server cannot be reached.")).to_be_visible()
    shoot(page, "server-away")

    line.cut, line.target = b"", server.port
    expect(page.get_by_text("The server cannot be reached.")).to_be_hidden()
    turn.get_by_role("button", name="Ask again").click()
    expect(turn.get_by_role("group", name="Sources")).to_be_visible()
    line.door.close()


def test_parts_that_cannot_be_fetched_stop_nothing(open_page: Opener, watch: Watch) -> None:
    """The answer stands without them, a button that needs one says why it does nothing, and the next question
    brings what was missing.
    """
    watch.expected = ("net::ERR",)
    page = open_page()
    page.wait_for_timeout(2_500)  # the page fetches the rest of itself while it rests
    missing = re.compile(r"/js/(list|told|link)\.js$")
    page.route(missing, lambda route: route.abort())
    turn = ask(page, CLEARING_HOUSE)
    expect(turn.get_by_role("group", name="Sources")).to_be_visible()
    turn.get_by_role("button", name="Copy with references").click()
    expect(page.get_by_text("The server cannot be reached.")).to_be_visible()

    page.route(missing, lambda route: route.continue_())  # the last one laid is the one asked
    ask(page, CLEARING_HOUSE)
    expect(page.get_by_role("navigation", name="Conversations").get_by_text(CLEARING_HOUSE)).to_be_visible()


def test_a_page_opened_while_the_server_is_away_recovers(
    open_page: Opener, server: Server, watch: Watch
) -> None:
    """A provision that could not be loaded appears as soon as the server is back."""
    watch.expected = ("net::ERR",)
    line = Line(server.port)
    page = open_page("/browse", address=line.address)
    page.wait_for_timeout(2_500)  # the page fetches the rest of itself while it rests
    line.go_dead()
    page.get_by_role("link", name="Cartagena Protocol").first.click()
    expect(page.get_by_role("alert")).to_contain_text("The server cannot be reached")

    line.target = server.port
    expect(page.get_by_role("heading", level=1)).to_contain_text("Cartagena Protocol on Biosafety")
    expect(page.get_by_role("heading", name="Contents")).to_be_visible()
    line.door.close()
