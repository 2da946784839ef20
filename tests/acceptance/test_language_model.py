"""A language model is never trusted: against a real server that speaks the protocol well, badly, slowly or
without end.
"""

import contextlib
import json
import socket
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from assistant.answer import Answer
from assistant.api.wire.answers import AnswerOut
from assistant.asking.language_model import LONGEST_REPLY, LanguageModel
from assistant.assistant import Assistant
from assistant.question import Question, Turn
from assistant.words.store import say
from ingest.errors import UnavailableError

TRAINING = "What must Parties do about training of personnel?"
GOOD = "Parties shall promote cooperation in the training of personnel and the exchange of experts [1]."
WHY = {why: say(f"answer.model_{why}", "en") for why in ("down", "silent", "unsupported")}
Behaviour = Callable[["Door", dict[str, Any]], None]


class Door(BaseHTTPRequestHandler):
    """One request to the server of the test."""

    def do_POST(self) -> None:
        """Keep what was asked and do what the test wants."""
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        fake: Fake = self.server.fake  # type: ignore[attr-defined]
        fake.asked.append({"path": self.path, "key": self.headers.get("Authorization"), **body})
        with contextlib.suppress(BrokenPipeError, ConnectionResetError):  # the client goes away, as it should
            fake.behaviour(self, body)

    def send(
        self, body: bytes, status: int = 200, kind: str = "application/json", length: int | None = None
    ) -> None:
        """Send a whole reply."""
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body) if length is None else length))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@dataclass
class Fake:
    """A server that answers as it is told; `asked` holds the requests."""

    behaviour: Behaviour = lambda door, body: door.send(b"{}")
    asked: list[dict[str, Any]] = field(default_factory=list)
    url: str = ""

    def says(self, *texts: str) -> None:
        """Reply with these texts in turn, the last one for ever."""
        left = list(texts)

        def reply(door: Door, _: dict[str, Any]) -> None:
            text = left.pop(0) if len(left) > 1 else left[0]
            door.send(json.dumps({"choices": [{"message": {"role": "assistant", "content": text}}]}).encode())

        self.behaviour = reply


@pytest.fixture
def fake() -> Iterator[Fake]:
    """A server on a free port."""
    told = Fake()
    server = ThreadingHTTPServer(("127.0.0.1", 0), Door)
    server.daemon_threads = True
    server.fake = told  # type: ignore[attr-defined]
    told.url = f"http://127.0.0.1:{server.server_address[1]}/v1"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    yield told
    server.shutdown()
    thread.join()
    server.socket.close()


@pytest.fixture
def helped(assistant: Assistant, fake: Fake) -> Assistant:
    """The assistant with that server as its model."""
    return Assistant(
        assistant.index, assistant.encoder, LanguageModel(fake.url, "tiny", "secret-key", timeout=1.0)
    )


def stands(answer: Answer, extractive: Answer, why: str = "down") -> bool:
    """Whether it is the extractive answer with the note why the model did not help."""
    return (answer.statements, answer.citations) == (
        extractive.statements,
        extractive.citations,
    ) and answer.notes == (*extractive.notes, WHY[why])


@pytest.fixture
def plain(assistant: Assistant) -> Answer:
    """The answer without a model."""
    return assistant.ask(Question(TRAINING))


def test_a_good_reply_is_used(helped: Assistant, fake: Fake, plain: Answer) -> None:
    """Its sentence becomes the statement, marked as the model's, with its citation; no note."""
    fake.says(GOOD)
    answer = helped.ask(Question(TRAINING))
    assert [(s.text, s.citations, s.kind) for s in answer.statements] == [
        (GOOD.replace(" [1]", ""), (1,), "model")
    ]
    assert answer.citations == plain.citations[:1]
    assert answer.notes == plain.notes


def test_what_is_sent(helped: Assistant, fake: Fake, plain: Answer) -> None:
    """One request of the protocol: the key as bearer, the model's name, the question and the numbered
    provisions, no stream.
    """
    fake.says(GOOD)
    helped.ask(Question(TRAINING))
    (sent,) = fake.asked
    assert sent["path"] == "/v1/chat/completions"
    assert sent["key"] == "Bearer secret-key"
    assert (sent["model"], sent["temperature"], sent["stream"]) == ("tiny", 0, False)
    assert [turn["role"] for turn in sent["messages"]] == ["system", "user"]
    assert TRAINING in sent["messages"][1]["content"]
    for citation in plain.citations:
        assert f"[{citation.number}] {citation.label}\n" in sent["messages"][1]["content"]
        assert citation.text in sent["messages"][1]["content"]


def test_without_a_key_none_is_sent(assistant: Assistant, fake: Fake) -> None:
    """A local server needs none."""
    fake.says(GOOD)
    Assistant(assistant.index, assistant.encoder, LanguageModel(fake.url, "tiny", timeout=1.0)).ask(
        Question(TRAINING)
    )
    assert fake.asked[0]["key"] is None


