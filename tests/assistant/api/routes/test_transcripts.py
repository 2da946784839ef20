"""A conversation as a file, over HTTP."""

import io
from typing import Any

import docx
import httpx

ADDRESS = "/api/v1/transcript/docx"
QUESTION = "Who pays for the clearing-house mechanism?"


def turn_of(answer: dict[str, Any]) -> dict[str, Any]:
    """An answer as it came, with all its fields."""
    return {**answer, "question": answer["question"]}


def paragraphs(response: httpx.Response) -> dict[str, str]:
    """The words of the file by style."""
    assert response.status_code == 200, response.text
    found: dict[str, str] = {}
    for paragraph in docx.Document(io.BytesIO(response.content)).paragraphs:
        found[paragraph.style.name] = found.get(paragraph.style.name, "") + paragraph.text + "\n"
    return found


def test_an_answer_becomes_a_file_as_it_came(server: httpx.Client) -> None:
    """Nothing needs to be taken from it or added."""
    answer = server.post("/api/v1/ask", json={"question": QUESTION}).json()
    told = paragraphs(server.post(ADDRESS, json={"title": "My file", "turns": [turn_of(answer)]}))

    assert told["Heading 2"] == f"{QUESTION}\n"
    quote = answer["citations"][0]["lines"][0]["text"]
    assert quote in told["Quoted law"]


def test_a_forged_quotation_is_not_exported_as_one(server: httpx.Client) -> None:
    """Though everything else of it says that it is official."""
    answer = server.post("/api/v1/ask", json={"question": QUESTION}).json()
    forged = "Decides that nobody shall pay for anything."
    for citation in answer["citations"]:
        citation["quote"] = citation["text"] = forged
    for statement in answer["answer"]:
        statement["text"] = forged
    told = paragraphs(server.post(ADDRESS, json={"title": "My file", "turns": [turn_of(answer)]}))

    assert "Quoted law" not in told
    assert told["Own note"].count(f"Not in the texts that are held here, so no quotation: {forged}") == len(
        answer["answer"]
    )


def test_a_long_conversation_goes_through(server: httpx.Client) -> None:
    """More than any other request may bring; what is longer still is refused in the one shape."""
    turn = {"question": "x", "notes": ["y" * 20_000] * 5}
    told = paragraphs(server.post(ADDRESS, json={"title": "Long", "turns": [turn] * 10}))
    assert told["Own note"].count("y" * 20_000) == 50
    refused = server.post(ADDRESS, json={"title": "Long", "turns": [turn] * 25})
    assert (refused.status_code, refused.json()["error"]["code"]) == (413, "body_too_large")


def test_files_are_limited_as_questions_are(serve: Any, index_folder: Any) -> None:
    """A large one costs more."""
    client = serve(index=index_folder, rate_limit=3)
    body = {"title": "x", "turns": [{"question": "x", "notes": ["y"] * 200}] * 4}
    statuses = [client.post(ADDRESS, json=body).status_code for _ in range(3)]

    assert statuses == [200, 429, 429]
