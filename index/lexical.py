"""BM25 over stemmed words: the only door of bm25s and of the Snowball stemmers."""

import json
import logging
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    import Stemmer

SNOWBALL = {
    "en": "english",
    "fr": "french",
    "es": "spanish",
    "pt": "portuguese",
    "ru": "russian",
    "ar": "arabic",
}
_NO_WORD = "-"  # stands in a corpus of nothing but stop words, for bm25s divides by the number of words
REMEMBERED = 32  # texts: whoever answers a question reads its words several times over
_WORD = re.compile(r"[\w]+(?:['’]\w+)?")
_CHINESE = re.compile(r"[\u4e00-\u9fff]")
Postings = tuple[NDArray[np.int32], NDArray[np.float32]]  # passages and weights, both of shape (postings,)
_NO_POSTINGS: Postings = (np.empty(0, dtype=np.int32), np.empty(0, dtype=np.float32))
STOPWORDS = frozenset(
    "a about all also am an and any are as at be been being but by can could did do does doing for "
    "from had has have having he her here him his"
    " how i if in into is it its itself just may me might more most must my no nor not now of off on "
    "once one only or other our out own same she"
    " should so some such than that the their theirs them then there these they this those through to "
    "too under until up upon us very was we"
    " were what when where which while who whom whose why will with would you your yours shall s t".split()
)


@cache
def _stemmer(algorithm: str) -> "Stemmer.Stemmer":
    import Stemmer

    return Stemmer.Stemmer(algorithm)


def _of(language: str) -> "Stemmer.Stemmer":
    """The stemmer of a language, the English one where it has none: whoever asks may name any."""
    return _stemmer(SNOWBALL.get(language, SNOWBALL["en"]))


@lru_cache(REMEMBERED)
def words(text: str) -> tuple[str, ...]:
    """Lower-case words without stop words, unstemmed; Chinese comes as pairs of characters."""
    folded = unicodedata.normalize("NFKC", text).lower()
    found = []
    for word in _WORD.findall(folded):
        if _CHINESE.search(word):
            found += [word[i : i + 2] for i in range(max(1, len(word) - 1))]
        elif word not in STOPWORDS:
            found.append(word.split("'")[0].split("’")[0])
    return tuple(found)


def stems(text: str, language: str = "en") -> list[str]:
    """What is counted: the stem of each word."""
    return list(_of(language).stemWords(words(text)))


def counted(text: str, language: str = "en") -> list[str]:
    """What BM25 counts: stems, and pairs of neighbouring stems, so that a phrase of the law finds its
    place.
    """
    single = stems(text, language)
    return single + [f"{one} {two}" for one, two in pairwise(single)]


def stem_word(word: str, language: str) -> str:
    """The stem of one word in small letters."""
    return str(_of(language).stemWord(word.lower()))


def searched(query: str, languages: Iterable[str]) -> list[str]:
    """What a query is looked for by: its stems in each language of the corpus, each once."""
    return list(dict.fromkeys(stem for language in languages for stem in stems(query, language)))


def pairs(query: str, languages: Iterable[str]) -> list[str]:
    """Its pairs of neighbouring stems in each language, each once."""
    return list(dict.fromkeys(token for each in languages for token in counted(query, each) if " " in token))


def add_up(found: Iterable[Postings], size: int) -> NDArray[np.float32]:
    """BM25 of every passage, shape (passages,): the sum of its weights, in the order of the tokens."""
    total = np.zeros(size, dtype=np.float32)
    for rows, weights in found:
        total[rows] += weights
    return total


def rarity(size: int, count: int) -> float:
    """How rare is what stands in so many of so many passages: its inverse document frequency."""
    return float(np.log(1 + (size - count + 0.5) / (count + 0.5)))


@dataclass(frozen=True, slots=True, eq=False)
class Weights:
    """The BM25 weights of all tokens; those of token `vocabulary[token]` begin at `starts[...]`."""

    vocabulary: Mapping[str, int]
    starts: NDArray[np.int64]
    rows: NDArray[np.int32]
    weights: NDArray[np.float32]

    @classmethod
    def of(cls, retriever: Any) -> "Weights":
        """Those that bm25s holds, which are the same for every index of the same texts."""
        scores = retriever.scores
        return cls(retriever.vocab_dict, scores["indptr"], scores["indices"], scores["data"])

    @classmethod
    def read(cls, folder: Path) -> "Weights":
        """Those in the files of bm25s, memory-mapped (as plain arrays, of which slices are taken faster): to
        import it takes longer than to read them.
        """
        vocabulary = json.loads((folder / "vocab.index.json").read_text(encoding="utf-8"))
        starts, rows, weights = (
            np.asarray(np.load(folder / f"{name}.csc.index.npy", mmap_mode="r"))
            for name in ("indptr", "indices", "data")
        )
        return cls(vocabulary, starts, rows, weights)

    def postings(self, token: str) -> Postings:
        """The passages of a token and its weight in each; none of one that is unknown."""
        number = self.vocabulary.get(token)
        if number is None or number + 1 == len(self.starts):  # bm25s gives one to no word at all
            return _NO_POSTINGS
        place = slice(int(self.starts[number]), int(self.starts[number + 1]))
        return self.rows[place], self.weights[place]


def weigh(texts: Sequence[str], languages: Sequence[str]) -> Weights:
    """The weights of the tokens of these texts; row i is passage i."""
    return Weights.of(_retriever(texts, languages))


def _retriever(texts: Sequence[str], languages: Sequence[str]) -> Any:
    import bm25s

    corpus = [counted(text, language) for text, language in zip(texts, languages, strict=True)]
    logging.getLogger("bm25s").setLevel(logging.WARNING)  # it sets itself to DEBUG on import
    retriever = bm25s.BM25(backend="numpy")
    retriever.index(corpus if any(corpus) else [[_NO_WORD] for _ in corpus], show_progress=False)
    return retriever


def write_lexical(folder: Path, texts: Sequence[str], languages: Sequence[str]) -> None:
    """Write the BM25 index of the texts; row i is passage i."""
    _retriever(texts, languages).save(folder)
    (folder / "languages.json").write_text(json.dumps(sorted(set(languages))), encoding="utf-8")


class LexicalIndex:
    """A read-only, memory-mapped BM25 index."""

    def __init__(self, folder: Path) -> None:
        self._weights = Weights.read(folder)
        self._languages: list[str] = json.loads((folder / "languages.json").read_text(encoding="utf-8"))
        self._size = int(json.loads((folder / "params.index.json").read_text(encoding="utf-8"))["num_docs"])

    def __len__(self) -> int:
        return self._size

    def scores(self, query: str) -> NDArray[np.float32]:
        """BM25 of every passage, shape (passages,), zeros where no word is shared."""
        return self._scores(searched(query, self._languages))

    def phrases(self, query: str) -> NDArray[np.float32]:
        """The same by pairs of neighbouring words alone."""
        return self._scores(pairs(query, self._languages))

    def _scores(self, tokens: Sequence[str]) -> NDArray[np.float32]:
        return add_up(map(self._weights.postings, tokens), self._size)

    def weight(self, stem: str) -> float:
        """How rare a stem is: its inverse document frequency; the greatest possible for an unknown one."""
        return rarity(self._size, len(self._weights.postings(stem)[0]))
