"""What a provision cites and what cites it, on the wire."""

from typing import Self

from assistant.api.wire.base import WireModel
from assistant.reading.crossrefs import Link, Links
from assistant.reading.labels import label_at
from index.interface import SearchIndex
from ingest.vocabulary import ENGLISH


class ReferenceOut(WireModel):
    """One reference: `before`, `words` and `after` are a slice of the text that makes it."""

    locator: str
    """The other end of the reference."""
    label: str
    """What that is called in print."""
    provenance: str
    """Whose words it is in."""
    url: str
    """Its official page."""
    before: str
    """The words before those that refer."""
    words: str
    """The words that refer."""
    after: str
    """The words after them."""

    @classmethod
    def of(cls, link: Link, index: SearchIndex, language: str) -> Self:
        """The reference, its label in that language."""
        return cls.from_type(link, label=label_at(link.locator, language, index))


class ReferencesOut(WireModel):
    """A provision with its references in both directions, or a topic with those of all its law."""

    locator: str
    """The provision that was asked for, or the id of a topic."""
    label: str
    """What it is called in print."""
    cites: list[ReferenceOut]
    """What it refers to."""
    cited_by: list[ReferenceOut]
    """What refers to it."""

    @classmethod
    def of(cls, links: Links, index: SearchIndex, language: str = ENGLISH) -> Self:
        """The references of a provision, with labels in that language."""
        return cls.from_type(
            links,
            label=links.called(language, index),
            cites=[ReferenceOut.of(link, index, language) for link in links.cites],
            cited_by=[ReferenceOut.of(link, index, language) for link in links.cited_by],
        )
