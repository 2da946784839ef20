"""A small corpus and its index, built without a model."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from index.build import build_index
from index.contents import BuildReport
from index.local import LocalIndex
from ingest.corpus.load import load_corpus
from ingest.corpus.merge import Corpus

LAW = """---
id: law
kind: convention
title: The Law
short_title: Law
---
## Article 1. Aim
The aim is the conservation of forests and lakes.

## Article 2. Duties
1. Each Party shall:

(a) protect forests;

(b) restore lakes;

2. Each Party shall report on wolves.
"""
DECISION = """---
id: cop-15/dec-8
kind: decision
title: Wolves
---
Recalling the aim of the law,

1. Decides to count the wolves;

2. Requests the Secretariat to count the lakes and the forests.
"""
NOTE = (
    "---\nid: note\nkind: other\ntitle: A note\nlanguage: fr\n---\nLes forêts et les lacs.\n\nLes loups "
    "des forêts.\n"
)
FILES = {"law.md": LAW, "decision.md": DECISION, "note.md": NOTE}


@pytest.fixture
def folder(write: Callable[..., Path]) -> Path:
    """A folder of three documents."""
    return write(FILES)


@pytest.fixture
def corpus(folder: Path) -> Corpus:
    """The three documents."""
    return load_corpus([folder], embedded=False)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Where the index goes."""
    return tmp_path / "index"


@pytest.fixture
def built(corpus: Corpus, root: Path, encoder: Any) -> BuildReport:
    """The index of the three documents."""
    return build_index(corpus, root, encoder)


@pytest.fixture
def index(built: BuildReport, root: Path, encoder: Any) -> LocalIndex:
    """The same, opened."""
    return LocalIndex(root, encoder.name)
