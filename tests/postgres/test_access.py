"""Access over a cluster: standbys tell who comes while the primary is away, and who has no longer a right."""

import pytest

from assistant.access.roles import Role
from assistant.access.safe import safe_at
from assistant.access.sessions import Sessions
from assistant.access.tokens import Tokens
from index.postgres.schema import upgrade
from ingest.errors import UnavailableError
from tests.assistant.access.test_sessions import ANA
from tests.postgres.server import Server, address, wait_for


def test_standbys_tell_who_comes(three: list[Server]) -> None:
    """A token and a session are good while the primary is away; nobody is let in or out then, which is said,
    and a standby that has not heard of what was revoked is named.
    """
    place = address(three)
    upgrade(place)
    primary, standby, other = three
    tokens, sessions = Tokens(place), Sessions(place, 2)
    token, words = tokens.create("x", Role.READER)
    cookie = sessions.begin(ANA)
    safe_at(place).settle()
    for one in (standby, other):
        assert Tokens(address([one])).find(words) == token

    primary.kill()
    assert tokens.find(words) == token
    assert sessions.read(cookie) is not None
    assert Tokens(place).find(words) == token
    with pytest.raises(UnavailableError, match="takes writes"):
        tokens.revoke(token.id)
    primary.start()
    wait_for(lambda: standby.follows() and _streams(primary) == 2, "standbys to follow again")

    other.freeze()
    tokens.revoke(token.id)
    with pytest.raises(UnavailableError, match=f"127.0.0.1:{other.port} may not have it"):
        safe_at(place).settle()
    other.thaw()
    safe_at(place).settle()
    for one in three:
        assert Tokens(address([one])).find(words) is None


def _streams(primary: Server) -> object:
    return primary.execute("SELECT count(*) FROM pg_stat_replication WHERE state = 'streaming'")[0][0]
