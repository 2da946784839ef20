"""Steps of a locator as they are written out: units with their numbers, in either order."""

from dataclasses import replace
from itertools import product

from ingest.locator import Step
from ingest.references.cursor import Cursor
from ingest.references.numbers import (
    LEVELS,
    MOST,
    Chain,
    Steps,
    counted,
    number_place,
    read_number,
    read_numbers,
    sublists,
)
from ingest.references.tokens import ANY_FRAMEWORK, Token, letter_value

_UNNUMBERED = frozenset({"preamble", "mission", "testimonium"})
_ONLY_IN_DECISIONS = frozenset({"mission", "extract"})
_COUNTED_OFF = frozenset({"art", "para", "recital", "annex", "part", "item"})  # "the fourth paragraph"


def read_chain(c: Cursor, i: int) -> Chain | None:
    """A group of steps, and the wider ones it is of: "paragraph 3 of Article 1 of Annex II, part 1"."""
    first = _here(c, i) or read_group(c, i)
    while first:
        wider = _wider(c, first)
        if wider is None:
            break
        first = wider
    return first


def _wider(c: Cursor, chain: Chain) -> Chain | None:
    place, this = c.past_of(chain.end)
    if chain.here:
        return None
    over = _here(c, place) if this else None
    if over is None:
        over = _here(c, chain.end + 1) if c.at(chain.end).text in c.words.of else None
    over = over or read_group(c, place) or _annex_alone(c, place, chain.end)
    if over is None or LEVELS[over.top] >= LEVELS[chain.top]:
        return None
    between = [c.at(k).text for k in range(chain.end, place)]
    if not between and over.top in {"goal", "target"}:
        return None
    if between == [","] and (LEVELS[chain.top] < 5 or LEVELS[over.top] > 4):
        return None
    chains = tuple(a + b for a, b in product(over.chains, chain.chains))
    return Chain(chains[:MOST], over.end, over.here, over.instrument)


def _annex_alone(c: Cursor, place: int, end: int) -> Chain | None:
    """ "paragraph 2 of the Annex"."""
    unit = c.at(place)
    held = (
        place > end
        and c.at(end).text != ","
        and unit.kind == "unit"
        and unit.value in {"annex", "app"}
        and unit.count != "many"
    )
    return Chain(((Step(unit.value),),), place + 1) if held else None


def _here(c: Cursor, i: int) -> Chain | None:
    """Read "this Article", "the present annex"."""
    unit = c.at(i + 1) if c.at(i).text in c.words.this else c.at(i)
    end = i + 2 if c.at(i).text in c.words.this else i + 1
    if not (c.at(i).text in c.words.this or c.at(i - 1).text in c.words.this):
        return None
    kind = unit.value if unit.kind in {"unit", "suffix"} else ""
    if kind not in LEVELS or unit.count == "many" or kind in _UNNUMBERED or read_number(c, kind, end, unit):
        return None
    return Chain(((),), end, kind)


def read_group(c: Cursor, i: int, head: bool = False) -> Chain | None:
    """Steps from the wider to the narrower: "Article 6, paragraph 3 (g) (i)"."""
    first = read_segment(c, i, head)
    return extend(c, first, head) if first else None


def extend(c: Cursor, first: Chain, head: bool) -> Chain:
    """`first` with the narrower steps that follow it."""
    while True:
        deeper = read_segment(c, joint(c, first.end), head)
        if deeper is None or LEVELS[deeper.top] <= first.depth:
            return first
        if first.chains[-1][-1].kind in {"goal", "target", "mission"} and deeper.top == "recital":
            return first
        chains = first.chains[:-1] + tuple(first.chains[-1] + steps for steps in deeper.chains)
        first = Chain(chains[:MOST], deeper.end, first.here, first.instrument)


def joint(c: Cursor, i: int) -> int:
    """Past what may stand between a step and a narrower one."""
    i = c.skip(i, ",", ":", "-", ";")
    return i + 1 if c.at(i).text in c.words.narrowing and c.at(i + 1).kind == "unit" else i