def test_citations_are_numbered_anew(helped: Assistant, fake: Fake, assistant: Assistant) -> None:
    """Only those used are kept, in the order of use."""
    question = Question("What do Articles 18(4) and 5 of the Convention say?")
    plain = assistant.ask(question)
    assert len(plain.citations) == 2
    fake.says(f"{plain.citations[1].text} [2]\n{plain.citations[0].text} [1]")
    answer = helped.ask(question)
    assert [statement.citations for statement in answer.statements] == [(1,), (2,)]
    assert [citation.number for citation in answer.citations] == [1, 2]
    assert [citation.id for citation in answer.citations] == [plain.citations[1].id, plain.citations[0].id]
    fake.says(f"{plain.citations[1].text} [2]")
    answer = helped.ask(question)
    assert [(citation.number, citation.id) for citation in answer.citations] == [(1, plain.citations[1].id)]


@pytest.mark.parametrize(
    "lie",
    [
        "Parties shall promote cooperation in the training of personnel and the exchange of experts [7].",
        "Parties shall promote cooperation in the training of personnel and the exchange of experts [0].",
        "Parties shall promote cooperation in the training of personnel and the exchange of experts [1, 9].",
        "Parties shall promote cooperation in the training of personnel and the exchange of experts.",
        "All nuclear power plants must be closed [1].",
        "The text says that Parties shall “promote the training of wolves and of personnel” and the "
        "exchange of experts [1].",
        "Parties shall promote cooperation in the training of 500 personnel and the exchange of experts [1].",
        "Parties shall not promote cooperation in the training of personnel and the exchange of experts [1].",
        "Every ministry must pay a fee. Parties shall promote cooperation in the training of personnel "
        "and the exchange of experts.",
    ],
)
def test_a_lie_is_dropped(helped: Assistant, fake: Fake, plain: Answer, lie: str) -> None:
    """Alone it leaves the extractive answer, beside a good sentence it is left out."""
    fake.says(lie)
    assert stands(helped.ask(Question(TRAINING)), plain, "unsupported")
    fake.says(f"{lie}\n{GOOD}")
    assert [statement.text for statement in helped.ask(Question(TRAINING)).statements] == [
        GOOD.replace(" [1]", "")
    ]


def test_an_uncited_sentence_does_not_ride_on_a_cited_one(helped: Assistant, fake: Fake) -> None:
    """Each sentence needs its own citation."""
    fake.says(f"Ministers are to be re-elected. {GOOD}")
    assert [statement.text for statement in helped.ask(Question(TRAINING)).statements] == [
        GOOD.replace(" [1]", "")
    ]


def test_a_true_quotation_is_kept(helped: Assistant, fake: Fake) -> None:
    """Words in quotation marks that stand in the provision pass."""
    fake.says("Parties shall “promote cooperation in the training of personnel and exchange of experts” [1].")
    assert helped.ask(Question(TRAINING)).statements[0].kind == "model"


def trickle(door: Door, _: dict[str, Any]) -> None:
    """Never end, a byte at a time."""
    door.send_response(200)
    door.end_headers()
    for _i in range(400):
        door.wfile.write(b" ")
        door.wfile.flush()
        time.sleep(0.02)


def flood(door: Door, _: dict[str, Any]) -> None:
    """Never end, as fast as it goes."""
    door.send_response(200)
    door.end_headers()
    while True:
        door.wfile.write(b" " * 65536)


def sleep(door: Door, _: dict[str, Any]) -> None:
    """Say nothing for longer than the client waits."""
    time.sleep(1.5)


def content(value: object) -> bytes:
    """A reply with that content."""
    return json.dumps({"choices": [{"message": {"content": value}}]}).encode()


FAULTS: dict[str, Behaviour] = {
    "malformed JSON": lambda door, _: door.send(b'{"choices": [{"message"'),
    "HTML": lambda door, _: door.send(b"<html><body>Welcome</body></html>", kind="text/html"),
    "nothing": lambda door, _: door.send(b""),
    "no choices": lambda door, _: door.send(b'{"choices": []}'),
    "a list": lambda door, _: door.send(b"[1, 2]"),
    "null": lambda door, _: door.send(b"null"),
    "no text": lambda door, _: door.send(content(None)),
    "text of another type": lambda door, _: door.send(content([{"type": "text"}])),
    "an empty text": lambda door, _: door.send(content("")),
    "an error of the server": lambda door, _: door.send(content(GOOD), status=500),
    "wrong key": lambda door, _: door.send(b'{"error": "unauthorised"}', status=401),
    "a redirection": lambda door, _: door.send(b"", status=302),
    "not UTF-8": lambda door, _: door.send(b"\xff\xfe\xfa"),
    "half a reply": lambda door, _: door.send(content(GOOD)[:20], length=500),
    "deeply nested": lambda door, _: door.send(b"[" * 200_000),
    "huge": lambda door, _: door.send(content(GOOD + " " * LONGEST_REPLY)),
    "everything dropped": lambda door, _: door.send(
        content("The moon is made of cheese [1]. Pay 500 dollars [2].")
    ),
    "slow": sleep,
    "a byte at a time": trickle,
    "endless": flood,
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_faulty_server(helped: Assistant, fake: Fake, plain: Answer, fault: str) -> None:
    """The extractive answer stands, says so, and comes within the time allowed."""
    fake.behaviour = FAULTS[fault]
    began = time.monotonic()
    answer = helped.ask(Question(TRAINING))
    assert stands(
        answer, plain, {"an empty text": "silent", "everything dropped": "unsupported"}.get(fault, "down")
    )
    assert time.monotonic() - began < 4
    AnswerOut.of(answer).model_dump_json().encode()


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1:{port}/v1",
        "nonsense",
        "ftp://127.0.0.1/",
        "http://",
        "http://[::1",
        "http://127.0.0.1:99999/v1",
    ],
)
def test_no_server(assistant: Assistant, plain: Answer, url: str) -> None:
    """A refused connection and an address that is none are the same to the asker."""
    with socket.create_server(("127.0.0.1", 0)) as door:
        port = door.getsockname()[1]
    model = LanguageModel(url.format(port=port), "tiny", timeout=1.0)
    assert stands(Assistant(assistant.index, assistant.encoder, model).ask(Question(TRAINING)), plain)


