"""Feedback in the database of the index: the same promises as those of the file."""

from datetime import UTC, datetime, timedelta

from assistant.feedback.opinion import COLUMNS, Feedback, Opinion, feedback_of, row_of
from index.postgres.primary import Primary
from ingest.errors import UnavailableError

_COLUMNS = ", ".join(COLUMNS)
_OLD = "DELETE FROM cbd.feedback WHERE at < %s"
_SIZE = "SELECT coalesce(sum(pg_column_size(feedback.*)), 0) FROM cbd.feedback"
_MARKS = ", ".join(["%s"] * (len(COLUMNS) + 1))
_ADD = f"INSERT INTO cbd.feedback (at, {_COLUMNS}) VALUES ({_MARKS}) RETURNING id"
_NEWEST = f"SELECT id, at, {_COLUMNS} FROM cbd.feedback WHERE id < %s ORDER BY id DESC LIMIT %s"
_MIB = 1024 * 1024


class FeedbackTable:
    """Implements FeedbackStore over an address such as `postgresql://user@host,host/database`."""

    def __init__(self, address: str, days: int = 0, megabytes: int = 64) -> None:
        self._primary = Primary(address)
        self._days = days
        self._megabytes = megabytes

    def add(self, opinion: Opinion) -> int:
        """See FeedbackStore."""
        now = datetime.now(UTC).replace(microsecond=0)
        row = [text.replace("\0", "") for text in row_of(opinion)]  # which PostgreSQL does not store
        if self._days:
            self._primary.run(_OLD, [now - timedelta(days=self._days)])
        ((size,),) = self._primary.run(_SIZE)
        if size + sum(len(text.encode()) for text in row) > self._megabytes * _MIB:
            raise UnavailableError(
                f"The feedback in the database has reached {self._megabytes} MB.",
                "Read it, then empty cbd.feedback, or raise CBD_FEEDBACK_MEGABYTES.",
            )
        ((number,),) = self._primary.run(_ADD, [now, *row])
        return int(number)

    def newest(self, limit: int, before: int | None = None) -> list[Feedback]:
        """See FeedbackStore."""
        rows = self._primary.run(_NEWEST, [2**62 if before is None else before, limit])
        return [feedback_of(number, _moment(at), *row) for number, at, *row in rows]


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="seconds")
