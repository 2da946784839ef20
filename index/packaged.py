"""The encoder that comes with the project, opened when something is first embedded.

Its graph holds 8-bit weights and reads one text at a time: the range of its numbers is that of the text, so a
vector depends on nothing but its text, whatever else is embedded beside it.
"""

import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextvars import ContextVar
from functools import cached_property, lru_cache
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

from index.cross import CrossEncoder, Weighed
from index.graph import open_graph, with_output
from index.sums import REPAIR, read_sums, verify
from ingest.errors import EncoderError

if TYPE_CHECKING:
    from tokenizers import Tokenizer

FOLDER = Path(__file__).with_name("model")
GRAPH = "onnx/model_quint8.onnx"
TOKENIZER = "tokenizer.json"
LONGEST = 256  # word pieces of a text that are read
PROMPTS = {"query": "query: ", "document": "passage: "}
# The graph's name for what its tenth layer of twelve makes of each word piece: there, words of several
# languages that mean the same still lie together, and a word is not yet drowned in its sentence.
STATES = "layer_norm_20"

Vectors = NDArray[np.float32]
T = TypeVar("T")
REMEMBERED = 16  # questions and parts of them
# Whether others wait for the cores: then the texts of a question are embedded one after another.
crowded: ContextVar[bool] = ContextVar("crowded", default=False)


class Reading(NamedTuple):
    """A text's unit vector, and the `states` of its word pieces, shape (pieces, dimension), without those of
    the prompt and of the text's ends; `spans` say from which character of the text to before which each is.
    """

    vector: Vectors
    states: Vectors
    spans: tuple[tuple[int, int], ...]


class PackagedEncoder:
    """Implements Encoder with the model in `folder`, whose files must be those that its SHA256SUMS lists."""

    def __init__(self, threads: int = 1, folder: Path = FOLDER) -> None:
        self.threads, self.folder = threads, folder
        self._opening = Lock()

    @cached_property
    def name(self) -> str:
        """The model with the first letters of its graph's digest."""
        sums = read_sums(self.folder)
        if GRAPH not in sums:
            raise EncoderError("The packaged encoder is incomplete (its graph has no digest).", REPAIR)
        return f"cbd-e5-small-{sums[GRAPH][:8]}"

    def encode(self, texts: Sequence[str], progress: Callable[[int], None] | None = None) -> Vectors:
        """See Encoder."""
        if not texts:
            return np.zeros((0, 0), dtype=np.float32)
        rows: list[Vectors] = []
        with ThreadPoolExecutor(self.threads) as pool:
            for row in pool.map(lambda text: self._vector(PROMPTS["document"] + text), texts):
                rows.append(row)
                if progress:
                    progress(1)
        return np.stack(rows)

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        """See Encoder."""
        if not texts:
            return np.zeros((0, 0), dtype=np.float32)
        return np.stack(self._each(self._vector, [PROMPTS["query"] + text for text in texts]))

    def read_queries(self, texts: Sequence[str]) -> list[Reading]:
        """See Reader. The last ones are kept: a turn is read again when the next one follows it."""
        return self._each(self._asked, texts)

    @cached_property
    def _asked(self) -> Callable[[str], Reading]:
        return lru_cache(REMEMBERED)(lambda text: self._read(PROMPTS["query"], text))

    def _each(self, work: Callable[[str], T], texts: Sequence[str]) -> list[T]:
        """Of a question and its parts side by side: the longest is what one waits for."""
        alone = len(texts) > 1 and not crowded.get()
        return list(self._side_by_side.map(work, texts) if alone else map(work, texts))

    @cached_property
    def _side_by_side(self) -> ThreadPoolExecutor:
        return ThreadPoolExecutor(os.cpu_count() or 1, thread_name_prefix="encoder")

    def read(self, text: str) -> Reading:
        """A text's vector, and what its word pieces become in their context. Raises EncoderError for a model
        that has no such layer.
        """
        return self._read(PROMPTS["document"], text)

    def weigh(self, first: str, second: str) -> Weighed:
        """See Weigher."""
        return self._cross.weigh(first, second)

    def _read(self, prompt: str, text: str) -> Reading:
        inside = slice(self._ahead[prompt], -1)
        pieces = self._tokenizer.encode(prompt + text)
        ids = np.array([pieces.ids], dtype=np.int64)
        vector, states = self._inner.run(["sentence_embedding", STATES], {"input_ids": ids})
        spans = ((max(first - len(prompt), 0), last - len(prompt)) for first, last in pieces.offsets[inside])
        return Reading(vector[0].astype(np.float32), states[0, inside].astype(np.float32), tuple(spans))

    @cached_property
    def _ahead(self) -> dict[str, int]:
        """How many pieces stand before the text behind each prompt: its beginning and the prompt."""
        return {prompt: len(self._tokenizer.encode(prompt.rstrip()).ids) - 1 for prompt in PROMPTS.values()}

    def _vector(self, text: str) -> Vectors:
        ids = np.array([self._tokenizer.encode(text).ids], dtype=np.int64)
        (found,) = self._session.run(None, {"input_ids": ids})
        return np.asarray(found[0], dtype=np.float32)

    @property
    def _tokenizer(self) -> "Tokenizer":
        with self._opening:  # cached_property alone would load it once a thread
            return self._open_tokenizer

    @property
    def _session(self) -> Any:
        with self._opening:
            return self._open_session

    @property
    def _inner(self) -> Any:
        with self._opening:
            return self._open_inner

    @property
    def _cross(self) -> CrossEncoder:
        with self._opening:
            return self._open_cross

    @cached_property
    def _open_tokenizer(self) -> "Tokenizer":
        from tokenizers import Tokenizer

        verify(self.folder, (GRAPH, TOKENIZER))
        tokenizer = Tokenizer.from_file(str(self.folder / TOKENIZER))
        tokenizer.enable_truncation(LONGEST)
        return tokenizer

    @cached_property
    def _open_session(self) -> Any:
        return open_graph(self.folder / GRAPH)

    @cached_property
    def _open_inner(self) -> Any:
        """The same graph with one more output, opened when a text is first read."""
        try:
            return open_graph(with_output((self.folder / GRAPH).read_bytes(), STATES))
        except Exception as error:  # the library raises its own errors, of no common kind
            raise EncoderError(f"The encoder's graph has no {STATES}.", REPAIR) from error

    @cached_property
    def _open_cross(self) -> CrossEncoder:
        return CrossEncoder(self._open_tokenizer, self.name, self.folder / GRAPH)
