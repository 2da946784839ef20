"""The replica of the official service, and a sync against it."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from assistant.library.client import Client, Patience
from assistant.library.selection import select
from assistant.library.service import Service
from assistant.library.sync import Report, sync
from tests.library.replica import Replica, serving

QUICK = Patience(read=0.6, answer=1.5, pause=0, tries=2, backoff=0.01)
Sync = Callable[..., Report]


@pytest.fixture
def replica() -> Iterator[Replica]:
    """A running replica with two decisions of COP 14 and one of COP 15."""
    found = Replica()
    found.add_session(14, 2)
    found.add_session(15, 1)
    with serving(found):
        yield found


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """An empty library."""
    return tmp_path / "library"


@pytest.fixture
def synced(replica: Replica, library: Path) -> Sync:
    """Give the function that syncs from the replica into the library."""

    def run(parts: str = "decisions", cop: str = "14-15", languages: str = "en,fr") -> Report:
        client = Client(Service.hosts(replica.base), QUICK)
        try:
            return sync(Service(client, replica.base), library / "official", select(parts.split(), cop, "", languages))
        finally:
            client.close()

    return run
