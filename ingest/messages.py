"""Messages: what a provision says, in one sentence that is short enough to head a slide.

`corpus/messages/<language>.toml` holds them by locator, a line each; corpus/README.md says how one is
written. They are this project's own words, and never the law.
"""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from ingest.embedded import embedded_folder
from ingest.errors import SourceError
from ingest.locator import Locator

HINT = 'Each line is "locator" = "sentence"; see corpus/README.md.'


@cache
def embedded_messages(language: str) -> Mapping[str, str]:
    """Those that come with the project in a language, by locator; none where it has no file."""
    path = embedded_folder() / "messages" / f"{language}.toml"
    return read_messages(path) if path.is_file() else {}


def read_messages(path: Path) -> dict[str, str]:
    """The messages of a file by their locators. Raises SourceError naming the one that cannot be used."""
    try:
        lines = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SourceError(f"{path.name}: the messages cannot be read ({error}).", HINT) from error
    for locator, message in lines.items():
        if not isinstance(message, str) or not message.strip():
            raise SourceError(f"{path.name}: the message of {locator} is no sentence.", HINT)
        try:
            Locator.parse(locator)
        except ValueError as error:
            raise SourceError(f"{path.name}: {locator} is no locator ({error}).", HINT) from error
    return lines
