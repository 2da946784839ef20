"""The vocabulary: instruments, bodies, sessions and number words, read once from the data that has them.

Nothing here is a table: `corpus/names/*.toml` and `corpus/catalogue/sessions.csv` are, and README.md beside
the former says how they are written. What is named only there is known everywhere: a fifth instrument or
another meeting is an edit of those files.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path

from ingest.embedded import embedded_folder
from ingest.names import (
    Body,
    Instrument,
    LabelForms,
    Names,
    Nickname,
    Numbers,
    OtherBody,
    Place,
    Sitting,
    read_body,
    read_instrument,
    read_label_forms,
    read_names,
    read_nicknames,
    read_numbers,
    read_other_body,
    read_pages,
    read_place,
    read_records,
    read_sittings,
    read_table,
)
from ingest.spelling import BEGIN, END, names_pattern, normal, spellings

ENGLISH = "en"
COP = "cop"  # the body whose sessions are documents of the catalogue themselves
LANGUAGES = ("en", "fr", "es", "pt", "ar", "ru", "zh")
UN_LANGUAGES = ("ar", "en", "es", "fr", "ru", "zh")


@dataclass(frozen=True)
class Vocabulary:
    """All of it. Two are the same only when they are one, so that what is made of one can be cached by it."""

    instruments: tuple[Instrument, ...]
    bodies: tuple[Body, ...]
    sittings: tuple[Sitting, ...]
    other_bodies: tuple[OtherBody, ...] = ()
    generic: Mapping[str, Names] = field(default_factory=dict)
    others: Mapping[str, Names] = field(default_factory=dict)
    unspecified: tuple[str, ...] = ()
    numbers: Mapping[str, Numbers] = field(default_factory=dict)
    kinds: Mapping[str, tuple[Nickname, ...]] = field(default_factory=dict)
    pages: Mapping[int, str] = field(default_factory=dict)
    labels: Mapping[str, LabelForms] = field(default_factory=dict)
    site: str = ""
    places: tuple[Place, ...] = ()
    totals: Mapping[str, int] = field(default_factory=dict)

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
    def protocols_to_convention(self) -> tuple[str, ...]:
        """The protocols that do not supplement another one."""
        return tuple(one.id for one in self.instruments if one.protocol_to == self.convention)

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
    def namesakes(self) -> dict[str, str]:
        """Names of towns in any language, normalised, that can stand for an instrument -> its id."""
        names = {place.name: place.names for place in self.places}
        return {
            normal(spelt): instrument.id
            for instrument in self.instruments
            for named in (names.get(instrument.town, {}) if instrument.town else {}).values()
            for name in named
            for spelt in spellings(name)
        }

    @cached_property
    def initials(self) -> frozenset[str]:
        """Letters, normalised, that stand for an instrument wherever they are capitals."""
        return frozenset(normal(letters) for one in self.instruments for letters in one.initials)

    def named_instruments(self, text: str) -> tuple[str, ...]:
        """Ids of the instruments that an English text names by their titles or by what people call them."""
        folded = normal(text)
        return tuple(identity for identity, names in self._called if names.search(folded))

    def instruments_at(self, text: str) -> tuple[tuple[int, int, str], ...]:
        """Where an English text names instruments so: (start, end, id)."""
        folded = normal(text)
        return tuple(
            (*found.span(), identity) for identity, names in self._called for found in names.finditer(folded)
        )

    def named_kinds(self, text: str) -> tuple[str, ...]:
        """Kinds of documents that an English text names, such as "training"."""
        folded = normal(text)
        return tuple(kind for kind, found in self._kinds_called if found.search(folded))

    @cached_property
    def _kinds_called(self) -> tuple[tuple[str, re.Pattern[str]], ...]:
        return tuple((kind, _finder(names)) for kind, names in self.kinds.items())

    @cached_property
    def _called(self) -> tuple[tuple[str, re.Pattern[str]], ...]:
        return tuple((one.id, _finder(one.nicknames)) for one in self.inner_first if one.nicknames)

    # bodies and their sessions

    def body(self, identity: str) -> Body | None:
        """The body of that id."""
        return self._bodies.get(identity)

    @cached_property
    def _bodies(self) -> dict[str, Body]:
        return {body.id: body for body in self.bodies}

    def other_body(self, identity: str) -> OtherBody | None:
        """The body of another convention of that id."""
        return next((body for body in self.other_bodies if body.id == identity), None)

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

    def decisions_taken(self, session: int) -> int | None:
        """How many decisions a session of the Conference of the Parties took; None where that is not
        confirmed.
        """
        counts = [sitting.decisions for sitting in self.sittings if sitting.session == session]
        return next((int(count) for count in counts if count), None)

    def short_title(self, document: str, language: str) -> str | None:
        """What a document is called in labels of a language; None where that is told of it alone, and in
        English, where the document itself says it.
        """
        instrument = self.instrument(document)
        titles = instrument.short_titles if instrument else {}
        return titles.get(language) or self.labels[language].others.get(document)

    # numbers

    def cardinals(self, language: str) -> dict[str, int]:
        """Number word -> number, normalised, "twenty-one" among them."""
        return self._cardinals.get(language, {})

    def ordinals(self, language: str) -> dict[str, int]:
        """Ordinal -> number, normalised, "twenty-first" among them."""
        return self._ordinals.get(language, {})

    @cached_property
    def _cardinals(self) -> dict[str, dict[str, int]]:
        return {language: numbers.words("cardinals", "tens") for language, numbers in self.numbers.items()}

    @cached_property
    def _ordinals(self) -> dict[str, dict[str, int]]:
        return {
            language: numbers.words("ordinals", "tens_ordinals") for language, numbers in self.numbers.items()
        }


@cache
def vocabulary() -> Vocabulary:
    """The vocabulary that comes with the project."""
    return read_vocabulary(embedded_folder())


def read_vocabulary(corpus: Path) -> Vocabulary:
    """The vocabulary of a corpus folder. Raises SourceError naming the file and record that are unusable."""
    home = corpus / "names"
    sittings = tuple(read_sittings(corpus / "catalogue" / "sessions.csv"))
    pages = read_table(home / "pages.toml")
    instruments = read_table(home / "instruments.toml")
    bodies = read_table(home / "bodies.toml")
    last = max((sitting.session for sitting in sittings), default=0)
    return Vocabulary(
        instruments=read_records(
            home / "instruments.toml",
            instruments["instrument"],
            lambda record: read_instrument(record, pages["site"]),
        ),
        bodies=read_records(home / "bodies.toml", bodies["body"], lambda record: read_body(record, last)),
        sittings=sittings,
        other_bodies=read_records(
            home / "other-bodies.toml", read_table(home / "other-bodies.toml")["body"], read_other_body
        ),
        generic={kind: read_names(names) for kind, names in instruments.get("generic", {}).items()},
        others={kind: read_names(names) for kind, names in read_table(home / "others.toml").items()},
        unspecified=tuple(bodies.get("unspecified", ())),
        numbers={
            language: read_numbers(lists) for language, lists in read_table(home / "numbers.toml").items()
        },
        kinds={kind: read_nicknames(names) for kind, names in read_table(home / "kinds.toml").items()},
        pages=dict(read_pages(pages)),
        labels=_labels(home / "labels.toml"),
        site=pages["site"],
        places=read_records(home / "places.toml", read_table(home / "places.toml")["place"], read_place),
        totals={row["session"]: int(row["decisions"]) for row in pages.get("row", ())},
    )


def _labels(path: Path) -> dict[str, LabelForms]:
    tables = read_table(path)
    return dict(zip(tables, read_records(path, tables.values(), read_label_forms), strict=True))


@cache
def _finder(nicknames: tuple[Nickname, ...]) -> re.Pattern[str]:
    """Any of the nicknames in a normalised text."""
    plain = names_pattern(one.name for one in nicknames if not (one.not_after or one.not_before))
    parts = [plain] if plain else []
    for one in nicknames:
        if one.not_after or one.not_before:
            before = "".join(rf"(?<!{BEGIN}{re.escape(word)} )" for word in one.not_after)
            after = "".join(rf"(?![ ,]*{re.escape(word)}{END})" for word in one.not_before)
            parts.append(f"{before}(?:{names_pattern([one.name])}){after}")
    return re.compile("|".join(parts))
