"""More than two hundred kills at points drawn with a fixed seed: half before a change of the disk, half at a
moment.

After each the state is that of before or that of after, what was acknowledged is there, and the same command
then goes through.
"""

import json
import random
import shutil
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from assistant.access.audit import Audit, Event, read_audit
from assistant.conversations.file import ConversationFile
from assistant.feedback.file import FeedbackFile
from assistant.feedback.opinion import Opinion
from assistant.library.additions import OwnFiles
from assistant.library.backup import write_backup
from assistant.library.client import Client, Patience
from assistant.library.files import library_folders, write_whole
from assistant.library.rebuild import DIED, FOLDER, Rebuild
from assistant.library.restore import finish_restore, read_backup
from assistant.library.selection import select
from assistant.library.service import Service
from assistant.library.sync import sync
from assistant.library.verification import verify
from assistant.settings import Settings
from index.build import build_index
from index.home import home_at
from index.local import LocalIndex
from ingest.corpus.load import load_library
from tests.assistant.api.conftest import small_library
from tests.assistant.library.kill import Report, killed, steps_of
from tests.assistant.library.replica import Replica, serving
from tests.chaos.conftest import Row
from tests.conftest import WordEncoder

pytestmark = pytest.mark.chaos
SEED = 15


def placed(home: Path) -> Settings:
    """An installation in a folder."""
    return Settings(
        index=home / "index",
        library=home / "library",
        feedback=home / "feedback.db",
        access=home / "access",
        audit=home / "audit" / "audit.jsonl",
    )


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """An installation with three files of its own."""
    home = tmp_path / "var"
    found = placed(home)
    OwnFiles(found.library).add(desk(tmp_path / "desk", "first", 3))
    return found


def desk(folder: Path, word: str, count: int) -> list[Path]:
    """Some files to add."""
    folder.mkdir(exist_ok=True)
    for number in range(count):
        text = f"# {word} {number}\n\nThe {word} chairs, number {number}.\n"
        (folder / f"{word}-{number}.{'md' if number % 2 else 'txt'}").write_text(text, encoding="utf-8")
    return sorted(folder.glob(f"{word}-*"))


def torment(
    row: Row,
    times: int,
    work: Callable[[Report], None],
    check: Callable[[list[str]], None],
    reset: Callable[[], None],
) -> None:
    """Kill the work so often, and look each time at what is left; at last it goes through."""
    chance = random.Random(f"{SEED} {row.kind}")
    reset()
    steps, seconds = steps_of(work)
    check(["done"])
    for number in range(times):
        reset()
        if number % 2:
            was, said = killed(work, seconds=max(0.001, chance.random() * seconds))
            # what else the machine does made the first time longer, or makes this one shorter
            seconds *= 1.1 if was else 0.7
        else:
            was, said = killed(work, chance.randint(1, steps))
        row.tried += 1
        row.hit += was
        check(said)
        row.survived += 1
    reset()
    was, said = killed(work)
    check(said)
    assert not was
    assert row.hit > times / 2


def restorer(folder: Path) -> Callable[[], None]:
    """A function that brings a folder back to what it is now."""
    kept = folder.with_name(f"kept-{folder.name}")
    shutil.copytree(folder, kept)

    def reset() -> None:
        shutil.rmtree(folder)
        shutil.copytree(kept, folder)

    return reset


def sound(settings: Settings) -> set[str]:
    """The ids of the own files, of which everything is as it was put there and can be built."""
    own = OwnFiles(settings.library)
    with own.quiet():
        bad = [finding for finding in verify(settings) if not finding.good and finding.part != "index"]
        assert bad == []
        corpus, aside = load_library(library_folders(settings.library), embedded=False)
        assert aside == ()
        assert own.files.keys() <= corpus.documents.keys()
        return set(own.files)


def test_build(row: Row, settings: Settings, tmp_path: Path) -> None:
    """Kill -9 of a build."""
    encoder = WordEncoder()

    def corpus() -> object:
        return load_library(library_folders(settings.library), embedded=False)[0]

    before = build_index(corpus(), settings.index, encoder).id  # type: ignore[arg-type]
    OwnFiles(settings.library).add(desk(tmp_path / "desk", "second", 2))

    def work(say: Report) -> None:
        say(build_index(corpus(), settings.index, WordEncoder()).id)  # type: ignore[arg-type]

    def check(said: list[str]) -> None:
        found = LocalIndex(settings.index, encoder.name).snapshot
        assert found.counts["documents"] == (3 if found.id == before else 5)
        assert said in ([], ["done"], [found.id])

    torment(row, 40, work, check, restorer(settings.index))


