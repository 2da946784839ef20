"""For everybody: seven languages, two directions, keyboard alone, screen readers, phones, dark and light."""

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.conftest import CLEARING_HOUSE, Opener, Watch, ask, shoot

PATHS = (
    "/",
    "/p/cbd/art-18",
    "/p/cbd/art-8/item-j",
    "/browse",
    "/browse?doc=cbd",
    "/browse?q=technology",
    "/glossary",
    "/glossary/access-and-benefit-sharing",
    "/train",
    "/train?subject=technology+transfer#session",
    "/train?of=Article+18#duties",
    "/train#slides",
    "/embed",
)


COLOURS = ("color-contrast", "link-in-text-block")  # the rules that look at them


def violations(page: Page, rules: tuple[str, ...] = ()) -> list[str]:
    """What axe-core objects to, in words; of some of its rules alone."""
    options: dict[str, Any] = {"resultTypes": ["violations"]}  # what passes takes half of the time to tell
    if rules:
        options["runOnly"] = list(rules)
    found: list[dict[str, Any]] = Axe().run(page, options=options).response["violations"]
    return [
        f"{one['id']}: {node['target']} {node['failureSummary']}" for one in found for node in one["nodes"]
    ]


def violations_in_both(page: Page) -> list[str]:
    """What it objects to in light colours, and then in dark ones to the colours: the rest is the same."""
    found = violations(page)
    page.evaluate("document.documentElement.dataset.theme = 'dark'")
    found += violations(page, COLOURS)
    page.evaluate("document.documentElement.dataset.theme = 'light'")
    return found


# ---------------------------------------------------------------- languages


@pytest.mark.parametrize(
    ("locale", "words"),
    [
        ("fr-FR", "Que disent les textes"),
        ("es-ES", "¿Qué dicen los textos"),
        ("ru-RU", "Что говорится в текстах"),
        ("zh-CN", "文本是怎么说的"),
        ("pt-BR", "O que dizem os textos"),
    ],
)
def test_the_page_follows_the_browsers_language(open_page: Opener, locale: str, words: str) -> None:
    """A browser set to one of the seven languages gets it without asking."""
    page = open_page(locale=locale)

    expect(page.locator("html")).to_have_attribute("lang", locale[:2])
    expect(page.get_by_text(words)).to_be_visible()


def test_arabic_is_laid_out_from_right_to_left(open_page: Opener) -> None:
    """Interface from right to left, English law inside it from left to right, nothing beyond the edges; the
    choice is kept.
    """
    page = open_page(width=1440, height=900)
    page.get_by_role("combobox", name="Language").select_option("ar")
    expect(page.locator("html")).to_have_attribute("dir", "rtl")
    page.reload()
    expect(page.locator("html")).to_have_attribute("lang", "ar")
    page.locator("#question").fill("ما هي آلية غرفة تبادل المعلومات؟")
    page.keyboard.press("Enter")
    expect(page.locator("article.turn")).to_have_attribute("aria-busy", "false")

    history, question = page.locator(".sidebar").bounding_box(), page.locator("#question").bounding_box()
    assert history is not None
    assert question is not None
    assert history["x"] > question["x"]
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    shoot(page, "arabic")
    if page.locator(".numbers .number").count():
        page.locator(".numbers .number").first.click()
        expect(page.locator(".panel .passage")).to_have_attribute("dir", "ltr")
        panel = page.locator(".panel").bounding_box()
        assert panel is not None
        assert panel["x"] == 0
        shoot(page, "arabic-source-panel")
    assert violations(page) == []


def test_a_change_of_language_keeps_the_conversation_and_the_draft(page: Page) -> None:
    """Only the interface changes its words."""
    ask(page, CLEARING_HOUSE)
    page.locator("#question").fill("and who")
    page.get_by_role("combobox", name="Language").select_option("fr")

    expect(page.get_by_role("group", name="Sources")).to_contain_text("Decision I/3, paragraph 2")
    expect(page.get_by_role("textbox", name="Votre question")).to_have_value("and who")


# ---------------------------------------------------------------- keyboard and screen reader


