"""The corpus that answers are judged against: the text behind a locator, from an index on disk or from a
running assistant.
"""

from dataclasses import dataclass
from typing import Any, Protocol

from evaluation.cover import fold
from index.interface import SearchIndex
from ingest.model import Provenance


@dataclass(frozen=True, slots=True)
class Known:
    """A provision of the corpus, or a document as a whole.

    A document's id is the address of its words only where they are cited whole (`wholes`): it pins down no
    part of them.
    """

    locator: str
    document: str
    text: str
    provenance: str
    pinpoint: bool = True
    wholes: tuple[str, ...] = ()

    def addresses(self, text: str) -> bool:
        """Whether the locator is the address of these words."""
        return self.pinpoint or fold(text) in map(fold, self.wholes)

    @property
    def quotable(self) -> bool:
        """Whether its words are the source's own: the guide's are not."""
        return self.provenance != Provenance.GUIDE


class Lookup(Protocol):
    """Anything that knows the texts."""

    def provision(self, locator: str) -> Known | None:
        """The provision or document with that locator."""
        ...


class IndexLookup:
    """Reads them from an index."""

    def __init__(self, index: SearchIndex) -> None:
        self._index = index

    def provision(self, locator: str) -> Known | None:
        """See Lookup."""
        found = self._index.get(locator)
        if found is not None and found.kind != "document":
            return Known(found.locator, found.document, found.text, found.provenance.value)
        if locator not in self._index.documents:
            return None
        leaf = found is not None and found.leaf
        provenance = found.provenance if found else self._index.documents[locator].provenance
        text = document_text(self._index, locator)
        return Known(locator, locator, text, provenance.value, leaf, (text, found.text) if found else (text,))


def document_text(index: SearchIndex, document: str) -> str:
    """All words of a document: its own text and what the catalogue says of it; this project's guide is left
    out.
    """
    provisions = index.in_document(document)
    whole = [p.text for p in provisions if p.kind == "document"]
    return "\n".join([*whole, *(p.text for p in provisions if p.kind == "catalogue")])


def read_provision(record: Any, locator: str) -> Known | None:
    """A provision as `GET /api/v1/provisions/{locator}` gives it, flat or under "provision"; None for
    anything else.
    """
    if not isinstance(record, dict):
        return None
    inner = record.get("provision", record)
    if not isinstance(inner, dict) or not isinstance(inner.get("text"), str):
        return None
    document = inner.get("document")
    if isinstance(document, dict):
        document = document.get("id")
    kind = str(inner.get("kind", ""))
    provenance = str(inner.get("provenance", ""))
    leaf = bool(inner.get("leaf", not inner.get("children", True)))
    return Known(
        locator, str(document or ""), inner["text"], provenance, kind != "document" or leaf, (inner["text"],)
    )
