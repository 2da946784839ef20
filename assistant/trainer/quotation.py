"""Which provision a piece of text quotes, and how the two differ, word by word.

Words are compared as `assistant.reading.quote` folds them; here they stay apart, because a quotation with a
word more or less is still one, and the difference is what is looked for. Places of words are counted from 0,
spans of them are half-open: (3, 5) are the fourth word and the fifth.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import Match, SequenceMatcher
from functools import lru_cache
from typing import Literal

from assistant.reading.quote import fold
from assistant.reading.timeline import VERBATIM
from index.interface import SearchIndex
from ingest.model import Provision

SHINGLE = 4  # words in a row that make two texts candidates
MOST_CANDIDATES = 40
LEAST_WORDS = 8  # a shorter coincidence is no quotation
LEAST_ALIKE = 0.8  # of the words of a stretch
NEAR = 4  # words between two runs that are still one quotation
WHOLE = 0.9  # of a piece's words: it is then taken for nothing but a quotation
_NO_TEXT = frozenset({"document", "catalogue"})  # kinds of provisions whose words nobody quotes
_WORD = re.compile(r"\w+(?:[-'’.]\w+)*")
_MARKER = re.compile(r"\s*[“\"]?\(?(?:[a-z]{1,4}|\d{1,3}(?:\.\d{1,2})*)[.)]\s*")
# the letter of an item, where a line or, behind a colon or semicolon, an item begins: "a.Develop", "(ii) aid"
_ITEM = re.compile(
    r"(?:^|(?<=[:;]\s)|(?<=;\sand\s)|(?<=;\sor\s))[ \t]*\(?(?:[a-z]|[ivx]{2,4})[.)]", re.MULTILINE
)
# what says that words are left out: right behind the quoted ones, or behind the mark that ends them
_GAPS = ("…", "...", "[…", "(…", "[..", "(..")
_GAPS_BEHIND_MARKS = ("…", "...", "[…")
_DANGLING = frozenset(
    (
        "a an the of to in for on by with and or from at as that which whose its their this these into under "
        "between among"
    ).split()
)
Span = tuple[int, int]


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

    `share` is how much of the piece's words it is, `rest` what follows it in the source up to the end of the
    sentence; `dangling` says that it ends on a word that cannot end a phrase, `marked_short` that dots say
    so.
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

    @property
    def quality(self) -> float:
        """More for more words, much less for words that differ; of two like ones the shorter source."""
        changed = sum(len(one.here.split()) + len(one.there.split()) for one in self.differences)
        return len(self.text.split()) - 3 * changed - len(self.provision.text.split()) / 1000


@dataclass(frozen=True, slots=True)
class Words:
    """A text as its words: where each stands, and how it is compared."""

    text: str
    matches: tuple[re.Match[str], ...]
    folded: tuple[str, ...]

    @classmethod
    def of(cls, text: str, start: int = 0) -> "Words":
        """The words of the text from `start` on; letters of items, which quotations leave out, are none."""
        unmarked = _ITEM.sub(lambda mark: " " * len(mark[0]), text)
        matches = tuple(_WORD.finditer(unmarked, start))
        return cls(text, matches, tuple(_folded(match[0]) for match in matches))

    def between(self, span: Span) -> str:
        """The text from the first word of the span to its last, as it is written."""
        return self.text[self.matches[span[0]].start() : self.matches[span[1] - 1].end()]

    def after(self, span: Span) -> str:
        """The text behind the last word of the span."""
        return self.text[self.matches[span[1] - 1].end() :]


class Sources:
    """All official and quoted provisions of an index, ready to be recognised."""

    def __init__(self, index: SearchIndex) -> None:
        self.provisions: list[Provision] = []
        self._words: list[Words] = []
        self._places: dict[tuple[str, ...], list[int]] = defaultdict(list)
        for document in index.documents.values():
            for provision in index.in_document(document.id):
                if provision.provenance in VERBATIM and provision.kind not in _NO_TEXT:
                    self._add(provision)

    def _add(self, provision: Provision) -> None:
        words = Words.of(provision.text)
        for shingle in set(_shingles(words.folded)):
            self._places[shingle].append(len(self.provisions))
        self.provisions.append(provision)
        self._words.append(words)

    def quotations(self, text: str) -> Iterator[Quotation]:
        """Give the quotations in a piece of text, the best for each stretch of it, in reading order."""
        marker = _MARKER.match(text)
        words = Words.of(text, marker.end() if marker else 0)
        ranked = []
        for number in self._candidates(words.folded):
            spans = _stretch(words.folded, self._words[number].folded)
            if spans:
                quotation = _quotation(self.provisions[number], self._words[number], words, *spans)
                ranked.append((-quotation.quality, number, spans[0], quotation))
        chosen: list[tuple[Span, Quotation]] = []
        for _, _, (start, end), quotation in sorted(ranked, key=lambda one: one[:2]):
            if not any(a < end and start < b for (a, b), _ in chosen):
                chosen.append(((start, end), quotation))
        yield from (quotation for _, quotation in sorted(chosen, key=lambda pair: pair[0]))

    def _candidates(self, folded: Sequence[str]) -> list[int]:
        counts = Counter(number for shingle in _shingles(folded) for number in self._places.get(shingle, ()))
        return [
            number
            for number, count in counts.most_common(MOST_CANDIDATES)
            if count >= 3 or count >= len(self._words[number].folded) - SHINGLE
        ]


def _stretch(here: Sequence[str], there: Sequence[str]) -> tuple[Span, Span] | None:
    """The spans of a piece and of a source that are the same but for some words; None where too little is."""
    matcher = SequenceMatcher(None, there, here, autojunk=False)
    runs = _grown([run for run in matcher.get_matching_blocks() if run.size])
    if not runs:
        return None
    low, high = runs[0], runs[-1]
    mine, theirs = _stretched((low.b, high.b + high.size), (low.a, high.a + high.size), here, there)
    alike = sum(run.size for run in runs)
    longest = max(mine[1] - mine[0], theirs[1] - theirs[0])
    if alike < min(LEAST_WORDS, len(there)) or alike < SHINGLE or alike / longest < LEAST_ALIKE:
        return None
    return mine, theirs


def _quotation(provision: Provision, source: Words, words: Words, here: Span, there: Span) -> Quotation:
    return Quotation(
        provision,
        words.between(here),
        tuple(_differences(words, here, source, there)),
        (here[1] - here[0]) / len(words.folded),
        _rest(source.after(there)),
        words.folded[here[1] - 1] in _DANGLING,
        _is_marked_short(words.after(here)),
    )


def _rest(after: str) -> str:
    """What is missing up to the end of the sentence; "" where the source ends there too."""
    begun = after.lstrip(" ”\"'")
    if not begun.strip(" ”\"'") or begun[0] in ".;:\n" or after.strip(" ,;.") in {"and", "or"}:
        return ""
    match = re.search(r"[.;](?=\s|$)", after)
    return (after[: match.end()] if match else after).strip(" ,")


def _is_marked_short(following: str) -> bool:
    behind_marks = following.lstrip(' .,;”"')
    return following[:8].strip().startswith(_GAPS) or behind_marks.startswith(_GAPS_BEHIND_MARKS)


@lru_cache(maxsize=65_536)
def _folded(word: str) -> str:
    return fold(word)


def _shingles(words: Sequence[str]) -> Iterator[tuple[str, ...]]:
    return (tuple(words[i : i + SHINGLE]) for i in range(len(words) - SHINGLE + 1))


def _grown(runs: Sequence[Match]) -> list[Match]:
    """Take the runs of three words and more, with the shorter ones that lie close to them on both sides."""
    sure = [place for place, run in enumerate(runs) if run.size >= 3]
    if not sure:
        return []
    first, last = sure[0], sure[-1]
    while first > 0 and _near(runs[first - 1], runs[first]):
        first -= 1
    while last + 1 < len(runs) and _near(runs[last], runs[last + 1]):
        last += 1
    return list(runs[first : last + 1])


def _near(one: Match, other: Match) -> bool:
    return (
        min(one.size, other.size) > 1
        and other.a - one.a - one.size <= NEAR
        and other.b - one.b - one.size <= NEAR
    )


def _stretched(mine: Span, theirs: Span, here: Sequence[str], there: Sequence[str]) -> tuple[Span, Span]:
    """Take in a last or first word that is only misspelt: "cooperationn"."""
    (a, b), (c, d) = mine, theirs
    if b < len(here) and d < len(there) and _one_slip(here[b], there[d]):
        b, d = b + 1, d + 1
    if a > 0 and c > 0 and _one_slip(here[a - 1], there[c - 1]):
        a, c = a - 1, c - 1
    return (a, b), (c, d)


def _differences(words: Words, here: Span, source: Words, there: Span) -> Iterator[Difference]:
    mine, theirs = words.matches[slice(*here)], source.matches[slice(*there)]
    matcher = SequenceMatcher(None, words.folded[slice(*here)], source.folded[slice(*there)], autojunk=False)
    for operation, a, b, c, d in matcher.get_opcodes():
        if operation != "equal":
            yield Difference(
                " ".join(word[0] for word in mine[a:b]), " ".join(word[0] for word in theirs[c:d])
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
