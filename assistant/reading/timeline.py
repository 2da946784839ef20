"""Timelines: which decisions a topic or an article went through, when and where, in what words, and what the
deck remarked.

Dates and places are the catalogue's, words are quoted from the text where the corpus has it, and a remark is
always the trainer's own: it carries the slide it stands on and is never put into the mouth of the Conference
of the Parties.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from assistant.reading.glossary import english_readings
from assistant.reading.labels import label_at
from assistant.reading.remarks import all_remarks
from assistant.reading.resolve import is_held, resolve
from assistant.reading.topics import find_topic, fold, names_of, stands_in
from assistant.words.store import ENGLISH, say
from index.interface import SearchIndex
from index.lexical import stems
from ingest.errors import NotFoundError
from ingest.locator import Decision, Locator, catalogue_entry, label, lies_in
from ingest.model import Document, Provenance, Provision
from ingest.references.resolve import read_references
from ingest.topics import Topic, embedded_topics

VERBATIM = frozenset({Provenance.OFFICIAL, Provenance.QUOTED})
TOPIC, ARTICLE, WORDS = "topic", "article", "words"  # how a timeline is found
_FORMULA = "conservation and sustainable use"  # of whatever it is: two aims of the Convention, and no topic
LEAST_SHARE = 0.6  # of the weight of a topic's words, so much stands in the title of a decision on it
_OPERATIVE = re.compile(
    r"(?:also |further )*(?:adopts|decides|requests|invites|welcomes|takes note|encourages|launches|"
    r"calls|endorses|urges|establishes)\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Remark:
    """What the trainer's deck says about a decision. `shared` says that the deck may mean another decision of
    the slide.
    """

    text: str
    slides: tuple[str, ...]
    labels: tuple[str, ...]
    shared: bool = False


@dataclass(frozen=True, slots=True)
class Words:
    """What the decision says: `kind` is "quote" (verbatim) or "guide" (this project's summary, not
    official).
    """

    kind: str
    text: str
    locator: str
    label: str


@dataclass(frozen=True, slots=True)
class Entry:
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
    words: Words | None = None
    remarks: tuple[Remark, ...] = ()

    @property
    def where(self) -> str:
        """The city alone: "Nassau, Bahamas" -> "Nassau"."""
        return re.sub(r" \([\d-]+\)", "", self.place.split(",")[0])

    @property
    def short(self) -> str:
        """What is drawn below the number: the deck's first remark, or the title."""
        return self.remarks[0].text if self.remarks else self.title


@dataclass(frozen=True, slots=True)
class Timeline:
    """The decisions in the order in which they were taken. `how` is how they were found: by "topic", by
    "article" or by "words".
    """

    title: str
    topic: str
    entries: tuple[Entry, ...]
    how: str
    first: int | None = None
    last: int | None = None

    @property
    def note(self) -> str:
        """How they were found, in English words."""
        return self.note_in(ENGLISH)

    def note_in(self, language: str) -> str:
        """The same in a language."""
        return say(f"answer.found_by_{self.how}", language)


def timeline_of(
    subject: str, index: SearchIndex, first: int | None = None, last: int | None = None
) -> Timeline:
    """Give the timeline of a topic, of an article or of any other words. Raises NotFoundError where no
    decision is on them.
    """
    found = find_timeline(subject, index, first, last)
    if found is None:
        raise NotFoundError(
            f"No decision on '{subject}' was found in the catalogue or the texts, which do not have every "
            "decision ever taken.",
            "Name a topic such as 'technology transfer', or an article such as 'Article 18'; synchronise "
            "more decisions with 'cbd-assistant sync'.",
        )
    return found


def find_timeline(
    subject: str, index: SearchIndex, first: int | None = None, last: int | None = None
) -> Timeline | None:
    """The timeline of a topic, of an article or of any other words; None where no decision is on them."""
    article = article_named(subject, index)
    topic = topic_meant(subject, article)
    if topic:
        reasons = _on_topic(topic, index)
        return _assemble(topic.title, topic.id, reasons, topic, index, first, last, TOPIC)
    if article:
        name = _label_of(article, index)
        return _assemble(name, article, _on_article(article, index), None, index, first, last, ARTICLE)
    title = subject.strip().rstrip("?.! ")
    return _assemble(
        title[:1].upper() + title[1:], "", _in_any_language(subject, index), None, index, first, last, WORDS
    )


