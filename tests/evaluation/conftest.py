"""A corpus small enough to reckon with by hand, and systems that answer what a test wants."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from assistant.asking.speller import Speller
from assistant.asking.tuning import Tuning
from evaluation.lookup import Known
from evaluation.questions import Item, QuestionSet, read_questions
from evaluation.systems.interface import Retrieved
from index.build import build_index
from index.encoder import Vectors, unit
from index.local import LocalIndex
from ingest.corpus.load import load_corpus
from tests.assistant.asking.conftest import tuned

CONVENTION = """---
id: cbd
kind: convention
title: Convention on Biological Diversity
short_title: Convention
origin: fetched
---
## Article 17. Exchange of Information

1. The Parties shall facilitate the exchange of information from all publicly available sources.

2. Such exchange shall include results of technical, scientific and socio-economic research.

## Article 18. Cooperation

1. The Parties shall promote technical and scientific cooperation where necessary.

3. The Conference of the Parties shall determine how to establish a clearing-house mechanism.
"""
DECK = """---
id: deck
kind: training
title: Training deck
short_title: Deck
---
## Slide 1. Mechanism

The Conference of the Parties shall determine how to establish a clearing-house mechanism.
"""
MECHANISM = "The Conference of the Parties shall determine how to establish a clearing-house mechanism."
FACILITATE = "The Parties shall facilitate the exchange of information from all publicly available sources."
PROMOTE = "The Parties shall promote technical and scientific cooperation where necessary."


class WordEncoder:
    """A tiny encoder: each word adds one of 64 directions, so that texts with common words are near each
    other.
    """

    name = "words"

    def encode(self, texts: Sequence[str], progress: Callable[[int], None] | None = None) -> Vectors:
        """See index.encoder.Encoder."""
        return np.stack([self._vector(text) for text in texts])

    def _vector(self, text: str) -> Vectors:
        """See index.encoder.Encoder."""
        vector = np.zeros(64, dtype=np.float32)
        for word in text.casefold().split():
            vector[sum(map(ord, word.strip(".,?"))) % 64] += 1
        return unit(vector)

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        """See index.encoder.Encoder."""
        return self.encode(texts)


@dataclass
class Served:
    """What the harness reads of an assistant."""

    index: LocalIndex
    encoder: WordEncoder

    @property
    def speller(self) -> Speller:
        """Over the words of the index."""
        return Speller.over(self.index)

    @property
    def tuning(self) -> Tuning:
        """Fitted to nothing."""
        return tuned()


@dataclass
class Library:
    """A Lookup over a few texts."""

    texts: dict[str, str]

    def provision(self, locator: str) -> Known | None:
        """See evaluation.lookup.Lookup."""
        text = self.texts.get(locator)
        return (
            None
            if text is None
            else Known(locator, locator.split("/")[0], text, "official", "/" in locator, (text,))
        )


@dataclass
class Scripted:
    """A System that says what it is told to; an exception is raised, a number is slept through."""

    answers: dict[str, Any]
    found: list[Retrieved] | None = field(default_factory=list)
    name: str = "scripted"

    def describe(self) -> dict[str, Any]:
        """See System."""
        return {"encoder": "none"}

    def ask(self, item: Item) -> dict[str, Any]:
        """See System."""
        answer = self.answers[item.id]
        if isinstance(answer, BaseException):
            raise answer
        return answer() if callable(answer) else answer

    def search(self, query: str, limit: int) -> list[Retrieved] | None:
        """See System."""
        return None if self.found is None else self.found[:limit]


@pytest.fixture
def corpus_folder(tmp_path: Path) -> Path:
    """A folder with a convention of two articles, and a deck that repeats one of its sentences."""
    folder = tmp_path / "corpus"
    folder.mkdir()
    (folder / "cbd.md").write_text(CONVENTION, encoding="utf-8")
    (folder / "deck.md").write_text(DECK, encoding="utf-8")
    return folder


@pytest.fixture
def served(corpus_folder: Path, tmp_path: Path) -> Served:
    """An index of that corpus with the tiny encoder."""
    encoder = WordEncoder()
    build_index(load_corpus([corpus_folder], embedded=False), tmp_path / "index", encoder)
    return Served(LocalIndex(tmp_path / "index", encoder.name), encoder)


@pytest.fixture
def library() -> Library:
    """The texts of that corpus by locator, written down here."""
    article = f"{PROMOTE}\n{MECHANISM}"
    return Library(
        {
            "cbd": f"{FACILITATE}\n{article}",
            "cbd/art-17/para-1": FACILITATE,
            "cbd/art-18": article,
            "cbd/art-18/para-1": PROMOTE,
            "cbd/art-18/para-3": MECHANISM,
            "deck/slide-1": MECHANISM,
        }
    )


def citation(
    identity: str = "cbd/art-18/para-3", text: str = MECHANISM, number: int = 1, **changes: Any
) -> dict[str, Any]:
    """A citation of the HTTP contract that quotes its whole text."""
    record = {
        "number": number,
        "id": identity,
        "label": identity,
        "document": {"id": identity.split("/")[0]},
        "quote": text,
        "text": text,
        "start": 0,
        "end": len(text),
        "score": 0.9,
        "official": True,
    }
    return record | changes


def answer(*citations: dict[str, Any]) -> dict[str, Any]:
    """An answer of the HTTP contract with one statement a citation."""
    said = [{"text": c["quote"], "citations": [c["number"]]} for c in citations]
    return {"answerable": True, "answer": said, "refusal": None, "citations": list(citations)}


def refusal(reason: str = "not_in_corpus") -> dict[str, Any]:
    """A refusal of the HTTP contract."""
    return {
        "answerable": False,
        "answer": [],
        "refusal": {"reason": reason, "message": "No.", "closest": []},
        "citations": [],
    }


def question(identity: str = "q1", gold: str = "cbd/art-18/para-3", **changes: Any) -> dict[str, Any]:
    """A question of a set; gold "" makes it unanswerable."""
    entries = [{"source": gold.split("/")[0], "locator": gold}] if gold else []
    record = {
        "id": identity,
        "question": f"What about {identity}?",
        "category": "lookup",
        "lang": "en",
        "history": [],
        "gold": entries,
    }
    return record | {"answerable": bool(gold)} | changes


@pytest.fixture
def make() -> SimpleNamespace:
    """The builders and texts above: a test module cannot import its conftest."""
    return SimpleNamespace(
        citation=citation,
        answer=answer,
        refusal=refusal,
        question=question,
        system=Scripted,
        library=Library,
        mechanism=MECHANISM,
        facilitate=FACILITATE,
        promote=PROMOTE,
    )


@pytest.fixture
def write_set(tmp_path: Path) -> Callable[..., Path]:
    """Writes questions as a file and returns its path."""

    def write(*records: dict[str, Any] | str, name: str = "set.jsonl") -> Path:
        path = tmp_path / name
        path.write_text(
            "".join((r if isinstance(r, str) else json.dumps(r)) + "\n" for r in records), encoding="utf-8"
        )
        return path

    return write


@pytest.fixture
def make_set(write_set: Callable[..., Path]) -> Callable[..., QuestionSet]:
    """Makes a question set of records."""
    return lambda *records: read_questions(write_set(*records))
