"""Topics and timelines on the wire."""

from typing import Self

from assistant.api.wire.base import PlainState, WireModel
from assistant.reading.timeline import Entry, Timeline, Words
from index.interface import SearchIndex
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
    language: str
    state: PlainState
    """Who has read the guide's words, as in a provision; empty for a quotation."""

    @classmethod
    def of(cls, words: Words, index: SearchIndex, language: str = "en") -> Self:
        """The words; those of the guide in that language, where they were written in it."""
        guide = index.guide(words.locator) if words.kind == "guide" else None
        if guide:
            plain = guide.plain(language)
            return cls.from_type(words, text=plain.summary, language=plain.language, state=plain.state)
        provision = index.get(words.locator)
        return cls.from_type(words, language=provision.language if provision else "en", state="")


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

    @classmethod
    def of(cls, entry: Entry, index: SearchIndex, language: str = "en") -> Self:
        """The point, with plain words in that language."""
        words = WordsOut.of(entry.words, index, language) if entry.words else None
        return cls.from_type(entry, words=words)


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
    def of(cls, timeline: Timeline, index: SearchIndex, language: str = "en") -> Self:
        """The timeline, entry by entry, with plain words in that language."""
        entries = [EntryOut.of(entry, index, language) for entry in timeline.entries]
        return cls.from_type(timeline, entries=entries)
