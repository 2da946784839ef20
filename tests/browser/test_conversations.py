"""Conversations that the server keeps: a person has them wherever they sign in, and nobody else has them."""

import contextlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from assistant.conversations.file import ConversationFile
from assistant.settings import Settings
from assistant.words.store import say
from tests.assistant.api.conftest import FakeAssistant, running, wait_until
from tests.assistant.api.test_sign_in import provider, signing
from tests.browser.conftest import ask
from tests.browser.test_sign_in import opened, reply, sign_in, titles
from tests.sweep import sweep

__all__ = ["provider"]  # a fixture

ANA, BOB = "4711", "4712"
LOCAL = (
    "Object.keys(localStorage).filter(key => /conversation|history/.test(key) && localStorage[key] != '[]')"
)


@dataclass
class Office:
    """A server that keeps conversations, and browsers before it."""

    address: str
    kept: ConversationFile
    browser: Browser
    stack: contextlib.ExitStack

    def sits_down(self, subject: str, path: str = "") -> Page:
        """Somebody signs in, in a browser of their own."""
        context = self.browser.new_context(locale="en-GB", service_workers="block")
        self.stack.callback(context.close)
        page = context.new_page()
        opened(page, self.address + path)
        sign_in(page, subject)
        return page

    def has(self, subject: str = ANA) -> int:
        """How many conversations of a person the server keeps."""
        return sum(bool(revision) for revision in self.kept.revisions(f"oidc:{subject}").values())

    def stores(self, change: Callable[[], object]) -> None:
        """Do something of Ana's, and wait until the server knows of it."""
        before = self.kept.revisions(f"oidc:{ANA}")
        change()
        wait_until(lambda: self.kept.revisions(f"oidc:{ANA}") != before, 20)


@pytest.fixture
def office(provider: str, browser: Browser, tmp_path: Path) -> Iterator[Office]:
    """Without an index; anybody reads."""
    (tmp_path / "index").mkdir()
    (tmp_path / "index" / "current").write_text("fake")
    settings = Settings(
        index=tmp_path / "index", feedback=tmp_path / "feedback.db", access=tmp_path / "access",
        audit=tmp_path / "audit.jsonl", rate_limit=0, public="reader",
        conversations=tmp_path / "conversations.db", conversations_days=90, **signing(provider),
    )  # fmt: skip
    with (
        running(settings, opener=lambda _: FakeAssistant(reply)) as client,
        contextlib.ExitStack() as stack,
    ):
        wait_until(lambda: client.get("/health/ready").status_code == 200)
        kept = ConversationFile(tmp_path / "conversations.db")
        yield Office(str(client.base_url), kept, browser, stack)


def come_back(page: Page) -> None:
    """To the window, as by a click on it."""
    page.evaluate("dispatchEvent(new Event('focus'))")


def rename(page: Page, title: str, fresh: str) -> None:
    """By the pencil in the list."""
    row = titles(page).filter(has_text=title)
    row.hover()
    row.get_by_role("button", name="Rename").click()
    page.locator(".entries input").fill(fresh)
    page.keyboard.press("Enter")


def open_one(page: Page, title: str) -> Locator:
    """From the list; its turns."""
    titles(page).filter(has_text=title).get_by_role("link").click()
    return page.locator("article.turn")


def delete(page: Page, title: str) -> None:
    """By the bin in the list."""
    row = titles(page).filter(has_text=title)
    row.hover()
    row.get_by_role("button", name="Delete").click()


def test_a_person_finds_them_wherever_they_sign_in(office: Office) -> None:
    """Asked here, read there, with the next question there, here again; somebody else has none of it."""
    here = office.sits_down(ANA)
    expect(here.locator(".sidebar .fine")).to_contain_text("Kept on the server for you alone")
    office.stores(lambda: ask(here, "Who pays?"))
    there, bob = office.sits_down(ANA), office.sits_down(BOB)
    expect(titles(there)).to_have_count(1)
    expect(open_one(there, "Who pays?")).to_have_count(1)
    office.stores(lambda: ask(there, "And who gains?"))

    come_back(here)
    turns = here.locator("article.turn")
    expect(turns).to_have_count(2)
    expect(turns.last).to_contain_text("And who gains?")
    office.stores(lambda: ask(here, "And who reports?"))
    there.reload()
    expect(there.locator("article.turn")).to_have_count(3)
    assert office.has() == 1

    expect(bob.locator(".viewer")).to_have_text("Bob")
    come_back(bob)
    expect(titles(bob)).to_have_count(0)
    office.stores(lambda: delete(there, "Who pays?"))
    assert office.has() == 0
    come_back(here)
    expect(titles(here)).to_have_count(0)


