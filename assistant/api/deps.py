"""What the routes need of the application, as named parameter types."""

import time
from dataclasses import dataclass, field
from typing import Annotated, Any
from weakref import WeakKeyDictionary

from fastapi import Depends, Request

from assistant.api.feedback import FeedbackStore
from assistant.api.limits import RateLimit, client_name
from assistant.api.metrics import Metrics
from assistant.api.rotation import Live, Opener
from assistant.api.views import documents_view, hit_view, index_view
from assistant.assistant import Assistant
from assistant.question import Question
from assistant.settings import Settings
from index.interface import Filters

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
    def of(cls, settings: Settings, opener: Opener = Assistant.open) -> "Services":
        """Made, not started."""
        limit = settings.rate_limit
        searches = RateLimit(limit * SEARCHES_A_QUESTION)
        return cls(
            settings,
            Live(settings, opener),
            Metrics(),
            RateLimit(limit),
            searches,
            FeedbackStore(settings.feedback),
        )

    async def answer(self, question: Question) -> dict[str, Any]:
        """Ask the assistant that serves now, in a thread."""
        assistant = await self.live.assistant()
        wire = await self.live.work(lambda: assistant.ask(question).to_wire())
        self.metrics.count_answer(wire)
        return wire

    async def search(self, query: str, filters: Filters, limit: int) -> dict[str, Any]:
        """Search with the assistant that serves now, in a thread. Raises QuestionError for what is no
        query.
        """
        query = Question(query).checked().text
        assistant = await self.live.assistant()
        begun = time.perf_counter()
        hits = await self.live.work(
            lambda: [hit_view(assistant.index, hit) for hit in assistant.search(query, filters, limit)]
        )
        took = round((time.perf_counter() - begun) * 1000, 3)
        return {
            "query": query,
            "hits": hits,
            "index": index_view(assistant.index),
            "timings_ms": {"search": took},
        }

    async def documents(self) -> tuple[list[dict[str, Any]], dict[str, str]]:
        """List the documents of the index that serves now, counted once a generation, and say which index
        that is.
        """
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
