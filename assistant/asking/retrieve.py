"""Retrieving: what the index finds for a query, in one round trip."""

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.asking.query import Query
from assistant.reading.glossary import synonyms
from index.encoder import Encoder, Vectors
from index.interface import Candidates, Filters, SearchIndex, Words


@dataclass(frozen=True, slots=True, eq=False)
class Retrieval:
    """`vectors` are the embeddings of the query and of its parts, shape (1 + parts, dimension)."""

    candidates: Candidates
    vectors: Vectors


def embed(spoken: str, parts: Sequence[str], encoder: Encoder) -> Vectors:
    """The question as it was said, and its parts, as vectors."""
    return encoder.encode_queries([spoken, *parts])


def retrieve(query: Query, vectors: Vectors, index: SearchIndex, filters: Filters) -> Retrieval:
    """Candidates for the query, by its meaning, by its words and by synonyms of them."""
    words = Words(query.words, synonyms(query.text))
    return Retrieval(index.candidates(vectors, words, filters), vectors)
