"""A cluster for the tests of one module; what they measured is told at the end."""

from collections.abc import Iterator

import pytest

from tests.postgres.server import Absent, Server, cluster


@pytest.fixture(scope="module")
def three() -> Iterator[list[Server]]:
    """A primary and two standbys; a test leaves it so, whichever of them the primary is then."""
    try:
        with cluster() as found:
            yield found
    except Absent as reason:
        pytest.skip(str(reason))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Tell what was measured."""
    for report in terminalreporter.stats.get("passed", []):
        for name, value in report.user_properties:
            terminalreporter.write_line(f"{name}: {value}")
