"""`bench`: how fast and how large, each number next to its floor measured in the same run.

The floor of an answer is embedding its question; of a search, that and a FAISS search alone; of a build,
encoding the same texts bare; of the packaged encoder, its own weights in torch.
"""

import json
import os
import platform
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from itertools import cycle, islice
from pathlib import Path
from threading import Thread
from time import perf_counter
from typing import Any

from assistant.assistant import Assistant
from evaluation.questions import Item
from evaluation.report.markdown import table
from evaluation.report.plots import lines
from evaluation.report.record import write_text
from evaluation.statistics import percentile
from evaluation.synthetic import (
    FreeEncoder,
    random_vectors,
    synthetic_corpus,
    synthetic_questions,
    vocabulary,
)
from evaluation.systems.interface import System
from evaluation.systems.local import LocalSystem, open_assistant
from index.build import build_index
from index.encoder import Encoder, SentenceEncoder
from index.packaged import PackagedEncoder
from index.vectors import VectorIndex, write_vectors
from ingest.corpus.passages import passages
from ingest.errors import EvaluationError

CLIENTS = (1, 8, 32)
SIZES = (1_000, 10_000, 100_000)
SEARCH_LIMIT = 10
BUILD_SIZE = 500
NEAREST = 256
COMPARED = 32  # questions whose vectors are compared
BUSY = 0.25  # load a processor before the benchmark begins

Record = dict[str, Any]
Say = Callable[[str], None]


def bench(
    assistant: Assistant,
    root: Path,
    system: System,
    *,
    clients: Sequence[int] = CLIENTS,
    sizes: Sequence[int] = SIZES,
    seconds: float = 5.0,
    questions: Sequence[str] = (),
    say: Say = lambda text: None,
) -> Record:
    """Measure everything; `system` is asked (the assistant itself, or a server), `root` is the index that
    `assistant` serves.
    """
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else None
    words = vocabulary(assistant.index)
    asked = list(questions) or synthetic_questions(words, 64)
    say("floors")
    floors = _floors(assistant, asked, seconds)
    record: Record = {
        "machine": {
            "processors": os.cpu_count(),
            "system": platform.system(),
            "python": platform.python_version(),
            "processor": processor(),
            "load_before": load,
        },
        "index": assistant.index.snapshot.counts,
        "system": system.describe(),
        "seconds_a_measurement": seconds,
        "floors": floors,
        "ask": [],
        "search": [],
        "growth": [],
    }
    for number in clients:
        say(f"{number} clients")
        record["ask"].append(under_load(lambda text: system.ask(item(text)), asked, number, seconds))
        record["search"].append(
            under_load(lambda text: system.search(text, SEARCH_LIMIT), asked, number, seconds)
        )
    say("build")
    record["build"] = _build_rate(assistant, words)
    say("cold start")
    record["cold_start"] = cold_start(root, asked[0])
    for size in sizes:
        say(f"growth: {size} passages")
        record["growth"].append(_growth(assistant, words, size, asked, seconds))
    return record


def item(text: str) -> Item:
    """A question without gold."""
    return Item(text[:20], text, "lookup", "en", (), False, ())


def _floors(assistant: Assistant, asked: Sequence[str], seconds: float) -> Record:
    vectors = assistant.index.snapshot.counts["passages"]
    return {
        "query_embedding": under_load(
            lambda text: assistant.encoder.encode_queries([text]), asked, 1, seconds
        ),
        "in_torch": in_torch(assistant.encoder, asked, seconds),
        "vector_search": {
            "vectors": vectors,
            **vector_search(vectors, assistant.encoder.encode_queries(["dimension"]).shape[1], seconds),
        },
    }


def in_torch(encoder: Encoder, asked: Sequence[str], seconds: float) -> Record | None:
    """The packaged encoder's weights in torch, fp32 on one thread: the time of one query embedding, and the
    cosines of its vectors to the packaged ones. None for any other encoder.
    """
    if not isinstance(encoder, PackagedEncoder):
        return None
    whole = SentenceEncoder(str(encoder.folder))
    whole.model.float()
    some = asked[:COMPARED]
    near = (encoder.encode_queries(some) * whole.encode_queries(some)).sum(axis=1)
    cosines = {"cosine_mean": float(near.mean()), "cosine_least": float(near.min())}
    return under_load(lambda text: whole.encode_queries([text]), asked, 1, seconds) | cosines


