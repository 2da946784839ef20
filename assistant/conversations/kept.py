"""A conversation as it is kept, and how much is kept of one person."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from ingest.errors import InputError, NotFoundError

MOST = 500  # conversations of one person
MOST_DELETED = 1_000  # of one person that are remembered
MOST_BYTES = 4 * 1024 * 1024  # of all of them: what browsers keep of a page, too


class StaleError(InputError):
    """A conversation was stored or deleted from elsewhere since it was read."""

    code = "stale"
    status = 409


class FullError(InputError):
    """A person's conversations have no more room."""

    code = "conversations_full"
    status = 413


@dataclass(frozen=True, slots=True)
class Stored:
    """A conversation as it is kept."""

    id: str
    revision: str
    """Another one with each change, never used twice."""
    content: bytes


def check_follows(held: str, follows: str) -> None:
    """Raises StaleError where the revision that is held is not the one that is replaced."""
    if held != follows:
        raise StaleError(
            "This conversation was changed or deleted from elsewhere since.",
            "Read it, then store yours after it, or under another id.",
        )


def check_room(count: int, size: int) -> None:
    """Raises FullError where a person would have more conversations, or bytes of them, than are kept;
    `count` is that of the others.
    """
    if count >= MOST or size > MOST_BYTES:
        raise FullError(
            f"The server keeps {MOST} conversations and {MOST_BYTES >> 20} MB for each person.",
            "Delete some of yours.",
        )


def missing() -> NotFoundError:
    """What is said of one that is not there."""
    return NotFoundError("You have no such conversation here.", "GET /api/v1/conversations lists yours.")


def moment(before: int = 0) -> datetime:
    """Now, or so many days before."""
    return datetime.now(UTC) - timedelta(days=before)
