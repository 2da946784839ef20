"""Words known to be right: every form of general dictionaries of five languages.

Millions of forms are kept as a Bloom filter: a word of the dictionaries is always found in it, and of other
words one in three hundred. `cbd-evaluate fit words` makes it; `known-words.json` says from what.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from hashlib import blake2b
from itertools import islice
from pathlib import Path

from ingest.errors import FittingError

DATA = Path(__file__).with_name("data")
NAME = "known-words"


@dataclass(frozen=True, slots=True)
class KnownWords:
    """`marks` holds eight places a byte; a word is in it where all of its places are marked."""

    marks: bytes
    places: int

    def __contains__(self, entry: object) -> bool:
        found = islice(places_of(str(entry), len(self.marks) * 8), self.places)
        return all(self.marks[place >> 3] >> (place & 7) & 1 for place in found)


def marked(word: str, language: str) -> str:
    """The entry of a word (in small letters) of a language."""
    return f"{language} {word}"


def places_of(entry: str, size: int) -> Iterator[int]:
    """Where an entry is marked, below `size`, without end."""
    digest = blake2b(entry.encode(), digest_size=16).digest()
    place, step = int.from_bytes(digest[:8]), int.from_bytes(digest[8:]) | 1
    while True:
        yield place % size
        place += step


@cache
def known_words(folder: Path = DATA) -> KnownWords:
    """Those that come with the project, read once. Raises FittingError where they cannot be read."""
    try:
        record = json.loads((folder / f"{NAME}.json").read_text(encoding="utf-8"))
        return KnownWords((folder / f"{NAME}.bin").read_bytes(), int(record["places"]))
    except (OSError, ValueError, KeyError) as error:
        raise FittingError(f"{NAME} cannot be read ({error}).", "Install the project again.") from error
