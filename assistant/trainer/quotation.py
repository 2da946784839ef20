"""Which provision a piece of text quotes, and how the two differ, word by word."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import Match, SequenceMatcher
from typing import Literal

from assistant.reading.timeline import VERBATIM
from index.interface import SearchIndex
from ingest.model import Provision

SHINGLE = 4  # words in a row that make two texts candidates
LEAST_WORDS = 8  # a shorter coincidence is no quotation
LEAST_ALIKE = 0.8  # of the words of a stretch
NEAR = 4  # words between two runs that are still one quotation
WHOLE = 0.9  # of a piece's words: it is then taken for nothing but a quotation
_WORD = re.compile(r"\w+(?:[-'’.]\w+)*")
_MARKER = re.compile(r"\s*[“\"]?\(?(?:[a-z]{1,4}|\d{1,3}(?:\.\d{1,2})*)[.)]\s*")
_DANGLING = frozenset(
    [
        "a",
        "an",
        "the",
        "of",
        "to",
        "in",
        "for",
        "on",
        "by",
        "with",
        "and",
        "or",
        "from",
        "at",
        "as",
        "that",
        "which",
        "whose",
        "its",
        "their",
        "this",
        "these",
        "into",
        "under",
        "between",
        "among",
    ]
)
_MARKS = str.maketrans({"’": "'", "‑": "-", "–": "-"})


@dataclass(frozen=True, slots=True)
class Difference:
    """Where the two part: the words of the piece and those of the source; one of them may be empty."""

    here: str
    there: str

    @property
    def kind(self) -> Literal["spelling", "words"]:
        """Tell a slip of one letter in one word from other words."""
        one = " " not in self.here and " " not in self.there and bool(self.here) and bool(self.there)
        return "spelling" if one and _one_slip(self.here.casefold(), self.there.casefold()) else "words"


@dataclass(frozen=True, slots=True)
class Quotation:
    """A stretch of a piece that is, or nearly is, a stretch of a provision.

    `rest` is what follows it in the source up to the end of the sentence; `open_ended` says that nothing in
    the piece ends it there.
    """

    provision: Provision
    text: str
    differences: tuple[Difference, ...]
    share: float
    rest: str
    dangling: bool
    marked_short: bool

    @property
    def exact(self) -> bool:
        """Whether the words are the source's, punctuation and capitals aside."""
        return not self.differences


class Sources:
    """All official and quoted provisions of an index, ready to be recognised."""

    def __init__(self, index: SearchIndex) -> None:
        self.provisions: list[Provision] = []
        self._words: list[list[re.Match[str]]] = []
        self._folded: list[list[str]] = []
        self._places: dict[tuple[str, ...], list[int]] = defaultdict(list)
        for document in index.documents.values():
            for provision in index.in_document(document.id):
                if provision.provenance in VERBATIM and provision.kind not in {"document", "catalogue"}:
                    self._add(provision)

    def _add(self, provision: Provision) -> None:
        words = list(_WORD.finditer(provision.text))
        folded = [_fold(word[0]) for word in words]
        number = len(self.provisions)
        self.provisions.append(provision)
        self._words.append(words)
        self._folded.append(folded)
        for shingle in set(_shingles(folded)):
            self._places[shingle].append(number)

    def quotations(self, text: str) -> Iterator[Quotation]:
        """Give the quotations in a piece of text, the best for each stretch of it, in reading order."""
        marker = _MARKER.match(text)
        words = list(_WORD.finditer(text, marker.end() if marker else 0))
        folded = [_fold(word[0]) for word in words]
        found = [
            match
            for number in self._candidates(folded)
            if (match := self._match(number, text, words, folded))
        ]
        found.sort(key=lambda item: (-_quality(item[1]), self.provisions.index(item[1].provision)))
        taken: list[tuple[int, int]] = []
        kept = []
        for (start, end), quotation in found:
            if not any(a < end and start < b for a, b in taken):
                taken.append((start, end))
                kept.append((start, quotation))
        yield from (quotation for _, quotation in sorted(kept, key=lambda pair: pair[0]))

    def _candidates(self, folded: Sequence[str]) -> list[int]:
        counts = Counter(number for shingle in _shingles(folded) for number in self._places.get(shingle, ()))
        return [
            number
            for number, count in counts.most_common(40)
            if count >= 3 or count >= len(self._folded[number]) - SHINGLE
        ]

    def _match(
        self, number: int, text: str, words: Sequence[re.Match[str]], folded: Sequence[str]
    ) -> tuple[tuple[int, int], Quotation] | None:
        source = self._folded[number]
        matcher = SequenceMatcher(None, source, folded, autojunk=False)
        blocks = _grown([block for block in matcher.get_matching_blocks() if block.size])
        if not blocks:
            return None
        low, high = blocks[0], blocks[-1]
        here, there = (low.b, high.b + high.size), (low.a, high.a + high.size)
        here, there = _stretched(here, there, folded, source)
        alike = sum(block.size for block in blocks)
        longest = max(here[1] - here[0], there[1] - there[0])
        if alike < min(LEAST_WORDS, len(source)) or alike < 4 or alike / longest < LEAST_ALIKE:
            return None
        quotation = self._quotation(number, text, words, folded, here, there)
        return here, quotation

    def _quotation(
        self,
        number: int,
        text: str,
        words: Sequence[re.Match[str]],
        folded: Sequence[str],
        here: tuple[int, int],
        there: tuple[int, int],
    ) -> Quotation:
        provision, own = self.provisions[number], self._words[number]
        start, end = words[here[0]].start(), words[here[1] - 1].end()
        differences = tuple(_differences(words[here[0] : here[1]], own[there[0] : there[1]]))
        after = provision.text[own[there[1] - 1].end() :]
        ended = (
            not after.strip(" ”\"'")
            or after.lstrip(" ”\"'")[0] in ".;:\n"
            or after.strip(" ,;.") in {"and", "or"}
        )
        rest = "" if ended else _to_sentence_end(after)
        following = text[end : end + 8].strip()
        short = following.startswith(("…", "...", "[…", "(…", "[..", "(..")) or text[end:].lstrip(
            ' .,;”"'
        ).startswith(("…", "[…", "..."))
        return Quotation(
            provision,
            text[start:end],
            differences,
            (here[1] - here[0]) / len(folded),
            rest,
            folded[here[1] - 1] in _DANGLING,
            short,
        )


