"""A sentence of a slide, read for facts: what it names, when and where, and what belongs together.

A time or a place belongs to the event it stands beside: nothing but small words of the language
(`data/facts`), other times and places may stand between them. Any other word parts them, so that a sentence
that is not understood is passed over.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from assistant.reading.support.language import language_of
from assistant.trainer.context import is_bare
from assistant.trainer.facts.gaps import Gaps
from assistant.trainer.facts.marks import Anchor, Event, Row, Span, Spot, Value, events_in, spots_in
from assistant.trainer.facts.times import Time, times_in
from assistant.trainer.facts.words import phrases, phrases_of
from ingest.locator import Decision, Locator
from ingest.phrases import plain
from ingest.references.resolve import Reference, read_references
from ingest.references.tokens import FOREIGN, Token, tokens
from ingest.vocabulary import COP, vocabulary

_NEAR = 4  # tokens between a body and the number of its meeting
_REACH = 80  # letters between it and "its seventh meeting", where the town and the year stand between


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
        taken = Row.of(found)
        found += [
            one for one in self._instruments() if not taken.at(one.start) and not self.reference_at(one.start)
        ]
        return Row.of(found).marks

    def of_kind(self, kind: str) -> tuple[Anchor, ...]:
        """The anchors of a kind."""
        return self.row(kind).marks

    def row(self, kind: str) -> Row[Anchor]:
        """The anchors of a kind, to be looked up by their places."""
        if kind not in self._rows:
            self._rows[kind] = Row.of(anchor for anchor in self.anchors if anchor.kind == kind)
        return self._rows[kind]

    @cached_property
    def _rows(self) -> dict[str, Row[Anchor]]:
        return {}

    def reference_at(self, place: int) -> Reference | None:
        """The reference that covers a place."""
        number = bisect_right(self.references, place, key=lambda one: one.start) - 1
        found = self.references[number] if number >= 0 else None
        return found if found and place < found.end else None

    def _of_references(self) -> Iterator[Anchor]:
        for reference in self.references:
            for target in reference.targets[:1] if len(reference.targets) == 1 else ():
                kind = _kind(target)
                if kind:
                    yield Anchor(reference.start, reference.end, kind, target.document, reference.words)

    def _counted_meetings(self) -> Iterator[Anchor]:
        """ "The Conference of the Parties held its seventh meeting", which is no reference."""
        for place, body in enumerate(self.tokens):
            if body.kind != "body" or body.value != COP or self.reference_at(body.start):
                continue
            for other in range(max(0, place - _NEAR), min(len(self.tokens), place + _NEAR + 1)):
                token = self.tokens[other]
                if not _is_ordinal(token) or not 0 < token.number <= vocabulary().last_session(COP):
                    continue
                first, last = sorted((body, token), key=lambda one: one.start)
                if self.is_small(first.end, last.start):
                    yield self._meeting(first.start, last.end, token.number)
                    break
            else:
                yield from self._met_for_the(place)

    def _met_for_the(self, place: int) -> Iterator[Anchor]:
        """ "The COP met in Curitiba in 2006 for its eighth meeting": place and time stand between."""
        body = self.tokens[place]
        for other in range(place + 1, len(self.tokens) - 1):
            token, noun = self.tokens[other], self.tokens[other + 1]
            if token.start > body.end + _REACH:
                return
            if _is_ordinal(token) and 0 < token.number <= vocabulary().last_session(COP):
                if phrases("meeting").stands_in(noun.text) and self._joins(body, token):
                    yield self._meeting(token.start, noun.end, token.number)
                return

    def _joins(self, body: Token, token: Token) -> bool:
        between = self.normal[body.end : token.start]
        passed: list[Span] = [*times_in(between), *spots_in(between, between), *events_in(between)]
        return bool(passed) and Gaps(between, passed).is_clear(0, len(between))

    def _meeting(self, start: int, end: int, number: int) -> Anchor:
        return Anchor(start, end, "session", f"{COP}-{number}", self.text[start:end])

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
        taken = Row.of(self.anchors)
        return tuple(one for one in times_in(self.normal) if not taken.at(one.start))

    @cached_property
    def spots(self) -> tuple[Spot, ...]:
        """Where it speaks of; a town in the name of an instrument is none."""
        taken = Row.of(self.anchors)
        return tuple(one for one in spots_in(self.text, self.normal) if not taken.at(one.start))

    @cached_property
    def places(self) -> tuple[Spot, ...]:
        """One spot of each place that it names."""
        return tuple({spot.names: spot for spot in self.spots}.values())

    @cached_property
    def events(self) -> tuple[Event, ...]:
        """What happens, in order."""
        return events_in(self.text)

    @cached_property
    def values(self) -> tuple[Value, ...]:
        """Times and places, in order."""
        return tuple(sorted((*self.times, *self.spots), key=lambda one: one.start))

    def is_measure(self, anchor: Anchor) -> bool:
        """Whether the meeting only measures something else: "ten years after COP 10", and so where its town
        stands before it, "after Hyderabad (COP 11)".
        """
        start = anchor.start
        while (spot := self._spots.before(start)) and not self.normal[spot.end : start].strip(" (,"):
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

    def around(self, anchor: Anchor) -> tuple[int, int]:
        """From the anchor before it to the one behind it: what belongs to it stands there."""
        before, behind = self._marks.before(anchor.start), self._marks.behind(anchor.end)
        return before.end if before else 0, behind.start if behind else len(self.text)

    def anchor_before(self, place: int) -> Anchor | None:
        """The last anchor before a place."""
        return self._marks.before(place)

    def anchor_behind(self, place: int) -> Anchor | None:
        """The first anchor behind a place."""
        return self._marks.behind(place)

    def vicinity(self, value: Value) -> tuple[int, int]:
        """From the second anchor before it to the second behind it."""
        first, last = value.start, value.end
        for _ in range(2):
            before, behind = self._marks.before(first), self._marks.behind(last)
            first, last = before.start if before else 0, behind.end if behind else len(self.text)
        return first, last

    def values_at(self, around: tuple[int, int]) -> tuple[Value, ...]:
        """The times and places between two places."""
        return self._valued.within(*around)

    def events_at(self, around: tuple[int, int]) -> tuple[Event, ...]:
        """What happens between two places."""
        return self._happening.within(*around)

    def joined(self, one: Span, other: Span, passing: Iterable[Span] = ()) -> bool:
        """Whether nothing but small words, times, places and what may be passed stands between the two."""
        first, last = sorted((one, other), key=lambda span: span.start)
        passed = tuple(passing)
        # "15/16" is a decision, and no day of a month
        marks = self._marks.within(first.end, last.start)
        return all(mark in passed for mark in marks) and self._gaps.is_clear(first.end, last.start, passed)

    def is_small(self, start: int, end: int) -> bool:
        """Whether nothing but small words stands between two places."""
        return self._bare_gaps.is_clear(start, end)

    def is_value(self, start: int, end: int) -> bool:
        """Whether nothing but small words, times and places stands between two places."""
        return self._gaps.is_clear(start, end)

    @cached_property
    def _valued(self) -> Row[Value]:
        return Row.of(self.values)

    @cached_property
    def _happening(self) -> Row[Event]:
        return Row.of(self.events)

    @cached_property
    def _spots(self) -> Row[Spot]:
        return Row.of(self.spots)

    @cached_property
    def _marks(self) -> Row[Anchor]:
        return Row.of(self.anchors)

    @cached_property
    def _gaps(self) -> Gaps:
        return Gaps(self.normal, self.values)

    @cached_property
    def _bare_gaps(self) -> Gaps:
        return Gaps(self.normal)


def _kind(target: Locator) -> str:
    """The kind of anchor that a reference is; "" for none."""
    decision = Decision.of(target.document)
    if decision:
        return "decision" if decision.body == COP else ""
    return "session" if re.fullmatch(rf"{COP}-\d+", target.document) and not target.steps else ""


def _is_ordinal(token: Token) -> bool:
    return token.kind == "ord" or (token.kind == "num" and token.value == "spelled")
