"""The newcomer's walk can be walked, and its page shows each step."""

import re

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.conftest import REPOSITORY, Server
from tests.browser.walk import FOLDER, walk

HEAVIEST = 1_000_000  # bytes of all pictures


@pytest.mark.long
def test_each_step_is_walked_and_shown(browser: Browser, server: Server) -> None:
    """In its order, by a picture that is there; none is left over."""
    steps: list[str] = []

    def take(_: Page, name: str) -> None:
        steps.append(name)

    walk(browser, server.address, take)

    shown = re.findall(r"\(walk/([\w-]+)\.webp\)", (REPOSITORY / "docs" / "walk.md").read_text("utf-8"))
    assert shown == steps
    assert {path.stem for path in FOLDER.iterdir()} == set(steps)
    assert sum(path.stat().st_size for path in FOLDER.iterdir()) < HEAVIEST
