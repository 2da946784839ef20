"""The state of the server, on the wire."""

from typing import Literal

from assistant.api.wire.base import IndexOut, WireModel


class HealthOut(WireModel):
    """`live`: the process answers; `ready`: questions are answered."""

    status: Literal["live", "ready"]
    """What holds now."""
    index: IndexOut | None = None
    """The index that answers; null for `live`."""
