"""The records of corpus/names: instruments, bodies, sittings and number words, and how they are read."""

import csv
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar

from ingest.errors import SourceError
from ingest.spelling import normal

Names = Mapping[str, tuple[str, ...]]
Record = dict[str, Any]
Made = TypeVar("Made")


@dataclass(frozen=True, slots=True)
class Nickname:
    """What people call a thing; where one of the other words stands beside it, something else is meant."""

    name: str
    not_after: tuple[str, ...] = ()
    not_before: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Instrument:
    """A treaty or framework. The fields are explained at the head of instruments.toml."""

    id: str
    kind: str
    title: str
    short_title: str
    date: str
    url: str = ""
    file: str = ""
    treaty: str = ""
    page: str = ""
    article_page: str = ""
    protocol_to: str = ""
    single_annex: bool = False
    town: str = ""
    opening: tuple[str, ...] = ()
    abbreviations: tuple[str, ...] = ()
    initials: tuple[str, ...] = ()
    short_names: tuple[str, ...] = ()
    target_pages: tuple[str, ...] = ()
    names: Names = field(default_factory=dict)
    nicknames: tuple[Nickname, ...] = ()
    short_titles: Mapping[str, str] = field(default_factory=dict)
    adopted_in: tuple[str, ...] = ()
    opened: str = ""
    signed_in: tuple[str, ...] = ()
    in_force: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """A town, or a country where `country` is "": its English name, and its names by language."""

    name: str
    country: str = ""
    names: Names = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Form:
    """How a number is printed up to a session (None: ever after): `{session}`, `{roman}`, `{number}`."""

    form: str
    until: int | None = None


@dataclass(frozen=True, slots=True)
class Body:
    """A body that decides or recommends. The fields are explained at the head of bodies.toml."""

    id: str
    decides: str
    instrument: str
    api: str
    codes: tuple[str, ...]
    labels: tuple[Form, ...]
    last_session: int
    read_until: int
    symbols: tuple[Form, ...] = ()
    page: str = ""
    session_page: str = ""
    file_codes: tuple[str, ...] = ()
    short_names: tuple[str, ...] = ()
    names: Names = field(default_factory=dict)

    @property
    def recommends(self) -> bool:
        """Whether what it adopts are recommendations."""
        return self.decides == "recommendation"

    @property
    def step(self) -> str:
        """What its decisions begin with in an id: "dec" or "rec"."""
        return "rec" if self.recommends else "dec"

    def label_form(self, session: int) -> str:
        """How the number of a decision of that session is printed."""
        return _form(self.labels, session)

    def prints_roman(self, session: int) -> bool:
        """Whether the sessions of that time are printed in roman numbers."""
        return "{roman}" in self.label_form(session)

    def symbol_form(self, session: int) -> str:
        """How its symbol is printed; "" where that is not sure."""
        return _form(self.symbols, session)


@dataclass(frozen=True, slots=True)
class OtherBody:
    """A body of another convention. The fields are explained at the head of other-bodies.toml."""

    id: str
    name: str
    adopts: tuple[str, ...]
    forms: tuple[str, ...]
    marks: tuple[str, ...] = ()
    cue: bool = False
    shared: bool = False
    opens: tuple[str, ...] = ()
    least: int = 1
    alone: int = 0
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LabelForms:
    """How a language prints labels. The fields are explained at the head of labels.toml."""

    join: str
    quoted: str
    below: str
    again: str
    documents: Mapping[str, str]
    within: Mapping[str, str]
    steps: Mapping[str, str]
    decision: Mapping[str, str] = field(default_factory=dict)
    others: Mapping[str, str] = field(default_factory=dict)
    letters: str = ""
    ordinals: tuple[str, ...] = ()


def _form(forms: tuple[Form, ...], session: int) -> str:
    return next((form.form for form in forms if form.until is None or session <= form.until), "")


@dataclass(frozen=True, slots=True)
class Sitting:
    """A meeting of the Conference of the Parties, or a part of one. `decisions` is how many the meeting took;
    "" where that is not confirmed.
    """

    session: int
    part: str
    start: str
    end: str
    city: str
    country: str
    year: str
    status: str
    decisions: str = ""


@dataclass(frozen=True, slots=True)
class Numbers:
    """The number words of a language, as numbers.toml has them; an entry holds several spellings of one."""

    cardinals: tuple[tuple[str, ...], ...] = ()
    tens: tuple[tuple[str, ...], ...] = ()
    ordinals: tuple[tuple[str, ...], ...] = ()
    tens_ordinals: tuple[tuple[str, ...], ...] = ()
    joints: tuple[str, ...] = ()
    ordinals_begin: str = "tens"
    zero: tuple[str, ...] = ()

    def words(self, units: str, tens: str) -> dict[str, int]:
        """Word -> number of two of the lists, with what they make together: "twenty-one", "twenty-first",
        "trente-et-un", "décimo-quinto".
        """
        ones = _numbered(getattr(self, units))
        first = {word: number for word, number in ones.items() if number < 10}
        gaps = ("-", *(f"-{joint}-" for joint in self.joints))
        together = {
            f"{ten}{gap}{one}": 10 * a + b
            for ten, a in _numbered(self.leading(units)).items()
            for one, b in first.items()
            for gap in gaps
        }
        return ones | {word: 10 * n for word, n in _numbered(getattr(self, tens)).items()} | together

    def leading(self, units: str) -> tuple[tuple[str, ...], ...]:
        """The tens that stand before a unit."""
        found: tuple[tuple[str, ...], ...] = getattr(
            self, self.ordinals_begin if units == "ordinals" else "tens"
        )
        return found


