"""The comparison of numbers of workers: real servers, asked for a moment."""

from pathlib import Path

import pytest

from evaluation.workers import bench_workers, load, workers_lines
from ingest.errors import EvaluationError


@pytest.mark.long
def test_each_number_of_workers_answers(embedded_index: Path) -> None:
    """Without failures; the first number is the measure of the others."""
    asked = ["What is the clearing-house mechanism?", "Who pays for the financial mechanism?"]
    one, two = bench_workers(embedded_index, asked, clients=4, seconds=1.0, rounds=1)

    assert (one["workers"], two["workers"]) == (1, 2)
    assert one["failures"] == two["failures"] == 0
    assert one["times"] == 1
    assert two["times"] == two["per_second"] / one["per_second"] > 0
    assert 0 < one["p50_ms"] <= one["p99_ms"]
    assert len(workers_lines([one, two])) == 4


def test_a_server_that_does_not_start(tmp_path: Path) -> None:
    """It is told, not waited for."""
    with pytest.raises(EvaluationError, match="did not start"):
        bench_workers(tmp_path / "none", ["x"], rounds=1)


def test_failures_are_counted() -> None:
    """Nobody listens: no answer, and no end of the benchmark."""
    record = load(9, ["x"], clients=2, seconds=0.2)

    assert record["failures"] > 0
    assert record["per_second"] == record["p50_ms"] == 0
