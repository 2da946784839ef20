"""Building: a new generation beside the live one, switched in by one atomic rename."""

import hashlib
import os
import re
import shutil
import sqlite3
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import numpy as np

from index.encoder import Encoder, Vectors
from index.lexical import write_lexical
from index.manifest import (
    FORMAT,
    NAME,
    POINTER,
    SEAL,
    Manifest,
    file_digest,
    live_generation,
    read_manifest,
    seal_of,
    verify_files,
)
from index.store import EmbeddingJournal, StoreWriter, cached_embeddings
from index.vectors import write_vectors
from index.words import count_words
from ingest.corpus.crossrefs import cross_references
from ingest.corpus.merge import Corpus
from ingest.corpus.passages import POLICY, passages
from ingest.embedded import embedded_folder
from ingest.errors import AssistantError, IndexMismatchError, IndexWriteError
from ingest.model import Passage

Progress = Callable[[str, int, int], None]
CHUNK = (
    512  # passages embedded between two entries of the journal, which a killed build leaves to the next one
)
_JOURNAL = ".embedded.db"
_GENERATION = re.compile(r"[0-9a-f]{16}-[0-9]+-[0-9]{20}")


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


def build_index(
    corpus: Corpus, root: Path, encoder: Encoder, progress: Progress | None = None
) -> BuildReport:
    """Build the index of the corpus in `root`. Raises IndexWriteError and leaves the index before it
    serving.
    """
    from filelock import FileLock, Timeout

    try:
        root.mkdir(parents=True, exist_ok=True)
        with FileLock(root / ".lock", timeout=0):
            return _build(corpus, root, encoder, progress or (lambda stage, done, total: None))
    except Timeout as error:
        raise IndexWriteError(f"Another build is writing to {root}.", "Wait until it has ended.") from error
    except (OSError, sqlite3.OperationalError, sqlite3.DatabaseError) as error:
        raise IndexWriteError(
            f"The index in {root} could not be written ({error}).",
            "Free some space or choose another folder with --index; the index before it still serves.",
        ) from error


def _build(corpus: Corpus, root: Path, encoder: Encoder, progress: Progress) -> BuildReport:
    identity = hashlib.sha256(
        f"{FORMAT} {corpus.digest} {encoder.name} {POLICY} {_code_digest()}".encode()
    ).hexdigest()[:16]
    live = live_generation(root)
    _sweep(root, live)
    whole = _verified(root)
    if whole and whole[1].id == identity:
        (root / _JOURNAL).unlink(missing_ok=True)
        return _report(whole[1], False, 0, whole[0])
    found = list(passages(corpus))
    vectors, embedded = _embed(found, encoder, whole[0] if whole else None, root / _JOURNAL, progress)
    building = root / f".building-{identity}-{os.getpid()}"
    building.mkdir()
    try:
        manifest = _write(building, corpus, found, vectors, encoder, identity, progress)
        folder = root / f"{identity}-{os.getpid()}-{datetime.now(UTC):%Y%m%d%H%M%S%f}"
        _seal(root, folder.name, building)
        building.rename(folder)
    finally:
        shutil.rmtree(building, ignore_errors=True)
    _switch(root, folder.name)
    _sweep(root, live)
    (root / _JOURNAL).unlink(missing_ok=True)
    return _report(manifest, True, embedded, folder)


def _verified(root: Path) -> tuple[Path, Manifest] | None:
    """The live generation, if every byte of it is as it was built: nothing of a damaged one is reused."""
    with suppress(AssistantError):
        folder, manifest = read_manifest(root)
        verify_files(folder, manifest)
        return folder, manifest
    return None


def _embed(
    found: Sequence[Passage], encoder: Encoder, live: Path | None, journal: Path, progress: Progress
) -> tuple[Vectors, int]:
    """One vector a passage, taken from the live generation or a killed build where the same text was embedded
    before.
    """
    digests = [text_digest(p.embed, encoder.name) for p in found]
    texts = {digest: p.embed for digest, p in zip(digests, found, strict=True)}
    known: dict[str, Vectors] = {}
    for path in (live / "store.db" if live else None, journal):
        if path is not None and path.is_file():
            with suppress(sqlite3.DatabaseError):
                known |= {digest: vector for digest, vector in cached_embeddings(path) if digest in texts}
    fresh = sorted(
        (digest for digest in texts if digest not in known), key=lambda digest: -len(texts[digest])
    )
    done = len(known)
    progress("embedding", done, len(texts))

    def advance(count: int) -> None:
        nonlocal done
        done += count
        progress("embedding", done, len(texts))

    if fresh:
        with EmbeddingJournal(journal) as kept:
            for begin in range(0, len(fresh), CHUNK):
                chunk = fresh[begin : begin + CHUNK]
                vectors = encoder.encode([texts[digest] for digest in chunk], advance)
                kept.add(chunk, vectors)
                known |= dict(zip(chunk, vectors, strict=True))
    if len({len(vector) for vector in known.values()}) > 1:
        raise IndexMismatchError(
            f"The encoder '{encoder.name}' is not the one that the passages "
            "of this index were embedded with.",
            "Build into another folder with --index, or remove this one.",
        )
    return np.stack([known[digest] for digest in digests]), len(fresh)


