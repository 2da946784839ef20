"""Where conversations are kept: in a file, or beside the index where that lies in a database."""

from pathlib import Path
from typing import Protocol

from assistant.conversations.file import ConversationFile
from assistant.conversations.kept import Stored
from assistant.settings import Settings


class ConversationStore(Protocol):
    """Keeps conversations, for several threads, processes and machines.

    `owner` is the id of a person; what was not changed for so many days as the operator wants is deleted,
    whosever it is, when anybody comes. All methods raise UnavailableError where it cannot be used.
    """

    def revisions(self, owner: str) -> dict[str, str]:
        """The revision of each conversation by its id, the latest changed first; empty for one that was
        deleted.
        """
        ...

    def read(self, owner: str, name: str) -> Stored:
        """The conversation of that id. Raises NotFoundError where this person has none."""
        ...

    def store(self, owner: str, name: str, content: bytes, follows: str) -> str:
        """Keep a conversation and return its revision; `follows` is the one that it replaces, empty for what
        is new. Raises StaleError, FullError.
        """
        ...

    def delete(self, owner: str, name: str) -> None:
        """Delete one. Raises NotFoundError."""
        ...

    def delete_all(self, owner: str) -> int:
        """Delete all of a person; how many there were."""
        ...

    def erase(self, owner: str) -> int:
        """Delete all of a person, and that there ever were any; how many there were. A browser that has them
        still and signs in as that person stores them again.
        """
        ...


def conversation_store(settings: Settings) -> ConversationStore | None:
    """The one that the settings choose; None where they have none kept."""
    if settings.conversations is None:
        return None
    if isinstance(settings.index, Path):
        return ConversationFile(settings.conversations, settings.conversations_days)
    from assistant.conversations.database import ConversationTable

    return ConversationTable(settings.index, settings.conversations_days)
