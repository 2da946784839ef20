"""`bench-shared`: the folder and PostgreSQL side by side, over the same made texts with made vectors.

The floor of an answer is embedding its question, and what finds the nearest vectors alone: FAISS in the
folder, one statement with nothing but the vector in the database.
"""

import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from time import perf_counter
from typing import Any
from uuid import uuid4

from assistant.assistant import Assistant
from evaluation.bench import NEAREST, item, under_load, vector_search
from evaluation.report.markdown import table
from evaluation.synthetic import (
    FreeEncoder,
    random_vectors,
    synthetic_corpus,
    synthetic_questions,
    vocabulary,
)
from evaluation.systems.local import LocalSystem, open_assistant
from index.address import Address
from index.home import home_at
from index.interface import Filters, Limits, Words
from ingest.corpus.merge import Corpus

SIZES = (10_000, 100_000)
QUESTIONS = 256  # more than are asked one after another in a measurement
FOLDER, DATABASE = "folder", "PostgreSQL"

Record = dict[str, Any]
Say = Callable[[str], None]


def bench_shared(
    assistant: Assistant,
    database: str,
    *,
    sizes: Sequence[int] = SIZES,
    clients: Sequence[int],
    seconds: float,
    say: Say = lambda text: None,
) -> Iterator[Record]:
    """One record for each size and each place. `database` is the address of a server whose user may make
    databases: each size has one of its own, which is gone afterwards. Words and questions are those of the
    assistant's index, as the encoder is its own.
    """
    words = vocabulary(assistant.index)
    asked = synthetic_questions(words, QUESTIONS)
    free = FreeEncoder(assistant.encoder)
    dimension = free.encode_queries(asked[:1]).shape[1]
    embedding = under_load(lambda text: free.encode_queries([text]), asked, 1, min(seconds, 2.0))["p50_ms"]
    for size in sizes:
        say(f"{size} passages: making them")
        corpus = synthetic_corpus(words, size)
        with tempfile.TemporaryDirectory() as name, emptied(database) as address:
            places: dict[str, Address] = {FOLDER: Path(name), DATABASE: address}
            for kind, place in places.items():
                say(f"{size} passages: {kind}")
                record = _measured(corpus, free, place, asked, clients, seconds)
                alone = (
                    vector_search(size, dimension, seconds)
                    if kind == FOLDER
                    else _nearest_alone(address, dimension, seconds)
                )
                floor = embedding + alone["p50_ms"]
                yield {"passages": size, "where": kind, "floor_ms": floor, **record}


def _measured(
    corpus: Corpus,
    free: FreeEncoder,
    place: Address,
    asked: Sequence[str],
    clients: Sequence[int],
    seconds: float,
) -> Record:
    """Built, opened, and asked by so many clients at once."""
    begun = perf_counter()
    report = home_at(place).build(corpus, free)
    built = perf_counter() - begun
    system = LocalSystem(open_assistant(place))
    return {
        "build_per_second": report.passages / built,
        "disk_mib": _size(place) / 2**20,
        "ask": [
            under_load(lambda text: system.ask(item(text)), asked, number, seconds) for number in clients
        ],
    }


def _size(place: Address) -> int:
    """Bytes on the disk."""
    if isinstance(place, Path):
        return sum(path.stat().st_size for path in place.rglob("*") if path.is_file())
    from index.postgres.connections import writer

    with writer(place) as connection:
        ((found,),) = connection.execute("SELECT pg_database_size(current_database())").fetchall()
        return int(found)


def _nearest_alone(address: str, dimension: int, seconds: float) -> Record:
    """The statement of a question without its words: nothing is done but to compare vectors."""
    index = home_at(address).open()
    wanted = random_vectors(64, dimension, seed=3)
    return under_load(
        lambda number: index.candidates(wanted[[int(number)]], Words(""), Filters(), Limits(dense=NEAREST)),
        [str(number) for number in range(64)],
        1,
        min(seconds, 2.0),
    )


@contextmanager
def emptied(server: str) -> Iterator[str]:
    """The address of a new database on that server, dropped at the end."""
    from index.postgres.connections import addressed, writer

    name = f"cbd_bench_{uuid4().hex}"
    with writer(server) as connection:
        connection.execute(f"CREATE DATABASE {name} TEMPLATE template0")
    try:
        yield addressed(server, name)
    finally:
        with writer(server) as connection:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


def shared_lines(records: Sequence[Record]) -> list[str]:
    """The records as a Markdown table: p50 and p95 of an answer for each number of clients."""
    clients = [one["clients"] for one in records[0]["ask"]]
    head = [
        "passages",
        "index",
        *(f"{n} at once: p50, p95 ms" for n in clients),
        "floor ms",
        "built a second",
    ]
    rows = [
        [
            f"{one['passages']:,}",
            one["where"],
            *(f"{load['p50_ms']:.0f}, {load['p95_ms']:.0f}" for load in one["ask"]),
            f"{one['floor_ms']:.1f}",
            f"{one['build_per_second']:.0f}",
            f"{one['disk_mib']:.0f}",
        ]
        for one in records
    ]
    failures = sum(load["failures"] for one in records for load in one["ask"])
    return [*table([*head, "disk MiB"], rows), "", f"Failed answers: {failures}."]
