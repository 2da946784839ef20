"""Files of one's own in the page: added, answered from with citations, corrected, removed."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from assistant.library.building import Texts
from assistant.words.store import say
from ingest.vocabulary import LANGUAGES
from tests.browser.conftest import Opener, Server, Watch, ask, running, shoot
from tests.browser.test_everybody import violations

PLAN = "# Fleet plan of the Coast Agency\n\n## Boats\n\nThe Coast Agency buys four patrol boats in 2027.\n"
QUESTION = "How many patrol boats does the Coast Agency buy in 2027?"
REBUILT = 300_000  # milliseconds for a rebuild on a busy machine


@pytest.fixture(scope="module")
def adding(embedded_index: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server over an index of its own, to which files may be added."""
    home = tmp_path_factory.mktemp("adding")
    shutil.copytree(embedded_index, home / "index", copy_function=os.link)
    Texts().note(home / "index")
    settings = {"CBD_UPLOADS": "editor", "CBD_LIBRARY": str(home / "library")}
    with running(home / "index", home / "server", **settings) as started:
        yield started


def send(page: Page, path: Path, *texts: str) -> None:
    """Choose a file that holds this."""
    path.write_text("".join(texts), encoding="utf-8")
    page.set_input_files("input[type=file]", str(path))


def rebuilt(page: Page) -> None:
    """Wait until the index holds what was changed."""
    expect(page.locator("[data-status=done]")).to_be_visible(timeout=REBUILT)


def test_a_file_is_added_answered_from_and_removed(
    open_page: Opener, adding: Server, tmp_path: Path, watch: Watch
) -> None:
    """The whole way: sent, told what it was taken for, built in, cited with its words; and no longer once it
    was removed, which is asked first.
    """
    page = open_page("/browse", address=adding.address)
    page.get_by_role("link", name="Files of your own").click()
    send(page, tmp_path / "fleet.md", PLAN)
    entry = page.locator(".finding").filter(has_text="Fleet plan of the Coast Agency")
    expect(entry).to_contain_text("English", timeout=REBUILT)
    expect(entry).to_contain_text("fleet.md")
    rebuilt(page)
    expect(entry.get_by_text("answers questions")).to_be_visible()
    assert violations(page) == []

    chat = open_page(address=adding.address)
    turn = ask(chat, QUESTION)
    expect(turn).to_contain_text("The Coast Agency buys four patrol boats in 2027.")
    expect(turn.locator(".badge-own").first).to_be_visible()
    shoot(chat, "library-answer")

    entry.get_by_role("button", name="Remove").click()
    expect(entry.get_by_text("for good?")).to_be_visible()
    entry.get_by_role("button", name="Keep").click()
    expect(entry).to_be_visible()
    entry.get_by_role("button", name="Remove").click()
    entry.get_by_role("group").get_by_role("button", name="Remove").click()
    expect(entry).to_have_count(0)
    expect(page.locator("[data-status=running], [data-status=waiting]")).to_be_visible()
    rebuilt(page)

    assert "patrol boats in 2027." not in ask(open_page(address=adding.address), QUESTION).inner_text()


def test_what_it_was_taken_for_is_corrected(open_page: Opener, adding: Server, tmp_path: Path) -> None:
    """Title and language are said anew; the form begins with what there is."""
    page = open_page("/library", address=adding.address)
    send(page, tmp_path / "note.md", "# A note\n\nThe archive moves to the second floor.\n")
    entry = page.locator(".finding").filter(has_text="note.md")
    entry.get_by_role("button", name="Correct").click()
    expect(entry.get_by_label("Title")).to_have_value("A note")
    entry.get_by_label("Title").fill("Note on the archive")
    entry.get_by_label("Language").select_option("fr")
    assert violations(page) == []
    entry.get_by_role("button", name="Save").click()

    expect(entry.get_by_role("heading", name="Note on the archive")).to_be_visible(timeout=60_000)
    expect(entry.locator(".badge", has_text="French")).to_be_visible()


def test_a_bad_file_is_refused_in_words(
    open_page: Opener, adding: Server, tmp_path: Path, watch: Watch
) -> None:
    """With the reason; nothing is added."""
    watch.expected = ("400",)
    page = open_page("/library", address=adding.address)
    send(page, tmp_path / "plan.pdf", "no PDF at all")

    expect(page.get_by_role("alert")).to_contain_text("plan.pdf")
    expect(page.get_by_text("plan.pdf was not added.")).to_be_visible()
    expect(page.locator(".finding").filter(has_text="plan.pdf")).to_have_count(0)


@pytest.mark.parametrize("code", LANGUAGES)
def test_it_speaks_the_readers_language(open_page: Opener, adding: Server, code: str) -> None:
    """On a phone and in the dark, too: nothing runs out of it, and all can be read."""
    page = open_page(
        f"/library?lang={code}", address=adding.address, width=320, height=800, color_scheme="dark"
    )

    expect(page.get_by_role("heading", level=1)).to_have_text(say("page.library.heading", code))
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert violations(page) == []
    shoot(page, f"library-{code}", whole=True)


def test_it_is_not_there_unless_set(open_page: Opener, server: Server) -> None:
    """No link leads there."""
    page = open_page("/browse")

    expect(page.get_by_role("link", name="About these texts")).to_be_visible()
    expect(page.get_by_role("link", name="Files of your own")).to_have_count(0)
