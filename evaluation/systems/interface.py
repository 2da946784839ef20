"""What the harness needs of a system."""

from dataclasses import dataclass
from typing import Any, Protocol

from evaluation.questions import Item
from ingest.errors import UnavailableError


class BusyError(UnavailableError):
    """The server asks to come back after some seconds; that wait is not the question's fault."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"the server asked to wait {seconds:g} s")
        self.seconds = seconds


@dataclass(frozen=True, slots=True)
class Retrieved:
    """One search result: the provision's id, its document and its text."""

    id: str
    source: str
    text: str
    score: float = 0.0


class System(Protocol):
    """Anything that answers. Whatever `ask` or `search` raises counts as a failed question, never as a
    missing row.
    """

    name: str

    def describe(self) -> dict[str, Any]:
        """What a report should say about it: index id, encoder, address."""
        ...

    def ask(self, item: Item) -> dict[str, Any]:
        """The HTTP contract's answer."""
        ...

    def search(self, query: str, limit: int) -> list[Retrieved] | None:
        """The nearest provisions, best first; None when the system offers no search."""
        ...
