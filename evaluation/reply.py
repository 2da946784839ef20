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


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer with its citations, or a refusal with its reason."""

    refused: bool
    reason: str
    statements: tuple[tuple[str, tuple[int, ...]], ...]
    citations: tuple[Cited, ...]
    message: str = ""
    rewritten: str = ""

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
    return Reply(
        refused, str(refusal["reason"]) if refused else "", statements, citations,
        str(refusal.get("message", "")) if refused else "", str(wire.get("rewritten") or ""),
    )  # fmt: skip


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
    )
