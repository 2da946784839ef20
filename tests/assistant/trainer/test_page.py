"""The trainers' page in a real browser: timeline, table, editor and check, on a desk and on a phone."""

import os
import shutil
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import uvicorn

from tests.assistant.api.routes.test_trainer import trainers_app

playwright = pytest.importorskip("playwright.sync_api")
CHROMIUM = (
    os.environ.get("CHROMIUM")
    or shutil.which("chromium")
    or shutil.which("chromium-browser")
    or shutil.which("google-chrome")
)
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM, reason="There is no Chromium: set CHROMIUM or install one."),
]
ROOT = Path(__file__).parents[3]


@pytest.fixture(scope="module")
def address(hashed_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server on a free port."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port = found.getsockname()[1]
    app = trainers_app(hashed_folder, tmp_path_factory.mktemp("page") / "feedback.db")
    server = uvicorn.Server(uvicorn.Config(app, port=port, log_level="error", ws="none"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.05)
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join(timeout=20)


@pytest.fixture(scope="module")
def browser() -> Iterator["playwright.Browser"]:
    """One browser for all."""
    with playwright.sync_playwright() as started:
        yield started.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])


@pytest.fixture
def page(browser: "playwright.Browser") -> Iterator["playwright.Page"]:
    """A page that may not complain: no error, no violation of the content policy."""
    context = browser.new_context(
        viewport={"width": 1200, "height": 900}, locale="en-GB", accept_downloads=True
    )
    opened = context.new_page()
    complaints: list[str] = []
    opened.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    opened.on("pageerror", lambda error: complaints.append(str(error)))
    yield opened
    context.close()

    assert complaints == []


def test_the_timeline_is_drawn_and_linked(page: "playwright.Page", address: str) -> None:
    """A click on a topic draws 13 linked decisions and lists their sources."""
    page.goto(f"{address}/train")
    page.get_by_role("button", name="Clearing-house mechanism").click()
    page.locator(".entries > li").first.wait_for()

    assert page.locator(".drawing svg a").count() == 13
    assert page.locator(".entries > li").count() == 13
    assert page.get_by_text("Trainer's deck: Launch of a pilot phase").count() == 1


def test_the_timeline_fits_a_phone(browser: "playwright.Browser", address: str) -> None:
    """On a narrow screen the column is drawn, and nothing runs out of it."""
    context = browser.new_context(viewport={"width": 390, "height": 844}, locale="en-GB")
    phone = context.new_page()
    phone.goto(f"{address}/train?subject=technology+transfer")
    phone.locator(".drawing.narrow svg").wait_for()

    assert phone.evaluate("document.documentElement.scrollWidth") <= 390
    context.close()


def test_the_table_is_filtered(page: "playwright.Page", address: str) -> None:
    """Who, verb and words narrow the rows; what cites the article is shown with its words."""
    page.goto(f"{address}/train?of=Article+18#duties")
    page.get_by_label("Who", exact=True).select_option("Conference of the Parties")

    assert page.locator(".duties tbody tr").count() == 1
    assert page.get_by_role("status").filter(has_text="1 of 7 rows").count() == 1
    assert page.locator("mark", has_text="Article 18, paragraph 3, of the Convention").count() > 0


def test_a_session_is_made_edited_and_taken_away(
    page: "playwright.Page", address: str, tmp_path: Path
) -> None:
    """Rewrite, move, drop and add, then the slides open with what was edited."""
    import pptx

    page.goto(f"{address}/train#session")
    page.get_by_label("What is it about?").fill("The clearing-house mechanism, for new national focal points")
    page.get_by_role("button", name="Make the session").click()
    page.locator(".block").first.wait_for()
    before = page.locator(".block").count()
    page.get_by_role("button", name="Drop: Further reading").click()
    page.locator(".block .title").nth(1).fill("Our plan for today")
    page.get_by_role("button", name="Move down: What we will do").click()
    page.get_by_role("button", name="Add a slide of your own").click()
    page.locator(".block").last.locator("textarea").first.fill("Questions?")
    with page.expect_download() as download:
        page.get_by_role("button", name="Slides (PPTX)").click()
    download.value.save_as(tmp_path / "session.pptx")
    titles = [slide.shapes.title.text for slide in pptx.Presentation(str(tmp_path / "session.pptx")).slides]

    assert len(titles) == before
    assert titles[2] == "Our plan for today"
    assert titles[-1] == "My own slide"
    page.get_by_role("button", name="Check against the corpus").click()
    page.get_by_text("Everything still matches the corpus.").wait_for()


def test_slides_are_checked(page: "playwright.Page", address: str) -> None:
    """The seed deck shows its two slips first."""
    page.goto(f"{address}/train#slides")
    page.set_input_files("input[type=file]", str(ROOT / "tests" / "data" / "seed-deck.txt"))
    page.locator(".finding").first.wait_for()

    assert page.locator(".finding.slip").count() == 2
    assert "“8” stands for “18”" in page.locator(".finding.slip").nth(1).inner_text()


def test_other_languages(page: "playwright.Page", address: str) -> None:
    """French strings are shown, and a language without its own falls back to English."""
    page.goto(f"{address}/train?lang=fr")
    page.get_by_role("heading", name="Pour les formateurs").wait_for()
    page.goto(f"{address}/train?lang=ru")
    page.get_by_role("heading", name="For trainers").wait_for()
