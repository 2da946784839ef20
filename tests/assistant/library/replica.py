"""A local replica of the official service: a real HTTP server over invented decisions, with every way of
failing.
"""

import hashlib
import io
import json
import re
import socket
import struct
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

Record = dict[str, Any]


def node(words: dict[str, str], **numbers: Any) -> Record:
    """One node of a tree, with the fields that are given."""
    return {"_id": "x", "html": words, "nodes": [], **numbers}


def tree(session: int, number: int, marker: str = "") -> Record:
    """An invented decision of two sections, items and an annex, in English and French."""
    code = f"CBD/COP/{session:02}/{number:02}"
    request = node(
        {
            "en": f"<p>2. <em>Requests</em> nobody{marker}:</p>",
            "fr": f"<p>2. <em>Prie</em> personne{marker} :</p>",
        },
        section="A",
        paragraph=2,
        type="operational",
        statuses=["active"],
        actors=["parties"],
        subjects=["CBD-SUBJECT-CHM"],
        documents=["CBD/SBI/9/INF/99", "SCBD/LOG/SECRET"],
    )
    request["nodes"] = [
        node(
            {
                "en": f"<p>({letter}) To count the {thing} of meeting {session};</p>",
                "fr": f"<p>({letter}) De compter les {thing} ;</p>",
            },
            section="A",
            paragraph=2,
            item=place,
        )
        for place, (letter, thing) in enumerate([("a", "chairs"), ("b", "lamps")], start=1)
    ]
    section = node({"en": "<p>A. Furniture</p>", "fr": "<p>A. Mobilier</p>"}, section="A")
    section["nodes"] = [
        node(
            {"en": "<p>1. Takes note of chairs;</p>", "fr": "<p>1. Prend note des chaises ;</p>"},
            section="A",
            paragraph=1,
        ),
        request,
    ]
    opening = {
        "en": "<p>The Conference of the Parties,</p><p>Recalling its chairs,</p>",
        "fr": "<p>La Conférence des Parties,</p><p>Rappelant ses chaises,</p>",
    }
    annex = {
        "en": "<p>Annex</p><p>LIST OF CHAIRS</p><p>1. One chair.</p><p>2. Two chairs.</p>",
        "fr": "<p>Annexe</p><p>LISTE</p><p>1. Une.</p><p>2. Deux.</p>",
    }
    return {
        "_id": "y",
        "code": code,
        "symbol": f"CBD/COP/DEC/{session}/{number}",
        "treaty": "XXVII8",
        "body": "COP",
        "session": session,
        "decision": number,
        "title": {
            "en": f"Invented decision {session}/{number}",
            "fr": f"Décision inventée {session}/{number}",
        },
        "nodes": [node(opening), section, node(annex, annex=1)],
    }


def pdf(lines: list[str]) -> bytes:
    """A PDF of these lines."""
    from reportlab.pdfgen.canvas import Canvas

    out = io.BytesIO()
    canvas = Canvas(out, invariant=1)
    for start in range(0, len(lines), 40):
        for place, line in enumerate(lines[start : start + 40]):
            canvas.drawString(60, 780 - 18 * place, line)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def treaty_pdf(name: str, words: str = "Article") -> bytes:
    """An invented treaty of nine articles."""
    lines = [name, ""]
    for number in range(1, 10):
        lines += [
            f"{words} {number}. Chairs {number}",
            f"Each Party shall keep {number} chairs in its offices at all times of the year.",
            "",
        ]
    return pdf(lines)


TREATIES = {
    "Convention on Biological Diversity": "/doc/legal/cbd-{}.pdf",
    "Cartagena Protocol on Biosafety": "/doc/legal/cartagena-protocol-{}.pdf",
    "Nagoya Protocol on Access to chairs": "/abs/doc/protocol/nagoya-protocol-{}.pdf",
    "Nagoya-Kuala Lumpur Supplementary Protocol": (
        "/doc/legal/nagoya-kuala-lumpur-supplementary-protocol-{}.pdf"
    ),
}


