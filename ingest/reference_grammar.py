"""The grammar of references: tokens become mentions, which say what is named and not yet of which document.

A mention is a head (a decision), a chain of steps ("paragraph 3 of Article 18", "Annex II, Part 1"), or both. Parsing is
one walk from left to right in which each rule looks at a bounded number of tokens, so that time is linear in the text.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import product

from ingest.locator import Locator, Step, from_roman, roman
from ingest.reference_symbols import numbered
from ingest.reference_tokens import Token, letter_value, roman_value
from ingest.reference_words import (
    ABOVE,
    AICHI,
    AND,
    ANY_FRAMEWORK,
    CITIES,
    COUNTED,
    FIRST_ARABIC_COP,
    FRAMEWORK,
    LAST_COP,
    LAST_SBI_SESSION,
    LAST_SESSION,
    MEETING,
    NOT_BEFORE,
    NOT_TARGETS,
    NUMBER_SIGN,
    OF,
    RANGE,
    THIS,
)

Steps = tuple[Step, ...]
LEVELS = {
    "annex": 1, "part": 2, "sec": 3, "art": 4, "preamble": 4, "testimonium": 4, "goal": 4, "target": 4, "mission": 4, "extract": 4,
    "para": 5, "recital": 5, "item": 6, "subitem": 7, "point": 8,
}  # fmt: skip
_MOST = 64  # of one list or range: more is not a reference
_UNNUMBERED = frozenset({"preamble", "mission", "testimonium"})
_VOWELS = frozenset("aeiouy")
_BODIES_OF_WEAK = {"cp": "cp-mop", "np": "np-mop", "bs": "cp-mop"}


@dataclass(frozen=True, slots=True)
class Chain:
    """Steps as read: one entry a provision named. `here` is the unit of "this Article", which heads them."""

    chains: tuple[Steps, ...]
    end: int
    here: str = ""
    instrument: str = ""

    @property
    def top(self) -> str:
        """The kind of the first step."""
        return self.here or (self.chains[0][0].kind if self.chains[0] else "")

    @property
    def depth(self) -> int:
        """The level of the last step."""
        steps = self.chains[-1]
        return LEVELS[steps[-1].kind] if steps else LEVELS.get(self.here, 0)


@dataclass(frozen=True, slots=True)
class Head:
    """Decisions or recommendations named, and what else they can mean."""

    documents: tuple[Locator, ...]
    end: int
    alternatives: tuple[Locator, ...] = ()


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
    targets: tuple[Locator, ...] = field(default=())

    @property
    def top(self) -> str:
        """The kind of the first step that is named."""
        return self.here or (self.chains[0][0].kind if self.chains[0] else "")


class Grammar:
    """Reads the mentions off the tokens of one text."""

    def __init__(self, tokens: Sequence[Token], text: str) -> None:
        self.tokens = tokens
        self.text = text
        self.end = Token("end", len(text), len(text), "")

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

    def at(self, place: int) -> Token:
        """The token at that place; one of kind "end" outside the text."""
        return self.tokens[place] if 0 <= place < len(self.tokens) else self.end

    def original(self, token: Token) -> str:
        """The token as it was typed."""
        return self.text[token.start : token.end]

    # mentions

    def mention(self, i: int) -> Mention | None:
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
        chain = self.group(self._skip(end, ","), head=True)
        return Mention(first, chain.end if chain else end, quiet=True)

    def _decided(self, i: int) -> Mention | None:
        """What opens with a decision: "decision 15/8, annex II, paragraph 3"."""
        if self.at(i).kind == "unit" and self.at(i).value in {"dec", "rec"} and self._foreign_decision(i + 1):
            return self._silenced(i, i + 2)
        head = self.head(i)
        if head is None:
            return None
        mention = Mention(i, head.end, bases=head.documents, alternatives=head.alternatives)
        if head.documents[-1].steps or "/" not in head.documents[-1].document and self._session_only(head):
            return mention
        chain = self._below(head.end)
        if chain:
            mention.chains, mention.last = chain.chains, chain.end
        return mention

    def _session_only(self, head: Head) -> bool:
        return head.documents[-1].document.startswith(("cop-", "excop-"))

    def _foreign_decision(self, i: int) -> bool:
        return self.at(i).kind == "unfccc"

    def _below(self, end: int) -> Chain | None:
        """The steps after a decision: a section letter alone, then units."""
        section = self.at(end)
        if len(section.text) == 1 and "a" <= section.text <= "z" and section.kind == "word" and self._section_letter(end):
            first = Chain(((Step("sec", section.text),),), end + 1)
            return self._extend(first, head=True)
        return self.group(self._joint(end), head=True) or self._bracketed(end)

    def _bracketed(self, i: int) -> Chain | None:
        """"decision 15/8 (annex II)"."""
        inside = self.group(i + 1, head=True) if self.at(i).text == "(" else None
        return replace(inside, end=inside.end + 1) if inside and self.at(inside.end).text == ")" else None

    def _section_letter(self, i: int) -> bool:
        after = self.at(i + 1)
        if after.tight and (after.kind not in {"mark", "end"} or after.text in {"'", "/"}):
            return False
        if self.at(i).text == "p" and (after.kind == "num" or self.at(i + 2).kind == "num"):
            return False
        closed = after.kind in {"end", "mark"} or (after.kind == "unit" and after.value in LEVELS) or after.text in AND
        return closed or (self.original(self.at(i)).isupper() and after.text in OF)

    def _instrument_first(self, i: int) -> Mention | None:
        """"Convention, Article 8(j)"; an instrument that follows the reference outranks the one before."""
        token = self.at(i)
        start = self._after_instrument(i + 1)
        mention = self._chained(start, led=True)
        if mention is None or mention.here or mention.top not in {"art", "annex", "preamble", "recital", "testimonium", "goal", "target"}:
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
            mention.last = self._skip(mention.last, ")")
        return mention

    def _after_instrument(self, i: int) -> int:
        for _ in range(6):
            token = self.at(i)
            if token.text in {",", ":", "'", "s", "-", ")", "(", "\"", "\u201d", "»", "的", ";"} or (token.kind == "inst" and self.at(i - 1).text == "("):
                i += 1
        return i

    def _chained(self, i: int, led: bool = False) -> Mention | None:
        """What opens with a step: "paragraph 3 of Article 18 of the Convention"."""
        chain = self.chain(i) or self._bare(i, led)
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
        if chain.top in {"goal", "target"}:
            return before.text in NOT_TARGETS or (before.kind == "inst" and before.value == "foreign")
        return before.kind == "inst" and before.value == "foreign"

    def _unnumbered_annex(self, i: int, led: bool) -> Mention | None:
        """"the Annex", "the annex to decision X/15": an annex without a number is read only where something holds it."""
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
        """The document named right after: "of the Convention", "CBD", "to decision 15/8", "of this Protocol"."""
        place, this = self._skip_of(mention.last)
        token = self.at(place)
        if token.kind in {"inst", "weak"} and self._decided_at(place) is None:
            if token.kind == "weak" and not self._weak_holds(mention.last, place):
                return
            bracketed = "(" in {self.at(k).text for k in range(mention.last, place)}
            mention.instrument, mention.this, mention.last = token.value, this, place + 1
            if bracketed:
                mention.last = self._skip(mention.last, ")")
            self._narrow(mention)
            return
        if mention.top in {"art", "goal", "target"} and mention.top != "goal":
            return
        if this and token.kind == "unit" and token.value in {"dec", "rec"} and self.head(place) is None:
            mention.this, mention.instrument, mention.last = True, "decision", place + 1
            return
        if place > mention.last or token.kind in {"unit", "loc"}:
            self._attach_decision(mention, place)

    def _narrow(self, mention: Mention) -> None:
        """"Article 8 of the Convention, paragraph 3"."""
        below = self.group(self._joint(mention.last)) if mention.chains[0] else None
        if below and LEVELS[below.top] > LEVELS[mention.chains[-1][-1].kind] and self.at(below.end).text not in ABOVE:
            mention.chains = mention.chains[:-1] + tuple(mention.chains[-1] + steps for steps in below.chains)
            mention.last = below.end

    def _attach_decision(self, mention: Mention, place: int) -> None:
        head = self._decided_at(place)
        if head is None or self._session_only(head) and "/" not in head.documents[-1].document:
            return
        below = self._below(head.end)
        top = LEVELS.get(mention.top, 0)
        if below and below.depth < top:
            mention.chains = tuple(over + under for over in below.chains for under in mention.chains)
            mention.last = below.end
        else:
            mention.last = head.end
        mention.bases, mention.alternatives = head.documents, head.alternatives

    def _decided_at(self, place: int) -> Head | None:
        return self.head(place)

    def _weak_holds(self, last: int, place: int) -> bool:
        token = self.at(place)
        if token.text in CITIES:
            return not any(self.at(k).text in {"in", "at"} for k in range(last, place))
        return self.original(token).isupper() or place == last or token.text == "abs"

    def _skip_of(self, i: int) -> tuple[int, bool]:
        """Past one comma, words such as "of the", brackets and "this"; whether "this" was there."""
        this = False
        for step in range(6):
            token = self.at(i)
            if token.text in THIS:
                this = True
            elif not (token.text in OF or token.text in {"'", "(", "\"", "《", "of"} or (token.text == "," and step == 0)):
                break
            i += 1
        return i, this

    def _skip(self, i: int, *texts: str) -> int:
        return i + 1 if self.at(i).text in texts else i

    # chains

    def chain(self, i: int) -> Chain | None:
        """A group of steps, and the wider ones it is of: "paragraph 3 of Article 1 of Annex II, part 1"."""
        first = self._here(i) or self.group(i)
        while first:
            wider = self._wider(first)
            if wider is None:
                break
            first = wider
        return first

    def _wider(self, chain: Chain) -> Chain | None:
        place, this = self._skip_of(chain.end)
        if chain.here:
            return None
        over = self._here(place) if this else None
        if over is None:
            over = self._here(chain.end + 1) if self.at(chain.end).text in OF else None
        over = over or self.group(place) or self._annex_alone(place, chain.end)
        if over is None or LEVELS[over.top] >= LEVELS[chain.top]:
            return None
        between = [self.at(k).text for k in range(chain.end, place)]
        if not between and over.top in {"goal", "target"}:
            return None
        if between == [","] and (LEVELS[chain.top] < 5 or LEVELS[over.top] > 4):
            return None
        chains = tuple(a + b for a, b in product(over.chains, chain.chains))
        return Chain(chains[:_MOST], over.end, over.here, over.instrument)

    def _annex_alone(self, place: int, end: int) -> Chain | None:
        """"paragraph 2 of the Annex"."""
        unit = self.at(place)
        held = place > end and self.at(end).text != "," and unit.kind == "unit" and unit.value == "annex" and unit.count != "many"
        return Chain(((Step("annex"),),), place + 1) if held else None

    def _here(self, i: int) -> Chain | None:
        """"this Article", "the present annex"."""
        unit = self.at(i + 1) if self.at(i).text in THIS else self.at(i)
        end = i + 2 if self.at(i).text in THIS else i + 1
        if not (self.at(i).text in THIS or self.at(i - 1).text in THIS):
            return None
        kind = unit.value if unit.kind in {"unit", "suffix"} else ""
        if kind not in LEVELS or unit.count == "many" or kind in _UNNUMBERED or self.element(kind, end, unit):
            return None
        return Chain(((),), end, kind)

    def group(self, i: int, head: bool = False) -> Chain | None:
        """Steps from the wider to the narrower: "Article 6, paragraph 3 (g) (i)"."""
        first = self.segment(i, head)
        return self._extend(first, head) if first else None

    def _extend(self, first: Chain, head: bool) -> Chain:
        while True:
            deeper = self.segment(self._joint(first.end), head)
            if deeper is None or LEVELS[deeper.top] <= first.depth:
                return first
            if first.chains[-1][-1].kind in {"goal", "target", "mission"} and deeper.top == "recital":
                return first
            chains = first.chains[:-1] + tuple(first.chains[-1] + steps for steps in deeper.chains)
            first = Chain(chains[:_MOST], deeper.end, first.here, first.instrument)

    def _joint(self, i: int) -> int:
        i = self._skip(i, ",", ":", "-", ";")
        return i + 1 if self.at(i).text in {"in", "的", "its"} and self.at(i + 1).kind == "unit" else i

    # segments: one unit with its numbers

    def segment(self, i: int, head: bool = False) -> Chain | None:
        token = self.at(i)
        if token.text == "the" and self.at(i + 1).kind in {"ord", "unit"}:
            i += 1
            token = self.at(i)
        if token.kind == "unit":
            return self._unit(i, head)
        if token.kind == "ord":
            return self._ordinal(i)
        if token.text == "第":
            return self._suffixed(i + 1)
        if head and token.text in {"p", "op"}:
            number = self._skip(i + 1, ".")
            return self.numbers("para", number, replace(token, count="any")) if self.at(number).kind == "num" else None
        return None

    def _unit(self, i: int, head: bool) -> Chain | None:
        token = self.at(i)
        kind = token.value
        if kind in {"dec", "rec"}:
            return None
        if kind in {"mission", "extract", "part", "sec", "point"} and not head and kind not in {"part", "sec", "point"}:
            return None
        if kind == "preambular":
            return self._preambular(i)
        if kind in _UNNUMBERED:
            return Chain(((Step(kind),),), i + 1) if token.count != "many" else None
        start = self._number_place(i + 1, kind)
        if kind in {"goal", "target", "aim"}:
            return self._aim(start, token, head)
        numbers = self.numbers(kind, start, token)
        if numbers is None and kind == "annex" and head and token.count != "many":
            return Chain(((Step("annex"),),), i + 1)
        if numbers and kind == "recital":
            return numbers
        return numbers

    def _number_place(self, i: int, kind: str) -> int:
        if self.at(i).text == "." and self.at(i).tight:
            i += 1
        if self.at(i).text in NUMBER_SIGN:
            i = self._skip(i + 1, ".")
        if kind in {"target", "aim", "goal"} and self.at(i).text == "d" and self.at(i + 1).text == "'":
            return i + 2
        return i + 1 if kind in {"target", "aim"} and self.at(i).text in {"de", "da"} else i

    def _preambular(self, i: int) -> Chain | None:
        unit = self.at(i + 1)
        if unit.kind != "unit" or unit.value != "para":
            return None
        numbers = self.numbers("recital", i + 2, unit)
        return self._in_preamble(numbers) if numbers else None

    @staticmethod
    def _in_preamble(chain: Chain) -> Chain:
        return replace(chain, chains=tuple((Step("preamble"), *steps) for steps in chain.chains))

    def _ordinal(self, i: int) -> Chain | None:
        """"the fourth paragraph", "third preambular paragraph"."""
        unit, end = self.at(i + 1), i + 2
        if unit.kind != "unit":
            return None
        number = str(self.at(i).number)
        if unit.value == "preambular":
            paragraph = self.at(i + 2)
            return Chain(((Step("preamble"), Step("recital", number)),), i + 3) if paragraph.kind == "unit" else None
        if unit.value not in {"art", "para", "recital", "annex", "part", "item", "target"} or unit.count == "many":
            return None
        if self._plain_number(end) or (unit.value == "target"):
            return None
        kind = unit.value
        value = chr(96 + self.at(i).number) if kind == "item" and self.at(i).number < 27 else number
        return Chain(((Step(kind, value),),), end)

    def _plain_number(self, i: int) -> bool:
        return self.at(i).kind == "num"

    def _suffixed(self, i: int) -> Chain | None:
        """第8条, 第8、10和15条, 第8(j)条, 第三款."""
        for kind in ("art", "para", "item"):
            numbers = self.numbers(kind, i, Token("unit", 0, 0, "", kind, count="many"))
            suffix = self.at(numbers.end) if numbers else self.end
            if numbers is None or suffix.kind != "suffix":
                continue
            if suffix.value == kind or (kind == "item" and suffix.value == "para"):
                return self._suffix_subs(numbers)
            if suffix.value in {"part", "sec"}:
                return Chain(tuple((Step(suffix.value, steps[0].number),) for steps in numbers.chains), numbers.end + 1)
        return None

    def _suffix_subs(self, numbers: Chain) -> Chain:
        end = numbers.end + 1
        subs = self.sublists(numbers.chains[-1], end)
        if len(subs.chains) == 1 and subs.end == end:
            return replace(numbers, end=end)
        end = subs.end + 1 if self.at(subs.end).kind == "suffix" and self.at(subs.end).value in {"para", "item"} else subs.end
        return Chain(numbers.chains[:-1] + subs.chains, end)

    def _aim(self, i: int, unit: Token, head: bool) -> Chain | None:
        """Goal A, Target 3, and the words of other languages that mean both."""
        named = self.at(i)
        if named.kind == "inst" and named.value in {AICHI, FRAMEWORK}:
            i = self._skip(i + 1, "-")
        token = self.at(i)
        if token.kind == "num" and 0 < token.number < 100 and not self._fraction(i) and not self._counted(i + 1) and self.at(i + 1).text != "by":
            kind = "goal" if unit.value == "goal" else "target"
            numbers = self.numbers(kind, i, unit)
            return self._aichi(numbers, named) if numbers else None
        letter = letter_value(token) if len(token.text) == 1 else ""
        if unit.value == "target" or not letter or letter > "e":
            return None
        if letter == "a" and not self.original(token).isupper() and self.at(i + 1).kind not in {"end", "mark", "inst"}:
            return None
        if self.at(i + 1).tight and self.at(i + 1).kind not in {"mark", "end"}:
            return None
        return self.numbers("goal", i, unit)

    def _aichi(self, numbers: Chain, named: Token) -> Chain:
        return replace(numbers, instrument=AICHI) if named.kind == "inst" and named.value == AICHI else numbers

    def _fraction(self, i: int) -> bool:
        after, beyond = self.at(i + 1), self.at(i + 2)
        return after.tight and after.text in {"/", ".", ",", "-"} and beyond.tight and beyond.kind == "num" and after.text != "-"

    def _counted(self, i: int) -> bool:
        return self.at(i).text in COUNTED

    # numbers

    def numbers(self, kind: str, i: int, unit: Token) -> Chain | None:
        """The list of numbers after a unit: "16, 18 and 20", "16 to 19", "8 (h) and (j)", "1, 2(a)"."""
        first = self.element(kind, i, unit)
        if first is None:
            return None
        found = self.sublists(first.chains[0], first.end)
        while len(found.chains) < _MOST:
            after = self._continued(kind, found, unit)
            if after is None:
                return found
            found = after
        return found

    def _continued(self, kind: str, found: Chain, unit: Token) -> Chain | None:
        place, joint = self._connector(found.end)
        if not joint:
            return None
        if LEVELS[kind] >= 5 and joint != "range":
            repeated = self._repeated_unit(kind, place)
            place = repeated or place
        else:
            repeated = 0
        element = self.element(kind, place, unit)
        if element is None:
            return None
        subs = self.sublists(element.chains[0], element.end)
        if not (repeated or self._list_goes_on(kind, subs, joint, place, unit)):
            return None
        if joint == "range":
            return self._filled(found, subs, place, unit)
        return Chain(found.chains + subs.chains, subs.end)

    def _repeated_unit(self, kind: str, i: int) -> int:
        i = self._skip(i, "the")
        token = self.at(i)
        return self._number_place(i + 1, kind) if token.kind == "unit" and token.value == kind else 0

    def _connector(self, i: int) -> tuple[int, str]:
        """Past "," "and" ", and" "to" "-"; what it was."""
        token = self.at(i)
        if token.text == ",":
            return (i + 2, "and") if self.at(i + 1).text in AND else (i + 1, ",")
        if token.text in AND:
            return (i + 3 if self.at(i + 1).text == "/" else i + 1), "and"
        return (i + 1, "range") if token.text in RANGE else (i, "")

    def _list_goes_on(self, kind: str, element: Chain, joint: str, place: int, unit: Token) -> bool:
        structured = len(element.chains[0]) > 1
        if kind in {"item", "subitem", "point"} or element.chains[0][0].kind in {"item", "subitem"}:
            return True
        if not structured and self._counted(element.end) or (self.at(element.end).kind == "unit" and LEVELS.get(self.at(element.end).value, 9) <= LEVELS[kind]):
            return False
        if joint == "range":
            word = self.at(place - 1)
            return word.text != "a" or unit.count == "many" or self.original(word) != "a"
        if joint == "and" or unit.count != "one" or structured:
            return True
        following, again = self._connector(element.end)
        return again in {"and", ","} and self.element(kind, following, unit) is not None

    def _filled(self, found: Chain, subs: Chain, place: int, unit: Token) -> Chain | None:
        """The range from the last found to the first of `subs`."""
        low, high = found.chains[-1], subs.chains[0]
        if low[:-1] != high[:-1] or low[-1].kind != high[-1].kind:
            return None
        between = _between(low[-1].number, high[-1].number)
        if between is None:
            return None
        middle = tuple((*low[:-1], Step(low[-1].kind, number)) for number in between)
        return Chain((found.chains + middle + subs.chains)[:_MOST], subs.end)

    def element(self, kind: str, i: int, unit: Token) -> Chain | None:
        """One number of that kind, without what hangs on it."""
        token = self.at(i)
        if self._slashed(i):
            return None
        if token.kind == "num" or (token.kind == "ord" and token.value == "spelled" and self.at(i + 1).kind not in {"unit", "ord"}):
            return self._numbered(kind, i, token)
        if kind in {"para", "item", "subitem", "point", "recital"}:
            return self._lettered(kind, i)
        value = roman_value(token)
        if kind in {"annex", "part"} and value and (len(token.text) > 1 or self._roman_alone(i)):
            return Chain(((Step(kind, str(value)),),), i + 1)
        if kind == "art" and value and len(token.text) > 1 and self.original(token).isupper():
            return Chain(((Step(kind, str(value)),),), i + 1)
        single = len(token.text) == 1 and token.kind == "word" and "a" <= token.text <= "z"
        if kind in {"sec", "part"} and single and (self.original(token).isupper() or self.at(i + 1).kind in {"end", "mark", "inst"} or self.at(i + 1).text == "of"):
            return Chain(((Step(kind, token.text),),), i + 1)
        letter = letter_value(token) if kind == "goal" and len(token.text) == 1 else ""
        return Chain(((Step(kind, letter),),), i + 1) if letter and letter < "f" else None

    def _roman_alone(self, i: int) -> bool:
        after = self.at(i + 1)
        return self.original(self.at(i)).isupper() or after.kind in {"end", "mark", "inst", "unit"} or after.text in OF

    def _slashed(self, i: int) -> bool:
        return self.at(i + 1).text == "/" and self.at(i + 1).tight and self.at(i + 2).tight and bool(self.at(i + 2).number or roman_value(self.at(i + 2)))

    def _numbered(self, kind: str, i: int, token: Token) -> Chain | None:
        limit = 1000 if kind in {"art", "para"} else 100
        if not 0 < token.number < limit:
            return None
        after, beyond = self.at(i + 1), self.at(i + 2)
        if kind in {"item", "subitem", "point"}:
            if after.text == "." and after.tight and beyond.kind == "num" and beyond.tight:
                return Chain(((Step("item", f"{token.number}.{beyond.number}"),),), i + 3)
            return Chain(((Step("para", str(token.number)),),), i + 1) if kind == "item" else None
        return Chain(((Step(kind, str(token.number)),),), i + 1)

    def _lettered(self, kind: str, i: int) -> Chain | None:
        """(a), a), [a] or a; a number in brackets is a paragraph."""
        opened = self.at(i).text in {"(", "["}
        place = i + 1 if opened else i
        token = self.at(place)
        closed = self.at(place + 1).text in {")", "]"}
        if opened and closed and token.kind == "num" and 0 < token.number < 100:
            return Chain(((Step("recital" if kind == "recital" else "para", str(token.number)),),), place + 2)
        letter = letter_value(token)
        if not letter or kind == "recital" or opened and not closed:
            return None
        if not closed and not self._letter_alone(place):
            return None
        step = Step("item" if kind == "para" else kind, letter)
        return Chain(((step,),), place + 2 if closed and (opened or self._may_close(place + 1)) else place + 1)

    def _may_close(self, i: int) -> bool:
        """Whether the bracket at `i` belongs to "a)" and does not close one opened before the reference."""
        depth = 0
        for place in range(max(0, i - 40), i):
            depth += {"(": 1, ")": -1}.get(self.at(place).text, 0)
            depth = max(depth, 0)
        return depth == 0

    def _letter_alone(self, i: int) -> bool:
        """Whether a letter without brackets is one, and not a little word: "item a" and not "item a Party"."""
        token, after = self.at(i), self.at(i + 1)
        if after.tight and after.kind not in {"mark", "end"} or (after.tight and after.text in {"'", "/"}):
            return False
        if len(token.text) > 1 or token.text not in _VOWELS:
            return after.text != "'" and (len(token.text) == 1 or after.kind in {"end", "mark", "unit", "inst"} or after.text in OF or token.text != "vi")
        if token.text == "i" and self.original(token) == "I":
            return False
        return after.kind in {"end", "mark", "inst"} or after.text in OF - {"a", "la", "le", "les", "l"}

    # what hangs on a number: (3)(e)(i)

    def sublists(self, steps: Steps, i: int) -> Chain:
        """`steps` with the paragraphs and items that hang on the number, and their lists: "8 (h) and (j)"."""
        while True:
            sub = self._sub(steps, i)
            if sub is None:
                break
            steps, i = (*steps, sub[0]), sub[1]
        found = Chain((steps,), i)
        while steps[-1].kind in {"para", "item", "subitem", "point"} and len(found.chains) < _MOST:
            place, joint = self._connector(found.end)
            other = self._bracketed_number(place) if joint else None
            if other is None and joint == "and" and steps[-1].kind == "item" and len(steps) > 1 and self._bare_letter(place):
                other = (letter_value(self.at(place)), place + 1)
            if other is None or other[0].isdigit() != steps[-1].number.isdigit():
                break
            between = _between(found.chains[-1][-1].number, other[0]) if joint == "range" else ()
            if between is None:
                break
            more = tuple((*steps[:-1], Step(steps[-1].kind, number)) for number in (*between, other[0]))
            found = self._deeper(Chain((found.chains + more)[:_MOST], other[1]))
        return found

    def _deeper(self, found: Chain) -> Chain:
        sub = self._sub(found.chains[-1], found.end)
        return Chain((*found.chains[:-1], (*found.chains[-1], sub[0])), sub[1]) if sub else found

    def _bare_letter(self, i: int) -> bool:
        token = self.at(i)
        return token.kind == "word" and len(token.text) == 1 and letter_value(token) not in {"", *_VOWELS} and self._letter_alone(i)

    def _bracketed_number(self, i: int) -> tuple[str, int] | None:
        opened = self.at(i).text in {"(", "["}
        token = self.at(i + 1 if opened else i)
        end = i + 3 if opened else i + 2
        if self.at(end - 1).text not in {")", "]"}:
            return None
        if opened and token.kind == "num" and 0 < token.number < 100:
            return str(token.number), end
        letter = letter_value(token)
        if not letter or not opened and not self._may_close(end - 1):
            return None
        return letter, end

    def _sub(self, steps: Steps, i: int) -> tuple[Step, int] | None:
        last = steps[-1].kind
        token = self.at(i)
        if token.text == "." and token.tight and last in {"art", "para", "item"} and self.at(i + 1).tight:
            return self._dotted(last, i + 1)
        bracketed = self._bracketed_number(i)
        if bracketed:
            step = _under(last, bracketed[0])
            return (step, bracketed[1]) if step else None
        letter = letter_value(token)
        if not letter or last not in {"art", "para"} or not (token.tight or len(letter) == 1):
            return None
        if token.tight:
            alone = not (self.at(i + 1).tight and self.at(i + 1).kind != "mark")
        else:
            alone = self._letter_alone(i) and not (letter in _VOWELS and self.at(i + 1).kind == "num")
        step = _under(last, letter)
        return (step, i + 1) if alone and step else None

    def _dotted(self, last: str, i: int) -> tuple[Step, int] | None:
        """18.3, 6.3.e, 8.j."""
        token = self.at(i)
        if token.kind == "num" and token.value == "digits" and last == "art" and 0 < token.number < 100:
            return Step("para", str(token.number)), i + 1
        letter = letter_value(token) if self.original(token).islower() else ""
        if letter and not (self.at(i + 1).tight and self.at(i + 1).kind != "mark"):
            step = _under(last, letter)
            return (step, i + 1) if step else None
        return None

    # articles without the word: "8(j)", "18 para 3"

    def _bare(self, i: int, led: bool) -> Chain | None:
        token = self.at(i)
        if token.kind != "num" or token.value != "digits" or not 0 < token.number <= 60 or self._slashed(i):
            return None
        before = self.at(i - 1)
        if before.text in NOT_BEFORE or (token.tight and before.kind != "inst" and before.text not in {"(", ",", "\"", "\u201c", "["}):
            return None
        steps: Steps = (Step("art", str(token.number)),)
        found = self.sublists(steps, i + 1)
        structure = found.chains[0][1:]
        if structure:
            held = led or self._whole(i, found.end) or self._held(found.end)
            return self._extend(found, head=False) if held or self._plainly_article(i, structure) else None
        unit = self.at(i + 1)
        if unit.kind == "unit" and unit.value == "para" and unit.count in {"one", "any"}:
            numbers = self.segment(i + 1)
            return self._extend(Chain(tuple(steps + more for more in numbers.chains), numbers.end), head=False) if numbers else None
        return None

    def _plainly_article(self, i: int, structure: Steps) -> bool:
        """8j, 8(j), 18(4), 6.3(e), 6.3.e: what can be read without any word beside it."""
        after = self.at(i + 1)
        if structure[0].kind == "item":
            return structure[0].number == "j" or after.text == "(" and self.at(i + 3).text == ")"
        return (after.text == "(" and after.tight) or (len(structure) > 1 and after.text == ".")

    def _whole(self, i: int, end: int) -> bool:
        return i == 0 and all(self.at(k).text in {"?", ".", "!"} for k in range(end, len(self.tokens))) if len(self.tokens) - end < 3 else False

    def _held(self, end: int) -> bool:
        place, _ = self._skip_of(end)
        return self.at(place).kind == "inst" and self.at(place).value != ANY_FRAMEWORK

    # decisions

    def head(self, i: int) -> Head | None:
        """The decisions or recommendations that are named from here on."""
        token = self.at(i)
        if token.kind == "loc" and token.locator:
            return Head((token.locator,), i + 1)
        if token.text == "第":
            return self._chinese_head(i + 1)
        if token.kind == "unit" and token.value in {"dec", "rec"}:
            return self._cued(i)
        if token.kind == "ord":
            return self._meeting(i)
        return self._bodied(i) or self._number(i, "")

    def _chinese_head(self, i: int) -> Head | None:
        """第15/8号决定."""
        number = self._number(i, "dec") or self._bodied(i, "dec")
        if number is None:
            return None
        end = self._skip(number.end, "号")
        token = self.at(end)
        return replace(number, end=end + 1, alternatives=()) if token.kind == "unit" and token.value == "dec" else None

    def _meeting(self, i: int) -> Head | None:
        """"fifteenth meeting of the Conference of the Parties"."""
        if self.at(i + 1).text not in MEETING:
            return None
        place, _ = self._skip_of(i + 2)
        token = self.at(place)
        if token.kind != "body" or token.value != "cop" or not 0 < self.at(i).number <= LAST_COP:
            return None
        return Head((Locator(f"cop-{self.at(i).number}"),), place + 1)

    def _cued(self, i: int) -> Head | None:
        """"decisions V/9, V/10 and V/14", "decision 8 of COP 15", "SBI recommendation 2/7"."""
        cue = self.at(i).value
        start = self._cue_place(i + 1)
        listed = self._listed(start, cue)
        if listed:
            return self._of_protocol(listed, cue)
        plain = self._plain_numbers(start)
        if not plain:
            return None
        place, _ = self._skip_of(plain[1])
        place = self._skip(place, ",", "(")
        session = self._session_named(place)
        if session is None:
            return None
        body, number, end = session
        end = self._skip(end, ")") if self.at(place - 1).text == "(" else end
        found = [numbered(body, _kind(body), str(number), str(value)) for value in plain[0]]
        documents = tuple(document for document in found if document)
        return Head(documents, end) if documents else None

    def _cue_place(self, i: int) -> int:
        for _ in range(3):
            token = self.at(i)
            if token.text in NUMBER_SIGN or token.text in {".", ":", "-", "第", "(", "/"} or (token.kind == "inst" and token.text == "cbd"):
                i += 1
        return i

    def _listed(self, i: int, cue: str) -> Head | None:
        token = self.at(i)
        first = Head((token.locator,), i + 1) if token.kind == "loc" and token.locator else self._bodied(i, cue) or self._number(i, cue)
        if first is None or "/" not in first.documents[0].document:
            return None
        end = self._skip(first.end, "号")
        first = replace(first, end=end)
        while len(first.documents) < _MOST:
            place, joint = self._connector(first.end)
            more = (self._number(place, cue) or self._bodied(place, cue)) if joint in {",", "and"} else None
            if more is None or "/" not in more.documents[0].document:
                return first
            first = Head(first.documents + more.documents, more.end, first.alternatives + more.alternatives)
        return first

    def _of_protocol(self, head: Head, cue: str) -> Head:
        """"decision 9/3 of the Cartagena Protocol" is a decision of its meeting of the Parties."""
        place, _ = self._skip_of(head.end)
        token = self.at(place)
        body = {"cartagena-protocol": "cp-mop", "nagoya-protocol": "np-mop"}.get(token.value, "") if token.kind == "inst" and place > head.end else ""
        if not body or cue != "dec" or any(not d.document.startswith("cop-") for d in head.documents):
            return head
        return Head(tuple(Locator(body + document.document[3:]) for document in head.documents), place + 1)

    def _plain_numbers(self, i: int) -> tuple[list[int], int] | None:
        values: list[int] = []
        while self.at(i).kind == "num" and 0 < self.at(i).number < 100 and len(values) < _MOST:
            values.append(self.at(i).number)
            place, joint = self._connector(i + 1)
            if joint not in {",", "and"} or self.at(place).kind != "num":
                return values, i + 1
            i = place
        return (values, i) if values else None

    def _session_named(self, i: int) -> tuple[str, int, int] | None:
        """"COP 15", "the fifteenth meeting of the COP": body, session and where it ends."""
        i = self._skip(i, "the")
        if self.at(i).kind == "ord":
            meeting = self._meeting(i)
            return ("cop", self.at(i).number, meeting.end) if meeting else None
        body, place = self._body(i)
        if not body:
            return None
        session, end = self._session(self._skip(place, "-"))
        return (body, session, end) if session and self._in_range(body, session) else None

    def _body(self, i: int) -> tuple[str, int]:
        token = self.at(i)
        if token.kind == "body" and token.value == "mop-of-?":
            return "", i
        if token.kind == "body":
            return ("cp-mop" if token.value == "mop" else token.value), i + 1
        if token.text in _BODIES_OF_WEAK and token.kind in {"weak", "word"}:
            return _BODIES_OF_WEAK[token.text], i + 1
        return "", i

    def _session(self, i: int) -> tuple[int, int]:
        """A session number in digits, roman or words; 0 for none. `第15届会议` too."""
        start = self._skip(i, "第")
        token = self.at(start)
        if token.kind == "num":
            end = start + 1
            if self.at(end).text == "届":
                end = self._skip(end + 1, "会议")
            return token.number, end
        return roman_value(token), start + 1

    @staticmethod
    def _in_range(body: str, session: int) -> bool:
        return 0 < session <= LAST_SESSION.get(body, 30)

    def _bodied(self, i: int, cue: str = "") -> Head | None:
        """What opens with a body: "COP15/8", "COP 15 dec. 8", "SBI 2/7", "NP-1/8", "COP 15"."""
        body, place = self._body(i)
        if not body:
            return None
        weak = self.at(i).kind in {"weak", "word"}
        if self.at(place).kind == "unit" and self.at(place).value in {"dec", "rec"} and not weak:
            listed = self._listed(self._cue_place(place + 1), self.at(place).value)
            return self._rebodied(listed, body) if listed else None
        place = self._skip(place, "-", "/")
        session, end = self._session(place)
        if not session or not self._in_range(body, session):
            return None
        numbered_head = self._after_session(body, session, end)
        if numbered_head or weak:
            return numbered_head
        if body != "cop" or self.at(end).tight and self.at(end).text in {"/", "."} and self.at(end + 1).tight:
            return None
        return Head((Locator(f"cop-{session}"),), end)

    def _rebodied(self, head: Head, body: str) -> Head:
        """"SBSTTA recommendation XVI/15": the body said wins over the one assumed."""
        documents = [document.document.split("/") for document in head.documents]
        renamed = tuple(Locator(f"{body}-{session.rsplit('-', 1)[1]}/{_kind(body)}-{number.rsplit('-', 1)[1]}") for session, number in documents)
        return Head(renamed, head.end)

    def _after_session(self, body: str, session: int, end: int) -> Head | None:
        slash = self.at(end)
        if slash.text == "/" and self.at(end + 1).kind == "num" and not self._date(end + 1):
            return self._numbered_head(body, session, [self.at(end + 1).number], end + 2)
        place = end
        for _ in range(3):
            if self.at(place).text in {",", "-", "/", "'", "s", "("}:
                place += 1
        unit = self.at(place)
        if unit.kind != "unit" or unit.value not in {"dec", "rec"}:
            return None
        number = self._cue_place(place + 1)
        if self.at(number).text == "/":
            number += 1
        if self._slashed(number):
            same = self._number(number, unit.value)
            wanted = f"{body}-{session}/"
            return same if same and same.documents[0].document.startswith(wanted) and place == end else None
        plain = self._plain_numbers(number)
        return self._numbered_head(body, session, plain[0], plain[1]) if plain else None

    def _date(self, i: int) -> bool:
        return self.at(i + 1).text == "/" and self.at(i + 1).tight

    @staticmethod
    def _numbered_head(body: str, session: int, values: list[int], end: int) -> Head | None:
        found = [numbered(body, _kind(body), str(session), str(value)) for value in values]
        documents = tuple(document for document in found if document)
        return Head(documents, end) if documents else None

    def _number(self, i: int, cue: str) -> Head | None:
        """A session and a number: "XV/8", "15/08", after a cue also "15.8" and "1/7"."""
        token = self.at(i)
        session = token.number if token.kind == "num" and token.value != "cjk" else roman_value(token)
        if not session:
            return None
        arabic = token.kind == "num"
        joint, place = self.at(i + 1), i + 2
        if not arabic and joint.text == "/" and roman_value(self.at(place)) and self.at(place + 1).text == "/":
            session, place = self._typo(i), place + 2
        number = self.at(place)
        if not session or number.kind != "num" or not 0 < number.number < 100 or not joint.text or joint.text not in "/.-":
            return None
        if not (joint.text == "/" or joint.tight and number.tight and (cue or (arabic and joint.text == "-"))):
            return None
        if not cue and not self._plausible(i, session, place):
            return None
        end = place + 1
        if self.at(end).tight and self.at(end).text in {"/", "-"} and self.at(end + 1).kind == "num" and self.at(end + 1).tight:
            return None
        return self._meant(cue, arabic, session, number.number, end)

    def _typo(self, i: int) -> int:
        """"V/II/14" was printed for VII/14."""
        return from_roman(f"{roman(roman_value(self.at(i)))}{roman(roman_value(self.at(i + 2)))}") or 0

    def _plausible(self, i: int, session: int, place: int) -> bool:
        """Whether a session and number without a cue can be a decision: not 24/7, not 50/50, not a date."""
        token, joint, number = self.at(i), self.at(i + 1), self.at(place)
        before = self.at(i - 1)
        if before.text in NOT_BEFORE or not (joint.tight and number.tight) or number.number > 60:
            return False
        if token.tight and before.kind != "end" and before.text not in {"(", "[", ",", "\"", "\u201c", "'", "*", "_", "第", "»", "«"} | set("和与及"):
            return False
        if self.at(place + 1).tight and self.at(place + 1).kind in {"word", "num", "unit"} and not "\u3400" <= self.at(place + 1).text[:1] <= "\u9fff":
            return False
        whole = self._whole(i, place + 1)
        if token.kind == "num":
            if joint.text == "-":
                return FIRST_ARABIC_COP <= session <= LAST_COP and (number.number < session or whole)
            return joint.text == "/" and FIRST_ARABIC_COP <= session <= LAST_COP
        return joint.text == "/" and (self.original(token).isupper() or len(token.text) > 1 or whole) and session <= 21

    def _meant(self, cue: str, arabic: bool, session: int, number: int, end: int) -> Head | None:
        decision = numbered("cop", "dec", str(session), str(number))
        if cue == "dec":
            return Head((decision,), end) if decision else None
        recommendation = numbered("sbstta", "rec", str(session), str(number)) if session <= LAST_SESSION["sbstta"] else None
        if cue == "rec":
            readings = [recommendation]
            if arabic and session <= LAST_SBI_SESSION:
                readings.insert(0, numbered("sbi", "rec", str(session), str(number)))
        else:
            readings = [decision, recommendation if number <= 25 else None]
        found = [reading for reading in readings if reading]
        return Head((found[0],), end, tuple(found[1:])) if found else None


def _kind(body: str) -> str:
    return "dec" if body.endswith(("cop", "mop")) else "rec"


def _under(last: str, number: str) -> Step | None:
    """The step that a bracketed number is after a step of kind `last`."""
    if number.isdigit():
        return Step("para", number) if last in {"art", "annex", "sec", "part"} else None
    kinds = {"item": "subitem", "subitem": "point", "point": ""}
    kind = kinds.get(last, "item")
    if not kind:
        return None
    return Step(kind, number)


def _between(low: str, high: str) -> tuple[str, ...] | None:
    """The numbers strictly between two, digits, letters or roman; None where they do not rise."""
    if low.isdigit() and high.isdigit():
        first, last = int(low), int(high)
        return tuple(map(str, range(first + 1, last))) if first < last < first + _MOST else None
    if len(low) == len(high) == 1 and low < high:
        return tuple(chr(code) for code in range(ord(low) + 1, ord(high)))
    first, last = from_roman(low) or 0, from_roman(high) or 0
    return tuple(roman(value).lower() for value in range(first + 1, last)) if 0 < first < last < first + _MOST else None
