"""The guide: this project's plain-language annotations, one JSON object a provision."""

import json
from collections.abc import Iterator
from pathlib import Path

from ingest.errors import SourceError
from ingest.locator import Locator
from ingest.model import GuideEntry


def read_guide(path: Path) -> Iterator[GuideEntry]:
    """Entries of one .jsonl file. Raises SourceError naming the line that cannot be used."""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
            entry = GuideEntry(
                provision=str(Locator.parse(record["provision"])),
                summary=record["summary"],
                questions=tuple(record["questions"]),
                terms=tuple(record["terms"]),
                language=record.get("lang", "en"),
            )
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise SourceError(
                f"{path.name}: line {number} is not a guide entry ({error}).", "Each line needs provision, summary, questions, terms."
            ) from error
        yield entry
