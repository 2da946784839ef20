"""Where the data that come with the project lie: `corpus/`, beside the packages."""

from pathlib import Path


def embedded_folder() -> Path:
    """The corpus that comes with the project."""
    return Path(__file__).resolve().parents[1] / "corpus"
