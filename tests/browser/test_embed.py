"""The chat in other sites."""

import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Browser, expect

from tests.browser.conftest import CLEARING_HOUSE, Opener, Server, ask, shoot

PAGE = """<!doctype html><html lang="fr"><meta charset="utf-8"><title>Centre d'échange</title>
<h1>Centre d'échange national</h1>
<script src="{address}/widget.js" data-lang="fr" data-position="left" async></script></html>"""


class Quiet(SimpleHTTPRequestHandler):
    """Serves files and says nothing."""

    def log_message(self, *_: object) -> None:
        """Nothing."""


def serve_site(folder: Path, port: int, server: Server) -> ThreadingHTTPServer:
    """Another site with the one line in its page."""
    (folder / "index.html").write_text(PAGE.format(address=server.address), encoding="utf-8")
    site = ThreadingHTTPServer(("127.0.0.1", port), partial(Quiet, directory=str(folder)))
    threading.Thread(target=site.serve_forever, daemon=True).start()
    return site


@pytest.fixture
def site(tmp_path: Path, site_port: int, server: Server) -> Iterator[str]:
    """A site that is on the list of allowed origins."""
    started = serve_site(tmp_path, site_port, server)
    yield f"http://127.0.0.1:{site_port}/"
    started.shutdown()
    started.server_close()


def test_one_line_opens_the_chat_in_a_frame(browser: Browser, site: str) -> None:
    """The button opens the frame in the given language and place, answers come, and it closes from within."""
    page = browser.new_page(viewport={"width": 1100, "height": 860}, locale="en-GB")
    page.goto(site)
    button = page.get_by_role("button", name="Questions sur la CDB")
    box = button.bounding_box()
    assert box is not None
    assert box["x"] < 100
    button.click()
    frame = page.frame_locator("iframe")
    frame.get_by_role("textbox", name="Votre question").fill(CLEARING_HOUSE)
    frame.get_by_role("button", name="Envoyer").click()
    expect(frame.get_by_role("group", name="Sources")).to_contain_text("Decision I/3")
    shoot(page, "widget")
    frame.get_by_role("button", name="Fermer l’assistant").click()
    expect(page.locator("iframe")).to_be_hidden()
    expect(page.get_by_role("button", name="Questions sur la CDB")).to_be_focused()
    page.close()


def test_a_site_that_is_not_on_the_list_gets_no_frame(
    browser: Browser, server: Server, tmp_path: Path
) -> None:
    """Its browser refuses to show the chat."""
    stranger = serve_site(tmp_path, 0, server)
    page = browser.new_page()
    refused: list[str] = []
    page.on(
        "console", lambda message: refused.append(message.text) if "frame-ancestors" in message.text else None
    )
    page.goto(f"http://127.0.0.1:{stranger.server_port}/")
    page.get_by_role("button", name="Questions sur la CDB").click()
    page.wait_for_timeout(1_000)

    assert page.frame_locator("iframe").locator("#question").count() == 0
    assert refused
    page.close()
    stranger.shutdown()
    stranger.server_close()


def test_only_the_embed_page_may_be_framed(server: Server, site_port: int) -> None:
    """/embed names the allowed sites; every other page allows none."""
    policies = {
        path: httpx.get(server.address + path).headers["content-security-policy"]
        for path in ("/embed", "/", "/browse", "/p/cbd/art-18")
    }

    assert f"frame-ancestors http://127.0.0.1:{site_port}" in policies.pop("/embed")
    assert all("frame-ancestors 'none'" in policy for policy in policies.values())


def test_the_compact_chat_has_all_that_matters(open_page: Opener) -> None:
    """No history and no browsing, but the answer, its sources, and a way to the full page in a new tab."""
    page = open_page("/embed", width=400, height=640)
    turn = ask(page, CLEARING_HOUSE)
    turn.locator(".numbers .number").first.click()

    expect(page.get_by_role("dialog").locator("mark")).to_be_visible()
    expect(page.get_by_role("navigation", name="Conversations")).to_have_count(0)
    expect(
        page.locator(".header").get_by_role("link", name="Open the full page", include_hidden=True)
    ).to_have_attribute("target", "_blank")
    shoot(page, "embed")
