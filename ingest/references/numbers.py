"""Numbers of provisions: single ones, lists and ranges, and the paragraphs and items that hang on them."""

from dataclasses import dataclass

from ingest.locator import Step
from ingest.numerals import ADDED, from_roman, roman
from ingest.references.cursor import Cursor
from ingest.references.tokens import Token, letter_value, roman_value

Steps = tuple[Step, ...]
LEVELS = {
    "annex": 1,
    "app": 2,
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


def read_numbers(c: Cursor, kind: str, i: int, unit: Token) -> Chain | None:
    """The list of numbers after a unit: "16, 18 and 20", "16 to 19", "8 (h) and (j)", "1, 2(a)"."""
    first = read_number(c, kind, i, unit)
    if first is None:
        return None
    found = sublists(c, first.chains[0], first.end)
    while len(found.chains) < MOST:
        after = _continued(c, kind, found, unit)
        if after is None:
            return found
        found = after
    return found


def _continued(c: Cursor, kind: str, found: Chain, unit: Token) -> Chain | None:
    place, joint = c.connector(found.end)
    if not joint:
        return None
    if LEVELS[kind] >= 5 and joint != "range":
        repeated = _repeated_unit(c, kind, place)
        place = repeated or place
    else:
        repeated = 0
    element = read_number(c, kind, place, unit)
    if element is None:
        return None
    subs = sublists(c, element.chains[0], element.end)
    if not (repeated or _list_goes_on(c, kind, subs, joint, place, unit)):
        return None
    if joint == "range":
        return _filled(c, found, subs, place, unit)
    return Chain(found.chains + subs.chains, subs.end)


def _repeated_unit(c: Cursor, kind: str, i: int) -> int:
    i = c.skip(i, *c.words.leading)
    token = c.at(i)
    return number_place(c, i + 1, kind) if token.kind == "unit" and token.value == kind else 0


def number_place(c: Cursor, i: int, kind: str) -> int:
    """Where the number is: past "." and "No."."""
    if c.at(i).text == "." and c.at(i).tight:
        i += 1
    if c.at(i).text in c.words.number_sign:
        i = c.skip(i + 1, ".")
    elided = c.at(i + 1).text == "'" and f"{c.at(i).text}'" in c.words.target_of
    if elided and kind in {"target", "aim", "goal"}:
        return i + 2
    return i + 1 if kind in {"target", "aim"} and c.at(i).text in c.words.target_of else i


def _list_goes_on(c: Cursor, kind: str, element: Chain, joint: str, place: int, unit: Token) -> bool:
    """Whether the number after "," or "and" belongs to the list: not in "Article 18 and 30 countries"."""
    structured = len(element.chains[0]) > 1
    if kind in {"item", "subitem", "point"} or element.chains[0][0].kind in {"item", "subitem"}:
        return True
    after = c.at(element.end)
    if c.at(place).value == "spelled" and after.kind == "unit":
        return False  # "Article 8 and one paragraph"
    if (not structured and counted(c, element.end)) or (
        after.kind == "unit" and LEVELS.get(after.value, 9) <= LEVELS[kind]
    ):
        return False
    if joint == "range":
        word = c.at(place - 1)
        return word.text != "a" or unit.count == "many" or c.original(word) != "a"
    if joint == "and" or unit.count != "one" or structured:
        return True
    following, again = c.connector(element.end)
    return again in {"and", ","} and read_number(c, kind, following, unit) is not None


def counted(c: Cursor, i: int) -> bool:
    """Whether the word says that the number before it counts something."""
    return c.at(i).text in c.words.counted


def _filled(c: Cursor, found: Chain, subs: Chain, place: int, unit: Token) -> Chain | None:
    """The range from the last found to the first of `subs`."""
    low, high = found.chains[-1], subs.chains[0]
    if low[:-1] != high[:-1] or low[-1].kind != high[-1].kind:
        return None
    between = _between(low[-1].number, high[-1].number)
    if between is None:
        return None
    middle = tuple((*low[:-1], Step(low[-1].kind, number)) for number in between)
    return Chain((found.chains + middle + subs.chains)[:MOST], subs.end)


def read_number(c: Cursor, kind: str, i: int, unit: Token) -> Chain | None:
    """One number of that kind, without what hangs on it."""
    token = c.at(i)
    if c.slashed(i):
        return None
    if token.kind == "num" or (token.kind == "ord" and c.at(i + 1).kind not in {"unit", "ord"}):
        return _numbered(c, kind, i, token)
    if kind in {"para", "item", "subitem", "point", "recital"}:
        return _lettered(c, kind, i)
    value = roman_value(token)
    if kind in {"annex", "app", "part"} and value and (len(token.text) > 1 or _roman_alone(c, i)):
        return Chain(((Step(kind, str(value)),),), i + 1)
    if kind == "art" and value and len(token.text) > 1 and (c.original(token).isupper() or _small(token)):
        return Chain(((Step(kind, str(value)),),), i + 1)
    if kind == "sec" and value and len(token.text) > 1 and token.text.isascii():
        return subsections(c, Chain(((Step(kind, token.text),),), i + 1))
    letter = letter_value(token) if len(token.text) == 1 else ""
    if (
        kind == "sec"
        and letter
        and c.original(token).isupper()
        and c.at(i + 1).text == "."
        and c.at(i + 2).tight
    ):
        return subsections(c, Chain(((Step(kind, letter),),), i + 1))
    if kind in {"sec", "part"} and letter and (c.original(token).isupper() or _closes(c, i + 1)):
        return Chain(((Step(kind, letter),),), i + 1)
    return Chain(((Step(kind, letter),),), i + 1) if kind == "goal" and "" < letter < "f" else None


def subsections(c: Cursor, chain: Chain) -> Chain:
    """A section with those inside it: "III.A.2"."""
    steps, end = chain.chains[0], chain.end
    while c.at(end).text == "." and c.at(end).tight and c.at(end + 1).tight and len(steps) < 4:
        token = c.at(end + 1)
        letter = letter_value(token) if len(token.text) == 1 else ""
        letter = letter or (token.text if token.text.isascii() and roman_value(token) else "")
        number = str(token.number) if token.kind == "num" and 0 < token.number < 100 else letter
        if not number:
            break
        steps, end = (*steps, Step("sec", number)), end + 2
    return Chain((steps,), end)


def _closes(c: Cursor, i: int) -> bool:
    return c.at(i).kind in {"end", "mark", "inst"} or c.at(i).text == "of"


def _small(token: Token) -> bool:
    """Whether it is a number in small letters and no word: "art. xxvii", but not "l'article ci-dessus"."""
    return set(token.text) <= set("ivx")


def _roman_alone(c: Cursor, i: int) -> bool:
    after = c.at(i + 1)
    return (
        c.original(c.at(i)).isupper()
        or after.kind in {"end", "mark", "inst", "unit"}
        or after.text in c.words.of
    )


def _numbered(c: Cursor, kind: str, i: int, token: Token) -> Chain | None:
    limit = 1000 if kind in {"art", "para"} else 100
    if not 0 < token.number < limit:
        return None
    after, beyond = c.at(i + 1), c.at(i + 2)
    if kind in {"item", "subitem", "point"}:
        if after.text == "." and after.tight and beyond.kind == "num" and beyond.tight:
            return Chain(((Step("item", f"{token.number}.{beyond.number}"),),), i + 3)
        return Chain(((Step("para", str(token.number)),),), i + 1) if kind == "item" else None
    if kind == "art" and _is_added(c, i + 1):
        return Chain(((Step(kind, f"{token.number}-{after.text}"),),), i + 2)
    return Chain(((Step(kind, str(token.number)),),), i + 1)


def _is_added(c: Cursor, i: int) -> bool:
    """Whether the number before is that of an article put in later, "6 bis"; "ter" is a word, too."""
    token, after = c.at(i), c.at(i + 1)
    alone = after.kind in {"mark", "end", "inst", "unit"} or after.text in c.words.of
    return token.text in ADDED and (token.text == "bis" or alone)


def _lettered(c: Cursor, kind: str, i: int) -> Chain | None:
    """(a), a), [a] or a; a number in brackets is a paragraph."""
    opened = c.at(i).text in {"(", "["}
    place = i + 1 if opened else i
    token = c.at(place)
    closed = c.at(place + 1).text in {")", "]"}
    if opened and closed and token.kind == "num" and 0 < token.number < 100:
        return Chain(((Step("recital" if kind == "recital" else "para", str(token.number)),),), place + 2)
    letter = letter_value(token)
    if not letter or kind == "recital" or (opened and not closed):
        return None
    if not closed and not _letter_alone(c, place):
        return None
    step = Step("item" if kind == "para" else kind, letter)
    return Chain(((step,),), place + 2 if closed and (opened or may_close(c, place + 1)) else place + 1)


def may_close(c: Cursor, i: int) -> bool:
    """Whether the bracket at `i` belongs to "a)" and does not close one opened before the reference."""
    depth = 0
    for place in range(max(0, i - 40), i):
        depth += {"(": 1, ")": -1}.get(c.at(place).text, 0)
        depth = max(depth, 0)
    return depth == 0


def _letter_alone(c: Cursor, i: int) -> bool:
    """Whether a letter without brackets is one, and not a little word: "item a" and not "item a Party", nor
    "пунктов в статье 6", "статья 8 в Конвенции" and "l'article 8 a-t-il".
    """
    token, after = c.at(i), c.at(i + 1)
    if after.tight and (after.kind not in {"mark", "end"} or after.text in {"'", "/"}):
        return False
    of_instrument = after.kind == "inst" and not token.text.isascii() and token.text in c.words.of
    if of_instrument or asks_by_inversion(c, i):
        return False
    if token.text not in _VOWELS and token.text not in c.words.of:
        return after.text != "'"
    if token.text == "i" and c.original(token) == "I":
        return False
    of = after.text in c.words.of and after.text not in c.words.articles
    return of or after.kind in {"end", "mark", "inst"}


def asks_by_inversion(c: Cursor, i: int) -> bool:
    """French "a-t-elle"."""
    return [c.at(i + ahead).text for ahead in (1, 2, 3)] == ["-", "t", "-"]


def sublists(c: Cursor, steps: Steps, i: int) -> Chain:
    """`steps` with the paragraphs and items that hang on the number, and their lists: "8 (h) and (j)"."""
    while True:
        sub = _sub(c, steps, i)
        if sub is None:
            break
        steps, i = (*steps, sub[0]), sub[1]
    found = Chain((steps,), i)
    while steps[-1].kind in {"para", "item", "subitem", "point"} and len(found.chains) < MOST:
        place, joint = c.connector(found.end)
        other = read_bracketed(c, place) if joint else None
        if (
            other is None
            and joint == "and"
            and steps[-1].kind == "item"
            and len(steps) > 1
            and _bare_letter(c, place)
        ):
            other = (letter_value(c.at(place)), place + 1)
        if other is None or other[0].isdigit() != steps[-1].number.isdigit():
            break
        between = _between(found.chains[-1][-1].number, other[0]) if joint == "range" else ()
        if between is None:
            break
        more = tuple((*steps[:-1], Step(steps[-1].kind, number)) for number in (*between, other[0]))
        found = _deeper(c, Chain((found.chains + more)[:MOST], other[1]))
    return found


def _deeper(c: Cursor, found: Chain) -> Chain:
    sub = _sub(c, found.chains[-1], found.end)
    return Chain((*found.chains[:-1], (*found.chains[-1], sub[0])), sub[1]) if sub else found


def _bare_letter(c: Cursor, i: int) -> bool:
    token = c.at(i)
    return (
        token.kind == "word"
        and len(token.text) == 1
        and letter_value(token) not in {"", *_VOWELS}
        and _letter_alone(c, i)
    )


def read_bracketed(c: Cursor, i: int) -> tuple[str, int] | None:
    """The number of "(3)", "(e)" or "e)", and where it ends."""
    opened = c.at(i).text in {"(", "["}
    token = c.at(i + 1 if opened else i)
    end = i + 3 if opened else i + 2
    if c.at(end - 1).text not in {")", "]"}:
        return None
    if opened and token.kind == "num" and 0 < token.number < 100:
        return str(token.number), end
    letter = letter_value(token)
    if not letter or (not opened and not may_close(c, end - 1)):
        return None
    return letter, end


def _sub(c: Cursor, steps: Steps, i: int) -> tuple[Step, int] | None:
    last = steps[-1].kind
    token = c.at(i)
    if token.text == "." and token.tight and last in {"art", "para", "item"} and c.at(i + 1).tight:
        return _dotted(c, last, i + 1)
    bracketed = read_bracketed(c, i)
    if bracketed:
        step = _under(last, bracketed[0])
        return (step, bracketed[1]) if step else None
    letter = letter_value(token)
    if not letter or last not in {"art", "para"} or not (token.tight or len(letter) == 1):
        return None
    if token.tight:
        alone = not (c.at(i + 1).tight and c.at(i + 1).kind != "mark")
    else:
        alone = _letter_alone(c, i) and not (letter in _VOWELS and c.at(i + 1).kind == "num")
    step = _under(last, letter)
    return (step, i + 1) if alone and step else None


def _dotted(c: Cursor, last: str, i: int) -> tuple[Step, int] | None:
    """18.3, 6.3.e, 8.j."""
    token = c.at(i)
    if token.kind == "num" and token.value == "digits" and last == "art" and 0 < token.number < 100:
        return Step("para", str(token.number)), i + 1
    letter = letter_value(token) if c.original(token).islower() else ""
    if letter and not (c.at(i + 1).tight and c.at(i + 1).kind != "mark"):
        step = _under(last, letter)
        return (step, i + 1) if step and (step.kind == "item" or from_roman(letter)) else None
    return None


def _under(last: str, number: str) -> Step | None:
    """The step that a bracketed number is after a step of kind `last`."""
    if number.isdigit():
        return Step("para", number) if last in {"art", "annex", "app", "sec", "part"} else None
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
