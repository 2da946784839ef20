"""The chat as an office worker uses it."""

import re
from typing import Any

import httpx
import pytest
from playwright.sync_api import Locator, Page, Route, expect

from tests.browser.conftest import CLEARING_HOUSE, Opener, Server, Watch, ask, shoot, until
from tests.browser.test_everybody import violations


def wire(server: Server, question: str) -> dict[str, Any]:
    """The same question, asked of the API."""
    answer: dict[str, Any] = httpx.post(
        f"{server.address}/api/v1/ask", json={"question": question}, timeout=60
    ).json()
    return answer


def test_an_answer_has_numbered_citations(page: Page, server: Server) -> None:
    """Each statement shows its words, its numbers and whose words they are; the list below has the cited
    sources and no others.
    """
    expected = wire(server, CLEARING_HOUSE)
    shoot(page, "welcome")

    turn = ask(page, CLEARING_HOUSE)

    assert turn.locator(".statement").count() == len(expected["answer"]) > 0
    for node, statement in zip(turn.locator(".statement").all(), expected["answer"], strict=True):
        assert [int(number) for number in node.locator(".number").all_inner_texts()] == statement["citations"]
        assert statement["text"].split()[-1] in node.inner_text()
    labels = turn.get_by_role("group", name="Sources").locator(".source-label").all_inner_texts()
    assert labels == [citation["label"] for citation in expected["citations"]]
    expect(turn.locator(".badge").first).to_be_visible()
    shoot(page, "answer")


def test_a_source_opens_with_the_exact_quote_marked(page: Page, server: Server) -> None:
    """The panel shows the provision in its context, and the marked words are the citation's quote, character
    by character.
    """
    citation = wire(server, CLEARING_HOUSE)["citations"][0]
    turn = ask(page, CLEARING_HOUSE)
    number = turn.locator(".number").first

    number.click()

    panel = page.get_by_role("complementary")
    expect(panel.get_by_role("heading", name=citation["label"])).to_be_visible()
    expect(panel.get_by_role("navigation", name="Before and after")).to_be_visible()
    assert panel.locator("mark").evaluate("mark => mark.textContent") == citation["quote"]
    assert panel.locator(".passage").evaluate("node => node.textContent") == citation["text"]
    assert panel.get_by_role("link", name="Official page").get_attribute("href") == citation["url"]
    expect(panel.get_by_role("link", name="Open its page")).to_have_attribute("href", f"/p/{citation['id']}")
    shoot(page, "source-panel")
    page.keyboard.press("Escape")
    expect(page.locator(".panel")).to_be_hidden()
    expect(number).to_be_focused()


def test_the_panel_walks_to_the_neighbours_and_back(page: Page) -> None:
    """Next shows the provision after it; one button returns to the citation."""
    ask(page, CLEARING_HOUSE).locator(".number").first.click()
    panel = page.get_by_role("complementary")
    expect(panel.locator("mark")).to_have_count(1)
    title = panel.get_by_role("heading").first.inner_text()

    panel.locator(".neighbour-after").click()
    expect(panel.get_by_role("heading").first).not_to_have_text(title)
    expect(panel.locator("mark")).to_have_count(0)

    panel.get_by_role("button", name="Back to source 1").click()
    expect(panel.get_by_role("heading").first).to_have_text(title)
    expect(panel.locator("mark")).to_have_count(1)


def test_a_number_lights_its_source_and_the_other_way_round(page: Page) -> None:
    """Hovering or focusing either one marks both."""
    page.emulate_media(reduced_motion="reduce")  # the number does not glide away under the mouse
    turn = ask(page, CLEARING_HOUSE)
    number, source = turn.locator(".numbers .number").first, turn.locator(".sources li").first

    number.hover()
    expect(source).to_have_class(re.compile("lit"))
    page.mouse.move(0, 0)
    expect(source).not_to_have_class(re.compile("lit"))
    source.get_by_role("button").first.focus()
    expect(number).to_have_class(re.compile("lit"))


def test_a_follow_up_keeps_its_context(page: Page) -> None:
    """The history goes to the server, and the page shows how the short question was understood."""
    ask(page, "What does Article 18 of the Convention say?")
    with page.expect_request("**/api/v1/ask") as sent:
        turn = ask(page, "And paragraph 3?")

    history = sent.value.post_data_json["history"]
    assert [message["role"] for message in history] == ["user", "assistant"]
    assert "Article 18" in history[0]["content"]
    expect(turn.locator(".rewritten")).to_contain_text("Understood as:")
    expect(turn.get_by_role("group", name="Sources")).to_contain_text("Article 18(3)")
    shoot(page, "follow-up")


def test_a_refusal_gives_its_reason_and_no_sources(page: Page) -> None:
    """What the texts do not answer is refused; nothing that looks like a source stands beside it."""
    turn = ask(page, "What is the best recipe for tomato soup?")

    refusal = turn.get_by_role("group", name="No answer")
    expect(refusal).to_be_visible()
    assert refusal.inner_text().strip()
    expect(turn.locator(".statement, .sources, .number")).to_have_count(0)
    shoot(page, "refusal")


