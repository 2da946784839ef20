"""Cross-references: from the words of one provision to another of the same corpus."""

from collections.abc import Callable
from pathlib import Path

from ingest.corpus.crossrefs import cross_references
from ingest.corpus.load import load_corpus
from ingest.model import CrossReference, Provenance

TREATY = (
    "---\nid: cbd\nkind: convention\ntitle: Convention on Biological Diversity\norigin: fetched\n---\n"
    "## Article 1. Aims\n\nAs Article 2 says.\n\n## Article 2. Terms\n\nSee Article 9 and this Article.\n"
)


def test_references_lead_from_provision_to_provision(write: Callable[..., Path]) -> None:
    """By the words that make them; to what is not in the corpus, and to itself, none leads."""
    corpus = load_corpus([write({"cbd.md": TREATY})], embedded=False)
    assert list(cross_references(corpus)) == [CrossReference("cbd/art-1", "cbd/art-2", 3, 12, "Article 2")]


def test_cross_references_of_the_corpus() -> None:
    """A decision that quotes the Convention leads to it, by words that stand in its text, and never to
    itself.
    """
    corpus = load_corpus([])
    found = list(cross_references(corpus))

    assert ("cop-1/dec-3/para-3", "cbd/art-18") in {
        (reference.source, reference.target) for reference in found
    }
    for reference in found:
        source = corpus.provisions[reference.source]
        assert source.text[reference.start : reference.end] == reference.words
        assert source.provenance is not Provenance.GUIDE
        assert reference.source != reference.target
        assert reference.target in corpus.provisions
