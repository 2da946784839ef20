"""The quiz alone: questions, and then their key."""

import pytest

from assistant.trainer.pack import Block, Item, Pack
from assistant.trainer.quiz.sheet import sheet_of
from ingest.errors import InputError


def pack(*blocks: Block) -> Pack:
    """A pack of these blocks."""
    return Pack("Wolves", "wolves", "new-nfp", 45, "en", "id", "", blocks)


def test_all_questions_stand_before_all_answers() -> None:
    """The notes of the questions, which have the key, are left out."""
    slides = [
        Block("1-title", "title", "Wolves"),
        Block("2-provision", "provision", "Article 3", 9),
        Block("3-quiz", "quiz", "Quiz", 2, (Item("own", "Who?"),), "1. (a)"),
        Block("4-answers", "answers", "Answers", 1, (Item("quote", "They."),), "1. (a)"),
        Block("5-quiz", "quiz", "Quiz", 2, (Item("own", "When?"),), "2. (b)"),
        Block("6-answers", "answers", "Answers", 1, (Item("quote", "Then."),), "2. (b)"),
    ]
    sheet = sheet_of(pack(*slides))

    assert [block.id for block in sheet.blocks] == ["1-title", "3-quiz", "5-quiz", "4-answers", "6-answers"]
    assert [block.notes for block in sheet.blocks[1:3]] == ["", ""]
    assert sheet.minutes == 6


def test_a_session_without_a_quiz_says_what_to_do() -> None:
    """A briefing of ministers has none."""
    with pytest.raises(InputError, match="no quiz"):
        sheet_of(pack(Block("1-title", "title", "Wolves")))
