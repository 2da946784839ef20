"""Vectors that travel with the project: those of the corpus that comes with it, by the encoder that does, so
that a first build has little to embed. `cbd-evaluate fit vectors` makes them anew.

They are kept as an index keeps them, in half precision, each beside the digest of its text and its encoder:
one whose text has changed since is never asked for.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path

import numpy as np

from index.encoder import Vectors
from index.manifest import file_digest
from ingest.embedded import embedded_folder
from ingest.errors import EncoderError

NAME, SUM = "passages.npz", "SHA256SUMS"
_DIGEST = 32  # bytes


def folder() -> Path:
    """Where they lie."""
    return embedded_folder() / "vectors"


def shipped(home: Path | None = None) -> Iterator[tuple[str, Vectors]]:
    """The vectors by the keys of the embedding cache; none where none travel with this copy. Raises
    EncoderError where they are not those that were published.
    """
    home = home or folder()
    if not (home / NAME).exists():
        return
    try:
        said, found = (home / SUM).read_text(encoding="ascii").split()[0], file_digest(home / NAME)
        if said != found:
            raise ValueError("they are not those that were published")
        with np.load(home / NAME, allow_pickle=False) as kept:
            digests, vectors = kept["digests"], kept["vectors"].astype(np.float32)
    except (OSError, ValueError, IndexError, KeyError) as error:
        raise EncoderError(
            f"The vectors in {home} cannot be used ({error}).",
            "Install the project again, or remove the folder.",
        ) from error
    for digest, vector in zip(digests, vectors, strict=True):
        yield bytes(digest).hex(), vector


def write_shipped(vectors: Mapping[str, Vectors], home: Path | None = None) -> None:
    """Write vectors by the keys of the embedding cache, and the digest of the file."""
    home = home or folder()
    home.mkdir(parents=True, exist_ok=True)
    keys = sorted(vectors)
    digests = np.frombuffer(bytes.fromhex("".join(keys)), dtype=np.uint8).reshape(len(keys), _DIGEST)
    halves = np.stack([vectors[key] for key in keys]).astype(np.float16)
    np.savez(home / NAME, digests=digests, vectors=halves)
    (home / SUM).write_text(f"{file_digest(home / NAME)}  {NAME}\n", encoding="ascii")
