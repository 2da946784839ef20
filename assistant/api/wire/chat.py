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
    """Who said it; only what the user and the assistant said is read."""
    content: str | list[dict[str, Any]] | None = None
    """What was said: a text, or parts of which those of the type `text` are read."""

    @property
    def text(self) -> str:
        """Its text; of a message in parts, the text of the parts that have one."""
        if isinstance(self.content, list):
            parts = [part.get("text") for part in self.content if part.get("type") == "text"]
            return "\n".join(part for part in parts if isinstance(part, str))
        return self.content or ""


class StreamOptionsIn(WireModel):
    """What a stream tells beside the message."""

    include_usage: bool = False
    """Whether a last chunk, without a choice, holds the usage; every other chunk then has `usage: null`."""


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
    """The conversation, oldest first. The last message of the user is the question."""
    model: Annotated[str, Field(max_length=200)] = MODEL
    """One of those that `/v1/models` lists; any other is refused."""
    stream: bool | None = False
    """Whether the answer comes in chunks."""
    stream_options: StreamOptionsIn | None = None
    """What the chunks tell beside the message."""
    filters: FiltersIn | None = None
    """Which documents may be searched; null: all."""
    max_citations: Annotated[int, Field(ge=1, le=MOST_CITATIONS)] = 5
    """How many citations the answer may have."""

    @property
    def wants_usage(self) -> bool:
        """Whether a stream should end with the usage."""
        return self.stream_options is not None and self.stream_options.include_usage


class ChatMessageOut(WireModel):
    """The answer as Markdown, with [n] marks and a list of references."""

    role: Literal["assistant"]
    """Always the assistant."""
    content: str
    """The answer in Markdown."""


class ChatChoiceOut(WireModel):
    """The only choice."""

    index: int
    """Always 0."""
    message: ChatMessageOut
    """The answer."""
    finish_reason: Literal["stop"]
    """Always `stop`."""


class ChatUsageOut(WireModel):
    """Words, since no tokens are spent."""

    prompt_tokens: int
    """Words of the question."""
    completion_tokens: int
    """Words of the answer."""
    total_tokens: int
    """Both together."""


class ChatOut(WireModel):
    """An answer in the form of OpenAI, with the citations beside it."""

    id: str
    """Its name; it holds the X-Request-Id."""
    object: Literal["chat.completion"]
    """What this is."""
    created: int
    """When it was begun, in seconds since 1970."""
    model: str
    """The model that answered."""
    choices: list[ChatChoiceOut]
    """One choice."""
    usage: ChatUsageOut
    """How many words it took."""
    citations: list[CitationOut]
    """The sources, whole."""
    refusal: RefusalOut | None
    """Why there is no answer; null where there is one."""


class ChatDeltaOut(WireModel):
    """What a chunk adds to the message; the first one says whose it is, the last one adds nothing."""

    role: Literal["assistant"] | None = None
    """Whose message it is; in the first chunk only."""
    content: str | None = None
    """What is added to the message."""


class ChunkChoiceOut(WireModel):
    """The only choice, as a chunk continues it."""

    index: int
    """Always 0."""
    delta: ChatDeltaOut
    """What is added."""
    finish_reason: Literal["stop"] | None
    """`stop` in the last chunk of the message, null before it."""


class ChatChunkOut(WireModel):
    """A piece of an answer; the last one carries the citations."""

    id: str
    """The name of the completion, the same in each chunk."""
    created: int
    """When it was begun, in seconds since 1970."""
    model: str
    """The model that answers."""
    object: Literal["chat.completion.chunk"]
    """What this is."""
    choices: list[ChunkChoiceOut]
    """One choice; none in the chunk that holds the usage."""
    usage: ChatUsageOut | None = None
    """How many words it took; in the last chunk of all, where it was asked for."""
    citations: list[CitationOut] | None = None
    """The sources, whole; in the last chunk of the message only."""
    refusal: RefusalOut | None = None
    """Why there is no answer; in the last chunk of the message only."""


class ModelOut(WireModel):
    """A model in the form of OpenAI."""

    id: str
    """Its name."""
    object: Literal["model"]
    """What this is."""
    created: int
    """Always 0."""
    owned_by: str
    """Who offers it."""


class ModelsOut(WireModel):
    """The only model."""

    object: Literal["list"]
    """What this is."""
    data: list[ModelOut]
    """The models."""
