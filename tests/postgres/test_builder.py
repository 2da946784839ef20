"""Building into a database: whole or not at all, one after the other, cleaned up behind, and verified."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import psycopg
import pytest
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict, make_conninfo

import index.postgres.generations
from assistant.cli.main import main
from index.home import home_at
from ingest.corpus.load import load_corpus
from ingest.corpus.merge import Corpus
from ingest.errors import IndexMismatchError, IndexMissingError, UnavailableError


def corpus_of(write: Callable[..., Path], number: int) -> Corpus:
    """A corpus whose words are those of a number."""
    return load_corpus([folder_of(write, number)], embedded=False)


def folder_of(write: Callable[..., Path], number: int) -> Path:
    """Its folder."""
    paragraphs = "\n\n".join(f"Wolf {number} counts lake {n} of generation {number}." for n in range(40))
    head = "---\nid: note\nkind: other\ntitle: A note\n---\n"
    return write({"note.md": head + paragraphs}, f"corpus-{number}")


def schemas(address: str) -> set[str]:
    """The generations whose tables are there."""
    with psycopg.connect(address) as connection:
        found = connection.execute("SELECT nspname FROM pg_namespace WHERE nspname ~ '^cbd_[0-9]+$'")
        return {name for (name,) in found}


def test_two_builders_one_after_the_other(database: str, write: Callable[..., Path], encoder: Any) -> None:
    """Both end well: the one waits for the other, and finds done what it wanted."""
    corpus = corpus_of(write, 0)
    with ThreadPoolExecutor(2) as pool:
        reports = list(pool.map(lambda _: home_at(database).build(corpus, encoder), range(2)))
    assert sorted(report.changed for report in reports) == [False, True]
    assert len(schemas(database)) == 1


def test_what_was_embedded_is_not_embedded_again(
    database: str, write: Callable[..., Path], encoder: Any
) -> None:
    """Neither what the generation before holds nor what a killed build has left."""
    home_at(database).build(corpus_of(write, 0), encoder)
    folder = folder_of(write, 0)
    (folder / "more.md").write_text("---\nid: more\nkind: other\ntitle: More\n---\nOnly this is new.")
    report = home_at(database).build(load_corpus([folder], embedded=False), encoder)
    assert report.embedded == 1


def test_what_a_killed_build_embedded_goes_with_the_next(
    database: str, write: Callable[..., Path], encoder: Any
) -> None:
    """Also where it was killed right after its switch, so that the next one has nothing to build."""
    home = home_at(database)
    home.build(corpus_of(write, 0), encoder)
    with psycopg.connect(database, autocommit=True) as connection:
        vectors = sql.Identifier(*schemas(database), "vectors")
        left = "INSERT INTO cbd.embedded SELECT ''::bytea, vector FROM {} LIMIT 1"
        connection.execute(sql.SQL(left).format(vectors))
        assert not home.build(corpus_of(write, 0), encoder).changed
        assert connection.execute("SELECT count(*) FROM cbd.embedded").fetchall() == [(0,)]


def test_a_generation_of_another_version_is_built_over(
    database: str, write: Callable[..., Path], encoder: Any
) -> None:
    """What it holds cannot be read, and must not stand in the way."""
    home = home_at(database)
    home.build(corpus_of(write, 0), encoder)
    with psycopg.connect(database, autocommit=True) as connection:
        connection.execute("UPDATE cbd.generations SET manifest = '{\"format\": 1}'")
    with pytest.raises(IndexMismatchError, match="format 1"):
        home.open()
    assert home.build(corpus_of(write, 0), encoder).changed
    assert home.open().get("note")


def test_old_generations_go(
    database: str, write: Callable[..., Path], encoder: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Those that were replaced a while ago, but for the one before the last; who still reads one is told."""
    monkeypatch.setattr(index.postgres.generations, "KEPT", "0 seconds")
    home = home_at(database)
    home.build(corpus_of(write, 0), encoder)
    old = home.open()
    for number in (1, 2):
        home.build(corpus_of(write, number), encoder)
    assert len(schemas(database)) == 2
    with pytest.raises(IndexMismatchError, match="removed"):
        old.get("note")


def test_a_generation_that_is_read_is_dropped_later(
    database: str, write: Callable[..., Path], encoder: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A build does not wait for a reader, nor the reader for the build."""
    monkeypatch.setattr(index.postgres.generations, "KEPT", "0 seconds")
    home = home_at(database)
    home.build(corpus_of(write, 0), encoder)
    (first,) = schemas(database)
    with psycopg.connect(database) as reading:
        reading.execute(f"SELECT count(*) FROM {first}.provisions")  # in a transaction that stays open
        for number in (1, 2):
            home.build(corpus_of(write, number), encoder)
        assert first in schemas(database)
    home.build(corpus_of(write, 3), encoder)
    assert first not in schemas(database)


def test_a_row_that_was_changed_is_found(
    database: str, write: Callable[..., Path], encoder: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    """By `verify`, which names the table."""
    home_at(database).build(corpus_of(write, 0), encoder)
    address = home_at(database).name
    main(["verify", "--index", address])
    assert "The table" not in capsys.readouterr().out
    (schema,) = schemas(database)
    with psycopg.connect(database, autocommit=True) as connection:
        connection.execute(f"UPDATE {schema}.stems SET passages = 3 WHERE stem = 'wolf'")
    assert main(["verify", "--index", address]) != 0
    assert "The table stems" in capsys.readouterr().out


def test_verified_where_a_host_is_lost(database: str, write: Callable[..., Path], encoder: Any) -> None:
    """On a host that answers: the rows are read by the connections that answers are read by."""
    home_at(database).build(corpus_of(write, 0), encoder)
    there = conninfo_to_dict(database)
    port = there.get("port") or "5432"
    home = home_at(make_conninfo(database, host=f"{there['host']},{there['host']}", port=f"9,{port}"))
    assert home.verify() == home_at(database).manifest()
    assert sorted(home.hosts().values()) == ["lost", "primary"]


def test_where_nothing_is(database: str) -> None:
    """An empty database and one that is not there are told apart, with what to do; no password is shown."""
    with pytest.raises(IndexMissingError, match=r"There is no index in postgresql://.*build"):
        home_at(database).open()
    with pytest.raises(UnavailableError) as caught:
        home_at("postgresql://somebody:hidden@127.0.0.1:9/none").open()
    assert "hidden" not in str(caught.value)
    assert home_at("postgresql://somebody:hidden@db1:5,db2:6/none?sslmode=disable").name == (
        "postgresql://somebody@db1:5,db2:6/none"
    )
