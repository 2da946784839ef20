"""The trainers' page: timeline, table, editor and check, on a desk and on a phone, in every language."""

from pathlib import Path

import pptx
import pytest
from playwright.sync_api import expect

from tests.browser.conftest import REPOSITORY, Opener, Watch
from tests.browser.test_everybody import violations


def test_the_timeline_is_drawn_and_linked(open_page: Opener) -> None:
    """A click on a topic draws 14 linked decisions and lists their sources."""
    page = open_page("/train")
    page.get_by_role("button", name="Clearing-house mechanism").click()
    page.locator(".entries > li").first.wait_for()

    assert page.locator(".drawing svg a").count() == 14
    assert page.locator(".entries > li").count() == 14
    assert page.get_by_text("Trainer’s deck: Launch of a pilot phase").count() == 1
    assert violations(page) == []


def test_the_timeline_fits_a_phone(open_page: Opener) -> None:
    """On a narrow screen the column is drawn, and nothing runs out of it."""
    phone = open_page("/train?subject=technology+transfer", width=390, height=844)
    phone.locator(".drawing.narrow svg").wait_for()

    assert phone.evaluate("document.documentElement.scrollWidth") <= 390


def test_the_table_is_filtered(open_page: Opener) -> None:
    """Who, verb and words narrow the rows; what cites the article is shown with its words."""
    page = open_page("/train?of=Article+18#duties")
    page.get_by_label("Who", exact=True).select_option("Conference of the Parties")

    assert page.locator(".duties tbody tr").count() == 1
    assert page.get_by_role("status").filter(has_text="1 of 7 rows").count() == 1
    assert page.locator("mark", has_text="Article 18, paragraph 3, of the Convention").count() > 0


def test_a_session_is_made_edited_and_taken_away(open_page: Opener, tmp_path: Path) -> None:
    """Rewrite, move, drop and add, then the slides open with what was edited."""
    page = open_page("/train#session")
    page.get_by_label("What is it about?").fill("The clearing-house mechanism, for new national focal points")
    page.get_by_role("button", name="Make the session").click()
    page.locator(".block").first.wait_for()
    before = page.locator(".block").count()
    assert violations(page) == []
    page.get_by_role("button", name="Drop: Read on in these documents").click()
    page.locator(".block .title").nth(1).fill("Our plan for today")
    page.get_by_role("button", name="Move down: By the end of this session you can do this").click()
    page.get_by_role("button", name="Add a slide of your own").click()
    page.locator(".block").last.locator("textarea").first.fill("Questions?")
    with page.expect_download() as download:
        page.get_by_role("button", name="Slides (PPTX)").click()
    download.value.save_as(tmp_path / "session.pptx")
    titles = [slide.shapes.title.text for slide in pptx.Presentation(str(tmp_path / "session.pptx")).slides]

    assert len(titles) >= before  # what has no room on a slide goes on on the next
    assert titles[2] == "Our plan for today"
    assert titles[-1] == "My own slide"
    page.get_by_role("button", name="Check against the corpus").click()
    page.get_by_text("Everything still matches the corpus.").wait_for()


def test_slides_are_checked(open_page: Opener) -> None:
    """The seed deck shows its two slips first."""
    page = open_page("/train#slides")
    page.set_input_files("input[type=file]", str(REPOSITORY / "tests" / "data" / "seed-deck.txt"))
    page.locator(".finding").first.wait_for()

    assert violations(page) == []
    assert page.locator(".finding.slip").count() == 2
    assert "“8” stands for “18”" in page.locator(".finding.slip").nth(1).inner_text()


@pytest.mark.parametrize(
    ("code", "title", "tab"),
    [
        ("fr", "Pour les formateurs", "Qui doit faire quoi"),
        ("ru", "Для преподавателей", "Кто и что должен сделать"),
        ("ar", "للمدربين", "من عليه أن يفعل ماذا"),
        ("pt", "Para formadores", "Quem deve fazer o quê"),
    ],
)
def test_the_page_speaks_the_readers_language(open_page: Opener, code: str, title: str, tab: str) -> None:
    """Title, tabs and results are in the language of the page, the law in its own."""
    page = open_page(f"/train?lang={code}&of=Article+18#duties")

    expect(page.get_by_role("heading", level=1)).to_have_text(title)
    expect(page.get_by_role("link", name=tab)).to_have_attribute("aria-current", "page")
    expect(page.locator(".duties tbody td").nth(2)).to_have_attribute("dir", "ltr")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_it_is_one_of_the_pages(open_page: Opener) -> None:
    """The header leads there and back without loading anew, and a session that was made is still there."""
    page = open_page()
    page.evaluate("window.same = true")
    page.get_by_role("link", name="Train").click()
    expect(page.get_by_role("heading", level=1, name="For trainers")).to_be_visible()
    page.get_by_role("link", name="Session").click()
    page.get_by_label("What is it about?").fill("technology transfer")
    page.get_by_role("button", name="Make the session").click()
    expect(page.locator(".block").first).to_be_visible()
    page.get_by_role("link", name="Texts").click()
    expect(page.get_by_role("heading", level=1, name="Browse the texts")).to_be_visible()
    page.go_back()

    expect(page.locator(".block").first).to_be_visible()
    expect(page).to_have_title("For trainers · CBD Assistant")
    assert page.evaluate("window.same")


def test_what_went_wrong_is_said(open_page: Opener, watch: Watch) -> None:
    """The server's own words and what to do next."""
    watch.expected = ("404",)
    page = open_page("/train?of=Article+99#duties")

    expect(page.get_by_role("alert")).to_contain_text("Article 99")
