"""What trainers remark on decisions, in their own words: never the words of the Conference of the Parties."""

from collections.abc import Iterator

from index.interface import SearchIndex
from ingest.model import Provision


def all_remarks(index: SearchIndex) -> Iterator[Provision]:
    """Every remark of every training deck, in reading order."""
    for document in index.documents.values():
        if document.kind == "training":
            yield from (p for p in index.in_document(document.id) if p.kind == "remark")


def remarks_about(document: str, index: SearchIndex) -> list[Provision]:
    """The remarks on a decision."""
    return [remark for remark in all_remarks(index) if document in remark.about]
