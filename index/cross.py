"""The packaged encoder reading two texts as one: whether the second answers the first, or carries it.

Its graph is the encoder's with a small difference beside each matrix. What both have in common is read out of
the encoder's own graph, and so stored once; cross_encoder/README.md says what it learnt from.
"""

from collections.abc import Callable
from functools import cached_property, lru_cache
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from index.graph import open_graph
from index.sums import REPAIR, verify
from ingest.errors import EncoderError

if TYPE_CHECKING:
    from tokenizers import Tokenizer

FOLDER = Path(__file__).with_name("cross_encoder")
GRAPH, LEARNT = "cross.onnx", "learnt.safetensors"
FIRST, SECOND = 72, 136  # word pieces of either text that are read
PROMPTS = ("query: ", "passage: ")
REMEMBERED = 64  # pairs


class Weighed(NamedTuple):
    """Log-odds that the second text answers the first, a question, and that it carries the first, a
    statement.
    """

    answers: float
    carries: float


TASKS = Weighed._fields


class CrossEncoder:
    """Reads pairs with the graph in `folder`, and with what that shares with the graph of the encoder of that
    name, at `shared`.
    """

    def __init__(self, tokenizer: "Tokenizer", encoder: str, shared: Path, folder: Path = FOLDER) -> None:
        self.tokenizer, self.encoder, self.shared, self.folder = tokenizer, encoder, shared, folder
        self._opening = Lock()

    @cached_property
    def weigh(self) -> Callable[[str, str], Weighed]:
        """Given two texts, Weighed; the last ones are kept."""
        return lru_cache(REMEMBERED)(self._weigh)

    def _weigh(self, first: str, second: str) -> Weighed:
        texts = (self._pieces(PROMPTS[0] + first, FIRST), self._pieces(PROMPTS[1] + second, SECOND))
        ids, kinds = np.concatenate(texts), np.repeat([0, 1], [len(text) for text in texts])
        (found,) = self._session.run(None, {"input_ids": ids[None], "token_type_ids": kinds[None]})
        return Weighed(*(float(value) for value in found[0]))

    def _pieces(self, text: str, most: int) -> list[int]:
        """The ids of a text's pieces; of a long one its beginning, and the mark of its end."""
        ids = list(self.tokenizer.encode(text).ids)
        return ids if len(ids) <= most else [*ids[: most - 1], ids[-1]]

    @property
    def _session(self) -> Any:
        with self._opening:
            return self._open_session

    @cached_property
    def _open_session(self) -> Any:
        verify(self.folder, (GRAPH, LEARNT))
        graph = (self.folder / GRAPH).read_bytes()
        if self.encoder.encode() not in graph:
            raise EncoderError(f"The cross-encoder is not one of {self.encoder}.", REPAIR)
        weights = {self.encoder: self.shared.read_bytes(), LEARNT: (self.folder / LEARNT).read_bytes()}
        return open_graph(graph, weights)
