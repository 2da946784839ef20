"""`bench-scale`: a library as large as all decisions of the Convention and its Protocols.

Files of real decisions stand in for those that are not at hand: each is copied often, every copy of other
sessions and with other numbers in it, so that nothing is embedded twice and every decision has its own label.
"""

import re
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from time import perf_counter
from typing import Any, TypeVar

from evaluation.bench import item
from evaluation.report.markdown import table
from evaluation.statistics import percentile
from evaluation.systems.local import LocalSystem, open_assistant
from index.build import build_index
from index.encoder import Encoder
from ingest.corpus.load import load_corpus
from ingest.errors import EvaluationError
from ingest.locator import Locator
from ingest.model import Provision

DOCUMENTS = 1_000  # decisions of 16 meetings and two Protocols
APART = 20  # from a copy to the next: more than there are sessions in one set of files
_SESSION = re.compile(r"(?<=/)(CP|CMA|CMP|COP)\.(\d{1,3})\b")
_AMOUNT = re.compile(r"(?<![\d/.,])(?!(?:19|20)\d\d\b)[1-9]\d{1,2}(?![\d/.,])")
PAGES = 20  # pages of each kind that are fetched
LOOKUPS = 200  # paragraphs that are asked for by their label

Record = dict[str, Any]
Say = Callable[[str], None]
Thing = TypeVar("Thing")


def copied(text: str, copy: int) -> str:
    """The text as a later set of sessions would have it: numbers of sessions, and amounts, are others."""
    if not copy:
        return text
    text = _SESSION.sub(lambda found: f"{found[1]}.{int(found[2]) + copy * APART}", text)
    return _AMOUNT.sub(lambda found: str(int(found[0]) + copy), text)


