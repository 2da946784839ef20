"""The server is away and the page opens all the same: with its last answers, its newest code, and nothing
that is for one person alone.
"""

import shutil
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from starlette.datastructures import Headers

from assistant.api.web import FOLDER, LOOK_EVERY, WebFiles
from assistant.words.store import say
from tests.browser.conftest import CLEARING_HOUSE, Opener, Server, Watch, ask, shoot, until
from tests.browser.test_everybody import violations

KEPT = """async () => {
  const found = [];
  for (const name of await caches.keys()) {
    for (const { url } of await (await caches.open(name)).keys()) found.push([name, new URL(url).pathname]);
  }
  return found;
}"""


def kept(page: Page) -> list[tuple[str, str]]:
    """What the worker keeps: version and path of each."""
    return [(name, path) for name, path in page.evaluate(KEPT)]


def settled(page: Page) -> None:
    """Wait until the worker has the page and the words of its language."""
    until(lambda: bool(page.evaluate("Boolean(navigator.serviceWorker.controller)")), 30)
    words = f"/words/{page.evaluate('document.documentElement.lang')}.json"
    until(lambda: any(path.endswith(words) for _, path in kept(page)), 30)


def test_the_last_answers_are_read_without_a_server(open_page: Opener, server: Server, watch: Watch) -> None:
    """A reload shows the conversation with its sources and its day; the page says that the server is away,
    on a small phone too, and nothing of it breaks a rule.
    """
    watch.expected = ("net::ERR",)
    page = open_page(width=320, height=640, service_workers="allow")
    ask(page, CLEARING_HOUSE)
    settled(page)
    page.context.set_offline(True)
    page.reload()
    page.locator("html[data-ready]").wait_for()

    expect(page.get_by_role("group", name="Sources")).to_contain_text("Decision I/3, paragraph 2")
    expect(page.locator(".turn-foot")).to_contain_text("Answered on")
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    page.get_by_role("textbox", name="Your question").fill("What is ABS?")
    page.keyboard.press("Enter")
    expect(page.get_by_text(say("page.server.away", "en"))).to_be_visible()
    assert violations(page) == []
    shoot(page, "offline")
    page.context.set_offline(False)
    expect(page.get_by_text(say("page.server.away", "en"))).to_be_hidden(timeout=30_000)


@pytest.mark.parametrize("path", ["/about", "/browse", "/p/cbd/art-18"])
def test_a_page_that_does_not_come_says_so(open_page: Opener, watch: Watch, path: str) -> None:
    """From right to left, too; it is not fetched again and again, and is there when the server is."""
    watch.expected = ("net::ERR",)
    page = open_page("/?lang=ar", service_workers="allow")
    settled(page)
    address = page.url.partition("?")[0].rstrip("/")
    page.context.set_offline(True)
    page.goto(f"{address}{path}?lang=ar")
    expect(page.get_by_role("alert")).to_contain_text(say("page.server.away", "ar"))
    expect(page.locator("html")).to_have_attribute("dir", "rtl")
    assert violations(page) == []
    page.context.set_offline(False)

    expect(page.get_by_role("alert")).to_be_hidden(timeout=30_000)
    expect(page.get_by_role("heading", level=1)).to_be_visible()


def test_no_answer_and_no_words_of_the_texts_are_kept(open_page: Opener) -> None:
    """The files of the page and its empty frame: nothing else is there for who uses the machine next."""
    page = open_page(service_workers="allow")
    settled(page)
    ask(page, CLEARING_HOUSE)
    page.goto(page.url.partition("?")[0] + "p/cbd/art-18")
    page.locator("html[data-ready]").wait_for()
    found = kept(page)

    assert len({name for name, _ in found}) == 1
    assert ("/embed") in {path for _, path in found}
    assert all(path == "/embed" or path.startswith(f"/static/v-{name}/") for name, path in found)


# ---------------------------------------------------------------- new code


