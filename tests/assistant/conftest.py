"""An index of the embedded corpus, encoded by hashing, once for the whole run; the replica of the official
service, and a sync against it.
"""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from zlib import crc32

import numpy as np
import pytest

from assistant.library.client import Client, Patience
from assistant.library.report import Report
from assistant.library.selection import select
from assistant.library.service import Service
from assistant.library.sync import sync
from index.build import build_index
from index.encoder import Vectors
from index.local import LocalIndex
from ingest.corpus.load import load_corpus
from tests.assistant.library.replica import Replica, serving

DIMENSION = 32
QUICK = Patience(read=0.6, answer=1.5, pause=0, tries=2, backoff=0.01)
Sync = Callable[..., Report]


class HashingEncoder:
    """A bag of hashed words: quick, deterministic and without a model."""

    name = "hashing-for-tests"

    def encode(self, texts: Sequence[str], progress: Callable[[int], None] | None = None) -> Vectors:
        """Give unit vectors."""
        if progress:
            progress(len(texts))
        return np.array([self._vector(text) for text in texts], dtype=np.float32)

    def _vector(self, text: str) -> Vectors:
        """Give the unit vector of one text."""
        vector = np.zeros(DIMENSION, dtype=np.float32)
        vector[0] = 1e-3
        for word in text.lower().split():
            vector[crc32(word.encode()) % DIMENSION] += 1
        return np.asarray(vector / np.linalg.norm(vector), dtype=np.float32)


def build(folder: Path, extra: Sequence[Path] = ()) -> LocalIndex:
    """Give an index of the embedded corpus and of the files in `extra`."""
    build_index(load_corpus(list(extra)), folder, HashingEncoder())
    return LocalIndex(folder, HashingEncoder.name)


@pytest.fixture(scope="session")
def hashed_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the index lies."""
    folder = tmp_path_factory.mktemp("trainer") / "index"
    build(folder)
    return folder


@pytest.fixture(scope="session")
def index(hashed_folder: Path) -> LocalIndex:
    """Give the embedded corpus."""
    return LocalIndex(hashed_folder, HashingEncoder.name)


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
            return sync(
                Service(client, replica.base), library / "official", select(parts.split(), cop, "", languages)
            )
        finally:
            client.close()

    return run
