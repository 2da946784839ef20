"""The language of a text, by script and small words."""

import pytest

from ingest.corpus.language import language_of


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The chairs of the Parties and the lamps", "en"), ("Les chaises et les lampes des Parties", "fr"),
        ("Стулья и лампы", "ru"), ("椅子和灯", "zh"), ("الكراسي والمصابيح", "ar"), ("1 2 3", "en"),
    ],
)  # fmt: skip
def test_the_language_shows_in_script_and_small_words(text: str, language: str) -> None:
    """English where nothing tells."""
    assert language_of(text) == language
