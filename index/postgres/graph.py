"""The graph of neighbours (HNSW) by which a database with many passages searches all of its vectors."""

from typing import Any

import psycopg
from psycopg import sql

SESSION = {
    "hnsw.ef_search": "1000",  # neighbours looked at, the most that pgvector allows: a question wants 768
    "hnsw.iterative_scan": "strict_order",  # who wants more than that gets them
}
# Its administrator says from how many passages on: ALTER DATABASE ... SET cbd.hnsw_from = 200000
_STATE = (
    "SELECT coalesce(count(*) >= nullif(current_setting('cbd.hnsw_from', true), '')::bigint, false), "
    "EXISTS (SELECT FROM pg_indexes WHERE schemaname = {name} AND tablename = 'vectors' "
    "AND indexdef LIKE '% USING hnsw %') FROM {schema}.vectors"
)
_DRAWN = "CREATE INDEX ON {schema}.vectors USING hnsw (vector halfvec_ip_ops)"


def draw(connection: psycopg.Connection[Any], schema: str) -> None:
    """Make the graph of a generation that is being built, where the database wants one."""
    wanted, _ = _state(connection, schema)
    if wanted:
        connection.execute(sql.SQL(_DRAWN).format(schema=sql.Identifier(schema)))


def as_wanted(connection: psycopg.Connection[Any], schema: str) -> bool:
    """Whether a generation has a graph where the database wants one, and else none."""
    wanted, there = _state(connection, schema)
    return wanted == there


def _state(connection: psycopg.Connection[Any], schema: str) -> tuple[bool, bool]:
    """Whether there should be one, and whether there is."""
    statement = sql.SQL(_STATE).format(name=sql.Literal(schema), schema=sql.Identifier(schema))
    ((wanted, there),) = connection.execute(statement).fetchall()
    return wanted, there
