"""Quotation: who pastes the words of a text asks where they stand, whatever else those words name.

Looking words up needs no model: this is the one rule that goes before what was learnt, for a sentence that is
found word for word leaves nothing to guess.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache

import numpy as np

from assistant.asking.query import Intent, Query
from assistant.asking.retrieve import Retrieval
from index.interface import SearchIndex
from ingest.model import Provenance, Provision

SHORTEST = 30  # characters: fewer may be anybody's words
TERM = 60  # characters: what is shorter between quotation marks may be a term, not a sentence
SEVERAL = 3  # provisions: which of so many that use a term is meant, is not said by it
SHORTEST_ROW = 12  # of a row of a table, with the bars between its cells: nobody types that
LOOK_AT = 40  # candidates that share the most pairs of neighbouring words
REMEMBERED = 1024  # texts: the same ones are compared with many questions
OTHERS = 4  # further places of the same words that are named
_MARKED = re.compile(r"[“\"«„](.{30,}?)[”\"»“]", re.DOTALL)
_ROW = re.compile(r"^\s*\|.*\|.*\|\s*\??\s*$")
_WORD = re.compile(r"[^\W\d_]+|\d+")  # "reports1" ends with the number of a note


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
        quoted=True,
        named=((first,),),
        missing=(),
        alternatives=tuple(others[:OTHERS]),
        focus="",
        parts=(),
    )


def _holders(question: str, retrieved: Retrieval, index: SearchIndex) -> list[Provision]:
    """The smallest provisions that hold what the question is or, where it is more than that, quotes."""
    found = retrieved.candidates
    rows = [int(row) for row in np.argsort(-found.phrases, kind="stable")[:LOOK_AT] if found.phrases[row] > 0]
    whole, marked = _spans([question]), _spans(_MARKED.findall(question))
    if not rows or not (whole or marked):
        return []
    near = [one for one in index.at([int(position) for position in found.positions[rows]]) if _is_text(one)]
    held = _holding(whole, near) or _quoted(marked, near)
    shortest = min(held, key=lambda one: len(one.text), default=None)
    return [one for one in held if one.leaf] or ([shortest] if shortest else [])


def _spans(texts: Iterable[str]) -> list[str]:
    """The bare words of the texts that are long enough to be looked up."""
    least = {text: SHORTEST_ROW if _ROW.match(text) else SHORTEST for text in texts}
    return [span for text, shortest in least.items() if len(span := _bare(text)) >= shortest]


def _holding(spans: Sequence[str], provisions: Iterable[Provision]) -> list[Provision]:
    """Those of the provisions in whose words one of the spans stands."""
    return [one for one in provisions if any(f" {span} " in f" {_bare(one.text)} " for span in spans)]


def _quoted(spans: Sequence[str], provisions: Sequence[Provision]) -> list[Provision]:
    """Those that hold what stands between quotation marks in a question, but for a term that several use:
    "intentional introduction into the environment".
    """
    held = {span: _holding([span], provisions) for span in spans}
    quoted = [
        found for span, found in held.items() if len(span) >= TERM or sum(one.leaf for one in found) < SEVERAL
    ]
    return [one for one in provisions if any(one in found for found in quoted)]


def _is_text(provision: Provision) -> bool:
    return provision.provenance is not Provenance.GUIDE


def _age(provision: Provision, index: SearchIndex) -> tuple[int, int]:
    """Newer decisions first, then the order of the corpus."""
    return -(index.documents[provision.document].year or 0), provision.position


@lru_cache(REMEMBERED)
def _bare(text: str) -> str:
    """The words alone, in small letters."""
    return " ".join(_WORD.findall(text.casefold()))
