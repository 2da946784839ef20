"""A corpus as duties are read off it, without an index of it: nothing is searched, so nothing is embedded."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from ingest.corpus.load import load_corpus
from ingest.corpus.merge import Corpus
from ingest.model import CrossReference, Document, Provision


@dataclass(frozen=True, slots=True)
class CorpusShelf:
    """Documents and provisions by their place; which of them cite which is not looked up."""

    corpus: Corpus
    _inside: dict[str, list[Provision]] = field(default_factory=lambda: defaultdict(list))

    def __post_init__(self) -> None:
        """Sort the provisions to their documents."""
        for provision in self.corpus.provisions.values():
            self._inside[provision.document].append(provision)

    @property
    def documents(self) -> Mapping[str, Document]:
        """All of them, by id."""
        return self.corpus.documents

    def get(self, locator: str) -> Provision | None:
        """The provision with that locator."""
        return self.corpus.provisions.get(locator)

    def in_document(self, document: str) -> Sequence[Provision]:
        """All provisions of a document in reading order."""
        return self._inside[document]

    def cited_by(self, _locator: str) -> Sequence[CrossReference]:
        """Nothing: no duty that is measured depends on it."""
        return ()


def open_shelf(folders: Sequence[Path]) -> CorpusShelf:
    """The packaged corpus and the documents of the folders. Raises CorpusError or SourceError."""
    return CorpusShelf(load_corpus(folders))
