"""Pages to read: provisions, browsing, search as you type."""

from playwright.sync_api import Page, expect

from tests.browser.conftest import Opener, Watch, answered, shoot


def test_a_provision_has_a_page_of_its_own(open_page: Opener) -> None:
    """Title, badge, text in its parts, guide marked as such, previous and next, and the way to ask."""
    page = open_page("/p/cbd/art-18")

    expect(page.get_by_role("heading", level=1)).to_contain_text("Convention, Article 18")
    expect(page.get_by_text("As quoted in the training deck").first).to_be_visible()
    expect(page.locator(".parts > li")).to_have_count(5)
    expect(page.get_by_role("note", name="In plain words")).to_contain_text("Guide, not official text")
    expect(page).to_have_title("Convention, Article 18 · CBD Assistant")
    shoot(page, "provision", whole=True)
    page.locator(".neighbour-after").click()
    page.wait_for_url("**/p/cbd/art-19")
    page.go_back()
    page.get_by_role("link", name="Ask about this").click()
    expect(page.get_by_role("textbox", name="Your question")).to_have_value(
        "What does Convention, Article 18 say?"
    )


def test_a_guide_only_provision_says_so(open_page: Opener) -> None:
    """Where the official text is not in the corpus, the page says it before anything else and links the
    official page.
    """
    page = open_page("/p/cbd/art-8/item-j")

    expect(page.get_by_text("The official text of this provision is not in this collection.")).to_be_visible()
    expect(page.locator(".badge").first).to_have_text("Guide, not official text")
    expect(page.get_by_role("link", name="Official page")).to_have_attribute(
        "href", "https://www.cbd.int/convention/articles/?a=cbd-08"
    )
    shoot(page, "provision-guide")
    page.locator(".suggestions a").first.click()
    expect(answered(page).get_by_role("heading", level=2)).to_be_visible()


def test_an_address_that_leads_nowhere_names_the_nearest(open_page: Opener, watch: Watch) -> None:
    """A wrong locator is answered with what stands above it."""
    watch.expected = ("404",)
    page = open_page("/p/cbd/art-18/para-99")

    expect(page.get_by_role("heading", level=1)).to_have_text("There is no such provision in this collection")
    expect(page.get_by_role("link", name="Convention, Article 18")).to_have_attribute("href", "/p/cbd/art-18")


def test_the_corpus_can_be_browsed(open_page: Opener) -> None:
    """Instruments lead to articles, COPs to their decisions, the training deck to its slides."""
    page = open_page("/browse")
    shoot(page, "browse")
    cop = page.locator("details.cop").filter(has_text="COP 10")
    cop.locator("summary").click()
    cop.get_by_role("link", name="Decision X/15").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Scientific and technical cooperation")
    page.go_back()
    page.locator(".card").filter(has_text="Training deck").click()
    expect(page.get_by_role("link", name="Training deck (2023), slide 14", exact=True)).to_be_visible()
    page.go_back()
    page.locator(".card").filter(has_text="Convention on Biological Diversity").first.click()
    article = page.get_by_role("link", name="Convention, Article 18", exact=True)
    expect(article).to_be_visible()
    shoot(page, "browse-outline")
    article.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Convention, Article 18")


def test_search_as_you_type_groups_its_results(open_page: Opener) -> None:
    """Results appear without Enter, in groups, and the search is in the address."""
    page = open_page("/browse")
    page.get_by_role("searchbox", name="Search the texts").press_sequentially("technology transfer", delay=15)

    expect(page.get_by_role("heading", name="Convention, Protocols and frameworks")).to_be_visible()
    expect(page.get_by_role("heading", name="Decisions of the Conference of the Parties")).to_be_visible()
    expect(page.locator(".hits b").first).to_be_visible()
    page.wait_for_url("**/browse?q=technology+transfer")
    expect(page.locator(".hits b", has_text="transfer").first).to_be_visible()
    shoot(page, "search")
    page.get_by_role("searchbox").fill("")
    expect(page.get_by_role("heading", name="Training material")).to_be_visible()


def test_going_back_keeps_the_conversation_as_it_was(page: Page) -> None:
    """A provision's page and back: the answer is still there, and no question is asked again."""
    page.get_by_role("button", name="Who pays for the clearing-house mechanism?").click()
    turn = answered(page)
    turn.locator(".numbers .number").first.click()
    page.get_by_role("link", name="Open its page").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Decision I/3")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if request.url.endswith("/ask") else None)
    page.go_back()

    expect(page.get_by_role("group", name="Sources")).to_be_visible()
    assert asked == []