def vector_search(vectors: int, dimension: int, seconds: float) -> Record:
    """A FAISS search alone, over as many random vectors as the index holds passages."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "vectors.faiss"
        held = random_vectors(vectors, dimension)
        write_vectors(path, held)
        found = VectorIndex(path)
        wanted = random_vectors(64, dimension, seed=3)
        return under_load(
            lambda number: found.search(wanted[int(number)], NEAREST),
            [str(i) for i in range(64)],
            1,
            min(seconds, 2.0),
        )


def under_load(work: Callable[[str], object], texts: Sequence[str], clients: int, seconds: float) -> Record:
    """So many clients, each asking the next question as soon as it has its answer, for so long."""
    work(texts[0])
    times: list[float] = []
    failures: list[str] = []
    begun = perf_counter()
    end = begun + seconds

    def client(offset: int) -> None:
        for text in islice(cycle(texts), offset, None):
            started = perf_counter()
            if started >= end:
                return
            try:
                work(text)
                times.append(perf_counter() - started)
            except Exception as error:  # a failure under load is a result, not the end of the benchmark
                failures.append(f"{type(error).__name__}: {error}"[:200])

    threads = [Thread(target=client, args=(number * 7,)) for number in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    took = perf_counter() - begun
    p50, p95 = percentile(times, 0.5), percentile(times, 0.95)
    return {
        "clients": clients,
        "answers": len(times),
        "per_second": len(times) / took,
        "p50_ms": p50 and 1000 * p50,
        "p95_ms": p95 and 1000 * p95,
        "failures": len(failures),
        "first_failure": failures[0] if failures else "",
    }


def _build_rate(assistant: Assistant, words: dict[str, int]) -> Record:
    """A whole build with the real encoder, next to encoding the same texts bare."""
    corpus = synthetic_corpus(words, BUILD_SIZE, seed=11)
    texts = [passage.embed for passage in passages(corpus)]
    begun = perf_counter()
    assistant.encoder.encode(texts)
    bare = perf_counter() - begun
    with tempfile.TemporaryDirectory() as folder:
        begun = perf_counter()
        build_index(corpus, Path(folder), assistant.encoder)
        took = perf_counter() - begun
    return {
        "passages": len(texts),
        "per_second": len(texts) / took,
        "bare_encode_per_second": len(texts) / bare,
        "seconds": took,
    }


def cold_start(root: Path, question: str) -> Record:
    """A fresh process to its first answer. Raises EvaluationError when it does not come."""
    command = [sys.executable, "-m", "evaluation.probe", str(root), question]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=600)  # noqa: S603 - our own module
    try:
        record: Record = json.loads(done.stdout)
    except ValueError as error:
        raise EvaluationError(
            f"The cold start failed: {done.stderr.strip().splitlines()[-1:] or done.returncode}."
        ) from error
    return record


def _growth(
    assistant: Assistant, words: dict[str, int], size: int, asked: Sequence[str], seconds: float
) -> Record:
    """An index of so many synthetic passages: built with random vectors, asked with the real encoder."""
    corpus = synthetic_corpus(words, size)
    free = FreeEncoder(assistant.encoder)
    with grown(corpus, free) as (folder, took):
        begun = perf_counter()
        large = open_assistant(folder)
        opened = perf_counter() - begun
        system = LocalSystem(large)
        disk = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 2**20
        return {
            "passages": size,
            "build_without_encoding_s": took,
            "open_and_warm_up_s": opened,
            "disk_mib": disk,
            "ask": under_load(lambda text: system.ask(item(text)), asked, 1, seconds),
            "search": under_load(lambda text: system.search(text, SEARCH_LIMIT), asked, 1, seconds),
            "vector_search": vector_search(size, free.encode_queries(["dimension"]).shape[1], seconds),
            "query_embedding": under_load(
                lambda text: free.encode_queries([text]), asked, 1, min(seconds, 2.0)
            ),
            "cold_start": cold_start(folder, asked[0]),
        }


@contextmanager
def grown(corpus: Any, encoder: FreeEncoder) -> Iterator[tuple[Path, float]]:
    """The folder of a temporary index, and the seconds its build took."""
    with tempfile.TemporaryDirectory() as name:
        begun = perf_counter()
        build_index(corpus, Path(name), encoder)
        yield Path(name), perf_counter() - begun


def processor() -> str:
    """The processor's name, where the system tells it."""
    try:
        text = Path("/proc/cpuinfo").read_text(encoding="ascii", errors="ignore")
    except OSError:
        return platform.processor()
    return next(
        (line.split(":", 1)[1].strip() for line in text.splitlines() if line.startswith("model name")),
        platform.machine(),
    )


