"""Statements for the one host that takes writes, over connections that are kept: for what people give while
questions are answered.
"""

from collections.abc import Sequence
from weakref import finalize

import psycopg
from psycopg.abc import QueryNoTemplate as Query

from index.postgres.connections import Parameters, hosts_of
from index.postgres.hosts import Host, Row, brief
from ingest.errors import UnavailableError

LONGEST = 5  # seconds that a statement may take
UPGRADE = "Bring its schema up to date: cbd-assistant schema, and roles.sql once more (docs/operate.md)."


class Primary:
    """Runs single statements on the primary of an address, in any number of threads. Where a connection is
    lost the statement is sent once more: it may then have been done twice. Raises InputError for an address
    that is none.
    """

    def __init__(self, address: str) -> None:
        limit = f"-cstatement_timeout={LONGEST}s"
        self._hosts = [
            Host({**one, "options": f"{limit} {one.get('options', '')}"}) for one in hosts_of(address)
        ]
        self.close = finalize(self, _close, self._hosts)  # every connection, when it goes at last

    def run(self, statement: Query, parameters: Parameters = ()) -> list[Row]:
        """The rows that it gives. Raises UnavailableError where no host takes it."""
        why = "they are standbys"
        order = sorted(self._hosts, key=lambda host: (host.standby is not False, host.lost))
        for host in (*order, *order):
            try:
                with host.connection() as connection:
                    if connection.info.parameter_status("in_hot_standby") == "on":
                        continue
                    cursor = connection.execute(statement, parameters)
                    return cursor.fetchall() if cursor.description else []
            except psycopg.OperationalError as error:
                why = brief(error)
            except psycopg.Error as error:
                raise UnavailableError(f"The database did not take it: {brief(error)}.", UPGRADE) from error
        raise UnavailableError(f"No host of the database takes writes: {why}.", "Try again in a moment.")


def _close(hosts: Sequence[Host]) -> None:
    for host in hosts:
        host.close()
