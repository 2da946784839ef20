"""What a sync is asked for, read as people write it."""

from typing import Any

import pytest

from assistant.library.selection import select
from ingest.errors import InputError


@pytest.mark.parametrize(
    ("cop", "mop", "expected"),
    [
        ("14-16", "", ["cop-14", "cop-15", "cop-16"]),
        ("8,15", "", ["cop-8", "cop-15"]),
        ("", "cp-11", ["cp-mop-11"]),
        ("", "4-5", ["cp-mop-4", "cp-mop-5", "np-mop-4", "np-mop-5"]),
        ("15", "np-5", ["cop-15", "np-mop-5"]),
    ],
)
def test_sessions_are_read_as_people_write_them(cop: str, mop: str, expected: list[str]) -> None:
    """Ranges and lists, with and without a protocol."""
    assert [session.name for session in select([], cop, mop).sessions] == expected


@pytest.mark.parametrize("options", [{"cop": "16-14"}, {"cop": "x"}, {"mop": "zz-3"}, {"languages": "de"}])
def test_a_selection_that_cannot_be_read_is_refused(options: dict[str, Any]) -> None:
    """With the option's name."""
    with pytest.raises(InputError, match="--(cop|mop|lang)"):
        select([], **options)
