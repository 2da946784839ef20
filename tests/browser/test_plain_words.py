"""Plain words in the reader's language: beside the law, and marked until a native speaker has read them."""

import json
import re

import pytest
from playwright.sync_api import Page, Route, expect

from assistant.words.store import say
from tests.browser.conftest import CLEARING_HOUSE, Opener, answered, ask, shoot
from tests.sweep import sweep

IN_FRENCH = "Que disent l'article 17 et l'article 18 de la Convention ?"


def asked(page: Page, question: str) -> None:
    """Ask on a page in any language."""
    page.locator("#question").fill(question)
    page.keyboard.press("Enter")
    answered(page)


def test_an_answer_says_once_that_nobody_has_read_its_plain_words(open_page: Opener) -> None:
    """Below the first of them, quietly, in the language of the page."""
    page = open_page("/?lang=fr", width=1440, height=900)
    asked(page, IN_FRENCH)
    plain = page.locator("article.turn .plain")

    assert plain.count() >= 2
    expect(page.locator("article.turn .plain-unread")).to_have_count(1)
    expect(plain.first.locator(".plain-unread")).to_have_text(say("answer.unread", "fr"))
    shoot(page, "plain-words-french")


def test_the_english_plain_words_say_nothing_of_it(page: Page) -> None:
    """They are what the others are written from."""
    turn = ask(page, CLEARING_HOUSE)

    expect(turn.locator(".plain").first).to_be_visible()
    expect(turn.locator(".plain-unread")).to_have_count(0)


@pytest.mark.parametrize("language", sweep(["ar", "es", "fr", "pt", "ru", "zh"], 3))
def test_a_provision_page_says_it_once(open_page: Opener, language: str) -> None:
    """With the plain words in the reader's language."""
    page = open_page(f"/p/cbd/art-18/para-3?lang={language}")

    expect(page.locator(f".plain p[lang={language}]")).to_be_visible()
    expect(page.locator(".plain-unread")).to_have_text(say("answer.unread", language))
    shoot(page, f"plain-words-{language}", whole=True)


def test_what_an_editor_has_read_is_shown_without_it(open_page: Opener) -> None:
    """On the page of the provision."""
    page = open_page("/browse?lang=fr")

    def read(route: Route) -> None:
        answer = route.fetch()
        body = answer.json()
        body["guide"]["state"] = "read"
        route.fulfill(response=answer, body=json.dumps(body))

    page.route("**/api/v1/provisions/**", read)
    page.goto(page.url.replace("/browse", "/p/cbd/art-18/para-3"))

    expect(page.locator(".plain p[lang=fr]")).to_be_visible()
    expect(page.locator(".plain-unread")).to_have_count(0)


@pytest.mark.parametrize("language", ["ar", "es", "ru", "zh"])
def test_what_only_the_guide_explains_is_explained_in_the_readers_language(
    open_page: Opener, language: str
) -> None:
    """Where the official text is not held: the words of the guide, once, with its questions."""
    page = open_page(f"/p/cbd/art-8/item-j?lang={language}")

    expect(page.locator(f".guide-text p[lang={language}]")).to_be_visible()
    expect(page.locator(".guide-text p[lang=en]")).to_have_count(0)
    expect(page.locator(f".suggestion[lang={language}]")).to_have_count(2)
    expect(page.locator(".plain-unread")).to_have_count(1)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    shoot(page, f"guide-only-{language}", whole=True)


def test_a_source_that_is_the_guides_is_told_in_the_readers_language_too(open_page: Opener) -> None:
    """Beside the cited words, in the panel."""
    page = open_page("/?lang=fr", width=1440, height=900)
    asked(page, "Que dit l'article 8 j) de la Convention ?")
    page.locator(".numbers .number").first.click()

    expect(page.locator(".panel .plain p[lang=fr]")).to_be_visible()
    shoot(page, "guide-only-panel")


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_a_timeline_explains_decisions_in_the_readers_language(open_page: Opener, language: str) -> None:
    """Where their text is not held."""
    page = open_page(f"/train?lang={language}&subject=technology+transfer")

    expect(page.locator(f".entries .plain span[lang={language}]").first).to_be_visible()
    expect(page.locator(".entries .plain span[lang=en]")).to_have_count(0)
    expect(page.locator(".entries blockquote").first).to_have_attribute("lang", "en")
    expect(page.locator(".plain-unread")).to_have_count(1)
    shoot(page, f"timeline-{language}", whole=True)


def test_a_session_explains_in_the_readers_language(open_page: Opener) -> None:
    """Plain words on its slides."""
    page = open_page("/train?lang=ru#session")
    page.locator("form input").first.fill("clearing-house mechanism")
    page.keyboard.press("Enter")
    page.locator(".block").first.wait_for()
    plain = page.locator(".item").filter(has=page.locator(".badge-guide")).locator("textarea")

    assert plain.count() > 0
    for n in range(plain.count()):
        assert re.search("[а-я]{4}.*[а-я]{4}", plain.nth(n).input_value().partition(":")[2])
    shoot(page, "session-russian", whole=True)
