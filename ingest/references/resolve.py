"""References: what a text says when it names a provision, in every spelling that people use."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import takewhile

from ingest.acts import Act
from ingest.locator import Decision, Locator, Step
from ingest.numerals import from_roman
from ingest.references.acts import names_convention
from ingest.references.cursor import Cursor
from ingest.references.grammar import AIMS, ANCHORS, DECISION, Mention, read_mentions
from ingest.references.numbers import LEVELS
from ingest.references.tokens import (
    ANY_FRAMEWORK,
    ANY_PROTOCOL,
    ELSEWHERE,
    FOREIGN,
    REMEMBERED,
    Token,
    tokens,
)

# what the word for it may mean: many languages have one word for both
_MEANT = {"goal": ("goal",), "target": ("target", "goal")}
_NEAR = 8  # words between a goal and the plan that it is of
_CLOSING = frozenset(".?!;؟。？！；")
_OF_DECISIONS = frozenset({"preamble", "annex", "recital"})  # what a decision has and shares with a treaty


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


@lru_cache(REMEMBERED)
def read_references(text: str, context: Locator | None = None, *, own: bool = False) -> tuple[Reference, ...]:
    """Every reference in reading order; `context` is the provision or document the text belongs to or speaks
    of, and `own` says that the text is the context's own, in which "Article 5" is its own article 5.
    """
    cursor = Cursor(tokens(text), text)
    return tuple(_Resolver(cursor, list(read_mentions(cursor)), context, own).references())


def names_part_alone(text: str) -> bool:
    """Whether the text names a paragraph, a section, an annex ... and says nowhere of what."""
    return any(mention.top not in AIMS for mention in _homeless(text))


def aims_alone(text: str) -> tuple[Step, ...]:
    """The goals and targets that the text names by number, and says nowhere of which framework: "goal 2".
    Where a language has one word for both, it may be either.
    """
    found = [step for mention in _homeless(text) if mention.top in AIMS for step, *_ in mention.chains]
    return tuple(Step(kind, step.number) for step in found for kind in _MEANT[step.kind])


def _homeless(text: str) -> list[Mention]:
    """What the text names and says nowhere of what."""
    cursor = Cursor(tokens(text), text)
    mentions = list(read_mentions(cursor))
    named = {reference.start for reference in _Resolver(cursor, mentions, None, False).references()}
    return [
        mention
        for mention in mentions
        if not (mention.bases or mention.instrument) and cursor.tokens[mention.first].start not in named
    ]


class _Resolver:
    """Finds the document of each mention: by its own words, by its neighbours, by the context."""

    def __init__(
        self, cursor: Cursor, mentions: Sequence[Mention], context: Locator | None, own: bool
    ) -> None:
        self.text = cursor.text
        self.pieces = cursor.tokens
        self.words = cursor.words
        self.known = cursor.known
        self.mentions = mentions
        self.context = context
        self.own = own
        self.latest: Locator | None = None

    def references(self) -> Iterator[Reference]:
        self._share()
        self.named = self._named_instruments()
        for mention in self.mentions:
            targets, alternatives = self._resolve(mention)
            start, end = self.pieces[mention.first].start, self.pieces[mention.last - 1].end
            if not targets or self._is_theirs(targets[0].document, self.text[start:end]):
                continue
            self.latest = targets[-1]
            yield Reference(start, end, self.text[start:end], targets, alternatives)

    def _is_theirs(self, document: str, said: str) -> bool:
        """Whether "Article 4 of the Convention" stands in another body's text, which means its own treaty."""
        if not self.own or self.context is None or Act.of(self.context.document) is None:
            return False
        return self.known.instrument(document) is not None and not names_convention(said)

    def _share(self) -> None:
        """ "Article 19 and Articles 8 (g) and 17 of the Convention": the instrument said last is that of
        all.
        """
        for here, after in zip(reversed(self.mentions[:-1]), reversed(self.mentions[1:]), strict=True):
            gap = self.pieces[here.last : after.first]
            joined = len(gap) < 4 and all(
                piece.text in {",", "/"} or piece.text in self.words.and_ | self.words.joined for piece in gap
            )
            bare = not (here.bases or here.instrument or here.here)
            if joined and bare and here.top in ANCHORS and after.top in ANCHORS:
                here.instrument, here.this = after.instrument, after.this

    def _named_instruments(self) -> list[tuple[int, str]]:
        """Where the text names an instrument, cities left out: "in Nagoya" is one, "in Nagoya, Article 6" is
        not.
        """
        found = []
        for place, piece in enumerate(self.pieces):
            strong = piece.kind == "inst" and piece.value != ANY_FRAMEWORK
            before = self.pieces[place - 1].text if place else ""
            beside = before not in self.words.at_place or self._heads(place)
            meets = self.pieces[place + 1].kind == "body" if place + 1 < len(self.pieces) else False
            town = piece.text in self.known.namesakes and beside and not meets
            initials = piece.text in self.known.initials and self._upper(piece)
            if strong or (piece.kind == "weak" and (town or initials)):
                found.append((place, piece.value))
        return found

    def _heads(self, place: int) -> bool:
        """Whether the word for an article or annex comes right after, or after a comma."""
        after = [piece for piece in self.pieces[place + 1 : place + 3] if piece.text != ","][:1]
        return any(piece.kind == "unit" and piece.value in ANCHORS for piece in after)

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
        if mention.top in AIMS:
            return self._aims(mention)
        if mention.instrument == DECISION:
            if self.context is None or not self.context.is_decision:
                return (), ()
            return tuple(self._under([Locator(self.context.document)], mention)), ()
        if mention.top in ANCHORS:
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
                steps = chain if Act.of(base.document) else tuple(map(_arabic, chain))
                yield Locator(base.document, _in_preamble((*base.steps, *steps)))

    def _anchored(self, mention: Mention) -> tuple[tuple[Locator, ...], tuple[Locator, ...]]:
        documents, others = self._documents(mention)
        if mention.chains[0][0] == Step("annex"):  # "the annex of the Cartagena Protocol" says not which
            documents, others = [document for document in documents if self._one_annex(document)], ()
        return tuple(self._under([*map(Locator, documents)], mention)), tuple(
            self._under([*map(Locator, others)], mention)
        )

    def _one_annex(self, document: str) -> bool:
        """Whether "the Annex" says enough: of a decision, and of an instrument that has no other."""
        instrument = self.known.instrument(document)
        return instrument.single_annex if instrument else Locator(document).is_decision

    def _documents(self, mention: Mention) -> tuple[Sequence[str], Sequence[str]]:
        """The instrument of an article, and those it could be instead."""
        if mention.instrument:
            return self._said(mention)
        if self.own and self.context:
            home = self._home(mention.top)
            if not home and mention.top != "art":
                return (), ()
            return ((home,), ()) if home else self._either(self.known.convention)
        near, certain = self._near(mention)
        if near == FOREIGN:
            return (), ()
        if near == ANY_PROTOCOL:
            return self._protocol(False)
        if near:
            return ((near,), ()) if certain else self._either(near)
        home = self._home(mention.top)
        return ((home,), ()) if home else self._either(self.known.convention)

    def _either(self, first: str) -> tuple[Sequence[str], Sequence[str]]:
        return (first,), tuple(document for document in self.known.treaties if document != first)

    def _said(self, mention: Mention) -> tuple[Sequence[str], Sequence[str]]:
        if mention.instrument == ANY_PROTOCOL:
            return self._protocol(mention.this)
        if mention.instrument in self.known.treaties:
            return (mention.instrument,), ()
        framework = self.known.frameworks[0]
        if mention.instrument in {framework, ANY_FRAMEWORK} and mention.top in _OF_DECISIONS:
            return (framework,), ()
        return (), ()

    def _protocol(self, this: bool) -> tuple[Sequence[str], Sequence[str]]:
        """ "the Protocol": the one of the context; the Supplementary Protocol calls its parent so."""
        home = self._home("art")
        protocols = self.known.protocols
        parent = self._parent(home)
        if self.own and parent in protocols and not this:
            return (parent,), ()
        if home in protocols:
            return (home,), ()
        named = [value for _, value in self.named if value in protocols]
        return ((named[-1],), ()) if named else (protocols[:1], protocols[1:])

    def _parent(self, document: str) -> str:
        instrument = self.known.instrument(document)
        return instrument.protocol_to if instrument else ""

    def _home(self, top: str) -> str:
        """The document in which the context's unqualified articles are."""
        document = self.context.document if self.context else ""
        if document in self.known.treaties:
            return document
        if Act.of(document):
            return document if top in _OF_DECISIONS else ""
        decision = Decision.of(document)
        if decision is None:
            return ""
        if top in _OF_DECISIONS:
            return document
        body = self.known.body(decision.body)
        return body.instrument if body and not body.recommends else self.known.convention

    def _near(self, mention: Mention) -> tuple[str, bool]:
        """The instrument named nearest before, or else after; whether that is certain."""
        apart = {*self.known.frameworks, ELSEWHERE}
        named = [(place, value) for place, value in self.named if value not in apart]
        before = [value for place, value in named if place < mention.first]
        ours = [value for value in before if value != FOREIGN]
        if ours:
            return ours[-1], True
        if before and mention.first and self.pieces[mention.first - 1].text in self.words.inside:
            return FOREIGN, True
        after = {value for place, value in named if place >= mention.last and value != FOREIGN}
        return (after.pop(), False) if len(after) == 1 else ("", False)

    def _aims(self, mention: Mention) -> tuple[tuple[Locator, ...], tuple[Locator, ...]]:
        """Goals and targets are those of a framework: of the one named, of the one in force otherwise."""
        frameworks = self.known.frameworks
        in_force, *earlier = frameworks
        said = mention.instrument
        if said and said not in {*frameworks, ANY_FRAMEWORK, self.known.convention}:
            return (), ()
        if said in earlier:
            return self._targets(said, mention), ()
        first = mention.chains[0][0]
        of_plan = first.kind == "goal" or self._of_plan(mention)
        if of_plan and first.number.isdigit() and not said:
            return self._relative(mention)
        if said in {in_force, ANY_FRAMEWORK}:
            return self._targets(in_force, mention), ()
        named = [value for _, value in self.named if value in frameworks]
        home = self.context.document if self.context and self.context.document in frameworks else ""
        chosen = named[-1] if named else home or in_force
        if named or home or first.kind == "goal":
            return self._targets(chosen, mention), ()
        others = (one for document in earlier for one in self._targets(document, mention))
        return self._targets(chosen, mention), tuple(others)

    def _of_plan(self, mention: Mention) -> bool:
        """ "Objetivo 3 del plan estratégico", "the plan 2011-2020, target 2": a plan stands beside it."""
        following = self.pieces[mention.last : mention.last + _NEAR]
        after = list(takewhile(lambda piece: piece.text not in _CLOSING, following))
        opens = bool(after) and after[0].text in self.words.of | self.words.plan
        if opens and any(piece.text in self.words.plan for piece in after):
            return True
        small = self.words.possessive | self.words.leading
        leading = (
            piece
            for piece in reversed(self.pieces[max(mention.first - _NEAR, 0) : mention.first])
            if piece.kind not in {"num", "mark"} and piece.text not in small
        )
        before = next(leading, None)
        return before is not None and before.text in self.words.plan

    def _targets(self, framework: str, mention: Mention) -> tuple[Locator, ...]:
        return tuple(self._under([Locator(framework)], mention))

    # relative references

    def _relative(self, mention: Mention) -> tuple[tuple[Locator, ...], tuple[Locator, ...]]:
        if mention.instrument and not mention.this:
            return (), ()
        base = self._base(mention.top, above=mention.above)
        if base is None or (not base.steps and self.known.instrument(base.document)):
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
        known = not held.steps or held.steps[0].kind in LEVELS or held.is_decision
        return Locator(held.document, tuple(steps)) if known and (steps or held.is_decision) else None


def _arabic(step: Step) -> Step:
    """A section of the Convention's decisions by its arabic number; other bodies' keep the roman one."""
    value = from_roman(step.number) if step.kind == "sec" and len(step.number) > 1 else None
    return Step("sec", str(value)) if value else step


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
