"""Errors say what went wrong and what to do next; tests/test_architecture.py holds their tree."""

import pytest

from ingest.errors import AssistantError, CorpusError, InputError, SourceError


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (
            SourceError("a.md: the file is empty.", "Give it content."),
            "a.md: the file is empty. Give it content.",
        ),
        (CorpusError("There is nothing to index."), "There is nothing to index."),
    ],
)
def test_an_error_is_its_sentence_and_its_hint(error: AssistantError, told: str) -> None:
    """The hint may be missing."""
    assert str(error) == told


def test_what_was_given_is_not_worth_a_second_try() -> None:
    """It is the user's to mend."""
    assert issubclass(SourceError, InputError)
    assert (SourceError.status, SourceError.retryable) == (400, False)
