"""Where the audit log is kept: in files, or beside the index where that lies in a database."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Protocol

from assistant.access.audit import Audit, Event
from assistant.settings import Settings


class AuditLog(Protocol):
    """Only ever appended to. What is older than the operator wants goes."""

    failures: int
    """How many events it could not take."""

    @property
    def waiting(self) -> int:
        """How many wait on this machine for a database that is away."""
        ...

    def note(self, event: Event) -> None:
        """Append it, before the answer leaves. A log that cannot be written ends no service: the failure is
        counted and logged.
        """
        ...

    def read(self, since: str = "", until: str = "") -> Iterator[dict[str, Any]]:
        """Every event that is kept, the oldest first, from one moment on and before another, as the log
        writes moments; one that is damaged is given as such, whatever the moments. Raises UnavailableError.
        """
        ...

    def close(self) -> None:
        """Let it go."""
        ...


def audit_log(settings: Settings) -> AuditLog:
    """The one that the settings choose."""
    if isinstance(settings.index, Path):
        return Audit(settings.audit, settings.audit_days, settings.audit_megabytes)
    from assistant.access.audit_table import AuditTable
    from assistant.access.outbox import Outbox

    return AuditTable(
        settings.index,
        Outbox(settings.audit.with_suffix(".waiting.db"), settings.audit_megabytes),
        settings.audit_days,
    )
