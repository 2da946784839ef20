"""The vocabulary: instruments, bodies, sessions and number words, read once from the data that has them.

Nothing here is a table: `corpus/names/*.toml` and `corpus/catalogue/sessions.csv` are, and README.md beside
the former says how they are written. What is named only there is known everywhere: a fifth instrument or
another meeting is an edit of those files.
"""

import csv
import re
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar

from ingest.embedded import embedded_folder
from ingest.errors import SourceError
from ingest.spelling import names_pattern, normal

COP = "cop"  # the body whose sessions are documents of the catalogue themselves
LANGUAGES = ("en", "fr", "es", "pt", "ar", "ru", "zh")
UN_LANGUAGES = ("ar", "en", "es", "fr", "ru", "zh")
Names = Mapping[str, tuple[str, ...]]
Record = dict[str, Any]
Made = TypeVar("Made")


@dataclass(frozen=True, slots=True)
class Nickname:
    """What people call a thing; where one of the other words stands beside it, something else is meant."""

    name: str
    not_after: str = ""
    not_before: str = ""


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


def _form(forms: tuple[Form, ...], session: int) -> str:
    return next((form.form for form in forms if form.until is None or session <= form.until), "")


@dataclass(frozen=True, slots=True)
class Sitting:
    """A meeting of the Conference of the Parties, or a part of one."""

    session: int
    part: str
    start: str
    end: str
    city: str
    country: str
    year: str
    status: str


@dataclass(frozen=True, slots=True)
class Numbers:
    """The number words of a language, as numbers.toml has them; an entry holds several spellings of one."""

    cardinals: tuple[tuple[str, ...], ...] = ()
    tens: tuple[tuple[str, ...], ...] = ()
    ordinals: tuple[tuple[str, ...], ...] = ()
    tens_ordinals: tuple[tuple[str, ...], ...] = ()
    zero: tuple[str, ...] = ()

    def words(self, units: str, tens: str) -> dict[str, int]:
        """Word -> number of two of the lists, with what they make together: "twenty-one", "twenty-first"."""
        ones = _numbered(getattr(self, units))
        found = ones | {word: 10 * n for word, n in _numbered(getattr(self, tens)).items()}
        first = {word: number for word, number in ones.items() if number < 10}
        leading = {word: 10 * n for word, n in _numbered(self.tens).items()}
        return found | {f"{ten}-{one}": a + b for ten, a in leading.items() for one, b in first.items()}