def text_digest(text: str, encoder: str) -> str:
    """The key of the embedding cache."""
    return hashlib.sha256(f"{encoder}\0{text}".encode()).hexdigest()


def _write(
    folder: Path,
    corpus: Corpus,
    found: Sequence[Passage],
    vectors: Vectors,
    encoder: Encoder,
    identity: str,
    progress: Progress,
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
        writer.write_words(count_words(corpus.provisions.values(), corpus.guide.values()))
        writer.write_embeddings([text_digest(p.embed, encoder.name) for p in found], vectors)
        writer.close()
    except BaseException:
        writer.abandon()
        raise
    progress("writing", 1, 3)
    write_vectors(folder / "vectors.faiss", vectors)
    progress("writing", 2, 3)
    write_lexical(
        folder / "lexical", [p.embed for p in found], [corpus.provisions[p.provision].language for p in found]
    )
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    manifest = Manifest(
        format=FORMAT,
        id=identity,
        corpus=corpus.digest,
        encoder=encoder.name,
        dimension=int(vectors.shape[1]),
        policy=POLICY,
        counts={
            "documents": len(corpus.documents),
            "provisions": len(corpus.provisions),
            "passages": len(found),
        },
        files={str(path.relative_to(folder)): file_digest(path) for path in files},
        version=_version(),
        built_at=datetime.now(UTC).isoformat(timespec="seconds"),
    )
    manifest.write(folder)
    for path in folder.rglob("*"):
        _sync(path)
    progress("writing", 3, 3)
    return manifest


def _sync(path: Path) -> None:
    """Have the system write a file, or the entries of a folder, to the disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _seal(root: Path, name: str, building: Path) -> None:
    """Keep the digest of the manifest apart from what it speaks of."""
    seal = seal_of(root, name)
    seal.write_text(file_digest(building / NAME), encoding="utf-8")
    _sync(seal)


def _switch(root: Path, name: str) -> None:
    """The one moment at which the new generation becomes the index."""
    _sync(root)
    pointer = root / f".{POINTER}-{os.getpid()}"
    try:
        pointer.write_text(name, encoding="utf-8")
        _sync(pointer)
        pointer.replace(root / POINTER)
    finally:
        pointer.unlink(missing_ok=True)
    _sync(root)


def _sweep(root: Path, before: Path | None) -> None:
    """Remove what killed builds left and old generations; the live one and the one before it stay."""
    for path in root.glob(".building-*"):
        shutil.rmtree(path, ignore_errors=True)
    for path in root.glob(f".{POINTER}-*"):
        path.unlink(missing_ok=True)
    live = live_generation(root)
    others = [
        path for path in root.iterdir() if _GENERATION.fullmatch(path.name) and path not in {live, before}
    ]
    if (
        before == live
    ):  # nothing was switched: the newest of the others is the one that a running server may still read
        others.sort(key=lambda path: path.name.rsplit("-", 1)[1])
        others = others[:-1]
    for path in others:
        shutil.rmtree(path, ignore_errors=True)
    for path in root.glob(f"*{SEAL}"):
        if _GENERATION.fullmatch(path.stem) and not (root / path.stem).is_dir():
            path.unlink(missing_ok=True)


def _report(manifest: Manifest, changed: bool, embedded: int, folder: Path) -> BuildReport:
    counts = manifest.counts
    return BuildReport(
        manifest.id, changed, counts["documents"], counts["provisions"], counts["passages"], embedded, folder
    )


def _version() -> str:
    try:
        return version("cbd-assistant")
    except PackageNotFoundError:  # run from a checkout that is not installed
        return "0"


@cache
def _code_digest() -> str:
    """Changes with the code that makes an index and the words that it reads references by, so that an index
    of others is built anew (from the cached embeddings).
    """
    found = hashlib.sha256()
    home = Path(__file__).resolve().parent.parent
    code = [path for package in ("ingest", "index") for path in (home / package).rglob("*.py")]
    words = [*(home / "ingest").rglob("*.toml"), *(embedded_folder() / "names").glob("*.toml")]
    for path in sorted([*code, *words]):
        found.update(path.read_bytes())
    return found.hexdigest()
