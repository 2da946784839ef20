"""Acts: decisions and resolutions of other bodies than the Convention's, by body, session and number.

Which bodies there are, and how they print the numbers of what they adopt, is data: other-bodies.toml.
"""

import re
from dataclasses import dataclass
from functools import cache

from ingest.names import OtherBody
from ingest.numerals import as_roman, from_roman
from ingest.vocabulary import Vocabulary, vocabulary

_WORD = r"[^\W\u3400-\u9fff]"  # Chinese sets no space beside a symbol
STEPS = {"decision": "dec", "resolution": "res", "recommendation": "rec"}
_WHAT = {step: what for what, step in STEPS.items()}


@dataclass(frozen=True, slots=True)
class Act:
    """A decision or resolution of another body: `unfccc-cop-24/dec-2` is (unfccc-cop, 24, 2, decision)."""

    body: str
    session: int
    number: int
    what: str

    @classmethod
    def of(cls, document: str) -> "Act | None":
        """Read it off a document id; None for anything else."""
        match = _id(vocabulary()).fullmatch(document)
        return cls(match[1], int(match[2]), int(match[4]), _WHAT[match[3]]) if match else None

    @property
    def id(self) -> str:
        """`unfccc-cop-24/dec-2`."""
        return f"{self.body}-{self.session}/{STEPS[self.what]}-{self.number}"

    @property
    def symbol(self) -> str:
        """The number as the body prints it: "2/CP.24"."""
        found = vocabulary().other_body(self.body)
        if found is None:
            raise ValueError(f"{self.body!r} is not a body: see corpus/names/other-bodies.toml")
        roman = as_roman(str(self.session))
        return found.forms[0].format(session=self.session, roman=roman, number=self.number)

    @property
    def label(self) -> str:
        """ "Decision 2/CP.24"."""
        return f"{self.what.capitalize()} {self.symbol}"


@dataclass(frozen=True, slots=True)
class Form:
    """A printed form of a body's symbols, as a pattern with the groups `number` and `session` or `roman`."""

    body: OtherBody
    pattern: re.Pattern[str]

    def act(self, match: re.Match[str], what: str = "") -> Act | None:
        """The act of a match; `what` is the word beside it. None where the numbers cannot be its own."""
        found = match.groupdict()
        session = int(found["session"]) if found.get("session") else from_roman(found.get("roman") or "") or 0
        number = int(found["number"])
        if session < self.body.least or not number:
            return None
        return Act(self.body.id, session, number, what if what in STEPS else self.body.adopts[0])


def forms() -> tuple[Form, ...]:
    """Every printed form, those first that can be of one body only."""
    return _forms(vocabulary())


@cache
def _forms(known: Vocabulary) -> tuple[Form, ...]:
    bodies = sorted(known.other_bodies, key=lambda body: body.shared)
    return tuple(Form(body, re.compile(pattern_of(form))) for body in bodies for form in body.forms)


def pattern_of(form: str) -> str:
    """The pattern of a form: blanks and hyphens as they may be typed, and nothing longer around it."""
    escaped = re.escape(form).replace(r"\ ", r"\s?").replace(r"\-", "[-‐‑–]")
    escaped = escaped.replace(r"\{number\}", r"(?P<number>[0-9]{1,3})")
    escaped = escaped.replace(r"\{session\}", r"(?P<session>[0-9]{1,4})")
    escaped = escaped.replace(r"\{roman\}", r"(?P<roman>[IVXLC]{1,9})")
    return rf"(?<!{_WORD})(?<![/.-]){escaped}(?!{_WORD}|/|[.-]\w)"


@cache
def _id(known: Vocabulary) -> re.Pattern[str]:
    bodies = "|".join(re.escape(body.id) for body in known.other_bodies)
    return re.compile(rf"({bodies or '(?!)'})-([0-9]{{1,4}})/(dec|rec|res)-([0-9]{{1,4}})")