def read_segment(c: Cursor, i: int, head: bool = False) -> Chain | None:
    """One unit with its numbers; `head` tells that a decision stands before it, in which more is a
    unit.
    """
    token = c.at(i)
    if token.text in c.words.leading and c.at(i + 1).kind in {"ord", "unit"}:
        i += 1
        token = c.at(i)
    if token.kind == "unit":
        return _unit(c, i, head)
    if token.kind == "ord":
        return _ordinal(c, i)
    if token.text in c.words.before_number:
        return _suffixed(c, i + 1)
    if head and token.text in c.words.decision_paragraph:
        number = c.skip(i + 1, ".")
        unit = replace(token, count="any")
        return read_numbers(c, "para", number, unit) if c.at(number).kind == "num" else None
    return None


def _unit(c: Cursor, i: int, head: bool) -> Chain | None:
    token = c.at(i)
    kind = token.value
    if kind in {"dec", "rec"}:
        return None
    if kind in _ONLY_IN_DECISIONS and not head:
        return None
    if kind == "preambular":
        return _preambular(c, i)
    if kind in _UNNUMBERED:
        return Chain(((Step(kind),),), i + 1) if token.count != "many" else None
    start = number_place(c, i + 1, kind)
    if kind in {"goal", "target", "aim"}:
        return _aim(c, start, token, head)
    numbers = read_numbers(c, kind, start, token)
    if numbers is None and kind in {"annex", "app"} and head and token.count != "many":
        return Chain(((Step(kind),),), i + 1)
    return numbers


def _preambular(c: Cursor, i: int) -> Chain | None:
    unit = c.at(i + 1)
    if unit.kind != "unit" or unit.value != "para":
        return None
    numbers = read_numbers(c, "recital", i + 2, unit)
    return _in_preamble(numbers) if numbers else None


def _in_preamble(chain: Chain) -> Chain:
    return replace(chain, chains=tuple((Step("preamble"), *steps) for steps in chain.chains))


def _ordinal(c: Cursor, i: int) -> Chain | None:
    """ "the fourth paragraph", "third preambular paragraph"."""
    unit, end = c.at(i + 1), i + 2
    if unit.kind != "unit":
        return None
    number = str(c.at(i).number)
    if unit.value == "preambular":
        paragraph = c.at(i + 2)
        steps = (Step("preamble"), Step("recital", number))
        return Chain((steps,), i + 3) if paragraph.kind == "unit" else None
    if unit.value not in _COUNTED_OFF or unit.count == "many" or c.at(end).kind == "num":
        return None
    kind = unit.value
    value = chr(96 + c.at(i).number) if kind == "item" and c.at(i).number < 27 else number
    return Chain(((Step(kind, value),),), end)


def _suffixed(c: Cursor, i: int) -> Chain | None:
    """第8条, 第8、10和15条, 第8(j)条, 第三款."""
    for kind in ("art", "para", "item"):
        numbers = read_numbers(c, kind, i, Token("unit", 0, 0, "", kind, count="many"))
        suffix = c.at(numbers.end) if numbers else c.end
        if numbers is None or suffix.kind != "suffix":
            continue
        if suffix.value == kind or (kind == "item" and suffix.value == "para"):
            return _suffix_subs(c, numbers)
        if suffix.value in {"part", "sec"}:
            parts = tuple((Step(suffix.value, steps[0].number),) for steps in numbers.chains)
            return Chain(parts, numbers.end + 1)
    return None


def _suffix_subs(c: Cursor, numbers: Chain) -> Chain:
    end = numbers.end + 1
    subs = sublists(c, numbers.chains[-1], end)
    if len(subs.chains) == 1 and subs.end == end:
        return replace(numbers, end=end)
    suffix = c.at(subs.end)
    suffixed = suffix.kind == "suffix" and suffix.value in {"para", "item"}
    return Chain(numbers.chains[:-1] + subs.chains, subs.end + 1 if suffixed else subs.end)


