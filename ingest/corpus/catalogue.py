"""The catalogue: bibliographic facts as provisions that can be searched and cited as what they are."""

import csv
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from ingest.corpus.source import ParsedSource
from ingest.errors import SourceError
from ingest.locator import Locator, from_roman, label
from ingest.model import Document, Provenance, Provision

Row = dict[str, str]


@dataclass(frozen=True, slots=True)
class Fact:
    """One row of a table: the provision it is about, its heading and the sentence that states it."""

    locator: Locator
    heading: str
    sentence: str
    url: str


def read_catalogue(folder: Path) -> list[ParsedSource]:
    """Documents for every instrument, session and decision that the tables name, their facts as provisions.

    Raises SourceError for a table that is missing, lacks a column or names what the other tables do not have.
    """
    try:
        return _read_tables(folder)
    except (KeyError, ValueError) as error:
        raise SourceError(
            f"The catalogue in {folder} is inconsistent at {error}.", "Restore it from the project."
        ) from error


def _read_tables(folder: Path) -> list[ParsedSource]:
    instruments = {row["id"]: row for row in _rows(folder / "instruments.csv")}
    sessions = {row["cop"]: row for row in _rows(folder / "sessions.csv")}
    facts: dict[str, list[Fact]] = {}
    documents = {identity: _instrument(row) for identity, row in instruments.items()}
    for row in _rows(folder / "articles.csv"):
        fact = _article(row, instruments[row["instrument"]])
        facts.setdefault(row["instrument"], []).append(fact)
    for row in _rows(folder / "targets.csv"):
        facts.setdefault(row["framework"], []).append(_target(row, instruments[row["framework"]]))
    for row in _rows(folder / "sessions.csv"):
        identity = f"cop-{row['cop']}"
        held = documents.setdefault(identity, _session(row))
        documents[identity] = replace(
            held, note="; ".join(dict.fromkeys([*filter(None, held.note.split("; ")), row["city"]]))
        )
        facts.setdefault(identity, []).append(_meeting(row))
    for row in _rows(folder / "decisions.csv"):
        documents[row["id"]] = _decision(row)
        facts.setdefault(row["id"], []).append(_adoption(row, sessions))
    return [_assemble(document, facts.get(identity, [])) for identity, document in documents.items()]


def _rows(path: Path) -> Iterator[Row]:
    try:
        with path.open(encoding="utf-8", newline="") as file:
            yield from csv.DictReader(file)
    except (OSError, csv.Error, UnicodeDecodeError) as error:
        raise SourceError(
            f"{path.name}: the catalogue table cannot be read ({error}).", "Restore it from the project."
        ) from error


def _instrument(row: Row) -> Document:
    return Document(
        row["id"],
        row["kind"],
        row["title"],
        row["short_title"],
        url=row["url"],
        date=row["date"],
        provenance=Provenance.CATALOGUE,
    )


def _session(row: Row) -> Document:
    title = f"Meeting {row['cop']} of the Conference of the Parties"
    number = int(row["cop"])
    return Document(
        f"cop-{number}", "session", title, f"COP {number}", session=number, date=row["year"],
        url=f"https://www.cbd.int/decisions/cop/{number}", provenance=Provenance.CATALOGUE,
    )  # fmt: skip


def _decision(row: Row) -> Document:
    return Document(
        row["id"],
        "decision",
        row["title"],
        f"Decision {row['number']}",
        symbol=row["symbol"],
        session=int(row["cop"]),
        date=row["year"],
        url=row["url"],
        provenance=Provenance.CATALOGUE,
    )


def _article(row: Row, instrument: Row) -> Fact:
    """An article or, where the table says "Annex I" in the place of a number, an annex."""
    annex = row["article"].removeprefix("Annex").strip() if row["article"].startswith("Annex") else None
    number = row["article"] if annex is None else str(from_roman(annex) or "")
    locator = Locator(row["instrument"]).child("art" if annex is None else "annex", number)
    name = f"Article {number}" if annex is None else row["article"]
    sentence = f"{name} of the {instrument['title']} is titled “{row['title']}”."
    return Fact(locator.child("catalogue"), row["title"], sentence, instrument["url"])


def _target(row: Row, framework: Row) -> Fact:
    locator = Locator(row["framework"]).child(row["kind"], row["number"].lower())
    sentence = (
        f"{row['kind'].capitalize()} {row['number']} of the {framework['title']}: {row['short_title']}."
    )
    return Fact(locator.child("catalogue"), row["short_title"], sentence, framework["url"])


def _meeting(row: Row) -> Fact:
    part = f" ({row['part']})" if row["part"] else ""
    days = (
        f"from {row['start']} to {row['end']}"
        if row["start"] and "unconfirmed" not in row["status"]
        else f"in {row['year']}"
    )
    sentence = (
        f"COP {row['cop']}{part}, a meeting of the Conference of the Parties, was held {days} in "
        f"{row['city']}, {row['country']}."
    )
    number = row["cop"]
    url = f"https://www.cbd.int/decisions/cop/{number}"
    return Fact(
        Locator(f"cop-{number}").child("catalogue", row["part"].replace(" ", "-")),
        f"COP {number}",
        sentence,
        url,
    )


def _adoption(row: Row, sessions: dict[str, Row]) -> Fact:
    country = sessions[row["cop"]]["country"] if row["cop"] in sessions and row["cop"] != "15" else ""
    place = f"{row['place']}, {country}" if country and country not in row["place"] else row["place"]
    symbol = f"; symbol {row['symbol']}" if row["symbol"] else ""
    sentence = (
        f"Decision {row['number']}, “{row['title']}”, was adopted by COP {row['cop']} in {place}, "
        f"{row['year']}{symbol}."
    )
    return Fact(Locator(row["id"]).child("catalogue"), row["title"], sentence, row["url"])


def _assemble(document: Document, facts: list[Fact]) -> ParsedSource:
    text = ""
    provisions = []
    for position, fact in enumerate(facts):
        start = len(text)
        text += fact.sentence
        provisions.append(
            Provision(
                locator=str(fact.locator),
                document=document.id,
                kind="catalogue",
                label=label(fact.locator, document.short_title, fact.heading),
                text=fact.sentence,
                start=start,
                end=len(text),
                position=position,
                parent=str(fact.locator.parent),
                heading=fact.heading,
                chapeau=fact.sentence,
                provenance=Provenance.CATALOGUE,
                url=fact.url,
            )
        )
        text += "\n"
    digest = hashlib.sha256(f"{document.title}\n{text}".encode()).hexdigest()
    return ParsedSource(replace(document, text=text, digest=digest), tuple(provisions))
