import json
import subprocess
import sys

import pytest

from evaluation.bench import bench_lines, in_torch, under_load, write_bench
from evaluation.fit.export import publish
from evaluation.synthetic import (
    FreeEncoder,
    random_vectors,
    synthetic_corpus,
    synthetic_questions,
    vocabulary,
)
from index.build import build_index
from index.encoder import SentenceEncoder
from index.local import LocalIndex
from index.packaged import PackagedEncoder
from tests.tiny import tiny_model


def test_vocabulary_counts_words(served):
    """Words are counted over the leaves of the corpus."""
    words = vocabulary(served.index)
    assert words["mechanism"] >= 2
    assert words["clearing"] >= 2


def test_synthetic_corpus_is_reproducible(served):
    """One seed gives one corpus of the wanted size, in the corpus's own words."""
    words = vocabulary(served.index)
    corpus = synthetic_corpus(words, 250)
    assert corpus == synthetic_corpus(words, 250)
    assert (len(corpus.provisions), len(corpus.documents)) == (250, 3)
    used = {word.strip(".").casefold() for p in corpus.provisions.values() for word in p.text.split()}
    assert used <= set(words)
    assert synthetic_questions(words, 3) == synthetic_questions(words, 3)


def test_synthetic_corpus_can_be_indexed(served, tmp_path):
    """It builds and is searched like any other, at no encoding cost."""
    corpus = synthetic_corpus(vocabulary(served.index), 120)
    encoder = FreeEncoder(served.encoder)
    build_index(corpus, tmp_path / "grown", encoder)
    index = LocalIndex(tmp_path / "grown", "words")
    assert index.snapshot.counts["passages"] == 120
    assert index.get("synthetic-2x/para-20") is not None


def test_random_vectors():
    """Vectors are seeded and of length 1."""
    vectors = random_vectors(10, 8)
    assert (vectors == random_vectors(10, 8)).all()
    assert abs((vectors**2).sum(axis=1) - 1).max() < 1e-5


def test_load_counts_answers_and_failures():
    """Every client works until the time is up; failures are counted, not thrown."""
    calls = []

    def work(text):
        calls.append(text)
        if text == "bad" and len(calls) > 1:
            raise RuntimeError("boom")

    record = under_load(work, ["good", "bad"], 2, 0.05)
    assert record["answers"] > 0
    assert record["failures"] > 0
    assert record["first_failure"] == "RuntimeError: boom"
    assert record["p50_ms"] <= record["p95_ms"]


@pytest.mark.long
def test_torch_is_measured_beside_the_packaged_encoder(tmp_path):
    """Its own weights, as near as the 8-bit graph is to them; there is nothing to compare another encoder
    with.
    """
    publish(tiny_model(tmp_path))
    found = in_torch(PackagedEncoder(folder=tmp_path), ["forest", "who pays?"], 0.05)
    assert found["p50_ms"] > 0
    assert 0.99 < found["cosine_least"] <= found["cosine_mean"] < 1.0001
    assert in_torch(SentenceEncoder(str(tmp_path)), ["forest"], 0.05) is None


def test_memory_is_that_of_the_process_itself():
    """Not of the one that started it, however large that was."""
    large = b"x" * 200 * 2**20
    script = "from evaluation.probe import peak_memory; print(peak_memory())"
    done = subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, text=True)
    assert 2**20 < int(done.stdout) < len(large) / 2


def test_results_are_written(tmp_path):
    """JSON, Markdown with the floor beside each number, and plots that stand alone."""
    load = {
        "clients": 1,
        "answers": 9,
        "per_second": 50.0,
        "p50_ms": 20.0,
        "p95_ms": 30.0,
        "failures": 0,
        "first_failure": "",
    }
    cold = {"cold_start_s": 6.0, "memory_mib": 700.0}
    grown = {
        "passages": 1000,
        "build_without_encoding_s": 1.0,
        "open_and_warm_up_s": 1.0,
        "disk_mib": 3.0,
        "ask": load,
        "search": load,
        "vector_search": load,
        "query_embedding": load,
        "cold_start": cold,
    }
    record = {
        "floors": {
            "query_embedding": load | {"p50_ms": 10.0},
            "in_torch": load | {"p50_ms": 40.0, "cosine_mean": 0.99701, "cosine_least": 0.99544},
            "vector_search": load | {"p50_ms": 0.5, "vectors": 4000},
        },
        "ask": [load],
        "search": [load],
        "build": {"per_second": 90.0, "bare_encode_per_second": 100.0},
        "cold_start": cold,
        "machine": {"processors": 2, "load_before": 3.5},
        "growth": [grown, grown | {"passages": 10000}],
    }
    paths = write_bench(record, tmp_path)
    assert [path.name for path in paths] == [
        "bench.json",
        "bench.md",
        "bench-clients.svg",
        "bench-growth.svg",
    ]
    assert json.loads(paths[0].read_text(encoding="utf-8")) == record
    shown = bench_lines(record)
    assert any("ask" in line and "2.0x" in line for line in shown)
    assert any(
        line.startswith("The machine was busy before this began (load 3.5 on 2 processors)") for line in shown
    )
    assert any("0.25 of that, at a cosine of 0.9970 in the mean, 0.9954 at least" in line for line in shown)
    without = record | {"floors": record["floors"] | {"in_torch": None}}
    assert not any("torch" in line for line in bench_lines(without))
    for path in paths[2:]:
        svg = path.read_text(encoding="utf-8")
        assert svg.startswith("<svg")
        assert "currentColor" not in svg
        assert "var(" not in svg
