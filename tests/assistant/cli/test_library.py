"""The commands as a user runs them."""

import json
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from assistant.cli.main import main
from assistant.library.files import library_folders
from ingest.corpus.load import load_corpus
from tests.assistant.conftest import Sync
from tests.assistant.library.replica import Replica, tree

if TYPE_CHECKING:
    from tests.conftest import WordEncoder


@pytest.fixture(autouse=True)
def settings(monkeypatch: pytest.MonkeyPatch, library: Path, tmp_path: Path) -> None:
    """A library and an index of the test's own."""
    monkeypatch.setenv("CBD_LIBRARY", str(library))
    monkeypatch.setenv("CBD_INDEX", str(tmp_path / "index"))


def test_sync_tells_what_it_did_and_its_status_tells_failure(
    replica: Replica, capsys: pytest.CaptureFixture[str]
) -> None:
    """0 when all came in, 2 when one did not, one line for each reason."""
    command = ["sync", "decisions", "--cop", "14", "--base-url", replica.base, "--pause", "0"]
    assert main(command) == 0
    assert "2 new, 0 changed, 0 unchanged, 0 gone, 0 failed." in capsys.readouterr().out
    replica.failures["14%2F02/tree"] = "page"
    assert main(command) == 2
    assert "FAILED: decisions/cop-14/dec-02" in capsys.readouterr().out
    assert main([*command, "--json"]) == 2
    assert json.loads(capsys.readouterr().out)["failed"][0][0] == "decisions/cop-14/dec-02"


def test_check_says_what_each_endpoint_answered(replica: Replica, capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing is written; what is not as documented is FAIL."""
    replica.trees["CBD/COP/15/08"] = tree(15, 8)
    assert main(["sync", "--check", "--base-url", replica.base, "--pause", "0", "--json"]) == 2
    found = {finding["name"]: finding for finding in json.loads(capsys.readouterr().out)}
    assert found["tree of a decision (v2021)"]["found"].startswith(
        "7 nodes in en, fr; with annexes; can be asked conditionally"
    )
    assert found["texts of a decision (v2016)"]["good"] is False
    assert len(found) == 9


@pytest.mark.parametrize(
    "arguments",
    [
        ["sync", "poems"],
        ["sync", "--cop", "99-1"],
        ["sync", "--lang", "tlh"],
        ["sync", "--base-url", "nowhere"],
        ["remove", "nothing"],
        ["add", "x.txt", "--kind", "poem"],
    ],
)
def test_what_cannot_be_done_is_one_sentence(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    """On stderr, with exit status 2."""
    assert main(arguments) == 2
    assert capsys.readouterr().err.startswith("cbd-assistant: ")


def test_add_shows_what_a_file_was_taken_for(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """And the status tells when one of them did not come in."""
    (tmp_path / "a.txt").write_text("Chairs.", encoding="utf-8")
    (tmp_path / "b.pdf").write_bytes(b"no")
    assert main(["add", str(tmp_path / "a.txt")]) == 0
    assert "a.txt: new as a (document in English: nothing marks it" in capsys.readouterr().out
    assert main(["add", str(tmp_path / "a.txt"), str(tmp_path / "b.pdf")]) == 2
    assert "b.pdf: FAILED: " in capsys.readouterr().out
    assert main(["list"]) == 0
    assert "a  other, en" in capsys.readouterr().out
    assert main(["remove", "a"]) == main(["update"]) == main(["list", "--json"]) == 0


@pytest.mark.parametrize("command", ["sync", "add", "list"])
def test_nothing_that_embeds_is_imported(command: str, tmp_path: Path) -> None:
    """`sync` and the rest need no model: no torch, no index."""
    program = (
        f"import sys; from assistant.cli.main import main\ntry: main([{command!r}, '--help'])\nexcept "
        f"SystemExit: pass\n"
        "print(sorted({'torch', 'faiss', 'docx', 'pptx', 'httpx', 'nh3'} & set(sys.modules)))"
    )
    found = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parents[3],
    )
    assert found.stdout.strip().endswith("[]")


def test_editing_one_paragraph_embeds_one_passage(
    synced: Sync, replica: Replica, library: Path, tmp_path: Path, encoder: "WordEncoder"
) -> None:
    """And a sync that changed nothing leaves the index as it is."""
    from index.build import build_index

    synced()
    root = tmp_path / "index"
    build_index(load_corpus(library_folders(library), embedded=False), root, encoder)
    assert build_index(load_corpus(library_folders(library), embedded=False), root, encoder).changed is False
    section = replica.trees["CBD/COP/14/01"]["nodes"][1]
    section["nodes"][0]["html"]["en"] = "<p>1. Takes note of lamps;</p>"
    assert synced().changed == ["decisions/cop-14/dec-01.json"]
    encoder.asked.clear()
    report = build_index(load_corpus(library_folders(library), embedded=False), root, encoder)
    assert (report.embedded, len(encoder.asked)) == (1, 1)
    assert encoder.asked[0].endswith("Takes note of lamps;")
