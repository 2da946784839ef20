"""Damaged files, full disks, no descriptors left, hostile files, a hostile language model."""

import json
import random
import resource
import shutil
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import anyio
import pytest

from assistant.api.uploads import Uploads
from assistant.asking.language_model import LONGEST_REPLY, LanguageModel
from assistant.library.additions import OwnFiles
from assistant.library.backup import write_backup
from assistant.library.files import library_folders
from assistant.library.restore import finish_restore, read_backup
from assistant.library.verification import verify
from assistant.settings import Settings
from index.build import build_index
from index.interface import Filters, Words
from index.local import LocalIndex
from ingest.corpus.load import load_library
from ingest.errors import AssistantError, IndexFolderError, SourceError, UnavailableError
from tests.acceptance.test_language_model import FAULTS, Behaviour, Door, Fake, content
from tests.acceptance.test_language_model import fake as fake  # the fixture
from tests.assistant.library.files import docx, hostile, pptx, scanned_pdf
from tests.assistant.library.kill import Report, killed
from tests.assistant.library.replica import pdf
from tests.chaos.conftest import Row
from tests.chaos.test_kills import SEED, desk, placed, sound, tell, told
from tests.conftest import WordEncoder

pytestmark = pytest.mark.chaos


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """An installation with four files of its own, feedback and an index."""
    home = tmp_path / "var"
    found = placed(home)
    OwnFiles(found.library).add(desk(tmp_path / "desk", "first", 4))
    tell(found, "first")
    built(found)
    return found


def built(settings: Settings) -> None:
    """Build its index."""
    corpus, _ = load_library(library_folders(settings.library), embedded=False)
    build_index(corpus, settings.index, WordEncoder())


def answers(settings: Settings) -> list[tuple[int, float]]:
    """What the index finds, by words and by vectors, and what it says there."""
    encoder = WordEncoder()
    index = LocalIndex(settings.index, encoder.name)
    found = index.candidates(encoder.encode_queries(["chairs"]), Words("first chairs"), Filters())
    texts = [hash(provision.text) for provision in index.at(found.positions.tolist())]
    return list(zip(texts, found.dense["text"][0].tolist(), strict=True))


def damage(path: Path, chance: random.Random) -> None:
    """Cut, empty, remove, turn a bit, overwrite with noise, append."""
    raw = bytearray(path.read_bytes())
    how = chance.randrange(6)
    if how == 0:
        path.write_bytes(raw[: chance.randrange(len(raw) + 1)])
    elif how == 1:
        path.write_bytes(b"")
    elif how == 2:
        path.unlink()
    elif how == 3 and raw:
        raw[chance.randrange(len(raw))] ^= 1 << chance.randrange(8)
        path.write_bytes(raw)
    elif how == 4 and raw:
        start = chance.randrange(len(raw))
        raw[start : start + 64] = chance.randbytes(64)
        path.write_bytes(raw)
    else:
        path.write_bytes(bytes(raw) + chance.randbytes(16))


def test_damaged_index(row: Row, settings: Settings) -> None:
    """A file of an index damaged: refused or answered as before, and mended by a build."""
    expected = answers(settings)
    kept = settings.index.with_name("kept")
    shutil.copytree(settings.index, kept)
    chance = random.Random(SEED)
    for _ in range(60):
        shutil.rmtree(settings.index)
        shutil.copytree(kept, settings.index)
        files = sorted(path for path in settings.index.rglob("*") if path.is_file() and path.name != ".lock")
        damage(chance.choice(files), chance)
        row.tried += 1
        refusal = "cbd-assistant build"
        try:
            found = answers(settings)
        except IndexFolderError as error:
            found, refusal = expected, str(error)
            row.hit += 1
        assert found == expected
        assert "cbd-assistant build" in refusal
        built(settings)
        assert answers(settings) == expected
        row.survived += 1


