"""What in a statement its grounds lack, or it turns round: found by rules, each with its reason.

Some objections drop a statement whatever else speaks for it (FATAL): an address, a number, or a place that
the provision does not name. The others can be a matter of words, as languages say who must do what in many
ways: the fitted judge weighs them (assistant.reading.support.judge).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.reading.support.claims import GENERAL, KINDS, Claims, Number, claims_in
from assistant.reading.support.compare import Aligned, Compared
from assistant.reading.support.grounds import Grounds
from assistant.reading.support.places import carries, places_in
from assistant.reading.support.witness import added, lost
from ingest.locator import Locator, overlap

FATAL = frozenset({"address", "place", "instrument", "number", "unit"})
REASONS = {
    "address": "It holds an address or markup, which the provision does not.",
    "instrument": "The provision does not name another instrument.",
    "negated": "The statement negates, the provision does not.",
    "affirmed": "The provision negates, the statement does not.",
    "duty": "It makes a duty of what the provision does not demand.",
    "choice": "It leaves open what the provision does not.",
    "fixed": "It does not leave open what the provision does.",
    "wish": "It asks for what the provision does not ask for.",
    "hedged": "It makes more than an effort of what the provision wants to be tried.",
    "amount": "It says how much, how many or how often in a way that the provision does not.",
    "somebody": "It names somebody whom the provision does not name.",
    "turned": "Another one acts in the provision.",
    "unconditioned": "It leaves out a condition of the provision.",
}
_WEIGHED = tuple(kind for kind in REASONS if kind not in FATAL)
OBJECTIONS = (*_WEIGHED, *(f"{how}_{kind}" for how in ("added", "lost") for kind in KINDS))

_MISSING = {
    "modal.must": "duty", "modal.ought": "duty", "modal.may": "choice", "modal.should": "wish",
    "negation": "negated", "reversal": "negated",
}  # fmt: skip
_YEARS = range(1900, 2101)
# Of actors these are so general that another word for them proves nothing.
_LOOSE = frozenset({f"actor.{name}" for name in (GENERAL, "organization", "person", "public", "mop")})
# Of amounts these are looked for in the very sentence.
_EXACT = frozenset(
    {f"quantity.{name}" for name in ("only", "two_thirds", "majority", "unanimous", "regardless", "half")}
)
_LIMITS = frozenset({"condition.except", "quantity.only"})
_CONDITIONS = frozenset({f"condition.{name}" for name in ("if", "except", "subject", "request")})
_MOMENTS = frozenset({"time.after", "time.by", "quantity.only"})
_ADDRESS = re.compile(r"\w+://[^\s<>]+|\bwww\.\S+|[\w.+-]+@[\w-]+\.\w+|</?\w[^<>]*>|\]\([^()]*\)")


@dataclass(frozen=True, slots=True)
class Objection:
    """What speaks against a statement: the judge weighs its `kind`, the reader is told the `reason`."""

    kind: str
    reason: str


def objections(compared: Compared) -> Iterator[Objection]:
    """All that rules say against the statement, what is fatal first."""
    case = compared.case
    yield from fatal(compared)
    for kind in _kinds(compared):
        yield Objection(kind, REASONS[kind])
    said, summaries = claims_in(case.statement, case.language), case.summaries
    near = [one.best for one in compared.aligned]
    for name, reason in added(said, case.grounds, summaries):
        yield Objection(f"added_{name}", reason)
    for name, reason in lost(said, near, case.grounds, summaries):
        yield Objection(f"lost_{name}", reason)


def fatal(compared: Compared) -> Iterator[Objection]:
    """An address, and provisions, instruments and numbers that the provision does not name."""
    case = compared.case
    grounds, source = case.grounds, case.grounds.source
    if any(address not in source.whole for address in _ADDRESS.findall(case.statement)):
        yield Objection("address", REASONS["address"])
    named = places_in(case.statement, Locator.parse(source.locator), own=False)
    for reference in named.references:
        targets = (*reference.targets, *reference.alternatives)
        if not any(_is_named(target, grounds) for target in targets):
            yield Objection("place", f"The provision does not name {reference.words}.")
    if named.instruments - grounds.instruments:
        yield Objection("instrument", REASONS["instrument"])
    values = {number.value for number in grounds.numbers} | source.title_numbers
    for number in sorted(claims_in(named.rest, case.language).numbers, key=lambda number: number.value):
        if number.value not in values:
            yield Objection("number", f"The provision does not name the number {number.value}.")
        elif _other_unit(number, grounds):
            yield Objection("unit", f"The provision does not name {number.value} of that unit.")


def _is_named(target: Locator, grounds: Grounds) -> bool:
    """Whether the provision lies in that place or names it; a session may be the one of its own decision."""
    if not target.steps and target.document in grounds.instruments:
        return True
    return overlap(str(target), grounds.source.locator) or carries(target, grounds.places)


def _other_unit(number: Number, grounds: Grounds) -> bool:
    """Whether the provision has that number, but of another thing; a year need not be called one."""
    return (
        bool(number.unit)
        and not (number.unit == "year" and number.value in _YEARS)
        and number not in grounds.numbers
        and number.value not in grounds.source.title_numbers
    )


def _kinds(compared: Compared) -> Iterator[str]:
    """The kinds of what is weighed, of the whole statement and of its sentences."""
    case = compared.case
    yield from _missing(claims_in(case.statement, case.language), case.grounds.all)
    for one in compared.aligned:
        yield from _turned(one)


def _missing(claims: Claims, all_: Claims) -> Iterator[str]:
    """What the statement claims and nothing in the provision does."""
    # a target or a recital asks without a word for it: "Reduce pollution"
    unsaid = (
        set() if any(name.startswith("modal.") for name in all_.held) else {"modal.should", "modal.ought"}
    )
    for name in sorted(claims.said - all_.held - unsaid):
        if name in _MISSING:
            yield _MISSING[name]
        elif name.startswith("quantity."):
            yield "amount"
        elif name.startswith("actor.") and name not in _LOOSE:
            yield "somebody"


def _turned(one: Aligned) -> Iterator[str]:
    """What the sentence makes of the very words that it is about."""
    said, best = one.claims.said, one.best.strict
    if not {"modal.must", "modal.may"} <= said:
        yield from _other_modal(one)
    if "negation" in said and not one.held("negation"):
        yield "negated"
    if "negation" in one.best.said and "negation" not in said and not _LIMITS & said:
        yield "affirmed"
    if _is_turned(one):
        yield "turned"
    if any(not one.held(name) for name in _EXACT & said):
        yield "amount"
    if "condition.hedge" in best and not {"condition.appropriate", "condition.possible"} & said:
        yield "unconditioned"
    if "condition.if" in best and not (_CONDITIONS | _MOMENTS) & said:
        yield "unconditioned"


def _is_turned(one: Aligned) -> bool:
    """Whether those who act in one text are there in the other, but do not act."""
    mine, theirs = one.claims, one.best
    general = {f"actor.{GENERAL}"}
    if (
        not mine.subjects
        or not theirs.subjects
        or mine.subjects & theirs.subjects
        or general & (mine.subjects | theirs.subjects)
    ):
        return False
    return mine.subjects <= set(theirs.actors) and theirs.subjects <= set(mine.actors)


def _other_modal(one: Aligned) -> Iterator[str]:
    """A duty for a choice and the like; a sentence that has both is of more than one sentence of the
    provision.
    """
    said, best = one.claims.said, one.best.strict
    if "modal.must" in said and "modal.must" not in best and {"modal.may", "modal.should"} & best:
        yield "duty"
    if "modal.should" in best and "modal.must" in said and "modal.should" not in said:
        yield "hedged"
    if "modal.may" in best and not {"modal.must", "negation"} & best and "modal.may" not in said:
        yield "fixed"
    if "modal.may" in said and not one.held("modal.may"):
        yield "choice"
