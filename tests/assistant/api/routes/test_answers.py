"""Asking: the contract's answer, field by field, as JSON and as events."""

import json
import threading
from typing import Any

import httpx
import pytest

from assistant.answer import Answer, Refusal, RefusalReason, Statement
from assistant.api import stream
from assistant.api.stream import answer_events
from assistant.api.wire.answers import AnswerOut
from index.interface import Snapshot

QUESTION = "What did the first COP decide about the clearing-house mechanism?"


def ask(client: httpx.Client, question: str = QUESTION, **more: Any) -> httpx.Response:
    """Ask as JSON."""
    return client.post("/api/v1/ask", json={"question": question, **more})


def events(text: str) -> list[tuple[str, Any]]:
    """Read the events of a stream."""
    found = []
    for block in text.split("\n\n"):
        lines = dict(line.split(": ", 1) for line in block.splitlines() if not line.startswith(":"))
        if lines:
            found.append((lines["event"], json.loads(lines["data"])))
    return found


def test_the_answer_has_exactly_the_fields_of_the_contract(server: httpx.Client) -> None:
    """Every field is there in its type, and none besides."""
    response = ask(server)

    assert response.status_code == 200
    answer = AnswerOut.model_validate_json(response.content, strict=True, extra="forbid")
    assert answer.question == QUESTION
    assert set(response.json()) >= {
        "question",
        "language",
        "answerable",
        "answer",
        "refusal",
        "citations",
        "suggestions",
        "index",
        "timings_ms",
    }


def test_the_answer_cites_the_decision(server: httpx.Client) -> None:
    """The question of issue 2 gets decision I/3, paragraph 1 or another of its paragraphs."""
    citations = ask(server).json()["citations"]

    assert any(citation["id"].startswith("cop-1/dec-3") for citation in citations)


def test_every_quote_is_a_slice_of_the_text_that_the_corpus_has(server: httpx.Client) -> None:
    """Quote == text[start:end], and the text is that of /provisions."""
    for citation in ask(server).json()["citations"]:
        assert citation["quote"] == citation["text"][citation["start"] : citation["end"]]
        assert server.get(f"/api/v1/provisions/{citation['id']}").json()["text"] == citation["text"]


def test_every_statement_has_a_citation_that_is_listed(server: httpx.Client) -> None:
    """The numbers in the answer are those of the list."""
    answer = ask(server).json()
    listed = [citation["number"] for citation in answer["citations"]]

    assert answer["answer"]
    assert listed == list(range(1, len(listed) + 1))
    assert all(
        statement["citations"] and set(statement["citations"]) <= set(listed)
        for statement in answer["answer"]
    )


def test_the_whole_request_of_the_contract_is_understood(server: httpx.Client) -> None:
    """The example of the architecture document, with history, filters and limits."""
    history = [{"role": "user", "content": "What is the CHM?"}, {"role": "assistant", "content": "..."}]
    filters = {"kinds": ["decision"], "documents": ["cop-1/dec-3"], "sessions": [1]}
    response = ask(
        server,
        "Who pays for the clearing-house mechanism?",
        history=history,
        language=None,
        filters=filters,
        max_citations=3,
    )

    assert response.status_code == 200
    assert {citation["document"]["id"] for citation in response.json()["citations"]} <= {"cop-1/dec-3"}
    assert len(response.json()["citations"]) <= 3


@pytest.mark.parametrize("missing", ["history", "filters", "language"])
def test_null_stands_for_the_default(server: httpx.Client, missing: str) -> None:
    """A client may send null where it has nothing to say."""
    assert ask(server, **{missing: None}).status_code == 200