class Replica:
    """What the server knows, and how it is to fail: `failures` maps a part of a path to a way of failing."""

    def __init__(self) -> None:
        self.trees: dict[str, Record] = {}
        self.files: dict[str, bytes] = {}
        self.recommendations: list[Record] = []
        self.failures: dict[str, str] = {}
        self.once: set[str] = set()
        self.requests: list[str] = []
        self.base = ""
        self.etags = True
        self.delay = 0.0
        for name, path in TREATIES.items():
            self.files[path.format("en")] = treaty_pdf(name)
            self.files[path.format("fr")] = treaty_pdf(name)

    def add_session(self, session: int, decisions: int) -> None:
        """A meeting with so many decisions."""
        for number in range(1, decisions + 1):
            self.trees[f"CBD/COP/{session:02}/{number:02}"] = tree(session, number)

    def answer(self, path: str, query: dict[str, list[str]]) -> bytes | None:
        """The body for a path; None for 404."""
        if path in self.files:
            return self.files[path]
        if path == "/api/v2021/decisions":
            wanted = json.loads(query["q"][0])
            heads = [{k: v for k, v in t.items() if k != "nodes"} for t in self.trees.values()]
            return json.dumps(
                [h for h in heads if (h["treaty"], h["session"]) == (wanted["treaty"], wanted["session"])]
            ).encode()
        match = re.fullmatch(r"/api/v2021/decisions/([^/]+)/tree", path)
        if match:
            found = self.trees.get(unquote(match[1]))
            return json.dumps(found, ensure_ascii=False).encode() if found else None
        if path == "/api/v2013/index/select":
            docs = (
                self.recommendations
                if "recommendation" in query["q"][0]
                else [
                    self._indexed(t)
                    for t in self.trees.values()
                    if f"session_i:{t['session']}" in query["q"][0].split(" AND ")
                ]
            )
            return json.dumps(
                {"response": {"numFound": len(docs), "docs": docs[int(query["start"][0]) :]}}
            ).encode()
        if path.startswith("/api/v2013/thesaurus"):
            return json.dumps(
                [{"identifier": "CBD-SUBJECT-CHM", "title": {"en": "Clearing-house mechanism"}}]
            ).encode()
        if path.startswith("/api/v2015/treaties/"):
            return json.dumps({"code": path.rpartition("/")[2], "acronym": "CBD"}).encode()
        return None

    def _indexed(self, found: Record) -> Record:
        return {
            "schema_s": "decision",
            "treaty_s": found["treaty"],
            "body_s": "XXVII8-COP",
            "session_i": found["session"],
            "decision_i": found["decision"],
            "file_ss": found.get("files", []),
        }


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True  # or each body waits 40 ms until its head is acknowledged
    replica: Replica

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Nothing on stderr."""

    def do_GET(self) -> None:
        """Answer, or fail as told."""
        replica = self.replica
        replica.requests.append(self.path)
        time.sleep(replica.delay)
        way = next((way for part, way in replica.failures.items() if part in self.path), "")
        if way and way.startswith("once-"):
            way = "" if self.path in replica.once else way.removeprefix("once-")
            replica.once.add(self.path)
        parts = urlsplit(self.path)
        body = replica.answer(parts.path, parse_qs(parts.query))
        if way:
            getattr(self, f"_{way.partition(':')[0].replace('-', '_')}")(body or b"[]", way.partition(":")[2])
        elif body is None:
            self._send(404, b'{"code":"notFound","statusCode":404}')
        else:
            self._send_whole(body)

    def _send_whole(self, body: bytes) -> None:
        tag = f'"{hashlib.sha256(body).hexdigest()[:16]}"'
        if self.replica.etags and self.headers.get("If-None-Match") == tag:
            self.send_response(304)
            self.end_headers()
            return
        self._send(200, body, {"ETag": tag} if self.replica.etags else {})

    def _send(self, status: int, body: bytes, headers: dict[str, str] | None = None) -> None:
        self.send_response(status)
        for name, value in {
            "Content-Type": "application/json",
            "Content-Length": str(len(body)),
            **(headers or {}),
        }.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def _status(self, body: bytes, code: str) -> None:
        self._send(int(code), b"{}")

    def _busy(self, body: bytes, seconds: str) -> None:
        self._send(429, b"{}", {"Retry-After": seconds})

    def _slow(self, body: bytes, seconds: str) -> None:
        time.sleep(float(seconds))
        self._send_whole(body)

    def _truncated(self, body: bytes, _: str) -> None:
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body[: len(body) // 2])
        self.wfile.flush()
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.close_connection = True

    def _cut(self, body: bytes, _: str) -> None:
        self._send(200, body[: len(body) // 2])

    def _page(self, body: bytes, _: str) -> None:
        self._send(
            200, b"<!DOCTYPE html><html><body>Please sign in</body></html>", {"Content-Type": "text/html"}
        )

    def _renamed(self, body: bytes, names: str) -> None:
        old, new = names.split(">")
        self._send_whole(body.replace(f'"{old}":'.encode(), f'"{new}":'.encode()))

    def _elsewhere(self, body: bytes, _: str) -> None:
        self._send(302, b"", {"Location": "http://other.example.org/steal"})

    def _circle(self, body: bytes, _: str) -> None:
        self._send(302, b"", {"Location": self.path})

    def _huge(self, body: bytes, _: str) -> None:
        self.send_response(200)
        self.send_header("Content-Length", str(2 * 2**30))
        self.end_headers()
        self.close_connection = True


@contextmanager
def serving(replica: Replica) -> Iterator[Replica]:
    """The replica on a free port."""
    handler: Callable[..., _Handler] = type("Handler", (_Handler,), {"replica": replica})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    replica.base = f"http://127.0.0.1:{server.server_address[1]}"
    try:
        yield replica
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
