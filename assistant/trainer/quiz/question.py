"""A quiz question: what is asked, the right answer, plausible wrong ones, and the words that prove it."""

from collections.abc import Collection
from dataclasses import dataclass, replace

from assistant.trainer.pack import LETTERS, Item, Source, printed_letters
from index.lexical import stems
from ingest.locator import overlap
from ingest.vocabulary import vocabulary

SCENARIO, STATEMENT, NUMBER, WHEN, WHO, MEANING, MATCH = (
    "scenario", "statement", "number", "when", "who", "meaning", "match",
)  # fmt: skip
EASY, MIDDLE, HARD = 1, 2, 3
OPTIONS = 4
FEWEST_PAIRS, MOST_PAIRS = 3, 4
_DASH = "–"
_FEWEST_STEMS, _SAME = 3, 0.8


@dataclass(frozen=True, slots=True)
class Proof:
    """What proves an answer: `kind` "quote" or "fact" (verbatim) or "guide" (this project's plain words)."""

    kind: str
    words: str
    source: Source


@dataclass(frozen=True, slots=True)
class Question:
    """A question with one right answer. `why` explains it in our own words; `written` says that somebody
    wrote it; `options` are those that have an order of their own (true, false).
    """

    kind: str
    level: int
    ask: str
    right: str
    wrong: tuple[str, ...]
    why: str
    proofs: tuple[Proof, ...]
    written: bool = False
    options: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Matching:
    """Terms to be matched with what is said of them, in this order; a proof for each. It is made with all
    that there are, of which a quiz takes MOST_PAIRS that were not asked about before.
    """

    level: int
    ask: str
    pairs: tuple[tuple[str, str], ...]
    proofs: tuple[Proof, ...]
    kind: str = MATCH
    written: bool = False

    def beside(self, asked: Collection[Proof]) -> "Matching | None":
        """Without what these prove; None where too little is left."""
        both = zip(self.pairs, self.proofs, strict=True)
        kept = [one for one in both if not is_asked(one[1], asked)][:MOST_PAIRS]
        if len(kept) < FEWEST_PAIRS:
            return None
        return replace(self, pairs=tuple(pair for pair, _ in kept), proofs=tuple(proof for _, proof in kept))


@dataclass(frozen=True, slots=True)
class Posed:
    """A question as a pack has it: its options in their places, and `key`, the letter of the right one; for a
    matching the letters that belong to the terms, in the order of these. It is printed in the letters of the
    `language`.
    """

    name: str
    question: Question | Matching
    options: tuple[str, ...]
    key: str
    language: str

    @property
    def solution(self) -> str:
        """The key as it is printed: "(b) The Secretariat", or "1–c, 2–a"."""
        letters = printed_letters(self.key, self.language)
        if isinstance(self.question, Matching):
            comma = vocabulary().labels[self.language].join or ", "
            return comma.join(f"{n}{_DASH}{letter}" for n, letter in enumerate(letters, start=1))
        return f"({letters}) {self.question.right}"

    def asked(self) -> Item:
        """Give the question as the participants see it."""
        asked = self.question
        terms = tuple(term for term, _ in asked.pairs) if isinstance(asked, Matching) else ()
        return Item("own", asked.ask, cells=terms, options=self.options, ref=self.name)

    def answered(self) -> Item:
        """Give the answer key, with the words that prove it; of a matching, which has several, where each
        stands.
        """
        sources = tuple(proof.source for proof in self.question.proofs)
        if isinstance(self.question, Matching):
            why = "; ".join(f"{n}: {source.label}" for n, source in enumerate(sources, start=1))
            return Item("own", "", sources, self.solution, ref=self.name, key=self.key, why=why)
        proof = self.question.proofs[0]
        return Item(
            proof.kind, proof.words, sources, self.solution,
            ref=self.name, key=self.key, why=self.question.why,
        )  # fmt: skip


def is_asked(proof: Proof, asked: Collection[Proof]) -> bool:
    """Whether a provision, a part of it, or what it is a part of was asked about, or one that says the same
    in its words.
    """
    said = frozenset(stems(proof.words))
    return any(
        overlap(proof.source.locator, other.source.locator) or _same(said, frozenset(stems(other.words)))
        for other in asked
    )


def _same(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether the shorter of two texts, if it says enough, stands in the other but for a word or two."""
    least = min(len(one), len(other))
    return least >= _FEWEST_STEMS and len(one & other) >= _SAME * least


def letter_of(place: int) -> str:
    """The letter of an option."""
    return LETTERS[place]
