"""The one shape of every error."""

from typing import Self

from assistant.api.wire.base import WireModel


class ErrorDetail(WireModel):
    """What went wrong."""

    code: str
    """Stable, for programs."""
    message: str
    """One sentence."""
    hint: str
    """What to do next."""


class ErrorOut(WireModel):
    """The one shape of every error."""

    error: ErrorDetail
    """The code, the message and what to do next."""

    @classmethod
    def of(cls, code: str, message: str, hint: str = "") -> Self:
        """Put the parts into the shape."""
        return cls(error=ErrorDetail(code=code, message=message, hint=hint))
