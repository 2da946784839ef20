"""Simplified: Chinese in traditional characters is read in the simplified ones of the guide and the glossary.

OpenCC's only door. What is shown stays as it was typed.
"""

import re
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from assistant.question import Question

if TYPE_CHECKING:
    from opencc import OpenCC

_CHINESE = re.compile(r"[\u3400-\u9fff]")


def in_simplified(question: Question) -> Question:
    """The question and its asker's turns in simplified characters."""
    turns = [turn.content for turn in question.history if turn.role == "user"]
    if not any(map(_CHINESE.search, (question.text, *turns))):
        return question
    history = tuple(
        replace(turn, content=simplified(turn.content)) if turn.role == "user" else turn
        for turn in question.history
    )
    return replace(question, text=simplified(question.text), history=history)


def simplified(text: str) -> str:
    """The text in simplified characters."""
    return str(_converter().convert(text))


@cache
def _converter() -> "OpenCC":
    from opencc import OpenCC

    return OpenCC("t2s")
