"""The guide in other languages by its embeddings: each summary lies nearest to the English that it says."""

import hashlib
import os
from collections.abc import Callable, Sequence
from itertools import groupby
from pathlib import Path

import numpy as np
import pytest
from filelock import FileLock

from index.encoder import Vectors
from index.packaged import PackagedEncoder
from ingest.corpus.guide import read_guide, read_translations

FOLDER = Path(__file__).resolve().parents[2] / "corpus" / "guide"
ENGLISH = {
    entry.provision: entry.summary for path in sorted(FOLDER.glob("*.jsonl")) for entry in read_guide(path)
}
LANGUAGES = sorted(path.name for path in FOLDER.iterdir() if path.is_dir())
# Of cosine: weights of 8 bits move two summaries that say nearly the same by as much. A summary that stands
# at its neighbour lies further off in 98 of 100 cases (Arabic and Chinese, each of 1,156 moved by one).
TIE = 0.04
SAMPLE = 8  # summaries of an instrument

pytestmark = [pytest.mark.model, pytest.mark.slow]
Encode = Callable[[Sequence[str]], Vectors]


@pytest.fixture(scope="module")
def encode(pytestconfig: pytest.Config, tmp_path_factory: pytest.TempPathFactory) -> Encode:
    """Embeds texts with the packaged encoder. Vectors stay in the cache of pytest: a second run embeds what
    is new.
    """
    cache = getattr(pytestconfig, "cache", None)
    home = Path(cache.mkdir("guide-vectors")) if cache else tmp_path_factory.mktemp("guide-vectors")
    encoder = PackagedEncoder(threads=os.cpu_count() or 1)
    kept = home / "vectors.npz"

    def vectors(texts: Sequence[str]) -> Vectors:
        names = [hashlib.sha256(f"{encoder.name}\0{text}".encode()).hexdigest() for text in texts]
        with FileLock(home / "lock"):
            held: dict[str, Vectors] = {}
            if kept.exists():
                with np.load(kept) as stored:
                    held = dict(zip(stored["names"].tolist(), stored["vectors"], strict=True))
            new = {name: text for name, text in zip(names, texts, strict=True) if name not in held}
            if new:
                held |= dict(zip(new, encoder.encode(list(new.values())), strict=True))
                np.savez(kept, names=list(held), vectors=np.stack(list(held.values())))
        return np.stack([held[name] for name in names])

    return vectors


def nearer(summaries: dict[str, str], encode: Encode) -> dict[str, tuple[str, float]]:
    """Of each provision whose summary lies nearer to another English one of its instrument: that one, and by
    how much.
    """
    provisions = list(summaries)
    instruments = np.array([one.split("/")[0] for one in provisions])
    near = encode(list(summaries.values())) @ encode([ENGLISH[one] for one in provisions]).T
    near[instruments[:, None] != instruments] = -1
    best = near.argmax(axis=1)
    gaps = near.max(axis=1) - near.diagonal()
    return {
        one: (provisions[best[place]], float(gaps[place]))
        for place, one in enumerate(provisions)
        if gaps[place] > 0
    }


def summaries(language: str) -> dict[str, str]:
    """What the guide says in a language, by provision."""
    return {at: words.summary for at, words in read_translations(FOLDER / language) if at in ENGLISH}


@pytest.mark.parametrize("language", LANGUAGES)
def test_summaries_lie_nearest_to_their_own(language: str, encode: Encode) -> None:
    """The first of each instrument, as it stands beside its neighbours."""
    plain = summaries(language)
    first = [list(group)[:SAMPLE] for _, group in groupby(plain, key=lambda at: at.split("/")[0])]
    few = {at: plain[at] for group in first for at in group}
    assert {at: other for at, other in nearer(few, encode).items() if other[1] > TIE} == {}


@pytest.mark.long
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_summary_lies_nearest_to_its_own(language: str, encode: Encode) -> None:
    """As near as 8-bit weights tell: two provisions that say nearly the same may change places."""
    assert {at: other for at, other in nearer(summaries(language), encode).items() if other[1] > TIE} == {}


@pytest.mark.long
def test_a_summary_at_another_provision_is_found(encode: Encode) -> None:
    """Of French summaries that each stand at the next provision, at least 95 of 100 are told."""
    plain = summaries("fr")
    moved = dict(zip(plain, [*list(plain.values())[1:], next(iter(plain.values()))], strict=True))
    assert sum(gap > TIE for _, gap in nearer(moved, encode).values()) >= 0.95 * len(moved)


def test_summaries_that_changed_places_are_found(encode: Encode) -> None:
    """Each lies nearest to the other's."""
    french = dict(read_translations(FOLDER / "fr"))
    one, other = "cbd/art-8/item-j", "cbd/art-18/para-3"
    found = nearer({one: french[other].summary, other: french[one].summary}, encode)
    assert {at: where for at, (where, gap) in found.items() if gap > TIE} == {one: other, other: one}