def test_damaged_library(row: Row, settings: Settings) -> None:
    """A file of a library damaged: named by verify or harmless, and the rest is built."""
    kept = settings.library.with_name("kept")
    shutil.copytree(settings.library, kept)
    chance = random.Random(SEED)
    for _ in range(40):
        shutil.rmtree(settings.library)
        shutil.copytree(kept, settings.library)
        files = sorted((settings.library / "own").iterdir())
        damage(chance.choice(files), chance)
        row.tried += 1
        named = any(not finding.good for finding in verify(settings))
        corpus, aside = load_library(library_folders(settings.library), embedded=False)
        assert len(corpus.documents) >= 3
        row.hit += named or bool(aside)
        row.survived += 1


def limited(kind: int, limit: int, work: Callable[[], object]) -> Callable[[Report], None]:
    """The work within a limit; it says how it ended, which is well or in a sentence of ours."""

    def within(say: Report) -> None:
        _, hard = resource.getrlimit(kind)
        resource.setrlimit(kind, (limit, hard))
        try:
            work()
        except AssistantError:
            say("refused")
        except OSError:  # what the command line says in one sentence
            say("refused")
        else:
            say("done")

    return within


def works(settings: Settings, tmp_path: Path) -> dict[str, Callable[[], object]]:
    """What needs room on the disk and files that are open."""
    more = desk(tmp_path / "desk", "second", 2)
    write_backup(settings, tmp_path / "good.zip")

    def changed() -> None:
        outcomes = OwnFiles(settings.library).add(more)
        if any(outcome.status == "failed" for outcome in outcomes):
            raise AssistantError(outcomes[0].message)

    return {
        "build": lambda: built(replace(settings, index=tmp_path / "index-2")),
        "add": changed,
        "backup": lambda: write_backup(settings, tmp_path / "backup.zip"),
        "restore": lambda: read_backup(settings, tmp_path / "good.zip", replace=True),
        "feedback": lambda: tell(settings, "x" * 100_000),
    }


def trouble(row: Row, settings: Settings, tmp_path: Path, kind: int, limits: list[int]) -> None:
    """Each work within each limit; then everything is as it was or as it should be."""
    kept = tmp_path / "kept"
    todo = works(settings, tmp_path)
    shutil.copytree(tmp_path / "var", kept)
    expected = answers(settings)
    for name, work in todo.items():
        for limit in limits:
            shutil.rmtree(tmp_path / "var")
            shutil.copytree(kept, tmp_path / "var")
            _, said = killed(limited(kind, limit, work))
            row.tried += 1
            row.hit += said == ["refused"]
            finish_restore(settings)
            assert sound(settings) >= {f"first-{number}" for number in range(4)}, name
            assert told(settings)[:1] == ["first"]
            assert answers(settings) == expected
            row.survived += 1
    assert row.hit > len(todo)


def test_full_disk(row: Row, settings: Settings, tmp_path: Path) -> None:
    """No file may grow past a limit, as on a full disk."""
    trouble(row, settings, tmp_path, resource.RLIMIT_FSIZE, [100, 2_000, 20_000])


def test_no_descriptors(row: Row, settings: Settings, tmp_path: Path) -> None:
    """No descriptors left."""
    trouble(row, settings, tmp_path, resource.RLIMIT_NOFILE, [3, 6, 9])


def mutated(raw: bytes, chance: random.Random) -> bytes:
    """A file with a few of its bytes turned, cut out or doubled."""
    found = bytearray(raw)
    for _ in range(chance.randint(1, 12)):
        place = chance.randrange(len(found))
        how = chance.randrange(3)
        if how == 0:
            found[place] = chance.randrange(256)
        elif how == 1:
            del found[place : place + chance.randint(1, 40)]
        else:
            found[place:place] = found[place : place + chance.randint(1, 200)]
        if not found:
            return b"x"
    return bytes(found)


