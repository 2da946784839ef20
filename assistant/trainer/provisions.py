"""Which provisions a session on a subject is about, and which define its words."""

from collections.abc import Iterator, Sequence

from assistant.reading.timeline import VERBATIM, Timeline
from assistant.reading.topics import fold
from index.interface import SearchIndex
from index.lexical import stems
from ingest.locator import Locator
from ingest.model import Provenance, Provision
from ingest.references.resolve import read_references
from ingest.topics import Topic
from ingest.vocabulary import vocabulary

# of the weight of a subject's words, so much stands in a provision on it
LEAST_SHARE = 0.6
# decks and the catalogue speak of the law and are not it
_KINDS = frozenset({"convention", "protocol", "framework", "decision", "other"})


def key_provisions(
    subject: str, topic: Topic | None, timeline: Timeline | None, index: SearchIndex, count: int
) -> list[Provision]:
    """Give the provisions to quote, treaty first and then by date: those of the topic, of the article named,
    or found by the words.

    Where no official text is in the corpus, the guide's entries stand in; they are marked as what they are.
    """
    chosen: dict[str, Provision] = {}
    for provision in _candidates(subject, topic, timeline, index):
        if not any(_overlap(provision, other) for other in chosen.values()):
            chosen.setdefault(provision.locator, provision)
    verbatim = [p for p in chosen.values() if p.provenance in VERBATIM]
    guide = [p for p in chosen.values() if p.provenance is Provenance.GUIDE]
    return sorted((verbatim or guide)[:count], key=lambda p: _order(p, index))


def _order(provision: Provision, index: SearchIndex) -> tuple[bool, int, int]:
    """Treaties before decisions, these by their meetings, each in its own order."""
    document = index.documents.get(provision.document)
    session = (document.session or 0) if document else 0
    return Locator.parse(provision.locator).is_decision, session, provision.position


def _candidates(
    subject: str, topic: Topic | None, timeline: Timeline | None, index: SearchIndex
) -> Iterator[Provision]:
    if topic:
        yield from _known(topic.keys, index)
        for article in topic.articles:
            yield from _under(article, index)
    else:
        for reference in read_references(subject):
            for target in reference.targets:
                yield from _under(str(target), index)
        yield from by_words(subject, index)
    # what a decision says on the subject, where the timeline quotes it
    if timeline:
        yield from (
            p
            for entry in timeline.entries
            if entry.words and (p := index.get(entry.words.locator)) and p.provenance in VERBATIM
        )
    if topic:
        yield from by_words(topic.title, index)


def _known(locators: Sequence[str], index: SearchIndex) -> Iterator[Provision]:
    return (p for locator in locators if (p := index.get(locator)) is not None)


def _under(locator: str, index: SearchIndex) -> Iterator[Provision]:
    """Its leaves in order: an article's paragraphs and items."""
    document = Locator.parse(locator).document
    inside = [
        p
        for p in index.in_document(document)
        if p.leaf and p.kind != "catalogue" and p.locator.startswith(f"{locator}/")
    ]
    own = index.get(locator)
    yield from inside or ([own] if own else [])


def by_words(subject: str, index: SearchIndex) -> Iterator[Provision]:
    """Official provisions that hold the subject's words, the rare ones counting more; best first."""
    weights = {stem: index.weight(stem) for stem in dict.fromkeys(stems(subject))}
    total = sum(weights.values())
    if not total:
        return
    scored = []
    for document in index.documents.values():
        if document.kind in _KINDS:
            for provision in index.in_document(document.id):
                if provision.leaf and provision.kind not in {"catalogue", "term"}:
                    share = _share(f"{provision.heading} {provision.text}", weights) / total
                    if share >= LEAST_SHARE:
                        scored.append(
                            (
                                -share,
                                provision.provenance.rank,
                                document.kind == "decision",
                                provision.position,
                                provision,
                            )
                        )
    # the last of a row is the provision, which has no order of its own
    yield from (row[-1] for row in sorted(scored, key=lambda row: row[:-1]))


def _share(text: str, weights: dict[str, float]) -> float:
    there = set(stems(text))
    return sum(weight for stem, weight in weights.items() if stem in there)


def _overlap(one: Provision, other: Provision) -> bool:
    return (
        one.locator.startswith(f"{other.locator}/")
        or other.locator.startswith(f"{one.locator}/")
        or fold(one.text) == fold(other.text)
    )


def definitions(
    topic: Topic | None, provisions: Sequence[Provision], index: SearchIndex, count: int
) -> list[Provision]:
    """Tell what the words mean: the topic's own, or the terms of Article 2 of an instrument that its
    provisions use.
    """
    if topic and topic.definitions:
        return [p for p in _known(topic.definitions, index) if p.provenance in VERBATIM][:count]
    # a term is explained only where the session uses it
    texts = fold(" ".join(p.text for p in provisions))
    homes = dict.fromkeys([vocabulary().convention, *(p.document for p in provisions)])
    terms = [
        p for home in homes for p in index.in_document(home) if p.kind == "term" and p.provenance in VERBATIM
    ]
    return [p for p in terms if f" {fold(p.heading)} " in f" {texts} "][:count]