def test_undo_pin_and_name_reach_the_other_browser(office: Office) -> None:
    """What was deleted and brought back is there, on both sides; so is what was kept on top or renamed."""
    here = office.sits_down(ANA)
    for question in ("Who pays?", "Who gains?"):
        here.goto(office.address)
        here.locator("html[data-ready]").wait_for()
        office.stores(lambda question=question: ask(here, question))  # type: ignore[misc]
    there = office.sits_down(ANA)
    expect(titles(there)).to_have_count(2)
    office.stores(lambda: delete(here, "Who pays?"))
    office.stores(lambda: here.get_by_role("button", name="Undo").click())
    come_back(there)
    expect(titles(there)).to_have_count(2)
    assert office.has() == 2

    office.stores(lambda: rename(here, "Who pays?", "Money"))
    row = titles(here).filter(has_text="Money")
    row.hover()
    office.stores(lambda: row.get_by_role("button", name="Keep on top").click())
    come_back(there)
    expect(titles(there).first).to_contain_text("Money")
    expect(titles(there).first.get_by_role("button", name="Keep on top")).to_have_attribute(
        "aria-pressed", "true"
    )


def test_what_was_changed_in_two_browsers_is_kept_twice(office: Office) -> None:
    """One of them without a network meanwhile: it goes on, and stores when that is back."""
    here = office.sits_down(ANA)
    office.stores(lambda: ask(here, "Who pays?"))
    there = office.sits_down(ANA)
    expect(titles(there)).to_have_count(1)
    there.context.set_offline(True)
    rename(there, "Who pays?", "Mine")
    expect(titles(there)).to_contain_text("Mine")
    office.stores(lambda: rename(here, "Who pays?", "Yours"))

    there.context.set_offline(False)
    come_back(there)
    expect(titles(there)).to_have_count(2)
    expect(there.locator(".toast")).to_contain_text("Both are kept.")
    wait_until(lambda: office.has() == 2, 20)
    come_back(here)
    expect(titles(here)).to_have_count(2)
    for page in (here, there):
        assert sorted(page.locator(".entries li a").all_inner_texts()) == ["Mine", "Yours"]


def test_signing_out_leaves_nothing_behind(office: Office) -> None:
    """Of what the server keeps, on a page without the list too; the next sign-in brings it back."""
    page = office.sits_down(ANA)
    office.stores(lambda: ask(page, "Who pays?"))
    ask(page, "And who gains?")  # which is stored on the way out
    opened(page, f"{office.address}/browse")
    assert page.evaluate(LOCAL)
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_url("**/end_session**")
    opened(page, office.address)
    expect(page.get_by_role("link", name="Sign in")).to_be_visible()
    assert page.evaluate(LOCAL) == []
    expect(page.locator(".sidebar .fine")).to_have_text("Kept in this browser only.")

    sign_in(page, ANA)
    expect(titles(page)).to_have_count(1)
    expect(open_one(page, "Who pays?")).to_have_count(2)


def test_what_the_server_has_lost_is_stored_again(office: Office, tmp_path: Path) -> None:
    """As after an older backup: browsers bring back what they have, and delete nothing."""
    page = office.sits_down(ANA)
    office.stores(lambda: ask(page, "Who pays?"))
    for path in tmp_path.glob("conversations.db*"):
        path.unlink()
    come_back(page)
    wait_until(lambda: office.has() == 1, 20)
    expect(titles(page)).to_have_count(1)


def test_all_are_deleted_at_once(office: Office) -> None:
    """On the server, too; a menu that is open stays open when the server is looked at meanwhile."""
    page = office.sits_down(ANA)
    office.stores(lambda: ask(page, "Who pays?"))
    page.goto(office.address)
    page.locator("html[data-ready]").wait_for()
    office.stores(lambda: ask(page, "Who gains?"))
    assert office.has() == 2
    page.locator("summary[aria-label='For all conversations']").click()
    with page.expect_response("**/api/v1/conversations"):
        come_back(page)
    page.wait_for_timeout(200)
    page.get_by_role("button", name="Delete all").click()
    wait_until(lambda: office.has() == 0, 20)
    page.reload()
    page.locator("html[data-ready]").wait_for()
    expect(titles(page)).to_have_count(0)


@pytest.mark.parametrize("language", sweep(["ar", "zh", "fr"], 3))
def test_where_they_are_kept_is_said(office: Office, language: str) -> None:
    """In the reader's language, with the days."""
    page = office.sits_down(ANA)
    page.get_by_label("Language").select_option(language)
    told = say("page.kept.serverDays", language, n=90)
    expect(page.locator(".sidebar .fine")).to_have_text(told)
