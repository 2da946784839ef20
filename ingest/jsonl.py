"""Files of the corpus that hold one JSON object a line."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from ingest.errors import SourceError

Made = TypeVar("Made")


def read_lines(path: Path, made: Callable[[dict[str, Any]], Made], what: str, hint: str) -> list[Made]:
    """What is made of each line. Raises SourceError naming the line that is not `what` it should be, with the
    `hint` what to do.
    """
    found = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        try:
            found.append(made(json.loads(line)))
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise SourceError(f"{path.name}: line {number} is not {what} ({error}).", hint) from error
    return found
