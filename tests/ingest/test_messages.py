"""Messages: one sentence a provision, by locator; a file that cannot be used names the line."""

from pathlib import Path

import pytest

from ingest.errors import SourceError
from ingest.messages import embedded_messages, read_messages


def test_messages_by_locator(tmp_path: Path) -> None:
    """As they are written."""
    path = tmp_path / "en.toml"
    path.write_text('"cbd/art-1" = "The Convention has three aims"\n', encoding="utf-8")
    assert read_messages(path) == {"cbd/art-1": "The Convention has three aims"}


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('"cbd/art-1" = ""', "the message of cbd/art-1 is no sentence"),
        ('"cbd/art-1" = 3', "the message of cbd/art-1 is no sentence"),
        ('"No Locator" = "words"', "No Locator is no locator"),
        ("cbd = ", "cannot be read"),
    ],
)
def test_what_cannot_be_used(tmp_path: Path, line: str, said: str) -> None:
    """It is named, with what to do."""
    path = tmp_path / "en.toml"
    path.write_text(line + "\n", encoding="utf-8")
    with pytest.raises(SourceError, match=said):
        read_messages(path)


def test_a_language_without_messages() -> None:
    """It has none; those that come with the project can be read."""
    assert embedded_messages("xx") == {}
    assert embedded_messages("en")
