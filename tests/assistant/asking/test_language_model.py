"""The language model: who it is, and what of a server's reply is believed."""

import json
from typing import Any

import pytest

from assistant.api.app import create_app
from assistant.asking.language_model import LanguageModel
from assistant.settings import Settings
from ingest.errors import InputError, UnavailableError


def test_settings() -> None:
    """No address, no model; a slash at its end does no harm."""
    assert LanguageModel.from_settings(Settings()) is None
    model = LanguageModel.from_settings(
        Settings(llm_url="http://x/v1/", llm_model="m", llm_key="k", llm_timeout=2.5)
    )
    assert model == LanguageModel("http://x/v1", "m", "k", 2.5)


@pytest.mark.parametrize(
    "address",
    ["https://llm.example.org/v1", "http://127.0.0.1:8080", "http://10.1.2.3", "http://ollama:11434/v1"],
)
def test_a_language_model_nearby_may_be_asked_plainly(address: str) -> None:
    """On this machine and in its own network."""
    assert LanguageModel.from_settings(Settings(llm_url=address)) is not None


@pytest.mark.parametrize(
    "address", ["http://llm.example.org/v1", "http://8.8.8.8", "ftp://localhost", "https:///v1", "llm"]
)
def test_a_language_model_far_away_is_asked_over_tls(address: str) -> None:
    """Else others would read the questions and the key; the server does not even start."""
    with pytest.raises(InputError, match="no safe address"):
        LanguageModel.from_settings(Settings(llm_url=address))
    with pytest.raises(InputError, match="no safe address"):
        create_app(Settings(llm_url=address))


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