def test_a_refusal_links_the_nearest_provisions(page: Page) -> None:
    """The nearest provisions are links with their labels, and lead to their pages."""
    refusal = {
        "reason": "no_such_provision",
        "message": "The Convention has 42 articles.",
        "closest": ["cbd/art-18", "cbd/art-17"],
    }

    def refuse(route: Route) -> None:
        route.fulfill(
            json={
                "question": "q",
                "language": "en",
                "answerable": False,
                "answer": [],
                "refusal": refusal,
                "citations": [],
                "suggestions": [],
                "notes": [],
                "rewritten": "",
                "index": {"id": "x", "built_at": "x"},
                "timings_ms": {},
            }
        )

    page.route("**/api/v1/ask", refuse)
    turn = ask(page, "What does Article 99 say?")

    expect(turn).to_contain_text("There is no such provision")
    link = turn.get_by_role("link", name="Convention, Article 18")
    expect(link).to_be_visible()
    link.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Convention, Article 18")
    page.go_back()
    expect(page.get_by_role("group", name="No answer")).to_be_visible()


def test_filters_narrow_the_search(page: Page) -> None:
    """Chosen kinds and COPs go to the server, are shown, and only matching documents are cited."""
    page.get_by_role("button", name="Filter").click()
    page.get_by_role("checkbox", name="Decisions").check(force=True)
    page.get_by_role("checkbox", name="COP 10", exact=True).check(force=True)
    shoot(page, "filters")
    page.get_by_role("button", name="Filter (2)").click()

    with page.expect_request("**/api/v1/ask") as sent:
        turn = ask(page, "clearing-house mechanism")

    assert sent.value.post_data_json["filters"] == {"kinds": ["decision"], "documents": [], "sessions": [10]}
    expect(turn).to_contain_text("Only: Decisions · COP 10")
    labels = turn.locator(".source-label").all_inner_texts()
    assert all(re.match(r"Decision X/", label) for label in labels)
    page.get_by_role("button", name="Remove the filter COP 10").click()
    expect(page.get_by_role("button", name="Filter (1)")).to_be_visible()


def test_suggested_questions_are_asked_with_one_click(page: Page) -> None:
    """The examples of the first page are buttons that ask."""
    example = page.get_by_role(
        "button", name="What does Article 18 say about technical and scientific cooperation?"
    )
    example.click()

    expect(
        page.get_by_role(
            "article", name="What does Article 18 say about technical and scientific cooperation?"
        )
    ).to_contain_text("Article 18")


def test_the_history_is_kept_renamed_and_deleted(page: Page) -> None:
    """Conversations survive a reload, take a new name, and can be deleted and brought back."""
    ask(page, CLEARING_HOUSE)
    page.reload()
    expect(page.get_by_role("article", name=CLEARING_HOUSE)).to_contain_text("Sources")
    page.get_by_role("button", name="New conversation").click()
    expect(page.get_by_text("What do the texts say?")).to_be_visible()
    history = page.get_by_role("navigation", name="Conversations")

    history.get_by_role("link", name=CLEARING_HOUSE).hover()
    history.get_by_role("button", name="Rename").click()
    page.get_by_role("textbox", name="New name").fill("Budget of the CHM")
    page.keyboard.press("Enter")
    history.get_by_role("link", name="Budget of the CHM").click()
    expect(page.get_by_role("article", name=CLEARING_HOUSE)).to_be_visible()
    history.get_by_role("button", name="Delete").focus()
    page.keyboard.press("Enter")
    expect(history.get_by_role("link")).to_have_count(0)
    page.get_by_role("button", name="Undo").click()
    expect(history.get_by_role("link", name="Budget of the CHM")).to_be_visible()


def test_a_draft_survives_a_reload(page: Page) -> None:
    """What was typed and not yet sent is there again."""
    page.get_by_role("textbox", name="Your question").fill("Half a question about gen")
    page.reload()

    expect(page.get_by_role("textbox", name="Your question")).to_have_value("Half a question about gen")


def test_thumbs_and_a_comment_reach_the_server(page: Page) -> None:
    """Both are posted with the answer's id, and the page says thank you."""
    turn = ask(page, CLEARING_HOUSE)
    with page.expect_response("**/api/v1/feedback") as first:
        turn.get_by_role("button", name="Not helpful").click()
    turn.get_by_role("textbox", name="What was good or wrong?").fill("Paragraph 3 is missing.")
    with page.expect_response("**/api/v1/feedback") as second:
        turn.get_by_role("button", name="Send").click()

    assert [first.value.status, second.value.status] == [201, 201]
    sent = second.value.request.post_data_json
    assert (sent["rating"], sent["comment"], sent["question"]) == (
        "down",
        "Paragraph 3 is missing.",
        CLEARING_HOUSE,
    )
    assert sent["answer_id"]
    expect(page.get_by_text("Thank you.")).to_be_visible()


