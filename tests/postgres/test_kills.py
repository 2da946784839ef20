"""Builders that are killed: at whatever moment, nothing of theirs is live, and the next build is whole."""

import random
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from itertools import count
from multiprocessing import get_context
from pathlib import Path
from threading import Lock
from typing import Any

import psycopg
import pytest

import index.postgres.builder
import index.postgres.generations
from index.home import home_at
from index.interface import Filters, SearchIndex, Words
from ingest.corpus.load import load_corpus
from ingest.corpus.merge import Corpus
from tests.assistant.library.kill import Report, killed
from tests.conftest import WordEncoder
from tests.postgres.server import wait_for

KILLS = 20
SEED = 18
PARAGRAPHS = 120

Corpora = Callable[[int], Corpus]


@pytest.fixture
def numbered(write: Callable[..., Path]) -> Corpora:
    """Corpora that have most of their words, and no name, in common."""

    def corpus(number: int) -> Corpus:
        head = f"---\nid: note-{number}\nkind: other\ntitle: A note\n---\n"
        said = (f"Wolf {number if n % 3 else 0} counts lake {n}." for n in range(PARAGRAPHS))
        folder = write({"note.md": head + "\n\n".join(said)}, f"corpus-{number}")
        return load_corpus([folder], embedded=False)

    return corpus


def nearest(index: SearchIndex, encoder: Any) -> list[tuple[str, float]]:
    """What is found by words and by a vector, in its order."""
    candidates = index.candidates(encoder.encode_queries(["wolf"]), Words("wolf lake"), Filters())
    scores = candidates.dense["text"][0].tolist()
    return [
        (one.locator, score)
        for one, score in zip(index.at(candidates.positions.tolist()), scores, strict=True)
    ]


def left(address: str) -> tuple[set[str], set[str], int]:
    """The generations that are told of, those whose tables are there, how many texts are kept embedded."""
    with psycopg.connect(address) as connection:
        ((told, there, kept),) = connection.execute(
            "SELECT (SELECT array_agg('cbd_' || number) FROM cbd.generations), "
            "(SELECT array_agg(nspname::text) FROM pg_namespace WHERE nspname ~ '^cbd_[0-9]+$'), "
            "(SELECT count(*) FROM cbd.embedded)"
        ).fetchall()
        return set(told), set(there), kept


def builders(address: str) -> int:
    """How many hold or await the lock of those who build."""
    with psycopg.connect(address) as connection:
        ((found,),) = connection.execute(
            "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND objid = %s",
            [index.postgres.builder.LOCK],
        ).fetchall()
        return int(found)


@pytest.mark.long
def test_a_builder_killed(
    database: str,
    numbered: Corpora,
    encoder: Any,
    monkeypatch: pytest.MonkeyPatch,
    record_property: Callable[[str, object], None],
) -> None:
    """At twenty moments drawn at random: the generation before it answers as it did, or the new one is whole;
    its tables and its lock are gone, and the next build removes whatever else it left.
    """
    monkeypatch.setattr(index.postgres.generations, "KEPT", "0 seconds")
    home = home_at(database)
    chance = random.Random(SEED)

    def work(number: int) -> Callable[[Report], None]:
        corpus = numbered(number)  # read before the child is born: it builds from its first moment on

        def build(say: Report) -> None:
            home.build(corpus, encoder, lambda stage, done, total: say(f"{stage} {done} of {total}"))
            say("built")

        return build

    home.build(numbered(0), encoder)
    begun = time.monotonic()
    assert not killed(work(1))[0]
    seconds = time.monotonic() - begun
    hit: dict[str, int] = {}
    remains = 0
    for number in count(2):
        if sum(hit.values()) == KILLS:
            break
        name = f"note-{number}"
        live, before = home.live(), nearest(home.open(), encoder)
        was, said = killed(work(number), seconds=max(0.005, chance.random() * seconds))
        last = said[-1] if said else "began"
        seconds *= 1.1 if was else 0.8  # what else the machine does makes builds longer and shorter
        if was:
            hit[last] = hit.get(last, 0) + 1

        wait_for(lambda: not builders(database), "the lock of a killed build", 10)
        told, there, kept = left(database)
        assert told == there
        if home.live() == live:
            assert last != "built"
            assert nearest(home.open(), encoder) == before
        else:
            assert set(home.open().documents) == {name}
        home.verify()

        remains += was and kept > 0
        home.build(numbered(number), encoder)
        assert set(home.open().documents) == {name}
        told, there, kept = left(database)
        assert told == there
        assert len(told) == 2
        assert kept == 0
    record_property("builds killed after", dict(sorted(hit.items())))
    record_property("of them left embedded texts to the next build", remains)
    assert len(hit) > 3


