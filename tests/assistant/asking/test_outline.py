"""Outlines: what the heads read of a question, by hand."""

import numpy as np
import pytest

from assistant.asking.outline import OPENING, Seen, outlined, seen
from index.packaged import PackagedEncoder
from tests.conftest import WordEncoder

ALONG, ACROSS = [1.0, 0.0], [0.0, 1.0]


def test_an_outline_has_the_vector_the_opening_and_the_strongest_traits() -> None:
    """Each of length 1: a mean of the first pieces, and in each direction the strongest of all."""
    states = np.array([ALONG] * OPENING + [[0.0, 2.0]], dtype=np.float32)
    found = outlined(Seen(np.array(ACROSS, dtype=np.float32), states))
    assert found[:2].tolist() == ACROSS
    assert found[2:4].tolist() == ALONG
    assert found[4:].tolist() == pytest.approx([1 / 5**0.5, 2 / 5**0.5])


def test_without_pieces_the_vector_is_all() -> None:
    """Another encoder may not tell them."""
    (one,) = seen(["Who pays?"], WordEncoder())
    assert (outlined(one) == WordEncoder().encode_queries(["Who pays?"])[0]).all()


def test_a_text_without_pieces_has_an_empty_outline() -> None:
    """Of the length of any other."""
    vector = np.array(ALONG, dtype=np.float32)
    found = outlined(Seen(vector, np.zeros((0, 2), dtype=np.float32)))
    assert found.tolist() == [*ALONG, 0.0, 0.0, 0.0, 0.0]


def test_openings_tell_questions_about_one_thing_apart() -> None:
    """Where their vectors lie close together."""
    asked = ["How many goals are there?", "Which goals are there?", "How many members are there?"]
    goals, which, members = (outlined(one) for one in seen(asked, PackagedEncoder()))
    size = len(goals) // 3
    vector, opening = slice(size), slice(size, 2 * size)
    assert goals[vector] @ which[vector] > goals[vector] @ members[vector]
    assert goals[opening] @ members[opening] > goals[opening] @ which[opening]