def enlarged(folder: Path, to: Path, documents: int) -> int:
    """Copy the files of a folder until they hold so many documents; how often. Raises EvaluationError for a
    folder that holds no decision.
    """
    files = sorted(folder.glob("*.txt"))
    held = len(load_corpus([folder], embedded=False).documents) if files else 0
    if not held:
        raise EvaluationError(f"{folder} holds no text file of decisions.")
    copies = -(-documents // held)
    for path in files:
        text = path.read_text(encoding="utf-8")
        for copy in range(copies):
            (to / f"set-{copy + 1}-{path.name}").write_text(copied(text, copy), encoding="utf-8")
    return copies


def bench_scale(
    decisions: Path,
    encoder: Encoder,
    questions: Sequence[str],
    *,
    documents: int,
    say: Say,
    embedded: bool = True,
) -> Record:
    """Read, build, ask, look up and list a library of so many documents, beside the corpus that comes with
    the project unless told otherwise.
    """
    with tempfile.TemporaryDirectory() as name:
        home = Path(name)
        (home / "texts").mkdir()
        copies = enlarged(decisions, home / "texts", documents)
        say(f"reading {copies} copies of each file")
        begun = perf_counter()
        corpus = load_corpus([home / "texts"], embedded=embedded)
        read = perf_counter() - begun
        say(f"building {len(corpus.documents)} documents")
        begun = perf_counter()
        report = build_index(corpus, home / "index", encoder)
        built = perf_counter() - begun
        own = [one for one in corpus.provisions.values() if "/" in one.document and one.leaf]
        record: Record = {
            "documents": len(corpus.documents),
            "provisions": len(corpus.provisions),
            "paragraphs": len(own),
            "passages": report.passages,
            "read_s": read,
            "build_s": built,
            "disk_mib": sum(p.stat().st_size for p in (home / "index").rglob("*") if p.is_file()) / 2**20,
        }
        del corpus
        begun = perf_counter()
        system = LocalSystem(open_assistant(home / "index"))
        record["open_s"] = perf_counter() - begun
        say("asking")
        record["ask"] = timed(lambda text: system.ask(item(text)), questions)
        record["lookup"] = _lookups(system, own)
        say("pages")
        record["pages"] = _pages(home, own)
        return record


def timed(work: Callable[[str], object], asked: Sequence[str]) -> Record:
    """How long it takes for each, in milliseconds; the first is left out, which warms up."""
    times = []
    for text in asked:
        begun = perf_counter()
        work(text)
        times.append(1000 * (perf_counter() - begun))
    return {"count": len(times), "p50_ms": percentile(times[1:], 0.5), "p95_ms": percentile(times[1:], 0.95)}


def _spread(things: Sequence[Thing], count: int) -> list[Thing]:
    """So many of them, evenly spread."""
    return list(things[:: max(1, len(things) // count)])[:count]


def _lookups(system: LocalSystem, own: Sequence[Provision]) -> Record:
    """How many paragraphs drawn at random are cited first when they are asked for by their labels."""
    paragraphs = [one for one in own if Locator.parse(one.locator).steps[-1].kind == "para"]
    found: list[bool] = []
    by_locator = {one.locator: one for one in _spread(paragraphs, LOOKUPS)}

    def ask(locator: str) -> None:
        provision = by_locator[locator]
        cited = system.ask(item(f"What does {provision.label} say?"))["citations"]
        found.append(bool(cited) and cited[0]["id"] == locator)

    return timed(ask, list(by_locator)) | {"right": sum(found) / max(1, len(found))}


def _pages(home: Path, own: Sequence[Provision]) -> list[Record]:
    """How long a server takes for the lists and the pages of decisions, and how much it sends."""
    from fastapi.testclient import TestClient

    from assistant.api.app import create_app
    from assistant.settings import Settings

    decisions = _spread(sorted({one.document for one in own}), PAGES)
    kinds = {
        "list of documents": ["/api/v1/documents"],
        "outline of a decision": [f"/api/v1/documents/{name}" for name in decisions],
        "page of a decision": [f"/p/{name}" for name in decisions],
        "search": [f"/api/v1/search?q={word}" for word in ("adaptation", "finance", "gender", "forests")],
    }
    settings = Settings(index=home / "index", library=home / "library", rate_limit=0)
    with TestClient(create_app(settings), base_url="http://localhost") as client:
        return [_fetched(client, kind, addresses) for kind, addresses in kinds.items()]


def _fetched(client: Any, kind: str, addresses: Sequence[str]) -> Record:
    sizes: list[int] = []

    def fetch(address: str) -> None:
        reply = client.get(address)
        if reply.status_code != 200:
            raise EvaluationError(f"{address} answered with status {reply.status_code}.")
        sizes.append(int(reply.headers.get("content-length", len(reply.content))))

    return {"kind": kind, **timed(fetch, [addresses[0], *addresses]), "most_kib": max(sizes) / 1024}


def scale_lines(record: Record) -> Iterator[str]:
    """The record as a Markdown table."""
    ask, lookup = record["ask"], record["lookup"]
    rows = [
        ["documents", f"{record['documents']:,}"],
        ["provisions", f"{record['provisions']:,}"],
        ["paragraphs and other smallest units of the decisions", f"{record['paragraphs']:,}"],
        ["passages", f"{record['passages']:,}"],
        ["reading all files", f"{record['read_s']:.0f} s"],
        ["building, everything embedded", f"{record['build_s']:.0f} s"],
        ["the index on disk", f"{record['disk_mib']:.0f} MiB"],
        ["opening it", f"{record['open_s']:.1f} s"],
        ["an answer, median and 95 of 100", f"{ask['p50_ms']:.0f} ms, {ask['p95_ms']:.0f} ms"],
        ["a paragraph by its label, median", f"{lookup['p50_ms']:.0f} ms"],
        [f"of {lookup['count']} labels the right one first", f"{lookup['right']:.3f}"],
    ]
    rows += [
        [f"{page['kind']}, median and largest", f"{page['p50_ms']:.0f} ms, {page['most_kib']:.0f} KiB"]
        for page in record["pages"]
    ]
    yield from table(["", ""], rows)
