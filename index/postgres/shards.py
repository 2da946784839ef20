"""Shards: the databases that hold the passages of an index between them, each with its standbys."""

from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray
from psycopg.abc import QueryNoTemplate as Query

from index.address import shards_of
from index.manifest import Manifest
from index.postgres.connections import MOST, Parameters, Reader
from index.postgres.hosts import HostState, Row

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Shard:
    """Shard `number` of `count`, from 0 on: the passages whose number leaves its own when divided by `count`.
    The first one also holds whatever is not searched.
    """

    number: int
    count: int

    @property
    def passages(self) -> slice:
        """Its own among all."""
        return slice(self.number, None, self.count)

    def holds(self, passages: NDArray[np.int32]) -> NDArray[np.bool_]:
        """Which of these are its own, as a mask."""
        return np.asarray(passages % self.count == self.number, dtype=np.bool_)

    def schema(self, generation: int, identity: str) -> str:
        """Where its part of a generation lies. The identity is in the name of a part, so that one of another
        index in the same database is never taken for it.
        """
        if self.count == 1:
            return f"cbd_{generation}"
        return f"cbd_{generation}_{identity}_{self.number + 1}of{self.count}"

    def file(self, table: str) -> str:
        """The name of one of its tables in the manifest."""
        return table if self.count == 1 else f"{table} {self.number + 1}of{self.count}"


def shards(count: int) -> list[Shard]:
    """So many."""
    return [Shard(number, count) for number in range(count)]


def count_of(manifest: Manifest) -> int:
    """How many hold a generation between them: each has its vectors."""
    return sum(name.split()[0] == "vectors" for name in manifest.files)


class Shards:
    """Reads from all of them, in any number of threads. An answer needs each: one that is lost with all its
    standbys is an error and no smaller answer.

    Raises InputError for an address that is none.

    """

    def __init__(self, address: str, settings: Mapping[str, str] | None = None) -> None:
        places = shards_of(address)
        self._readers = [
            Reader(place, settings, f"Shard {number} of {len(places)}" if len(places) > 1 else "The database")
            for number, place in enumerate(places, start=1)
        ]
        most = sum(MOST * len(reader.hosts) for reader in self._readers)  # more would wait for a connection
        self._beside = ThreadPoolExecutor(most, thread_name_prefix="shards")

    def __len__(self) -> int:
        return len(self._readers)

    @property
    def hosts(self) -> list[HostState]:
        """What is known of each host, in the order of the address."""
        return [state for reader in self._readers for state in reader.hosts]

    def run(self, statement: Query, parameters: Parameters = ()) -> list[Row]:
        """See Reader; asked of the first one."""
        return self._readers[0].run(statement, parameters)

    def each(self, work: Callable[[int, Reader], T]) -> list[T]:
        """What `work` makes of each one's number and reader, all at once. Raises what it raises."""
        first, *others = enumerate(self._readers)
        begun = [self._beside.submit(work, *one) for one in others]
        return [work(*first), *(one.result() for one in begun)]

    def close(self) -> None:
        """Close every connection."""
        self._beside.shutdown()
        for reader in self._readers:
            reader.close()
