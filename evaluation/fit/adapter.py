"""Learning the adapter: a question shall lie nearer to the other passages of its own provision than to those
of others (InfoNCE with in-batch negatives, van den Oord et al. 2018).
"""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.adapter import Adapter, Matrix
from index.encoder import SentenceEncoder, unit
from ingest.corpus.load import load_corpus
from ingest.corpus.passages import passages

SEEDS = 6
TEMPERATURE = 0.05
BATCH = 1024
EPOCHS = 60
RATE = 1e-3
DECAY = 1.0


def learn_adapter(
    folders: Sequence[Path], progress: Callable[[int, int, float], None] | None = None
) -> Adapter:
    """Learn the adapter from the guide and the texts of the folders: the mean of SEEDS fits, which
    generalises better than one.

    The last paraphrase of each provision is kept out, so that the passages searched are not all ones that it
    was fitted to.
    """
    found = [passage for passage in passages(load_corpus(folders)) if not passage.id.endswith("#p3")]
    plain = SentenceEncoder(threads=2, adapted=False)
    vectors = plain.encode([passage.embed for passage in found])
    provisions, questions = [p.provision for p in found], [p.role == "question" for p in found]
    fits = [fit_adapter(vectors, provisions, questions, seed, progress).matrix for seed in range(SEEDS)]
    return Adapter(np.mean(fits, axis=0))


def moved(vectors: Matrix, adapter: Adapter) -> Matrix:
    """The vectors, moved by the adapter and scaled to length 1."""
    return unit(vectors + vectors @ adapter.matrix)


@dataclass(slots=True)
class _Adam:
    """Adam with decoupled weight decay (Loshchilov and Hutter 2019)."""

    first: Matrix
    second: Matrix
    step: int = 0

    def update(self, matrix: Matrix, gradient: Matrix, rate: float) -> Matrix:
        self.step += 1
        self.first = 0.9 * self.first + 0.1 * gradient
        self.second = 0.999 * self.second + 0.001 * gradient * gradient
        mean = self.first / (1 - 0.9**self.step)
        spread = np.sqrt(self.second / (1 - 0.999**self.step)) + 1e-8
        return np.asarray(matrix * (1 - rate * DECAY) - rate * mean / spread, dtype=np.float32)


def fit_adapter(
    vectors: Matrix,
    provisions: Sequence[str],
    questions: Sequence[bool],
    seed: int = 0,
    progress: Callable[[int, int, float], None] | None = None,
) -> Adapter:
    """Learn M from unit vectors of passages, the locator each belongs to, and which of them are guide
    questions.

    Batches hold whole articles, so that the negatives are the neighbours a question is most easily taken for.
    """
    random = np.random.default_rng(seed)
    members: dict[str, list[int]] = defaultdict(list)
    for row, locator in enumerate(provisions):
        members[locator].append(row)
    anchors = np.array(
        [
            row
            for row, is_question in enumerate(questions)
            if is_question and len(members[provisions[row]]) > 1
        ]
    )
    names, ids = np.unique(np.array(provisions), return_inverse=True)
    articles = np.unique(["/".join(str(name).split("/")[:2]) for name in names], return_inverse=True)[1][ids]
    matrix = np.zeros((vectors.shape[1], vectors.shape[1]), dtype=np.float32)
    adam = _Adam(np.zeros_like(matrix), np.zeros_like(matrix))
    for epoch in range(EPOCHS):
        order = anchors[
            np.lexsort((random.random(len(anchors)), random.random(articles.max() + 1)[articles[anchors]]))
        ]
        rate = RATE * (1 + np.cos(np.pi * epoch / EPOCHS)) / 2
        losses = []
        for begin in range(0, len(order), BATCH):
            rows = order[begin : begin + BATCH]
            partners = np.array([_partner(members[provisions[row]], row, random) for row in rows])
            loss, gradient = _gradient(matrix, vectors[rows], vectors[partners], ids[rows])
            matrix = adam.update(matrix, gradient, rate)
            losses.append(loss)
        if progress:
            progress(epoch + 1, EPOCHS, float(np.mean(losses)))
    return Adapter(matrix)


def _partner(rows: Sequence[int], row: int, random: np.random.Generator) -> int:
    others = [other for other in rows if other != row]
    return others[int(random.integers(len(others)))]


def _gradient(matrix: Matrix, left: Matrix, right: Matrix, ids: NDArray[np.int64]) -> tuple[float, Matrix]:
    """Loss and its derivative by M; pairs of the same provision are no negatives of each other."""
    count = len(left)
    moved_left, moved_right = left + left @ matrix, right + right @ matrix
    length_left = np.linalg.norm(moved_left, axis=1, keepdims=True)
    length_right = np.linalg.norm(moved_right, axis=1, keepdims=True)
    unit_left, unit_right = moved_left / length_left, moved_right / length_right
    similar = unit_left @ unit_right.T / TEMPERATURE
    own = np.eye(count, dtype=np.bool_)
    similar[(ids[:, None] == ids[None, :]) & ~own] = -np.inf
    similar -= similar.max(axis=1, keepdims=True)
    chance = np.exp(similar)
    chance /= chance.sum(axis=1, keepdims=True)
    loss = float(-np.log(np.maximum(np.diagonal(chance), 1e-12)).mean())
    slope = (chance - own) / (count * TEMPERATURE)
    at_left, at_right = slope @ unit_right, slope.T @ unit_left
    at_left = (at_left - unit_left * (unit_left * at_left).sum(axis=1, keepdims=True)) / length_left
    at_right = (at_right - unit_right * (unit_right * at_right).sum(axis=1, keepdims=True)) / length_right
    return loss, np.asarray(left.T @ at_left + right.T @ at_right, dtype=np.float32)
