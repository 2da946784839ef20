"""Retrieving: what the index finds for a query, in one round trip."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np

from assistant.asking.outline import outlined, seen
from assistant.asking.query import Query, Reading
from assistant.reading.glossary import synonyms
from index.encoder import Encoder, Vectors
from index.interface import Candidates, Filters, SearchIndex, Words


@dataclass(frozen=True, slots=True, eq=False)
class Retrieval:
    """`vectors` are the embeddings of the query and of its parts, shape (1 + parts, dimension)."""

    candidates: Candidates
    vectors: Vectors


@dataclass(frozen=True, slots=True, eq=False)
class Embedded:
    """A reading as numbers: the `vectors` of the question as it was said and of its parts, shape (1 + parts,
    dimension), and what the heads read of the question, see assistant.asking.outline.
    """

    vectors: Vectors
    outlined: Vectors


def embed(readings: Sequence[Reading], encoder: Encoder) -> list[Embedded]:
    """Each reading as numbers. A text that several of them have is embedded once, the longest first, for they
    are embedded side by side.
    """
    said = [(reading.spoken, *reading.parts) for reading in readings]
    texts = sorted(dict.fromkeys(chain.from_iterable(said)), key=len, reverse=True)
    known = dict(zip(texts, seen(texts, encoder), strict=True))
    return [
        Embedded(np.stack([known[text].vector for text in some]), outlined(known[some[0]])) for some in said
    ]


def retrieve(query: Query, vectors: Vectors, index: SearchIndex, filters: Filters) -> Retrieval:
    """Candidates for the query, by its meaning, by its words and by synonyms of them."""
    words = Words(query.words, synonyms(query.text))
    return Retrieval(index.candidates(vectors, words, filters), vectors)
