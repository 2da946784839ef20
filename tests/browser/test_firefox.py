"""The page in Firefox: what most people do, in a browser of another make."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.conftest import CLEARING_HOUSE, SCREENSHOTS, Server
from tests.browser.firefox import ENTER, Firefox, firefox, started

READY = "document.documentElement.hasAttribute('data-ready')"
ANSWERED = "document.querySelector('article.turn[aria-busy=false] .source-label')?.textContent"

Start = Callable[..., Firefox]


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    """Starts a Firefox with a page open; skips where there is none."""
    path = firefox()
    if path is None:
        pytest.skip("no Firefox: set FIREFOX, or run `make browser`")
    with ExitStack() as stack:

        def start(address: str, **preferences: object) -> Firefox:
            found = stack.enter_context(started(path, tmp_path / "profile", **preferences))
            found.open(address)
            found.until(READY)
            return found

        yield start


def ask(page: Firefox, question: str) -> str:
    """Type a question and send it; the label of the first source of the answer."""
    page.run("document.querySelector('#question').focus()")
    page.type(question + ENTER)
    return str(page.until(ANSWERED))


def violations(page: Firefox) -> list[str]:
    """What axe objects to in what is shown."""
    page.run(f"(() => {{ {Axe().axe_script}\nwindow.axe = axe; }})()")
    return list(page.run("axe.run().then(found => found.violations.map(one => one.id))"))


def test_a_question_is_answered_and_its_source_opens(start: Start, server: Server) -> None:
    """Its words are marked, and neither the page nor its policy nor axe complains of anything."""
    page = start(server.address)
    assert ask(page, CLEARING_HOUSE)
    page.click(".numbers .number")
    assert page.until("document.querySelector('.panel mark')?.textContent")
    page.shoot(SCREENSHOTS / "firefox-source.png")
    assert violations(page) == []
    assert page.errors == []


def test_a_reload_keeps_the_conversation(start: Start, server: Server) -> None:
    """The question and its answer stand there again."""
    page = start(server.address)
    label = ask(page, CLEARING_HOUSE)
    page.reload()
    page.until(READY)
    assert page.until(ANSWERED) == label
    assert CLEARING_HOUSE in page.run("document.querySelector('article.turn').textContent")


def test_arabic_runs_from_right_to_left_on_a_phone(start: Start, server: Server) -> None:
    """Without sideways scrolling."""
    page = start(server.address, **{"intl.accept_languages": "ar"})
    page.size(360, 740)
    assert page.run("document.documentElement.dir") == "rtl"
    assert ask(page, "من يمول آلية غرفة تبادل المعلومات؟")
    assert page.run("document.documentElement.scrollWidth <= innerWidth")
    page.shoot(SCREENSHOTS / "firefox-arabic.png")
    assert violations(page) == []


def test_dark_as_the_system_is(start: Start, server: Server) -> None:
    """The page is dark, and its words can be read."""
    page = start(server.address, **{"layout.css.prefers-color-scheme.content-override": 0})
    ask(page, CLEARING_HOUSE)
    red, green, blue = page.run("getComputedStyle(document.body).backgroundColor.match(/\\d+/g).map(Number)")
    assert max(red, green, blue) < 64
    page.shoot(SCREENSHOTS / "firefox-dark.png")
    assert violations(page) == []


def test_what_is_printed_has_its_sources(start: Start, server: Server) -> None:
    """With the address of each, the date and the index."""
    page = start(server.address)
    ask(page, CLEARING_HOUSE)
    page.until("document.querySelector('.made')?.textContent")
    words = " ".join(page.printed().split())
    assert "https://www.cbd.int/decisions/cop/" in words
    assert "Made with CBD Assistant on" in words
    assert "New conversation" not in words
