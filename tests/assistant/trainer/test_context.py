"""Which instrument a part of a file speaks of, without an index."""

import pytest

from assistant.trainer import context
from assistant.trainer.context import contexts
from assistant.trainer.slides import Piece
from ingest.references.tokens import Token

CARTAGENA, NAGOYA = "The Cartagena Protocol", "The Nagoya Protocol"


def named(*pieces: Piece) -> list[str]:
    """The instrument that each stands under; "" where that is not clear."""
    return [str(one.instrument or "") for one in contexts(pieces)]


def test_a_slide_is_that_of_its_heading_and_the_notes_are_a_part_of_it() -> None:
    """What a piece names itself comes first; a slide without an instrument goes on with the last heading."""
    assert named(
        Piece("slide 1", CARTAGENA, heading=True),
        Piece("slide 1", "Article 6"),
        Piece("slide 1, notes", "Article 7"),
        Piece("slide 1", NAGOYA),
        Piece("slide 2", "Article 8"),
    ) == [*["cartagena-protocol"] * 3, "nagoya-protocol", "cartagena-protocol"]


def test_a_line_stands_by_itself() -> None:
    """Of a text without slides no line is beside another: two instruments leave a third line open."""
    assert named(Piece("line 1", CARTAGENA), Piece("line 2", NAGOYA), Piece("line 3", "Article 8")) == [
        "cartagena-protocol", "nagoya-protocol", "",
    ]  # fmt: skip


def test_each_piece_of_a_long_slide_is_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """A file may be one slide of thousands of lines."""
    read: list[str] = []

    def tokens(text: str) -> list[Token]:
        read.append(text)
        assert len(read) <= 5_000
        return []

    monkeypatch.setattr(context, "tokens", tokens)
    contexts([Piece("slide 1", f"line {number}") for number in range(5_000)])

    assert len(read) == 5_000
