"""Locators: the readable, stable address of a provision, and the one label printed for it.

`cbd/art-8/item-j` is "Convention, Article 8(j)"; `cop-15/dec-8/annex-1/para-12/item-b` is
"Decision 15/8, annex I, paragraph 12 (b)". The first part names the document (two segments for
decisions and recommendations), each further segment is a step `kind-number`, or a bare kind where
there is only one of it (`annex`, `preamble`).
"""

import re
from dataclasses import dataclass

SESSION_BODIES = (
    "cop",
    "excop",
    "cp-mop",
    "np-mop",
    "sbstta",
    "sbi",
    "wgri",
    "wg8j",
    "wg2020",
    "sb8j",
    "icnp",
    "iccp",
)
STEP_KINDS = (
    "art", "para", "item", "subitem", "point", "annex", "part", "sec", "preamble", "recital", "term", "goal",
    "target", "mission", "extract", "slide", "remark", "page", "catalogue", "testimonium", "text", "head",
)  # fmt: skip
_SESSION = re.compile(rf"(?:{'|'.join(SESSION_BODIES)})-[0-9]{{1,4}}")
_DECISION = r"(?:dec|rec)-[0-9]{1,4}"
_STEP = re.compile(rf"({'|'.join(STEP_KINDS)})(?:-([a-z0-9][a-z0-9.~-]*))?")
_ROMAN = (
    (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip
LAST_ROMAN_COP = 13


def roman(number: int) -> str:
    """1 -> "I". Raises ValueError outside 1..399, the range that sessions and annexes can have."""
    if not 1 <= number < 400:
        raise ValueError(f"{number} has no roman form here")
    out = []
    for value, letters in _ROMAN:
        while number >= value:
            out.append(letters)
            number -= value
    return "".join(out)


def as_roman(number: str) -> str:
    """The roman form of a number where it has one, else the text as it is."""
    return roman(int(number)) if re.fullmatch(r"[0-9]{1,3}", number) and 1 <= int(number) < 400 else number


def from_roman(text: str) -> int | None:
    """ "IX" -> 9 in either case; None where the letters are not a well-formed roman number."""
    values = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
    letters = text.upper()
    if not letters or any(letter not in values for letter in letters):
        return None
    total = 0
    for here, after in zip(letters, [*letters[1:], None], strict=True):
        value = values[here]
        total += -value if after is not None and values[after] > value else value
    return total if 0 < total < 400 and roman(total) == letters else None


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a locator: `kind` is of STEP_KINDS, `number` is "" where there is only one."""

    kind: str
    number: str = ""

    def __str__(self) -> str:
        return f"{self.kind}-{self.number}" if self.number else self.kind


@dataclass(frozen=True, slots=True)
class Locator:
    """The address of a document (no steps) or of a provision in it."""

    document: str
    steps: tuple[Step, ...] = ()

    def __str__(self) -> str:
        return "/".join([self.document, *map(str, self.steps)])

    @property
    def parent(self) -> "Locator | None":
        """The locator one step up; None for a document."""
        return Locator(self.document, self.steps[:-1]) if self.steps else None

    def child(self, kind: str, number: str = "") -> "Locator":
        """The locator one step down."""
        return Locator(self.document, (*self.steps, Step(kind, number)))

    def step(self, kind: str) -> str | None:
        """The number of the last step of that kind, or None."""
        return next((step.number for step in reversed(self.steps) if step.kind == kind), None)

    @property
    def is_decision(self) -> bool:
        """Whether it is of a decision or recommendation, as a whole or in part."""
        return "/dec-" in self.document or "/rec-" in self.document

    @classmethod
    def parse(cls, text: str) -> "Locator":
        """The locator that prints as `text`. Raises ValueError on anything else."""
        parts = text.split("/")
        size = 1
        if len(parts) > 1 and _SESSION.fullmatch(parts[0]) and re.fullmatch(_DECISION, parts[1]):
            size = 2
        document = "/".join(parts[:size])
        if not re.fullmatch(rf"[a-z0-9][a-z0-9._-]*(?:/{_DECISION})?", document):
            raise ValueError(f"not a locator: {text!r}")
        steps = []
        for part in parts[size:]:
            match = _STEP.fullmatch(part)
            if not match:
                raise ValueError(f"not a locator: {text!r} (the part {part!r})")
            steps.append(Step(match[1], match[2] or ""))
        return cls(document, tuple(steps))


@dataclass(frozen=True, slots=True)
class DecisionNumber:
    """The session and number of a decision or recommendation: `cop-15/dec-8` is (cop, 15, 8)."""

    body: str
    session: int
    number: int

    @classmethod
    def of(cls, document: str) -> "DecisionNumber | None":
        """Read it off a document id; None for anything that is not a decision or recommendation."""
        match = re.fullmatch(rf"([a-z0-9-]+?)-([0-9]{{1,4}})/{_DECISION}", document)
        return cls(match[1], int(match[2]), int(document.rsplit("-", 1)[1])) if match else None

    def __str__(self) -> str:
        if self.body == "cop":
            session = as_roman(str(self.session)) if self.session <= LAST_ROMAN_COP else str(self.session)
            return f"{session}/{self.number}"
        if self.body == "cp-mop":
            if self.session <= 7:
                return f"BS-{as_roman(str(self.session))}/{self.number}"
            return f"CP-{'VIII' if self.session == 8 else self.session}/{self.number}"
        if self.body == "np-mop":
            return f"NP-{self.session}/{self.number}"
        if self.body == "sbstta" and self.session <= 21:
            return f"SBSTTA {as_roman(str(self.session))}/{self.number}"
        return f"{self.body.upper()} {self.session}/{self.number}"


def decision_label(document: str) -> str | None:
    """ "Decision 15/8" for `cop-15/dec-8`; None where the id is not that of a decision."""
    number = DecisionNumber.of(document)
    if number is None:
        return None
    return f"{'Recommendation' if '/rec-' in document else 'Decision'} {number}"


def label(locator: Locator, short_title: str, heading: str = "") -> str:
    """The printed label: how a lawyer would cite the provision.

    `heading` is the provision's own title and is used only for defined terms, which have no number. A step
    that
    repeats one before it (`para-1~2`, where a text starts counting again) says so: "paragraph 1 [2]".
    """
    parts = [decision_label(locator.document) or short_title]
    in_article = False
    decision = "/dec-" in locator.document or "/rec-" in locator.document
    for step in locator.steps:
        number, _, repeat = step.number.partition("~")
        again = f" [{repeat}]" if repeat else ""
        if in_article and step.kind in {"para", "item", "subitem", "point"}:
            parts[-1] += f"({number}){again}"
        elif step.kind in {"item", "subitem", "point"} and len(parts) > 1 and not number[:1].isdigit():
            parts[-1] += ("" if parts[-1][-1] == ")" else " ") + f"({number}){again}"
        else:
            in_article = step.kind == "art"
            parts.append(_step_label(Step(step.kind, number), decision, heading) + again)
    return ", ".join(part for part in parts if part)


def _step_label(step: Step, decision: bool, heading: str) -> str:
    number = step.number
    if step.kind == "annex":
        name = "annex" if decision else "Annex"
        return f"{name} {as_roman(number)}".strip()
    names = {
        "art": f"Article {number}",
        "para": f"paragraph {number}",
        "item": f"item {number}",
        "subitem": f"sub-item {number}",
        "point": f"point {number}",
        "part": f"Part {number}",
        "sec": f"section {number.upper()}",
        "preamble": "preamble" if decision else "Preamble",
        "recital": f"recital {number}",
        "term": f"“{heading}”" if heading else f"term {number}",
        "goal": f"Goal {number.upper()}",
        "target": f"Target {number}",
        "mission": "mission",
        "extract": f"extract {number}",
        "slide": f"slide {number}",
        "remark": f"remark {number}",
        "page": f"page {number}",
        "catalogue": f"catalogue entry {number.replace('-', ' ')}",
        "testimonium": "testimonium",
        "text": f"text {number}",
        "head": f"“{heading}”" if heading else f"heading {number}",
    }
    return names[step.kind].strip()
