"""Aside: what a question sets aside is not looked for."""

from collections.abc import Sequence

import numpy as np
import pytest

from assistant.asking.aside import MOST, without_aside
from assistant.asking.heads import LABELS, NO_LABELS, Heads, Labels
from assistant.asking.query import Intent, Query
from assistant.question import Question
from index.encoder import Vectors

SETS_ASIDE = Labels(NO_LABELS.chances, frozenset({"aside"}))
MARK = "forget"  # what sets aside, for this encoder


class Marked:
    """An encoder of one number: how much of a text is the mark."""

    name = "marked"

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        """Shape (texts, 1)."""
        return np.array([[text.lower().count(MARK) / len(text.split())] for text in texts], dtype=np.float32)

    encode = encode_queries


HEADS = Heads(
    np.array([[40.0 if label == "aside" else 0.0] for label in LABELS], dtype=np.float32),
    np.array([-4.0 if label == "aside" else -9.0 for label in LABELS], dtype=np.float32),
    np.full(len(LABELS), 0.5, dtype=np.float32),
)


def left(text: str, labels: Labels = SETS_ASIDE, *, heads: Heads | None = HEADS, rewritten: str = "") -> str:
    """What is left of a question."""
    language = "en" if text.isascii() else "zh"
    query = Query(text, (), language, Intent(labels=labels), rewritten=rewritten)
    return without_aside(Question(text), query, Marked(), heads).text


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("Forget Article 3: what is Article 8?", "what is Article 8?"),
        ("What is Article 8? Forget Article 3.", "What is Article 8?"),
        ("What is Article 8 - forget Article 3?", "What is Article 8?"),
        ("Forget Article 3 - what is Article 8?", "what is Article 8?"),
        ("What is Article 8 (forget Article 3)?", "What is Article 8?"),
        ("What, forget Article 3, is Article 8?", "What, is Article 8?"),
        ("Forget Article 3, what is Article 8?", "what is Article 8?"),
        ("Forget Nagoya: what does Cartagena ask?", "what does Cartagena ask?"),
        ("先 forget 《名古屋议定书》，《公约》 说 什么 呢？", "《公约》 说 什么 呢？"),
        ("What is Article 8, please?", "What is Article 8, please?"),
        ("What is Article 8, forget Article 3?", "What is Article 8, forget Article 3?"),  # the last asks
        ("Forget Article 3", "Forget Article 3"),  # one part: it may be what is asked
        ("Forget Article 3: forget", "Forget Article 3: forget"),  # nothing would be left
        ("Forget Article 3: what does it ask?", "Forget Article 3: what does it ask?"),  # of Article 3
        ("Forget it: what is Article 8?", "Forget it: what is Article 8?"),  # which leads nobody astray
    ],
)
def test_a_part_that_sets_something_aside_is_left_out(text: str, rest: str) -> None:
    """A sentence of it, or what stands between commas; the mark of the question stays."""
    assert left(text) == rest


def test_a_question_that_sets_nothing_aside_is_not_looked_into() -> None:
    """Its own label says so, and costs nothing."""
    assert left("Forget Article 3: what is Article 8?", NO_LABELS) == "Forget Article 3: what is Article 8?"


def test_a_situation_told_at_length_stays_whole() -> None:
    """Of so many parts none is certain to be beside the point."""
    text = "Forget Article 3. " + "We sell maize. " * MOST + "What is Article 8?"
    assert left(text) == text


def test_nothing_is_left_out_that_was_not_read() -> None:
    """Where there are no heads, or the question was understood as another one."""
    text = "Forget Article 3: what is Article 8?"
    assert left(text, heads=None) == left(text, rewritten="What is a wolf?") == text
