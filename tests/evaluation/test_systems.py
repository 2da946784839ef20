import json
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import parse_qs, unquote, urlparse

import pytest

from evaluation.lookup import IndexLookup, read_provision
from evaluation.questions import parse_item
from evaluation.run import run_set
from evaluation.systems.http import HttpSystem, read_hits
from evaluation.systems.interface import BusyError
from evaluation.systems.naive import NaiveSystem
from ingest.errors import UnavailableError


class Contract(BaseHTTPRequestHandler):
    """A server of the HTTP contract: it knows one provision, is busy once, and breaks on the question
    "crash".
    """

    seen: list[dict]
    answer: dict
    text: str

    def do_POST(self):
        """Answer a question."""
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.seen.append(body)
        if body["question"] == "crash":
            self.reply({"error": {"code": "internal", "message": "oops", "hint": ""}}, 500)
        elif len(self.seen) == 1:
            self.reply({"error": {"code": "rate", "message": "wait", "hint": ""}}, 429, {"Retry-After": "0"})
        else:
            self.reply(self.answer)

    def do_GET(self):
        """Search, or give a provision."""
        address = urlparse(self.path)
        provision = {
            "locator": "cbd/art-18/para-3",
            "document": {"id": "cbd"},
            "text": self.text,
            "kind": "para",
            "children": [],
        }
        if address.path == "/api/v1/search":
            limit = int(parse_qs(address.query)["limit"][0])
            self.reply({"query": "", "hits": [provision | {"score": 0.5}][:limit]})
        elif unquote(address.path) == "/api/v1/provisions/cbd/art-18/para-3":
            self.reply(provision)
        elif address.path == "/health/live":
            self.reply({"status": "ok"})
        else:
            self.reply({"error": {"code": "not_found", "message": "", "hint": ""}}, 404)

    def reply(self, record, status=200, headers=None):
        """Send JSON."""
        self.send_response(status)
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(json.dumps(record).encode())

    def log_message(self, *_):
        """Say nothing."""


@pytest.fixture
def server(make) -> Iterator[tuple[str, type[Contract]]]:
    """The address of a running server, and its class."""
    handler = type(
        "Handler", (Contract,), {"seen": [], "answer": make.answer(make.citation()), "text": make.mechanism}
    )
    running = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = Thread(target=running.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{running.server_port}", handler
    running.shutdown()
    thread.join()
    running.server_close()


def test_a_run_over_http(server, make_set, make):
    """A whole run over HTTP: busy once, a crash, a right answer, judged against the server's own
    provisions.
    """
    url, handler = server
    with HttpSystem(url) as system:
        system.ready()
        questions = make_set(
            make.question("q1", history=["And Article 18?"]), make.question("q2", question="crash")
        )
        run = run_set(questions, system, system)
    right, crashed = run.rows
    assert right.status == "answered"
    assert (
        right.scores["existence"]
        == right.scores["quote_exactness"]
        == right.scores["nugget_recall"]
        == right.scores["mrr"]
        == 1
    )
    assert crashed.failure.startswith("UnavailableError: HTTP 500")
    assert handler.seen[1] == {
        "question": "What about q1?",
        "history": [{"role": "user", "content": "And Article 18?"}],
        "language": None,
        "filters": {"kinds": [], "documents": [], "sessions": []},
        "max_citations": 5,
    }


def test_busy_and_unknown(server, make):
    """A 429 asks to wait; a provision that the server lacks is None."""
    with HttpSystem(server[0]) as system:
        with pytest.raises(BusyError):
            system.ask(parse_item(make.question()))
        assert system.provision("cbd/art-99") is None
        assert system.describe() == {"url": server[0]}


def test_no_server():
    """Nothing at the address is one sentence."""
    with HttpSystem("http://127.0.0.1:9") as system, pytest.raises(UnavailableError, match="Nothing answers"):
        system.ready()


@pytest.mark.parametrize(
    "record", [{}, {"hits": "no"}, {"hits": [{"text": "nameless"}]}, [{"id": "cbd/art-1"}]]
)
def test_search_outside_the_contract(record):
    """Results without a list, a name or a document are refused."""
    with pytest.raises(ValueError, match="search"):
        read_hits(record)


@pytest.mark.parametrize(
    "row",
    [
        {"locator": "cbd/art-1", "document": {"id": "cbd"}, "text": "t"},
        {"id": "cbd/art-1", "document": "cbd", "text": "t"},
        {"provision": {"locator": "cbd/art-1", "document": "cbd", "text": "t"}},
    ],
)
def test_search_results_in_several_shapes(row):
    """A result may name its provision and document flat or nested."""
    (hit,) = read_hits({"hits": [row]})
    assert (hit.id, hit.source, hit.text) == ("cbd/art-1", "cbd", "t")


def test_provision_that_is_none():
    """A record without text is no provision; a document with children is no pinpoint."""
    assert read_provision({"error": {}}, "x") is None
    assert read_provision([], "x") is None
    assert read_provision({"text": "t", "kind": "document", "children": [1]}, "cbd").pinpoint is False


def test_index_lookup(served, make):
    """The index gives a provision's words, a document as a whole, and None for what it lacks."""
    lookup = IndexLookup(served.index)
    assert lookup.provision("cbd/art-18/para-3").text == make.mechanism
    assert lookup.provision("cbd/art-99") is None
    whole = lookup.provision("cbd")
    assert not whole.pinpoint
    assert make.mechanism in whole.text


def test_naive_answers_with_chunks(served, make, make_set):
    """The naive system answers whatever it is asked with chunks of documents, verbatim, that name their
    document.
    """
    system = NaiveSystem(served)
    run = run_set(
        make_set(make.question("q1", question=make.mechanism), make.question("q2", "")),
        system,
        IndexLookup(served.index),
    )
    assert [row.status for row in run.rows] == ["answered", "answered"]
    first = run.rows[0]
    assert [c.id for c in first.reply.citations] in (["cbd", "deck"], ["deck", "cbd"])
    assert first.scores["quote_exactness"] == 1
    assert [
        v.exists for c, v in zip(first.reply.citations, first.verdicts, strict=True) if c.id == "cbd"
    ] == [True]  # one chunk holds it all
    assert run.rows[1].scores["correct_refusals"] == 0


def test_naive_has_the_same_encoder(served):
    """What it lacks is not the model."""
    assert NaiveSystem(served).describe()["encoder"] == served.encoder.name
