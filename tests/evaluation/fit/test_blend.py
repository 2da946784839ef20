"""Weights between a base and what training made of it."""

from pathlib import Path

import numpy as np
import pytest
from safetensors.numpy import load_file, save_file

from evaluation.fit.base import WEIGHTS
from evaluation.fit.blend import blend, blended
from ingest.errors import EncoderError


def test_each_weight_lies_on_the_line_between_the_two() -> None:
    """0 is the base, 1 what was trained."""
    base, trained = {"w": np.array([0.0, 2.0])}, {"w": np.array([1.0, 4.0], dtype=np.float16)}
    assert blended(base, trained, 0.75)["w"].tolist() == [0.75, 3.5]
    assert blended(base, trained, 0.0)["w"].tolist() == [0.0, 2.0]


def test_models_of_other_shapes_are_refused() -> None:
    """Their weights do not mean the same."""
    with pytest.raises(EncoderError, match="differ in their shapes"):
        blended({"w": np.zeros(2)}, {"w": np.zeros(3)}, 0.5)


def test_the_trained_file_is_replaced_and_the_base_is_not(tmp_path: Path) -> None:
    """In the layout of sentence-transformers."""
    for name, value in (("base", 0.0), ("trained", 1.0)):
        (tmp_path / name).mkdir()
        save_file({"w": np.full(3, value, dtype=np.float32)}, tmp_path / name / WEIGHTS)

    blend(tmp_path / "base", tmp_path / "trained", 0.5)

    assert load_file(tmp_path / "trained" / WEIGHTS)["w"].tolist() == [0.5] * 3
    assert load_file(tmp_path / "base" / WEIGHTS)["w"].tolist() == [0.0] * 3