@pytest.mark.long
def test_generations_switched_while_they_are_read(
    database: str, numbered: Corpora, encoder: Any, record_property: Callable[[str, object], None]
) -> None:
    """By thirty builds, under four readers: what each finds, and what it reads then, is of one of them."""
    home = home_at(database)
    home.build(numbered(0), encoder)
    going, vectors = True, encoder.encode_queries(["wolf"])

    def read() -> list[str]:
        met = []
        while going:
            index = home.open()
            candidates = index.candidates(vectors, Words("wolf lake"), Filters())
            provisions = index.at(candidates.positions.tolist())
            assert len(provisions) == len(candidates.positions)
            beside = [one for p in provisions[:3] for one in index.neighbours(p.locator) if one]
            (document,) = {one.document for one in [*provisions, *beside]} | set(index.documents)
            met.append(document)
        return met

    with ThreadPoolExecutor(4) as pool:
        readers = [pool.submit(read) for _ in range(4)]
        try:
            for number in range(1, 31):
                home.build(numbered(number), encoder)
        finally:
            going = False
        met = [reader.result() for reader in readers]
    record_property("answers during 30 builds", sum(map(len, met)))
    record_property("generations that were met", len({name for some in met for name in some}))
    for some in met:
        assert some == sorted(some, key=lambda name: int(name.removeprefix("note-")))  # never back
    assert len({name for some in met for name in some}) > 15


def test_two_builders_of_different_texts(database: str, numbered: Corpora, encoder: Any) -> None:
    """Neither works while the other one does, both end well, and the later one serves."""
    at_work, most, lock = 0, 0, Lock()
    order: list[int] = []

    def build(number: int) -> None:
        def progress(stage: str, done: int, total: int) -> None:
            nonlocal at_work, most
            if stage == "writing" and done in (0, total):
                with lock:
                    at_work += 1 if done == 0 else -1
                    most = max(most, at_work)
                    if done == 0:
                        order.append(number)

        home_at(database).build(numbered(number), encoder, progress)

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(build, (1, 2)))
    assert most == 1
    assert at_work == 0
    assert set(home_at(database).open().documents) == {f"note-{order[-1]}"}


def build_for_ever(address: str, corpus: Corpus) -> None:
    """A builder that never ends: it sleeps with its tables half full."""
    home_at(address).build(corpus, WordEncoder(), lambda stage, done, total: stop() if done == 3 else None)


def stop() -> None:
    """Until it is killed."""
    time.sleep(600)


def test_a_builder_that_waits_for_one_that_is_killed(database: str, numbered: Corpora, encoder: Any) -> None:
    """Goes on when the other one is dead."""
    home = home_at(database)
    home.build(numbered(0), encoder)
    first = get_context("spawn").Process(target=build_for_ever, args=(database, numbered(1)))
    first.start()
    try:
        wait_for(lambda: builders(database), "a builder")
        with ThreadPoolExecutor(1) as pool:
            waiting = pool.submit(home.build, numbered(2), encoder)
            wait_for(lambda: builders(database) == 2, "another builder")
            first.kill()
            assert waiting.result(30).changed
    finally:
        first.kill()
        first.join()
    assert set(home.open().documents) == {"note-2"}
