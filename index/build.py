"""Building: a new generation beside the live one, switched in by one atomic rename."""

import hashlib
import os
import shutil
import sqlite3
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import numpy as np

from index.encoder import Encoder, Vectors
from index.lexical import write_lexical
from index.manifest import FORMAT, POINTER, Manifest, file_digest, live_generation, read_manifest
from index.store import StoreWriter, cached_embeddings
from index.vectors import write_vectors
from ingest.corpus import Corpus
from ingest.errors import AssistantError, IndexWriteError
from ingest.model import Passage
from ingest.passages import POLICY, passages
from ingest.references import cross_references

Progress = Callable[[str, int, int], None]
_KEPT = 2  # the live generation and the one before it, which a running server may still read


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did; `changed` is False when the index already held exactly this corpus."""

    id: str
    changed: bool
    documents: int
    provisions: int
    passages: int
    embedded: int
    folder: Path


def build_index(corpus: Corpus, root: Path, encoder: Encoder, progress: Progress | None = None) -> BuildReport:
    """Build the index of the corpus in `root`. Raises IndexWriteError and leaves the index before it serving."""
    from filelock import FileLock, Timeout

    try:
        root.mkdir(parents=True, exist_ok=True)
        with FileLock(root / ".lock", timeout=0):
            return _build(corpus, root, encoder, progress or (lambda stage, done, total: None))
    except Timeout as error:
        raise IndexWriteError(f"Another build is writing to {root}.", "Wait until it has ended.") from error
    except (OSError, sqlite3.OperationalError, sqlite3.DatabaseError) as error:
        raise IndexWriteError(
            f"The index in {root} could not be written ({error}).", "Free some space or choose another folder with --index; the index before it still serves."
        ) from error


def _build(corpus: Corpus, root: Path, encoder: Encoder, progress: Progress) -> BuildReport:
    identity = hashlib.sha256(f"{FORMAT} {corpus.digest} {encoder.name} {POLICY} {_version()}".encode()).hexdigest()[:16]
    _sweep(root)
    with suppress(AssistantError):
        folder, manifest = read_manifest(root)
        if manifest.id == identity and all((folder / name).is_file() for name in manifest.files):
            return _report(manifest, False, 0, folder)
    found = list(passages(corpus))
    vectors, embedded = _embed(found, encoder, live_generation(root), progress)
    building = root / f".building-{identity}-{os.getpid()}"
    building.mkdir()
    try:
        manifest = _write(building, corpus, found, vectors, encoder, identity, progress)
        folder = root / f"{identity}-{os.getpid()}-{datetime.now(UTC):%Y%m%d%H%M%S%f}"
        building.rename(folder)
    finally:
        shutil.rmtree(building, ignore_errors=True)
    _switch(root, folder.name)
    _sweep(root)
    return _report(manifest, True, embedded, folder)


def _embed(found: Sequence[Passage], encoder: Encoder, live: Path | None, progress: Progress) -> tuple[Vectors, int]:
    """One vector a passage, taken from the live generation where the same text was embedded before."""
    digests = [text_digest(p.embed, encoder.name) for p in found]
    wanted = set(digests)
    known: dict[str, Vectors] = {}
    if live is not None:
        with suppress(sqlite3.DatabaseError):
            known = {digest: vector for digest, vector in cached_embeddings(live / "store.db") if digest in wanted}
    fresh = {digest: p.embed for digest, p in zip(digests, found, strict=True) if digest not in known}
    done = len(known)

    def advance(count: int) -> None:
        nonlocal done
        done += count
        progress("embedding", done, len(known) + len(fresh))

    if fresh:
        known |= dict(zip(fresh, encoder.encode(list(fresh.values()), advance), strict=True))
    return np.stack([known[digest] for digest in digests]), len(fresh)


def text_digest(text: str, encoder: str) -> str:
    """The key of the embedding cache."""
    return hashlib.sha256(f"{encoder}\0{text}".encode()).hexdigest()


def _write(
    folder: Path, corpus: Corpus, found: Sequence[Passage], vectors: Vectors, encoder: Encoder, identity: str, progress: Progress
) -> Manifest:
    progress("writing", 0, 3)
    positions = {p.locator: p.position for p in corpus.provisions.values()}
    writer = StoreWriter(folder / "store.db")
    try:
        writer.write_documents(corpus.documents.values())
        writer.write_provisions(corpus.provisions.values())
        writer.write_passages(found, positions)
        writer.write_guide(corpus.guide.values())
        writer.write_references(cross_references(corpus))
        writer.write_embeddings([text_digest(p.embed, encoder.name) for p in found], vectors)
        writer.close()
    except BaseException:
        writer.abandon()
        raise
    progress("writing", 1, 3)
    write_vectors(folder / "vectors.faiss", vectors)
    progress("writing", 2, 3)
    write_lexical(folder / "lexical", [p.embed for p in found], [corpus.provisions[p.provision].language for p in found])
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    manifest = Manifest(
        format=FORMAT, id=identity, corpus=corpus.digest, encoder=encoder.name, dimension=int(vectors.shape[1]), policy=POLICY,
        counts={"documents": len(corpus.documents), "provisions": len(corpus.provisions), "passages": len(found)},
        files={str(path.relative_to(folder)): file_digest(path) for path in files},
        version=_version(), built_at=datetime.now(UTC).isoformat(timespec="seconds"),
    )  # fmt: skip
    manifest.write(folder)
    for path in folder.rglob("*"):
        _sync(path)
    progress("writing", 3, 3)
    return manifest


def _sync(path: Path) -> None:
    if path.is_file():
        descriptor = os.open(path, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _switch(root: Path, name: str) -> None:
    """The one moment at which the new generation becomes the index."""
    pointer = root / f".{POINTER}-{os.getpid()}"
    pointer.write_text(name, encoding="utf-8")
    _sync(pointer)
    pointer.replace(root / POINTER)


def _sweep(root: Path) -> None:
    """Remove what a killed build left, and generations older than the one before the live one."""
    for path in root.glob(".building-*"):
        shutil.rmtree(path, ignore_errors=True)
    live = live_generation(root)
    others = [p for p in root.iterdir() if p.is_dir() and not p.name.startswith(".") and p != live and (p / "manifest.json").exists()]
    others.sort(key=lambda p: p.stat().st_mtime_ns, reverse=True)
    for path in others[_KEPT - 1 :]:
        shutil.rmtree(path, ignore_errors=True)


def _report(manifest: Manifest, changed: bool, embedded: int, folder: Path) -> BuildReport:
    counts = manifest.counts
    return BuildReport(manifest.id, changed, counts["documents"], counts["provisions"], counts["passages"], embedded, folder)


def _version() -> str:
    try:
        return version("cbd-assistant")
    except PackageNotFoundError:  # run from a checkout that is not installed
        return "0"


def terminal_progress() -> Progress:
    """A bar on stderr, where a person can see it and `--json` output stays clean."""
    from tqdm import tqdm

    bars: dict[str, tqdm[None]] = {}

    def show(stage: str, done: int, total: int) -> None:
        bar = bars.setdefault(stage, tqdm(total=total, desc=stage, file=sys.stderr, leave=stage == "embedding"))
        bar.total = total
        bar.update(done - bar.n)
        if done >= total:
            bar.close()

    return show
