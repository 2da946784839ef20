"""What a generation holds, wherever it is kept: a corpus cut into passages, each with its embedding."""

import hashlib
from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import numpy as np

from index.encoder import Encoder, Vectors
from index.manifest import FORMAT, Manifest
from index.shipped import shipped
from ingest.corpus.passages import POLICY, passages, spoken
from ingest.embedded import embedded_folder
from ingest.errors import IndexMismatchError
from ingest.model import Passage

if TYPE_CHECKING:
    from ingest.corpus.merge import Corpus

Progress = Callable[[str, int, int], None]
CHUNK = (
    512  # passages embedded between two entries of the journal, which a killed build leaves to the next one
)


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did; `changed` is False when the index already held exactly this corpus."""

    id: str
    changed: bool
    documents: int
    provisions: int
    passages: int
    embedded: int
    folder: Path | str

    @classmethod
    def of(cls, manifest: Manifest, changed: bool, embedded: int, folder: Path | str) -> "BuildReport":
        """Of the generation that serves now."""
        counts = manifest.counts
        return cls(
            manifest.id,
            changed,
            counts["documents"],
            counts["provisions"],
            counts["passages"],
            embedded,
            folder,
        )


class Journal(Protocol):
    """Keeps embeddings while a build runs."""

    def add(self, digests: Sequence[str], vectors: Vectors) -> None:
        """Keep these for good."""
        ...


@dataclass(frozen=True, slots=True, eq=False)
class Contents:
    """`vectors` has shape (passages, dimension), `spoken` the sentences that are not searched, with their
    vectors of shape (sentences, dimension); `digests` and `spoken_digests` are the keys of the embedding
    cache; `embedded` counts those that were not found there.
    """

    identity: str
    encoder: str
    corpus: "Corpus"
    passages: Sequence[Passage]
    digests: Sequence[str]
    vectors: Vectors
    spoken: Sequence[Passage]
    spoken_digests: Sequence[str]
    spoken_vectors: Vectors
    embedded: int

    @property
    def positions(self) -> dict[str, int]:
        """Locator -> position of each provision."""
        return {p.locator: p.position for p in self.corpus.provisions.values()}

    @property
    def spoken_positions(self) -> list[int]:
        """The position of each sentence's provision, in ascending order."""
        return [self.corpus.provisions[one.provision].position for one in self.spoken]

    @property
    def texts(self) -> list[str]:
        """What is embedded and counted of each passage."""
        return [p.embed for p in self.passages]

    @property
    def languages(self) -> list[str]:
        """The language of each passage."""
        return [self.corpus.provisions[p.provision].language for p in self.passages]

    def manifest(self, files: dict[str, str]) -> Manifest:
        """What a generation of these, kept in these files, says of itself."""
        return Manifest(
            format=FORMAT,
            id=self.identity,
            corpus=self.corpus.digest,
            encoder=self.encoder,
            dimension=int(self.vectors.shape[1]),
            policy=POLICY,
            counts={
                "documents": len(self.corpus.documents),
                "provisions": len(self.corpus.provisions),
                "passages": len(self.passages),
                "sentences": len(self.spoken),
            },
            files=files,
            version=_version(),
            built_at=datetime.now(UTC).isoformat(timespec="seconds"),
        )


def identity_of(corpus: "Corpus", encoder: Encoder) -> str:
    """The same for the same corpus, encoder and code."""
    told = f"{FORMAT} {corpus.digest} {encoder.name} {POLICY} {_code_digest()}"
    return hashlib.sha256(told.encode()).hexdigest()[:16]


def contents_of(
    corpus: "Corpus",
    encoder: Encoder,
    known: Callable[[Iterable[str]], Iterable[tuple[str, Vectors]]],
    journal: AbstractContextManager[Journal],
    progress: Progress,
) -> Contents:
    """The corpus with one vector a passage, and a sentence: some travel with the project, `known` gives those
    of the digests that were embedded before, the others are embedded and kept in the journal.
    """
    found, said = list(passages(corpus)), list(spoken(corpus))
    digests = [text_digest(p.embed, encoder.name) for p in [*found, *said]]
    texts = {digest: p.embed for digest, p in zip(digests, [*found, *said], strict=True)}
    vectors = {digest: vector for digest, vector in chain(shipped(), known(texts)) if digest in texts}
    fresh = sorted(
        (digest for digest in texts if digest not in vectors), key=lambda digest: -len(texts[digest])
    )
    done = len(vectors)
    progress("embedding", done, len(texts))

    def advance(count: int) -> None:
        nonlocal done
        done += count
        progress("embedding", done, len(texts))

    if fresh:
        with journal as kept:
            for begin in range(0, len(fresh), CHUNK):
                chunk = fresh[begin : begin + CHUNK]
                made = encoder.encode([texts[digest] for digest in chunk], advance)
                kept.add(chunk, made)
                vectors |= dict(zip(chunk, made, strict=True))
    if len({len(vector) for vector in vectors.values()}) > 1:
        raise IndexMismatchError(
            f"The encoder '{encoder.name}' is not the one that the passages "
            "of this index were embedded with.",
            "Build into another place with --index, or remove this one.",
        )
    whole = np.stack([vectors[digest] for digest in digests])
    count = len(found)
    return Contents(
        identity_of(corpus, encoder),
        encoder.name,
        corpus,
        found,
        digests[:count],
        whole[:count],
        said,
        digests[count:],
        whole[count:],
        len(fresh),
    )


def texts_of(corpus: "Corpus", encoder: str) -> dict[str, str]:
    """What is embedded of a corpus, by the keys of the embedding cache."""
    return {text_digest(passage.embed, encoder): passage.embed for passage in passages(corpus)}


def text_digest(text: str, encoder: str) -> str:
    """The key of the embedding cache."""
    return hashlib.sha256(f"{encoder}\0{text}".encode()).hexdigest()


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
    words = [
        *(home / "ingest").rglob("*.toml"),
        *(home / "index").rglob("*.sql"),
        *(embedded_folder() / "names").glob("*.toml"),
    ]
    for path in sorted([*code, *words]):
        found.update(path.read_bytes())
    return found.hexdigest()
