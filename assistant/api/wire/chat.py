"""Chats in the form of OpenAI, on the wire."""

from typing import Annotated, Any, Literal

from pydantic import ConfigDict, Field

from assistant.api.wire.answers import CitationOut, FiltersIn, RefusalOut
from assistant.api.wire.base import WireModel
from assistant.question import MOST_CITATIONS

MODEL = "cbd-assistant"


class ChatMessageIn(WireModel):
    """A message in the form of OpenAI."""

    role: Literal["system", "developer", "user", "assistant", "tool", "function"]
    content: str | list[dict[str, Any]] | None = None

    @property
    def text(self) -> str:
        """Its text; of a message in parts, the text of the parts that have one."""
        if isinstance(self.content, list):
            parts = [part.get("text") for part in self.content if part.get("type") == "text"]
            return "\n".join(part for part in parts if isinstance(part, str))
        return self.content or ""


class ChatRequest(WireModel):
    """A chat in the form of OpenAI: the last user message is the question, what stands before it the
    history.
    """

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "model": MODEL,
                    "messages": [{"role": "user", "content": "Who pays for the clearing-house mechanism?"}],
                }
            ]
        },
    )

    messages: Annotated[list[ChatMessageIn], Field(min_length=1, max_length=1_000)]
    model: Annotated[str, Field(max_length=200)] = MODEL
    stream: bool | None = False
    filters: FiltersIn | None = None
    max_citations: Annotated[int, Field(ge=1, le=MOST_CITATIONS)] = 5


class ChatMessageOut(WireModel):
    """The answer as Markdown, with [n] marks and a list of references."""

    role: Literal["assistant"]
    content: str


class ChatChoiceOut(WireModel):
    """The only choice."""

    index: int
    message: ChatMessageOut
    finish_reason: Literal["stop"]


class ChatUsageOut(WireModel):
    """Words, since no tokens are spent."""

    prompt_tokens: int
    completion_tokens: int
    total_tokens: int


class ChatOut(WireModel):
    """An answer in the form of OpenAI, with the citations beside it."""

    id: str
    object: Literal["chat.completion"]
    created: int
    model: str
    choices: list[ChatChoiceOut]
    usage: ChatUsageOut
    citations: list[CitationOut]
    refusal: RefusalOut | None


class ChatDeltaOut(WireModel):
    """What a chunk adds to the message; the first one says whose it is, the last one adds nothing."""

    role: Literal["assistant"] | None = None
    content: str | None = None


class ChunkChoiceOut(WireModel):
    """The only choice, as a chunk continues it."""

    index: int
    delta: ChatDeltaOut
    finish_reason: Literal["stop"] | None


class ChatChunkOut(WireModel):
    """A piece of an answer; the last one carries the citations."""

    id: str
    created: int
    model: str
    object: Literal["chat.completion.chunk"]
    choices: list[ChunkChoiceOut]
    citations: list[CitationOut] | None = None
    refusal: RefusalOut | None = None


class ModelOut(WireModel):
    """A model in the form of OpenAI."""

    id: str
    object: Literal["model"]
    created: int
    owned_by: str


class ModelsOut(WireModel):
    """The only model."""

    object: Literal["list"]
    data: list[ModelOut]
