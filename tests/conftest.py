"""What every test may use: an encoder without a model, small corpora, the embedded corpus and its index."""

import gc
import hashlib
import os
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlencode
from uuid import uuid4

import numpy as np
import psycopg
import pytest
from filelock import FileLock
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from assistant.answer import Answer
from assistant.assistant import Assistant
from assistant.question import Question, Turn
from assistant.settings import Settings
from index.build import build_index
from index.encoder import Vectors, open_encoder, unit
from index.manifest import read_manifest
from ingest.corpus.load import load_corpus
from ingest.corpus.merge import Corpus
from tests.postgres.server import Absent, single

ROOT = Path(__file__).resolve().parent.parent
NAMES = ("cartagena-protocol", "cbd", "nagoya-kuala-lumpur-protocol", "nagoya-protocol")


Ask = Callable[..., Answer]


MODEL = {"embedded_index", "assistant", "ask", "official"}  # fixtures that load the encoder
SERVERS = {"postgres", "three", "two_shards"}  # fixtures that start servers of PostgreSQL
# Files and folders whose tests take longest: they begin first, so that no worker is left alone with them.
LONGEST = ("test_commands.py", "browser", "assistant/api", "assistant/library")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A test that asks for the encoder is marked so, and left out of `make quick`, as one that asks for a
    database. What takes long stands first.
    """
    items.sort(key=lambda item: _rank(item.path))
    for item in items:
        asked = set(getattr(item, "fixturenames", ()))
        if MODEL & asked:
            item.add_marker("model")
        if SERVERS & asked:
            item.add_marker("slow")


def _rank(path: Path) -> int:
    """When the tests of a file begin: those of one number as they were found."""
    found = (rank for rank, name in enumerate(LONGEST) if path.is_relative_to(ROOT / "tests" / name))
    return next(found, len(LONGEST))


def pytest_collection_finish() -> None:
    """What was collected stays to the end: it need not be looked through for garbage again and again."""
    gc.collect()
    gc.freeze()


class WordEncoder:
    """An encoder without a model: a text is the sum of fixed directions, one a word. Counts what it is asked
    for.
    """

    def __init__(self, name: str = "words", dimension: int = 32) -> None:
        self.name = name
        self.dimension = dimension
        self.asked: list[str] = []

    def encode(self, texts: Sequence[str], progress: Callable[[int], None] | None = None) -> Vectors:
        """See index.encoder.Encoder."""
        self.asked += texts
        if progress:
            progress(len(texts))
        return np.stack([self._vector(text) for text in texts])

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        """See index.encoder.Encoder."""
        return np.stack([self._vector(text) for text in texts])

    def _vector(self, text: str) -> Vectors:
        total = np.zeros(self.dimension)
        for word in text.lower().split():
            seed = int.from_bytes(hashlib.sha256(word.encode()).digest()[:8], "big")
            total += np.random.default_rng(seed).standard_normal(self.dimension)
        return unit(total[None])[0]


@pytest.fixture
def encoder() -> WordEncoder:
    """An encoder that needs no model."""
    return WordEncoder()


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Path]:
    """Give the function that writes files, by name, into a corpus folder and returns the folder."""

    def write_files(files: dict[str, str | bytes], folder: str = "corpus") -> Path:
        home = tmp_path / folder
        home.mkdir(exist_ok=True)
        for name, content in files.items():
            path = home / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return home

    return write_files


@pytest.fixture(scope="session")
def treaties() -> Path:
    """The folder of the four instruments: CBD_TREATIES, or shared/data/treaties beside the checkout."""
    folder = Path(os.environ.get("CBD_TREATIES") or ROOT.parent / "shared/data/treaties")
    if not all((folder / f"{name}.md").is_file() for name in NAMES):
        pytest.skip("the four instruments are not here: set CBD_TREATIES to their folder")
    return folder


@pytest.fixture(scope="session")
def un_decisions() -> Path:
    """The folder of decisions of another convention: CBD_DECISIONS, or shared/data/un-decisions beside the
    checkout.
    """
    folder = Path(os.environ.get("CBD_DECISIONS") or ROOT.parent / "shared/data/un-decisions")
    if not any(folder.glob("*.txt")):
        pytest.skip("the files of decisions are not here: set CBD_DECISIONS to their folder")
    return folder


@pytest.fixture(scope="session")
def embedded_corpus() -> Corpus:
    """The corpus that comes with the project."""
    return load_corpus([])


@pytest.fixture(scope="session")
def embedded_index(
    pytestconfig: pytest.Config, tmp_path_factory: pytest.TempPathFactory, embedded_corpus: Corpus
) -> Path:
    """An index of the embedded corpus, to be read only. It is kept between sessions and brought up to date,
    which embeds what is new.
    """
    cache = getattr(pytestconfig, "cache", None)
    home = Path(cache.mkdir("cbd-index")) if cache else tmp_path_factory.getbasetemp().parent / "cbd-index"
    home.mkdir(exist_ok=True)
    with FileLock(
        home / "session.lock"
    ):  # workers of pytest-xdist: the first builds, the others find it done
        build_index(embedded_corpus, home / "index", open_encoder(threads=os.cpu_count() or 1))
    return home / "index"


@pytest.fixture(scope="session")
def assistant(embedded_index: Path) -> Assistant:
    """The assistant over the embedded corpus, without a language model."""
    return Assistant.open(Settings(index=embedded_index))


@pytest.fixture(scope="session")
def ask(assistant: Assistant) -> Ask:
    """Ask it something; further texts are what the user said before."""
    return asker(assistant)


@pytest.fixture(scope="session")
def official(embedded_index: Path, treaties: Path) -> Assistant:
    """The assistant over the embedded corpus and the four instruments. Its index is kept beside the embedded
    one.
    """
    home = embedded_index.parent / "official"
    with FileLock(home.with_suffix(".lock")):
        if not home.exists() or read_manifest(home)[1].encoder != read_manifest(embedded_index)[1].encoder:
            shutil.rmtree(home, ignore_errors=True)
            shutil.copytree(embedded_index, home)  # what is embedded already need not be embedded again
        build_index(load_corpus([treaties]), home, open_encoder(threads=os.cpu_count() or 1))
    return Assistant.open(Settings(index=home))


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The address of a PostgreSQL with pgvector, whose user may make databases: CBD_TEST_POSTGRES, or one
    that is started here.
    """
    given = os.environ.get("CBD_TEST_POSTGRES")
    if given:
        yield given
        return
    try:
        with single() as server:
            yield server.address()
    except Absent as reason:
        pytest.skip(f"{reason}; set CBD_TEST_POSTGRES to the address of one")


@contextmanager
def _empty(postgres: str) -> Iterator[str]:
    """The address of an empty database."""
    name = f"cbd_{uuid4().hex}"
    with psycopg.connect(postgres, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name} TEMPLATE template0")
    yield make_conninfo(postgres, dbname=name)
    with psycopg.connect(postgres, autocommit=True) as connection:
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def database(postgres: str) -> Iterator[str]:
    """The address of an empty database of one test's own."""
    with _empty(postgres) as found:
        yield found


@pytest.fixture
def shards(postgres: str) -> Iterator[str]:
    """The address of two of them, each for a part of an index."""
    with _empty(postgres) as one, _empty(postgres) as other:
        yield ";".join(f"postgresql://?{urlencode(conninfo_to_dict(each))}" for each in (one, other))


def asker(assistant: Assistant) -> Ask:
    """A short way to ask it."""

    def call(text: str, *before: str, **options: object) -> Answer:
        return assistant.ask(Question(text, tuple(Turn("user", turn) for turn in before), **options))  # type: ignore[arg-type]

    return call
