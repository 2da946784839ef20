"""Rewriting: which of a model's words for a follow-up are believed."""

import pytest

from assistant.asking.language_model import LanguageModel
from assistant.asking.rewrite import LONGEST, rewrite
from assistant.question import Question, Turn
from ingest.errors import UnavailableError

ASKED = Question("And lakes?", (Turn("user", "Who protects forests?"), Turn("tool", "x")))


def says(monkeypatch: pytest.MonkeyPatch, reply: str | None) -> tuple[LanguageModel, list[object]]:
    """A model that replies so (None: its server is down), and what it was asked."""
    asked: list[object] = []

    def complete(self: LanguageModel, messages: object) -> str:
        asked.append(messages)
        if reply is None:
            raise UnavailableError("down")
        return reply

    monkeypatch.setattr(LanguageModel, "complete", complete)
    return LanguageModel("http://localhost:1", "tiny"), asked


def test_a_follow_up_stands_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """In the model's words, without the turns before."""
    model, asked = says(monkeypatch, "  Who protects\nlakes? ")
    found = rewrite(ASKED, model)
    assert (found.text, found.history) == ("Who protects lakes?", ())
    roles = [message["role"] for message in asked[0]]  # type: ignore[attr-defined]
    assert roles == ["system", "user", "user", "user"]


def test_a_first_question_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """The model is not even asked; nor is one that is not there."""
    model, asked = says(monkeypatch, "Something else?")
    alone = Question("Who protects forests?")
    assert rewrite(alone, model) is alone
    assert rewrite(ASKED, None) is ASKED
    assert asked == []


@pytest.mark.parametrize("reply", [None, "", "?!", "ab", "x" * (LONGEST + 1)])
def test_a_useless_reply_changes_nothing(monkeypatch: pytest.MonkeyPatch, reply: str | None) -> None:
    """Nothing, too much, or no words."""
    assert rewrite(ASKED, says(monkeypatch, reply)[0]) is ASKED
