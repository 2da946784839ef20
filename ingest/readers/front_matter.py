"""Front matter: what a file says of itself, at its head or in a .yaml file beside it."""

import re
from pathlib import Path
from typing import Any

import yaml

from ingest.errors import SourceError
from ingest.readers.clean import clean
from ingest.readers.text import decode, read_bytes

Front = dict[str, Any]
TEXT_FIELDS = (
    "id", "kind", "title", "short_title", "language", "url", "symbol", "date", "quoted_in", "author", "note",
)  # fmt: skip
LONGEST = 64 * 1024  # characters: what a person writes of a file is short, and to read more takes long
_FRONT = re.compile(r"\A\ufeff?---[ \t]*\r?\n(.*?)^---[ \t]*\r?$\n?(.*)\Z", re.S | re.M)


def split_front_matter(path: Path, text: str) -> tuple[Front, str]:
    """The YAML between the two `---` lines and the body after it; ({}, text) where there is none."""
    match = _FRONT.match(text)
    if not match:
        if re.match(r"\ufeff?---[ \t]*\r?\n[\w-]+:", text):
            raise SourceError(
                f"{path.name}: the front matter is not closed.", "End it with a line of three dashes."
            )
        return {}, text
    return _mapping(path, match[1]), match[2]


def read_sidecar(path: Path) -> Front:
    """Front matter for a file that cannot hold it stands beside it: report.pdf, report.yaml."""
    beside = path.with_suffix(".yaml")
    return _mapping(beside, decode(beside, read_bytes(beside))) if beside.is_file() else {}


def _mapping(path: Path, text: str) -> Front:
    if len(text) > LONGEST:
        raise SourceError(
            f"{path.name}: the front matter is longer than {LONGEST // 1024} KiB.",
            "Keep there what the file is, and put the rest into its text.",
        )
    try:
        front = yaml.safe_load(clean(text)) or {}
    # A date such as 2024-13-45 is a plain ValueError, brackets without end a RecursionError.
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        where = f" (line {mark.line + 1} of it)" if mark else ""
        raise SourceError(
            f"{path.name}: the front matter is not valid YAML{where}.",
            "Mend it; corpus/README.md shows the form.",
        ) from error
    if not isinstance(front, dict):
        raise SourceError(
            f"{path.name}: the front matter is not a list of 'name: value' lines.", "See corpus/README.md."
        )
    authors = front.get("author")
    if isinstance(authors, list) and all(isinstance(one, str) for one in authors):
        front["author"] = ", ".join(authors)  # as many programs write several, or one
    for name in TEXT_FIELDS:
        if isinstance(front.get(name), bool | dict | list | set):
            raise SourceError(
                f"{path.name}: '{name}' in the front matter is not a text.",
                "Write it on one line, in quotation marks.",
            )
    return front
