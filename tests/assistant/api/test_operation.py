"""Health, metrics, feedback and documentation: what those who run the server need."""

import re
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import httpx
import pytest
import yaml

from assistant.api.wire.health import HealthOut
from assistant.feedback.file import FeedbackFile
from assistant.feedback.opinion import Opinion
from ingest.errors import UnavailableError

ROOT = Path(__file__).parents[3]


def test_health(server: httpx.Client) -> None:
    """Live and ready, with the index that serves."""
    live = HealthOut.model_validate_json(server.get("/health/live").content, extra="forbid")
    ready = HealthOut.model_validate_json(server.get("/health/ready").content, extra="forbid")

    assert live.status == "live"
    assert ready.status == "ready"
    assert ready.index is not None


def test_metrics_count(server: httpx.Client) -> None:
    """A question shows in the counters, by route and not by address."""

    def value(name: str) -> float:
        found = re.search(rf"^{re.escape(name)} (\S+)$", server.get("/metrics").text, re.MULTILINE)
        return float(found[1]) if found else 0.0

    name = 'cbd_http_requests_total{method="POST",route="/api/v1/ask",status="200"}'
    before = value(name)
    server.post("/api/v1/ask", json={"question": "What is the CHM?"})
    server.get("/some/unknown/address")

    assert value(name) == before + 1
    assert value("cbd_ready") == 1
    assert "some/unknown" not in server.get("/metrics").text
    assert "cbd_index_size" in server.get("/metrics").text


def test_alarms_are_of_what_is_counted(serve: Any, fake: Any, tmp_path: Path) -> None:
    """Each rule of deploy/alerts.yml has a sentence for who is called, and asks for numbers that are told."""
    kept = {"access": tmp_path / "access", "audit": tmp_path / "audit.jsonl"}
    client = serve(opener=lambda _: fake(None), public="reader", metrics="anybody", **kept)
    told = set(re.findall(r"^# TYPE (\S+)", client.get("/metrics").text, re.MULTILINE))
    rules = yaml.safe_load((ROOT / "deploy" / "alerts.yml").read_text("utf-8"))["groups"][0]["rules"]

    assert len({rule["alert"] for rule in rules}) == len(rules) > 5
    for rule in rules:
        asked = set(re.findall(r"cbd_\w+", rule["expr"]))
        assert asked
        assert {name.removesuffix("_bucket") for name in asked} <= told, rule["alert"]
        assert rule["annotations"]["summary"].endswith((".", "?"))


def test_feedback_is_stored(serve: Any, fake: Any, tmp_path: Path) -> None:
    """In a file that is made when it is needed, with the index that had answered, and nothing about the
    reader.
    """
    path = tmp_path / "deep" / "feedback.db"
    client = serve(opener=lambda _: fake(lambda _: None), feedback=path)
    assert not path.exists()
    body = {
        "question": "Who pays?",
        "answer_id": "abc",
        "rating": "down",
        "comment": "Wrong article.",
        "language": "fr",
    }
    response = client.post("/api/v1/feedback", json=body)

    assert response.status_code == 201
    assert response.json() == {"id": 1, "stored": True}
    with closing(sqlite3.connect(path)) as db:
        db.row_factory = sqlite3.Row
        [row] = db.execute("SELECT * FROM feedback").fetchall()
        assert db.execute("PRAGMA journal_mode").fetchone()[0] == "wal"
    assert {name: row[name] for name in body} == body
    assert row["index_id"] == "fake"
    assert set(row.keys()) == {
        "id",
        "at",
        "rating",
        "question",
        "answer_id",
        "answer",
        "comment",
        "language",
        "index_id",
        "provision",
        "history",
    }


def test_the_right_provision_is_stored_with_feedback(server: httpx.Client) -> None:
    """As the locator of what was named, with the questions before; a name of nothing that is held is refused,
    and nothing is stored.
    """
    body = {"question": "And who?", "rating": "down", "history": ["What is the CHM?"]}
    refused = server.post("/api/v1/feedback", json={**body, "provision": "Article 99 of the Convention"})
    named = server.post("/api/v1/feedback", json={**body, "provision": "Article 18, paragraph 3"})
    newest = server.get("/api/v1/feedback?limit=1").json()["feedback"][0]

    assert (refused.status_code, refused.json()["error"]["code"]) == (404, "not_found")
    assert named.status_code == 201
    assert newest["id"] == named.json()["id"]
    assert (newest["provision"], newest["history"]) == ("cbd/art-18/para-3", ["What is the CHM?"])


def test_feedback_that_cannot_be_written(tmp_path: Path) -> None:
    """A folder in the place of the file is an error of ours, not a traceback."""
    store = FeedbackFile(tmp_path)
    with pytest.raises(UnavailableError, match="could not be written"):
        store.add(Opinion(rating="up", question="x"))


def test_the_documentation_needs_no_foreign_host(server: httpx.Client) -> None:
    """Whatever the page loads comes from here, and nothing in it is a script or a style of its own."""
    page = server.get("/docs").text

    assert re.findall(r"<script(?![^>]*\ssrc=)|<style|\sstyle=|\son\w+=", page) == []
    loaded = re.findall(r'(?:src|href)="([^"]+)"', page)
    assert {"/docs/swagger-ui-bundle.js", "/docs/swagger-ui.css", "/docs/start.js"} < set(loaded)
    for address in loaded:
        answer = server.get(address)
        assert address.startswith("/")
        assert answer.status_code == 200
    assert server.get("/docs/swagger-ui.css").headers["content-type"].startswith("text/css")
    assert server.get("/docs/swagger-ui-bundle.js").headers["content-encoding"] == "gzip"
    assert server.get("/docs/redoc.standalone.js").status_code == 404


def test_every_operation_is_described(server: httpx.Client) -> None:
    """Each has words, a stable name and the error shape; requests have examples."""
    document = server.get("/openapi.json").json()
    operations = [
        (path, operation) for path, methods in document["paths"].items() for operation in methods.values()
    ]

    assert len({operation["operationId"] for _, operation in operations}) == len(operations)
    for path, operation in operations:
        assert operation["description"], path
        if path.startswith(("/api", "/v1")):
            for status in ("404", "422", "500"):
                assert operation["responses"][status]["content"]["application/json"]["schema"][
                    "$ref"
                ].endswith("/ErrorOut")
    for name in ("AskRequest", "FeedbackIn", "ChatRequest"):
        assert document["components"]["schemas"][name]["examples"]


def test_importing_the_application_does_nothing(tmp_path: Path) -> None:
    """No torch, no file, no thread."""
    script = (
        "import sys, threading, assistant.api.app\n"
        "assert 'torch' not in sys.modules and 'sentence_transformers' not in sys.modules\n"
        "from assistant.settings import Settings\n"
        "assistant.api.app.create_app(Settings())\n"
        "assert 'torch' not in sys.modules and threading.active_count() == 1\n"
    )
    subprocess.run(
        [sys.executable, "-c", script],
        check=True,
        cwd=tmp_path,
        env={"PYTHONPATH": ":".join(sys.path)},
        timeout=60,
    )
    assert list(tmp_path.iterdir()) == []
