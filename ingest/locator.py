"""Locators: the readable, stable address of a provision, and the one label printed for it.

`cbd/art-8/item-j` is "Convention, Article 8(j)"; `cop-15/dec-8/annex-1/para-12/item-b` is "Decision 15/8,
annex I, paragraph 12 (b)". The first part names the document (two segments for decisions and
recommendations), each further segment is a step `kind-number`, or a bare kind where there is only one of it
(`annex`, `preamble`).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from ingest.acts import Act
from ingest.names import Body, LabelForms
from ingest.numerals import as_roman
from ingest.vocabulary import ENGLISH, Vocabulary, vocabulary

STEP_KINDS = (
    "art", "para", "item", "subitem", "point", "annex", "part", "sec", "preamble", "recital", "term", "goal",
    "target", "mission", "extract", "slide", "remark", "page", "catalogue", "testimonium", "text", "head",
    "app", "table", "fig", "row", "note", "adoption",
)  # fmt: skip
_DECISION = r"(?:dec|rec|res)-[0-9]{1,4}(?:~[a-z0-9]{1,3})?"
_ENTRY = "/catalogue"
_STEP = re.compile(rf"({'|'.join(STEP_KINDS)})(?:-([a-z0-9][a-z0-9.~-]*))?")


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
        return bool(re.search(r"/(?:dec|rec|res)-", self.document))

    @classmethod
    def parse(cls, text: str) -> "Locator":
        """The locator that prints as `text`. Raises ValueError on anything else."""
        parts = text.split("/")
        size = 1
        session = len(parts) > 1 and _session(vocabulary()).fullmatch(parts[0])
        if session and re.fullmatch(_DECISION, parts[1]):
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


@cache
def _session(known: Vocabulary) -> re.Pattern[str]:
    """ "cop-15": a body and its session, the first part of a decision's locator."""
    ids = [body.id for body in known.bodies] + [body.id for body in known.other_bodies]
    return re.compile(rf"({'|'.join(map(re.escape, ids))})-([0-9]{{1,4}})")


@dataclass(frozen=True, slots=True)
class Decision:
    """A decision or recommendation by body, session and number: `cop-15/dec-8` is (cop, 15, 8)."""

    body: str
    session: int
    number: int

    @classmethod
    def of(cls, document: str) -> "Decision | None":
        """Read it off a document id; None for anything that is not a decision or recommendation."""
        head, _, tail = document.partition("/")
        match = _session(vocabulary()).fullmatch(head)
        if not match or not re.fullmatch(_DECISION, tail) or vocabulary().body(match[1]) is None:
            return None
        return cls(match[1], int(match[2]), int(tail.rpartition("-")[2].partition("~")[0]))

    @property
    def _by(self) -> Body:
        found = vocabulary().body(self.body)
        if found is None:
            raise ValueError(f"{self.body!r} is not a body: see corpus/names/bodies.toml")
        return found

    def __str__(self) -> str:
        return self._printed(self._by.label_form(self.session))

    def _printed(self, form: str) -> str:
        numeral = as_roman(str(self.session))
        return form.format(session=self.session, roman=numeral, number=self.number)

    @property
    def id(self) -> str:
        """`cop-15/dec-8`."""
        return f"{self.body}-{self.session}/{self._by.step}-{self.number}"

    @property
    def path(self) -> str:
        """The id as a file below a folder, without its type: `cop-15/dec-08` sorts as people count."""
        return f"{self.body}-{self.session:02}/{self._by.step}-{self.number:02}"

    @property
    def kind(self) -> str:
        """`decision` or `recommendation`."""
        return self._by.decides

    @property
    def code(self) -> str:
        """What the API calls it, as far as is known: `CBD/COP/15/08`."""
        return f"CBD/{self._by.api}/{self.session:02}/{self.number:02}"

    @property
    def symbol(self) -> str:
        """The symbol printed on it; "" for bodies whose form is not confirmed for every session."""
        return self._printed(self._by.symbol_form(self.session))

    @property
    def treaty(self) -> str:
        """The code of its treaty in the API."""
        return vocabulary().treaty_codes[self._by.instrument]

    @property
    def url(self) -> str:
        """Its official page; a recommendation has none whose address can be told from its number."""
        return vocabulary().site + self._printed(self._by.page or "/recommendations")

    def file_url(self, language: str, kind: str = "pdf", site: str = "") -> str:
        """Where its file is expected, by the pattern seen for COP 12 on; for others the pattern is a
        guess.
        """
        folder = f"{self._by.decides}s"
        session = f"{self.body}-{self.session:02}"
        name = f"{session}-{self._by.step}-{self.number:02}-{language}.{kind}"
        return f"{site or vocabulary().site}/doc/{folder}/{session}/{name}"


