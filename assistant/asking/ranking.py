"""A ranking: candidates with one fused score each, best first."""

from dataclasses import dataclass

import numpy as np

from index.encoder import Vectors
from index.facts import Mask
from index.interface import Candidates, Numbers, Rows


@dataclass(frozen=True, slots=True, eq=False)
class Ranking:
    """`fused` is one score a candidate, shape (candidates,); `order` their rows, best first (ties: the one
    that stands first in the corpus); `vector` the embedding of the question; `reach` how well each answers
    the question, and each part of it taken alone, on the scale of `fused`: shape (1 + parts, candidates).
    """

    candidates: Candidates
    fused: Numbers
    order: Rows
    vector: Vectors
    reach: Numbers

    def top(self, count: int) -> list[int]:
        """Rows of the best ones that were found at all."""
        return [int(row) for row in self.order[:count] if self.fused[row] > 0]

    def best_of(self, mask: Mask, count: int) -> list[int]:
        """Rows of the best ones under a mask of shape (candidates,)."""
        rows = self.order[mask[self.order] & (self.fused[self.order] > 0)]
        return [int(row) for row in rows[:count]]

    def positions(self, rows: list[int]) -> list[int]:
        """Where these candidates stand in the corpus."""
        return [int(position) for position in self.candidates.positions[rows]] if rows else []

    def score_at(self, position: int) -> float:
        """The fused score of the provision at that place of the corpus; 0 where it was not found."""
        row = self._row_at(position)
        return 0.0 if row is None else float(self.fused[row])

    def nearness(self, position: int) -> float:
        """How near the words of that provision come to the question; 0 where it was not found."""
        row = self._row_at(position)
        return 0.0 if row is None else float(self.candidates.dense["text"][0][row])

    def _row_at(self, position: int) -> int | None:
        row = int(np.searchsorted(self.candidates.positions, position))
        there = row < len(self.candidates) and self.candidates.positions[row] == position
        return row if there else None
