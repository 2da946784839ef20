"""The premise: the words of a provision that a statement is held against as one text with it."""

from collections.abc import Callable

import numpy as np

from assistant.reading.support.grounds import grounds_of, vectors_of
from index.encoder import Encoder, Weigher
from index.interface import SearchIndex
from ingest.model import Provision

MOST = 4  # units of a long provision: those nearest to the statement


def premise(statement: str, provision: Provision, index: SearchIndex, encoder: Encoder) -> str:
    """The provision's label and its words with what stands above them; of a long one those units that the
    statement is nearest to, in their order.
    """
    grounds = grounds_of(provision, index)
    if len(grounds.units) <= MOST:
        return f"{provision.label}. {grounds.source.whole}"
    near = vectors_of(grounds.units, encoder) @ vectors_of([statement], encoder)[0]
    kept = sorted(np.argsort(-near, kind="stable")[:MOST])
    return f"{provision.label}. {' '.join(grounds.units[place] for place in kept)}"


def how_carried(
    statement: str, provision: Provision, index: SearchIndex, encoder: Encoder
) -> Callable[[], float] | None:
    """What reads the log-odds that the provision carries the statement; None where the encoder reads no two
    texts as one.
    """
    if not isinstance(encoder, Weigher):
        return None
    return lambda: encoder.weigh(statement, premise(statement, provision, index, encoder)).carries
