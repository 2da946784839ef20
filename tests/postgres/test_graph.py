"""Nearest vectors by a graph, where the administrator of the database wants one: what is found, and when."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import psycopg
import pytest
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict

from index.home import home_at
from index.interface import Filters, Limits, SearchIndex, Words
from index.postgres.home import Database
from index.postgres.statements import Statements
from index.postgres.tables import halfvec
from ingest.corpus.load import load_corpus
from ingest.corpus.merge import Corpus
from ingest.errors import IndexWriteError

Write = Callable[..., Path]
HERDS = 60  # clusters, of which the first has a third of the passages
RECALL = 0.97  # of the ten nearest, at least


def corpus_of(write: Write, passages: int) -> Corpus:
    """So many notes about herds, and forty more in a document of their own."""
    rng = np.random.default_rng(1)
    herds = np.where(rng.random(passages + 40) < 1 / 3, 0, rng.integers(HERDS, size=passages + 40))
    lines = [f"herd{herd} herd{herd} crossed river{n}" for n, herd in enumerate(herds)]
    files = {
        f"{name}.md": f"---\nid: {name}\nkind: other\ntitle: {name}\n---\n" + "\n\n".join(some)
        for name, some in (("many", lines[40:]), ("few", lines[:40]))
    }
    return load_corpus([write(files, f"herds-{passages}")], embedded=False)


def setting(database: str, name: str, value: object) -> None:
    """Set something for the database, as its administrator does."""
    with psycopg.connect(database, autocommit=True) as connection:
        place = sql.Identifier(str(conninfo_to_dict(database)["dbname"]))
        connection.execute(
            sql.SQL("ALTER DATABASE {} SET {} = {}").format(place, sql.SQL(name), sql.Literal(str(value)))
        )


def nearest(index: SearchIndex, vector: Any, filters: Filters, k: int) -> list[tuple[int, float]]:
    """What is nearest, by vectors alone."""
    found = index.candidates(vector, Words(""), filters, Limits(dense=k, lexical=1))
    return list(zip(found.positions.tolist(), found.dense["text"][0].tolist(), strict=True))


def plan(
    home: Database, number: int, vector: Any, *, filtered: bool, change: Callable[[str], str] = str
) -> str:
    """How PostgreSQL finds what is nearest in a generation, by the statement of the index or one like it."""
    asked: list[object] = [halfvec(vector[0]), *([["many"]] if filtered else []), 10, []]
    statement = change(Statements(f"cbd_{number}").candidates(1, filtered=filtered).decode())
    explained = home.reader.run(f"EXPLAIN {statement}".encode(), asked)
    return "\n".join(line for (line,) in explained)


def test_nearest_by_the_graph(
    database: str, write: Write, encoder: Any, record_property: Callable[[str, object], None]
) -> None:
    """A build draws it though no text changed, nothing is embedded again, and who reads the generation before
    goes on. Of all passages nearly the same are found; within a filter the very same, one by one.
    """
    corpus = corpus_of(write, 4_000)
    # so few are sooner compared one by one, which PostgreSQL sees
    setting(database, "enable_seqscan", "off")
    home = home_at(database)
    assert isinstance(home, Database)
    home.build(corpus, encoder)
    exact = home.open()
    setting(database, "cbd.hnsw_from", 4_000)
    report = home.build(corpus, encoder)
    assert (report.changed, report.embedded) == (True, 0)
    graph = home.open()

    asked = [encoder.encode_queries([f"herd{n % HERDS} river{n}"]) for n in range(100)]
    assert "hnsw" not in plan(home, 1, asked[0], filtered=False)
    assert "vectors_vector_idx" in plan(home, 2, asked[0], filtered=False)
    assert "vectors_vector_idx" not in plan(home, 2, asked[0], filtered=True)
    shares = []
    for vector in asked:
        wanted, found = (nearest(index, vector, Filters(), 10) for index in (exact, graph))
        assert len(found) == len(wanted) == 10
        shares.append(len({row for row, _ in found} & {row for row, _ in wanted}) / 10)
        for name in ("few", "many"):
            within = Filters(documents=(name,))
            assert nearest(graph, vector, within, 10) == nearest(exact, vector, within, 10)
    found = float(np.mean(shares))
    assert found >= RECALL
    assert len(nearest(graph, asked[0], Filters(), 2_000)) == 2_000  # more than are looked at at first
    record_property(
        "of the ten nearest among 4,040 passages the graph finds", round(float(np.mean(shares)), 4)
    )


def test_a_filter_never_goes_by_the_graph(database: str, write: Write, encoder: Any) -> None:
    """Even where PostgreSQL would take it, as one that had rather not sort does without the "+ 0"."""
    corpus = corpus_of(write, 1_000)
    setting(database, "cbd.hnsw_from", 1_000)
    setting(database, "enable_sort", "off")
    setting(database, "enable_seqscan", "off")
    home = home_at(database)
    assert isinstance(home, Database)
    home.build(corpus, encoder)
    vector = encoder.encode_queries(["herd1 river1"])

    def without(statement: str) -> str:
        assert statement.count(" + 0 ") == 1
        return statement.replace(" + 0 ", " ")

    assert "vectors_vector_idx" in plan(home, 1, vector, filtered=True, change=without)
    assert "vectors_vector_idx" not in plan(home, 1, vector, filtered=True)


def graphs(place: str) -> int:
    """How many a database has."""
    with psycopg.connect(place) as connection:
        statement = "SELECT count(*) FROM pg_indexes WHERE indexdef LIKE '%USING hnsw%'"
        ((count,),) = connection.execute(statement).fetchall()
    return int(count)


def test_who_has_a_graph(shards: str, write: Write, encoder: Any) -> None:
    """A database that holds as many passages as it says; when that changes all is built anew, once."""
    home, (one, other) = home_at(shards), shards.split(";")
    corpus = corpus_of(write, 100)
    home.build(corpus, encoder)
    setting(one, "cbd.hnsw_from", 70)
    setting(other, "cbd.hnsw_from", 71)  # it has half of 140
    assert home.build(corpus, encoder).changed
    assert (graphs(one), graphs(other)) == (1, 0)
    assert not home.build(corpus, encoder).changed
    home.verify()
    setting(one, "cbd.hnsw_from", "")
    assert home.build(corpus, encoder).changed
    assert not home.build(corpus, encoder).changed


def test_a_setting_that_is_no_number(database: str, write: Write, encoder: Any) -> None:
    """The build says so, and nothing is there."""
    setting(database, "cbd.hnsw_from", "many")
    with pytest.raises(IndexWriteError, match='"many"'):
        home_at(database).build(corpus_of(write, 1), encoder)
    assert home_at(database).live() is None