def test_rebuild(row: Row, tmp_path: Path) -> None:
    """Kill -9 of the rebuild of files that were added in the page."""
    home = tmp_path / "var"
    home.mkdir()
    small = small_library(home)
    OwnFiles(small.library).add(desk(tmp_path / "desk", "first", 1))
    rebuild = Rebuild(small.library, small.index)
    write_whole(small.library / FOLDER / "mark", b"first")

    def documents() -> set[str]:
        home_at(small.index).verify()
        return set(LocalIndex(small.index, home_at(small.index).manifest().encoder).documents)

    def work(say: Report) -> None:
        rebuild.run()
        say("built")

    def check(said: list[str]) -> None:
        state, found = rebuild.state(), documents()
        assert found in ({"house"}, {"house", "first-0"})
        assert state.status in {"waiting", "failed", "done"}
        assert state.code in {"", DIED}
        assert state.status != "done" or found == {"house", "first-0"}
        assert said != ["built"] or state.status == "done"
        killed(work)  # the next one, which is not
        assert (rebuild.state().status, documents()) == ("done", {"house", "first-0"})
        assert not any(small.index.glob(".building-*"))

    torment(row, 20, work, check, restorer(tmp_path / "var"))


def test_add(row: Row, settings: Settings, tmp_path: Path) -> None:
    """Kill -9 of add."""
    more = desk(tmp_path / "desk", "second", 3)

    def work(say: Report) -> None:
        for path in more:
            say(OwnFiles(settings.library).add([path])[0].id)

    def check(said: list[str]) -> None:
        assert sound(settings) >= {"first-0", "first-1", "first-2"} | set(said) - {"done"}

    torment(row, 25, work, check, restorer(settings.library))


def test_update(row: Row, settings: Settings, tmp_path: Path) -> None:
    """Kill -9 of update."""
    for path in (tmp_path / "desk").iterdir():
        path.write_text(path.read_text(encoding="utf-8") + "\nAnd lamps.\n", encoding="utf-8")

    def work(say: Report) -> None:
        OwnFiles(settings.library).update()
        say("updated")

    def check(said: list[str]) -> None:
        assert sound(settings) == {"first-0", "first-1", "first-2"}
        if said == ["updated"]:
            files = [path for path in (settings.library / "own").glob("first-*") if path.suffix != ".yaml"]
            assert all("lamps" in path.read_text(encoding="utf-8") for path in files)

    torment(row, 20, work, check, restorer(settings.library))


def test_remove(row: Row, settings: Settings) -> None:
    """Kill -9 of remove."""

    def work(say: Report) -> None:
        OwnFiles(settings.library).remove("first-0", "first-1")
        say("removed")

    def check(said: list[str]) -> None:
        left = sound(settings)
        assert left in ({"first-2"}, {"first-0", "first-1", "first-2"})
        assert said != ["removed"] or left == {"first-2"}

    torment(row, 20, work, check, restorer(settings.library))


@pytest.fixture
def replica() -> Iterator[Replica]:
    """The official service, with two meetings."""
    found = Replica()
    found.add_session(14, 3)
    found.add_session(15, 2)
    with serving(found):
        yield found


def test_sync(row: Row, settings: Settings, replica: Replica) -> None:
    """Kill -9 of sync."""

    def work(say: Report) -> None:
        client = Client(Service.hosts(replica.base), Patience(pause=0))
        service = Service(client, replica.base)
        report = sync(service, settings.library / "official", select(["decisions"], "14-15", "", "en"))
        say(f"{len(report.failed)} failed")

    def check(said: list[str]) -> None:
        official = settings.library / "official" / "decisions"
        trees = [json.loads(path.read_bytes()) for path in official.rglob("[!.]*.json")]
        assert len(trees) == 5 if said == ["0 failed"] else len(trees) <= 5
        corpus, aside = load_library(library_folders(settings.library), embedded=False)
        assert aside == ()
        assert len(corpus.documents) == 3 + len(trees)

    torment(row, 25, work, check, restorer(settings.library))


def told(settings: Settings) -> list[str]:
    """The feedback that is stored."""
    with closing(sqlite3.connect(settings.feedback)) as db:
        assert db.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        return [row[0] for row in db.execute("SELECT question FROM feedback ORDER BY id")]


def tell(settings: Settings, words: str) -> int:
    """Store one feedback."""
    return FeedbackFile(settings.feedback).add(Opinion(rating="up", question=words, answer="b", comment="c"))


