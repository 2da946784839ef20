"""Pages that the server writes: read without scripts, taken over by the scripts where they run."""

import json
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from assistant.words.store import languages, say
from tests.browser.conftest import CLEARING_HOUSE, Opener, Server, Watch, ask, shoot
from tests.browser.test_everybody import violations, violations_in_both

WRITTEN = (
    "/",
    "/about",
    "/browse",
    "/p/cbd",
    "/p/cbd/art-18/para-3",
    "/p/cop-15/dec-4",
    "/p/cop-10/dec-99",
    "/glossary",
    "/glossary/access-and-benefit-sharing",
)


@pytest.fixture
def plain(browser: Browser, server: Server, watch: Watch) -> Iterator[Page]:
    """A phone of 320 pixels whose browser runs no scripts."""
    context = browser.new_context(viewport={"width": 320, "height": 640}, java_script_enabled=False)
    watch.over(context)
    yield context.new_page()
    context.close()
    assert watch.unexpected() == []
    assert watch.hosts <= {server.address.removeprefix("http://")}


# ---------------------------------------------------------------- without scripts


@pytest.mark.parametrize("path", WRITTEN)
def test_a_page_is_read_without_scripts(plain: Page, server: Server, path: str) -> None:
    """Heading, words, ways on, every language; nothing of it is beyond the edge of a small phone."""
    plain.goto(f"{server.address}{path}?lang=ar")

    expect(plain.get_by_role("heading", level=1)).to_be_visible()
    expect(plain.get_by_role("main")).to_have_attribute("dir", "rtl")
    expect(plain.get_by_role("contentinfo").get_by_role("link")).to_have_count(len(languages()))
    main = plain.get_by_role("main").bounding_box()
    assert main is not None
    assert (main["x"], main["width"]) == (0, 320)
    plain.get_by_role("navigation", name=say("page.nav.label", "ar")).get_by_role("link").last.click()
    expect(plain.get_by_role("heading", level=1)).to_have_text(say("page.nav.about", "ar"))


def test_from_a_decision_to_the_next_without_scripts(plain: Page, server: Server) -> None:
    """By links alone: from the texts to a decision that only the catalogue has, and on."""
    plain.goto(f"{server.address}/browse")
    plain.get_by_role("link", name="Decision 15/4", exact=True).click()
    expect(plain.get_by_role("heading", level=1)).to_contain_text("Kunming-Montreal Global Biodiversity")
    expect(plain.get_by_text(say("page.passage.held_facts", "en"))).to_be_visible()
    shoot(plain, "no-scripts-decision", whole=True)
    plain.get_by_role("link", name="Decision 15/5").click()
    expect(plain.get_by_role("heading", level=1)).to_contain_text("Decision 15/5")


def test_a_hostile_document_is_text_without_scripts(plain: Page, server: Server) -> None:
    """Its markup is shown letter by letter, in its page and in the data for machines."""
    plain.goto(f"{server.address}/p/cop-10/dec-99/para-1")

    expect(plain.get_by_role("main")).to_contain_text('<script>alert("text")</script>')
    content = plain.content()
    assert content.count('<script>alert("text")') == 0
    assert plain.locator("main img, main script, main svg").count() == 0


# ---------------------------------------------------------------- with scripts


def test_axe_has_no_objection_to_what_the_server_writes(open_page: Opener) -> None:
    """On a small phone and on a laptop, from right to left too, light and dark; no page is wider than the
    screen.
    """
    for width, language in ((320, "ar"), (1280, "en")):
        page = open_page(
            f"/about?lang={language}", color_scheme="light", width=width, reduced_motion="reduce"
        )
        for path in ("/about", "/p/cop-15/dec-4", "/p/cbd", "/p/cop-15/dec-8"):
            page.goto(f"{page.url.partition('/about')[0].partition('/p/')[0]}{path}?lang={language}")
            page.locator("html[data-ready]").wait_for()
            page.wait_for_load_state("networkidle")

            assert violations_in_both(page) == [], path
            assert page.evaluate("document.documentElement.scrollWidth") == width, path
        shoot(page, f"extract-{language}")


def test_the_page_about_the_texts(open_page: Opener) -> None:
    """It is reached from the welcome, says what is here, and follows the language that is chosen."""
    page = open_page()
    page.get_by_role("link", name=say("page.welcome.about", "en")).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("About these texts")
    expect(page.get_by_role("row", name="COP 15")).to_contain_text("6")
    expect(page).to_have_title("About these texts · CBD Assistant")
    page.get_by_role("combobox", name="Language").select_option("ru")
    expect(page.get_by_role("heading", level=1)).to_have_text(say("page.nav.about", "ru"))
    page.get_by_role("link", name=say("page.nav.browse", "ru")).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(say("page.browse.title", "ru"))
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_have_text(say("page.nav.about", "ru"))
    shoot(page, "about", whole=True)


