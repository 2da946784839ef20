"""The data of the check of statements: tables in `words`, that anybody who knows the language can correct."""

import tomllib
from pathlib import Path
from typing import Any

from ingest.errors import CorpusError

FOLDER = Path(__file__).with_name("words")


def read_table(name: str) -> dict[str, Any]:
    """The table `words/<name>.toml`. Raises CorpusError where it cannot be read."""
    try:
        return tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise CorpusError(f"{name}.toml cannot be read ({error}).", "Install the project again.") from error
