"""The newcomer's walk of docs/walk.md, in pictures: `python -m tests.browser.walk var/index [folder]`.

Each step is a picture of what a newcomer sees then, of the server that runs over the given index.
"""

import io
import sys
from collections.abc import Callable
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from PIL import Image
from playwright.sync_api import Browser, Locator, Page, sync_playwright

from tests.browser.conftest import CLEARING_HOUSE, FLAGS, REPOSITORY, answered, chromium, running

FOLDER = REPOSITORY / "docs" / "walk"
LAPTOP, PHONE = {"width": 1200, "height": 800}, {"width": 390, "height": 780}
QUALITY = 55  # of WebP: words stay sharp, a picture weighs some 30 kB
ARABIC = "من يمول آلية غرفة تبادل المعلومات؟"

Take = Callable[[Page, str], None]


def ask(page: Page, question: str) -> Locator:
    """Ask in any language; the turn with its whole answer."""
    page.locator("textarea").fill(question)
    page.keyboard.press("Enter")
    return answered(page)


def walk(browser: Browser, address: str, take: Take) -> None:
    """Every step, in the order of the page."""

    @contextmanager
    def opened(path: str = "/", **options: Any) -> Any:
        context = browser.new_context(**{"locale": "en-GB", "viewport": LAPTOP, **options})
        page = context.new_page()
        page.goto(f"{address}{path}")
        if options.get("java_script_enabled", True):
            page.locator("html[data-ready]").wait_for()
        yield page
        context.close()

    with opened() as page:
        take(page, "1-start")
        turn = ask(page, CLEARING_HOUSE)
        take(page, "2-answer")
        turn.locator(".number").first.click()
        page.locator(".panel mark").wait_for()
        take(page, "3-source")
    with opened(viewport=PHONE) as page:
        ask(page, CLEARING_HOUSE)
        take(page, "4-phone")
    with opened(viewport=PHONE, locale="ar") as page:
        ask(page, ARABIC)
        take(page, "5-arabic")
    with opened("/p/cbd/art-18/para-3", color_scheme="dark") as page:
        take(page, "6-dark")
    with opened() as page:
        ask(page, CLEARING_HOUSE)
        page.emulate_media(media="print")
        take(page, "7-print")
    with opened() as page:
        ask(page, CLEARING_HOUSE)
        page.wait_for_timeout(4_000)  # until the worker has kept what it keeps
        page.context.set_offline(True)
        page.reload()
        page.locator("html[data-ready]").wait_for()
        take(page, "8-offline")
    with opened("/p/cop-1/dec-3/para-1", java_script_enabled=False) as page:
        take(page, "9-without-scripts")
    with opened("/about") as page:
        take(page, "10-about")


def taker(folder: Path) -> Take:
    """Writes pictures there."""
    folder.mkdir(parents=True, exist_ok=True)

    def take(page: Page, name: str) -> None:
        picture = Image.open(io.BytesIO(page.screenshot(animations="disabled")))
        picture.save(folder / f"{name}.webp", quality=QUALITY, method=6)

    return take


def main(index: Path, folder: Path = FOLDER) -> None:
    """Walk over an index."""
    with (
        TemporaryDirectory() as home,
        running(index, Path(home)) as server,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(
            executable_path=chromium() or None, args=[*FLAGS, "--no-sandbox"]
        )
        walk(browser, server.address, taker(folder))
        browser.close()


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
