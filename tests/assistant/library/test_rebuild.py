"""The rebuild in the background, killed and held up: a real process over a small index."""

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from filelock import FileLock

from assistant.library.additions import OwnFiles
from assistant.library.building import Texts, build_library
from assistant.library.rebuild import DIED, Rebuild
from assistant.settings import Settings
from index.home import home_at
from index.turn import turn
from ingest.errors import IndexWriteError
from tests.assistant.api.conftest import small_library, wait_until
from tests.assistant.api.served import command_of

pytestmark = pytest.mark.slow


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """A library with an index of one text."""
    return small_library(tmp_path)


@pytest.fixture
def rebuild(settings: Settings) -> Iterator[Rebuild]:
    """Its rebuild, ended with the test."""
    found = Rebuild(settings.library, settings.index)
    yield found
    found.stop()


def put(settings: Settings, name: str) -> None:
    """A file of one's own in the library."""
    path = settings.library.parent / f"{name}.md"
    path.write_text(f"# Plan of the {name}\n\n## Boats\n\nThe {name} has four boats.\n")
    assert [one.status for one in OwnFiles(settings.library).add([path])] == ["new"]


def documents(settings: Settings) -> set[str]:
    """What the index holds, every byte of which is as it was built."""
    home_at(settings.index).verify()
    return set(home_at(settings.index).open().documents)


def process_of(settings: Settings) -> int:
    """The process that rebuilds this library; 0 where none does."""
    here = str(settings.library).encode()
    found = [int(path.name) for path in Path("/proc").glob("[0-9]*")]
    return next((pid for pid in found if here in command_of(pid).split(b"\0")), 0)


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="processes are found in /proc")
def test_killed_midway_what_was_live_stays(settings: Settings, rebuild: Rebuild) -> None:
    """It is told, nothing half is left, and the next one builds what this one had to."""
    put(settings, "coast")
    rebuild.want()
    wait_until(lambda: any(settings.index.glob(".building-*")) or rebuild.state().status == "done")
    os.kill(process_of(settings), signal.SIGKILL)
    wait_until(lambda: rebuild.state().status != "running")

    assert (rebuild.state().status, rebuild.state().code) == ("failed", DIED)
    assert documents(settings) == {"house"}
    rebuild.want()
    wait_until(lambda: rebuild.state().status == "done")
    assert documents(settings) == {"house", "coast"}
    assert not any(settings.index.glob(".building-*"))


def test_a_build_elsewhere_is_waited_for(settings: Settings, rebuild: Rebuild) -> None:
    """As one at the terminal; what was added meanwhile is not overlooked."""
    put(settings, "coast")
    with turn(settings.index):
        rebuild.want()
        wait_until(lambda: rebuild.state().status == "running")
        with pytest.raises(TimeoutError):
            wait_until(lambda: rebuild.state().status != "running", 4)
        assert rebuild.state().stage == ""
        put(settings, "harbour")
    wait_until(lambda: rebuild.state().status == "done")

    assert documents(settings) == {"house", "coast", "harbour"}


def test_a_build_at_the_terminal_does_not_wait(settings: Settings) -> None:
    """Somebody sits before it, who is told."""
    with (
        FileLock(settings.index / ".lock"),
        pytest.raises(IndexWriteError, match="Another build is writing to .*Wait until it has ended"),
    ):
        build_library(settings.library, settings.index, "", Texts(), lambda *_: None)
