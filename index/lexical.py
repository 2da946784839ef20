"""BM25 over stemmed words: the only door of bm25s and of the Snowball stemmers."""

import json
import logging
import re
import unicodedata
from collections.abc import Sequence
from functools import cache
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
_WORD = re.compile(r"[\w]+(?:['’]\w+)?")
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


def words(text: str) -> list[str]:
    """Lower-case words without stop words, unstemmed; Chinese comes as pairs of characters."""
    folded = unicodedata.normalize("NFKC", text).lower()
    found = []
    for word in _WORD.findall(folded):
        if any("\u4e00" <= letter <= "\u9fff" for letter in word):
            found += [word[i : i + 2] for i in range(max(1, len(word) - 1))]
        elif word not in STOPWORDS:
            found.append(word.split("'")[0].split("’")[0])
    return found


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


def write_lexical(folder: Path, texts: Sequence[str], languages: Sequence[str]) -> None:
    """Write the BM25 index of the texts; row i is passage i."""
    import bm25s

    corpus = [counted(text, language) for text, language in zip(texts, languages, strict=True)]
    logging.getLogger("bm25s").setLevel(logging.WARNING)  # it sets itself to DEBUG on import
    retriever = bm25s.BM25(backend="numpy")
    retriever.index(corpus if any(corpus) else [[_NO_WORD] for _ in corpus], show_progress=False)
    retriever.save(folder)
    (folder / "languages.json").write_text(json.dumps(sorted(set(languages))), encoding="utf-8")


class LexicalIndex:
    """A read-only, memory-mapped BM25 index."""

    def __init__(self, folder: Path) -> None:
        import bm25s

        self._retriever: Any = bm25s.BM25.load(folder, mmap=True, load_vocab=True)
        self._languages: list[str] = json.loads((folder / "languages.json").read_text(encoding="utf-8"))
        self._vocabulary: dict[str, int] = self._retriever.vocab_dict
        self._size = int(self._retriever.scores["num_docs"])

    def __len__(self) -> int:
        return self._size

    def scores(self, query: str) -> NDArray[np.float32]:
        """BM25 of every passage, shape (passages,), zeros where no word is shared."""
        return self._scores([stem for language in self._languages for stem in stems(query, language)])

    def phrases(self, query: str) -> NDArray[np.float32]:
        """The same by pairs of neighbouring words alone."""
        return self._scores(
            [token for language in self._languages for token in counted(query, language) if " " in token]
        )

    def _scores(self, tokens: Sequence[str]) -> NDArray[np.float32]:
        known = [self._vocabulary[token] for token in dict.fromkeys(tokens) if token in self._vocabulary]
        if not known:
            return np.zeros(self._size, dtype=np.float32)
        return np.asarray(self._retriever.get_scores_from_ids(known), dtype=np.float32)

    def weight(self, stem: str) -> float:
        """How rare a stem is: its inverse document frequency; the greatest possible for an unknown one."""
        token = self._vocabulary.get(stem)
        pointers = self._retriever.scores["indptr"]
        count = 0 if token is None else int(pointers[token + 1] - pointers[token])
        return float(np.log(1 + (self._size - count + 0.5) / (count + 0.5)))
