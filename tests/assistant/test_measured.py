"""What was measured stands in one place, and README says the same."""

from pathlib import Path

from assistant.measured import SHARES, markdown, measured, with_table

README = Path(__file__).resolve().parents[2] / "README.md"


def test_readme_has_the_table_of_the_data() -> None:
    """Word for word; `python -m assistant.measured` writes it. The day is told there, too."""
    told = README.read_text(encoding="utf-8")
    day = measured().date

    assert markdown(measured().rows) in told
    assert with_table(told) == told
    assert f"Measured on {day.day} {day:%B %Y}" in told


def test_an_old_table_is_replaced() -> None:
    """It alone."""
    old = "a\n\n| | questions | x |\n|---|---|---|\n| lists | 1 | 2 |\n\nb\n"

    assert with_table(old) == f"a\n\n{markdown(measured().rows)}b\n"


def test_shares_are_shares() -> None:
    """Between 0 and 1, of at least one question."""
    for row in measured().rows:
        assert row.questions > 0
        assert all(0 <= getattr(row, share) <= 1 for share in SHARES)
