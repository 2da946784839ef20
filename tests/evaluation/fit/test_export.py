"""Publishing: halves, a graph that says the same as the weights, and digests of all of it."""

import hashlib
from pathlib import Path

import numpy as np
import onnx
import pytest
from safetensors.numpy import load_file

from evaluation.fit import export
from evaluation.fit.base import LONGEST
from evaluation.fit.export import export_encoder, publish
from index import packaged
from index.encoder import SentenceEncoder, Vectors
from index.packaged import GRAPH, PackagedEncoder
from index.sums import read_sums, verify, write_sums
from tests.tiny import LAYERS, tiny_model

pytestmark = pytest.mark.slow
TEXTS = ["forest", "", "a lake of wolves", "party fund seed " * 20, "who pays for it?", "lake " * 400]


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A tiny model as training leaves it."""
    return tiny_model(tmp_path_factory.mktemp("before"))


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same, published."""
    folder = tiny_model(tmp_path_factory.mktemp("published"))
    publish(folder)
    return folder


def cosines(one: Vectors, other: Vectors) -> Vectors:
    """Row by row."""
    assert one.shape == other.shape
    return np.asarray((one * other).sum(axis=1))


def test_the_graph_says_what_torch_says(before: Path, published: Path) -> None:
    """Questions and passages, short, empty and too long, within a cosine of 0.99, in vectors of length 1."""
    graph, torch = PackagedEncoder(folder=published), SentenceEncoder(str(before))
    assert cosines(graph.encode(TEXTS), torch.encode(TEXTS)).min() > 0.99
    assert cosines(graph.encode_queries(TEXTS), torch.encode_queries(TEXTS)).min() > 0.99
    np.testing.assert_allclose(np.linalg.norm(graph.encode(TEXTS), axis=1), 1, atol=1e-4)
    unlike = graph.encode(["forest", "who pays for it?"])
    assert float(unlike[0] @ unlike[1]) < 0.99  # or the comparison would prove nothing


def test_the_graph_says_nothing_of_where_it_was_made(published: Path) -> None:
    """No path of the machine and no stack of calls."""
    content = (published / GRAPH).read_bytes()
    assert not [word for word in (b".py", b"site-packages", b"Traceback", b"/home/") if word in content]
    assert not [node for node in onnx.load(published / GRAPH).graph.node if node.metadata_props]


def products(folder: Path) -> int:
    """How many products of matrices a graph reckons in whole numbers."""
    return sum(node.op_type == "MatMulInteger" for node in onnx.load(folder / GRAPH).graph.node)


@pytest.mark.long
def test_what_is_wide_stays_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The last matrix of such a layer has weights in 8 bits, but its input is not rounded; the file is as
    small, and the vectors no further off.
    """
    plain, other = (tiny_model(tmp_path / name, hidden=288) for name in ("plain", "other"))
    export_encoder(plain)
    monkeypatch.setattr(export, "WHOLE", slice(0, 1))
    export_encoder(other)
    write_sums(other)
    assert (products(plain), products(other)) == (6 * LAYERS, 6 * LAYERS - 1)
    assert (other / GRAPH).stat().st_size < 1.1 * (plain / GRAPH).stat().st_size
    torch = SentenceEncoder(str(other)).encode(TEXTS)
    assert cosines(PackagedEncoder(folder=other).encode(TEXTS), torch).min() > 0.99


def test_the_limits_agree() -> None:
    """As many word pieces are read by the one as by the other."""
    assert packaged.LONGEST == LONGEST


def test_weights_are_halves(before: Path, published: Path) -> None:
    """Each the nearest to what it was; sentence-transformers reads them as before."""
    whole, halves = load_file(before / "model.safetensors"), load_file(published / "model.safetensors")
    assert whole.keys() == halves.keys()
    for name, values in whole.items():
        assert halves[name].dtype == np.float16
        np.testing.assert_array_equal(halves[name], values.astype(np.float16))
    one, other = SentenceEncoder(str(before)), SentenceEncoder(str(published))
    assert cosines(one.encode(TEXTS), other.encode(TEXTS)).min() > 0.999


def test_every_file_has_its_digest(published: Path) -> None:
    """What is listed is all there is, and it is right."""
    sums = read_sums(published)
    there = {path.relative_to(published).as_posix() for path in published.rglob("*") if path.is_file()}
    assert there == {*sums, "SHA256SUMS"}
    assert GRAPH in sums
    for name, digest in sums.items():
        assert hashlib.sha256((published / name).read_bytes()).hexdigest() == digest
    verify(published, tuple(sums))