def test_the_keyboard_alone_is_enough(page: Page) -> None:
    """Skip link, question, number, panel and back, without a mouse, and the focus can always be seen."""
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
    page.keyboard.press("Enter")
    for _ in range(12):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.id") == "question":
            break
    page.keyboard.type(CLEARING_HOUSE)
    page.keyboard.press("Enter")
    expect(page.locator("article.turn")).to_have_attribute("aria-busy", "false")
    for _ in range(40):
        page.keyboard.press("Shift+Tab")
        if page.evaluate("document.activeElement.matches('.numbers .number')"):
            break
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    page.keyboard.press("Enter")
    expect(page.locator(".panel mark")).to_be_visible()
    expect(page.locator(".panel")).to_be_focused()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('.panel') !== null")
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.matches('.numbers .number')")


def test_a_screen_reader_hears_the_answer(page: Page) -> None:
    """Answers are in a polite log, questions are headings, quotes carry their language, the page has its
    landmarks.
    """
    turn = ask(page, CLEARING_HOUSE)

    expect(page.get_by_role("log", name="Conversation")).to_have_attribute("aria-live", "polite")
    expect(turn.get_by_role("heading", level=2, name=CLEARING_HOUSE)).to_be_visible()
    expect(turn.locator("blockquote").first).to_have_attribute("lang", "en")
    for role in ("banner", "main"):
        expect(page.get_by_role(role)).to_have_count(1)
    expect(page.get_by_role("status").filter(has_text="The answer is complete.")).to_have_count(1)


def test_axe_has_no_objection_to_arabic(open_page: Opener) -> None:
    """Of the pages for trainers, a session that was made among them, nor of the glossary."""
    page = open_page("/train?subject=technology+transfer#session", locale="ar")
    page.locator("main form button").filter(visible=True).last.click()
    expect(page.locator(".item").first).to_be_visible()
    found = {"session": violations(page)}
    home = "/".join(page.url.split("/")[:3])
    for path in ("/train?of=Article+18#duties", "/train#slides", "/glossary"):
        page.goto(home + path)
        page.wait_for_load_state("networkidle")
        found[path] = violations(page)

    assert {name: problems for name, problems in found.items() if problems} == {}


def test_axe_has_no_objection_to_any_page(open_page: Opener) -> None:
    """axe-core reports no violation on any page, in both colour schemes."""
    page = open_page(color_scheme="light", reduced_motion="reduce")
    found = {}
    for path in PATHS:
        if path == "/":
            found["/ empty"] = violations_in_both(page)
            ask(page, CLEARING_HOUSE).locator(".numbers .number").first.click()
            expect(page.get_by_role("navigation", name="Before and after")).to_be_visible()
            page.get_by_role("button", name="Filter").click()
            expect(page.get_by_role("checkbox").first).to_be_attached()
        else:
            page.goto(page.url.split("/", 3)[0] + "//" + page.url.split("/")[2] + path)
            page.locator("html[data-ready]").wait_for()
            page.locator(".skeleton").first.wait_for(state="detached")
            page.wait_for_load_state("networkidle")
        found[path] = violations_in_both(page)

    assert {path: problems for path, problems in found.items() if problems} == {}


def test_axe_has_no_objection_to_what_opens_and_what_leads_nowhere(open_page: Opener) -> None:
    """Menus, a title that is written anew, a damaged link, a search that finds nothing, the chat in a frame
    with an answer.
    """
    page = open_page(color_scheme="light", reduced_motion="reduce")
    found = {}
    turn = ask(page, CLEARING_HOUSE)
    for name in ("For all conversations", "Save or print"):
        menu = (
            page.locator("summary")
            .filter(visible=True)
            .and_(page.get_by_label(name).or_(page.get_by_text(name)))
        )
        menu.first.click()
        found[name] = violations_in_both(page)
        menu.first.click()
    turn.get_by_role("button", name="Share").click()
    found["share"] = violations_in_both(page)
    page.get_by_role("button", name="Rename").first.click()
    found["rename"] = violations_in_both(page)
    home = "/".join(page.url.split("/")[:3])
    for path in ("/about#answer=damaged", "/#q=", "/browse?q=xqzv"):
        page.goto(home + path)
        page.wait_for_load_state("networkidle")
        found[path] = violations_in_both(page)
    page.goto(f"{home}/embed")
    ask(page, CLEARING_HOUSE)
    found["/embed"] = violations_in_both(page)

    assert {name: problems for name, problems in found.items() if problems} == {}


