"""What stands above a provision: its ancestors, and the words of theirs that it completes."""

from collections.abc import Iterator

from index.interface import SearchIndex
from ingest.model import Provenance, Provision

LISTED = frozenset({"item", "subitem", "point"})  # parts that seldom read alone
LEADING = frozenset({"art", "para", "item", "subitem", "document", "annex"})  # what a list may hang on
TOPS = frozenset({"art", "document"})  # nothing above them is part of the sentence


def ancestors(provision: Provision, index: SearchIndex) -> list[Provision]:
    """Everything above a provision, outermost first."""
    return list(_upwards(provision, index))[::-1]


def leads(provision: Provision, index: SearchIndex) -> list[Provision]:
    """Those ancestors that have words of their own before their first part, outermost first."""
    return [above for above in ancestors(provision, index) if above.chapeau and above.chapeau != above.text]


def chapeau_of(provision: Provision, index: SearchIndex) -> str:
    """The words above an item that it completes, outermost first; "" for a provision that reads alone."""
    if provision.kind not in LISTED or provision.provenance is Provenance.GUIDE:
        return ""
    sentence: list[str] = []
    for above in _upwards(provision, index):
        if above.kind not in LEADING:
            break
        if above.chapeau and above.chapeau != above.text and above.provenance is not Provenance.GUIDE:
            sentence.insert(0, above.chapeau)
        if above.kind in TOPS:
            break
    return " ".join(sentence)


def _upwards(provision: Provision, index: SearchIndex) -> Iterator[Provision]:
    parent = provision.parent
    while parent is not None and (above := index.get(parent)) is not None:
        yield above
        parent = above.parent