def bench_lines(record: Record) -> list[str]:
    """The results as Markdown tables."""
    floors = record["floors"]
    embedding, vector = floors["query_embedding"]["p50_ms"], floors["vector_search"]["p50_ms"]
    rows = [
        [
            kind,
            str(r["clients"]),
            _ms(r["p50_ms"]),
            _ms(r["p95_ms"]),
            f"{r['per_second']:.1f}",
            _ms(floor),
            _times(r["p50_ms"], floor),
            str(r["failures"]),
        ]
        for kind, floor in (("ask", embedding), ("search", embedding + vector))
        for r in record[kind]
    ]
    out = table(["", "clients", "p50 ms", "p95 ms", "per second", "floor ms", "times", "failures"], rows)
    build, cold, machine = record["build"], record["cold_start"], record["machine"]
    if (machine["load_before"] or 0) > BUSY * machine["processors"]:
        load = f"load {machine['load_before']:.1f} on {machine['processors']} processors"
        out += ["", f"The machine was busy before this began ({load}): times are too long."]
    out += [
        "",
        f"Floors: one query embedding {_ms(embedding)} ms, a FAISS search of "
        f"{floors['vector_search']['vectors']:,} vectors {_ms(vector)} ms.",
        *_torch_lines(floors["in_torch"], embedding),
        f"Build: {build['per_second']:.0f} passages a second; bare encoding of the same texts "
        f"{build['bare_encode_per_second']:.0f}.",
        f"Cold start to the first answer: {cold['cold_start_s']:.1f} s; peak memory "
        f"{cold['memory_mib']:.0f} MiB.",
    ]
    if record["growth"]:
        rows = [
            [
                f"{g['passages']:,}",
                _ms(g["ask"]["p50_ms"]),
                _ms(g["ask"]["p95_ms"]),
                _ms(g["search"]["p50_ms"]),
                _ms(g["query_embedding"]["p50_ms"]),
                _ms(g["vector_search"]["p50_ms"]),
                f"{g['build_without_encoding_s']:.1f}",
                f"{g['cold_start']['cold_start_s']:.1f}",
                f"{g['cold_start']['memory_mib']:.0f}",
                f"{g['disk_mib']:.0f}",
            ]
            for g in record["growth"]
        ]
        head = [
            "passages",
            "ask p50",
            "ask p95",
            "search p50",
            "embedding",
            "FAISS",
            "build s",
            "cold start s",
            "memory MiB",
            "disk MiB",
        ]
        out += [
            "",
            "Growth (synthetic provisions, random vectors in place of embeddings; milliseconds unless said):",
            "",
            *table(head, rows),
        ]
    return out


def _torch_lines(torch: Record | None, embedding: float) -> list[str]:
    """How the packaged encoder compares with its own weights in torch."""
    if torch is None:
        return []
    return [
        f"The same embedding in torch, fp32: {_ms(torch['p50_ms'])} ms; the packaged encoder takes "
        f"{embedding / torch['p50_ms']:.2f} of that, at a cosine of {torch['cosine_mean']:.4f} in the mean, "
        f"{torch['cosine_least']:.4f} at least."
    ]


def write_bench(record: Record, folder: Path) -> list[Path]:
    """Write bench.json, bench.md and the plots. Raises EvaluationError when the folder cannot be written."""
    loads = {
        f"{kind} p50": ([r["clients"] for r in record[kind]], [r["p50_ms"] or 0.0 for r in record[kind]])
        for kind in ("ask", "search")
    }
    paths = [
        write_text(folder / "bench.json", json.dumps(record, indent=1)),
        write_text(folder / "bench.md", "# Benchmark\n\n" + "\n".join(bench_lines(record)) + "\n"),
        write_text(
            folder / "bench-clients.svg",
            standalone(lines("clients", loads, ("concurrent clients", "milliseconds"))),
        ),
    ]
    if record["growth"]:
        sizes = [float(g["passages"]) for g in record["growth"]]
        names = {
            "ask p50": "ask",
            "search p50": "search",
            "floor: query embedding": "query_embedding",
            "floor: FAISS search": "vector_search",
        }
        series = {
            title: (sizes, [g[key]["p50_ms"] for g in record["growth"]]) for title, key in names.items()
        }
        paths.append(
            write_text(
                folder / "bench-growth.svg", standalone(lines("growth", series, ("passages", "milliseconds")))
            )
        )
    return paths


def standalone(svg: str) -> str:
    """A figure of a page as a file of its own, with colours instead of the page's."""
    coloured = svg.replace("currentColor", "#16232b").replace("var(--faint)", "#d5dde2")
    return coloured.replace("<svg ", '<svg style="background:#fff" ', 1)


def _ms(value: float | None) -> str:
    return "-" if value is None else f"{value:.2f}" if value < 10 else f"{value:.1f}"


def _times(value: float | None, floor: float) -> str:
    return "-" if value is None or not floor else f"{value / floor:.1f}x"
