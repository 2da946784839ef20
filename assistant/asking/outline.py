"""Outlines: a question as the heads read it. Its vector says what it is about, for that is the mean of all
its word pieces; "how many" and "list" drown in it. The opening pieces, and the strongest trait of any piece
in each direction, keep them.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from index.encoder import Encoder, Reader, Vectors, unit

OPENING = 4  # word pieces


class Seen(NamedTuple):
    """A text's `vector`, and the `states` of its word pieces, shape (pieces, dimension); None where the
    encoder does not tell them.
    """

    vector: Vectors
    states: Vectors | None


def seen(texts: Sequence[str], encoder: Encoder) -> list[Seen]:
    """A question and its parts as the encoder sees them."""
    if isinstance(encoder, Reader):
        return [Seen(reading.vector, reading.states) for reading in encoder.read_queries(texts)]
    return [Seen(vector, None) for vector in encoder.encode_queries(texts)]


def outlined(text: Seen) -> Vectors:
    """What the heads read of it: its vector, then unit vectors of its opening and of its strongest traits;
    shape (3 * dimension,), or (dimension,) where the encoder tells no pieces.
    """
    if text.states is None:
        return text.vector
    if not len(text.states):
        return np.concatenate([text.vector, np.zeros(2 * len(text.vector), dtype=np.float32)])
    opening, traits = text.states[:OPENING].mean(axis=0), text.states.max(axis=0)
    return np.concatenate([text.vector, unit(opening), unit(traits)])
