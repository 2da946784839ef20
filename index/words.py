"""The words of a corpus, language by language: how each is usually written, and how often it stands there."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import pairwise

from ingest.model import GuideEntry, Provision

SMALL = 0.25  # from that share of its uses inside a sentence on a word in small letters is a usual one
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_CHINESE = re.compile(r"[\u3400-\u9fff]")  # sets no blank between words
RUN = re.compile(r"[\u4e00-\u9fff]{2,}")  # of Chinese characters
CHINESE = "zh"
_INSIDE = frozenset(",)'’")  # after these, or a letter or digit, and a blank a sentence goes on


def count_words(provisions: Iterable[Provision], guide: Iterable[GuideEntry]) -> dict[str, dict[str, int]]:
    """Language -> word in its usual case -> how often it stands in the texts and in the guide.

    What hyphens join counts as a whole and in its parts; of a Chinese text each two neighbouring characters
    count.
    """
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    inside: dict[str, dict[str, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
    for language, text in _texts(provisions, guide):
        if language == CHINESE:
            counts[language].update(character_pairs(text))
        for word, goes_on in _words(text):
            counts[language][word.lower()] += 1
            if goes_on or _is_mixed(word):
                inside[language][word.lower()][word] += 1
    return {
        language: {_usual(word, inside[language][word]): found[word] for word in sorted(found)}
        for language, found in sorted(counts.items())
    }


def character_pairs(text: str) -> Iterator[str]:
    """Each two Chinese characters that stand together."""
    return (one + other for run in RUN.findall(text) for one, other in pairwise(run))


def _texts(provisions: Iterable[Provision], guide: Iterable[GuideEntry]) -> Iterator[tuple[str, str]]:
    """Every text once: that of a provision with parts lies in these, but for what stands before them."""
    for provision in provisions:
        yield provision.language, provision.text if provision.leaf else provision.chapeau
        for title in (provision.label, provision.heading):
            yield provision.language, title.replace(" ", "\n")  # whose case tells nothing
    for entry in guide:
        yield entry.language, "\n".join((entry.summary, *entry.questions, *entry.terms))
        for plain in entry.translations:
            yield plain.language, "\n".join((plain.summary, *plain.questions))


def _words(text: str) -> Iterator[tuple[str, bool]]:
    """Each word with whether it stands inside a sentence, where its case tells something."""
    for match in _WORD.finditer(text):
        if _CHINESE.search(match[0]):
            continue
        start = match.start()
        before = text[start - 2 : start - 1] if start > 1 and text[start - 1] == " " else ""
        yield match[0], before != "" and (before.isalnum() or before in _INSIDE)
        if "-" in match[0]:
            yield from ((part, False) for part in match[0].split("-"))


def _is_mixed(word: str) -> bool:
    """Whether a word is written so wherever it stands: "ExCOP", "InforMEA"."""
    return word[1:] != word[1:].lower() and word != word.upper()


def _usual(word: str, inside: Counter[str]) -> str:
    """As a word (in small letters) is mostly written inside a sentence; small where that is not known, or
    where it has capitals only as a part of names.
    """
    if not inside or inside[word] >= SMALL * inside.total():
        return word
    return min(inside, key=lambda form: (-inside[form], form))
