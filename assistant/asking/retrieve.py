"""Retrieving: what the index finds for a query, in one round trip."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np

from assistant.asking.query import Query, Reading
from assistant.reading.glossary import synonyms
from index.encoder import Encoder, Vectors
from index.interface import Candidates, Filters, SearchIndex, Words


@dataclass(frozen=True, slots=True, eq=False)
class Retrieval:
    """`vectors` are the embeddings of the query and of its parts, shape (1 + parts, dimension)."""

    candidates: Candidates
    vectors: Vectors


def embed(readings: Sequence[Reading], encoder: Encoder) -> list[Vectors]:
    """Of each reading the question as it was said, and its parts, as vectors. A text that several of them
    have is embedded once, the longest first, for they are embedded side by side.
    """
    said = [(reading.spoken, *reading.parts) for reading in readings]
    texts = sorted(dict.fromkeys(chain.from_iterable(said)), key=len, reverse=True)
    known = dict(zip(texts, encoder.encode_queries(texts), strict=True))
    return [np.stack([known[text] for text in some]) for some in said]


def retrieve(query: Query, vectors: Vectors, index: SearchIndex, filters: Filters) -> Retrieval:
    """Candidates for the query, by its meaning, by its words and by synonyms of them."""
    words = Words(query.words, synonyms(query.text))
    return Retrieval(index.candidates(vectors, words, filters), vectors)
