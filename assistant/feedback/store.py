"""Where feedback is kept: in a file, or beside the index where that lies in a database."""

from pathlib import Path
from typing import Protocol

from assistant.feedback.file import FeedbackFile
from assistant.feedback.opinion import Feedback, Opinion
from assistant.settings import Settings


class FeedbackStore(Protocol):
    """Keeps feedback, for several threads, processes and machines. What is older than the operator wants goes
    when another comes; one for which there is no more room is refused.
    """

    def add(self, opinion: Opinion) -> int:
        """Store one feedback and return its number. Raises UnavailableError."""
        ...

    def newest(self, limit: int, before: int | None = None) -> list[Feedback]:
        """The newest feedbacks first, those with smaller numbers than `before`. Raises UnavailableError."""
        ...


def feedback_store(settings: Settings) -> FeedbackStore:
    """The one that the settings choose."""
    limits = settings.feedback_days, settings.feedback_megabytes
    if isinstance(settings.index, Path):
        return FeedbackFile(settings.feedback, *limits)
    from assistant.feedback.database import FeedbackTable

    return FeedbackTable(settings.index, *limits)
