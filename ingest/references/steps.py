"""Steps of a locator as they are written out: units with their numbers, in either order."""

from dataclasses import replace
from itertools import product

from ingest.locator import Step
from ingest.references.numbers import LEVELS, MOST, Chain, NumberReader, Steps
from ingest.references.tokens import Token, letter_value
from ingest.references.words import AICHI, ANY_FRAMEWORK, FRAMEWORK, NOT_BEFORE, OF, THIS

_UNNUMBERED = frozenset({"preamble", "mission", "testimonium"})
_ONLY_IN_DECISIONS = frozenset({"mission", "extract"})


class StepReader(NumberReader):
    """Reads "paragraph 3 of Article 18", "Annex II, Part 1", "18 para 3", 第18条第3款."""

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
        place, this = self.past_of(chain.end)
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
        return Chain(chains[:MOST], over.end, over.here, over.instrument)

    def _annex_alone(self, place: int, end: int) -> Chain | None:
        """ "paragraph 2 of the Annex"."""
        unit = self.at(place)
        held = (
            place > end
            and self.at(end).text != ","
            and unit.kind == "unit"
            and unit.value == "annex"
            and unit.count != "many"
        )
        return Chain(((Step("annex"),),), place + 1) if held else None

    def _here(self, i: int) -> Chain | None:
        """Read "this Article", "the present annex"."""
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
        return self.extend(first, head) if first else None

    def extend(self, first: Chain, head: bool) -> Chain:
        """`first` with the narrower steps that follow it."""
        while True:
            deeper = self.segment(self.joint(first.end), head)
            if deeper is None or LEVELS[deeper.top] <= first.depth:
                return first
            if first.chains[-1][-1].kind in {"goal", "target", "mission"} and deeper.top == "recital":
                return first
            chains = first.chains[:-1] + tuple(first.chains[-1] + steps for steps in deeper.chains)
            first = Chain(chains[:MOST], deeper.end, first.here, first.instrument)

    def joint(self, i: int) -> int:
        """Past what may stand between a step and a narrower one."""
        i = self.skip(i, ",", ":", "-", ";")
        return i + 1 if self.at(i).text in {"in", "的", "its"} and self.at(i + 1).kind == "unit" else i

    def segment(self, i: int, head: bool = False) -> Chain | None:
        """One unit with its numbers; `head` tells that a decision stands before it, in which more is a
        unit.
        """
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
            number = self.skip(i + 1, ".")
            return (
                self.numbers("para", number, replace(token, count="any"))
                if self.at(number).kind == "num"
                else None
            )
        return None

    def _unit(self, i: int, head: bool) -> Chain | None:
        token = self.at(i)
        kind = token.value
        if kind in {"dec", "rec"}:
            return None
        if kind in _ONLY_IN_DECISIONS and not head:
            return None
        if kind == "preambular":
            return self._preambular(i)
        if kind in _UNNUMBERED:
            return Chain(((Step(kind),),), i + 1) if token.count != "many" else None
        start = self.number_place(i + 1, kind)
        if kind in {"goal", "target", "aim"}:
            return self._aim(start, token, head)
        numbers = self.numbers(kind, start, token)
        if numbers is None and kind == "annex" and head and token.count != "many":
            return Chain(((Step("annex"),),), i + 1)
        return numbers

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
        """ "the fourth paragraph", "third preambular paragraph"."""
        unit, end = self.at(i + 1), i + 2
        if unit.kind != "unit":
            return None
        number = str(self.at(i).number)
        if unit.value == "preambular":
            paragraph = self.at(i + 2)
            return (
                Chain(((Step("preamble"), Step("recital", number)),), i + 3)
                if paragraph.kind == "unit"
                else None
            )
        if (
            unit.value not in {"art", "para", "recital", "annex", "part", "item", "target"}
            or unit.count == "many"
        ):
            return None
        if self.at(end).kind == "num" or (unit.value == "target"):
            return None
        kind = unit.value
        value = chr(96 + self.at(i).number) if kind == "item" and self.at(i).number < 27 else number
        return Chain(((Step(kind, value),),), end)

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
                return Chain(
                    tuple((Step(suffix.value, steps[0].number),) for steps in numbers.chains), numbers.end + 1
                )
        return None

    def _suffix_subs(self, numbers: Chain) -> Chain:
        end = numbers.end + 1
        subs = self.sublists(numbers.chains[-1], end)
        if len(subs.chains) == 1 and subs.end == end:
            return replace(numbers, end=end)
        end = (
            subs.end + 1
            if self.at(subs.end).kind == "suffix" and self.at(subs.end).value in {"para", "item"}
            else subs.end
        )
        return Chain(numbers.chains[:-1] + subs.chains, end)

    def _aim(self, i: int, unit: Token, head: bool) -> Chain | None:
        """Goal A, Target 3, and the words of other languages that mean both."""
        named = self.at(i)
        if named.kind == "inst" and named.value in {AICHI, FRAMEWORK}:
            i = self.skip(i + 1, "-")
        token = self.at(i)
        if (
            token.kind == "num"
            and 0 < token.number < 100
            and not self._fraction(i)
            and not self.counted(i + 1)
            and self.at(i + 1).text != "by"
        ):
            kind = "goal" if unit.value == "goal" else "target"
            numbers = self.numbers(kind, i, unit)
            return self._aichi(numbers, named) if numbers else None
        letter = letter_value(token) if len(token.text) == 1 else ""
        if unit.value == "target" or not letter or letter > "e":
            return None
        if (
            letter == "a"
            and not self.original(token).isupper()
            and self.at(i + 1).kind not in {"end", "mark", "inst"}
        ):
            return None
        if self.at(i + 1).tight and self.at(i + 1).kind not in {"mark", "end"}:
            return None
        return self.numbers("goal", i, unit)

    def _aichi(self, numbers: Chain, named: Token) -> Chain:
        return (
            replace(numbers, instrument=AICHI) if named.kind == "inst" and named.value == AICHI else numbers
        )

    def _fraction(self, i: int) -> bool:
        after, beyond = self.at(i + 1), self.at(i + 2)
        return (
            after.tight
            and after.text in {"/", ".", ",", "-"}
            and beyond.tight
            and beyond.kind == "num"
            and after.text != "-"
        )

    def bare(self, i: int, led: bool) -> Chain | None:
        """An article without the word: "8(j)", "18 para 3"; `led` tells that an instrument stands before
        it.
        """
        token = self.at(i)
        if token.kind != "num" or token.value != "digits" or not 0 < token.number <= 60 or self.slashed(i):
            return None
        before = self.at(i - 1)
        if before.text in NOT_BEFORE or (
            token.tight and before.kind != "inst" and before.text not in {"(", ",", '"', "\u201c", "["}
        ):
            return None
        steps: Steps = (Step("art", str(token.number)),)
        found = self.sublists(steps, i + 1)
        structure = found.chains[0][1:]
        if structure:
            held = led or self.whole(i, found.end) or self._held(found.end)
            return self.extend(found, head=False) if held or self._plainly_article(i, structure) else None
        unit = self.at(i + 1)
        if unit.kind == "unit" and unit.value == "para" and unit.count in {"one", "any"}:
            numbers = self.segment(i + 1)
            return (
                self.extend(Chain(tuple(steps + more for more in numbers.chains), numbers.end), head=False)
                if numbers
                else None
            )
        return None

    def _plainly_article(self, i: int, structure: Steps) -> bool:
        """8j, 8(j), 18(4), 6.3(e), 6.3.e: what can be read without any word beside it."""
        after = self.at(i + 1)
        if structure[0].kind == "item":
            return structure[0].number == "j" or (after.text == "(" and self.at(i + 3).text == ")")
        return (after.text == "(" and after.tight) or (len(structure) > 1 and after.text == ".")

    def _held(self, end: int) -> bool:
        place, _ = self.past_of(end)
        return self.at(place).kind == "inst" and self.at(place).value != ANY_FRAMEWORK
