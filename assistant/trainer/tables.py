"""The data of this package: who sessions are for, who acts in treaties and decisions, and by which verbs.

Each file of `data/` says at its head how its records are written; another record is an edit of the file
alone.
"""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from ingest.errors import CorpusError

DATA = Path(__file__).with_name("data")


@cache
def table(name: str) -> dict[str, Any]:
    """The records of `data/<name>.toml`, by their names. Raises CorpusError where the file is damaged."""
    try:
        return tomllib.loads((DATA / f"{name}.toml").read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise CorpusError(f"{name}.toml cannot be read ({error}).", "Install the project again.") from error
