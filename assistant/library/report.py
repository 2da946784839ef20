"""The report of a sync: what it did, file by file, and why something could not be done."""

from dataclasses import dataclass, field

from ingest.errors import AssistantError


@dataclass(slots=True)
class Report:
    """Names of files by what became of them; `failed` and `notes` say why."""

    new: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    unchanged: int = 0
    gone: list[str] = field(default_factory=list)
    failed: list[tuple[str, str]] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)
    requests: int = 0

    def fail(self, name: str, error: AssistantError) -> None:
        """Note that a file could not be brought up to date."""
        self.failed.append((name, error.message))

    def note(self, name: str, why: str) -> None:
        """Note what is to be known and is no failure."""
        self.notes.append((name, why))
