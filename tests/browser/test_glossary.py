"""The glossary: every thing by its name, a search, and an entry in seven languages."""

import pytest
from playwright.sync_api import Browser, expect

from assistant.words.store import say
from ingest.concepts import concepts_by_id, embedded_concepts
from ingest.vocabulary import LANGUAGES
from tests.browser.conftest import Opener, Server, Watch, shoot


def test_the_glossary_lists_and_finds(open_page: Opener) -> None:
    """All entries with their plain words; a search in names and words, which the address names."""
    page = open_page()
    page.get_by_role("navigation", name="Main pages").get_by_role("link", name="Glossary").click()
    entries = page.get_by_role("listitem").filter(has=page.get_by_role("heading", level=2))

    expect(entries).to_have_count(len(embedded_concepts()))
    expect(page.get_by_text("The plain words are ours, not official text.")).to_be_visible()
    page.get_by_role("searchbox").fill("IRCC")
    expect(entries).to_have_count(1)
    assert page.url.endswith("?q=IRCC")
    page.reload()
    expect(entries).to_have_count(1)
    expect(page.locator(".plain-unread")).to_have_count(0)
    page.get_by_role("searchbox").fill("xyzzy")
    expect(page.get_by_text("Nothing was found.")).to_be_visible()


def test_accents_and_case_do_not_matter(open_page: Opener) -> None:
    """As people type; the words that no native speaker has read say so once."""
    page = open_page("/glossary?lang=fr")
    page.get_by_role("searchbox").fill("MECANISME D'ECHANGE")

    expect(page.get_by_role("heading", level=2).filter(visible=True).first).to_contain_text(
        "centre d'échange"
    )
    expect(page.locator(".plain-unread")).to_have_count(1)


def test_an_entry_stands_in_seven_languages(open_page: Opener) -> None:
    """Each in its own language and direction, the reader's first; what establishes it, and the way on."""
    page = open_page("/glossary/access-and-benefit-sharing?lang=ar", width=1280, height=900)
    tongues = page.locator(".tongues > li")

    expect(tongues).to_have_count(len(LANGUAGES))
    expect(tongues.first).to_have_attribute("lang", "ar")
    assert {node.get_attribute("dir") for node in tongues.all()} == {"ltr", "rtl"}
    expect(page.locator(".badge")).to_have_text(say("answer.concept", "ar"))
    expect(page.locator("a[href='/p/cbd/art-15']")).to_have_text("الاتفاقية، المادة 15")
    shoot(page, "glossary-entry")
    page.locator("a[href^='/glossary/']").first.click()
    expect(tongues).to_have_count(len(LANGUAGES))
    assert page.url.count("access-and-benefit-sharing") == 0


def test_an_entry_can_be_asked_about(open_page: Opener) -> None:
    """Its question is asked in the chat."""
    page = open_page("/glossary/access-and-benefit-sharing")
    page.get_by_role("link", name="Ask about this").click()

    expect(page.locator("article.turn .concept")).to_be_visible()


def test_an_entry_that_is_not_there(open_page: Opener, watch: Watch) -> None:
    """Is said in words."""
    watch.expected = ("404",)
    page = open_page("/glossary/nothing")

    expect(page.get_by_text("There is no such entry in the glossary")).to_be_visible()


@pytest.mark.parametrize("scripts", [True, False])
def test_an_entry_has_its_place_in_the_list(
    browser: Browser, server: Server, open_page: Opener, scripts: bool
) -> None:
    """An address leads to it, with scripts and without, in the reader's language."""
    path = "/glossary?lang=ar#mutually-agreed-terms"
    if scripts:
        page = open_page(path)
    else:
        page = browser.new_page(java_script_enabled=False)
        page.goto(server.address + path)
    entry = page.locator("#mutually-agreed-terms")

    expect(entry).to_be_in_viewport()
    expect(entry).to_contain_text(concepts_by_id()["mutually-agreed-terms"].plain["ar"])
    assert page.evaluate("scrollY") > 0
    page.close()