def test_the_chosen_language_is_that_of_the_page_about_the_texts(open_page: Opener) -> None:
    """Also where the browser would like another one, and the address names none."""
    page = open_page()
    page.get_by_role("combobox", name="Language").select_option("es")
    expect(page.locator("html")).to_have_attribute("lang", "es")
    page.goto(page.url.partition("?")[0] + "about")

    expect(page.get_by_role("heading", level=1)).to_have_text(say("page.nav.about", "es"))


def test_texts_never_promise_more_than_is_here(open_page: Opener) -> None:
    """How many of a meeting's decisions are listed, and how much of each is here."""
    page = open_page("/browse")
    meetings = page.locator("details.cop summary")

    expect(meetings.filter(has_text="COP 15")).to_contain_text("6 of the decisions of COP 15")
    expect(meetings.filter(has_text="COP 14")).to_contain_text("9 of the 38 decisions of COP 14")
    meetings.filter(has_text="COP 15").click()
    line = page.get_by_role("listitem").filter(has=page.get_by_role("link", name="Decision 15/8"))
    expect(line.locator(".badge")).to_have_text("extracts")
    page.get_by_role("link", name="Decision 15/4").click()
    expect(page.get_by_text(say("page.passage.held_facts", "en"))).to_be_visible()


def test_a_decision_of_the_catalogue_has_a_page(open_page: Opener) -> None:
    """At its own address; nothing is asked of the server that is not there."""
    page = open_page("/p/cop-15/dec-4")

    expect(page.get_by_role("heading", level=1)).to_contain_text("Decision 15/4")
    expect(page.get_by_role("link", name="Official page").first).to_have_attribute(
        "href", "https://www.cbd.int/decisions/cop/15/4"
    )
    shoot(page, "decision-catalogue")


def test_data_for_machines_breaks_no_rule(open_page: Opener) -> None:
    """The block of data is there, can be read, and is no script to the policy of the page."""
    page = open_page("/p/cop-1/dec-3/para-2")
    block = page.locator("script[type='application/ld+json']").first.text_content()

    assert json.loads(block or "")["@type"] == "Legislation"


# ---------------------------------------------------------------- a server that hangs


def hang(route: Route) -> None:
    """Never answer."""


def test_a_question_that_hangs_is_told_and_can_be_stopped_or_asked_again(open_page: Opener) -> None:
    """After 8 seconds, with both ways out; asked again it is answered, in its place."""
    page = open_page(width=360, height=740)
    page.route("**/api/v1/ask", hang)
    page.get_by_role("textbox", name="Your question").fill(CLEARING_HOUSE)
    page.keyboard.press("Enter")
    told = page.get_by_role("alert").filter(has_text=say("page.server.silent", "en", n=8))
    expect(told).to_be_visible()
    assert violations(page) == []
    shoot(page, "server-silent")
    told.get_by_role("button", name="Stop waiting").click()
    expect(page.get_by_text("You stopped this answer.")).to_be_visible()
    page.get_by_role("button", name="Ask again").click()
    expect(told).to_be_visible()
    page.route("**/api/v1/ask", lambda route: route.continue_())
    told.get_by_role("button", name="Try again").click()

    expect(page.get_by_role("group", name="Sources")).to_be_visible()
    expect(page.locator("article.turn")).to_have_count(1)
    expect(page.locator(".turn-foot")).to_contain_text("Answered on")


def test_a_page_that_hangs_is_told(open_page: Opener, watch: Watch) -> None:
    """A banner says so after 8 seconds; who stops waiting is offered to try again."""
    page = open_page("/browse")
    page.route("**/api/v1/provisions/**", hang)
    page.route("**/health/ready", hang)
    page.locator(".card").filter(has_text="Cartagena Protocol").first.click()
    page.get_by_role("link", name="Cartagena Protocol, Article 5", exact=True).click()
    banner = page.get_by_role("status").filter(has_text=say("page.server.silent", "en", n=8))
    expect(banner).to_be_visible()
    assert violations(page) == []
    banner.get_by_role("button", name="Stop waiting").click()

    expect(page.get_by_role("alert")).to_contain_text("This could not be loaded")
    page.unroute("**/api/v1/provisions/**")
    page.get_by_role("button", name="Try again").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Article 5")


# ---------------------------------------------------------------- on a phone


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_phone_shows_whose_words_they_are(open_page: Opener, language: str) -> None:
    """Each source with its badge, nothing beyond the edge at 320 pixels."""
    page = open_page(f"/?lang={language}", width=320, height=640, has_touch=True, is_mobile=True)
    page.locator("#question").fill(CLEARING_HOUSE)
    page.keyboard.press("Enter")
    expect(page.locator("article.turn")).to_have_attribute("aria-busy", "false")
    badges = page.locator(".source .badge")

    expect(badges.first).to_be_visible()
    assert badges.count() == page.locator(".source").count()
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    shoot(page, f"phone-badges-{language}")


def test_the_chat_is_answered_beside_its_address(page: Page) -> None:
    """A question is asked on the page that the server wrote for those without scripts."""
    expect(ask(page, CLEARING_HOUSE).get_by_role("group", name="Sources")).to_be_visible()
    expect(page.get_by_role("contentinfo")).to_have_count(0)
