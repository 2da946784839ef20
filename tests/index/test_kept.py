"""What stays at hand of a generation, by hand."""

import numpy as np

from index.postgres.kept import Kept, postings_size, provision_size
from tests.assistant.asking.conftest import provision


def sized(_key: str, value: str) -> int:
    """A letter is one."""
    return len(value)


def test_what_was_read_is_at_hand() -> None:
    """And nothing else."""
    kept = Kept(10, sized)
    kept.keep({"a": "xx"})
    assert kept.those_of(["a", "b"]) == {"a": "xx"}


def test_what_was_not_asked_for_longest_is_forgotten_first() -> None:
    """When more is kept than there is room for."""
    kept = Kept(4, sized)
    kept.keep({"a": "xx", "b": "yy"})
    kept.those_of(["a"])
    kept.keep({"c": "zz"})
    assert set(kept.those_of("abc")) == {"a", "c"}


def test_what_is_kept_twice_counts_once() -> None:
    """It takes no more room."""
    kept = Kept(4, sized)
    for _ in range(9):
        kept.keep({"a": "xx"})
    kept.keep({"b": "yy"})
    assert set(kept.those_of("ab")) == {"a", "b"}


def test_what_has_no_room_is_not_kept() -> None:
    """Nor does it leave anything behind."""
    kept = Kept(4, sized)
    kept.keep({"a": "x" * 9})
    kept.keep({"b": "yy"})
    assert kept.those_of("ab") == {"b": "yy"}


def test_sizes() -> None:
    """A provision takes more the longer it is, postings the more passages they name."""
    short, long = provision("cbd/art-1", "Few words.", "art"), provision("cbd/art-2", "Words. " * 99, "art")
    assert provision_size(1, long) > provision_size(1, short) + 99
    few, many = ((np.zeros(count, dtype=np.int32), np.zeros(count, dtype=np.float32)) for count in (1, 1_000))
    assert postings_size("forest", many) == postings_size("forest", few) + 999 * 8