def _quality(quotation: Quotation) -> float:
    changed = sum(
        len(difference.here.split()) + len(difference.there.split()) for difference in quotation.differences
    )
    return len(quotation.text.split()) - 3 * changed - len(quotation.provision.text.split()) / 1000


def _fold(word: str) -> str:
    return word.casefold().translate(_MARKS)


def _shingles(words: Sequence[str]) -> Iterator[tuple[str, ...]]:
    return (tuple(words[i : i + SHINGLE]) for i in range(len(words) - SHINGLE + 1))


def _grown(blocks: Sequence[Match]) -> list[Match]:
    """Take the runs of three words and more, with the shorter ones that lie close to them on both sides."""
    sure = [place for place, block in enumerate(blocks) if block.size >= 3]
    if not sure:
        return []
    first, last = sure[0], sure[-1]
    while first > 0 and _near(blocks[first - 1], blocks[first]):
        first -= 1
    while last + 1 < len(blocks) and _near(blocks[last], blocks[last + 1]):
        last += 1
    return list(blocks[first : last + 1])


def _near(one: Match, other: Match) -> bool:
    return (
        min(one.size, other.size) > 1
        and other.a - one.a - one.size <= NEAR
        and other.b - one.b - one.size <= NEAR
    )


def _stretched(
    here: tuple[int, int], there: tuple[int, int], folded: Sequence[str], source: Sequence[str]
) -> tuple[tuple[int, int], tuple[int, int]]:
    """Take in a last or first word that is only misspelt: "cooperationn"."""
    (a, b), (c, d) = here, there
    if b < len(folded) and d < len(source) and _one_slip(folded[b], source[d]):
        b, d = b + 1, d + 1
    if a > 0 and c > 0 and _one_slip(folded[a - 1], source[c - 1]):
        a, c = a - 1, c - 1
    return (a, b), (c, d)


def _differences(here: Sequence[re.Match[str]], there: Sequence[re.Match[str]]) -> Iterator[Difference]:
    mine, theirs = [_fold(word[0]) for word in here], [_fold(word[0]) for word in there]
    for operation, a, b, c, d in SequenceMatcher(None, mine, theirs, autojunk=False).get_opcodes():
        if operation != "equal":
            yield Difference(
                " ".join(word[0] for word in here[a:b]), " ".join(word[0] for word in there[c:d])
            )


def _one_slip(one: str, other: str) -> bool:
    """Whether two words of some length differ by one letter added, left out, changed or swapped with its
    neighbour.
    """
    if (
        one == other
        or min(len(one), len(other)) < 4
        or abs(len(one) - len(other)) > 1
        or one.isdigit()
        or other.isdigit()
    ):
        return False
    start = next(
        (i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other))
    )
    rest, tail = one[start:], other[start:]
    swapped = len(rest) > 1 and len(tail) > 1 and rest[:2] == tail[1::-1] and rest[2:] == tail[2:]
    return rest[1:] == tail[1:] or rest[1:] == tail or rest == tail[1:] or swapped


def _to_sentence_end(text: str) -> str:
    match = re.search(r"[.;](?=\s|$)", text)
    return (text[: match.end()] if match else text).strip(" ,")
