"""The vectors that travel with the project, made anew: each passage of the embedded corpus, once."""

from collections.abc import Callable

from index.contents import texts_of
from index.encoder import Encoder, Vectors
from ingest.corpus.load import load_corpus


def embed_corpus(encoder: Encoder, progress: Callable[[int, int], None]) -> dict[str, Vectors]:
    """The vectors of the corpus that comes with the project, by the keys of the embedding cache; `progress`
    is told how many of how many are done.
    """
    texts = texts_of(load_corpus([]), encoder.name)
    done = 0

    def advance(count: int) -> None:
        nonlocal done
        done += count
        progress(done, len(texts))

    made = encoder.encode(list(texts.values()), advance)
    return dict(zip(texts, made, strict=True))
