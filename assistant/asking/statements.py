"""Statements: what a citation says, marked as whose words they are."""

from assistant.answer import Citation, Statement
from index.interface import SearchIndex
from ingest.locator import described
from ingest.model import Provenance, Provision

_KINDS = {Provenance.GUIDE: "guide", Provenance.CATALOGUE: "catalogue"}


def kind_of(provision: Provision) -> str:
    """Whose words a provision has: the trainer's, the guide's, the catalogue's, or its own."""
    return "remark" if provision.kind == "remark" else _KINDS.get(provision.provenance, "quote")


def statement_of(provision: Provision, citation: Citation, language: str, index: SearchIndex) -> Statement:
    """The words cited, with the guide's plain ones in the reader's language where they are others."""
    guide = index.guide(described(provision.locator))
    kind = kind_of(provision)
    words = f"{citation.chapeau} {citation.quote}".strip()
    plain = guide.plain(language) if guide else None
    told = kind == "guide" and plain is not None and plain.language == provision.language
    if plain is None or told:  # the quote says those very words
        return Statement(words, (citation.number,), kind)
    return Statement(words, (citation.number,), kind, plain.summary, plain.language, plain.state)
