"""What can be counted: kinds of parts, by where they stand in a document; see `data/countable.toml`."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any

from assistant.asking.patterns import read_data
from index.interface import SearchIndex
from ingest.locator import catalogue_entry, described
from ingest.model import Provision


@dataclass(frozen=True, slots=True)
class Countable:
    """A kind of parts, the last step of whose locators begins with one of `steps`."""

    name: str
    words: frozenset[str]
    steps: tuple[str, ...] = ()
    under: str = ""
    headed: str = ""
    meant: frozenset[str] = frozenset()
    of: tuple[str, ...] = ()
    beside: frozenset[str] = frozenset()
    spoken: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def called(self, language: str, framework: bool) -> "Countable":
        """The same by the words for it in that language, and by all of them for a framework."""
        words = self.spoken.get(language, self.words) | (self.meant if framework else frozenset())
        return replace(self, words=words)

    def may_stand_in(self, provision: Provision) -> bool:
        """Whether a provision can have such parts by its heading: definitions stand in "Use of terms"."""
        return (provision.heading or "").casefold() == self.headed.casefold() or not self.headed


@cache
def countables() -> tuple[Countable, ...]:
    """The kinds of parts that can be counted."""
    return read_data(
        "countable.toml", lambda tables: tuple(_countable(name, table) for name, table in tables.items())
    )


def _countable(name: str, table: dict[str, Any]) -> Countable:
    return Countable(
        name,
        frozenset(table["words"]),
        tuple(table.get("steps", ())),
        table.get("under", ""),
        table.get("headed", ""),
        frozenset(table.get("meant", ())),
        tuple(table.get("of", ())),
        frozenset(table.get("beside", ())),
        {language: frozenset(said) for language, said in table.get("in", {}).items()},
    )


def parts_in(thing: Countable, document: str, index: SearchIndex) -> list[Provision]:
    """All parts of a document that are of that kind: where the kind says that they stand."""
    above = f"{document}/{thing.under}" if thing.under else document
    if thing.headed:
        those = (one for one in index.in_document(document) if one.kind == "art" and thing.may_stand_in(one))
        above = next((one.locator for one in those), "")
    return parts_below(thing, above, document, index) if above else []


def parts_below(thing: Countable, above: str, document: str, index: SearchIndex) -> list[Provision]:
    """The parts of that kind that stand nearest below a locator, each by its catalogue entry where it has
    one: the articles of a treaty, and not those of its annexes.
    """
    told = {described(one.locator): one for one in index.in_document(document)}
    below = [one for one in told if one.startswith(f"{above}/") and _last(one).startswith(thing.steps)]
    least = min((one.count("/") for one in below), default=0)
    return [index.get(catalogue_entry(one)) or told[one] for one in below if one.count("/") == least]


def _last(locator: str) -> str:
    return locator.rpartition("/")[2]
