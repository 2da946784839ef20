"""The databases that hold an index: what serves from them, how it is opened, built and verified."""

from collections import ChainMap
from collections.abc import Hashable, Mapping
from functools import partial
from time import monotonic, sleep
from typing import Any

from psycopg.errors import InvalidSchemaName, UndefinedTable

from index.address import shards_of
from index.contents import BuildReport, Progress
from index.encoder import Encoder
from index.manifest import REBUILD, Manifest, fitting, manifest_of
from index.postgres import graph
from index.postgres.builder import build
from index.postgres.connections import Reader, hosts_of
from index.postgres.generations import LIVE
from index.postgres.index import PostgresIndex
from index.postgres.shards import Shards, count_of, shards
from index.postgres.tables import digest_of, tables_of
from ingest.corpus.merge import Corpus
from ingest.errors import IndexMismatchError, IndexMissingError, UnavailableError

_SESSION = {"plan_cache_mode": "force_custom_plan", "jit": "off", **graph.SESSION}
LAG = 2.0  # seconds in which a standby has what another one had


class Database:
    """Implements Home over an address such as `postgresql://user@host,host/database`, or several of them,
    one a shard, parted by semicolons. Raises InputError for what is none.
    """

    def __init__(self, address: str) -> None:
        self.name = ";".join(_shown(place) for place in shards_of(address))
        self.reader = Shards(address, _SESSION)
        self._address = address
        self._newest = 0

    def hosts(self) -> Mapping[str, str]:
        """See Home."""
        kinds = {True: "standby", False: "primary", None: "unknown"}
        return {host.name: kinds[host.standby] if host.answers else "lost" for host in self.reader.hosts}

    def live(self) -> Hashable | None:
        """See Home. Raises UnavailableError."""
        rows = self._rows()
        if rows:
            self._newest = max(self._newest, rows[0][0])
        return self._newest or None

    def manifest(self) -> Manifest:
        """See Home."""
        return self._current()[1]

    def open(self, encoder: str = "") -> PostgresIndex:
        """See Home."""
        number, manifest = self._current()
        return PostgresIndex(self.reader, number, fitting(manifest, encoder, self.name))

    def build(self, corpus: Corpus, encoder: Encoder, progress: Progress | None = None) -> BuildReport:
        """See Home."""
        return build(corpus, self._address, self.name, encoder, progress or (lambda stage, done, total: None))

    def verify(self) -> Manifest:
        """See Home: each table holds the very rows that were written."""
        number, manifest = self._current()
        found = self.reader.each(lambda shard, reader: _digests(reader, shard, number, manifest))
        for table, digest in ChainMap(*found).items():
            if digest != manifest.files.get(table):
                raise IndexMismatchError(
                    f"The table {table} of the index in {self.name} is not the one that was built.",
                    f"Restore a backup, or remove generation {number} and build again.",
                )
        return manifest

    def _current(self) -> tuple[int, Manifest]:
        """The generation that serves. Whatever was seen on one host is waited for on the others."""
        deadline = monotonic() + LAG
        while not (rows := self._rows()) or rows[0][0] < self._newest:
            if not self._newest:
                raise IndexMissingError(
                    f"There is no index in {self.name}.", f"{REBUILD} --index {self.name}"
                )
            if monotonic() > deadline:
                raise UnavailableError(f"A host of {self.name} lags behind.", "Try again in a moment.")
            sleep(0.05)
        number, manifest = rows[0][0], manifest_of(rows[0][1], self.name)
        self._newest = max(self._newest, number)
        if count_of(manifest) != len(self.reader):
            raise IndexMismatchError(
                f"The index in {self.name} lies in {count_of(manifest)} databases, "
                f"and {len(self.reader)} are named.",
                "Give all of them with --index, in the order of the build, or build it again into these.",
            )
        return number, manifest

    def _rows(self) -> list[tuple[Any, ...]]:
        try:
            return self.reader.run(LIVE)
        except (InvalidSchemaName, UndefinedTable):  # nothing was ever built there
            return []


def _digests(reader: Reader, number: int, generation: int, manifest: Manifest) -> dict[str, str]:
    """Of the tables of a shard: as they are named in the manifest -> SHA-256 of the rows that are there."""
    shard = shards(count_of(manifest))[number]
    schema = shard.schema(generation, manifest.id)
    return {
        shard.file(table.name): reader.whole(partial(digest_of, schema=schema, table=table))
        for table in tables_of(shard)
    }


def _shown(address: str) -> str:
    """An address as people may see it: without a password, and without what else is set in it."""
    hosts = hosts_of(address)
    first = hosts[0]
    places = ",".join(
        f"{one.get('host', 'localhost')}" + (f":{one['port']}" if "port" in one else "") for one in hosts
    )
    user = f"{first['user']}@" if "user" in first else ""
    return f"postgresql://{user}{places}/{first.get('dbname', '')}"
