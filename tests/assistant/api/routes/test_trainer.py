"""The trainers' routes, asked of the real application."""

import io
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import docx
import pptx
import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from assistant.api.app import create_app
from assistant.assistant import Assistant
from assistant.settings import Settings
from index.local import LocalIndex
from tests.assistant.conftest import HashingEncoder

ROOT = Path(__file__).parents[4]
API = "/api/v1/trainer"
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def trainers_app(folder: Path, feedback: Path, rate_limit: int = 0) -> FastAPI:
    """The application over an index that needs no model."""
    app = create_app(
        Settings(index=folder, encoder=HashingEncoder.name, feedback=feedback, rate_limit=rate_limit)
    )
    app.state.services.live._opener = lambda _: Assistant(
        LocalIndex(folder, HashingEncoder.name), HashingEncoder()
    )
    return app


@pytest.fixture(scope="module")
def client(hashed_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """A started application."""
    app = trainers_app(hashed_folder, tmp_path_factory.mktemp("api") / "feedback.db")
    with TestClient(app, base_url="http://localhost") as client:
        yield client


@pytest.fixture(scope="module")
def pack(client: TestClient) -> dict[str, Any]:
    """A session made over HTTP."""
    answer = client.post(
        f"{API}/session",
        json={"subject": "The clearing-house mechanism, for new national focal points", "minutes": 45},
    )
    assert answer.status_code == 200
    made: dict[str, Any] = answer.json()
    return made


def test_topics(client: TestClient) -> None:
    """All of them, the eight of the deck first."""
    topics = client.get(f"{API}/topics").json()

    assert len(topics) >= 40
    assert all(topic["decisions"] for topic in topics[:8])
    assert len(topics[0]["decisions"]) == 13


def test_timeline(client: TestClient) -> None:
    """A question, a topic with a range, and the pictures."""
    answer = client.get(
        f"{API}/timeline",
        params={"subject": "How did the clearing-house mechanism develop from COP 1 to COP 15?"},
    ).json()
    part = client.get(f"{API}/timeline", params={"subject": "CHM", "first": 5, "last": 9}).json()
    svg = client.get(f"{API}/timeline/svg", params={"subject": "CHM", "layout": "vertical"})
    png = client.get(f"{API}/timeline/png", params={"subject": "CHM"})

    assert [entry["number"] for entry in answer["entries"]][::4] == ["I/3", "V/14", "IX/30", "15/16"]
    assert [entry["session"] for entry in part["entries"]] == [5, 6, 7, 8, 9]
    assert svg.headers["content-type"] == "image/svg+xml"
    assert svg.text.count("<a href") == 13
    assert png.content.startswith(b"\x89PNG")


def test_references_are_shown_with_their_words(client: TestClient) -> None:
    """What cites Article 18(3), official texts first, each with the words that do it."""
    answer = client.get(f"{API}/references", params={"of": "Article 18(3)"}).json()

    assert answer["cited_by"][0]["locator"] == "cop-1/dec-3/para-1"
    assert answer["cited_by"][0]["words"] == "Article 18, paragraph 3, of the Convention"
    assert (
        client.get(f"{API}/references", params={"of": "cop-1/dec-3/para-1"}).json()["cites"][0]["locator"]
        == "cbd/art-18/para-3"
    )


def test_duties(client: TestClient) -> None:
    """Rows, filtered rows, and the tables."""
    rows = client.get(f"{API}/duties", params={"of": "cop-1/dec-3"}).json()
    few = client.get(f"{API}/duties", params={"of": "cop-1/dec-3", "actor": "Secretariat"}).json()
    table = client.get(f"{API}/duties/xlsx", params={"of": "cop-1/dec-3"})

    assert (rows["total"], few["total"]) == (4, 1)
    assert rows["duties"][0]["origin"] == "from the sentence"
    assert table.content.startswith(b"PK")


def test_session_is_made_exported_and_rechecked(client: TestClient, pack: dict[str, Any]) -> None:
    """The pack of 12 to 28 slides comes back as a deck that opens, and matches the corpus."""
    slides = client.post(f"{API}/session/export/pptx", json=pack)
    check = client.post(f"{API}/session/recheck", json=pack).json()

    assert 12 <= len(pptx.Presentation(io.BytesIO(slides.content)).slides) <= 28
    assert check == {"mismatches": [], "same_index": True}
    for form in ("docx", "md", "json"):
        assert client.post(f"{API}/session/export/{form}", json=pack).status_code == 200


def test_an_export_counts_by_its_work(hashed_folder: Path, tmp_path: Path) -> None:
    """Eight pictures are three questions; of five questions a second such export is one too many."""
    body = {
        "subject": "CHM",
        "language": "en",
        "blocks": [{"kind": "timeline", "id": str(n)} for n in range(8)],
    }
    small = {"subject": "CHM", "language": "en", "blocks": [{"kind": "text", "title": "Hello"}]}
    with TestClient(
        trainers_app(hashed_folder, tmp_path / "f.db", 5), base_url="http://localhost"
    ) as limited:
        statuses = [
            limited.post(f"{API}/session/export/{form}", json=sent).status_code
            for form, sent in (("md", body), ("md", body), ("md", small))
        ]
    assert statuses == [200, 429, 200]


@pytest.mark.parametrize("rate_limit", [1, 2])
def test_an_export_of_any_cost_goes_through(hashed_folder: Path, tmp_path: Path, rate_limit: int) -> None:
    """Where less may be asked than it costs, it takes all of it, and is not put off for good."""
    body = {
        "subject": "CHM",
        "language": "en",
        "blocks": [{"kind": "timeline", "id": str(n)} for n in range(8)],
    }
    with TestClient(
        trainers_app(hashed_folder, tmp_path / "f.db", rate_limit), base_url="http://localhost"
    ) as limited:
        sent = [limited.post(f"{API}/session/export/md", json=body).status_code for _ in range(2)]
    assert sent == [200, 429]


def test_edited_packs_are_rechecked(client: TestClient, pack: dict[str, Any]) -> None:
    """Rewritten law is found."""
    block = next(block for block in pack["blocks"] if block["kind"] == "provision")
    edited = {
        **pack,
        "blocks": [{**block, "items": [{**item, "text": "New words"} for item in block["items"]]}],
    }
    mismatches = client.post(f"{API}/session/recheck", json=edited).json()["mismatches"]

    assert [mismatch["reason"] for mismatch in mismatches] == ["edited"]


def test_slides_are_checked(client: TestClient) -> None:
    """The seed deck, sent as it is, gives its two slips."""
    raw = (ROOT / "tests" / "data" / "seed-deck.txt").read_bytes()
    report = client.post(f"{API}/check-slides", params={"name": "seed-deck.txt"}, content=raw).json()

    assert report["counts"] == {"slip": 2, "spelling": 1, "note": 1}


def test_the_name_of_a_file_is_no_place(client: TestClient, tmp_path: Path) -> None:
    """A name that leads elsewhere reads and writes nothing there: it is shown, and its ending counts."""
    (tmp_path / "there.txt").write_text("Article 99 of the Convention is about nothing.", encoding="utf-8")
    sent = b"Article 5 of the Convention is about cooperation."
    names = (
        "plain.txt",
        "../../../x.txt",
        str(tmp_path / "there.txt"),
        str(tmp_path / "new.txt"),
        "a\\..\\x.txt",
    )
    reports = [
        client.post(f"{API}/check-slides", params={"name": name}, content=sent).json() for name in names
    ]
    assert [report.pop("file") for report in reports] == list(names)
    assert all(report == reports[0] for report in reports)
    assert [path.name for path in tmp_path.iterdir()] == ["there.txt"]


def test_nothing_that_a_file_points_to_is_fetched(client: TestClient) -> None:
    """Neither its pictures nor its links: whoever listens there hears nothing."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        listening.settimeout(0.2)
        there = f"http://127.0.0.1:{listening.getsockname()[1]}/x.png"
        document, packed = docx.Document(), io.BytesIO()
        document.add_paragraph(f"Article 5 of the Convention, see {there}")
        for kind in ("image", "hyperlink", "attachedTemplate"):
            document.part.relate_to(there, f"{RELATION}/{kind}", is_external=True)
        document.save(packed)
        words = f"Article 5 of the Convention ![x]({there}) <img src='{there}'> [y]({there})"
        for name, content in (("a.docx", packed.getvalue()), ("a.md", words.encode())):
            answer = client.post(f"{API}/check-slides", params={"name": name}, content=content)
            assert answer.status_code == 200, answer.text
        with pytest.raises(TimeoutError):
            listening.accept()


def test_files_have_names_of_ours(client: TestClient, pack: dict[str, Any]) -> None:
    """Whatever was asked for: no word of a request becomes a part of a header."""
    named = {**pack, "subject": 'x"; filename="evil.exe'}
    asked = {"subject": 'CHM "; filename="evil.exe', "of": "cop-1/dec-3"}
    files = {
        "session.md": client.post(f"{API}/session/export/md", json=named),
        "timeline.svg": client.get(f"{API}/timeline/svg", params=asked),
        "duties.csv": client.get(f"{API}/duties/csv", params=asked),
    }
    for name, answer in files.items():
        assert answer.headers.get("content-disposition") == f'inline; filename="{name}"', answer.text


@pytest.mark.parametrize(
    ("method", "path", "values", "status"),
    [
        ("GET", "/timeline?subject=sourdough%20bread", None, 404),
        ("GET", "/timeline", None, 422),
        ("GET", "/timeline/gif?subject=CHM", None, 422),
        ("GET", "/duties?of=cbd/art-99", None, 404),
        ("POST", "/session", {"subject": "CHM", "minutes": 1}, 422),
        ("POST", "/session", {"subject": "CHM", "language": "de"}, 400),
        ("POST", "/session/recheck", {"blocks": 3}, 400),
        ("POST", "/session/export/odp", {}, 422),
        ("POST", "/check-slides?name=x.exe", {}, 400),
        ("POST", "/check-slides?name=x.pptx", {}, 400),
    ],
)
def test_errors_have_the_one_shape(
    method: str, path: str, values: object, status: int, client: TestClient
) -> None:
    """Each mistake is told with code, message and hint."""
    answer = client.request(method, f"{API}{path}", json=values)

    assert answer.status_code == status
    assert set(answer.json()["error"]) == {"code", "message", "hint"}


def test_the_page_is_served_with_its_files(client: TestClient) -> None:
    """The page names no inline script or style, and every file it needs is there."""
    page = client.get("/train")

    assert page.status_code == 200
    assert "<style" not in page.text
    assert " style=" not in page.text
