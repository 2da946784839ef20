"""Quotation: who pastes the words of a text asks where they stand, whatever else those words name.

Looking words up needs no model: this is the one rule that goes before what was learnt, for a sentence that is
found word for word leaves nothing to guess.
"""

import re
from dataclasses import replace
from functools import lru_cache

import numpy as np

from assistant.asking.query import Intent, Query
from assistant.asking.retrieve import Retrieval
from index.interface import SearchIndex
from ingest.model import Provenance, Provision

SHORTEST = 30  # characters: fewer may be anybody's words
LOOK_AT = 40  # candidates that share the most pairs of neighbouring words
REMEMBERED = 1024  # texts: the same ones are compared with many questions
OTHERS = 4  # further places of the same words that are named
_MARKED = re.compile(r"[“\"«„](.{30,}?)[”\"»“]", re.DOTALL)
_WORD = re.compile(r"\w+")


def read_quotation(question: str, query: Query, retrieved: Retrieval, index: SearchIndex) -> Query:
    """The query, naming the provision whose words the question quotes (the newest, where several have them);
    the query as it is where it quotes none.
    """
    holders = _holders(question, retrieved, index)
    if not holders:
        return query
    first, *others = sorted(holders, key=lambda holder: _age(holder, index))
    return replace(
        query,
        intent=Intent(),
        named=((first,),),
        missing=(),
        alternatives=tuple(others[:OTHERS]),
        focus="",
        parts=(),
    )


def _holders(question: str, retrieved: Retrieval, index: SearchIndex) -> list[Provision]:
    """The smallest provisions that hold what the question quotes, or is."""
    spans = [span for text in (question, *_MARKED.findall(question)) if len(span := _bare(text)) >= SHORTEST]
    found = retrieved.candidates
    rows = [int(row) for row in np.argsort(-found.phrases, kind="stable")[:LOOK_AT] if found.phrases[row] > 0]
    if not spans or not rows:
        return []
    near = index.at([int(position) for position in found.positions[rows]])
    texts = {one.locator: f" {_bare(one.text)} " for one in near if one.provenance is not Provenance.GUIDE}
    held = [one for one in near if any(f" {span} " in texts.get(one.locator, "") for span in spans)]
    shortest = min(held, key=lambda one: len(one.text), default=None)
    return [one for one in held if one.leaf] or ([shortest] if shortest else [])


def _age(provision: Provision, index: SearchIndex) -> tuple[int, int]:
    """Newer decisions first, then the order of the corpus."""
    return -(index.documents[provision.document].year or 0), provision.position


@lru_cache(REMEMBERED)
def _bare(text: str) -> str:
    """The words alone, in small letters."""
    return " ".join(_WORD.findall(text.casefold()))