@dataclass(frozen=True)
class Vocabulary:
    """All of it. Two are the same only when they are one, so that what is made of one can be cached by it."""

    instruments: tuple[Instrument, ...]
    bodies: tuple[Body, ...]
    sittings: tuple[Sitting, ...]
    generic: Mapping[str, Names] = field(default_factory=dict)
    others: Mapping[str, Names] = field(default_factory=dict)
    unspecified: tuple[str, ...] = ()
    numbers: Mapping[str, Numbers] = field(default_factory=dict)
    kinds: Mapping[str, tuple[Nickname, ...]] = field(default_factory=dict)
    pages: Mapping[int, str] = field(default_factory=dict)
    site: str = ""

    __hash__ = object.__hash__

    def __eq__(self, other: object) -> bool:
        return self is other

    # instruments

    def instrument(self, identity: str) -> Instrument | None:
        """The instrument of that id."""
        return self._instruments.get(identity)

    @cached_property
    def _instruments(self) -> dict[str, Instrument]:
        return {instrument.id: instrument for instrument in self.instruments}

    def of_kind(self, *kinds: str) -> tuple[str, ...]:
        """Ids of the instruments of those kinds, in the order of the data."""
        return tuple(instrument.id for instrument in self.instruments if instrument.kind in kinds)

    @cached_property
    def treaties(self) -> tuple[str, ...]:
        """The convention and its protocols."""
        return self.of_kind("convention", "protocol")

    @cached_property
    def protocols(self) -> tuple[str, ...]:
        """The protocols alone."""
        return self.of_kind("protocol")

    @cached_property
    def frameworks(self) -> tuple[str, ...]:
        """The frameworks with their goals and targets, the one in force first."""
        return self.of_kind("framework")

    @cached_property
    def convention(self) -> str:
        """The instrument that the others are made under."""
        return self.of_kind("convention")[0]

    @cached_property
    def with_text(self) -> tuple[Instrument, ...]:
        """The instruments whose official text is a file, in each language."""
        return tuple(instrument for instrument in self.instruments if instrument.file)

    @cached_property
    def treaty_codes(self) -> dict[str, str]:
        """Instrument -> its code in the official API."""
        return {instrument.id: instrument.treaty for instrument in self.instruments if instrument.treaty}

    @cached_property
    def inner_first(self) -> tuple[Instrument, ...]:
        """A protocol before what it supplements, for its title names that too."""
        return tuple(sorted(self.instruments, key=lambda one: -self._depth(one)))

    def _depth(self, instrument: Instrument) -> int:
        above = self.instrument(instrument.protocol_to)
        return 1 + self._depth(above) if above else 0

    @cached_property
    def namesakes(self) -> frozenset[str]:
        """Towns, normalised, whose name alone can stand for an instrument."""
        return frozenset(normal(instrument.town) for instrument in self.instruments if instrument.town)

    @cached_property
    def initials(self) -> frozenset[str]:
        """Letters, normalised, that stand for an instrument wherever they are capitals."""
        return frozenset(normal(letters) for one in self.instruments for letters in one.initials)

    def named_instruments(self, text: str) -> tuple[str, ...]:
        """Ids of the instruments that an English text names by their titles or by what people call them."""
        folded = normal(text)
        return tuple(identity for identity, found in self._called if found(folded))

    def named_kinds(self, text: str) -> tuple[str, ...]:
        """Kinds of documents that an English text names, such as "training"."""
        folded = normal(text)
        return tuple(kind for kind, names in self.kinds.items() if _finder(names)(folded))

    @cached_property
    def _called(self) -> tuple[tuple[str, Callable[[str], object]], ...]:
        return tuple((one.id, _finder(one.nicknames)) for one in self.inner_first if one.nicknames)

    # bodies and their sessions

    def body(self, identity: str) -> Body | None:
        """The body of that id."""
        return self._bodies.get(identity)

    @cached_property
    def _bodies(self) -> dict[str, Body]:
        return {body.id: body for body in self.bodies}

    @cached_property
    def body_codes(self) -> dict[str, Body]:
        """Spelling of a body in symbols and codes, in capitals -> the body."""
        return {code: body for body in self.bodies for code in body.codes}

    def deciding_body(self, instrument: str) -> Body | None:
        """The body that takes the decisions of an instrument."""
        return next((b for b in self.bodies if b.instrument == instrument and not b.recommends), None)

    def last_session(self, body: str) -> int:
        """The last session of a body that has met; 0 for a body that is not known."""
        found = self.body(body)
        return found.last_session if found else 0

    def session_url(self, number: int) -> str:
        """The official page of a session of the Conference of the Parties."""
        return self.site + self._bodies[COP].session_page.format(session=number)

    @cached_property
    def short_bodies(self) -> dict[str, str]:
        """Short form of a body, normalised -> its id."""
        return {normal(name): body.id for body in self.bodies for name in body.short_names}

    @cached_property
    def last_roman(self) -> int:
        """The last session that any body prints in roman numbers."""
        limits = (form.until or 0 for body in self.bodies for form in body.labels if "{roman}" in form.form)
        return max(limits, default=0)

    @cached_property
    def towns(self) -> dict[str, int]:
        """Town -> the session of the Conference of the Parties that met there."""
        return {sitting.city: sitting.session for sitting in self.sittings}

    # numbers

    def cardinals(self, language: str) -> dict[str, int]:
        """Number word -> number, normalised, "twenty-one" among them."""
        return self._words(language, "cardinals", "tens")

    def ordinals(self, language: str) -> dict[str, int]:
        """Ordinal -> number, normalised, "twenty-first" among them."""
        return self._words(language, "ordinals", "tens_ordinals")

    def _words(self, language: str, units: str, tens: str) -> dict[str, int]:
        numbers = self.numbers.get(language)
        return numbers.words(units, tens) if numbers else {}


@cache
def vocabulary() -> Vocabulary:
    """The vocabulary that comes with the project."""
    return read_vocabulary(embedded_folder())


