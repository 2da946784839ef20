"""The data that come with the project are found from wherever it is started."""

from pathlib import Path

import pytest

from ingest.embedded import embedded_folder


def test_the_folder_lies_beside_the_packages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever the working folder is."""
    monkeypatch.chdir(tmp_path)
    assert (embedded_folder() / "names" / "instruments.toml").is_file()
    assert (embedded_folder().parent / "ingest").is_dir()
