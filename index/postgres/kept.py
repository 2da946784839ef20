"""What was read before of one generation, which never changes: the latest of it stays at hand."""

from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping
from threading import Lock
from typing import Generic, TypeVar

from index.lexical import Postings
from ingest.model import Provision

K = TypeVar("K")
V = TypeVar("V")
POSTINGS = 64 * 1024 * 1024  # bytes: all of 200 thousand passages, the common tokens of more
PROVISIONS = 16 * 1024 * 1024  # bytes: an answer looks at some dozens, several times over
_OBJECTS = 400  # bytes of what holds a value


class Kept(Generic[K, V]):
    """Values by key, for any number of threads; `size` tells what one takes of `most`. Those that were not
    asked for longest are forgotten first.
    """

    def __init__(self, most: int, size: Callable[[K, V], int]) -> None:
        self._most, self._size_of = most, size
        self._found: OrderedDict[K, V] = OrderedDict()
        self._size = 0
        self._lock = Lock()

    def those_of(self, keys: Iterable[K]) -> dict[K, V]:
        """What is at hand of these."""
        with self._lock:
            for key in (known := [key for key in keys if key in self._found]):
                self._found.move_to_end(key)
            return {key: self._found[key] for key in known}

    def keep(self, fresh: Mapping[K, V]) -> None:
        """Keep what was read."""
        with self._lock:
            for key, value in fresh.items():
                if key not in self._found:
                    self._found[key] = value
                    self._size += self._size_of(key, value)
            while self._size > self._most:
                self._size -= self._size_of(*self._found.popitem(last=False))


def postings_size(token: str, postings: Postings) -> int:
    """Bytes that the postings of a token take."""
    return _OBJECTS + len(token) + sum(array.nbytes for array in postings)


def provision_size(_position: int, provision: Provision) -> int:
    """Bytes that a provision takes, whose opening words are often its text once more."""
    return _OBJECTS + 2 * len(provision.text)
