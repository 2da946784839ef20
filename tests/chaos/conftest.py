"""Chaos is run by `make chaos` alone; what was survived is printed as a table."""

from dataclasses import dataclass

import pytest


@dataclass(slots=True)
class Row:
    """One kind of trouble: how often it was made, how often it was survived."""

    kind: str
    tried: int = 0
    hit: int = 0
    survived: int = 0


ROWS: list[Row] = []


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave chaos out unless it is asked for by its marker."""
    if "chaos" in (config.option.markexpr or ""):
        return
    left = [item for item in items if item.get_closest_marker("chaos")]
    config.hook.pytest_deselected(items=left)
    items[:] = [item for item in items if item not in left]


@pytest.fixture
def row(request: pytest.FixtureRequest) -> Row:
    """The row of this test in the table: its name is the first line of the test's docstring."""
    found = Row(str(request.function.__doc__).splitlines()[0].rstrip("."))
    ROWS.append(found)
    return found


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print the table."""
    if not ROWS:
        return
    terminalreporter.write_line("\n| What was done | Times | Hit its mark | Survived |\n|---|---|---|---|")
    for row in ROWS:
        terminalreporter.write_line(f"| {row.kind} | {row.tried} | {row.hit} | {row.survived} |")
