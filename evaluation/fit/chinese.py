"""Making what is known of Chinese in general: how characters sound, by pypinyin, and which stand together in
words, by the list of jieba.
"""

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from importlib.metadata import version
from importlib.util import find_spec
from itertools import pairwise
from math import log2
from pathlib import Path
from typing import Any

from assistant.asking.homophones import DATA, NAME

SOURCES = ("jieba", "pypinyin")
RARE = 20  # times in jieba's texts: a pair that is rarer tells little
_CHINESE = re.compile(r"[\u4e00-\u9fff]+")


def packed(words: Iterable[tuple[str, int]], syllables: Mapping[str, Iterable[str]]) -> dict[str, Any]:
    """What `unpacked` reads, of words with how often texts have them, and of each character's syllables."""
    begins, pairs = Counter[str](), Counter[str]()
    for word, times in words:
        begins[word[0]] += times
        for one, other in pairwise(word):
            pairs[one + other] += times
    sounding: dict[str, str] = defaultdict(str)
    for one in sorted(syllables):
        for syllable in sorted(syllables[one]):
            sounding[syllable] += one
    return {
        "syllables": dict(sorted(sounding.items())),
        "begins": _by_power(begins),
        "pairs": _by_power({pair: times for pair, times in pairs.items() if times >= RARE}),
    }


def write_chinese(folder: Path = DATA) -> dict[str, Any]:
    """Write it, beside what it was made from; returned are the sources and how many pairs there are."""
    words = list(_words())
    sounds = {one: _syllables(one) for one in {one for word, _ in words for one in word}}
    record = {"sources": {name: version(name) for name in SOURCES}, **packed(words, sounds)}
    text = json.dumps(record, ensure_ascii=False, indent=0)
    (folder / f"{NAME}.json").write_text(text + "\n", encoding="utf-8")
    return {"sources": record["sources"], "pairs": sum(len(ones) // 2 for ones in record["pairs"].values())}


def _words() -> Iterator[tuple[str, int]]:
    """The Chinese words of jieba's list, each with how often its texts have it."""
    found = find_spec("jieba")  # to import it would load all of it
    if found is None or not found.origin:
        raise ModuleNotFoundError("No module named 'jieba'", name="jieba")
    for line in Path(found.origin).with_name("dict.txt").read_text(encoding="utf-8").splitlines():
        word, times, _ = line.split(" ")
        if _CHINESE.fullmatch(word):
            yield word, int(times)


def _syllables(one: str) -> frozenset[str]:
    """What a character may sound like, without tones."""
    from pypinyin import Style, pinyin

    return frozenset(pinyin(one, style=Style.NORMAL, heteronym=True)[0])


def _by_power(counts: Mapping[str, int]) -> dict[str, str]:
    """The power of two nearest to each count -> all that have it, one after the other."""
    found: dict[int, list[str]] = defaultdict(list)
    for one, times in counts.items():
        found[round(log2(max(1, times)))].append(one)
    return {str(power): "".join(sorted(ones)) for power, ones in sorted(found.items())}
