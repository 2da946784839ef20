"""Weights between those of a base and those that training made of them. Training on one body of law wears
away what the base knew of other texts, such as an office's own; a point on the straight line between the two
keeps most of both (Wortsman et al. 2022, "Robust fine-tuning of zero-shot models").
"""

from pathlib import Path

import numpy as np

from evaluation.fit.base import WEIGHTS, Tensors
from ingest.errors import EncoderError


def blend(base: Path, trained: Path, share: float) -> None:
    """Replace the weights in `trained` by those that lie `share` of the way from the ones in `base`.

    Raises EncoderError where the two are not the same model.
    """
    from safetensors.numpy import load_file, save_file

    between = blended(load_file(base / WEIGHTS), load_file(trained / WEIGHTS), share)
    save_file(between, trained / WEIGHTS, metadata={"format": "pt"})


def blended(base: Tensors, trained: Tensors, share: float) -> Tensors:
    """The weights of each name between the two, in full precision."""
    if {name: values.shape for name, values in base.items()} != {
        name: values.shape for name, values in trained.items()
    }:
        raise EncoderError("The base and the trained model differ in their shapes.", "Give the base it had.")
    return {
        name: (share * values.astype(np.float32) + (1 - share) * base[name].astype(np.float32))
        for name, values in trained.items()
    }
