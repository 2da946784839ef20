"""What the routes need of the application, as named parameter types."""

from dataclasses import dataclass, field
from typing import Annotated, Any
from weakref import WeakKeyDictionary

from fastapi import Depends, Request

from assistant.answer import Question
from assistant.api.feedback import FeedbackStore
from assistant.api.limits import RateLimit, client_name
from assistant.api.live import Live
from assistant.api.metrics import Metrics
from assistant.api.views import documents_view, index_view
from assistant.assistant import Assistant
from assistant.settings import Settings

SEARCHES_A_QUESTION = 5  # search as you type sends several searches where one question is asked


@dataclass(frozen=True, slots=True)
class Services:
    """Everything that lives as long as the application."""

    settings: Settings
    live: Live
    metrics: Metrics
    questions: RateLimit
    searches: RateLimit
    feedback: FeedbackStore
    _listed: WeakKeyDictionary[Assistant, list[dict[str, Any]]] = field(default_factory=WeakKeyDictionary)

    @classmethod
    def of(cls, settings: Settings) -> "Services":
        """Made, not started."""
        limit = settings.rate_limit
        return cls(
            settings, Live(settings), Metrics(), RateLimit(limit), RateLimit(limit * SEARCHES_A_QUESTION), FeedbackStore(settings.feedback)
        )  # fmt: skip

    async def answer(self, question: Question) -> dict[str, Any]:
        """Ask the assistant that serves now, in a thread."""
        assistant = await self.live.assistant()
        wire = await self.live.work(lambda: assistant.ask(question).to_wire())
        self.metrics.count_answer(wire)
        return wire

    async def documents(self) -> tuple[list[dict[str, Any]], dict[str, str]]:
        """The documents of the index that serves now, counted once a generation, and which index that is."""
        assistant = await self.live.assistant(warm=False)
        index = assistant.index
        found = self._listed.get(assistant)
        if found is None:
            found = await self.live.work(lambda: documents_view(index))
            self._listed[assistant] = found
        return found, index_view(index)


def _services(request: Request) -> Services:
    services: Services = request.app.state.services
    return services


Serving = Annotated[Services, Depends(_services)]


def _client(request: Request) -> str:
    return client_name(request.client.host if request.client else None)


def limit_questions(request: Request, services: Serving) -> None:
    """Count a question of this client."""
    services.questions.take(_client(request))


def limit_searches(request: Request, services: Serving) -> None:
    """Count a search of this client."""
    services.searches.take(_client(request))
