"""What is known of the official texts of the instruments: each provision's address and a digest of its words.

The texts themselves do not come with the project. `corpus/catalogue/provisions.csv` lets a copy of one be
told from a text that lacks a provision, has one more, or reads otherwise in a single letter.
"""

import csv
import hashlib
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from ingest.corpus.catalogue import read_catalogue
from ingest.embedded import embedded_folder
from ingest.errors import SourceError
from ingest.model import Provision

COLUMNS = ("locator", "digest")
_DOUBLED = re.compile(r"([^\W\d_])\1+")  # letters alone: 11 is not 1
_PREAMBLE = "preamble"


@dataclass(frozen=True, slots=True)
class KnownProvision:
    """The address of a provision and the digest of its own words: those before its first part."""

    locator: str
    digest: str


@cache
def known_texts() -> Mapping[str, tuple[KnownProvision, ...]]:
    """What the catalogue knows, by instrument. Raises SourceError for a table that cannot be read."""
    path = embedded_folder() / "catalogue" / "provisions.csv"
    found: dict[str, list[KnownProvision]] = {}
    try:
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                known = KnownProvision(row["locator"], row["digest"])
                found.setdefault(known.locator.partition("/")[0], []).append(known)
    except (OSError, csv.Error, UnicodeDecodeError, KeyError) as error:
        raise SourceError(
            f"{path.name}: the catalogue table cannot be read ({error}).", "Restore it from the project."
        ) from error
    return {instrument: tuple(provisions) for instrument, provisions in found.items()}


@cache
def known_titles(instrument: str) -> Mapping[str, str]:
    """The titles of its articles and annexes by locator, as the catalogue has them."""
    facts = read_catalogue(embedded_folder() / "catalogue")
    return {
        str(p.parent): p.heading for one in facts if one.document.id == instrument for p in one.provisions
    }


def rows(provisions: Sequence[Provision]) -> Iterable[tuple[str, str]]:
    """The rows of the table for the text of an instrument, as COLUMNS."""
    for provision in provisions[1:]:
        yield provision.locator, digest_of(provision)


def write_known(texts: Iterable[Sequence[Provision]], path: Path) -> None:
    """Write the table of these official texts, each as it was parsed."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        for provisions in texts:
            writer.writerows(rows(provisions))


def digest_of(provision: Provision) -> str:
    """A digest of the provision's own words, the same however they are set: line breaks, capitals, quotation
    marks, hyphens and a letter doubled by a slip do not count.
    """
    letters = folded(provision.chapeau if provision.text != provision.chapeau else provision.text)
    if provision.kind == _PREAMBLE:
        # some copies print the heading in front of the first words
        letters = letters.removeprefix(folded(_PREAMBLE))
    return hashlib.sha256(letters.encode()).hexdigest()[:16]


def folded(words: str) -> str:
    """The letters and digits of a text, in small letters, each run of one letter as one."""
    text = unicodedata.normalize("NFKC", words).casefold()
    return _DOUBLED.sub(r"\1", "".join(character for character in text if character.isalnum()))
