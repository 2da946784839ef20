"""What a server says of itself: what it holds and since when, and who runs it."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from assistant.library.lock import Lock
from assistant.reading.holdings import (
    InstrumentHolding,
    SessionHolding,
    instrument_holdings,
    session_holdings,
)
from assistant.settings import Settings
from index.interface import SearchIndex, Snapshot
from ingest.errors import InputError
from ingest.model import Document

OTHERS = ("training", "guide", "other")  # kinds of documents that are neither law nor a meeting's


@dataclass(frozen=True, slots=True)
class Fetched:
    """What a sync brought: how many files, the day of the last change, and that of each session."""

    files: int
    last: str
    sessions: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Account:
    """All that the page about a server tells. `snapshot` is None for a reader who may not know what it holds,
    `fetched` where nothing was ever fetched.
    """

    settings: Settings
    snapshot: Snapshot | None = None
    instruments: tuple[InstrumentHolding, ...] = ()
    sessions: tuple[SessionHolding, ...] = ()
    others: tuple[Document, ...] = ()
    fetched: Fetched | None = None

    @classmethod
    def of(cls, index: SearchIndex, settings: Settings) -> "Account":
        """Of the index that serves and the settings of the server."""
        return cls(
            settings,
            index.snapshot,
            tuple(instrument_holdings(index)),
            tuple(session_holdings(index)),
            tuple(one for one in index.documents.values() if one.kind in OTHERS),
            fetched_into(settings),
        )


def fetched_into(settings: Settings) -> Fetched | None:
    """What the library says of its own fetching; None where it holds nothing that was fetched, or a list that
    cannot be read (`verify` tells the operator).
    """
    try:
        entries = Lock(settings.library / "official").entries
    except InputError:
        return None
    if not entries:
        return None
    sessions: dict[str, str] = {}
    for name, entry in entries.items():
        folder = name.split("/")[-2] if "/" in name else ""
        body, _, number = folder.rpartition("-")
        if body and number.isdigit():
            key = f"{body}-{int(number)}"
            sessions[key] = max(sessions.get(key, ""), entry.fetched)
    return Fetched(len(entries), max(entry.fetched for entry in entries.values()), sessions)


def day_of(moment: str) -> str:
    """The day of a moment as ISO 8601 writes it; the bare text where it is none."""
    try:
        return datetime.datetime.fromisoformat(moment).date().isoformat()
    except ValueError:
        return moment
