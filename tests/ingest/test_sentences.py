"""Sentences: a text as what it says one after the other."""

import pytest

from ingest.sentences import sentences, sentences_and_rows


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("One is here. Two is not.", ["One is here.", "Two is not."]),
        ("See Art. 8 of it. Then go.", ["See Art. 8 of it.", "Then go."]),
        ("3. The third one. The rest", ["3. The third one.", "The rest"]),
        ("第一句。第二句！第三句", ["第一句。", "第二句！", "第三句"]),
        ("", []),
    ],
)
def test_sentences_end_where_they_are_whole(text: str, said: list[str]) -> None:
    """Neither an abbreviation nor the number of a paragraph ends one."""
    assert sentences(text) == said


def test_a_row_stands_under_the_heads_of_its_columns() -> None:
    """Beside the sentences of the lines around its table."""
    text = "Staff. They are few.\n| Park | Rangers |\n| North | 12 |\n| South | 9 |\n\nAs of May."
    assert list(sentences_and_rows(text)) == [
        "Staff.",
        "They are few.",
        "North; Rangers: 12",
        "South; Rangers: 9",
        "As of May.",
    ]
