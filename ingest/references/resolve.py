"""References: what a text says when it names a provision, in every spelling that people use."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.locator import Locator, Step
from ingest.references.grammar import Grammar, Mention
from ingest.references.numbers import LEVELS
from ingest.references.tokens import Token, tokens
from ingest.references.words import (
    AICHI,
    AND,
    ANY_FRAMEWORK,
    ANY_PROTOCOL,
    CARTAGENA,
    CITIES,
    CONVENTION,
    ELSEWHERE,
    FOREIGN,
    FRAMEWORK,
    INSTRUMENTS,
    NAGOYA,
    PROTOCOLS,
    SUPPLEMENTARY,
)

_ANCHORS = frozenset({"art", "annex", "preamble", "recital", "testimonium"})
_AIMS = frozenset({"goal", "target"})
_INSIDE = frozenset(
    {"in", "under", "dans", "en", "no", "na", "в"}
)  # "What does the Paris Agreement say in Article 6?"


@dataclass(frozen=True, slots=True)
class Reference:
    """`words` at text[start:end] name the `targets`, several for a range or a list.

    `alternatives` are what the words name when read in another way.
    """

    start: int
    end: int
    words: str
    targets: tuple[Locator, ...]
    alternatives: tuple[Locator, ...] = ()


def read_references(text: str, context: Locator | None = None, *, own: bool = False) -> list[Reference]:
    """Every reference in reading order; `context` is the provision or document the text belongs to or speaks
    of, and `own` says that the text is the context's own, in which "Article 5" is its own article 5.
    """
    pieces = tokens(text)
    resolver = _Resolver(text, pieces, list(Grammar(pieces, text).mentions()), context, own)
    return list(resolver.references())


class _Resolver:
    """Finds the document of each mention: by its own words, by its neighbours, by the context."""

    def __init__(
        self,
        text: str,
        pieces: Sequence[Token],
        mentions: Sequence[Mention],
        context: Locator | None,
        own: bool,
    ) -> None:
        self.text = text
        self.pieces = pieces
        self.mentions = mentions
        self.context = context
        self.own = own
        self.latest: Locator | None = None

    def references(self) -> Iterator[Reference]:
        self._share()
        self.named = self._named_instruments()
        for mention in self.mentions:
            targets, alternatives = self._resolve(mention)
            if not targets:
                continue
            self.latest = targets[-1]
            start, end = self.pieces[mention.first].start, self.pieces[mention.last - 1].end
            yield Reference(start, end, self.text[start:end], targets, alternatives)

    def _share(self) -> None:
        """ "Article 19 and Articles 8 (g) and 17 of the Convention": the instrument said last is that of
        all.
        """
        for here, after in zip(reversed(self.mentions[:-1]), reversed(self.mentions[1:]), strict=True):
            gap = self.pieces[here.last : after.first]
            joined = len(gap) < 4 and all(
                piece.text in AND or piece.text in {",", "/", "as", "well", "the"} for piece in gap
            )
            if (
                joined
                and not (here.bases or here.instrument or here.here)
                and here.top in _ANCHORS
                and after.top in _ANCHORS
            ):
                here.instrument, here.this = after.instrument, after.this

    def _named_instruments(self) -> list[tuple[int, str]]:
        """Where the text names an instrument, cities left out."""
        found = []
        for place, piece in enumerate(self.pieces):
            strong = piece.kind == "inst" and piece.value != ANY_FRAMEWORK
            before = self.pieces[place - 1].text if place else ""
            city = (
                piece.kind == "weak" and piece.text in CITIES and before not in {"in", "at", "from", "held"}
            )
            if (
                strong
                or city
                or (
                    piece.kind == "weak"
                    and piece.text not in {*CITIES, "abs", "biosafety", "cp"}
                    and self._upper(piece)
                )
            ):
                found.append((place, piece.value))
        return found

    def _upper(self, piece: Token) -> bool:
        return self.text[piece.start : piece.end].isupper()

    # one mention

    def _resolve(self, mention: Mention) -> tuple[tuple[Locator, ...], tuple[Locator, ...]]:
        if mention.bases:
            bases, last = mention.bases[:-1], mention.bases[-1]
            if mention.chains == ((),):
                return mention.bases, mention.alternatives
            targets = (
                (*bases, *self._under([last], mention))
                if self._trails(mention)
                else tuple(self._under(mention.bases, mention))
            )
            return targets, tuple(self._under(mention.alternatives, mention))
        if mention.here:
            base = self._base(mention.here, deeper=True)
            return (tuple(self._under([base], mention)), ()) if base and base.steps else ((), ())
        if mention.top in _AIMS:
            return self._aims(mention)
        if mention.instrument == "decision":
            document = self.context.document if self.context else ""
            return (tuple(self._under([Locator(document)], mention)), ()) if "/" in document else ((), ())
        if mention.top in _ANCHORS:
            return self._anchored(mention)
        return self._relative(mention)

    def _trails(self, mention: Mention) -> bool:
        """Whether the steps follow the documents: they are then those of the last one only."""
        first = self.pieces[mention.first]
        return not (first.kind == "unit" and first.value in LEVELS)

    @staticmethod
    def _under(bases: Sequence[Locator], mention: Mention) -> Iterator[Locator]:
        for base in bases:
            for chain in mention.chains:
                yield Locator(base.document, _in_preamble((*base.steps, *chain)))

    def _anchored(self, mention: Mention) -> tuple[tuple[Locator, ...], tuple[Locator, ...]]:
        documents, others = self._documents(mention)
        if mention.chains[0][0] == Step("annex") and not mention.instrument:
            documents, others = (
                [document for document in documents if document == NAGOYA or "/" in document],
                (),
            )
        return tuple(self._under([*map(Locator, documents)], mention)), tuple(
            self._under([*map(Locator, others)], mention)
        )

    def _documents(self, mention: Mention) -> tuple[Sequence[str], Sequence[str]]:
        """The instrument of an article, and those it could be instead."""
        if mention.instrument:
            return self._said(mention)
        if self.own and self.context:
            home = self._home(mention.top)
            if not home and mention.top != "art":
                return (), ()
            return ((home,), ()) if home else _either(CONVENTION)
        near, certain = self._near(mention)
        if near == FOREIGN:
            return (), ()
        if near == ANY_PROTOCOL:
            return self._protocol(False)
        if near:
            return ((near,), ()) if certain else _either(near)
        home = self._home(mention.top)
        return ((home,), ()) if home else _either(CONVENTION)

    def _said(self, mention: Mention) -> tuple[Sequence[str], Sequence[str]]:
        if mention.instrument == ANY_PROTOCOL:
            return self._protocol(mention.this)
        if mention.instrument in INSTRUMENTS:
            return (mention.instrument,), ()
        if mention.instrument in {FRAMEWORK, ANY_FRAMEWORK} and mention.top in {
            "preamble",
            "annex",
            "recital",
        }:
            return (FRAMEWORK,), ()
        return (), ()

    def _protocol(self, this: bool) -> tuple[Sequence[str], Sequence[str]]:
        """ "the Protocol": the one of the context; the Supplementary Protocol calls its parent so."""
        home = self._home("art")
        if self.own and home == SUPPLEMENTARY and not this:
            return (CARTAGENA,), ()
        if home in PROTOCOLS:
            return (home,), ()
        named = [value for _, value in self.named if value in PROTOCOLS]
        if named:
            return (named[-1],), ()
        return (CARTAGENA,), (NAGOYA, SUPPLEMENTARY)

    def _home(self, top: str) -> str:
        """The document in which the context's unqualified articles are."""
        document = self.context.document if self.context else ""
        if document in INSTRUMENTS:
            return document
        decision = "/dec-" in document or "/rec-" in document
        if decision and top in {"annex", "preamble", "recital"}:
            return document
        if document.startswith(("cp-mop", "np-mop")):
            return CARTAGENA if document[0] == "c" else NAGOYA
        return CONVENTION if decision else ""

    def _near(self, mention: Mention) -> tuple[str, bool]:
        """The instrument named nearest before, or else after; whether that is certain."""
        named = [(place, value) for place, value in self.named if value not in {FRAMEWORK, AICHI, ELSEWHERE}]
        before = [value for place, value in named if place < mention.first]
        ours = [value for value in before if value != FOREIGN]
        if ours:
            return ours[-1], True
        if before and mention.first and self.pieces[mention.first - 1].text in _INSIDE:
            return FOREIGN, True
        after = {value for place, value in named if place >= mention.last and value != FOREIGN}
        return (after.pop(), False) if len(after) == 1 else ("", False)

    def _aims(self, mention: Mention) -> tuple[tuple[Locator, ...], tuple[Locator, ...]]:
        if mention.instrument and mention.instrument not in {FRAMEWORK, AICHI, ANY_FRAMEWORK, CONVENTION}:
            return (), ()
        chains = Mention(0, 0, chains=mention.chains)
        if mention.instrument == AICHI:
            return tuple(self._under([Locator(AICHI)], chains)), ()
        numbered_goal = mention.chains[0][0].kind == "goal" and mention.chains[0][0].number.isdigit()
        if numbered_goal and not mention.instrument:
            return self._relative(mention)
        if mention.instrument in {FRAMEWORK, ANY_FRAMEWORK}:
            return tuple(self._under([Locator(FRAMEWORK)], chains)), ()
        names = [value for _, value in self.named if value in {FRAMEWORK, AICHI}]
        home = self.context.document if self.context and self.context.document in {FRAMEWORK, AICHI} else ""
        chosen = names[-1] if names else home or FRAMEWORK
        other = AICHI if chosen == FRAMEWORK else FRAMEWORK
        others = (
            ()
            if names or home or mention.chains[0][0].kind == "goal"
            else tuple(self._under([Locator(other)], chains))
        )
        return tuple(self._under([Locator(chosen)], chains)), others

    # relative references

    def _relative(self, mention: Mention) -> tuple[tuple[Locator, ...], tuple[Locator, ...]]:
        if mention.instrument and not mention.this:
            return (), ()
        base = self._base(mention.top, above=mention.above)
        if base is None or (
            not base.steps and "/" not in base.document and base.document in {*INSTRUMENTS, FRAMEWORK, AICHI}
        ):
            return (), ()
        return tuple(self._under([base], mention)), ()

    def _base(self, kind: str, *, above: bool = False, deeper: bool = False) -> Locator | None:
        """The part of the context, or of what the text named last, under which a step of that kind hangs."""
        held = self.context if self.own or above or deeper else self.latest or self.context
        held = held or self.latest
        if held is None:
            return None
        level = LEVELS[kind] + (1 if deeper else 0)
        steps: list[Step] = []
        for step in held.steps:
            if LEVELS.get(step.kind, 99) >= level:
                break
            steps.append(step)
        if deeper and (not steps or steps[-1].kind != kind):
            return None
        known = not held.steps or held.steps[0].kind in LEVELS or "/" in held.document
        return Locator(held.document, tuple(steps)) if known and (steps or "/" in held.document) else None


def _either(first: str) -> tuple[Sequence[str], Sequence[str]]:
    return (first,), tuple(document for document in INSTRUMENTS if document != first)


def _in_preamble(steps: tuple[Step, ...]) -> tuple[Step, ...]:
    """A paragraph of a preamble is a recital, and a recital is one of the preamble."""
    out: list[Step] = []
    for step in steps:
        inside = bool(out) and out[-1].kind == "preamble"
        if step.kind == "recital" and not inside:
            out.append(Step("preamble"))
        elif step.kind == "preamble" and inside:
            continue
        out.append(Step("recital", step.number) if step.kind == "para" and inside else step)
    return tuple(out)
