"""Conversations that are kept: searched, kept on top, saved and brought in as a file, deleted."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import CLEARING_HOUSE, Opener, ask, shoot
from tests.browser.test_everybody import violations

KEEP = """(conversations) => {
    const entries = JSON.parse(localStorage.getItem("cbd.history") ?? "[]");
    for (const { id, title, named, turns, updated, pinned } of conversations) {
        localStorage.setItem(`cbd.conversation.${id}`, JSON.stringify({ id, title, named, turns }));
        entries.unshift({ id, title, updated, pinned });
    }
    localStorage.setItem("cbd.history", JSON.stringify(entries));
}"""


def conversation(number: int, title: str, words: str = "", **more: Any) -> dict[str, Any]:
    """A conversation of one turn, as the page keeps it."""
    statement = {
        "text": words or "Nothing.", "citations": [], "kind": "count",
        "plain": "", "plain_language": "", "plain_state": "", "concept": "",
    }  # fmt: skip
    answer = {
        "answer": [statement], "citations": [], "refusal": None, "notes": [], "suggestions": [],
        "language": "en", "rewritten": "", "index": {"id": "x", "built_at": "2026-01-01T00:00:00+00:00"},
    }  # fmt: skip
    turn = {
        "id": "1-a", "question": title, "filters": {}, "filterLabels": [], "status": "done",
        "answer": answer, "answered": f"2026-01-0{number}T00:00:00.000Z",
    }  # fmt: skip
    return {
        "id": f"c{number}", "title": title, "named": False, "updated": number, "turns": [turn], **more,
    }  # fmt: skip


THREE = [
    conversation(1, "Qui paie le mécanisme d’échange?", "Les Parties contribuent."),
    conversation(2, "Who reports?", "Each Party shall report."),
    conversation(3, "ما هي المادّة ٨؟", "المُحافظة"),
]


def keep(page: Page, conversations: list[dict[str, Any]] = THREE) -> Locator:
    """As if they had been asked before; the list of them."""
    page.evaluate(KEEP, conversations)
    page.reload()
    page.locator("html[data-ready]").wait_for()
    page.locator(".entries li").first.wait_for(state="attached")  # which come when the page is there
    return page.get_by_role("navigation", name="Conversations")


def choose(page: Page, words: str) -> None:
    """From the menu for all conversations."""
    page.locator("summary[aria-label='For all conversations']").click()
    page.get_by_role("button", name=words).click()


def bring_in(page: Page, content: str | bytes | Path) -> None:
    """Choose a file, or one of that content."""
    data = content.encode() if isinstance(content, str) else content
    with page.expect_file_chooser() as chooser:
        if page.locator(".entries").count():
            choose(page, "Bring in a file")
        else:
            page.get_by_role("button", name="Bring in a file").click()
    if isinstance(data, bytes):
        chooser.value.set_files({"name": "x.json", "mimeType": "application/json", "buffer": data})
    else:
        chooser.value.set_files(data)


def saved(page: Page) -> dict[str, Any]:
    """Save all as a file; what it holds."""
    with page.expect_download() as download:
        choose(page, "Save all as a file")
    assert re.fullmatch(r"cbd-assistant-\d{4}-\d\d-\d\d\.json", download.value.suggested_filename)
    found: dict[str, Any] = json.loads(Path(download.value.path()).read_text(encoding="utf-8"))
    return found


def file_of(*conversations: Any) -> str:
    """A file as the page saves it."""
    return json.dumps(
        {"format": "cbd-assistant.conversations", "version": 1, "made": "", "conversations": conversations}
    )


@pytest.mark.parametrize(
    ("words", "titles"),
    [
        ("MECANISME", ["Qui paie le mécanisme d’échange?"]),
        ("party shall", ["Who reports?"]),
        ("contribuent paie", ["Qui paie le mécanisme d’échange?"]),
        ("المحافظة", ["ما هي المادّة ٨؟"]),
        ("المادة", ["ما هي المادّة ٨؟"]),
        ("party paie", []),
    ],
)
def test_conversations_are_searched(page: Page, words: str, titles: list[str]) -> None:
    """In titles and answers, whatever the case, accents and vowel signs; every word must be there; what was
    found is said.
    """
    history = keep(page)
    history.get_by_role("searchbox", name="Search conversations").fill(words)

    told = f"Found: {len(titles)}" if titles else "No conversation has these words."
    expect(history.get_by_role("status")).to_have_text(told)
    assert history.get_by_role("link").all_inner_texts() == titles
    page.keyboard.press("Escape")
    expect(history.get_by_role("link")).to_have_count(3)
    expect(history.get_by_role("searchbox")).to_be_focused()


def test_the_search_keeps_the_focus_while_an_answer_comes(page: Page) -> None:
    """What is typed there is not lost when the list is drawn anew."""
    history = keep(page)
    field = history.get_by_role("searchbox")
    page.get_by_role("textbox", name="Your question").fill(CLEARING_HOUSE)
    page.keyboard.press("Enter")
    field.click()
    page.keyboard.type("clearing")

    expect(page.locator("article.turn")).to_have_attribute("aria-busy", "false")
    expect(field).to_be_focused()
    expect(field).to_have_value("clearing")
    expect(history.get_by_role("link")).to_have_count(1)


def test_a_conversation_stays_on_top(page: Page) -> None:
    """Before newer ones, after a reload too, until it is let go; the keyboard stays where it was."""
    history = keep(page)
    history.get_by_role("link", name="Qui paie").hover()
    pin = history.get_by_role("button", name="Keep on top: Qui paie")
    pin.click()

    assert history.get_by_role("link").all_inner_texts()[0].startswith("Qui paie")
    expect(pin).to_be_focused()
    expect(pin).to_have_attribute("aria-pressed", "true")
    page.reload()
    ask(page, CLEARING_HOUSE)
    assert history.get_by_role("link").all_inner_texts()[:2] == [THREE[0]["title"], CLEARING_HOUSE]
    shoot(page, "kept-on-top")
    pin.click()
    assert history.get_by_role("link").all_inner_texts()[-1] == THREE[0]["title"]


def test_all_are_deleted_and_brought_back(page: Page) -> None:
    """The open one too; undo brings back each with its place."""
    history = keep(page)
    history.get_by_role("link", name="Who reports?").click()
    choose(page, "Delete all")

    expect(page.get_by_text("Conversations deleted: 3")).to_be_visible()
    expect(history.get_by_role("link")).to_have_count(0)
    expect(page.get_by_text("What do the texts say?")).to_be_visible()
    assert page.evaluate("Object.keys(localStorage).filter(key => key.includes('conversation'))") == []
    page.get_by_role("button", name="Undo").click()
    expect(history.get_by_role("link")).to_have_count(3)
    assert history.get_by_role("link").all_inner_texts()[0] == THREE[2]["title"]


def test_a_file_moves_conversations_to_another_browser(open_page: Opener) -> None:
    """All of them, with titles and places; twice is once; its answers are marked as not checked here."""
    here = open_page()
    ask(here, CLEARING_HOUSE)
    here.get_by_role("button", name="Keep on top").focus()
    here.keyboard.press("Enter")
    file = saved(here)

    there = open_page()
    bring_in(there, json.dumps(file))
    expect(there.get_by_text("Brought in: 1. Already here: 0.")).to_be_visible()
    history = there.get_by_role("navigation", name="Conversations")
    expect(history.get_by_role("button", name="Keep on top")).to_have_attribute("aria-pressed", "true")
    history.get_by_role("link", name=CLEARING_HOUSE).click()
    turn = there.get_by_role("article", name=CLEARING_HOUSE)
    expect(turn).to_contain_text("Decision I/3, paragraph 2")
    expect(turn.locator(".note").first).to_contain_text("This answer came from a file")
    shoot(there, "brought-in")
    assert violations(there) == []
    bring_in(there, json.dumps(file))
    expect(there.get_by_text("Brought in: 0. Already here: 1.")).to_be_visible()
    bring_in(here, json.dumps(saved(there)))
    expect(here.get_by_text("Brought in: 0. Already here: 1.")).to_be_visible()


def test_another_conversation_of_the_same_id_is_kept_beside_it(page: Page) -> None:
    """Nothing that is here is written over."""
    history = keep(page)
    bring_in(page, file_of(conversation(1, "Another one")))

    expect(page.get_by_text("Brought in: 1. Already here: 0.")).to_be_visible()
    expect(history.get_by_role("link")).to_have_count(4)
    expect(history.get_by_role("link", name="Qui paie")).to_have_count(1)


WHOLE = conversation(1, "Whole")
TURN = WHOLE["turns"][0]
CITATION = {
    "number": 1, "id": "cbd/art-1", "label": "Article 1", "quote": "a", "text": "a", "start": 0, "end": 1,
    "document": {"id": "cbd", "title": "Convention", "kind": "convention", "symbol": "", "language": "en"},
    "url": "", "provenance": "official",
}  # fmt: skip


def with_answer(**fields: Any) -> dict[str, Any]:
    """A conversation whose answer has these fields."""
    return {**WHOLE, "turns": [{**TURN, "answer": {**TURN["answer"], **fields}}]}


REFUSED: list[tuple[str | bytes | Path, str]] = [
    ("", "This is no file of conversations"),
    (b"\xff\xfe\x00", "This is no file of conversations"),
    ("[]", "This is no file of conversations"),
    ("null", "This is no file of conversations"),
    ('{"conversations": []}', "This is no file of conversations"),
    (file_of(*[0] * 5_001), "This is no file of conversations"),
    ("[" * 100_000, "This is no file of conversations"),
    (file_of(WHOLE, None), "Conversation 2 of the file is damaged."),
    (file_of({**WHOLE, "id": "../x"}), "Conversation 1 of the file is damaged."),
    (file_of({**WHOLE, "turns": []}), "Conversation 1 of the file is damaged."),
    (file_of({**WHOLE, "turns": [{**TURN, "status": "constructor"}]}), "Conversation 1"),
    (file_of({**WHOLE, "turns": [{**TURN, "question": "x" * 2_001}]}), "Conversation 1"),
    (file_of({**WHOLE, "turns": [TURN] * 1_001}), "Conversation 1"),
    (file_of(with_answer(answer=[{"text": {"toString": 1}, "citations": [], "kind": "quote"}])), "Conv"),
    (file_of(with_answer(citations=[{**CITATION, "provenance": "holy"}])), "Conversation 1"),
    (file_of(with_answer(citations=[{**CITATION, "number": None}])), "Conversation 1"),
    (file_of(with_answer(language="en\" onload=\"")), "Conversation 1"),
    ('{"format": "cbd-assistant.conversations", "version": 1, "conversations": [{"__proto__": '
     '{"id": "a", "title": "a", "named": true, "updated": 1, "turns": []}}]}', "Conversation 1"),
]  # fmt: skip


def test_a_file_that_is_none_is_refused_whole(page: Page, tmp_path: Path) -> None:
    """With a sentence; nothing of it is kept, and nothing that was there is lost."""
    history = keep(page)
    before = page.evaluate("JSON.stringify(localStorage)")
    large = tmp_path / "large.json"
    large.write_bytes(b" " * (17 * 2**20))
    for content, words in [*REFUSED, (large, "The file is larger than 16 MB.")]:
        bring_in(page, content)
        expect(page.locator(".toast")).to_contain_text(words)
        assert page.evaluate("JSON.stringify(localStorage)") == before
        expect(history.get_by_role("link")).to_have_count(3)
        page.reload()  # and its words are gone
        page.locator("html[data-ready]").wait_for()
        page.locator(".entries li").first.wait_for(state="attached")


def test_markup_and_prototype_keys_of_a_file_are_words_at_most(page: Page) -> None:
    """Markup is shown as it was typed; what the form does not know gets nowhere."""
    markup = "<img src=x onerror=alert(1)>"
    citation = {**CITATION, "url": "javascript:alert(1)", "label": markup, "quote": markup, "text": markup}
    hostile = with_answer(
        answer=[{"text": markup, "citations": [1], "kind": "quote"}],
        citations=[citation],
        suggestions=[markup],
        notes=[markup],
    )
    hostile = {
        **hostile,
        "title": markup,
        "named": True,
        "polluted": 1,
        "constructor": {"prototype": {"polluted": 1}},
    }
    text = file_of(hostile).replace('"polluted"', '"__proto__": {"polluted": 1}, "polluted"')
    bring_in(page, text)
    page.get_by_role("navigation", name="Conversations").get_by_role("link").click()
    turn = page.get_by_role("article")
    expect(turn).to_contain_text(markup)
    turn.locator(".number").first.click()
    expect(page.locator(".panel")).to_be_visible()

    assert page.evaluate("({}).polluted === undefined")
    assert "polluted" not in page.evaluate("JSON.stringify(localStorage)")
    assert page.locator("main img, .sidebar img, .panel img, [href^='javascript']").count() == 0


def test_a_full_browser_says_what_it_could_not_take(page: Page) -> None:
    """What was there stays."""
    history = keep(page)
    page.evaluate("localStorage.setItem('filler', 'x'.repeat(5 * 2 ** 20 - 20_000))")
    large = [conversation(n, f"Large {n}", "y" * 8_000) for n in range(4, 9)]
    bring_in(page, file_of(*large))

    expect(page.locator(".toast")).to_contain_text("This browser has no room for the others:")
    for one in THREE:
        expect(history.get_by_role("link", name=one["title"])).to_have_count(1)


def test_the_list_is_usable_on_a_phone_and_from_right_to_left(open_page: Opener) -> None:
    """In the drawer: search, menu and marks; nothing lies beyond the edges, axe has no objection."""
    for width, height, scheme, language in ((390, 844, "light", "en"), (320, 640, "dark", "ar")):
        page = open_page(width=width, height=height, color_scheme=scheme, has_touch=True)
        page.evaluate(KEEP, [{**THREE[0], "pinned": True}, *THREE[1:]])
        page.goto(f"{page.url}?lang={language}")
        page.locator("html[data-ready]").wait_for()
        page.locator(".menu-button").click()
        expect(page.locator(".sidebar .seek")).to_be_visible()
        shoot(page, f"list-{width}-{language}")
        assert violations(page) == []
        page.locator(".sidebar .menu summary").click()
        expect(page.locator(".sidebar .menu-item")).to_have_count(3)
        shoot(page, f"list-menu-{width}-{language}")
        assert violations(page) == []
        page.keyboard.press("Escape")
        expect(page.locator(".sidebar .menu-item").first).to_be_hidden()
        expect(page.locator(".sidebar.open")).to_be_visible()
        page.locator(".sidebar .seek").fill("xyz")
        expect(page.locator(".sidebar [role=status]")).to_be_visible()
        assert violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
