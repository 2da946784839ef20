"""The guide: this project's plain-language annotations, one JSON object a provision."""

import json
from collections.abc import Iterator
from pathlib import Path

from ingest.errors import SourceError
from ingest.locator import Locator
from ingest.model import GuideEntry, PlainWords

STATES = ("drafted", "reviewed", "read")


def read_guide(path: Path) -> Iterator[GuideEntry]:
    """Entries of one .jsonl file. Raises SourceError naming the line that cannot be used."""
    for number, line in _lines(path):
        try:
            record = json.loads(line)
            entry = GuideEntry(
                provision=str(Locator.parse(record["provision"])),
                summary=_text(record["summary"]),
                questions=tuple(map(_text, _list(record["questions"]))),
                terms=tuple(map(_text, _list(record["terms"]))),
                language=record.get("lang", "en"),
            )
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise SourceError(
                f"{path.name}: line {number} is not a guide entry ({error}).",
                "Each line needs provision, summary, questions, terms.",
            ) from error
        yield entry


def read_translations(folder: Path) -> Iterator[tuple[str, PlainWords]]:
    """Locator and words of each line of a language's folder, which is named by its code.

    Raises SourceError naming the line that cannot be used, or that is of another language.
    """
    for path in sorted(folder.glob("*.jsonl")):
        for number, line in _lines(path):
            try:
                record = json.loads(line)
                if record["lang"] != folder.name or record["state"] not in STATES:
                    raise ValueError(f"lang {record['lang']!r}, state {record['state']!r}")
                words = PlainWords(
                    language=record["lang"],
                    summary=_text(record["summary"]),
                    questions=tuple(map(_text, _list(record["questions"]))),
                    state=record["state"],
                )
                yield str(Locator.parse(record["provision"])), words
            except (ValueError, KeyError, TypeError, AttributeError) as error:
                raise SourceError(
                    f"{folder.name}/{path.name}: line {number} holds no plain words ({error}).",
                    f"Each line needs provision, summary, questions, lang and state ({', '.join(STATES)}).",
                ) from error


def _lines(path: Path) -> Iterator[tuple[int, str]]:
    """The lines that are not empty, with their numbers."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise SourceError(
            f"{path.name}: the guide cannot be read ({error}).", "It is one JSON object a line, in UTF-8."
        ) from error
    yield from ((number, line) for number, line in enumerate(lines, start=1) if line.strip())


def _text(value: object) -> str:
    if not isinstance(value, str) or not value.strip():
        raise TypeError(f"{value!r} is not a text")
    return value


def _list(value: object) -> list[object]:
    if not isinstance(value, list):
        raise TypeError(f"{value!r} is not a list")
    return value


def read_paraphrases(path: Path) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Locator and questions of each line of one .jsonl file. Raises SourceError naming the line that cannot
    be used.
    """
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        try:
            record = json.loads(line)
            yield str(Locator.parse(record["provision"])), tuple(record["questions"])
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise SourceError(
                f"{path.name}: line {number} holds no paraphrases ({error}).",
                "Each line needs provision and questions.",
            ) from error