def _aim(c: Cursor, i: int, unit: Token, head: bool) -> Chain | None:
    """Goal A, Target 3, and the words of other languages that mean both."""
    named = c.at(i)
    if named.kind == "inst" and named.value in c.known.frameworks:
        i = c.skip(i + 1, "-")
    token = c.at(i)
    if token.kind == "num" and 0 < token.number < 100 and not _no_aim(c, i):
        numbers = read_numbers(c, "goal" if unit.value == "goal" else "target", i, unit)
        return _of_framework(c, numbers, named) if numbers else None
    letter = letter_value(token) if len(token.text) == 1 else ""
    if unit.value == "target" or not letter or letter > "e":
        return None
    after = c.at(i + 1)
    if letter in "ae" and not c.original(token).isupper() and after.kind not in {"end", "mark", "inst"}:
        return None  # "goal a Party": the article and no letter; "metas de Aichi e quais"
    if token.text in c.words.of and not c.original(token).isupper():
        return None  # "задач в рамочной программе"
    if after.tight and after.kind not in {"mark", "end"}:
        return None
    return read_numbers(c, "goal", i, unit)


def _no_aim(c: Cursor, i: int) -> bool:
    """Whether the number is a share, counts something or is a year's: "target 30 by 2030"."""
    return _fraction(c, i) or counted(c, i + 1) or c.at(i + 1).text in c.words.not_after_target


def _of_framework(c: Cursor, numbers: Chain, named: Token) -> Chain:
    """Targets of a framework that is named between the word and the number and is not the one in force."""
    earlier = named.kind == "inst" and named.value in c.known.frameworks[1:]
    return replace(numbers, instrument=named.value) if earlier else numbers


def _fraction(c: Cursor, i: int) -> bool:
    after, beyond = c.at(i + 1), c.at(i + 2)
    return (
        after.tight
        and after.text in {"/", ".", ",", "-"}
        and beyond.tight
        and beyond.kind == "num"
        and after.text != "-"
    )


def read_short_target(c: Cursor, i: int) -> Chain | None:
    """A target of the framework that stands before it, without the word: "GBF T19", "Aichi 11"."""
    lettered = c.at(i).text == "t"
    place = c.skip(i + 1, "-", ".") if lettered else i
    number = c.at(place)
    alone = lettered or c.at(place + 1).kind in {"end", "mark"}  # and not "GBF 23 targets"
    if number.kind != "num" or number.number >= 100 or not alone:
        return None
    return read_numbers(c, "target", place, replace(c.at(i), count="any"))


def read_section(c: Cursor, i: int) -> Chain | None:
    """An article of the treaty that stands before it, written as a law's: "Nagoya Protocol § 17"."""
    numbers = read_numbers(c, "art", i + 1, c.at(i)) if c.at(i).text == "§" else None
    return extend(c, numbers, head=False) if numbers else None


def read_bare(c: Cursor, i: int, led: bool) -> Chain | None:
    """An article without the word: "8(j)", "18 para 3"; `led` tells that an instrument stands before
    it.
    """
    token = c.at(i)
    if token.kind != "num" or token.value != "digits" or not 0 < token.number <= 60 or c.slashed(i):
        return None
    before = c.at(i - 1)
    if before.kind == "unit" and before.value in {"dec", "rec"}:
        return None  # "decision 1 paragraph 53"
    if before.text in c.words.not_before or (
        token.tight and before.kind != "inst" and before.text not in {"(", ",", '"', "\u201c", "["}
    ):
        return None
    steps: Steps = (Step("art", str(token.number)),)
    found = sublists(c, steps, i + 1)
    structure = found.chains[0][1:]
    if structure:
        held = led or c.whole(i, found.end) or _held(c, found.end)
        return extend(c, found, head=False) if held or _plainly_article(c, i, structure) else None
    unit = c.at(i + 1)
    if unit.kind == "unit" and unit.value == "para" and unit.count in {"one", "any"}:
        numbers = read_segment(c, i + 1)
        return (
            extend(c, Chain(tuple(steps + more for more in numbers.chains), numbers.end), head=False)
            if numbers
            else None
        )
    return None


def _plainly_article(c: Cursor, i: int, structure: Steps) -> bool:
    """8j, 8(j), 18(4), 6.3(e), 6.3.e: what can be read without any word beside it."""
    after = c.at(i + 1)
    if structure[0].kind == "item":
        return structure[0].number == "j" or (after.text == "(" and c.at(i + 3).text == ")")
    return (after.text == "(" and after.tight) or (len(structure) > 1 and after.text == ".")


def _held(c: Cursor, end: int) -> bool:
    place, _ = c.past_of(end)
    return c.at(place).kind == "inst" and c.at(place).value != ANY_FRAMEWORK
