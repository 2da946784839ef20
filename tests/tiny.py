"""A model small enough to be made on the fly: random weights, letters and a few words for a vocabulary, in
the layout of the packaged one.
"""

from pathlib import Path
from string import ascii_lowercase, digits

import numpy as np

from evaluation.fit.base import SPECIAL, Base, Tensors, write_base

HIDDEN, LAYERS, HEADS, POSITIONS = 32, 2, 2, 300
WORDS = ("▁", "▁forest", "▁lake", "▁wolf", "▁seed", "▁fund", "▁party", "▁query", "▁passage")
PIECES = (
    *((piece, 0.0) for piece in SPECIAL),
    *((piece, -2.0 - number / 10) for number, piece in enumerate(WORDS)),
    *((letter, -6.0 - number / 10) for number, letter in enumerate(ascii_lowercase + digits + ":.?")),
)


def tiny_base(seed: int = 0, hidden: int = HIDDEN) -> Base:
    """A base with random weights."""
    inner = 4 * hidden
    chance = np.random.default_rng(seed)

    def drawn(*shape: int) -> np.ndarray[tuple[int, ...], np.dtype[np.float32]]:
        return (chance.standard_normal(shape) * 0.2).astype(np.float32)

    def even(name: str) -> Tensors:
        ones, zeros = np.ones(hidden, dtype=np.float32), np.zeros(hidden, dtype=np.float32)
        return {f"{name}.weight": ones, f"{name}.bias": zeros}

    weights: Tensors = {
        "embeddings.word_embeddings.weight": drawn(len(PIECES), hidden),
        "embeddings.position_embeddings.weight": drawn(POSITIONS, hidden),
        "embeddings.token_type_embeddings.weight": drawn(2, hidden),
        **even("embeddings.LayerNorm"),
    }
    for number in range(LAYERS):
        layer = f"encoder.layer.{number}"
        for name, rows, columns in (
            ("attention.self.query", hidden, hidden),
            ("attention.self.key", hidden, hidden),
            ("attention.self.value", hidden, hidden),
            ("attention.output.dense", hidden, hidden),
            ("intermediate.dense", inner, hidden),
            ("output.dense", hidden, inner),
        ):
            weights |= {f"{layer}.{name}.weight": drawn(rows, columns), f"{layer}.{name}.bias": drawn(rows)}
        weights |= even(f"{layer}.attention.output.LayerNorm") | even(f"{layer}.output.LayerNorm")
    return Base(hidden, LAYERS, HEADS, inner, POSITIONS, 2, 1e-12, PIECES, weights)


def tiny_model(folder: Path, seed: int = 0, hidden: int = HIDDEN) -> Path:
    """The same written to a folder, which sentence-transformers reads."""
    write_base(tiny_base(seed, hidden), folder)
    return folder
