"""Topics and timelines on the wire."""

from typing import Self

from assistant.api.wire.base import WireModel
from assistant.reading.timeline import Timeline
from ingest.topics import Topic


class TopicOut(WireModel):
    """A topic of the training deck with its decisions."""

    id: str
    title: str
    decisions: list[str]
    articles: list[str]

    @classmethod
    def of(cls, topic: Topic) -> Self:
        """The topic and the locators under it."""
        return cls.from_type(topic)


class WordsOut(WireModel):
    """What a decision says."""

    kind: str
    """One of "quote" (verbatim) or "guide" (this project's summary, not official)."""
    text: str
    locator: str
    label: str


class RemarkOut(WireModel):
    """What the trainer's deck says about a decision."""

    text: str
    slides: list[str]
    labels: list[str]
    shared: bool
    """Whether the deck may mean another decision of the slide."""


class EntryOut(WireModel):
    """One point of a timeline; `fact` is the catalogue's sentence, to be cited as `fact_locator`."""

    decision: str
    number: str
    label: str
    title: str
    session: int
    year: str
    place: str
    url: str
    fact: str
    fact_locator: str
    fact_label: str
    reason: str
    """Why it belongs to this timeline."""
    words: WordsOut | None
    remarks: list[RemarkOut]
    where: str
    """The city alone."""
    short: str
    """What a drawing shows below the number: the deck's first remark, or the title."""


class TimelineOut(WireModel):
    """The decisions in the order in which they were taken."""

    title: str
    topic: str
    entries: list[EntryOut]
    note: str
    """How they were found."""
    first: int | None
    last: int | None

    @classmethod
    def of(cls, timeline: Timeline) -> Self:
        """The timeline, entry by entry."""
        return cls.from_type(timeline)
