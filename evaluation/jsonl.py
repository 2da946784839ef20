"""Files of one JSON object a line, read so that every line which is wrong is named, with what is wrong."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, Protocol, TypeVar

from ingest.errors import EvaluationError


class Named(Protocol):
    """A record that has an id of its own."""

    @property
    def id(self) -> str:
        """Unlike that of any other in the file."""
        ...


Record = TypeVar("Record", bound=Named)


def read_records(path: Path, parse: Callable[[Any, int], Record]) -> tuple[Record, ...]:
    """What `parse` makes of each line and its number; it raises ValueError that says what is wrong with one.
    Raises EvaluationError that names every line which is wrong, and why.
    """
    records: list[Record] = []
    problems: list[str] = []
    seen: dict[str, int] = {}
    for number, line in enumerate(_text(path).splitlines(), start=1):
        if not line.strip():
            continue
        try:
            record = parse(json.loads(line), number)
        except json.JSONDecodeError as error:
            problems.append(f"{path.name}:{number}: not JSON ({error.msg}, column {error.colno}).")
            continue
        except ValueError as error:
            problems.append(f"{path.name}:{number}: {error}")
            continue
        if record.id in seen:
            problems.append(
                f"{path.name}:{number}: the id '{record.id}' was given before, in line {seen[record.id]}."
            )
        seen.setdefault(record.id, number)
        records.append(record)
    if problems:
        raise EvaluationError("\n".join(problems))
    if not records:
        raise EvaluationError(
            f"{path.name}: there is no question in the file.",
            "Write one JSON object a line; see evaluation/README.md.",
        )
    return tuple(records)


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise EvaluationError(
            f"{path.name}: the file is not UTF-8 (byte {error.start}).", "Convert it to UTF-8."
        ) from error
    except OSError as error:
        raise EvaluationError(
            f"{path.name}: cannot be read ({error.strerror}).", "Check the path."
        ) from error


def text_field(record: dict[str, Any], name: str, default: str | None = None) -> str:
    """A text; without a default one that is not empty. Raises ValueError for anything else."""
    value = record.get(name, default)
    if not isinstance(value, str) or (default is None and not value.strip()):
        raise ValueError(
            f"'{name}' is missing." if value is None else f"'{name}' must be a text that is not empty."
        )
    return value


def list_field(record: dict[str, Any], name: str) -> list[Any]:
    """A list, empty where there is none. Raises ValueError for anything else."""
    value = record.get(name, [])
    if not isinstance(value, list):
        raise ValueError(f"'{name}' must be a list.")
    return value


def texts_field(record: dict[str, Any], name: str) -> tuple[str, ...]:
    """A list of texts. Raises ValueError for anything else."""
    values = list_field(record, name)
    if not all(isinstance(value, str) and value.strip() for value in values):
        raise ValueError(f"'{name}' must be a list of texts that are not empty.")
    return tuple(values)
