"""What a provision cites and what cites it, each with the words that do it and the sentence around them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from assistant.reading.labels import label_at
from assistant.reading.resolve import provisions_named
from assistant.reading.topics import find_topic
from index.interface import SearchIndex
from ingest.errors import NotFoundError
from ingest.locator import Locator, lies_in
from ingest.model import CrossReference, Provenance
from ingest.topics import embedded_topics

AROUND = 90  # characters shown on either side of the words


@dataclass(frozen=True, slots=True)
class Link:
    """One reference: `before`, `words` and `after` are a slice of the text that makes it."""

    locator: str
    label: str
    provenance: str
    url: str
    before: str
    words: str
    after: str


@dataclass(frozen=True, slots=True)
class Links:
    """A provision with its references in both directions, or a topic, whose locator is its id, with those of
    all its law.
    """

    locator: str
    label: str
    cites: tuple[Link, ...]
    cited_by: tuple[Link, ...]

    def called(self, language: str, index: SearchIndex) -> str:
        """What it is called in a language."""
        topic = next((one for one in embedded_topics() if one.id == self.locator), None)
        return topic.called(language) if topic else label_at(self.locator, language, index)


def references_of(named: str, index: SearchIndex) -> Links:
    """Find them for a locator or a reference in words, the parts of an article included, or for a topic.
    Raises NotFoundError.
    """
    provision = next(iter(provisions_named(named, index)), None)
    if provision is not None:
        return _between(provision.locator, provision.label, [provision.locator], index)
    topic = find_topic(named)
    if topic is None:
        raise NotFoundError(
            f"The corpus has no provision '{named}'.",
            "Try a locator such as cbd/art-18/para-3, or a topic such as 'technology transfer'.",
        )
    return _between(topic.id, topic.title, [*topic.keys, *topic.definitions], index)


def _between(locator: str, label: str, tops: Sequence[str], index: SearchIndex) -> Links:
    """The references between these provisions, with their parts, and all others."""
    documents = dict.fromkeys(Locator.parse(top).document for top in tops)
    inside = dict.fromkeys(
        one.locator
        for document in documents
        for one in index.in_document(document)
        if any(lies_in(one.locator, top) for top in tops)
    )
    cites = [one for part in inside for one in index.cites(part) if one.target not in inside]
    cited_by = [one for part in inside for one in index.cited_by(part) if one.source not in inside]
    return Links(
        locator,
        label,
        tuple(_links(cites, index, target=True)),
        tuple(sorted(_links(cited_by, index, target=False), key=_best_first)),
    )


def _best_first(link: Link) -> int:
    return Provenance(link.provenance).rank


def _links(references: Iterable[CrossReference], index: SearchIndex, *, target: bool) -> Iterator[Link]:
    seen = set()
    for reference in references:
        other = index.get(reference.target if target else reference.source)
        source = index.get(reference.source)
        key = other.locator if other else "", reference.words, reference.start
        if other is None or source is None or key in seen:
            continue
        seen.add(key)
        text = source.text
        before = text[max(0, reference.start - AROUND) : reference.start]
        after = text[reference.end : reference.end + AROUND]
        yield Link(
            other.locator,
            other.label,
            other.provenance.value,
            other.url,
            before,
            text[reference.start : reference.end],
            after,
        )