def in_language(timeline: Timeline, language: str, index: SearchIndex) -> Timeline:
    """The timeline with its title and the labels of its decisions in a language."""
    entries = tuple(
        replace(
            entry,
            label=label_at(entry.decision, language, index),
            fact_label=label_at(entry.fact_locator, language, index),
        )
        for entry in timeline.entries
    )
    return replace(timeline, title=_title_in(timeline, language, index), entries=entries)


def _title_in(timeline: Timeline, language: str, index: SearchIndex) -> str:
    """A topic by its name, an article by its label with what stands behind it; words stay as they are."""
    if timeline.how == TOPIC:
        return next(
            (one.called(language) for one in embedded_topics() if one.id == timeline.topic), timeline.title
        )
    if timeline.how == ARTICLE:
        english = label_at(timeline.topic, ENGLISH, index)
        if timeline.title.startswith(english):
            return label_at(timeline.topic, language, index) + timeline.title.removeprefix(english)
    return timeline.title


def _assemble(
    title: str,
    identity: str,
    reasons: dict[str, str],
    topic: Topic | None,
    index: SearchIndex,
    first: int | None,
    last: int | None,
    how: str,
) -> Timeline | None:
    entries = [
        entry for decision in reasons if (entry := entry_of(decision, index, topic, reasons[decision]))
    ]
    entries = [entry for entry in entries if (first or 0) <= entry.session <= (last or 10_000)]
    entries.sort(key=lambda entry: (entry.year, entry.session, int(entry.decision.rpartition("-")[2])))
    return Timeline(title, identity, tuple(entries), how, first, last) if entries else None


def entry_of(decision: str, index: SearchIndex, topic: Topic | None = None, reason: str = "") -> Entry | None:
    """Give the point of one decision; None where the corpus does not have it."""
    document = index.documents.get(decision)
    if document is None or document.session is None:
        return None
    fact = index.get(catalogue_entry(decision))
    return Entry(
        decision,
        str(Decision.of(decision)),
        document.short_title,
        document.title,
        document.session,
        str(document.year or document.date[:4]),
        document.place,
        document.url,
        fact.text if fact else "",
        fact.locator if fact else decision,
        fact.label if fact else document.short_title,
        reason,
        _words(document, topic, index),
        remarks_on(decision, index, topic),
    )


def _words(document: Document, topic: Topic | None, index: SearchIndex) -> Words | None:
    texts = [
        p
        for p in index.in_document(document.id)
        if p.leaf and p.provenance in VERBATIM and len(p.text.split()) > 6
    ]
    if texts:
        best = min(
            texts,
            key=lambda p: (
                topic is None or p.locator not in topic.keys,
                not _names(topic, p.text),
                not _OPERATIVE.match(p.text),
                p.position,
            ),
        )
        return Words("quote", best.text, best.locator, best.label)
    guide = index.guide(catalogue_entry(document.id)) or index.guide(document.id)
    return Words("guide", guide.summary, guide.provision, document.short_title) if guide else None


def remarks_on(decision: str, index: SearchIndex, topic: Topic | None = None) -> tuple[Remark, ...]:
    """Give the deck's remarks about a decision, each once, with all the slides that make it; those on the
    topic come first.
    """
    found: dict[str, list[Provision]] = {}
    for provision in all_remarks(index):
        if decision in provision.about:
            found.setdefault(fold(provision.text), []).append(provision)
    remarks = [
        (
            not any(_names(topic, f"{p.text} {_section(p, index)}") for p in same),
            Remark(
                _plain(same[0].text),
                tuple(p.locator for p in same),
                tuple(p.label for p in same),
                all(len(p.about) > 1 for p in same),
            ),
        )
        for same in found.values()
    ]
    return tuple(remark for _, remark in sorted(remarks, key=lambda pair: (pair[1].shared, pair[0])))


def _names(topic: Topic | None, text: str) -> bool:
    folded = f" {fold(text)}"
    return topic is not None and any(f" {name}" in folded for name in names_of(topic))


def _section(remark: Provision, index: SearchIndex) -> str:
    slide = index.get(remark.parent or "")
    return slide.metadata.get("section", "") if slide else ""


def _plain(text: str) -> str:
    return text.lstrip("↓ ").strip()


# by topic


