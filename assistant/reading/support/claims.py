"""What a text claims, read word by word in seven languages: who must, may or should do how much, by when.

The words are data, `words/<language>.toml`; README.md beside them says how a list is read. Nothing here
understands a sentence: it only says which kinds of claim a text has, so that those of a statement can be
looked for in what it cites.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise
from typing import Any

from assistant.reading.support.data import read_table
from assistant.reading.support.han import han_numbers
from ingest.vocabulary import LANGUAGES, vocabulary

KINDS = ("modal", "negation", "reversal", "quantity", "time", "condition", "actor")
_ASKED = {"modal.must", "modal.should"}  # either bears out a word that may mean both
_PHRASES = ("quantity", "time", "condition")
GENERAL = "party"  # the actor that others are kinds of: "Party of import" names a Party too
_TOGETHER = 25  # characters
_UNSPACED = "zh"
_MARKS = str.maketrans(
    {"’": "'", "‘": "'", "ʼ": "'", "–": "-", "—": "-", "‑": "-", "ـ": None, "\u00ad": None}
)
_PREFIX = {"ar": "[وف]?[بل]?"}  # what is written together with the word after it
_BEFORE = {"pt": r"(?<![\w-])"}  # a pronoun after a hyphen ("aplica-se") is no word of its own
_DIGITS = re.compile(r"\d+(?:[.,\u00a0\u202f ]\d{3}(?!\d))*")
_JOINED = {"and", "et", "y", "e", "и", "و"}
_SMALLEST = 2  # "one" is an article in most languages


@dataclass(frozen=True, slots=True)
class Number:
    """A number, and what it counts where that is a term or a share: "day", "month", "percent"; else ""."""

    value: int
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Claims:
    """`said` holds classes such as "modal.must", in no order; `held` those and what is as good as they are in
    a text that is looked in; `strict` those that count where a provision is read narrowly; `numbers` are all
    numbers, `actors` the actors in their order, `subjects` those that act.
    """

    said: frozenset[str]
    held: frozenset[str]
    strict: frozenset[str]
    numbers: frozenset[Number]
    actors: tuple[str, ...] = ()
    negations: int = 0
    subjects: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, eq=False)
class _Words:
    """The expressions of a language."""

    overlook: re.Pattern[str]
    said: dict[str, re.Pattern[str]]
    held: dict[str, re.Pattern[str]]
    strict: dict[str, re.Pattern[str]]
    units: dict[str, re.Pattern[str]]
    numbers: dict[str, int]
    number: re.Pattern[str]


@lru_cache(maxsize=4096)
def claims_in(text: str, language: str) -> Claims:
    """The claims of a text. Of a language that has no words here only the digits are read."""
    plain = plain_text(text)
    words = _words(language if language in LANGUAGES else "")
    seen = words.overlook.sub(lambda found: "_" * len(found[0]), plain)
    places = list(_found(seen, words.said))
    # "at most" is looked for where "not more than" is overlooked as a negation
    phrases = {name: pattern for name, pattern in words.said.items() if name.startswith(_PHRASES)}
    said = {name for _, _, name in (*places, *_found(plain, phrases))}
    strict = {name for name in said if name not in words.strict} | _matched(words.strict, seen)
    plainly = said | _matched(words.said, seen)
    held = (plainly - words.strict.keys()) | (strict & words.strict.keys()) | _matched(words.held, plain)
    if _ASKED & held:
        held |= {"modal.ought"}
    return Claims(
        frozenset(said),
        frozenset(held),
        frozenset(strict),
        frozenset(_numbers(plain, language, words)),
        tuple(dict.fromkeys(name for _, _, name in places if name.startswith("actor."))),
        _negations(places),
        _subjects(plain, places, language),
    )


def _negations(places: list[tuple[int, int, str]]) -> int:
    """How often a text negates; words that negate together ("ne ... pas") are one."""
    starts = [start for start, _, name in places if name == "negation"]
    return sum(after - before > _TOGETHER for before, after in pairwise([-_TOGETHER - 1, *starts]))


def _matched(patterns: dict[str, re.Pattern[str]], text: str) -> set[str]:
    return {name for name, pattern in patterns.items() if pattern.search(text)}


def _subjects(text: str, places: list[tuple[int, int, str]], language: str) -> frozenset[str]:
    """Who acts: the actors between the comma before the first modal and it (in Arabic, whose verbs come
    first, the one after it), else those before it, else the first of all.
    """
    actors = [place for place in places if place[2].startswith("actor.") and not _is_part(place, places)]
    modal = next((start for start, _, name in places if name.startswith("modal.")), None)
    if modal is not None and language == "ar":
        after = [name for start, _, name in actors if start >= modal]
        return frozenset(after[:1])
    if modal is not None:
        comma = max(text.rfind(mark, 0, modal) for mark in ",，،")
        near = {name for start, _, name in actors if comma < start < modal}
        before = near or {name for start, _, name in actors if start < modal}
        if before:
            return frozenset(before)
    return frozenset(name for _, _, name in actors[:1])


def _is_part(place: tuple[int, int, str], places: list[tuple[int, int, str]]) -> bool:
    """Whether it is the general actor in the name of another: the "Party" of "Party of import"."""
    start, end, name = place
    return name == f"actor.{GENERAL}" and any(
        a <= start and end <= b and other.startswith("actor.") and other != name for a, b, other in places
    )


def small_words(language: str) -> frozenset[str]:
    """The commonest words of a language of Latin script, as they are written."""
    return frozenset(read_table(language).get("small", ()))


def plain_text(text: str) -> str:
    """One form for all spellings: small letters, no accents or vowel signs, plain marks."""
    decomposed = unicodedata.normalize("NFKD", text.translate(_MARKS)).casefold()
    bare = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return re.sub(r"\s+", " ", bare.translate(_MARKS))


def _found(text: str, patterns: dict[str, re.Pattern[str]]) -> Iterator[tuple[int, int, str]]:
    """Where each class is said, in order; of actors, one within the longer name of another is not said, but
    for the general one.
    """
    places = [
        (m.start(), m.end(), name) for name, pattern in patterns.items() for m in pattern.finditer(text)
    ]
    longest = 0
    for start, end, name in sorted(places, key=lambda place: (place[0], -place[1])):
        if not name.startswith("actor."):
            yield start, end, name
        elif end > longest or name == f"actor.{GENERAL}":
            longest = max(longest, end)
            yield start, end, name


def _numbers(text: str, language: str, words: _Words) -> Iterator[Number]:
    if language == _UNSPACED:
        for one in han_numbers(text):
            if one.value >= _SMALLEST:
                yield Number(one.value, "percent" if one.share else _unit(text, one.end, words))
    for start, end, value in _in_digits(text):
        percent = re.compile(r"百分之\s*$").search(text, 0, start)
        yield Number(value, "percent" if percent else _unit(text, end, words))
    for end, value, unit in _spelled(text, words):
        if value >= _SMALLEST:
            yield Number(value, unit or _unit(text, end, words))


def _in_digits(text: str) -> Iterator[tuple[int, int, int]]:
    for match in _DIGITS.finditer(text):
        yield match.start(), match.end(), int(re.sub(r"\D", "", match[0])[:18])


def _spelled(text: str, words: _Words) -> Iterator[tuple[int, int, str]]:
    """(end, value, unit) of numbers in words; words that touch make one number: "two hundred and seventy"."""
    total = current = end = 0
    open_ = False
    for match in words.number.finditer(text):
        value = _value(match["words"].replace("-", " "), words.numbers)
        gap = text[end : match.start()].strip(" -")
        fits = open_ and _fits(total, current, value) and (not gap or (gap in _JOINED and current != 0))
        if open_ and not fits:
            yield end, total + current, ""
            total = current = 0
        if value >= 1000:
            total, current = total + max(current, 1) * value, 0
        elif value == 100:
            current = max(current, 1) * 100
        else:
            current += value
        end, open_ = match.end(), True
        unit = next((name for name, pattern in words.units.items() if pattern.fullmatch(match["words"])), "")
        if unit:  # a dual: "two months" in one word
            yield end, total + current, unit
            total, current, open_ = 0, 0, False
    if open_:
        yield end, total + current, ""


def _fits(total: int, current: int, value: int) -> bool:
    """Whether a number word goes on what was read: smaller ones after greater, or a power after any."""
    if value >= 100:
        return value > current or current == 0
    return (
        (current % 100 == 0 and (current > 0 or total > 0))
        or (value < 10 <= current % 100 and current % 10 == 0)
        or (0 < current < 10 and value >= 20 and value % 10 == 0)
    )


def _value(word: str, numbers: dict[str, int]) -> int:
    stems = (value for stem, value in numbers.items() if stem.endswith("*") and word.startswith(stem[:-1]))
    return numbers[word] if word in numbers else next(stems)


def _unit(text: str, end: int, words: _Words) -> str:
    """The unit that follows within a word or two."""
    after = re.compile(r"[\s-]*(?:\([^)]{0,12}\)\s*)?(?:de )?").match(text, end)
    at = after.end() if after else end
    for name, pattern in words.units.items():
        if pattern.match(text, at) or (name == "percent" and text[at : at + 1] == "%"):
            return name
    return ""


@cache
def _words(language: str) -> _Words:
    table: dict[str, Any] = read_table(language) if language else {}
    held = {
        name: _pattern(phrases, language)
        for kind in KINDS
        for name, phrases in _classes(
            kind, {key: table.get("held", {}).get(key, ()) for key in (*table.get(kind, {}), kind)}
        )
        if phrases
    }
    numbers = _number_words(language, table.get("number", {}))
    return _Words(
        _pattern(table.get("overlook", ()), language),
        {
            name: _pattern(phrases, language)
            for kind in KINDS
            for name, phrases in _classes(kind, table.get(kind, {}))
        },
        held,
        {f"modal.{name}": _pattern(phrases, language) for name, phrases in table.get("strict", {}).items()},
        {name: _pattern(phrases, language) for name, phrases in table.get("unit", {}).items()},
        numbers,
        _pattern(numbers, language),
    )


def _classes(kind: str, lists: dict[str, Iterable[str]]) -> Iterator[tuple[str, Iterable[str]]]:
    """A class is named for its list; where a kind has one list only, for the kind."""
    for name, phrases in lists.items():
        yield (kind if name in {"said", kind} else f"{kind}.{name}"), phrases


def _number_words(language: str, table: dict[str, list[str]]) -> dict[str, int]:
    known = vocabulary()
    listed = {plain_text(word): int(value) for value, found in table.items() for word in found}
    if language != "en":
        return listed
    spelled = {word: value for word, value in known.ordinals(language).items() if value > 3}
    both = {**known.cardinals(language), **spelled, **listed}
    return {form: value for word, value in both.items() for form in {word, word.replace("-", " ")}}


def _pattern(phrases: Iterable[str], language: str) -> re.Pattern[str]:
    """One expression of all phrases, the longest first; one that never matches where there is none."""
    ordered = sorted({plain_text(phrase) for phrase in phrases}, key=lambda phrase: -len(phrase))
    if not ordered:
        return re.compile(r"(?P<words>(?!))")
    if language == _UNSPACED:
        return re.compile(f"(?P<words>{'|'.join(map(re.escape, ordered))})")
    prefix, either = _PREFIX.get(language, ""), "|".join(map(_expression, ordered))
    before = _BEFORE.get(language, r"(?<!\w)")
    return re.compile(rf"{before}{prefix}(?P<words>{either})(?!\w)")


def _expression(phrase: str) -> str:
    """ "*" ends a word in any way, "~" stands for one to five words."""
    word = re.escape(phrase).replace(r"\*", r"\w*").replace(r"\~", r"\w+(?: \w+){0,4}")
    return word.replace(r"\ ", r"[ -]+").replace("'\\w*", r"'\w*")