def test_hostile_files(row: Row, settings: Settings, tmp_path: Path) -> None:
    """Hostile files given to add in one go: each taken in or refused with a sentence, all built."""
    folder = tmp_path / "hostile"
    folder.mkdir()
    hostile(folder)
    (folder / "good.md").write_text("# Good\n\nThe good chairs.\n", encoding="utf-8")
    for name, raw in spoilt(100 - len(list(folder.iterdir())) + 1):
        (folder / name).write_bytes(raw)
    outcomes = OwnFiles(settings.library).add([folder])
    row.tried = len(outcomes) - 1
    assert row.tried == 100
    row.hit = sum(outcome.status == "failed" for outcome in outcomes)
    assert all(outcome.message for outcome in outcomes if outcome.status == "failed")
    assert next(outcome for outcome in outcomes if outcome.name == "good.md").status == "new"
    assert {"first-0", "good"} <= sound(settings)
    built(settings)
    row.survived = row.tried


def test_hostile_uploads(row: Row, settings: Settings, tmp_path: Path) -> None:
    """Hostile files sent to the check of slides: a report or a sentence each, and the next one is read."""
    folder = tmp_path / "hostile"
    folder.mkdir()
    hostile(folder)
    files = [(path.name, path.read_bytes()) for path in sorted(folder.iterdir())]
    files += spoilt(100 - len(files))
    uploads, told = Uploads(settings.index), []

    async def check(name: str, raw: bytes) -> int:
        return len((await uploads.check(name, raw)).references)

    try:
        for name, raw in files:
            row.tried += 1
            try:
                anyio.run(check, name, raw)
            except SourceError as error:
                row.hit += 1
                told.append(error.message and error.hint)
            row.survived += 1
        assert all(told)
        assert anyio.run(check, "good.md", b"# Good\n\nSee decision 14/8.\n") == 1
    finally:
        uploads.stop()
    assert row.tried == 100


def spoilt(count: int) -> list[tuple[str, bytes]]:
    """So many files of every kind with damage in them."""
    seeds = {
        ".docx": docx(["Chairs", "The chairs of the meeting."], headings=True),
        ".pptx": pptx([("Chairs", "Buy chairs", "Smile")]),
        ".pdf": pdf(["A report on chairs.", "With a second line."]),
        ".html": b"<html><title>Sillas</title><h1>Sillas</h1><p>Hay <b>sillas</b>.</p></html>",
        ".md": b"---\nid: chairs\nkind: other\ntitle: Chairs\n---\n# P\n\n" + b"decision cop " * 300,
        ".txt": scanned_pdf(text_on_first=True),
    }
    chance = random.Random(SEED)
    suffixes = [list(seeds)[number % len(seeds)] for number in range(count)]
    return [(f"file-{n}{suffix}", mutated(seeds[suffix], chance)) for n, suffix in enumerate(suffixes)]


def slow_headers(door: Door, _: dict[str, object]) -> None:
    """A header a byte at a time."""
    door.wfile.write(b"HTTP/1.1 200 OK\r\nX-Slow: ")
    for _i in range(400):
        door.wfile.write(b"x")
        door.wfile.flush()
        time.sleep(0.02)


def many_headers(door: Door, _: dict[str, object]) -> None:
    """Headers without end."""
    door.wfile.write(b"HTTP/1.1 200 OK\r\n")
    while True:
        door.wfile.write(b"X-Header: " + b"x" * 8000 + b"\r\n")


MORE: dict[str, Behaviour] = {
    "slow headers": slow_headers,
    "endless headers": many_headers,
    "another protocol": lambda door, _: door.wfile.write(b"SSH-2.0-OpenSSH_9.6\r\n") and None,
    "control characters": lambda door, _: door.send(content("\x1b[2J\x00\u202e\ud800 [1]")),
}


def test_hostile_language_model(row: Row, fake: Fake) -> None:
    """A language model that answers badly, slowly or without end: refused or plain text, in time."""
    model = LanguageModel(fake.url, "tiny", "secret-key", timeout=1.0)
    for behaviour in (FAULTS | MORE).values():
        fake.behaviour = behaviour
        row.tried += 1
        begun = time.monotonic()
        try:
            text = model.complete([{"role": "user", "content": "chairs"}])
        except UnavailableError as error:
            text = str(error)
            row.hit += 1
        assert len(text) <= LONGEST_REPLY
        assert json.dumps(text)
        assert "\x1b" not in text
        assert "secret-key" not in text
        assert time.monotonic() - begun < 4
        row.survived += 1
    assert row.tried == 24
