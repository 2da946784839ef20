"""The life of a server: it starts at once, says when it is ready, and takes up a new index without dropping a
request.
"""

import json
import os
import shutil
import threading
import time
from pathlib import Path
from typing import Any

import httpx
import pytest

from assistant.answer import Answer
from assistant.api import rotation as live_module
from index.interface import Snapshot
from index.packaged import crowded

BODY = {"question": "What is the clearing-house mechanism?"}


def next_generation(root: Path, name: str) -> None:
    """Do what a build does: a new folder with a manifest, then one rename."""
    current = root / (root / "current").read_text().strip()
    shutil.copytree(current, root / name)
    manifest = json.loads((root / name / "manifest.json").read_text())
    (root / name / "manifest.json").write_text(json.dumps({**manifest, "id": name}))
    switch(root, name)


def switch(root: Path, name: str) -> None:
    """Rename."""
    (root / "next").write_text(name)
    os.replace(root / "next", root / "current")


def until(condition: Any, seconds: float = 40) -> None:
    """Wait for it, or fail."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.05)


def test_a_new_index_is_taken_up_without_dropping_a_request(
    serve: Any, index_folder: Path, tmp_path: Path
) -> None:
    """While questions come, the index is exchanged twice: each answer is whole, and the last come from the
    new one.
    """
    root = tmp_path / "index"
    shutil.copytree(index_folder, root)
    client = serve(index=root)
    until(lambda: client.get("/health/ready").status_code == 200)
    first = client.get("/health/ready").json()["index"]["id"]
    seen: list[tuple[int, str]] = []
    stop = threading.Event()

    def keep_asking() -> None:
        with httpx.Client(base_url=client.base_url, timeout=60) as own:
            while not stop.is_set():
                response = own.post("/api/v1/ask", json=BODY)
                seen.append((response.status_code, response.json().get("index", {}).get("id", "")))

    threads = [threading.Thread(target=keep_asking) for _ in range(2)]
    for thread in threads:
        thread.start()
    try:
        for name in ("second", "third"):
            next_generation(root, name)
            until(lambda name=name: client.get("/health/ready").json()["index"]["id"] == name)
            until(lambda name=name: seen and seen[-1][1] == name)
    finally:
        stop.set()
        for thread in threads:
            thread.join()

    assert {status for status, _ in seen} == {200}
    assert {name for _, name in seen} == {first, "second", "third"}
    assert "cbd_index_exchanges 2.0" in client.get("/metrics").text


def test_a_broken_new_index_leaves_the_old_one_serving(
    serve: Any, index_folder: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """It is refused and logged, the server is not ready and a metric says so; the next good one is taken
    up.
    """
    root = tmp_path / "index"
    shutil.copytree(index_folder, root)
    client = serve(index=root)
    until(lambda: client.get("/health/ready").status_code == 200)
    (root / "broken").mkdir()
    good = (root / "current").read_text()
    switch(root, "broken")
    until(lambda: any("still serves" in record.getMessage() for record in caplog.records))
    ready = client.get("/health/ready")
    assert (ready.status_code, ready.json()["error"]["code"]) == (503, "index_mismatch")
    assert "cbd_index_broken 1.0" in client.get("/metrics").text
    assert client.post("/api/v1/ask", json=BODY).status_code == 200
    switch(root, good)
    until(lambda: client.get("/health/ready").status_code == 200)
    assert "cbd_index_broken 0.0" in client.get("/metrics").text


def test_without_an_index_the_server_lives_and_says_why(serve: Any, tmp_path: Path) -> None:
    """Live, not ready, 503 with Retry-After and what to do; nothing names a folder of the server."""
    client = serve()
    until(lambda: client.get("/health/ready").json()["error"]["code"] == "index_missing")

    assert client.get("/health/live").json()["status"] == "live"
    for response in (
        client.get("/health/ready"), client.post("/api/v1/ask", json=BODY), client.get("/api/v1/search?q=x"),
        client.get("/api/v1/documents"), client.get("/api/v1/provisions/cbd/art-1"),
    ):  # fmt: skip
        assert response.status_code == 503
        assert response.json()["error"]["code"] == "index_missing"
        assert "cbd-assistant build" in response.json()["error"]["hint"]
        assert int(response.headers["retry-after"]) > 0
        assert str(tmp_path) not in response.text


def test_a_first_index_is_taken_up(serve: Any, index_folder: Path, tmp_path: Path) -> None:
    """Whoever builds after serving need not start again."""
    client = serve()
    until(lambda: client.get("/health/ready").json()["error"]["code"] == "index_missing")
    shutil.copytree(index_folder, tmp_path / "built")
    os.rename(tmp_path / "built", tmp_path / "index")
    until(lambda: client.get("/health/ready").status_code == 200)


def test_an_index_of_another_encoder_is_refused(serve: Any, index_folder: Path, tmp_path: Path) -> None:
    """503 with its code."""
    root = tmp_path / "index"
    shutil.copytree(index_folder, root)
    current = root / (root / "current").read_text().strip()
    manifest = json.loads((current / "manifest.json").read_text())
    (current / "manifest.json").write_text(json.dumps({**manifest, "encoder": "another"}))
    client = serve(index=root)
    until(lambda: client.get("/health/ready").json()["error"]["code"] == "index_mismatch")


def test_the_server_answers_while_it_loads(serve: Any, fake: Any) -> None:
    """Live at once, ready later; a question waits for the model instead of failing."""
    gate = threading.Event()
    snapshot = Snapshot("x", "2026-01-01T00:00:00+00:00", "fake", {})

    class Slow(fake):  # type: ignore[misc]  # the fixture gives a class
        def warm_up(self) -> None:
            gate.wait(20)

    client = serve(
        opener=lambda _: Slow(lambda question: Answer(question.text, "en", (), (), None, (), snapshot)),
        wait=False,
    )
    assert client.get("/health/live").status_code == 200
    loading = client.get("/health/ready")
    assert loading.status_code == 503
    assert loading.json()["error"]["code"] == "warming_up"
    threading.Timer(0.3, gate.set).start()
    assert client.post("/api/v1/ask", json=BODY).status_code == 200
    assert client.get("/health/ready").status_code == 200


def test_a_question_does_not_wait_for_ever(serve: Any, fake: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """After a while it is told to come back."""
    gate = threading.Event()
    monkeypatch.setattr(live_module, "PATIENCE", 0.2)

    class Slow(fake):  # type: ignore[misc]
        def warm_up(self) -> None:
            gate.wait(20)

    client = serve(opener=lambda _: Slow(lambda question: None), wait=False)
    response = client.post("/api/v1/ask", json=BODY)
    gate.set()

    assert response.status_code == 503
    assert response.json()["error"]["code"] == "warming_up"
    assert response.headers["retry-after"]


def test_too_many_questions_at_once_are_turned_away(
    serve: Any, fake: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The queue is bounded, and health still answers."""
    monkeypatch.setattr(live_module, "QUEUE", 0)
    monkeypatch.setattr(live_module, "THREADS", 1)
    gate, entered = threading.Event(), threading.Event()
    snapshot = Snapshot("x", "2026-01-01T00:00:00+00:00", "fake", {})

    def reply(question: Any) -> Answer:
        entered.set()
        gate.wait(20)
        return Answer(question.text, "en", (), (), None, (), snapshot)

    client = serve(opener=lambda _: fake(reply))
    statuses: list[int] = []
    first = threading.Thread(
        target=lambda: statuses.append(client.post("/api/v1/ask", json=BODY).status_code)
    )
    first.start()
    assert entered.wait(20)
    refused = client.post("/api/v1/ask", json=BODY)
    assert client.get("/health/live").status_code == 200
    gate.set()
    first.join()

    assert statuses == [200]
    assert refused.status_code == 503
    assert refused.json()["error"]["code"] == "overloaded"


@pytest.mark.parametrize(("model", "most"), [("", 1), ("http://127.0.0.1:9/v1", 4)])
def test_a_worker_answers_one_question_after_another(serve: Any, fake: Any, model: str, most: int) -> None:
    """Each has the worker's core to itself, and knows whether others wait; only where a language model is
    waited for, several are answered at the same time.
    """
    lock, now, seen = threading.Lock(), [0], list[tuple[int, bool]]()
    snapshot = Snapshot("x", "2026-01-01T00:00:00+00:00", "fake", {})

    def reply(question: Any) -> Answer:
        with lock:
            now[0] += 1
            seen.append((now[0], crowded.get()))
        time.sleep(0.5)
        with lock:
            now[0] -= 1
        return Answer(question.text, "en", (), (), None, (), snapshot)

    client = serve(opener=lambda _: fake(reply), llm_url=model)
    askers = [threading.Thread(target=lambda: client.post("/api/v1/ask", json=BODY)) for _ in range(4)]
    for asker in askers:
        asker.start()
    for asker in askers:
        asker.join()

    assert max(together for together, _ in seen) == most
    assert sorted(others for _, others in seen) == [False, True, True, True]