def decision_label(document: str, language: str = ENGLISH) -> str | None:
    """ "Decision 15/8" for `cop-15/dec-8`, "Decision 2/CP.24" for `unfccc-cop-24/dec-2`; None where the id is
    not that of a decision. A second copy of one, `cop-15/dec-8~2`, says so: "Decision 15/8 [2]".
    """
    document, _, copy = document.partition("~")
    again = f" [{copy}]" if copy else ""
    act, decision = Act.of(document), Decision.of(document)
    if act is None and decision is None:
        return None
    what = act.what if act else "recommendation" if "/rec-" in document else "decision"
    forms = vocabulary().labels[language]
    return forms.documents[what].format(number=act.symbol if act else decision) + again


def catalogue_entry(described: Locator | str) -> str:
    """Where the catalogue's entry of a document or provision stands."""
    return f"{described}{_ENTRY}"


def described(entry: str) -> str:
    """What an entry of the catalogue is about; any other locator is about itself."""
    return entry.removesuffix(_ENTRY)


def is_entry(locator: str) -> bool:
    """Whether it is one of the catalogue's."""
    return locator.endswith(_ENTRY)


def lies_in(one: str, place: str) -> bool:
    """Whether the provision at a locator is the one at `place`, or a part of it."""
    return one == place or one.startswith(f"{place}/")


def overlap(one: str, other: str) -> bool:
    """Whether one of two provisions is the other, or a part of it."""
    return lies_in(one, other) or lies_in(other, one)


def label(
    locator: Locator,
    short_title: str,
    heading: str = "",
    above: Sequence[str] = (),
    language: str = ENGLISH,
) -> str:
    """The printed label: how a lawyer would cite the provision, in a language.

    `heading` is the provision's own title, `above` are those of the headings in which it stands, from the
    outermost; they are used where there is no number: for defined terms and for sections that only have a
    heading. A step that repeats one before it (`para-1~2`, where a text starts counting again) says so:
    "paragraph 1 [2]".
    """
    forms = vocabulary().labels[language]
    parts = [decision_label(locator.document, language) or short_title]
    in_article = False
    decision = locator.is_decision
    sections = 0  # how many stand before this step, each in the one before
    titles = iter(above)
    for step in locator.steps:
        number, _, repeat = step.number.partition("~")
        again = f" [{repeat}]" if repeat else ""
        if in_article and step.kind in forms.within:
            parts[-1] += _filled(forms.within[step.kind], step.kind, number, forms) + again
        elif step.kind in {"item", "subitem", "point"} and len(parts) > 1 and not number[:1].isdigit():
            form = forms.again if parts[-1][-1] == ")" else forms.below
            parts[-1] += _filled(form, step.kind, number, forms) + again
        elif step.kind == "sec" and sections:
            parts[-1] += f".{number.upper() if sections == 1 else number}{again}"
        else:
            in_article = step.kind == "art"
            own = next(titles, heading) if step.kind == "head" else heading
            parts.append(_step_label(Step(step.kind, number), decision, own, forms) + again)
        sections = sections + 1 if step.kind == "sec" else 0
    return forms.join.join(part for part in parts if part)


def _step_label(step: Step, decision: bool, heading: str, forms: LabelForms) -> str:
    if step.kind in {"term", "head"} and heading:
        return forms.quoted.format(heading=heading)
    form = (decision and forms.decision.get(step.kind)) or forms.steps[step.kind]
    return _filled(form, step.kind, step.number, forms).strip()


def _filled(form: str, kind: str, number: str, forms: LabelForms) -> str:
    """A form with its number, spelled as the language does."""
    # 6-bis is printed 6 bis, 5-1 as it is, l110-1 as codes write it
    plain = re.sub(r"-(?=[a-z])", " ", number) if kind in {"art", "catalogue"} else number
    plain = (
        re.sub(r"\A[a-z]{1,2}(?=[0-9])", lambda match: match[0].upper(), plain) if kind == "art" else plain
    )
    place = ord(number) - ord("a") if len(number) == 1 else -1
    lettered = kind == "item" and 0 <= place < len(forms.letters)
    counted = number.isascii() and number.isdigit() and 0 < int(number) <= len(forms.ordinals)
    return form.format(
        number=plain,
        capital=number.upper(),
        roman=as_roman(number),
        letter=forms.letters[place] if lettered else number,
        ordinal=forms.ordinals[int(number) - 1] if counted else number,
    )