def test_a_refusal_has_its_reason_and_no_citations(serve: Any, fake: Any) -> None:
    """Answerable is false, answer is empty, and the reason is of the contract."""
    snapshot = Snapshot("x", "2026-01-01T00:00:00+00:00", "fake", {})
    refusal = Refusal(RefusalReason.OUT_OF_SCOPE, "Not about the Convention.", ("cbd/art-1",))
    client = serve(
        opener=lambda _: fake(lambda question: Answer(question.text, "en", (), (), refusal, (), snapshot))
    )
    response = ask(client, "What is the capital of Peru?")

    answer = AnswerOut.model_validate_json(response.content, strict=True, extra="forbid")
    assert not answer.answerable
    assert response.json()["refusal"] == {
        "reason": "out_of_scope",
        "message": "Not about the Convention.",
        "closest": ["cbd/art-1"],
        "pointer": None,
        "help": [],
    }
    assert response.json()["answer"] == response.json()["citations"] == []


def test_the_stream_tells_the_same_as_the_answer(server: httpx.Client) -> None:
    """Retrieval first, done last, each citation before the statement that uses it, and all of it equal to the
    JSON answer.
    """
    with server.stream(
        "POST", "/api/v1/ask", json={"question": QUESTION}, headers={"Accept": "text/event-stream"}
    ) as response:
        assert response.headers["content-type"].startswith("text/event-stream")
        assert "x-request-id" in response.headers
        told = events(response.read().decode())
    names = [name for name, _ in told]
    whole = ask(server).json()
    done = told[-1][1]

    assert names[0] == "retrieval"
    assert names[-1] == "done"
    assert {**done, "timings_ms": {}} == {**whole, "timings_ms": {}}
    assert [data for name, data in told if name == "citation"] == whole["citations"]
    assert [
        {k: v for k, v in data.items() if k != "number"} for name, data in told if name == "statement"
    ] == whole["answer"]
    seen: set[int] = set()
    for name, data in told:
        if name == "citation":
            seen.add(data["number"])
        if name == "statement":
            assert set(data["citations"]) <= seen


def test_an_error_in_the_stream_is_an_event(serve: Any, fake: Any) -> None:
    """What goes wrong after the headers are out comes in the one error shape, without details."""

    def fail(_: object) -> None:
        raise RuntimeError("secret detail")

    client = serve(opener=lambda _: fake(fail))
    response = client.post(
        "/api/v1/ask", json={"question": QUESTION}, headers={"Accept": "text/event-stream"}
    )
    [(name, data)] = events(response.text)

    assert name == "error"
    assert data["error"]["code"] == "internal"
    assert "secret" not in response.text


def test_a_bad_question_is_refused_before_the_stream_begins(server: httpx.Client) -> None:
    """The status says so, no event is needed."""
    response = server.post("/api/v1/ask", json={"question": "  "}, headers={"Accept": "text/event-stream"})

    assert response.status_code == 422
    assert response.json()["error"]["code"] == "bad_question"


def test_an_event_is_one_line_whatever_the_text_holds() -> None:
    """Line breaks in a text, of any kind, do not break the frame."""
    text = "a\nb\r\n\nevent: done\ndata: x\u2028\u2029\x85"
    snapshot = Snapshot("x", "2026-01-01T00:00:00+00:00", "fake", {})
    answer = Answer(text, "en", (Statement(text, ()),), (), None, (), snapshot)
    told = "".join(one.encode().decode() for one in answer_events(AnswerOut.of(answer)))

    assert told.count("event: ") - told.count("\\nevent: ") == 3
    assert [line for line in told.split("\n") if line and not line.startswith(("event: ", "data: "))] == []


def test_a_reader_may_go_away(serve: Any, fake: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """A slow answer keeps its connection alive with comments, and one that nobody waits for any more harms
    nobody.
    """
    monkeypatch.setattr(stream, "KEEP_ALIVE", 0.05)
    gate = threading.Event()
    snapshot = Snapshot("x", "2026-01-01T00:00:00+00:00", "fake", {})

    def reply(question: Any) -> Answer:
        gate.wait(20)
        return Answer(question.text, "en", (), (), None, (), snapshot)

    client = serve(opener=lambda _: fake(reply))
    with client.stream(
        "POST", "/api/v1/ask", json={"question": QUESTION}, headers={"Accept": "text/event-stream"}
    ) as response:
        lines = response.iter_lines()
        assert next(lines) == ": working"
        assert ": still working" in [next(lines) for _ in range(3)]
    gate.set()

    assert ask(client).status_code == 200
