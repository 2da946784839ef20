"""Who somebody is here, on the wire."""

from datetime import UTC, datetime
from typing import Literal, Self

from assistant.access.register import Entry
from assistant.access.roles import Viewer
from assistant.api.wire.base import WireModel


class MeOut(WireModel):
    """Who sends this request, and what they may do."""

    signed_in: bool
    """Whether the request says who sends it."""
    name: str
    """What this person is called; empty for anybody."""
    role: Literal["", "reader", "trainer", "editor", "operator"]
    """What they are here; empty: nothing."""
    may: list[Literal["read", "ask", "train", "edit", "operate"]]
    """What the role, and the scopes of a token, allow."""
    owner: str
    """Under what the page keeps what belongs to this person; empty for anybody."""
    sign_in: str
    """Address where one signs in; empty where that is not done here."""
    can_sign_out: bool
    """Whether there is a session that POST /sign-out ends."""
    conversation_days: int | None
    """For how many days after its last change the server keeps a conversation of this person, 0 for ever;
    null: it keeps none."""

    @classmethod
    def of(cls, viewer: Viewer, owner: str, sign_in: str, conversation_days: int | None) -> Self:
        """What is told of a viewer."""
        return cls(
            signed_in=viewer.is_known,
            name=viewer.name,
            role=viewer.role or "",  # type: ignore[arg-type]  # roles are these words
            may=list(viewer.allowed),  # type: ignore[arg-type]  # scopes are those words
            owner=owner,
            sign_in=sign_in,
            can_sign_out=bool(viewer.session),
            conversation_days=conversation_days,
        )


class SignedOutOut(WireModel):
    """The session has ended."""

    next: str
    """Where to go now: the provider's own page for signing out, or the chat."""


class SessionOut(WireModel):
    """A session of a person that goes on."""

    id: str
    """Its id, which opens nothing."""
    device: str
    """The browser and the system that it was begun with, as far as they said; else empty."""
    begun: str
    """When the person signed in, in UTC."""
    used: str
    """When it was last used, to within some minutes, in UTC."""
    current: bool
    """Whether it is the one that asks."""

    @classmethod
    def of(cls, entry: Entry, current: str) -> Self:
        """As the person of it sees it."""
        return cls(
            id=entry.session,
            device=entry.device,
            begun=_moment(entry.begun),
            used=_moment(entry.used),
            current=entry.session == current,
        )


class SessionsOut(WireModel):
    """The sessions of a person."""

    sessions: list[SessionOut]
    """Those that go on, the one that was used last first."""


def _moment(seconds: float) -> str:
    return datetime.fromtimestamp(seconds, UTC).isoformat(timespec="seconds")
