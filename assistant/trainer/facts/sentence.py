"""A sentence of a slide, read for facts: what it names, when and where, and what belongs together.

A time or a place belongs to the event it stands beside: nothing but small words of the language
(`data/facts`), other times and places may stand between them. Any other word parts them, so that a sentence
that is not understood is passed over.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property

from assistant.reading.support.language import language_of
from assistant.trainer.context import is_bare
from assistant.trainer.facts.times import Time, times_in
from assistant.trainer.facts.words import EVENTS, between, phrases, phrases_of
from ingest.locator import Decision, Locator
from ingest.names import Place
from ingest.phrases import Phrases, plain
from ingest.references.resolve import Reference, read_references
from ingest.references.tokens import FOREIGN, Token, tokens
from ingest.vocabulary import COP, vocabulary

_SMALL_NUMBER = re.compile(r"(?<!\d)\d{1,2}(?!\d)")
_NEAR = 4  # tokens between a body and the number of its meeting


@dataclass(frozen=True, slots=True)
class Anchor:
    """A meeting ("session"), a decision or an instrument that a sentence names, by the id of its document."""

    start: int
    end: int
    kind: str
    document: str
    words: str


@dataclass(frozen=True, slots=True)
class Spot:
    """A town or a country, by the English names of all that it may be."""

    start: int
    end: int
    names: tuple[str, ...]
    words: str


@dataclass(frozen=True, slots=True)
class Event:
    """That something is adopted, enters into force ...; `kind` is a list of words."""

    start: int
    end: int
    kind: str


Value = Time | Spot
Span = Anchor | Spot | Time | Event


@dataclass(frozen=True)
class Sentence:
    """The words, and what they name."""

    said: str
    """As the slide has them."""
    text: str
    references: tuple[Reference, ...]
    tokens: tuple[Token, ...]
    strangers: bool = False

    @classmethod
    def of(
        cls, said: str, references: Iterable[Reference] | None = None, *, strangers: bool = False
    ) -> "Sentence":
        """The sentence, read. Its `references` are those of its `plain` text, as its file understands them;
        `strangers` says that its slide speaks of a treaty of others, too, whose meetings have numbers.
        """
        text = plain(said)
        found = read_references(text) if references is None else references
        return cls(said, text, tuple(found), tuple(tokens(text)), strangers)

    @cached_property
    def normal(self) -> str:
        """The text as tokens have it; places are the same."""
        letters = [" "] * len(self.text)
        for token in self.tokens:
            letters[token.start : token.end] = token.text
        return "".join(letters)

    @cached_property
    def language(self) -> str:
        """The language that it seems to be in."""
        return language_of(self.text)

    @cached_property
    def foreign(self) -> bool:
        """Whether it names a treaty or a meeting of others."""
        named = any(token.kind == "inst" and token.value == FOREIGN for token in self.tokens)
        return named or phrases("other").stands_in(self.text)

    @cached_property
    def unreal(self) -> bool:
        """Whether it says that something was not so, or only planned."""
        return phrases_of("unreal", self.language).stands_in(self.text)

    @cached_property
    def anchors(self) -> tuple[Anchor, ...]:
        """The meetings, decisions and instruments that it names, in order."""
        found = [*self._of_references(), *self._counted_meetings()]
        if self.strangers:
            found = [one for one in found if one.kind != "session"]
        taken = [(one.start, one.end) for one in found]
        taken += [(one.start, one.end) for one in self.references]
        found += [one for one in self._instruments() if not _within(one.start, taken)]
        return tuple(sorted(found, key=lambda one: one.start))

    def of_kind(self, kind: str) -> list[Anchor]:
        """The anchors of a kind."""
        return [anchor for anchor in self.anchors if anchor.kind == kind]

    def _of_references(self) -> Iterator[Anchor]:
        for reference in self.references:
            for target in reference.targets[:1] if len(reference.targets) == 1 else ():
                kind = _kind(target)
                if kind:
                    yield Anchor(reference.start, reference.end, kind, target.document, reference.words)

    def _counted_meetings(self) -> Iterator[Anchor]:
        """ "The Conference of the Parties held its seventh meeting", which is no reference."""
        references = [(one.start, one.end) for one in self.references]
        for place, body in enumerate(self.tokens):
            if body.kind != "body" or body.value != COP or _within(body.start, references):
                continue
            for other in range(max(0, place - _NEAR), min(len(self.tokens), place + _NEAR + 1)):
                token = self.tokens[other]
                if not _is_ordinal(token) or not 0 < token.number <= vocabulary().last_session(COP):
                    continue
                first, last = sorted((body, token), key=lambda one: one.start)
                if self.is_small(first.end, last.start):
                    yield Anchor(
                        first.start,
                        last.end,
                        "session",
                        f"{COP}-{token.number}",
                        self.text[first.start : last.end],
                    )
                    break

    def _instruments(self) -> Iterator[Anchor]:
        known = vocabulary()
        for token in self.tokens:
            if token.kind == "inst" and known.instrument(token.value):
                words = self.text[token.start : token.end]
                if self.strangers and is_bare(words):
                    continue
                yield Anchor(token.start, token.end, "instrument", token.value, words)

    @cached_property
    def times(self) -> tuple[Time, ...]:
        """When it speaks of."""
        taken = [(one.start, one.end) for one in self.anchors]
        return tuple(one for one in times_in(self.normal) if not _within(one.start, taken))

    @cached_property
    def spots(self) -> tuple[Spot, ...]:
        """Where it speaks of; a town in the name of an instrument is none."""
        taken = [(one.start, one.end) for one in self.anchors]
        found = (
            Spot(a, b, _places(self.normal[a:b]), self.text[a:b]) for a, b in _all_places().spans(self.text)
        )
        return tuple(one for one in found if not _within(one.start, taken))

    @cached_property
    def events(self) -> tuple[Event, ...]:
        """What happens, in order; of words that are several kinds the longest count."""
        found = [Event(a, b, kind) for kind in EVENTS for a, b in phrases(kind).spans(self.text)]
        longest: list[Event] = []
        for event in sorted(found, key=lambda one: (one.start - one.end, one.start)):
            if not any(event.start < other.end and other.start < event.end for other in longest):
                longest.append(event)
        return tuple(sorted(longest, key=lambda event: event.start))

    @cached_property
    def values(self) -> tuple[Value, ...]:
        """Times and places, in order."""
        return tuple(sorted((*self.times, *self.spots), key=lambda one: one.start))

    def is_measure(self, anchor: Anchor) -> bool:
        """Whether the meeting only measures something else: "ten years after COP 10", and so where its town
        stands before it, "after Hyderabad (COP 11)".
        """
        start = anchor.start
        for spot in reversed(self.spots):
            if spot.end <= start and not self.normal[spot.end : start].strip(" (,"):
                start = spot.start
        before = self.normal[max(0, start - 16) : start].rstrip(" (")
        before = re.sub(r" (?:the|la|le|el|o|a|l')$", "", before)
        behind = self.normal[anchor.end : anchor.end + 2]
        return any(
            b == len(before) for name in ("relative", "since") for _, b in phrases(name).spans(before)
        ) or (
            bool(re.match("[\u3400-\u9fff]", behind))
            and any(a == 0 for a, _ in phrases("relative").spans(behind))
        )

    def joined(self, one: Span, other: Span, passing: Iterable[Span] = ()) -> bool:
        """Whether nothing but small words, times, places and what may be passed stands between the two."""
        first, last = sorted((one, other), key=lambda span: span.start)
        passed = tuple(passing)
        # "15/16" is a decision, and no day of a month
        parted = any(first.end <= mark.start < last.start for mark in self.anchors if mark not in passed)
        return not parted and self.is_small(first.end, last.start, (*self.values, *passed))

    def is_small(self, start: int, end: int, passing: Sequence[Span] = ()) -> bool:
        """Whether nothing but small words and what may be passed stands between two places."""
        letters = list(self.normal)
        for span in passing:
            letters[span.start : span.end] = " " * (span.end - span.start)
        rest = between().without("".join(letters[start:end]))
        rest = _SMALL_NUMBER.sub("", rest)
        return not re.search(r"[.;!?。；؛](?=\s|$)", rest) and not any(one.isalnum() for one in rest)


def _kind(target: Locator) -> str:
    """The kind of anchor that a reference is; "" for none."""
    decision = Decision.of(target.document)
    if decision:
        return "decision" if decision.body == COP else ""
    return "session" if re.fullmatch(rf"{COP}-\d+", target.document) and not target.steps else ""


def _is_ordinal(token: Token) -> bool:
    return token.kind == "ord" or (token.kind == "num" and token.value == "spelled")


def _within(place: int, spans: Iterable[tuple[int, int]]) -> bool:
    return any(start <= place < end for start, end in spans)


@cache
def _all_places() -> Phrases:
    return Phrases.of(
        name for place in vocabulary().places for names in place.names.values() for name in names
    )


@cache
def _places(words: str) -> tuple[str, ...]:
    return tuple(
        place.name
        for place, found in _each_place()
        if any(a == 0 and b == len(words) for a, b in found.spans(words))
    )


@cache
def _each_place() -> tuple[tuple[Place, Phrases], ...]:
    return tuple(
        (place, Phrases.of(name for names in place.names.values() for name in names))
        for place in vocabulary().places
    )
