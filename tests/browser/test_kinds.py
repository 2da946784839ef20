"""What is shown as what it is: plain words, numbers, whole provisions, extracts, refusals that lead on."""

import re
from pathlib import Path
from typing import Any

import docx
import pytest
from playwright.sync_api import Locator, Page, Route, expect

from assistant.layout import lines_of
from assistant.words.store import say
from tests.browser.conftest import Opener, answered, ask, shoot
from tests.browser.test_everybody import violations
from tests.browser.test_export import exported

LONG = "\n".join(
    [
        "1. Each Contracting Party shall:",
        "a) Decide what is to be decided;",
        "b) Tell the others.",
        *(
            f"{n}. " + "A Party may ask another one for what it knows of this matter. " * 4
            for n in range(2, 8)
        ),
    ]
)
DOCUMENT = {"id": "cbd", "title": "Convention", "kind": "convention", "symbol": "", "language": "en"}


def citation(number: int, text: str, quote: str = "", **more: Any) -> dict[str, Any]:
    """A citation of a part of a text, or of all of it."""
    start = text.index(quote or text)
    quote = quote or text
    return {
        "number": number, "id": f"cbd/art-{number}", "label": f"Convention, Article {number}",
        "document": DOCUMENT, "quote": quote, "text": text, "start": start, "end": start + len(quote),
        "page": None, "url": "https://www.cbd.int/x", "official": True, "provenance": "official", "score": 1,
        "chapeau": "", "statuses": [], "quoted_in": [], "about": [], "extract": quote != text,
        "lines": [{"text": line.text, "depth": line.depth} for line in lines_of(quote)], **more,
    }  # fmt: skip


def statement(text: str, citations: list[int], kind: str = "quote", state: str = "") -> dict[str, Any]:
    """A statement without plain words beside it."""
    return {
        "text": text, "citations": citations, "kind": kind,
        "plain": "", "plain_language": "", "plain_state": state,
    }  # fmt: skip


def answers(page: Page, **parts: Any) -> None:
    """The server answers every question like this from now on."""
    answer = {
        "question": "q", "language": "en", "answerable": not parts.get("refusal"),
        "answer": [], "refusal": None, "citations": [], "suggestions": [], "notes": [], "rewritten": "",
        "index": {"id": "x", "built_at": "x"}, "timings_ms": {}, **parts,
    }  # fmt: skip

    def reply(route: Route) -> None:
        route.fulfill(json=answer)

    page.route("**/api/v1/ask", reply)


def refusal(**parts: Any) -> dict[str, Any]:
    """A refusal that leads nowhere but for what is given."""
    return {
        "reason": "not_in_corpus",
        "message": "The texts do not say.",
        "closest": [],
        "pointer": None,
        "help": [],
        **parts,
    }


def shown(lines: Locator) -> list[str]:
    """The text of the lines that can be seen."""
    return [line.inner_text() for line in lines.all() if line.is_visible()]


# ---------------------------------------------------------------- concepts and numbers


def test_what_a_thing_is_stands_above_the_quotes(page: Page) -> None:
    """In one box of its own, marked as ours, with the numbers of the provisions that establish it."""
    turn = ask(page, "What is ABS?")
    box = turn.locator(".statement").first

    expect(box).to_have_class(re.compile("concept"))
    expect(box).to_contain_text(say("answer.concept", "en"))
    assert box.locator(".number").count() >= 1
    expect(turn.locator(".concept")).to_have_count(1)
    assert turn.locator(".statement").count() > 1
    assert violations(page) == []
    shoot(page, "concept")
    box.get_by_role("link", name=say("page.nav.glossary", "en")).click()
    expect(page.locator("#access-and-benefit-sharing")).to_be_in_viewport()


def test_a_number_and_the_list_behind_it(page: Page) -> None:
    """The number in words; of a long list the first few, then all of them on a press."""
    turn = ask(page, "How many targets does the Global Biodiversity Framework have?")

    expect(turn.locator(".count")).to_contain_text("23")
    expect(turn.locator(".count .number")).to_have_count(0)
    listed = turn.locator(".statement-catalogue")
    assert len(shown(listed)) == 8
    turn.locator(".statements").get_by_role("button", name="Show all 23").click()
    assert len(shown(listed)) == 23
    sources = turn.get_by_role("group", name="Sources")
    assert len(shown(sources.get_by_role("listitem"))) == 8
    sources.get_by_role("button", name="Show all 23").click()
    assert len(shown(sources.get_by_role("listitem"))) == 23
    assert violations(page) == []


# ---------------------------------------------------------------- provisions, whole and in part


def test_a_whole_provision_is_folded_and_structured(page: Page) -> None:
    """Each paragraph and item by itself, items further in; after a screenful a button for the rest."""
    answers(page, answer=[statement(LONG, [1])], citations=[citation(1, LONG)])
    turn = ask(page, "What does Article 1 say?")
    lines = turn.locator("blockquote .line")

    assert lines.count() == 9
    first, item = (lines.nth(n).evaluate("node => node.firstChild.textContent") for n in (0, 1))
    assert (first, item) == ("1. Each Contracting Party shall:", "a) Decide what is to be decided;")
    inset = "node => parseFloat(getComputedStyle(node).paddingInlineStart)"
    assert lines.nth(1).evaluate(inset) > lines.nth(0).evaluate(inset) == lines.nth(3).evaluate(inset)
    seen = len(shown(lines))
    assert 3 < seen < 9
    more = turn.get_by_role("button", name="Show the whole text (9 paragraphs)")
    expect(more).to_have_attribute("aria-expanded", "false")
    more.press("Enter")
    assert len(shown(lines)) == 9
    expect(turn.locator("blockquote .number")).to_be_visible()
    turn.get_by_role("button", name="Show less").click()
    assert len(shown(lines)) == seen
    expect(turn.locator(".extract")).to_have_count(0)