# ---------------------------------------------------------------- screens


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/p/cbd/art-18",
        "/browse",
        "/browse?doc=tsc-training-2023",
        "/glossary",
        "/train#session",
        "/train#slides",
        "/docs",
        "/embed",
    ],
)
def test_nothing_scrolls_sideways_on_a_phone(open_page: Opener, path: str) -> None:
    """At 320 pixels every page fits, in the language with the longest words, too."""
    for locale in ("en-GB", "ru-RU"):
        page = open_page(path, width=320, height=640, has_touch=True, is_mobile=True, locale=locale)
        page.locator(".skeleton").first.wait_for(state="detached") if path not in {"/", "/embed"} else None
        page.wait_for_load_state("networkidle")

        assert page.evaluate("[document.documentElement.scrollWidth, innerWidth]") == [320, 320]


def test_the_words_of_the_glossary_stand_below_each_other(open_page: Opener) -> None:
    """A term, its other names, and what it means."""
    page = open_page("/glossary")
    entry = page.locator(".entry").filter(has_text="ABSCH").first
    tops = entry.locator("h2, p").evaluate_all("all => all.map(one => one.getBoundingClientRect().top)")
    assert len(tops) == 3
    assert tops == sorted(set(tops))


@pytest.mark.parametrize(
    ("path", "words"),
    [("/nowhere", "Il n’y a rien à cette adresse"), ("/glossary/nothing", "n'existe pas dans le glossaire")],
)
def test_what_leads_nowhere_says_so(open_page: Opener, watch: Watch, path: str, words: str) -> None:
    """In the reader's language, with ways on, which work; axe has no objection."""
    watch.expected = ("404",)
    page = open_page(path, locale="fr-FR")
    expect(page.get_by_role("heading", level=1)).to_contain_text(words)
    assert violations(page) == []
    page.get_by_role("main").get_by_role("link", name="Glossaire").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Ce que les mots veulent dire")


def test_the_source_is_a_sheet_on_a_phone(open_page: Opener) -> None:
    """It comes from below as a dialog, the rest rests, and closing it returns to the number; history is a
    drawer.
    """
    page = open_page(width=360, height=740, has_touch=True, is_mobile=True)
    turn = ask(page, CLEARING_HOUSE)
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    shoot(page, "phone-answer")
    turn.locator(".numbers .number").first.tap()

    sheet = page.get_by_role("dialog")
    expect(sheet.locator("mark")).to_be_visible()
    assert page.evaluate("document.querySelector('main').inert")
    shoot(page, "phone-source")
    assert violations(page) == []
    sheet.get_by_role("button", name="Close the source").tap()
    expect(sheet).to_be_hidden()
    page.get_by_role("button", name="Open the list of conversations").tap()
    expect(page.get_by_role("navigation", name="Conversations").get_by_role("link")).to_have_count(1)
    shoot(page, "phone-history")
    assert violations(page) == []
    page.keyboard.press("Escape")
    expect(page.get_by_role("navigation", name="Conversations")).to_be_hidden()


def test_dark_follows_the_system_and_the_switch(open_page: Opener) -> None:
    """A dark system gets a dark page; the switch turns it light and the choice is kept."""
    page = open_page(color_scheme="dark", width=1440, height=900)
    ask(page, CLEARING_HOUSE).locator(".numbers .number").first.click()
    expect(page.locator(".panel mark")).to_be_visible()
    brightness = (
        "(() => { const [r, g, b] = "
        "getComputedStyle(document.body).backgroundColor.match(/\\d+/g).map(Number); return (r + g + b) / "
        "3; })()"
    )
    assert page.evaluate(brightness) < 60
    shoot(page, "dark")

    page.get_by_role("button", name="Switch to light colours").click()
    assert page.evaluate(brightness) > 200
    page.reload()
    page.locator("html[data-ready]").wait_for()
    assert page.evaluate(brightness) > 200


def test_motion_stops_for_those_who_ask_for_it(open_page: Opener) -> None:
    """With reduced motion nothing is animated."""
    page = open_page(reduced_motion="reduce")
    page.route("**/api/v1/ask", lambda route: None)  # no answer ever comes
    page.get_by_role("textbox", name="Your question").fill(CLEARING_HOUSE)
    page.keyboard.press("Enter")
    expect(page.locator(".skeleton > span").first).to_be_visible()

    assert (
        page.evaluate("getComputedStyle(document.querySelector('.skeleton > span')).animationName") == "none"
    )