def topic_meant(subject: str, article: str) -> Topic | None:
    """The topic that the words name, as a whole or beside the article that they name."""
    topic = find_topic(subject)
    if topic is None or not article or fold(subject) in names_of(topic):
        return topic
    # "Article 6 of the Nagoya Protocol" is an article, whatever else is called like its instrument
    for reference in reversed(read_references(subject)):
        subject = f"{subject[: reference.start]} {subject[reference.end :]}"
    return find_topic(subject)


def _on_topic(topic: Topic, index: SearchIndex) -> dict[str, str]:
    """All decisions on the topic: those of the deck, those listed, and those whose title names it."""
    reasons = dict.fromkeys(topic.taught, f"named under this topic in the training deck ({topic.deck})")
    reasons |= {one: "listed under this topic" for one in topic.decisions if one not in reasons}
    names = names_of(topic)
    for decision, document in index.documents.items():
        if "/dec-" in decision and decision not in reasons:
            title = fold(document.title).replace(_FORMULA, " ")
            if any(stands_in(name, title) for name in names):
                reasons[decision] = "its title names the topic"
    return reasons


# by article


def article_named(subject: str, index: SearchIndex) -> str:
    """The article or paragraph of a treaty that the words name; "" for none."""
    for target in map(Locator.parse, resolve(subject, index)):
        if target.step("art") and not target.is_decision and is_held(target, index):
            return str(target)
    return ""


def _label_of(locator: str, index: SearchIndex) -> str:
    here = Locator.parse(locator)
    document = index.documents.get(here.document)
    fact = index.get(catalogue_entry(Locator(here.document, here.steps[:1])))
    name = label(here, document.short_title if document else here.document)
    return f"{name}. {fact.heading}" if fact and fact.heading else name


def _on_article(article: str, index: SearchIndex) -> dict[str, str]:
    reasons: dict[str, str] = {}
    under = [
        article,
        *(
            p.locator
            for p in index.in_document(Locator.parse(article).document)
            if p.locator.startswith(f"{article}/")
        ),
    ]
    for locator in under:
        for reference in index.cited_by(locator):
            source = Locator.parse(reference.source)
            if Decision.of(source.document) and source.document in index.documents:
                part = "its title" if source.step("catalogue") is not None else label(source, "")
                reasons.setdefault(source.document, f"{part} names “{reference.words}”")
    for decision, document in index.documents.items():
        if "/dec-" in decision and decision not in reasons:
            words = next(
                (
                    r.words
                    for r in read_references(document.title)
                    if any(lies_in(str(t), article) for t in r.targets)
                ),
                "",
            )
            if words:
                reasons[decision] = f"its title names “{words}”"
    return reasons | {
        decision: f"topic{' of the deck' if decision in topic.taught else ''}: {topic.title}"
        for topic in _topics_on(article) for decision in topic.decisions if decision not in reasons
    }  # fmt: skip


def _topics_on(article: str) -> Iterator[Topic]:
    return (t for t in embedded_topics() if any(lies_in(own, article) for own in t.articles))


# by words


def _in_any_language(subject: str, index: SearchIndex) -> dict[str, str]:
    """By the words as they stand, or else by what the glossary makes of them."""
    found = (_by_words(reading, index) for reading in english_readings(subject))
    return next(filter(None, found), {})


def _by_words(subject: str, index: SearchIndex) -> dict[str, str]:
    wanted = dict.fromkeys(stem for stem in stems(subject) if stem not in _GENERIC)
    weights = {stem: index.weight(stem) for stem in wanted}
    total = sum(weights.values())
    if not total:
        return {}
    reasons: dict[str, str] = {}
    for decision, document in index.documents.items():
        if "/dec-" not in decision or document.session is None:
            continue
        if _share(document.title, weights, total) >= LEAST_SHARE:
            reasons[decision] = "the title has the words"
        elif len(wanted) > 1 or total > _RARE:
            place = next((p for p in _leaves(decision, index) if _share(p.text, weights, total) > 0.99), None)
            if place:
                reasons[decision] = f"{place.label} has the words"
    return reasons


_RARE = 3.0
_GENERIC = frozenset(
    stems(
        "decision decisions cop cops convention parties conference topic history timeline change article cbd"
    )
)


def _leaves(decision: str, index: SearchIndex) -> Iterator[Provision]:
    return (p for p in index.in_document(decision) if p.leaf and p.provenance in VERBATIM)


def _share(text: str, weights: dict[str, float], total: float) -> float:
    there = set(stems(text))
    return sum(weight for stem, weight in weights.items() if stem in there) / total
