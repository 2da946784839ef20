"""Building: a new generation beside the live one, switched in by one atomic rename."""

import os
import re
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from index.contents import BuildReport, Contents, Progress, contents_of, identity_of
from index.encoder import Encoder, Vectors
from index.lexical import write_lexical
from index.manifest import (
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
from index.sentences import write_sentences
from index.store import EmbeddingJournal, StoreWriter, cached_embeddings
from index.turn import turn, unwritable
from index.vectors import write_vectors
from index.words import count_words
from ingest.corpus.crossrefs import cross_references
from ingest.corpus.merge import Corpus
from ingest.errors import AssistantError

_JOURNAL = ".embedded.db"
_GENERATION = re.compile(r"[0-9a-f]{16}-[0-9]+-[0-9]{20}")


def build_index(
    corpus: Corpus, root: Path, encoder: Encoder, progress: Progress | None = None
) -> BuildReport:
    """Build the index of the corpus in `root`. Raises IndexWriteError and leaves the index before it
    serving.
    """
    with turn(root):
        try:
            return _build(corpus, root, encoder, progress or (lambda stage, done, total: None))
        except (OSError, sqlite3.OperationalError, sqlite3.DatabaseError) as error:
            raise unwritable(root, error) from error


def _build(corpus: Corpus, root: Path, encoder: Encoder, progress: Progress) -> BuildReport:
    identity = identity_of(corpus, encoder)
    live = live_generation(root)
    _sweep(root, live)
    whole = _verified(root)
    if whole and whole[1].id == identity:
        (root / _JOURNAL).unlink(missing_ok=True)
        return BuildReport.of(whole[1], False, 0, whole[0])
    stores = [whole[0] / "store.db"] if whole else []
    journal = root / _JOURNAL
    contents = contents_of(
        corpus,
        encoder,
        lambda _: _embedded_before(*stores, journal),
        EmbeddingJournal(journal),
        progress,
    )
    building = root / f".building-{identity}-{os.getpid()}"
    building.mkdir()
    try:
        manifest = _write(building, contents, progress)
        folder = root / f"{identity}-{os.getpid()}-{datetime.now(UTC):%Y%m%d%H%M%S%f}"
        _seal(root, folder.name, building)
        building.rename(folder)
    finally:
        shutil.rmtree(building, ignore_errors=True)
    _switch(root, folder.name)
    _sweep(root, live)
    journal.unlink(missing_ok=True)
    return BuildReport.of(manifest, True, contents.embedded, folder)


def _embedded_before(*paths: Path) -> Iterator[tuple[str, Vectors]]:
    """What the live generation and a killed build have embedded."""
    for path in paths:
        if path.is_file():
            with suppress(sqlite3.DatabaseError):
                yield from cached_embeddings(path)


def _verified(root: Path) -> tuple[Path, Manifest] | None:
    """The live generation, if every byte of it is as it was built: nothing of a damaged one is reused."""
    with suppress(AssistantError):
        folder, manifest = read_manifest(root)
        verify_files(folder, manifest)
        return folder, manifest
    return None


def _write(folder: Path, contents: Contents, progress: Progress) -> Manifest:
    progress("writing", 0, 3)
    corpus = contents.corpus
    writer = StoreWriter(folder / "store.db")
    try:
        writer.write_documents(corpus.documents.values())
        writer.write_provisions(corpus.provisions.values())
        writer.write_passages(contents.passages, contents.positions)
        writer.write_guide(corpus.guide.values())
        writer.write_references(cross_references(corpus))
        writer.write_words(count_words(corpus.provisions.values(), corpus.guide.values()))
        writer.write_embeddings(contents.digests, contents.vectors)
        writer.write_embeddings(contents.spoken_digests, contents.spoken_vectors)
        writer.close()
    except BaseException:
        writer.abandon()
        raise
    progress("writing", 1, 3)
    write_vectors(folder / "vectors.faiss", contents.vectors)
    write_sentences(folder, contents.spoken_positions, contents.spoken_vectors)
    progress("writing", 2, 3)
    write_lexical(folder / "lexical", contents.texts, contents.languages)
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    manifest = contents.manifest({str(path.relative_to(folder)): file_digest(path) for path in files})
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
