"""The assistant itself, in this process."""

from dataclasses import replace
from typing import Any

from assistant.api.wire.answers import AnswerOut
from assistant.assistant import Assistant
from assistant.question import Question, Turn
from assistant.settings import Settings
from evaluation.questions import Item
from evaluation.systems.interface import Retrieved
from index.address import Address
from index.interface import Filters


def open_assistant(index: Address) -> Assistant:
    """The assistant over that index, warmed up, with the other settings from the environment."""
    assistant = Assistant.open(replace(Settings.from_environment(), index=index))
    assistant.warm_up()
    return assistant


class LocalSystem:
    """Asks an opened assistant."""

    name = "assistant"

    def __init__(self, assistant: Assistant, max_citations: int = 5) -> None:
        self.assistant = assistant
        self.max_citations = max_citations

    def describe(self) -> dict[str, Any]:
        """See System."""
        snapshot = self.assistant.index.snapshot
        return {"index": snapshot.id, "encoder": snapshot.encoder, "counts": snapshot.counts}

    def ask(self, item: Item) -> dict[str, Any]:
        """See System."""
        history = tuple(Turn("user", turn) for turn in item.history)
        question = Question(item.question, history, max_citations=self.max_citations)
        return AnswerOut.of(self.assistant.ask(question)).model_dump(mode="json")

    def search(self, query: str, limit: int) -> list[Retrieved]:
        """See System."""
        hits = self.assistant.search(query, Filters(), limit)
        return [
            Retrieved(hit.provision.locator, hit.provision.document, hit.provision.text, hit.score)
            for hit in hits
        ]
