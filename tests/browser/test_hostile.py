"""Markup and scripts in questions and in documents are text, and nothing else."""

from playwright.sync_api import expect

from tests.browser.conftest import Opener, Server, Watch, ask, shoot

PAYLOAD = (
    '<img src=x onerror=alert(1)><script>alert(2)</script> "><svg onload=alert(3)> javascript:alert(4) '
    "What is {{constructor}} ${7*7} a CHM?"
)


def test_markup_in_a_question_is_text(open_page: Opener) -> None:
    """The question is shown as it was typed: in the conversation, in the history, in the title and after a
    reload.
    """
    page = open_page()
    turn = ask(page, PAYLOAD)

    expect(turn.get_by_role("heading", level=2)).to_have_text(PAYLOAD)
    page.reload()
    expect(page.locator("article h2")).to_have_text(PAYLOAD)
    assert page.locator("article img, article script, nav img, article svg[onload]").count() == 0


def test_markup_in_an_address_is_text(open_page: Opener, watch: Watch) -> None:
    """A locator and a search full of markup are looked up, not run."""
    watch.expected = ("404",)
    page = open_page(
        "/browse?q=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E&doc=%3Cscript%3Ealert(1)%3C%2Fscript%3E"
    )
    expect(page.get_by_role("searchbox")).to_have_value("<img src=x onerror=alert(1)>")
    assert page.locator("main img, main script").count() == 0


def test_a_hostile_document_does_nothing(open_page: Opener, server: Server) -> None:
    """Asked, opened, browsed and searched, its script is shown letter by letter; its picture is left out, its
    javascript: address no link.
    """
    page = open_page()
    turn = ask(page, "What does decision X/99, paragraph 1, say about national clearing-house mechanisms?")
    expect(turn).to_contain_text('<script>alert("text")</script>')
    turn.locator(".sources").get_by_role("button", name="Decision X/99").first.click()
    expect(page.locator(".panel .passage")).to_contain_text('<script>alert("text")</script>')
    expect(page.locator(".panel .passage")).not_to_contain_text("onerror")
    expect(page.get_by_role("navigation", name="Before and after")).to_be_visible()
    expect(page.get_by_role("link", name="Official page")).to_have_count(0)
    shoot(page, "hostile-document")
    for path in (
        "/p/cop-10/dec-99/para-2",
        "/browse?doc=cop-10%2Fdec-99",
        "/browse?q=national+clearing-house",
    ):
        page.goto(server.address + path)
        expect(page.locator("main")).to_contain_text("<")
        page.wait_for_load_state("networkidle")

        assert (
            page.evaluate(
                "[...document.querySelectorAll('a')].filter(a => a.protocol === 'javascript:').length"
            )
            == 0
        )
        assert (
            page.locator(
                "main img, main script, main svg[onload], main [onerror], main [onmouseover]"
            ).count()
            == 0
        )
