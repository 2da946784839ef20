"""Reading: what the word pieces of a text become in their context."""

import numpy as np
import pytest

from index.encoder import Reader
from index.packaged import PackagedEncoder


@pytest.fixture(scope="module")
def encoder() -> PackagedEncoder:
    """The packaged encoder."""
    return PackagedEncoder()


def test_a_reading_has_the_vector_of_the_text(encoder: PackagedEncoder) -> None:
    """The very one that embedding gives, and a state for each piece."""
    text = "Each Party shall promote cooperation."
    reading = encoder.read(text)
    assert isinstance(encoder, Reader)
    assert np.allclose(reading.vector, encoder.encode([text])[0], atol=1e-5)
    assert reading.states.shape[1] == reading.vector.shape[0]
    assert 5 <= len(reading.states) <= 20


def test_words_of_two_languages_that_mean_the_same_lie_together(encoder: PackagedEncoder) -> None:
    """Nearer than those that do not."""

    def piece(text: str) -> np.ndarray:
        states = encoder.read(text).states.mean(axis=0)
        return np.asarray(states / np.linalg.norm(states))

    forest = piece("forests")
    assert forest @ piece("les forêts") > forest @ piece("la banque")


def test_each_piece_tells_where_it_stands(encoder: PackagedEncoder) -> None:
    """The spans follow on each other and hold the whole text, in any script."""
    for text in ("Lynx were counted.", "公园有猞猁。"):
        reading = encoder.read(text)
        assert len(reading.spans) == len(reading.states)
        held = "".join(text[first:last] for first, last in reading.spans)
        assert held.replace(" ", "") == text.replace(" ", "")


def test_questions_are_read_with_the_vectors_that_embedding_gives(encoder: PackagedEncoder) -> None:
    """In their order, each with a state for each piece of its own."""
    asked = ["Who pays for the clearing-house?", "Who pays"]
    readings = encoder.read_queries(asked)
    assert np.allclose([one.vector for one in readings], encoder.encode_queries(asked), atol=1e-5)
    for text, reading in zip(asked, readings, strict=True):
        assert "".join(text[first:last] for first, last in reading.spans).replace(" ", "") == text.replace(
            " ", ""
        )


def test_a_question_is_read_once(encoder: PackagedEncoder) -> None:
    """The turn before is asked again with every follow-up."""
    assert encoder.read_queries(["Who pays?"])[0] is encoder.read_queries(["Who pays?"])[0]
