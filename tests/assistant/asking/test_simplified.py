"""Simplified: traditional characters are read as the simplified ones; all else stays."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.asking.simplified import in_simplified, simplified
from assistant.question import Question, Turn


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("什麼是遺傳資源？", "什么是遗传资源？"),
        ("《名古屋議定書》第6條", "《名古屋议定书》第6条"),
        ("什么是遗传资源？", "什么是遗传资源？"),
    ],
)
def test_traditional_characters_are_read(typed: str, read: str) -> None:
    """In the question, and in the turns before it that were its asker's."""
    turns = (Turn("user", typed), Turn("assistant", typed))
    asked = in_simplified(Question(typed, turns))
    assert asked.text == read
    assert [turn.content for turn in asked.history] == [read, typed]


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Lo"]), max_size=60))
def test_other_scripts_stay(text: str) -> None:
    """Nothing but Chinese is read otherwise."""
    assert in_simplified(Question(text)).text == text


@given(st.text(st.sampled_from("什麼是遺傳資源遗传资源議定書書abc 6？"), max_size=30))
def test_what_is_simplified_stays_so(text: str) -> None:
    """Reading it once more changes nothing."""
    assert simplified(simplified(text)) == simplified(text)
