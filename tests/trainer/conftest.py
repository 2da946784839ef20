"""Indexes for the trainer's tests: the embedded corpus, encoded by hashing, once for the whole run."""

from collections.abc import Callable, Sequence
from pathlib import Path
from zlib import crc32

import numpy as np
import pytest

from index.build import build_index
from index.encoder import Vectors
from index.local import LocalIndex
from ingest.corpus import load_corpus

DIMENSION = 32


class HashingEncoder:
    """A bag of hashed words: quick, deterministic and without a model."""

    name = "hashing-for-tests"

    def encode(self, texts: Sequence[str], progress: Callable[[int], None] | None = None) -> Vectors:
        """Give unit vectors."""
        if progress:
            progress(len(texts))
        return np.array([self.encode_query(text) for text in texts], dtype=np.float32)

    def encode_query(self, text: str) -> Vectors:
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
def index_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the index lies."""
    folder = tmp_path_factory.mktemp("trainer") / "index"
    build(folder)
    return folder


@pytest.fixture(scope="session")
def index(index_folder: Path) -> LocalIndex:
    """Give the embedded corpus."""
    return LocalIndex(index_folder, HashingEncoder.name)
