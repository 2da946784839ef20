"""Another training deck is an edit of the data: topics, timelines, sessions and Train routes take it up."""

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.slow  # a copy of the project, and an index of its corpus

ROOT = Path(__file__).parents[3]
DECK = """---
id: second-deck
kind: training
title: Sharing technology, for beginners
short_title: Second deck
author: Somebody else
---

## Slide 1. How it went on

<!-- section: Know-how -->

VIII/12: Technology transfer and cooperation

Know-how was spoken of {about: cop-8/dec-12}
"""
TOPIC = {
    "id": "know-how",
    "names": {"en": ["Know-how"], "fr": ["Savoir-faire"]},
    "decisions": ["cop-1/dec-3", "cop-8/dec-12", "cop-10/dec-16"],
    "articles": ["cbd/art-16"],
    "core": {"what": ["cbd/art-16/para-1"]},
}
ASKED = """
import json
from dataclasses import asdict
from pathlib import Path

from fastapi.testclient import TestClient

from assistant.api.app import create_app
from assistant.assistant import Assistant
from assistant.reading.timeline import timeline_of
from assistant.reading.topics import find_topic
from assistant.settings import Settings
from assistant.trainer.session import make_session
from tests.assistant.conftest import HashingEncoder, build

folder = Path("index-of-test")
index = build(folder)
app = create_app(Settings(index=folder, encoder=HashingEncoder.name, feedback=Path("feedback.db")))
app.state.services.live._opener = lambda _: Assistant(index, HashingEncoder())
with TestClient(app, base_url="http://localhost") as client:
    def get(path, **parameters): return client.get(f"/api/v1/trainer/{path}", params=parameters).json()
    print(json.dumps({
        "topic": asdict(find_topic("What is savoir-faire?")),
        "timeline": asdict(timeline_of("know-how", index)),
        "session": asdict(make_session("Know-how, for new national focal points", index)),
        "topics": get("topics"),
        "drawn": get("timeline", subject="know-how"),
        "made": client.post("/api/v1/trainer/session", json={"subject": "Know-how"}).json(),
    }))
"""


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What a copy of the project answers once its data have a second deck; its code is as it is."""
    home = tmp_path_factory.mktemp("copy")
    for name in ("ingest", "index", "assistant", "corpus", "tests"):
        shutil.copytree(ROOT / name, home / name, ignore=shutil.ignore_patterns("__pycache__"))
    (home / "corpus/training/second-deck.md").write_text(DECK, encoding="utf-8")
    (home / "corpus/topics/second-deck.jsonl").write_text(f"{json.dumps(TOPIC)}\n", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-c", ASKED],
        capture_output=True,
        text=True,
        check=False,
        cwd=home,
        env={"PYTHONPATH": str(home), "PATH": ""},
    )
    assert done.returncode == 0, done.stderr
    read: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return read


def test_topics_take_it_up(answers: dict[str, Any]) -> None:
    """The topic is known by each of its names, and by whose deck it is."""
    assert (answers["topic"]["id"], answers["topic"]["deck"]) == ("know-how", "second-deck")


def test_timelines_take_it_up(answers: dict[str, Any]) -> None:
    """The topic's decisions in their order, remarks of the new deck and of the first beside them."""
    entries = answers["timeline"]["entries"]
    slides = {slide for entry in entries for remark in entry["remarks"] for slide in remark["slides"]}

    assert [entry["decision"] for entry in entries] == TOPIC["decisions"]
    assert "second-deck/slide-1/remark-1" in slides
    assert len({slide.partition("/")[0] for slide in slides}) == 2


def test_sessions_take_it_up(answers: dict[str, Any]) -> None:
    """A pack on the topic quotes its key provision and says whose the remarks are."""
    pack = answers["session"]
    titles = {block["kind"]: block for block in pack["blocks"]}
    quoted = {
        source["locator"]
        for block in pack["blocks"]
        if block["kind"] == "provision"
        for item in block["items"]
        for source in item["sources"]
    }

    assert pack["title"] == "Know-how"
    assert "cbd/art-16/para-1" in quoted
    assert "second-deck" in titles["decisions"]["notes"]


def test_the_train_routes_take_it_up(answers: dict[str, Any]) -> None:
    """Listed, drawn and made over HTTP."""
    assert "Know-how" in [topic["title"] for topic in answers["topics"]]
    assert [entry["decision"] for entry in answers["drawn"]["entries"]] == TOPIC["decisions"]
    assert answers["made"]["title"] == "Know-how"