def read_table(path: Path) -> Record:
    """A file of names. Raises SourceError where it is no TOML."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise SourceError(
            f"{path.name}: the names cannot be read ({error}).",
            "Mend it; corpus/names/README.md shows the form.",
        ) from error


def read_records(path: Path, records: Iterable[Record], make: Callable[[Record], Made]) -> tuple[Made, ...]:
    """What each record makes. Raises SourceError naming the one that cannot be used."""
    found = []
    for number, record in enumerate(records, start=1):
        try:
            found.append(make(record))
        except (KeyError, TypeError, ValueError) as error:
            raise SourceError(
                f"{path.name}: record {number} ({record.get('id', 'no id')}) cannot be used ({error}).",
                "The head of the file says what a record needs.",
            ) from error
    return tuple(found)


def read_instrument(record: Record, site: str) -> Instrument:
    """An instrument; the address of one that has an official text is that of the text on the site."""
    file = record.get("file", "")
    return Instrument(
        **_frozen(record)
        | {
            "url": record.get("url") or site + file.format(language="en"),
            "names": read_names(record["names"]),
            "nicknames": read_nicknames(record.get("nicknames", {})),
        }
    )


def read_body(record: Record, last_cop: int) -> Body:
    """A body; one whose last session is not told is the Conference of the Parties."""
    last = int(record.get("last_session", last_cop))
    return Body(
        **_frozen(record)
        | {
            "last_session": last,
            "read_until": int(record.get("read_until", last)),
            "labels": tuple(Form(**form) for form in record["labels"]),
            "symbols": tuple(Form(**form) for form in record.get("symbols", ())),
            "names": read_names(record["names"]),
        }
    )


def read_other_body(record: Record) -> OtherBody:
    """A body of another convention."""
    return OtherBody(**_frozen(record))


def read_place(record: Record) -> Place:
    """A town or a country."""
    return Place(record["name"], record.get("country", ""), read_names(record["names"]))


def read_label_forms(record: Record) -> LabelForms:
    """How a language prints labels."""
    return LabelForms(**_frozen(record))


def _frozen(record: Record) -> Record:
    return {key: tuple(value) if isinstance(value, list) else value for key, value in record.items()}


def read_names(names: dict[str, list[str]]) -> Names:
    """Names by language."""
    return MappingProxyType({language: tuple(spelled) for language, spelled in names.items()})


def read_nicknames(names: dict[str, list[str | Record]]) -> tuple[Nickname, ...]:
    """The English ones: questions are put into English before they are asked what they name."""
    return tuple(
        Nickname(**_frozen(one)) if isinstance(one, dict) else Nickname(one) for one in names.get("en", ())
    )


def read_numbers(lists: Record) -> Numbers:
    """The number words of a language, normalised."""

    def entry(words: str) -> tuple[str, ...]:
        return tuple(normal(word) for word in words.split())

    zero, joints = (entry(lists.pop(name, "")) for name in ("zero", "joints"))
    begin = lists.pop("ordinals_begin", "tens")
    entries = {name: tuple(map(entry, words)) for name, words in lists.items()}
    return Numbers(zero=zero, joints=joints, ordinals_begin=begin, **entries)


def _numbered(entries: tuple[tuple[str, ...], ...]) -> dict[str, int]:
    return {word: number for number, words in enumerate(entries, start=1) for word in words}


def read_sittings(path: Path) -> Iterator[Sitting]:
    """The rows of sessions.csv. Raises SourceError where it cannot be read."""
    try:
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                counted = row.pop("decisions", None) or ""  # older tables lack the column
                yield Sitting(session=int(row.pop("cop")), decisions=counted, **row)
    except (OSError, csv.Error, ValueError, KeyError, TypeError) as error:
        raise SourceError(
            f"{path.name}: the catalogue table cannot be read ({error}).", "Restore it from the project."
        ) from error


def read_pages(table: Record) -> Iterator[tuple[int, str]]:
    """Number of a page -> the decision that stood there."""
    for page in table.get("page", ()):
        yield page["number"], page["provision"]
    for row in table.get("row", ()):
        for place in range(row["decisions"]):
            yield row["first"] + place, f"{row['session']}/dec-{place + 1}"
