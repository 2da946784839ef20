"""A statement beside its grounds: what in it the provision lacks, or it turns round, is found by rules here.

Each finding alone is enough to drop the statement, whatever else speaks for it; what is left is judged by a
fitted model (assistant.reading.support.judge).
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from assistant.reading.glossary import english_words
from assistant.reading.support.claims import GENERAL, Claims, Number, claims_in
from assistant.reading.support.grounds import Grounds, vectors_of
from assistant.reading.support.places import carries, is_near, places_in
from assistant.reading.support.units import clauses
from index.encoder import Encoder
from ingest.locator import Locator

MOST_UNITS = 64  # of a long provision: those that share most words with the statement
MOST_NEAR = 3
LIKE = 0.02  # units whose cosine is so little below the best one's are looked at with it

ADDRESS = "It holds an address or markup, which the provision does not."
NEGATED = "The statement negates, the provision does not."
AFFIRMED = "The provision negates, the statement does not."
DUTY = "It makes a duty of what the provision does not demand."
CHOICE = "It leaves open what the provision does not."
FIXED = "It does not leave open what the provision does."
WISH = "It asks for what the provision does not ask for."
HEDGED = "It makes more than an effort of what the provision wants to be tried."
AMOUNT = "It says how much, how many or how often in a way that the provision does not."
SOMEBODY = "It names somebody whom the provision does not name."
TURNED = "Another one acts in the provision."
UNCONDITIONED = "It leaves out a condition of the provision."

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
class Aligned:
    """A sentence of a statement beside the units of the provision nearest to it: the `best` one, and those
    that are as `near` but for LIKE. `places` are their numbers.
    """

    claims: Claims
    best: Claims
    near: tuple[Claims, ...]
    places: tuple[int, ...]
    cosine: float

    def held(self, name: str) -> bool:
        """Whether any of the near units has it, or what is as good."""
        return any(name in claims.held for claims in self.near)


def align(statement: str, language: str, grounds: Grounds, encoder: Encoder) -> list[Aligned]:
    """Each sentence of the statement beside what it can be about."""
    chosen = _chosen(statement, language, grounds)
    vectors = vectors_of([grounds.units[i] for i in chosen], encoder)
    found = []
    for sentence in clauses(statement) or [statement]:
        cosines = vectors @ vectors_of([sentence], encoder)[0]
        best = float(cosines.max())
        ranked = np.argsort(-cosines, kind="stable")[:MOST_NEAR]
        order = tuple(chosen[i] for i in ranked if cosines[i] >= best - LIKE)
        near = tuple(grounds.claims[i] for i in order)
        found.append(Aligned(claims_in(sentence, language), near[0], near, order, best))
    return found


def _chosen(statement: str, language: str, grounds: Grounds) -> list[int]:
    """All units, or those of a long provision that the statement can be about."""
    if len(grounds.units) <= MOST_UNITS:
        return list(range(len(grounds.units)))
    wanted = set(re.findall(r"\w+", english_words(statement, language).lower()))
    shared = [len(wanted & set(re.findall(r"\w+", unit.lower()))) for unit in grounds.units]
    return sorted(sorted(range(len(shared)), key=lambda i: -shared[i])[:MOST_UNITS])


def objection(statement: str, language: str, grounds: Grounds, aligned: Sequence[Aligned]) -> str:
    """Why the provision cannot carry the statement; "" where no rule says so."""
    return next(_objections(statement, language, grounds, aligned), "")


def _objections(statement: str, language: str, grounds: Grounds, aligned: Sequence[Aligned]) -> Iterator[str]:
    if any(address not in grounds.source.whole for address in _ADDRESS.findall(statement)):
        yield ADDRESS
    yield from _wrong_places(statement, language, grounds)
    claims = claims_in(statement, language)
    yield from _missing(claims, grounds.all)
    for one in aligned:
        yield from _turned(one)


def _wrong_places(statement: str, language: str, grounds: Grounds) -> Iterator[str]:
    """Provisions, instruments and numbers that the provision does not name."""
    source = grounds.source
    home = Locator.parse(source.locator)
    named = places_in(statement, home, own=False)
    for reference in named.references:
        targets = (*reference.targets, *reference.alternatives)
        if not any(_is_named(target, grounds) for target in targets):
            yield f"The provision does not name {reference.words}."
    if named.instruments - grounds.instruments:
        yield "The provision does not name another instrument."
    values = {number.value for number in grounds.numbers} | source.title_numbers
    for number in sorted(claims_in(named.rest, language).numbers, key=lambda number: number.value):
        if number.value not in values:
            yield f"The provision does not name the number {number.value}."
        elif _other_unit(number, grounds):
            yield f"The provision does not name {number.value} of that unit."


def _is_named(target: Locator, grounds: Grounds) -> bool:
    if not target.steps:
        return target.document in grounds.instruments
    return is_near(str(target), grounds.source.locator) or carries(target, grounds.places)


def _other_unit(number: Number, grounds: Grounds) -> bool:
    """Whether the provision has that number, but of another thing."""
    return (
        bool(number.unit)
        and number not in grounds.numbers
        and number.value not in grounds.source.title_numbers
    )


def _missing(claims: Claims, all_: Claims) -> Iterator[str]:
    """What the statement claims and nothing in the provision does."""
    reasons = {
        "modal.must": DUTY,
        "modal.may": CHOICE,
        "modal.should": WISH,
        "negation": NEGATED,
        "reversal": NEGATED,
    }
    for name in sorted(claims.said - all_.held):
        if name in reasons:
            yield reasons[name]
        elif name.startswith("quantity."):
            yield AMOUNT
        elif name.startswith("actor.") and name not in _LOOSE:
            yield SOMEBODY


def _turned(one: Aligned) -> Iterator[str]:
    """What the sentence makes of the very words that it is about."""
    said, best = one.claims.said, one.best.strict
    if not {"modal.must", "modal.may"} <= said:
        yield from _other_modal(one)
    if "negation" in said and not one.held("negation"):
        yield NEGATED
    if "negation" in one.best.said and "negation" not in said and not _LIMITS & said:
        yield AFFIRMED
    if _is_turned(one):
        yield TURNED
    if any(not one.held(name) for name in _EXACT & said):
        yield AMOUNT
    if "condition.hedge" in best and not {"condition.appropriate", "condition.possible"} & said:
        yield UNCONDITIONED
    if "condition.if" in best and not (_CONDITIONS | _MOMENTS) & said:
        yield UNCONDITIONED


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
        yield DUTY
    if "modal.should" in best and "modal.must" in said and "modal.should" not in said:
        yield HEDGED
    if "modal.may" in best and not {"modal.must", "negation"} & best and "modal.may" not in said:
        yield FIXED
    if "modal.may" in said and not one.held("modal.may"):
        yield CHOICE
