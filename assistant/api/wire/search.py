"""What a search finds, on the wire."""

from collections.abc import Sequence
from typing import Self

from assistant.api.wire.base import IndexOut, Origin, PlainState, Provenance, WireModel
from assistant.api.wire.documents import DocumentRefOut
from assistant.reading.cite import OFFICIAL
from assistant.reading.labels import label_of
from assistant.search import Hit
from index.interface import SearchIndex
from ingest.model import PlainWords

NO_WORDS = PlainWords("", "", ())


class HitOut(WireModel):
    """A provision found for a query."""

    locator: str
    """Its locator."""
    label: str
    """What it is called in print."""
    heading: str
    """Its heading; empty where it has none."""
    kind: str
    """Article, paragraph, item, recital, slide ..."""
    document: DocumentRefOut
    """The document that it stands in."""
    text: str
    """Its text, word for word."""
    start: int
    """Where in `text` the best passage begins."""
    end: int
    """Where that passage ends."""
    page: int | None
    """The page that it begins on, counted from 1; null where that is not known."""
    url: str
    """Its official page."""
    official: bool
    """Whether these are the words of an official text."""
    provenance: Provenance
    """Whose words they are."""
    origin: Origin
    """How an official text came here."""
    statuses: list[str]
    """Where it stands by the Secretariat's review."""
    score: float
    """How near it is; only comparable within one search."""
    ranks: dict[str, int | None]
    """Its rank in each retriever; 1 is best, null: not found there."""
    plain: str
    """What the guide says of it in plain words, which are not official text; "" where it says nothing."""
    plain_language: str
    """The language of `plain`: the one asked for, or English where the guide was not written in it."""
    plain_state: PlainState
    """Who has read `plain`, as in an answer."""

    @classmethod
    def of(cls, hit: Hit, index: SearchIndex, language: str = "en") -> Self:
        """The hit with the document of its provision, and its plain words in that language."""
        guide = index.guide(hit.provision.locator)
        plain = guide.plain(language) if guide else NO_WORDS
        return cls.from_type(
            hit.provision,
            label=label_of(hit.provision, language, index),
            document=DocumentRefOut.of(index.documents[hit.provision.document], language),
            start=hit.start,
            end=hit.end,
            official=hit.provision.provenance in OFFICIAL,
            score=round(float(hit.score), 6),
            ranks=hit.ranks,
            plain=plain.summary,
            plain_language=plain.language,
            plain_state=plain.state,
        )


class SearchOut(WireModel):
    """The provisions nearest to a query, best first."""

    query: str
    """What was searched for."""
    hits: list[HitOut]
    """The provisions, the nearest first."""
    index: IndexOut
    """The index that was searched."""
    timings_ms: dict[str, float]
    """How long it took, in milliseconds."""

    @classmethod
    def of(
        cls, query: str, hits: Sequence[Hit], index: SearchIndex, milliseconds: float, language: str = "en"
    ) -> Self:
        """The hits of a query that took so long, their plain words in that language."""
        return cls(
            query=query,
            hits=[HitOut.of(hit, index, language) for hit in hits],
            index=IndexOut.of(index.snapshot),
            timings_ms={"search": round(milliseconds, 3)},
        )
