"""Cross-references: which provision of a corpus refers to which, and with which words."""

from collections.abc import Iterator

from ingest.corpus.merge import Corpus
from ingest.locator import Locator
from ingest.model import CrossReference, Provenance
from ingest.references.resolve import read_references


def cross_references(corpus: Corpus) -> Iterator[CrossReference]:
    """Every reference from one provision of the corpus to another, by the words that make it."""
    for source, provision in corpus.provisions.items():
        if provision.provenance is Provenance.GUIDE:
            continue
        text = provision.text if provision.leaf else provision.chapeau
        shift = provision.text.find(text)
        if not text or shift < 0:
            continue
        for reference in read_references(text, Locator.parse(source), own=True):
            for target in dict.fromkeys(map(str, reference.targets)):
                if target != source and target in corpus.provisions:
                    yield CrossReference(
                        source, target, reference.start + shift, reference.end + shift, reference.words
                    )
