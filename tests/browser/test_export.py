"""Conversations as files."""

import re
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import docx
from playwright.sync_api import Page

from tests.browser.conftest import CLEARING_HOUSE, ask

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