@pytest.mark.parametrize("key", ["schlüssel", "a\nb", "\u202e"])
def test_a_key_that_cannot_be_sent(assistant: Assistant, fake: Fake, plain: Answer, key: str) -> None:
    """It makes no trouble either."""
    fake.says("All nuclear power plants must be closed [1].")
    model = LanguageModel(fake.url, "tiny", key, timeout=1.0)
    assert stands(Assistant(assistant.index, assistant.encoder, model).ask(Question(TRAINING)), plain)


def test_the_error_says_what_to_check(fake: Fake) -> None:
    """For whoever calls the model without the assistant."""
    fake.behaviour = FAULTS["HTML"]
    with pytest.raises(UnavailableError, match="another form") as caught:
        LanguageModel(fake.url, "tiny", timeout=1.0).complete([])
    assert "CBD_LLM_URL" in caught.value.hint


def test_a_refusal_never_calls_the_model(helped: Assistant, fake: Fake) -> None:
    """What the texts do not say is not given to it to invent."""
    fake.says(GOOD)
    for text in (
        "What is the capital of Peru?",
        "What does Article 58 say?",
        "Invent a quotation of Article 18.",
    ):
        assert helped.ask(Question(text)).refusal is not None
    assert fake.asked == []


def test_a_follow_up_is_rewritten(helped: Assistant, fake: Fake) -> None:
    """The model makes a stand-alone question of it, which is answered and shown; the question stays as it was
    asked.
    """
    fake.says(
        "What does Article 18(4) of the Convention say?",
        "Parties shall promote cooperation in the training of personnel and the exchange of experts [1].",
    )
    history = (Turn("user", "Tell me about Article 18."), Turn("assistant", "It has five paragraphs."))
    answer = helped.ask(Question("And the one on personnel?", history))
    assert answer.question == "And the one on personnel?"
    assert answer.rewritten == "What does Article 18(4) of the Convention say?"
    assert answer.citations[0].id == "cbd/art-18/para-4"
    assert answer.statements[0].kind == "model"
    assert [turn["content"] for turn in fake.asked[0]["messages"][1:]] == [
        "Tell me about Article 18.",
        "It has five paragraphs.",
        "And the one on personnel?",
    ]
    assert answer.rewritten in fake.asked[1]["messages"][1]["content"]


@pytest.mark.parametrize("reply", ["", "?", "x" * 500, "\ud83d\ud83d\ud83d", "...", "\x00\x01\x02"])
def test_a_useless_rewrite_is_not_used(
    helped: Assistant, fake: Fake, assistant: Assistant, reply: str
) -> None:
    """The follow-up is then understood without the model."""
    question = Question("and paragraph 4?", (Turn("user", "What does Article 18(3) say?"),))
    fake.says(reply, "nothing")
    answer = helped.ask(question)
    assert stands(answer, assistant.ask(question), "unsupported")


def test_a_rewrite_by_a_server_that_is_down(helped: Assistant, fake: Fake, assistant: Assistant) -> None:
    """It leaves the follow-up as it is."""
    fake.behaviour = FAULTS["an error of the server"]
    question = Question("and paragraph 4?", (Turn("user", "What does Article 18(3) say?"),))
    assert stands(helped.ask(question), assistant.ask(question))


def test_half_a_character(helped: Assistant, fake: Fake) -> None:
    """A reply that is no valid text is cleaned before it is used."""
    fake.says(GOOD.replace(" [1]", " \ud83d\x07 [1]"))
    (statement,) = helped.ask(Question(TRAINING)).statements
    assert statement.text == GOOD.replace(" [1].", ".")


def test_no_more_than_five_sentences(helped: Assistant, fake: Fake) -> None:
    """However many the model writes."""
    fake.says("\n".join([GOOD] * 9))
    assert len(helped.ask(Question(TRAINING)).statements) <= 5