def test_backup(row: Row, settings: Settings, tmp_path: Path) -> None:
    """Kill -9 of backup."""
    tell(settings, "first")
    target = tmp_path / "saved" / "backup.zip"
    write_backup(settings, target)
    before = target.read_bytes()
    tell(settings, "second")

    def work(say: Report) -> None:
        write_backup(settings, target)
        say("saved")

    def check(said: list[str]) -> None:
        other = placed(tmp_path / "o")
        read_backup(other, target)
        assert told(other) == (["first"] if target.read_bytes() == before else ["first", "second"])
        assert said != ["saved"] or told(other) == ["first", "second"]
        assert len(sound(other)) == 3
        shutil.rmtree(tmp_path / "o")

    torment(row, 20, work, check, restorer(target.parent))


def test_restore(row: Row, settings: Settings, tmp_path: Path) -> None:
    """Kill -9 of restore."""
    tell(settings, "first")
    write_backup(settings, tmp_path / "backup.zip")
    tell(settings, "second")
    OwnFiles(settings.library).remove("first-0")

    def work(say: Report) -> None:
        read_backup(settings, tmp_path / "backup.zip", replace=True)
        say("restored")

    def check(said: list[str]) -> None:
        finish_restore(settings)  # as every command does first
        state = len(sound(settings)), told(settings)
        assert state in ((2, ["first", "second"]), (3, ["first"]))
        assert said != ["restored"] or state == (3, ["first"])

    torment(row, 20, work, check, restorer(tmp_path / "var"))


def test_feedback(row: Row, settings: Settings, tmp_path: Path) -> None:
    """Kill -9 of a process that stores feedback."""
    tell(settings, "before")

    def work(say: Report) -> None:
        for number in range(20):
            tell(settings, f"question {number}")
            say(f"question {number}")

    def check(said: list[str]) -> None:
        found = told(settings)
        assert found[0] == "before"
        acknowledged = [words for words in said if words.startswith("question")]
        assert found[1 : len(acknowledged) + 1] == acknowledged
        assert len(found) <= len(acknowledged) + 2 or said == ["done"]

    torment(row, 30, work, check, restorer(tmp_path / "var"))


def test_conversations(row: Row, settings: Settings, tmp_path: Path) -> None:
    """Kill -9 of a process that stores, changes and deletes conversations."""
    path = tmp_path / "var" / "conversations.db"
    ConversationFile(path).store("oidc:1", "first", b"0", "")

    def work(say: Report) -> None:
        kept = ConversationFile(path)
        revision = kept.read("oidc:1", "first").revision
        for number in range(1, 21):
            revision = kept.store("oidc:1", "first", b"%d" % number, revision)
            say(f"{number}")
            kept.store("oidc:1", f"other-{number}", b"x" * 10_000, "")
            kept.delete("oidc:1", f"other-{number}")
            say(f"other-{number}")

    def check(said: list[str]) -> None:
        kept = ConversationFile(path)
        changes = [int(words) for words in said if words.isdigit()]
        ahead = int(kept.read("oidc:1", "first").content) - max(changes, default=0)
        assert ahead in {0, 1} or said == ["done"]
        deleted = {words for words in said if words.startswith("other")}
        states = kept.revisions("oidc:1")
        assert all(states[name] == "" for name in deleted)
        assert set(states) - deleted - {"first"} <= {f"other-{len(deleted) + 1}"} or said == ["done"]
        with closing(sqlite3.connect(path)) as db:
            assert db.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        kept.store("oidc:1", "after", b"", "")

    torment(row, 20, work, check, restorer(tmp_path / "var"))


def test_audit(row: Row, settings: Settings, tmp_path: Path) -> None:
    """Kill -9 of a process that writes the audit log, whose file is set aside."""
    settings.audit.parent.mkdir()

    def work(say: Report) -> None:
        begun = time.time()
        now = [begun]
        log = Audit(settings.audit, days=0, megabytes=1, clock=lambda: now[0])
        for number in range(100):
            now[0] = begun + number // 25 * 86_400
            log.note(Event("terminal", f"event {number}"))
            assert log.failures == 0
            say(f"event {number}")

    def check(said: list[str]) -> None:
        found = [event.get("what") for event in read_audit(settings.audit)]
        acknowledged = [words for words in said if words.startswith("event")]
        assert found[: len(acknowledged)] == acknowledged
        assert len(found) <= len(acknowledged) + 1 or said == ["done"]
        Audit(settings.audit, days=0, megabytes=1).note(Event("terminal", "after"))
        assert [event.get("what") for event in read_audit(settings.audit)] == [*found, "after"]

    torment(row, 20, work, check, restorer(tmp_path / "var"))
