"""The folder and PostgreSQL side by side."""

import psycopg

from assistant.assistant import Assistant
from evaluation.shared import bench_shared, shared_lines


def test_a_folder_and_a_database_side_by_side(assistant: Assistant, postgres: str) -> None:
    """Both are built, opened and asked; the database that was made for it is gone afterwards."""
    records = list(bench_shared(assistant, postgres, sizes=[120], clients=[1, 2], seconds=0.2))
    assert [(one["passages"], one["where"]) for one in records] == [(120, "folder"), (120, "PostgreSQL")]
    for one in records:
        assert [each["clients"] for each in one["ask"]] == [1, 2]
        assert all(each["answers"] and not each["failures"] for each in one["ask"])
        assert one["floor_ms"] > 0
        assert one["disk_mib"] > 0.1
    told = "\n".join(shared_lines(records))
    assert "PostgreSQL" in told
    assert "Failed answers: 0." in told
    with psycopg.connect(postgres) as connection:
        left = connection.execute("SELECT datname FROM pg_database WHERE datname LIKE 'cbd_bench_%'")
        assert left.fetchall() == []
