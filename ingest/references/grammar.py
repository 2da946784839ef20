"""The grammar of references: tokens become mentions, which say what is named and not yet of which document.

A mention is a head (a decision), a chain of steps ("paragraph 3 of Article 18", "Annex II, Part 1"), or both.
Parsing is
one walk from left to right in which each rule looks at a bounded number of tokens, so that time is linear in
the text.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from ingest.locator import Locator, Step
from ingest.references.decisions import DecisionReader, Head
from ingest.references.numbers import LEVELS, Chain, Steps
from ingest.references.steps import StepReader
from ingest.references.words import (
    ABOVE,
    AICHI,
    AND,
    ANY_FRAMEWORK,
    CITIES,
    ELSEWHERE,
    FOREIGN,
    FRAMEWORK,
    NOT_TARGETS,
    OF,
    THIS,
)

_AFTER_INSTRUMENT = frozenset({",", ":", "'", "s", "-", ")", "(", '"', "\u201d", "»", "的", ";"})


@dataclass(slots=True)
class Mention:
    """A place that names something: tokens[first:last].

    Either `bases` are the documents, or `instrument` is the one named beside it, or neither is said.
    """

    first: int
    last: int
    chains: tuple[Steps, ...] = ((),)
    bases: tuple[Locator, ...] = ()
    alternatives: tuple[Locator, ...] = ()
    instrument: str = ""
    this: bool = False
    here: str = ""
    above: bool = False
    quiet: bool = False

    @property
    def top(self) -> str:
        """The kind of the first step that is named."""
        return self.here or (self.chains[0][0].kind if self.chains[0] else "")


class Grammar(StepReader, DecisionReader):
    """Reads the mentions off the tokens of one text."""

    def mentions(self) -> Iterator[Mention]:
        """In reading order, none overlapping another."""
        place = 0
        while place < len(self.tokens):
            mention = self.mention(place)
            if mention is None:
                place += 1
                continue
            if not mention.quiet:
                yield mention
            place = mention.last

    def mention(self, i: int) -> Mention | None:
        """What is named from that token on; None where nothing is."""
        token = self.at(i)
        if token.kind in {"opaque", "mark", "end"} and token.text != "§":
            return None
        if token.kind == "unfccc":
            return self._silenced(i, i + 1)
        if token.kind in {"inst", "weak"}:
            return self._decided(i) or self._instrument_first(i)
        return self._decided(i) or self._chained(i)

    def _silenced(self, first: int, end: int) -> Mention:
        """A reference to somebody else's text: what hangs on it is not ours either."""
        chain = self.group(self.skip(end, ","), head=True)
        return Mention(first, chain.end if chain else end, quiet=True)

    def _decided(self, i: int) -> Mention | None:
        """What opens with a decision: "decision 15/8, annex II, paragraph 3"."""
        if (
            self.at(i).kind == "unit"
            and self.at(i).value in {"dec", "rec"}
            and self.at(i + 1).kind == "unfccc"
        ):
            return self._silenced(i, i + 2)
        head = self.head(i)
        if head is None:
            return None
        mention = Mention(i, head.end, bases=head.documents, alternatives=head.alternatives)
        if head.documents[-1].steps or self._session_only(head):
            return mention
        chain = self._below(head.end)
        if chain:
            mention.chains, mention.last = chain.chains, chain.end
        return mention

    @staticmethod
    def _session_only(head: Head) -> bool:
        """Whether a meeting is named and no decision of it."""
        return (
            head.documents[-1].document.startswith(("cop-", "excop-"))
            and "/" not in head.documents[-1].document
        )

    def _below(self, end: int) -> Chain | None:
        """The steps after a decision: a section letter alone, then units."""
        section = self.at(end)
        if (
            len(section.text) == 1
            and "a" <= section.text <= "z"
            and section.kind == "word"
            and self._section_letter(end)
        ):
            first = Chain(((Step("sec", section.text),),), end + 1)
            return self.extend(first, head=True)
        return self.group(self.joint(end), head=True) or self._bracketed(end)

    def _bracketed(self, i: int) -> Chain | None:
        """ "decision 15/8 (annex II)"."""
        inside = self.group(i + 1, head=True) if self.at(i).text == "(" else None
        return replace(inside, end=inside.end + 1) if inside and self.at(inside.end).text == ")" else None

    def _section_letter(self, i: int) -> bool:
        after = self.at(i + 1)
        if after.tight and (after.kind not in {"mark", "end"} or after.text in {"'", "/"}):
            return False
        if self.at(i).text == "p" and (after.kind == "num" or self.at(i + 2).kind == "num"):
            return False
        closed = (
            after.kind in {"end", "mark"}
            or (after.kind == "unit" and after.value in LEVELS)
            or after.text in AND
        )
        return closed or (self.original(self.at(i)).isupper() and after.text in OF)

    def _instrument_first(self, i: int) -> Mention | None:
        """ "Convention, Article 8(j)"; an instrument that follows the reference outranks the one before."""
        token = self.at(i)
        start = self._after_instrument(i + 1)
        mention = self._chained(start, led=True)
        if (
            mention is None
            or mention.here
            or mention.top not in {"art", "annex", "preamble", "recital", "testimonium", "goal", "target"}
        ):
            return None
        if mention.instrument or mention.bases:
            return mention
        if token.value in {FRAMEWORK, ANY_FRAMEWORK, AICHI} and mention.top not in {"goal", "target"}:
            return mention
        if token.kind == "weak" and token.text in CITIES and self.at(i - 1).text in {"in", "at", "a"}:
            return mention
        mention.first, mention.instrument = i, token.value
        mention.this = self.at(i - 1).text in THIS
        if "(" in {self.at(k).text for k in range(i + 1, start)} and self.at(start - 1).text == "(":
            mention.last = self.skip(mention.last, ")")
        return mention

    def _after_instrument(self, i: int) -> int:
        for _ in range(6):
            token = self.at(i)
            abbreviation = token.kind == "inst" and self.at(i - 1).text == "("
            if not (abbreviation or token.text in _AFTER_INSTRUMENT):
                break
            i += 1
        return i

    def _chained(self, i: int, led: bool = False) -> Mention | None:
        """What opens with a step: "paragraph 3 of Article 18 of the Convention"."""
        chain = self.chain(i) or self.bare(i, led)
        if chain is None:
            return self._unnumbered_annex(i, led)
        mention = Mention(i, chain.end, chains=chain.chains, here=chain.here, instrument=chain.instrument)
        mention.above = self.at(chain.end).text in ABOVE or self.at(i - 1).text in {"上文"}
        if self._not_ours(i, chain):
            mention.quiet = True
        self._attach(mention)
        return mention

    def _not_ours(self, i: int, chain: Chain) -> bool:
        before = self.at(i - 1)
        foreign = before.kind == "inst" and before.value in {FOREIGN, ELSEWHERE}
        return foreign or (chain.top in {"goal", "target"} and before.text in NOT_TARGETS)

    def _unnumbered_annex(self, i: int, led: bool) -> Mention | None:
        """ "the Annex", "the annex to decision X/15": an annex without a number is read only where something
        holds it.
        """
        token = self.at(i)
        if token.kind != "unit" or token.value != "annex" or token.count == "many":
            return None
        mention = Mention(i, i + 1, chains=((Step("annex"),),))
        self._attach(mention)
        before = self.at(i - 1).text
        if before in {"additional", "an", "any", "each", "every", "new", "un", "une", "una"}:
            return None
        if not (led or mention.bases or mention.instrument or before in {"the", "'", "el", "o"} | THIS):
            return None
        self._narrow(mention)
        return mention

    def _attach(self, mention: Mention) -> None:
        """The document named right after: "of the Convention", "CBD", "to decision 15/8", "of this
        Protocol".
        """
        place, this = self.past_of(mention.last)
        token = self.at(place)
        if token.kind in {"inst", "weak"} and self.head(place) is None:
            if token.kind == "weak" and not self._weak_holds(mention.last, place):
                return
            bracketed = "(" in {self.at(k).text for k in range(mention.last, place)}
            mention.instrument, mention.this, mention.last = token.value, this, place + 1
            if bracketed:
                mention.last = self.skip(mention.last, ")")
            self._narrow(mention)
            return
        if mention.top in {"art", "target"}:
            return
        if this and token.kind == "unit" and token.value in {"dec", "rec"} and self.head(place) is None:
            mention.this, mention.instrument, mention.last = True, "decision", place + 1
            return
        if place > mention.last or token.kind in {"unit", "loc"}:
            self._attach_decision(mention, place)

    def _narrow(self, mention: Mention) -> None:
        """ "Article 8 of the Convention, paragraph 3"."""
        below = self.group(self.joint(mention.last)) if mention.chains[0] else None
        if (
            below
            and LEVELS[below.top] > LEVELS[mention.chains[-1][-1].kind]
            and self.at(below.end).text not in ABOVE
        ):
            mention.chains = mention.chains[:-1] + tuple(mention.chains[-1] + steps for steps in below.chains)
            mention.last = below.end

    def _attach_decision(self, mention: Mention, place: int) -> None:
        head = self.head(place)
        if head is None or self._session_only(head):
            return
        below = self._below(head.end)
        top = LEVELS.get(mention.top, 0)
        if below and below.depth < top:
            mention.chains = tuple(over + under for over in below.chains for under in mention.chains)
            mention.last = below.end
        else:
            mention.last = head.end
        mention.bases, mention.alternatives = head.documents, head.alternatives

    def _weak_holds(self, last: int, place: int) -> bool:
        token = self.at(place)
        if token.text in CITIES:
            return not any(self.at(k).text in {"in", "at"} for k in range(last, place))
        return self.original(token).isupper() or place == last or token.text == "abs"