def test_a_reader_names_the_right_provision(page: Page) -> None:
    """What is meant is told before it is sent, with the question before; the form comes when it is wanted."""
    ask(page, "What is the clearing-house mechanism?")
    turn = ask(page, CLEARING_HOUSE)
    turn.get_by_role("button", name="Helpful", exact=True).click()
    expect(turn.get_by_role("button", name="Name the right provision")).to_be_hidden()
    assert "/js/correction.js" not in loaded(page)
    turn.get_by_role("button", name="Not helpful").click()
    turn.get_by_role("button", name="Name the right provision").click()
    field = turn.get_by_role("textbox", name="Which provision should have been cited?")
    expect(field).to_be_focused()

    field.fill("Article 18, paragraph 3 of the Convention")
    expect(turn.get_by_text("This will be sent as the right provision")).to_contain_text("Article 18(3)")
    assert violations(page) == []
    page.set_viewport_size({"width": 320, "height": 640})
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    with page.expect_response("**/api/v1/feedback") as sent:
        turn.get_by_role("button", name="Send").click()

    body = sent.value.request.post_data_json
    assert sent.value.status == 201
    assert (body["rating"], body["provision"]) == ("down", "cbd/art-18/para-3")
    assert body["history"] == ["What is the clearing-house mechanism?"]
    expect(page.get_by_text("Thank you.")).to_be_visible()


def test_of_several_provisions_of_one_name_the_reader_chooses(page: Page) -> None:
    """The likeliest is marked; the one that is chosen is sent."""
    turn = naming(page)
    field = turn.get_by_role("textbox", name="Which provision should have been cited?")
    field.fill("Article 18(3)")
    choice = turn.get_by_role("group", name="Several provisions are called that.")
    expect(choice.get_by_role("radio", name="Convention, Article 18(3)")).to_be_checked()
    choice.get_by_role("radio", name="Nagoya Protocol, Article 18(3)", exact=True).check()
    with page.expect_response("**/api/v1/feedback") as sent:
        turn.get_by_role("button", name="Send").click()

    assert sent.value.request.post_data_json["provision"] == "nagoya-protocol/art-18/para-3"


def test_what_is_no_provision_is_not_sent(page: Page, watch: Watch) -> None:
    """It is said why, the words stay, and an empty field sends the comment alone."""
    watch.expected = ("404",)
    turn = naming(page)
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.url) if "feedback" in request.url else None)
    field = turn.get_by_role("textbox", name="Which provision should have been cited?")
    field.fill("Article 99 of the Convention")
    turn.get_by_role("button", name="Send").click()
    expect(turn.get_by_text("The texts here hold no provision of that name.")).to_be_visible()
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(field).to_be_focused()
    assert sent == []
    field.fill("")
    with page.expect_response("**/api/v1/feedback") as response:
        turn.get_by_role("button", name="Send").click()

    assert "provision" not in response.value.request.post_data_json


def loaded(page: Page) -> str:
    """The addresses of everything that the page has loaded."""
    found = page.evaluate("performance.getEntriesByType('resource').map(entry => entry.name).join(' ')")
    return str(found)


def naming(page: Page) -> Locator:
    """An answer whose reader is asked for the right provision."""
    turn = ask(page, CLEARING_HOUSE)
    with page.expect_response("**/api/v1/feedback"):
        turn.get_by_role("button", name="Not helpful").click()
    turn.get_by_role("button", name="Name the right provision").click()
    return turn


def test_answers_and_references_are_copied(open_page: Opener, server: Server) -> None:
    """The answer is copied with its numbers and references, and one citation as a reference with quote and
    address.
    """
    page = open_page(permissions=["clipboard-read", "clipboard-write"])
    citation = wire(server, CLEARING_HOUSE)["citations"][0]
    turn = ask(page, CLEARING_HOUSE)

    turn.get_by_role("button", name="Copy with references").click()
    expect(page.get_by_text("Copied.")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith(CLEARING_HOUSE)
    assert f"[1] {citation['label']}." in copied
    turn.get_by_role("button", name=f"Copy as reference: {citation['label']}").click()
    until(lambda: "?" not in page.evaluate("navigator.clipboard.readText()"))
    reference = page.evaluate("navigator.clipboard.readText()")
    assert reference.startswith(citation["label"])
    assert " ".join(citation["quote"].split()) in reference
    assert reference.endswith(citation["url"])


@pytest.mark.parametrize("accept", ["application/json", "text/event-stream"])
def test_the_answer_is_the_same_with_and_without_streaming(page: Page, accept: str) -> None:
    """Where a proxy takes the stream away, the JSON answer is shown just so."""
    page.route(
        "**/api/v1/ask", lambda route: route.continue_(headers={**route.request.headers, "accept": accept})
    )
    with page.expect_response("**/api/v1/ask") as response:
        turn = ask(page, CLEARING_HOUSE)

    assert response.value.headers["content-type"].startswith(accept)
    expect(turn.locator(".source-label").first).to_have_text("Decision I/3, paragraph 2")
