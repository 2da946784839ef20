"""Numbers in a sentence that cites a provision: terms in days and years, shares, sums, and how many members
or instruments.

A number is only called wrong where the provision counts the same thing and counts it otherwise: how many
workshops were held on Article 15 is nobody's business here.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from assistant.reading.context import leads
from assistant.reading.resolve import chosen
from assistant.reading.support.claims import claims_in
from assistant.reading.support.language import language_of
from assistant.trainer.desk import Desk
from assistant.trainer.facts.claim import Error
from assistant.trainer.facts.sentence import Sentence
from assistant.trainer.facts.words import kinds, phrases, phrases_of
from index.interface import SearchIndex
from ingest.locator import Decision, Locator, catalogue_entry, described, lies_in
from ingest.model import Provenance, Provision
from ingest.phrases import plain
from ingest.references.tokens import Token, tokens

_TIME = ("day", "week", "month", "year")
_COUNTED = ("percent", *_TIME)
_SHARES = ("percent", "share")
_YEARS = range(1900, 2101)
_NEAR = 3  # tokens between a number and what it counts
_FRACTION = re.compile(r"(?<![\d.,])\d+[.,]\d{1,2}(?![\d.,]*\d)")
_LAW = frozenset({Provenance.OFFICIAL, Provenance.QUOTED})


@dataclass(frozen=True, slots=True)
class Amount:
    """A number of a unit: days, a percentage, a "sum" of money, a "share", instruments, members."""

    value: str
    unit: str


def amount_errors(sentence: Sentence, desk: Desk) -> Iterator[Error]:
    """Amounts that the provisions of the sentence state otherwise."""
    if sentence.foreign:
        return
    cited = list(_cited(sentence, desk.index))
    if not cited:
        return
    said = amounts_in(_without_references(sentence), sentence.language)
    if phrases("lapse").stands_in(sentence.text):
        said = frozenset(one for one in said if one.unit not in _TIME)
    if phrases_of("home", sentence.language).stands_in(sentence.text):
        said = frozenset(one for one in said if one.unit not in _SHARES)
    if not said:
        return
    there = frozenset(one for provision in cited for one in _stated(provision, desk.index))
    values = {one.value for one in there}
    for unit in sorted({one.unit for one in said}):
        stated = sorted({one.value for one in there if one.unit == unit}, key=_order)
        wrong = sorted(
            (one.value for one in said if one.unit == unit and one.value not in values), key=_order
        )
        if stated and wrong:
            yield _error(wrong, stated, unit, cited, desk)


def unread_amounts(sentence: Sentence, desk: Desk) -> Iterator[Error]:
    """Amounts beside a decision whose text the corpus does not have: what would be needed to check them."""
    named = [
        target
        for reference in sentence.references
        for target in chosen(reference, desk.index)
        if Decision.of(target.document)
    ]
    if sentence.foreign or not named or any(_cited(sentence, desk.index)):
        return
    if amounts_in(_without_references(sentence), sentence.language):
        locator = str(named[0])
        yield Error("amount_unread", locator, "", {"label": desk.label(locator)})


def amounts_in(text: str, language: str) -> frozenset[Amount]:
    """The amounts that a text states."""
    clean = plain(text)
    found = {
        Amount(str(one.value), one.unit)
        for one in claims_in(_FRACTION.sub(" ", clean), language).numbers  # "17.4" is neither 17 nor 4
        if one.unit in _COUNTED and not (one.unit == "year" and one.value in _YEARS)
    }
    found |= {Amount(kind.value, "share") for kind in kinds("fractions") if kind.phrases.stands_in(clean)}
    return frozenset(found | set(_sums(clean)) | set(_counted(tokens(clean))))


def _sums(text: str) -> Iterator[Amount]:
    """Sums: a number and what multiplies it, "500 billion" and "2000亿" alike."""
    for kind in kinds("multiples"):
        for start, _ in kind.phrases.spans(text):
            number = re.search(r"(\d+(?:[.,]\d+)?)\s?$", text[max(0, start - 12) : start])
            if number:
                value = float(number[1].replace(",", ".")) * int(kind.value)
                yield Amount(f"{value:.0f}", "sum")


def _counted(found: Sequence[Token]) -> Iterator[Amount]:
    """Instruments and members: a number, cardinal or ordinal, and the noun a little behind it."""
    for place, token in enumerate(found):
        if token.kind not in {"num", "ord"} or not 1 < token.number < 1000:
            continue
        behind = " ".join(one.text for one in found[place + 1 : place + 1 + _NEAR])
        for kind in kinds("counted"):
            if any(behind[:start].count(" ") < _NEAR for start, _ in kind.phrases.spans(behind)):
                yield Amount(str(token.number), kind.value)


def _without_references(sentence: Sentence) -> str:
    letters = list(sentence.text)
    spans = [(one.start, one.end) for one in sentence.references]
    spans += [(one.start, one.end) for one in sentence.anchors]
    for start, end in spans:
        letters[start:end] = " " * (end - start)
    return "".join(letters)


def _cited(sentence: Sentence, index: SearchIndex) -> Iterator[Provision]:
    """The provisions that the sentence cites and whose words, or whose title at least, the corpus has."""
    for reference in sentence.references:
        for target in chosen(reference, index):
            if not target.steps:
                continue
            for locator in (str(target), catalogue_entry(target)):
                provision = index.get(locator)
                if provision and (provision.provenance in _LAW or _is_target(target)):
                    yield provision
                    break


def _is_target(target: Locator) -> bool:
    return target.steps[0].kind in {"target", "goal"}


@cache
def _amounts(text: str, language: str) -> frozenset[Amount]:
    return amounts_in(text, language)


def _stated(provision: Provision, index: SearchIndex) -> frozenset[Amount]:
    """What the provision with all its parts, what stands above it, its title and its guide state."""
    home = described(provision.locator)
    parts = [one for one in index.in_document(provision.document) if lies_in(one.locator, home)]
    words = [f"{one.heading}\n{one.text}" for one in parts] + [one.chapeau for one in leads(provision, index)]
    guide = index.guide(home)
    if guide:
        words.append(guide.summary)
    return _amounts("\n".join(words), language_of(words[0]) if words else "en")


def _order(value: str) -> float:
    top, _, bottom = value.partition("/")
    return float(top) / float(bottom or 1)


def _error(
    wrong: Sequence[str], stated: Sequence[str], unit: str, cited: Sequence[Provision], desk: Desk
) -> Error:
    provision = cited[0]
    locator = described(provision.locator)
    values = {
        "label": desk.label(locator),
        "said": ", ".join(wrong),
        "there": ", ".join(stated),
        "unit": desk.say(f"unit_{unit}"),
    }
    source = desk.index.get(catalogue_entry(locator)) if provision.provenance not in _LAW else provision
    return Error("amount", locator, (source or provision).text, values)
