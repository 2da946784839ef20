"""Conversations as files."""

import re
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import docx
from playwright.sync_api import Page

from tests.browser.conftest import CLEARING_HOUSE, Opener, answered, ask

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def exported(page: Page, choice: str, folder: Path) -> Path:
    """Save the conversation and give the file."""
    page.locator("summary", has_text="Save or print").click()
    with page.expect_download() as download:
        page.get_by_role("button", name=choice).click()
    path = folder / download.value.suggested_filename
    download.value.save_as(path)
    return path


def test_a_conversation_is_saved_as_markdown(page: Page, tmp_path: Path) -> None:
    """Questions are headings, quotes are quoted, each citation has a footnote and each footnote is referred
    to.
    """
    turn = ask(page, CLEARING_HOUSE)
    ask(page, "What is a <b>focal point</b> *really*?")
    labels = turn.locator(".source-label").all_inner_texts()

    path = exported(page, "Markdown", tmp_path)
    text = path.read_text(encoding="utf-8")

    assert path.name == "Who-pays-for-the-clearing-house-mechanism.md"
    assert f"## {CLEARING_HOUSE}" in text.replace("\\", "")
    assert r"\<b\>focal point" in text
    marks, notes = (
        set(re.findall(r"\[\^(\d+)\](?!:)", text)),
        set(re.findall(r"^\[\^(\d+)\]:", text, re.MULTILINE)),
    )
    assert marks == notes
    assert all(label in text.replace("\\", "") for label in labels)


def test_a_conversation_is_saved_for_word_with_real_footnotes(page: Page, tmp_path: Path) -> None:
    """python-docx opens it, the question is a heading, and word/footnotes.xml has the reference of every
    citation.
    """
    turn = ask(page, CLEARING_HOUSE)
    labels = turn.locator(".source-label").all_inner_texts()
    quote = turn.locator("blockquote").first.evaluate("node => node.firstChild.textContent")[:60]

    path = exported(page, "Word, with footnotes", tmp_path)
    document = docx.Document(str(path))
    headings = [
        paragraph.text
        for paragraph in document.paragraphs
        if paragraph.style.name == "heading 2" or paragraph.style.name == "Heading 2"
    ]
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None
        notes = ElementTree.fromstring(archive.read("word/footnotes.xml"))  # noqa: S314  # written by our own page a moment ago
        body = ElementTree.fromstring(archive.read("word/document.xml"))  # noqa: S314

    assert headings == [CLEARING_HOUSE]
    assert any(quote in paragraph.text for paragraph in document.paragraphs)
    texts = {note.get(f"{WORD}id"): "".join(note.itertext()) for note in notes}
    references = [mark.get(f"{WORD}id") for mark in body.iter(f"{WORD}footnoteReference")]
    assert references == [str(number + 1) for number in range(len(references))]
    assert len(references) >= len(labels)
    assert all(any(label in texts[reference] for reference in references) for label in labels)
    assert any("https://www.cbd.int/" in text for text in texts.values())


def test_printing_leaves_only_the_words(page: Page) -> None:
    """On paper there is no header, no composer and no button; the sources stay."""
    turn = ask(page, CLEARING_HOUSE)
    page.emulate_media(media="print")

    assert not page.get_by_role("banner").is_visible()
    assert not page.locator(".dock, .tools, .sidebar").first.is_visible()
    assert turn.locator(".source-label").first.is_visible()


def test_paper_has_whole_titles_addresses_date_index_and_disclaimer(
    open_page: Opener, tmp_path: Path
) -> None:
    """In English and in Arabic, on a dark screen too: every source with its address, each answer with the
    day, the index and what to do before one relies on it; numbers in line, nothing cut off.
    """
    for language in ("en", "ar"):
        page = open_page(f"/?lang={language}", color_scheme="dark")
        page.locator("textarea#question").fill(CLEARING_HOUSE)
        page.keyboard.press("Enter")
        turn = answered(page)
        kept = page.evaluate(
            "JSON.parse(localStorage['cbd.conversation.' + new URLSearchParams(location.search).get('c')])"
        )
        answer = kept["turns"][0]["answer"]
        turn.locator(".made").wait_for(state="attached")
        page.emulate_media(media="print")

        lines = turn.locator(".sources li")
        for number, citation in enumerate(answer["citations"]):
            words = lines.nth(number).inner_text()
            assert f"<{citation['url']}>" in words
            assert citation["document"]["title"] in words
            assert (
                lines.nth(number).locator(".source-title").evaluate("n => n.scrollWidth <= n.offsetWidth + 1")
            )
        made = turn.locator(".made")
        assert made.is_visible()
        assert answer["index"]["id"] in made.inner_text()
        assert (
            turn.locator(".numbers .number").first.evaluate("n => getComputedStyle(n).verticalAlign")
            == "super"
        )
        assert page.evaluate("getComputedStyle(document.body).color") == "rgb(0, 0, 0)"
        path = tmp_path / f"{language}.pdf"
        page.pdf(path=path, format="A4")
        assert path.read_bytes().startswith(b"%PDF")


def test_one_answer_is_printed_by_itself(page: Page) -> None:
    """The other answers stay off the paper, and come back after it."""
    first = ask(page, CLEARING_HOUSE)
    second = ask(page, "What is a focal point?")
    page.evaluate("window.print = () => {}")
    second.get_by_role("button", name="Print this answer").click()
    page.emulate_media(media="print")

    assert second.is_visible()
    assert not first.is_visible()
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert first.is_visible()
    assert second.is_visible()
