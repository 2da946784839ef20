"""Numbers of provisions: single ones, lists and ranges, and the paragraphs and items that hang on them."""

from dataclasses import dataclass

from ingest.locator import Step, from_roman, roman
from ingest.references.cursor import Cursor
from ingest.references.tokens import Token, letter_value, roman_value
from ingest.references.words import COUNTED, NUMBER_SIGN, OF

Steps = tuple[Step, ...]
LEVELS = {
    "annex": 1,
    "part": 2,
    "sec": 3,
    "art": 4,
    "preamble": 4,
    "testimonium": 4,
    "goal": 4,
    "target": 4,
    "mission": 4,
    "extract": 4,
    "para": 5,
    "recital": 5,
    "item": 6,
    "subitem": 7,
    "point": 8,
}
MOST = 64  # of one list or range: more is not a reference
_VOWELS = frozenset("aeiouy")


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


class NumberReader(Cursor):
    """Reads "16, 18 and 20", "8 (h) and (j)", "6.3(e)": the numbers after the word for a provision."""

    def numbers(self, kind: str, i: int, unit: Token) -> Chain | None:
        """The list of numbers after a unit: "16, 18 and 20", "16 to 19", "8 (h) and (j)", "1, 2(a)"."""
        first = self.element(kind, i, unit)
        if first is None:
            return None
        found = self.sublists(first.chains[0], first.end)
        while len(found.chains) < MOST:
            after = self._continued(kind, found, unit)
            if after is None:
                return found
            found = after
        return found

    def _continued(self, kind: str, found: Chain, unit: Token) -> Chain | None:
        place, joint = self.connector(found.end)
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
        i = self.skip(i, "the")
        token = self.at(i)
        return self.number_place(i + 1, kind) if token.kind == "unit" and token.value == kind else 0

    def number_place(self, i: int, kind: str) -> int:
        """Where the number is: past "." and "No."."""
        if self.at(i).text == "." and self.at(i).tight:
            i += 1
        if self.at(i).text in NUMBER_SIGN:
            i = self.skip(i + 1, ".")
        if kind in {"target", "aim", "goal"} and self.at(i).text == "d" and self.at(i + 1).text == "'":
            return i + 2
        return i + 1 if kind in {"target", "aim"} and self.at(i).text in {"de", "da"} else i

    def _list_goes_on(self, kind: str, element: Chain, joint: str, place: int, unit: Token) -> bool:
        """Whether the number after "," or "and" belongs to the list: not in "Article 18 and 30 countries"."""
        structured = len(element.chains[0]) > 1
        if kind in {"item", "subitem", "point"} or element.chains[0][0].kind in {"item", "subitem"}:
            return True
        after = self.at(element.end)
        if (not structured and self.counted(element.end)) or (
            after.kind == "unit" and LEVELS.get(after.value, 9) <= LEVELS[kind]
        ):
            return False
        if joint == "range":
            word = self.at(place - 1)
            return word.text != "a" or unit.count == "many" or self.original(word) != "a"
        if joint == "and" or unit.count != "one" or structured:
            return True
        following, again = self.connector(element.end)
        return again in {"and", ","} and self.element(kind, following, unit) is not None

    def counted(self, i: int) -> bool:
        """Whether the word says that the number before it counts something."""
        return self.at(i).text in COUNTED

    def _filled(self, found: Chain, subs: Chain, place: int, unit: Token) -> Chain | None:
        """The range from the last found to the first of `subs`."""
        low, high = found.chains[-1], subs.chains[0]
        if low[:-1] != high[:-1] or low[-1].kind != high[-1].kind:
            return None
        between = _between(low[-1].number, high[-1].number)
        if between is None:
            return None
        middle = tuple((*low[:-1], Step(low[-1].kind, number)) for number in between)
        return Chain((found.chains + middle + subs.chains)[:MOST], subs.end)

    def element(self, kind: str, i: int, unit: Token) -> Chain | None:
        """One number of that kind, without what hangs on it."""
        token = self.at(i)
        if self.slashed(i):
            return None
        if token.kind == "num" or (
            token.kind == "ord" and token.value == "spelled" and self.at(i + 1).kind not in {"unit", "ord"}
        ):
            return self._numbered(kind, i, token)
        if kind in {"para", "item", "subitem", "point", "recital"}:
            return self._lettered(kind, i)
        value = roman_value(token)
        if kind in {"annex", "part"} and value and (len(token.text) > 1 or self._roman_alone(i)):
            return Chain(((Step(kind, str(value)),),), i + 1)
        if kind == "art" and value and len(token.text) > 1 and self.original(token).isupper():
            return Chain(((Step(kind, str(value)),),), i + 1)
        letter = letter_value(token) if len(token.text) == 1 else ""
        if kind in {"sec", "part"} and letter and (self.original(token).isupper() or self._closes(i + 1)):
            return Chain(((Step(kind, letter),),), i + 1)
        return Chain(((Step(kind, letter),),), i + 1) if kind == "goal" and "" < letter < "f" else None

    def _closes(self, i: int) -> bool:
        return self.at(i).kind in {"end", "mark", "inst"} or self.at(i).text == "of"

    def _roman_alone(self, i: int) -> bool:
        after = self.at(i + 1)
        return (
            self.original(self.at(i)).isupper()
            or after.kind in {"end", "mark", "inst", "unit"}
            or after.text in OF
        )

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
        if not letter or kind == "recital" or (opened and not closed):
            return None
        if not closed and not self._letter_alone(place):
            return None
        step = Step("item" if kind == "para" else kind, letter)
        return Chain(((step,),), place + 2 if closed and (opened or self.may_close(place + 1)) else place + 1)

    def may_close(self, i: int) -> bool:
        """Whether the bracket at `i` belongs to "a)" and does not close one opened before the reference."""
        depth = 0
        for place in range(max(0, i - 40), i):
            depth += {"(": 1, ")": -1}.get(self.at(place).text, 0)
            depth = max(depth, 0)
        return depth == 0

    def _letter_alone(self, i: int) -> bool:
        """Whether a letter without brackets is one, and not a little word: "item a" and not "item a
        Party".
        """
        token, after = self.at(i), self.at(i + 1)
        if after.tight and (after.kind not in {"mark", "end"} or after.text in {"'", "/"}):
            return False
        if token.text not in _VOWELS:
            return after.text != "'"
        if token.text == "i" and self.original(token) == "I":
            return False
        return after.kind in {"end", "mark", "inst"} or after.text in OF - {"a", "la", "le", "les", "l"}

    def sublists(self, steps: Steps, i: int) -> Chain:
        """`steps` with the paragraphs and items that hang on the number, and their lists: "8 (h) and (j)"."""
        while True:
            sub = self._sub(steps, i)
            if sub is None:
                break
            steps, i = (*steps, sub[0]), sub[1]
        found = Chain((steps,), i)
        while steps[-1].kind in {"para", "item", "subitem", "point"} and len(found.chains) < MOST:
            place, joint = self.connector(found.end)
            other = self.bracketed_number(place) if joint else None
            if (
                other is None
                and joint == "and"
                and steps[-1].kind == "item"
                and len(steps) > 1
                and self._bare_letter(place)
            ):
                other = (letter_value(self.at(place)), place + 1)
            if other is None or other[0].isdigit() != steps[-1].number.isdigit():
                break
            between = _between(found.chains[-1][-1].number, other[0]) if joint == "range" else ()
            if between is None:
                break
            more = tuple((*steps[:-1], Step(steps[-1].kind, number)) for number in (*between, other[0]))
            found = self._deeper(Chain((found.chains + more)[:MOST], other[1]))
        return found

    def _deeper(self, found: Chain) -> Chain:
        sub = self._sub(found.chains[-1], found.end)
        return Chain((*found.chains[:-1], (*found.chains[-1], sub[0])), sub[1]) if sub else found

    def _bare_letter(self, i: int) -> bool:
        token = self.at(i)
        return (
            token.kind == "word"
            and len(token.text) == 1
            and letter_value(token) not in {"", *_VOWELS}
            and self._letter_alone(i)
        )

    def bracketed_number(self, i: int) -> tuple[str, int] | None:
        """The number of "(3)", "(e)" or "e)", and where it ends."""
        opened = self.at(i).text in {"(", "["}
        token = self.at(i + 1 if opened else i)
        end = i + 3 if opened else i + 2
        if self.at(end - 1).text not in {")", "]"}:
            return None
        if opened and token.kind == "num" and 0 < token.number < 100:
            return str(token.number), end
        letter = letter_value(token)
        if not letter or (not opened and not self.may_close(end - 1)):
            return None
        return letter, end

    def _sub(self, steps: Steps, i: int) -> tuple[Step, int] | None:
        last = steps[-1].kind
        token = self.at(i)
        if token.text == "." and token.tight and last in {"art", "para", "item"} and self.at(i + 1).tight:
            return self._dotted(last, i + 1)
        bracketed = self.bracketed_number(i)
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
            return (step, i + 1) if step and (step.kind == "item" or from_roman(letter)) else None
        return None


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
        return tuple(map(str, range(first + 1, last))) if first < last < first + MOST else None
    if len(low) == len(high) == 1 and low < high:
        return tuple(chr(code) for code in range(ord(low) + 1, ord(high)))
    first, last = from_roman(low) or 0, from_roman(high) or 0
    return (
        tuple(roman(value).lower() for value in range(first + 1, last))
        if 0 < first < last < first + MOST
        else None
    )