@pytest.fixture
def site(tmp_path: Path) -> Iterator[tuple[str, Path, WebFiles, ThreadingHTTPServer]]:
    """A server of pages alone, over a copy of their folder."""
    folder = tmp_path / "web"
    shutil.copytree(FOLDER, folder)
    files = WebFiles(folder)

    class Pages(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            path = self.path.partition("?")[0]
            file, cache = files.page("index.html"), "no-cache"
            if path == "/sw.js":
                file = files.worker()
            elif path.startswith("/static/"):
                file, cache = files.static(path.removeprefix("/static/"))
            elif path != "/" and path != "/embed":
                file = None
            answer = file.response(Headers(), cache) if file else None
            self.send_response(answer.status_code if answer else 503)
            for name, value in answer.raw_headers if answer else ():
                self.send_header(name.decode(), value.decode())
            self.end_headers()
            self.wfile.write(bytes(answer.body) if answer else b"")

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    door = ThreadingHTTPServer(("127.0.0.1", 0), Pages)
    threading.Thread(target=door.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{door.server_port}", folder, files, door
    door.shutdown()
    door.server_close()


def version_of(page: Page) -> str:
    """The version of the code that runs."""
    source = str(page.evaluate("document.querySelector('script[type=module]').src"))
    return source.partition("/static/v-")[2].partition("/")[0]


def test_new_code_is_run_at_once_and_kept(
    browser: Browser, site: tuple[str, Path, WebFiles, ThreadingHTTPServer]
) -> None:
    """While the server answers, no page runs old code; without it, the newest that came; what was kept of the
    old is gone.
    """
    address, folder, files, door = site
    context = browser.new_context(locale="en-GB", service_workers="allow")
    page = context.new_page()
    page.goto(address)
    settled(page)
    old = version_of(page)
    assert {name for name, _ in kept(page)} == {old}

    with (folder / "css" / "base.css").open("a", encoding="utf-8") as sheet:
        sheet.write("\n.new { color: red; }\n")
    files._looked -= LOOK_EVERY
    page.reload()
    assert version_of(page) == files.version != old
    until(lambda: {name for name, _ in kept(page)} == {files.version}, 30)
    settled(page)

    door.shutdown()
    door.server_close()
    page.reload()
    page.locator("html[data-ready]").wait_for()
    assert version_of(page) == files.version
    assert "color:red" in page.evaluate(
        "fetch([...document.querySelectorAll('link')].find(l => l.href.endsWith('/base.css')).href)"
        ".then(r => r.text())"
    )
    context.close()


def test_the_page_can_be_installed(open_page: Opener) -> None:
    """Its manifest is read without an objection, in the language of the reader, with icons that are there."""
    page = open_page(service_workers="allow")
    session = page.context.new_cdp_session(page)
    told = session.send("Page.getAppManifest")

    assert told["errors"] == []
    assert '"display": "standalone"' in told["data"]
    for name in ("192", "512", "maskable-512", "apple-180"):
        icon = page.request.get(f"{page.url.partition('?')[0]}static/icons/icon-{name}.png")
        assert icon.headers["content-type"] == "image/png"
        assert icon.body()[16:24] == 2 * int(name.rpartition("-")[2]).to_bytes(4, "big")


@pytest.mark.parametrize(("locale", "language"), [("ur-PK", "en"), ("arn-CL", "en"), ("de-DE", "en")])
def test_a_language_without_words_falls_back(open_page: Opener, locale: str, language: str) -> None:
    """Quietly, to one that has them, in its direction, from the first moment on."""
    page = open_page(f"/?lang={locale}", locale="en-GB")

    expect(page.locator("html")).to_have_attribute("lang", language)
    expect(page.locator("html")).to_have_attribute("dir", "ltr")
    assert page.evaluate(
        'fetch(location.href).then(r => r.text()).then(t => /<html[^>]* lang="en" dir="ltr"/.test(t))'
    )