def test_a_whole_provision_is_printed_and_exported_whole(page: Page, tmp_path: Path) -> None:
    """On paper and in files nothing is folded, and items stay by themselves."""
    answers(page, answer=[statement(LONG, [1])], citations=[citation(1, LONG)])
    turn = ask(page, "What does Article 1 say?")
    page.emulate_media(media="print")
    assert len(shown(turn.locator("blockquote .line"))) == 9
    assert not turn.locator(".more").is_visible()
    page.emulate_media(media="screen")

    written = exported(page, "Markdown", tmp_path).read_text(encoding="utf-8")
    assert "> 1\\. Each Contracting Party shall:  \n> \u2003a) Decide what is to be decided;  \n" in written
    assert written.count("A Party may ask another one") == 24 + 24  # and in the footnote

    # these words are this test's own: the server, which writes for Word what the index holds, says so
    path = exported(page, "Word, with footnotes", tmp_path)
    told = [one for one in docx.Document(str(path)).paragraphs if "A Party may ask another one" in one.text]
    assert [one.style.name for one in told] == ["Own note"]
    assert told[0].text.startswith(say("answer.no_quotation", "en", text=""))
    assert told[0].text.count("A Party may ask another one") == 24


@pytest.mark.parametrize(
    ("quote", "begins", "ends"),
    [
        ("1. Each Contracting Party shall:\na) Decide what is to be decided;", "1. Each", "decided; […]"),
        ("b) Tell the others.", "[…] b) Tell", "the others. […]"),
        (LONG.splitlines()[-1].strip(), "[…] 7. A Party", "this matter."),
    ],
)
def test_an_extract_shows_where_words_are_left_out(page: Page, quote: str, begins: str, ends: str) -> None:
    """On the sides where they are, with a word on it and the way to all of them."""
    answers(page, answer=[statement(quote, [1])], citations=[citation(1, LONG, quote)])
    turn = ask(page, "What must a Party do?")
    words = " ".join(turn.locator("blockquote").inner_text().removesuffix("1").split())

    assert words.startswith(begins)
    assert words.endswith(ends)
    expect(turn.locator(".extract")).to_contain_text(say("answer.extract", "en"))
    whole = turn.get_by_role("link", name="Read the whole provision")
    expect(whole).to_have_attribute("href", "/p/cbd/art-1")


# ---------------------------------------------------------------- refusals


def test_a_refusal_leads_to_the_official_page(page: Page) -> None:
    """In a tab of its own, and says so; what can be asked instead is asked with one click."""
    pointer = {"kind": "membership", "label": "List of Parties", "url": "https://www.cbd.int/parties"}
    answers(page, refusal=refusal(pointer=pointer, help=["Who may be a Party?"]))
    turn = ask(page, "Is the USA a Party?")

    link = turn.get_by_role("link", name="List of Parties (opens in a new tab)")
    expect(link).to_have_attribute("href", "https://www.cbd.int/parties")
    expect(link).to_have_attribute("target", "_blank")
    expect(turn.get_by_role("heading", name="You can ask")).to_be_visible()
    assert violations(page) == []
    turn.get_by_role("button", name="Who may be a Party?").click()
    expect(page.get_by_role("article", name="Who may be a Party?")).to_be_visible()


def test_a_page_that_is_no_address_is_no_link(page: Page) -> None:
    """Whatever the server names."""
    answers(page, refusal=refusal(pointer={"kind": "x", "label": "Page", "url": "javascript:alert(1)"}))
    turn = ask(page, "Is the USA a Party?")

    expect(turn.get_by_role("link")).to_have_count(0)


def test_what_is_unclear_is_asked_back(page: Page) -> None:
    """Its readings are buttons."""
    turn = ask(page, "Does it apply to my research?")

    choices = turn.locator(".help .suggestion")
    assert choices.count() >= 2
    assert all("Does it apply to my research?" in words for words in choices.all_inner_texts())


def test_a_greeting_is_no_failure(page: Page) -> None:
    """A friendly word without a reason for refusing, and questions to begin with."""
    turn = ask(page, "hello")

    expect(turn.get_by_role("group", name="A word from the assistant")).to_be_visible()
    expect(turn.locator(".refusal-reason")).to_have_count(0)
    assert turn.locator(".help .suggestion").count() >= 1


def test_no_refusal_is_a_dead_end(page: Page) -> None:
    """Where the server offers nothing, the page offers its examples."""
    answers(page, refusal=refusal())
    turn = ask(page, "What is it?")

    expect(turn.get_by_role("button", name=say("page.examples.1", "en"))).to_be_visible()


# ---------------------------------------------------------------- in the language of the question


def test_an_answer_is_labelled_in_the_language_of_its_question(open_page: Opener) -> None:
    """An Arabic answer on an English page: its labels are Arabic and run from right to left, also later."""
    page = open_page(width=1280, height=900)
    page.locator("#question").fill("ما هو بروتوكول ناغويا؟")
    page.keyboard.press("Enter")
    turn = answered(page)

    def labelled() -> None:
        expect(turn).to_have_attribute("dir", "rtl")
        expect(turn).to_have_attribute("lang", "ar")
        expect(turn.get_by_role("group", name=say("page.answer.sources", "ar"))).to_be_visible()
        expect(turn.locator(".concept")).to_contain_text(say("answer.concept", "ar"))
        expect(turn.locator(".plain-unread")).to_have_count(1)
        expect(turn.locator(".said").first).to_have_attribute("dir", "ltr")

    labelled()
    expect(page.get_by_role("button", name="Ask", exact=True)).to_be_visible()
    assert violations(page) == []
    page.reload()
    labelled()
