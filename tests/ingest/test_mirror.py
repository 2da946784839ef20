"""Every module of ingest has the test file of its name."""

from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
MODULES = sorted(
    p.relative_to(ROOT / "ingest") for p in (ROOT / "ingest").rglob("*.py") if p.name != "__init__.py"
)


@pytest.mark.parametrize("module", MODULES, ids=str)
def test_a_module_has_its_test_file(module: Path) -> None:
    """In the same place, so that a failing test names a module."""
    path = ROOT / "tests" / "ingest" / module.parent / f"test_{module.name}"
    assert path.is_file()
    assert f"ingest.{'.'.join(module.with_suffix('').parts)} import" in path.read_text(encoding="utf-8")
