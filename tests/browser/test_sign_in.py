"""Signing in on the page, at a real provider: who is there, what they may, and whose things are shown."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from assistant.answer import Answer
from assistant.settings import Settings
from assistant.words.store import Words
from index.interface import Snapshot
from tests.assistant.api.conftest import FakeAssistant, running, wait_until
from tests.assistant.api.test_sign_in import provider, signing
from tests.browser.test_everybody import violations

__all__ = ["provider"]  # a fixture

SNAPSHOT = Snapshot("x", "2026-01-01T00:00:00+00:00", "fake", {})


def reply(question: Any) -> Answer:
    """Any answer."""
    return Answer(question.text, "en", (), (), None, (), SNAPSHOT)


@pytest.fixture
def address(provider: str, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[str]:
    """A server without an index, where anybody reads and Ana is a trainer; with a test's own settings."""
    (tmp_path / "index").mkdir()
    (tmp_path / "index" / "current").write_text("fake")
    rules = ("ana@example.org=trainer", "*=reader")
    settings = Settings(
        index=tmp_path / "index", feedback=tmp_path / "feedback.db", access=tmp_path / "access",
        audit=tmp_path / "audit.jsonl", rate_limit=0, public="reader", **signing(provider, roles=rules),
        **getattr(request, "param", {}),
    )  # fmt: skip
    with running(settings, opener=lambda _: FakeAssistant(reply)) as client:
        wait_until(lambda: client.get("/health/ready").status_code == 200)
        yield str(client.base_url)


def opened(page: Page, address: str) -> None:
    """Wait until it is drawn."""
    page.goto(address)
    page.locator("html[data-ready]").wait_for()


def sign_in(page: Page, subject: str) -> None:
    """By the link of the header, and the provider's own form."""
    page.get_by_role("link", name="Sign in").click()
    page.locator(f"button[value='{subject}'], input[name=sub]").first.wait_for()
    button = page.locator(f"button[value='{subject}']")
    if button.count():
        button.first.click()
    else:
        page.locator("input[name=sub]").fill(subject)
        page.locator("button[type=submit]").first.click()
    page.locator("html[data-ready]").wait_for()


def titles(page: Page) -> Locator:
    """The conversations that this browser shows."""
    return page.locator(".entries li")


def test_people_sign_in_and_keep_their_things_apart(browser: Browser, address: str) -> None:
    """The name is shown; what Ana asked is hers; who signs out sees what anybody sees."""
    context = browser.new_context(locale="en-GB")
    page = context.new_page()
    opened(page, address)
    page.get_by_role("textbox", name="Your question").fill("What does anybody ask?")
    page.keyboard.press("Enter")
    expect(page.locator("article.turn")).to_have_attribute("aria-busy", "false")
    expect(titles(page)).to_have_count(1)

    sign_in(page, "4711")
    expect(page.locator(".viewer")).to_have_text("Ana Ruiz")
    expect(titles(page)).to_have_count(0)
    for words in ("Who pays?", "Who gains?"):
        opened(page, address)
        page.get_by_role("textbox", name="Your question").fill(words)
        page.keyboard.press("Enter")
        expect(page.locator("article.turn")).to_have_attribute("aria-busy", "false")
    expect(titles(page)).to_have_count(2)

    page.get_by_role("button", name="Sign out").click()
    page.wait_for_url(re.compile("end_session"))
    opened(page, address)
    expect(page.get_by_role("link", name="Sign in")).to_be_visible()
    expect(titles(page)).to_have_count(1)
    sign_in(page, "4712")
    expect(page.locator(".viewer")).to_have_text("Bob")
    expect(titles(page)).to_have_count(0)
    context.close()


@pytest.mark.parametrize("address", [{"sign_out_clears": True}], indirect=True)
def test_signing_out_clears_what_the_browser_keeps(browser: Browser, address: str) -> None:
    """Where the office wants that: no question of Ana's is left at the machine."""
    context = browser.new_context(locale="en-GB")
    page = context.new_page()
    opened(page, address)
    sign_in(page, "4711")
    page.get_by_role("textbox", name="Your question").fill("Who pays?")
    page.keyboard.press("Enter")
    expect(titles(page)).to_have_count(1)
    assert "Who pays?" in page.evaluate("JSON.stringify({...localStorage})")
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_url(re.compile("end_session"))
    opened(page, address)
    assert "Who pays?" not in page.evaluate("JSON.stringify({...localStorage})")
    context.close()


@pytest.mark.parametrize("language", ["en", "ar"])
def test_people_end_their_sessions_on_the_page(browser: Browser, address: str, language: str) -> None:
    """A dialog behind the name, by keyboard and for screen readers; who was ended elsewhere is signed out."""
    words = Words("page.access", language)
    there, here = (browser.new_context(locale="en-GB") for _ in range(2))
    pages = [context.new_page() for context in (there, here)]
    for page in pages:
        opened(page, address)
        sign_in(page, "4711")
    page = pages[1]
    opened(page, f"{address}/?lang={language}")
    page.locator("button.viewer").focus()
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog", name=words("sessions"))
    expect(dialog.locator("li")).to_have_count(2)
    expect(dialog).to_contain_text(words("thisOne"))
    assert violations(page) == []
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    expect(page.locator("button.viewer")).to_be_focused()

    page.keyboard.press("Enter")
    dialog.get_by_role("button", name=words("endIt")).click()
    expect(dialog.locator("li")).to_have_count(1)
    expect(dialog.get_by_role("button", name=words("endOthers"))).to_be_hidden()
    assert there.request.get(f"{address}/api/v1/me").json()["signed_in"] is False
    assert here.request.get(f"{address}/api/v1/me").json()["signed_in"] is True
    for context in (there, here):
        context.close()


@pytest.mark.parametrize(
    ("language", "link", "words"),
    [
        ("en", "Sign in", "Sign in to use this."),
        ("ar", "تسجيل الدخول", "سجّل الدخول"),
        ("fr", "Se connecter", "Connectez-vous"),
    ],
)
def test_the_page_says_when_something_needs_a_sign_in(
    browser: Browser, address: str, language: str, link: str, words: str
) -> None:
    """In the language of the page, where the answer would stand."""
    context = browser.new_context(locale="en-GB")
    page = context.new_page()
    opened(page, f"{address}/train?lang={language}&subject=finance")
    expect(page.get_by_role("link", name=link)).to_be_visible()
    expect(page.locator("body")).to_contain_text(words)
    context.close()


def test_what_a_shared_link_asks_comes_through_the_sign_in(browser: Browser, address: str) -> None:
    """What stands after the # comes back, however long: the question of the link is asked for Ana."""
    context = browser.new_context(locale="en-GB")
    page = context.new_page()
    words = "Who pays for the clearing-house? " * 40
    opened(page, f"{address}/#ask?{urlencode({'q': words})}")
    sign_in(page, "4711")

    expect(page.locator(".viewer")).to_have_text("Ana Ruiz")
    expect(page.locator("article.turn")).to_contain_text("Who pays for the clearing-house?")
    assert page.evaluate("sessionStorage.length") == 0
    context.close()


def test_a_sign_in_that_failed_is_told(browser: Browser, address: str) -> None:
    """Once; the address forgets it."""
    context = browser.new_context(locale="en-GB")
    page = context.new_page()
    opened(page, f"{address}/sign-in/back?state=x&code=y")
    expect(page.locator("body")).to_contain_text("Signing in did not work.")
    assert "sign-in" not in page.url
    context.close()
