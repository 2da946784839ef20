"""The language model: who it is, and what of a server's reply is believed."""

import json
from typing import Any

import pytest

from assistant.asking.language_model import LanguageModel
from assistant.settings import Settings
from ingest.errors import UnavailableError


def test_settings() -> None:
    """No address, no model; a slash at its end does no harm."""
    assert LanguageModel.from_settings(Settings()) is None
    model = LanguageModel.from_settings(
        Settings(llm_url="http://x/v1/", llm_model="m", llm_key="k", llm_timeout=2.5)
    )
    assert model == LanguageModel("http://x/v1", "m", "k", 2.5)


def reply(content: object) -> bytes:
    """What a server sends."""
    return json.dumps({"choices": [{"message": {"content": content}}]}).encode()


def answering(monkeypatch: pytest.MonkeyPatch, body: bytes) -> LanguageModel:
    """A model whose server has sent that."""

    def post(self: LanguageModel, body_sent: dict[str, Any]) -> bytes:
        return body

    monkeypatch.setattr(LanguageModel, "_post", post)
    return LanguageModel("http://localhost:1", "tiny")


def test_the_words_of_a_reply(monkeypatch: pytest.MonkeyPatch) -> None:
    """They come without control characters."""
    assert answering(monkeypatch, reply("Parties\x00 act.\n")).complete([]) == "Parties  act.\n"


@pytest.mark.parametrize("body", [b"", b"{}", b"[1]", b"<html>", reply(None), reply(3), b'{"choices": []}'])
def test_another_form_is_an_error(monkeypatch: pytest.MonkeyPatch, body: bytes) -> None:
    """The caller is told what to check, and gets no half of a reply."""
    with pytest.raises(UnavailableError) as caught:
        answering(monkeypatch, body).complete([])
    assert "CBD_LLM" in caught.value.hint
