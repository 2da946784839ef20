"""Relative references: what a follow-up names by where the provision last spoken of stands: "the next
paragraph", "and 4?", "and (b)?".

Only a question that asks nothing more is read so: every other word of it is a small one.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence

from assistant.asking.patterns import words_in
from index.interface import SearchIndex
from ingest.locator import Locator, Step
from ingest.references.resolve import Reference
from ingest.references.tokens import tokens

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_LETTER = re.compile(r"\(\s*([a-z]{1,4})\s*\)")
_LIGHT = ("function_words", "goes_on", "points", "polite", "question_words", "more")
LONGEST = 8  # words


def read_relative(text: str, language: str, context: Locator, index: SearchIndex) -> Sequence[Reference]:
    """What the text names as seen from `context`: one reference, or none."""
    text = unicodedata.normalize("NFC", text)
    target = _numbered(text, language, context, index) or _beside(text, language, context, index)
    return [Reference(0, len(text), text.strip(), (target,))] if target else []


def _numbered(text: str, language: str, context: Locator, index: SearchIndex) -> Locator | None:
    """ "And 4?", "and (b)?": the provision of that number beside the one last spoken of, or beside one that
    holds it; the item of that letter in it, or beside it.
    """
    letter = _LETTER.search(text.lower())
    rest = words_of(text[: letter.start()] + text[letter.end() :] if letter else text)
    numbers = [word for word in rest if word.isdecimal()]
    if len(numbers) + bool(letter) != 1 or not is_light(set(rest) - set(numbers), language):
        return None
    if letter:
        options = [context.child("item", letter[1]), *_of_that_number(context, letter[1])]
    else:
        options = [*_of_that_number(context, str(int(numbers[0])))]
    return next((option for option in options if index.knows(str(option))), None)


def _of_that_number(context: Locator, number: str) -> Iterable[Locator]:
    """The locators that differ in the number of one step alone, the innermost first."""
    for depth in range(len(context.steps), 0, -1):
        step = context.steps[depth - 1]
        if step.number and step.number.isdecimal() == number.isdecimal():
            yield Locator(context.document, (*context.steps[: depth - 1], Step(step.kind, number)))


def _beside(text: str, language: str, context: Locator, index: SearchIndex) -> Locator | None:
    """ "The next paragraph": what follows the one last spoken of among those of its kind, or comes before."""
    shift = shift_of(text, language)
    if not shift:
        return None
    units = [piece.value for piece in tokens(text) if piece.kind in {"unit", "suffix"}]
    depth = _depth(context, units[0] if units else "")
    if not depth:
        return None
    here = Locator(context.document, context.steps[:depth])
    row = _siblings(here, index)
    place = row.index(str(here)) + shift if str(here) in row else -1
    return Locator.parse(row[place]) if 0 <= place < len(row) else None


def shift_of(text: str, language: str, small: frozenset[str] = frozenset()) -> int:
    """1 for the next, -1 for the one before, 0 where the text asks for something else; `small` are further
    words that ask for nothing else.
    """
    if language == "zh":
        return _shift_in_chinese(text)
    units = {text[piece.start : piece.end].lower() for piece in tokens(text) if piece.kind == "unit"}
    found = set(words_of(text)) - units - small
    after, before = found & words_in("next", language), found & words_in("previous", language)
    if bool(after) == bool(before) or not is_light(found - after - before, language):
        return 0
    return 1 if after else -1


def _shift_in_chinese(text: str) -> int:
    """The same where no blank parts words: what is left of the text besides units are small words."""
    for name, shift in (("next", 1), ("previous", -1)):
        said = next((word for word in words_in(name, "zh") if word in text), "")
        rest = "".join(_WORD.findall(text.replace(said, "", 1))) if said else ""
        small = words_in("polite", "zh") | words_in("goes_on", "zh") | words_in("units", "zh")
        if said and set(rest) <= set("".join(small)):
            return shift
    return 0


def _depth(context: Locator, unit: str) -> int:
    """How many steps of the context lead to its unit of that kind, to the innermost where none is said."""
    if not unit:
        return len(context.steps)
    kinds = [step.kind for step in context.steps]
    return len(kinds) - kinds[::-1].index(unit) if unit in kinds else 0


def _siblings(here: Locator, index: SearchIndex) -> list[str]:
    """Those of its kind below the same parent, in reading order."""
    parent = here.parent
    if parent is None:
        return []
    members = index.children(str(parent)) if parent.steps else index.in_document(here.document)
    found = (Locator.parse(one.locator) for one in members)
    kind, depth = here.steps[-1].kind, len(here.steps)
    return [str(one) for one in found if len(one.steps) == depth and one.steps[-1].kind == kind]


def words_of(text: str) -> list[str]:
    """The words of a text in small letters."""
    return _WORD.findall(text.lower())


def is_light(found: set[str], language: str) -> bool:
    """Whether the words, few of them, ask nothing by themselves."""
    light = frozenset[str]().union(*(words_in(name, language) for name in _LIGHT))
    parts = {part for word in found for part in re.split(r"['’]", word)}
    bare = {part.removeprefix("و") if language == "ar" else part for part in parts}
    return len(found) <= LONGEST and all(part in light or len(part) <= 1 for part in bare)  # l', d', و
