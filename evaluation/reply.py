"""What a system replied, read from the HTTP contract's answer without trusting it."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Cited:
    """One citation as the system gave it."""

    number: int
    id: str
    label: str
    source: str
    quote: str
    text: str
    start: int
    end: int
    score: float
    official: bool
    extract: bool = False  # says itself that words are left out
    page: int = 0  # of the source's file on which the quote begins; 0 where it has none
    last_page: int = 0  # on which it ends; 0 where that is the same


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer with its citations, or a refusal with its reason.

    `kinds` says of each statement whose words it is; `notes` and `suggestions` stand beside an answer,
    `closest`, `pointer` (the kind of an official page) and `help` beside a refusal. A system that has no such
    thing leaves it empty.
    """

    refused: bool
    reason: str
    statements: tuple[tuple[str, tuple[int, ...]], ...]
    citations: tuple[Cited, ...]
    message: str = ""
    rewritten: str = ""
    language: str = ""
    kinds: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    suggestions: tuple[str, ...] = ()
    closest: tuple[str, ...] = ()
    pointer: str = ""
    help: tuple[str, ...] = ()

    @property
    def confidence(self) -> float:
        """The score of the best citation; 0 for a refusal."""
        return 0.0 if self.refused or not self.citations else self.citations[0].score


def read_reply(wire: Any) -> Reply:
    """Read the contract's answer. Raises ValueError for what does not speak the contract."""
    try:
        refusal = wire["refusal"]
        refused = wire["answerable"] is False
        if refused != (refusal is not None):
            raise ValueError("'answerable' and 'refusal' contradict each other")
        statements = tuple((str(s["text"]), tuple(int(n) for n in s["citations"])) for s in wire["answer"])
        citations = () if refused else tuple(_cited(record) for record in wire["citations"])
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(
            f"the answer does not speak the contract ({type(error).__name__}: {error})"
        ) from error
    said = refusal if refused else {}
    return Reply(
        refused=refused,
        reason=str(refusal["reason"]) if refused else "",
        statements=statements,
        citations=citations,
        message=str(said.get("message", "")),
        rewritten=str(wire.get("rewritten") or ""),
        language=str(wire.get("language") or ""),
        kinds=tuple(str(statement.get("kind", "")) for statement in wire["answer"]),
        notes=_texts(wire, "notes"),
        suggestions=_texts(wire, "suggestions"),
        closest=_texts(said, "closest"),
        pointer=str((said.get("pointer") or {}).get("kind", "")),
        help=_texts(said, "help"),
    )


def _texts(record: dict[str, Any], name: str) -> tuple[str, ...]:
    return tuple(map(str, record.get(name) or ()))


def _cited(record: dict[str, Any]) -> Cited:
    return Cited(
        number=int(record["number"]),
        id=str(record["id"]),
        label=str(record.get("label", "")),
        source=str(record["document"]["id"]),
        quote=str(record["quote"]),
        text=str(record["text"]),
        start=int(record["start"]),
        end=int(record["end"]),
        score=float(record.get("score") or 0.0),
        official=bool(record.get("official", False)),
        extract=bool(record.get("extract", False)),
        page=int(record.get("page") or 0),
        last_page=int(record.get("last_page") or 0),
    )
