"""What a provision cites and what cites it, on the wire."""

from typing import Self

from assistant.api.wire.base import WireModel
from assistant.reading.crossrefs import Links


class ReferenceOut(WireModel):
    """One reference: `before`, `words` and `after` are a slice of the text that makes it."""

    locator: str
    label: str
    provenance: str
    url: str
    before: str
    words: str
    after: str


class ReferencesOut(WireModel):
    """A provision with its references in both directions."""

    locator: str
    label: str
    cites: list[ReferenceOut]
    cited_by: list[ReferenceOut]

    @classmethod
    def of(cls, links: Links) -> Self:
        """The references of a provision."""
        return cls.from_type(links)
