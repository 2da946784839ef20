"""Topics and timelines on the wire."""

from typing import Self

from assistant.api.wire.base import PlainState, WireModel
from assistant.reading.labels import label_at, label_of
from assistant.reading.timeline import Entry, Remark, Timeline, Words, in_language
from index.interface import SearchIndex
from ingest.locator import described
from ingest.topics import Topic
from ingest.vocabulary import ENGLISH


class TopicOut(WireModel):
    """A topic of the training deck with its decisions."""

    id: str
    """Its name in addresses."""
    title: str
    """What it is called."""
    decisions: list[str]
    """The locators of its decisions."""
    articles: list[str]
    """The locators of its articles."""

    @classmethod
    def of(cls, topic: Topic, language: str = ENGLISH) -> Self:
        """The topic, by its title in that language, and the locators under it."""
        return cls.from_type(topic, title=topic.called(language))


class WordsOut(WireModel):
    """What a decision says."""

    kind: str
    """One of "quote" (verbatim) or "guide" (this project's summary, not official)."""
    text: str
    """The words."""
    locator: str
    """Where they stand."""
    label: str
    """What that is called in print."""
    language: str
    """Their language."""
    state: PlainState
    """Who has read the guide's words, as in a provision; empty for a quotation."""

    @classmethod
    def of(cls, words: Words, index: SearchIndex, language: str = ENGLISH) -> Self:
        """The words; those of the guide in that language, where they were written in it."""
        guide = index.guide(words.locator) if words.kind == "guide" else None
        if guide:
            plain = guide.plain(language)
            label = label_at(described(words.locator), language, index)
            return cls.from_type(
                words, label=label, text=plain.summary, language=plain.language, state=plain.state
            )
        provision = index.get(words.locator)
        label = label_of(provision, language, index) if provision else words.label
        said = provision.language if provision else ENGLISH
        return cls.from_type(words, label=label, language=said, state="")


class RemarkOut(WireModel):
    """What the trainer's deck says about a decision."""

    text: str
    """What the deck says."""
    slides: list[str]
    """The locators of the slides that say it."""
    labels: list[str]
    """What these are called in print."""
    shared: bool
    """Whether the deck may mean another decision of the slide."""

    @classmethod
    def of(cls, remark: Remark, index: SearchIndex, language: str) -> Self:
        """The remark, with the labels of its slides."""
        return cls.from_type(remark, labels=[label_at(slide, language, index) for slide in remark.slides])


class EntryOut(WireModel):
    """One point of a timeline; `fact` is the catalogue's sentence, to be cited as `fact_locator`."""

    decision: str
    """The id of the decision."""
    number: str
    """Its number in print."""
    label: str
    """What it is called in print."""
    title: str
    """Its title."""
    session: int
    """The session of the COP that took it."""
    year: str
    """The year."""
    place: str
    """Where the meeting was."""
    url: str
    """Its official page."""
    fact: str
    """When and where it was adopted, in a sentence."""
    fact_locator: str
    """What to cite for that."""
    fact_label: str
    """What that is called in print."""
    reason: str
    """Why it belongs to this timeline."""
    words: WordsOut | None
    """What it says of the subject; null where no words are held."""
    remarks: list[RemarkOut]
    """What the deck says of it."""
    where: str
    """The city alone."""
    short: str
    """What a drawing shows below the number: the deck's first remark, or the title."""

    @classmethod
    def of(cls, entry: Entry, index: SearchIndex, language: str = ENGLISH) -> Self:
        """The point of a timeline in that language, with its words, plain ones too, and remarks."""
        words = WordsOut.of(entry.words, index, language) if entry.words else None
        remarks = [RemarkOut.of(remark, index, language) for remark in entry.remarks]
        return cls.from_type(entry, words=words, remarks=remarks)


class TimelineOut(WireModel):
    """The decisions in the order in which they were taken."""

    title: str
    """What it is called."""
    topic: str
    """The id of the topic; empty where it is none of the deck's."""
    entries: list[EntryOut]
    """The decisions, the first one first."""
    how: str
    """How they were found: by "topic", by "article" or by "words"."""
    note: str
    """The same in words."""
    first: int | None
    """The first session that was asked for; null: from the beginning."""
    last: int | None
    """The last one; null: to the end."""

    @classmethod
    def of(cls, timeline: Timeline, index: SearchIndex, language: str = ENGLISH) -> Self:
        """The timeline, entry by entry, with plain words in that language."""
        there = in_language(timeline, language, index)
        entries = [EntryOut.of(entry, index, language) for entry in there.entries]
        return cls.from_type(there, entries=entries, note=there.note_in(language))
