"""The catalogue: bibliographic facts as provisions that can be searched and cited as what they are."""

import csv
import hashlib
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from ingest.corpus.source import ParsedSource
from ingest.errors import SourceError
from ingest.locator import Locator, label
from ingest.model import Document, Provenance, Provision
from ingest.names import Instrument, Sitting
from ingest.numerals import from_roman
from ingest.vocabulary import COP, Vocabulary, vocabulary

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
        return _read_tables(folder, vocabulary())
    except (KeyError, ValueError) as error:
        raise SourceError(
            f"The catalogue in {folder} is inconsistent at {error}.", "Restore it from the project."
        ) from error


def _read_tables(folder: Path, known: Vocabulary) -> list[ParsedSource]:
    instruments = {instrument.id: instrument for instrument in known.instruments}
    facts: dict[str, list[Fact]] = defaultdict(list)
    documents = {identity: _instrument(instrument) for identity, instrument in instruments.items()}
    for row in _rows(folder / "articles.csv"):
        facts[row["instrument"]].append(_article(row, instruments[row["instrument"]]))
    for row in _rows(folder / "targets.csv"):
        facts[row["framework"]].append(_target(row, instruments[row["framework"]]))
    for sitting in known.sittings:
        document = _session(sitting)
        held = documents.setdefault(document.id, document)
        towns = tuple(dict.fromkeys((*held.towns, sitting.city)))
        documents[document.id] = replace(held, towns=towns)
        facts[document.id].append(_meeting(sitting, document))
    for row in _rows(folder / "decisions.csv"):
        documents[row["id"]] = _decision(row, known)
        facts[row["id"]].append(_adoption(row, documents[row["id"]]))
    return [_assemble(document, facts.get(identity, [])) for identity, document in documents.items()]


def _rows(path: Path) -> Iterator[Row]:
    try:
        with path.open(encoding="utf-8", newline="") as file:
            yield from csv.DictReader(file)
    except (OSError, csv.Error, UnicodeDecodeError) as error:
        raise SourceError(
            f"{path.name}: the catalogue table cannot be read ({error}).", "Restore it from the project."
        ) from error


def _instrument(instrument: Instrument) -> Document:
    return Document(
        instrument.id,
        instrument.kind,
        instrument.title,
        instrument.short_title,
        url=instrument.url,
        date=instrument.date,
        year=int(instrument.date[:4]),
        provenance=Provenance.CATALOGUE,
    )


def _session(sitting: Sitting) -> Document:
    number = sitting.session
    return Document(
        f"{COP}-{number}",
        "session",
        f"Meeting {number} of the Conference of the Parties",
        f"COP {number}",
        session=number,
        date=sitting.year,
        year=int(sitting.year),
        url=vocabulary().session_url(number),
        provenance=Provenance.CATALOGUE,
    )


def _decision(row: Row, known: Vocabulary) -> Document:
    session = int(row["cop"])
    return Document(
        row["id"],
        "decision",
        row["title"],
        f"Decision {row['number']}",
        symbol=row["symbol"],
        session=session,
        date=row["year"],
        year=int(row["year"]),
        place=_place(row["place"], session, known),
        url=row["url"],
        provenance=Provenance.CATALOGUE,
    )


def _place(town: str, session: int, known: Vocabulary) -> str:
    """The town with its country, unless that is said or the session sat in more than one town."""
    sittings = [sitting for sitting in known.sittings if sitting.session == session]
    country = next((sitting.country for sitting in sittings if sitting.city == town), "")
    return f"{town}, {country}" if country and country not in town else town


def _article(row: Row, instrument: Instrument) -> Fact:
    """An article or, where the table says "Annex I" in the place of a number, an annex."""
    annex = row["article"].removeprefix("Annex").strip() if row["article"].startswith("Annex") else None
    number = row["article"] if annex is None else str(from_roman(annex) or "")
    locator = Locator(row["instrument"]).child("art" if annex is None else "annex", number)
    name = f"Article {number}" if annex is None else row["article"]
    sentence = f"{name} of the {instrument.title} is titled “{row['title']}”."
    return Fact(locator.child("catalogue"), row["title"], sentence, instrument.url)


def _target(row: Row, framework: Instrument) -> Fact:
    locator = Locator(row["framework"]).child(row["kind"], row["number"].lower())
    sentence = f"{row['kind'].capitalize()} {row['number']} of the {framework.title}: {row['short_title']}."
    return Fact(locator.child("catalogue"), row["short_title"], sentence, framework.url)


def _meeting(sitting: Sitting, document: Document) -> Fact:
    part = f" ({sitting.part})" if sitting.part else ""
    sure = sitting.start and "unconfirmed" not in sitting.status
    days = f"from {sitting.start} to {sitting.end}" if sure else f"in {sitting.year}"
    sentence = (
        f"COP {sitting.session}{part}, a meeting of the Conference of the Parties, was held {days} in "
        f"{sitting.city}, {sitting.country}."
    )
    locator = Locator(document.id).child("catalogue", sitting.part.replace(" ", "-"))
    return Fact(locator, document.short_title, sentence, document.url)


def _adoption(row: Row, document: Document) -> Fact:
    symbol = f"; symbol {document.symbol}" if document.symbol else ""
    sentence = (
        f"{document.short_title}, “{document.title}”, was adopted by COP {row['cop']} in {document.place}, "
        f"{document.year}{symbol}."
    )
    return Fact(Locator(document.id).child("catalogue"), document.title, sentence, document.url)


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
