"""Postings that were read before: those of the commonest tokens stay at hand, up to a size."""

from collections import OrderedDict
from collections.abc import Iterable, Mapping
from threading import Lock

from index.lexical import Postings

MOST = 64 * 1024 * 1024  # bytes: all of 200 thousand passages, the common tokens of more


class KeptPostings:
    """The postings of one generation's tokens, for any number of threads; those that were not asked for
    longest are forgotten first.
    """

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._found: OrderedDict[str, Postings] = OrderedDict()
        self._size = 0
        self._lock = Lock()

    def those_of(self, tokens: Iterable[str]) -> dict[str, Postings]:
        """What is at hand of these tokens."""
        with self._lock:
            for token in (known := [token for token in tokens if token in self._found]):
                self._found.move_to_end(token)
            return {token: self._found[token] for token in known}

    def keep(self, fresh: Mapping[str, Postings]) -> None:
        """Keep what was read."""
        with self._lock:
            for token, postings in fresh.items():
                if token not in self._found:
                    self._found[token] = postings
                    self._size += _size(token, postings)
            while self._size > self._most:
                self._size -= _size(*self._found.popitem(last=False))


def _size(token: str, postings: Postings) -> int:
    return 400 + len(token) + sum(array.nbytes for array in postings)  # 400: of the objects themselves
