"""A link to one answer: made here, opened elsewhere, where the question is asked again."""

import json
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import CLEARING_HOUSE, Opener, Server, answered, ask, shoot

CLIPBOARD = {"permissions": ["clipboard-read", "clipboard-write"]}


def link_of(page: Page, turn: int = 0) -> str:
    """Press the button below an answer; what the clipboard then holds."""
    page.locator("article.turn").nth(turn).get_by_role("button", name="Share").click()
    expect(page.get_by_text("Link copied.")).to_be_visible()
    return str(page.evaluate("navigator.clipboard.readText()"))


def path_of(link: str, server: Server) -> str:
    """What stands behind the server's name."""
    return link.removeprefix(server.address)


def test_a_link_opens_the_answer_in_another_browser(open_page: Opener, server: Server) -> None:
    """The same question, asked again at once; what was asked is in no request's address; a reload asks
    nothing.
    """
    here = open_page(**CLIPBOARD)
    turn = ask(here, CLEARING_HOUSE)
    sources = turn.locator(".source-label").all_inner_texts()
    link = link_of(here)
    shoot(here, "share")

    there = open_page()
    requests: list[str] = []
    there.on("request", lambda request: requests.append(request.url))
    there.goto(link)
    there.locator("html[data-ready]").wait_for()

    again = answered(there)
    expect(again.get_by_role("heading", level=2)).to_have_text(CLEARING_HOUSE)
    assert again.locator(".source-label").all_inner_texts() == sources
    expect(again.locator(".note")).to_have_count(0)
    assert not any("clearing-house" in urlsplit(url).path + urlsplit(url).query for url in requests)
    assert sum(url.endswith("/api/v1/ask") for url in requests) == 1
    assert "#" not in there.url
    there.reload()
    expect(there.get_by_role("article", name=CLEARING_HOUSE)).to_contain_text("Sources")
    assert sum(url.endswith("/api/v1/ask") for url in requests) == 1


def test_it_is_said_when_the_texts_are_others(open_page: Opener, server: Server) -> None:
    """With the days of both; and it is still said after a reload."""
    page = open_page("/#ask?q=Who+pays+for+the+clearing-house+mechanism%3F&index=another&built=2025-03-01")

    note = answered(page).locator(".note")
    expect(note).to_contain_text("Asked again of the texts of ")
    expect(note).to_contain_text("The link was made with those of 1 Mar 2025.")
    shoot(page, "share-other-texts")
    page.reload()
    expect(page.locator(".turn .note").first).to_contain_text("1 Mar 2025")


def test_a_follow_up_takes_the_turns_before_it_along(open_page: Opener, server: Server) -> None:
    """What "paragraph 3" belongs to; a link that is made of the shared answer holds the same."""
    here = open_page(**CLIPBOARD)
    ask(here, "What does Article 18 of the Convention say?")
    ask(here, "And paragraph 3?")
    link = link_of(here, 1)

    there = open_page(path_of(link, server), **CLIPBOARD)
    expect(answered(there).get_by_role("group", name="Sources")).to_contain_text("Article 18(3)")
    expect(there.locator("article.turn")).to_have_count(1)
    assert parse_qs(urlsplit(link_of(there)).fragment) == parse_qs(urlsplit(link).fragment)


def test_a_link_keeps_the_filters(open_page: Opener) -> None:
    """They go to the server, and are named as this server names them."""
    page = open_page()
    with page.expect_request("**/api/v1/ask") as sent:
        page.goto(f"{page.url}#ask?q=clearing-house&kinds=decision&documents=cop-10&sessions=10&lang=en")

    assert sent.value.post_data_json["filters"] == {
        "kinds": ["decision"],
        "documents": ["cop-10"],
        "sessions": [10],
    }
    assert sent.value.post_data_json["language"] == "en"
    expect(answered(page)).to_contain_text("Only: Decisions")


@pytest.mark.parametrize(
    "hash_",
    [
        "#ask?",
        "#ask?q=",
        "#ask?q=" + "x" * 2_001,
        "#ask?q=a&kinds=nonsense",
        "#ask?q=a&sessions=1e3",
        "#ask?q=a&index=" + "x" * 8_000,
        "#ask?q=a" + "&documents=a" * 51,
    ],
)
def test_a_damaged_link_asks_nothing_and_says_so(open_page: Opener, hash_: str) -> None:
    """Whatever is wrong with it, the page is there to ask on."""
    page = open_page("/?draft=mine")
    asked: list[Any] = []
    page.on("request", lambda request: asked.append(request) if "/api/v1/ask" in request.url else None)
    page.evaluate("hash => { location.hash = hash; }", hash_)

    expect(page.get_by_text("This link to an answer is damaged or too long.")).to_be_visible()
    expect(page.get_by_text("What do the texts say?")).to_be_visible()
    assert asked == []


def test_a_link_cannot_bring_markup_or_a_script(open_page: Opener) -> None:
    """Its words are words."""
    page = open_page("/#ask?q=%3Cimg+src%3Dx+onerror%3Dalert(1)%3E&user=%3Cscript%3Ealert(1)%3C/script%3E")

    turn = answered(page)
    expect(turn.get_by_role("heading", level=2)).to_have_text("<img src=x onerror=alert(1)>")
    assert page.locator("article img, article script").count() == 0


def test_the_menu_of_the_system_is_used_where_there_is_one(open_page: Opener) -> None:
    """As on phones; who leaves it has shared nothing, and nothing is copied."""
    page = open_page(width=390, height=844, has_touch=True, **CLIPBOARD)
    # Told in an attribute: a condition tried again later would be evaluated text, which the policy forbids.
    page.evaluate(
        """navigator.share = async (it) => {
            document.documentElement.dataset.shared = JSON.stringify(it);
            throw new DOMException('', 'AbortError');
        }; 0"""
    )
    turn = ask(page, CLEARING_HOUSE)
    turn.get_by_role("button", name="Share").click()
    told = page.locator("html[data-shared]")
    expect(told).to_have_count(1)

    shared = json.loads(told.get_attribute("data-shared") or "")
    assert shared["title"] == CLEARING_HOUSE
    assert "/#ask?q=Who+pays" in shared["url"]
    expect(page.locator(".toast")).to_be_empty()


def test_a_question_too_long_for_a_link_is_said(open_page: Opener) -> None:
    """In some scripts a letter takes many signs of an address."""
    page = open_page(**CLIPBOARD)
    said = {"answer": [], "citations": [], "notes": [], "suggestions": [], "language": "en"}
    refusal = {"reason": "unclear", "message": "?", "closest": [], "pointer": None, "help": []}
    page.route("**/api/v1/ask", lambda route: route.fulfill(json={**said, "refusal": refusal}))
    turn = ask(page, "\u0416" * 1_900)
    turn.get_by_role("button", name="Share").click()

    expect(page.get_by_text("This question is too long for a link.")).to_be_visible()


def test_a_link_leaves_the_open_conversation_as_it_is(open_page: Opener) -> None:
    """It begins one of its own, even while an answer is on its way."""
    page = open_page()
    ask(page, CLEARING_HOUSE)
    page.evaluate("location.hash = '#ask?q=What+does+Article+18+say%3F'")

    expect(page.get_by_role("article", name="What does Article 18 say?")).to_be_visible()
    expect(page.locator("article.turn")).to_have_count(1)
    expect(page.get_by_role("navigation", name="Conversations").get_by_role("link")).to_have_count(2)
