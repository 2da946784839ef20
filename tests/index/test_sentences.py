"""Sentences of an office's own provisions: kept beside the passages, looked up and never searched."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from index.build import build_index
from index.local import LocalIndex
from index.sentences import PROVISIONS, VECTORS, SentenceVectors, write_sentences
from ingest.corpus.load import load_corpus
from ingest.errors import IndexMismatchError

SEVERAL = """---
id: plan
kind: other
title: A plan
---
## Trees
Oaks are planted. Limes are felled.

## Bees
Bees.
"""


def test_the_nearest_sentence_of_each(tmp_path: Path) -> None:
    """In the order asked for; 0 for a provision without any, and where none lies on the question's side."""
    vectors = np.array([[1, 0], [0.6, 0.8], [0, 1], [-1, 0]], dtype=np.float32)
    write_sentences(tmp_path, [3, 3, 5, 8], vectors)
    kept = SentenceVectors(tmp_path)
    assert len(kept) == 4
    found = kept.nearest(np.array([0.8, 0.6], dtype=np.float32), [8, 5, 4, 3])
    np.testing.assert_allclose(found, [0.0, 0.6, 0.0, 0.96], atol=1e-3)
    assert kept.nearest(vectors[0], []).shape == (0,)


def test_no_sentence_at_all(tmp_path: Path) -> None:
    """Of an index without own files."""
    write_sentences(tmp_path, [], np.zeros((0, 2), dtype=np.float32))
    assert SentenceVectors(tmp_path).nearest(np.ones(2, dtype=np.float32), [0, 7]).tolist() == [0.0, 0.0]


@pytest.mark.parametrize("name", [VECTORS, PROVISIONS])
def test_what_is_gone_is_said(tmp_path: Path, name: str) -> None:
    """With what to do next."""
    write_sentences(tmp_path, [0], np.ones((1, 2), dtype=np.float32))
    (tmp_path / name).unlink()
    with pytest.raises(IndexMismatchError, match="gone or damaged"):
        SentenceVectors(tmp_path)


def test_only_own_provisions_of_several_sentences_have_them(
    write: Callable[..., Path], encoder: Any, tmp_path: Path
) -> None:
    """What is built can be asked, and nothing of it is embedded twice."""
    folder = write({"plan.md": SEVERAL})
    corpus = load_corpus([folder], embedded=False)
    report = build_index(corpus, tmp_path / "index", encoder)
    index = LocalIndex(tmp_path / "index", encoder.name)
    assert index.snapshot.counts["sentences"] == 2
    assert report.embedded == report.passages + 2
    places = {one.heading: one.position for one in index.in_document("plan")}
    vector = encoder.encode(["A plan > Trees\nLimes are felled."])[0]
    found = index.nearest_sentences(vector, [places["Trees"], places["Bees"]])
    np.testing.assert_allclose(found, [1.0, 0.0], atol=1e-3)
    (folder / "plan.md").write_text(SEVERAL + "\n## Ants\nAnts.\n")
    assert build_index(load_corpus([folder], embedded=False), tmp_path / "index", encoder).embedded == 1
