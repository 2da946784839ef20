"""A case: one question of a kind with what a right answer to it shows, read with every mistake named by its
line.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evaluation.jsonl import read_records, text_field, texts_field
from evaluation.questions import HALVES, Item
from ingest.locator import Locator
from ingest.vocabulary import LANGUAGES

HOME = Path(__file__).resolve().parent
ROLES = ("greeting", "thanks", "abilities", "out_of_scope", "near_miss", "core")
SORTS = {
    "whole": ("one part", "all of it"),
    "concept": ("uses the name", "asks what it is"),
    "pointer": ("on an official page", "in the texts"),
    "ambiguous": ("asks back", "names the readings"),
    "articles": ("long", "short"),
}
"""Kind -> what its cases are called that are marked in their way (`part`, `uses` ...), and the others."""
_FIELDS = {"id", "kind", "question", "lang", "history", "half", "expect"}


@dataclass(frozen=True, slots=True)
class Expected:
    """What a right answer shows; each kind uses some of the fields (`KINDS`).

    `provision` is to be shown whole, or with `part` the part of it that is asked for; `any_of` are places
    that are equally good; `uses` says that the question only uses a name, `number` how many there are;
    `pointer` is the kind of the official page, "" where the texts answer; `role` one of ROLES; `asks` says
    that asking back is right, else `readings` are the documents that may be meant; `clean` is the question
    written properly. `long` marks an article that was once shown as an extract.
    """

    provision: str = ""
    part: bool = False
    any_of: tuple[str, ...] = ()
    uses: bool = False
    number: int = 0
    pointer: str = ""
    role: str = ""
    asks: bool = False
    readings: tuple[str, ...] = ()
    clean: str = ""
    long: bool = False

    @property
    def locators(self) -> tuple[str, ...]:
        """All that it names in the corpus."""
        return (*((self.provision,) if self.provision else ()), *self.any_of, *self.readings)


@dataclass(frozen=True, slots=True)
class Case:
    """One question of a kind; `half` is "" where it was generated, `line` where it stands in its file."""

    id: str
    kind: str
    question: str
    lang: str
    expect: Expected
    half: str = ""
    history: tuple[str, ...] = ()
    line: int = 0

    @property
    def item(self) -> Item:
        """The question as a system is asked."""
        return asked(self.question, self.lang, self.history, self.id)

    @property
    def sort(self) -> str:
        """Which sort of its kind it is; "" where the kind has one only."""
        expect = self.expect
        if self.kind in SORTS:
            marked, plain = SORTS[self.kind]
            return (
                marked
                if expect.part or expect.uses or expect.pointer or expect.asks or expect.long
                else plain
            )
        return expect.role.replace("_", " ")


def asked(question: str, lang: str, history: tuple[str, ...] = (), identity: str = "") -> Item:
    """A question as a system is asked, with no gold beside it."""
    return Item(identity, question, "lookup", lang, history, True, ())


KINDS: Mapping[str, tuple[frozenset[str], frozenset[str]]] = {
    kind: (frozenset(needed.split()), frozenset(others.split()))
    for kind, needed, others in (
        ("whole", "provision", "part"),
        ("concept", "any_of", "uses"),
        ("count", "number", "any_of"),
        ("pointer", "pointer", "any_of"),
        ("help", "as", "any_of"),
        ("ambiguous", "asks", "readings"),
        ("typed", "clean", ""),
        ("language", "any_of", ""),
    )
}
"""Kind -> the fields that what it expects must have, and those that it may have."""


def read_kind(path: Path) -> tuple[Case, ...]:
    """Read and check the cases of a file, all of the kind that it is named after. Raises EvaluationError that
    names every line which is wrong, and why.
    """
    return read_records(path, lambda record, line: parse_case(record, path.stem, line))


def read_kinds(kinds: Iterable[str], half: str = "all", folder: Path = HOME) -> dict[str, tuple[Case, ...]]:
    """The cases of these kinds, of one half or of both. Raises EvaluationError as read_kind does."""
    read = {kind: read_kind(folder / f"{kind}.jsonl") for kind in kinds}
    return {kind: tuple(c for c in cases if half in ("all", c.half)) for kind, cases in read.items()}


def parse_case(record: Any, kind: str, line: int = 0) -> Case:
    """One case from its JSON object. Raises ValueError that says what is wrong with it."""
    if not isinstance(record, dict):
        raise ValueError("a case is a JSON object.")
    _known(record, _FIELDS)
    if record.get("kind") != kind or kind not in KINDS:
        raise ValueError(f"the kind is {record.get('kind')!r}; in this file it is '{kind}'.")
    lang, half = text_field(record, "lang"), record.get("half")
    if lang not in LANGUAGES:
        raise ValueError(f"the language '{lang}' is none of {', '.join(LANGUAGES)}.")
    if half not in HALVES:
        raise ValueError(f'\'half\' is {half!r}; it is "dev" or "test".')
    return Case(
        id=text_field(record, "id"),
        kind=kind,
        question=text_field(record, "question"),
        lang=lang,
        expect=_expected(record.get("expect"), kind),
        half=half,
        history=texts_field(record, "history"),
        line=line,
    )


def _expected(record: Any, kind: str) -> Expected:
    if not isinstance(record, dict):
        raise ValueError("'expect' must be a JSON object.")
    needed, others = KINDS[kind]
    _known(record, needed | others)
    missing = sorted(needed - record.keys())
    if missing:
        raise ValueError(f"'{missing[0]}' is missing in what is expected.")
    expected = Expected(
        provision=text_field(record, "provision") if "provision" in needed else "",
        part=_flag(record, "part"),
        any_of=_places(record, "any_of"),
        uses=_flag(record, "uses"),
        number=_number(record) if "number" in needed else 0,
        pointer="" if record.get("pointer") is None else text_field(record, "pointer"),
        role=text_field(record, "as") if "as" in needed else "",
        asks=_flag(record, "asks"),
        readings=_places(record, "readings"),
        clean=text_field(record, "clean") if "clean" in needed else "",
    )
    _agreeing(expected, kind)
    return expected


def _agreeing(expected: Expected, kind: str) -> None:
    """Raises ValueError where the fields do not go together."""
    for locator in expected.locators:
        Locator.parse(locator)
    if expected.role and expected.role not in ROLES:
        raise ValueError(f"'as' is '{expected.role}'; it is one of {', '.join(ROLES)}.")
    answered = {
        "concept": True,
        "language": True,
        "pointer": not expected.pointer,
        "help": expected.role in ("near_miss", "core"),
    }
    if kind in answered and answered[kind] != bool(expected.any_of):
        raise ValueError(
            "'any_of' must name a provision." if answered[kind] else "'any_of' says nothing here."
        )
    if kind == "ambiguous" and (len(expected.readings) < 2) != expected.asks:
        raise ValueError("either asking back is right ('asks'), or 'readings' names two documents or more.")


def _known(record: dict[str, Any], names: Iterable[str]) -> None:
    unknown = sorted(set(record) - set(names))
    if unknown:
        raise ValueError(f"unknown field {', '.join(unknown)}; known are {', '.join(sorted(names))}.")


def _places(record: dict[str, Any], name: str) -> tuple[str, ...]:
    values = texts_field(record, name)
    if len(set(values)) < len(values):
        raise ValueError(f"'{name}' names the same twice.")
    return values


def _flag(record: dict[str, Any], name: str) -> bool:
    value = record.get(name, False)
    if not isinstance(value, bool):
        raise ValueError(f"'{name}' is true or false.")
    return value


def _number(record: dict[str, Any]) -> int:
    value = record["number"]
    if not isinstance(value, int) or isinstance(value, bool) or value < 1:
        raise ValueError("'number' must be a whole number above 0.")
    return value
