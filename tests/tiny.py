"""A model small enough to be made on the fly: random weights, letters and a few words for a vocabulary, in
the layout of the packaged one.
"""

from pathlib import Path
from string import ascii_lowercase, digits

import numpy as np

from evaluation.fit.base import SPECIAL, Base, Tensors, write_base

HIDDEN, LAYERS, HEADS, INNER, POSITIONS = 32, 2, 2, 128, 300
WORDS = ("▁", "▁forest", "▁lake", "▁wolf", "▁seed", "▁fund", "▁party", "▁query", "▁passage")
PIECES = (
    *((piece, 0.0) for piece in SPECIAL),
    *((piece, -2.0 - number / 10) for number, piece in enumerate(WORDS)),
    *((letter, -6.0 - number / 10) for number, letter in enumerate(ascii_lowercase + digits + ":.?")),
)


def tiny_base(seed: int = 0) -> Base:
    """A base with random weights."""
    chance = np.random.default_rng(seed)

    def drawn(*shape: int) -> np.ndarray[tuple[int, ...], np.dtype[np.float32]]:
        return (chance.standard_normal(shape) * 0.2).astype(np.float32)

    def even(name: str) -> Tensors:
        ones, zeros = np.ones(HIDDEN, dtype=np.float32), np.zeros(HIDDEN, dtype=np.float32)
        return {f"{name}.weight": ones, f"{name}.bias": zeros}

    weights: Tensors = {
        "embeddings.word_embeddings.weight": drawn(len(PIECES), HIDDEN),
        "embeddings.position_embeddings.weight": drawn(POSITIONS, HIDDEN),
        "embeddings.token_type_embeddings.weight": drawn(2, HIDDEN),
        **even("embeddings.LayerNorm"),
    }
    for number in range(LAYERS):
        layer = f"encoder.layer.{number}"
        for name, rows, columns in (
            ("attention.self.query", HIDDEN, HIDDEN),
            ("attention.self.key", HIDDEN, HIDDEN),
            ("attention.self.value", HIDDEN, HIDDEN),
            ("attention.output.dense", HIDDEN, HIDDEN),
            ("intermediate.dense", INNER, HIDDEN),
            ("output.dense", HIDDEN, INNER),
        ):
            weights |= {f"{layer}.{name}.weight": drawn(rows, columns), f"{layer}.{name}.bias": drawn(rows)}
        weights |= even(f"{layer}.attention.output.LayerNorm") | even(f"{layer}.output.LayerNorm")
    return Base(HIDDEN, LAYERS, HEADS, INNER, POSITIONS, 2, 1e-12, PIECES, weights)


def tiny_model(folder: Path, seed: int = 0) -> Path:
    """The same written to a folder, which sentence-transformers reads."""
    write_base(tiny_base(seed), folder)
    return folder