def read_vocabulary(corpus: Path) -> Vocabulary:
    """The vocabulary of a corpus folder. Raises SourceError naming the file and record that are unusable."""
    home = corpus / "names"
    sittings = tuple(_sittings(corpus / "catalogue" / "sessions.csv"))
    pages = _table(home / "pages.toml")
    instruments = _table(home / "instruments.toml")
    bodies = _table(home / "bodies.toml")
    last = max((sitting.session for sitting in sittings), default=0)
    return Vocabulary(
        instruments=_records(
            home / "instruments.toml",
            instruments["instrument"],
            lambda record: _instrument(record, pages["site"]),
        ),
        bodies=_records(home / "bodies.toml", bodies["body"], lambda record: _body(record, last)),
        sittings=sittings,
        generic={kind: _names(names) for kind, names in instruments.get("generic", {}).items()},
        others={kind: _names(names) for kind, names in _table(home / "others.toml").items()},
        unspecified=tuple(bodies.get("unspecified", ())),
        numbers={language: _numbers(lists) for language, lists in _table(home / "numbers.toml").items()},
        kinds={kind: _nicknames(names) for kind, names in _table(home / "kinds.toml").items()},
        pages=dict(_pages(pages)),
        site=pages["site"],
    )


def _table(path: Path) -> Record:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise SourceError(
            f"{path.name}: the names cannot be read ({error}).",
            "Mend it; corpus/names/README.md shows the form.",
        ) from error


def _records(path: Path, records: Iterable[Record], make: Callable[[Record], Made]) -> tuple[Made, ...]:
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


def _instrument(record: Record, site: str) -> Instrument:
    file = record.get("file", "")
    return Instrument(
        **_frozen(record)
        | {
            "url": record.get("url") or site + file.format(language="en"),
            "names": _names(record["names"]),
            "nicknames": _nicknames(record.get("nicknames", {})),
        }
    )


def _body(record: Record, last_cop: int) -> Body:
    last = int(record.get("last_session", last_cop))
    return Body(
        **_frozen(record)
        | {
            "last_session": last,
            "read_until": int(record.get("read_until", last)),
            "labels": tuple(Form(**form) for form in record["labels"]),
            "symbols": tuple(Form(**form) for form in record.get("symbols", ())),
            "names": _names(record["names"]),
        }
    )


def _frozen(record: Record) -> Record:
    return {key: tuple(value) if isinstance(value, list) else value for key, value in record.items()}


def _names(names: dict[str, list[str]]) -> Names:
    return MappingProxyType({language: tuple(spelled) for language, spelled in names.items()})


def _nicknames(names: dict[str, list[str | Record]]) -> tuple[Nickname, ...]:
    """The English ones: questions are put into English before they are asked what they name."""
    return tuple(Nickname(**one) if isinstance(one, dict) else Nickname(one) for one in names.get("en", ()))


def _numbers(lists: Record) -> Numbers:
    def entry(words: str) -> tuple[str, ...]:
        return tuple(normal(word) for word in words.split())

    zero = entry(lists.pop("zero", ""))
    return Numbers(zero=zero, **{name: tuple(map(entry, words)) for name, words in lists.items()})


def _numbered(entries: tuple[tuple[str, ...], ...]) -> dict[str, int]:
    return {word: number for number, words in enumerate(entries, start=1) for word in words}


def _sittings(path: Path) -> Iterator[Sitting]:
    try:
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                yield Sitting(session=int(row.pop("cop")), **row)
    except (OSError, csv.Error, ValueError, KeyError, TypeError) as error:
        raise SourceError(
            f"{path.name}: the catalogue table cannot be read ({error}).", "Restore it from the project."
        ) from error


def _pages(table: Record) -> Iterator[tuple[int, str]]:
    """Number of a page -> the decision that stood there."""
    for page in table.get("page", ()):
        yield page["number"], page["provision"]
    for row in table.get("row", ()):
        for place in range(row["decisions"]):
            yield row["first"] + place, f"{row['session']}/dec-{place + 1}"


@cache
def _finder(nicknames: tuple[Nickname, ...]) -> Callable[[str], object]:
    """A search for any of the nicknames in a normalised text."""
    plain = names_pattern(one.name for one in nicknames if not (one.not_after or one.not_before))
    parts = [plain] if plain else []
    for one in nicknames:
        if one.not_after or one.not_before:
            before = rf"(?<!{re.escape(one.not_after)} )" if one.not_after else ""
            after = rf"(?! {re.escape(one.not_before)})" if one.not_before else ""
            parts.append(f"{before}(?:{names_pattern([one.name])}){after}")
    return re.compile("|".join(parts)).search
