"""What the routes need of the application, as named parameter types."""

import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated
from weakref import WeakKeyDictionary

from fastapi import Depends, Query, Request

from assistant.answer import Answer
from assistant.api.buckets import SharedBuckets
from assistant.api.feedback import FeedbackStore
from assistant.api.limits import RateLimit, client_name
from assistant.api.metrics import Metrics
from assistant.api.rotation import Live, Opener
from assistant.api.uploads import Uploads
from assistant.api.wire.base import IndexOut
from assistant.api.wire.documents import DocumentOut, every_document
from assistant.api.wire.search import SearchOut
from assistant.assistant import Assistant
from assistant.question import Question
from assistant.settings import Settings
from index.interface import Filters

PlainLanguage = Annotated[
    str, Query(max_length=6, description="Language of the plain words", examples=["fr"])
]
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
    uploads: Uploads
    _listed: WeakKeyDictionary[Assistant, list[DocumentOut]] = field(default_factory=WeakKeyDictionary)

    @classmethod
    def of(
        cls, settings: Settings, opener: Opener = Assistant.open, shared: Path | None = None
    ) -> "Services":
        """Made, not started; `shared` is the folder in which the workers of one server count together."""

        def limit(name: str, per_minute: int) -> RateLimit:
            return RateLimit(per_minute, buckets=SharedBuckets(shared / f"{name}.db") if shared else None)

        return cls(
            settings,
            Live(settings, opener),
            Metrics(),
            limit("questions", settings.rate_limit),
            limit("searches", settings.rate_limit * SEARCHES_A_QUESTION),
            FeedbackStore(settings.feedback),
            Uploads(settings.index),
        )

    async def answer(self, question: Question) -> Answer:
        """Ask the assistant that serves now, in a thread."""
        assistant = await self.live.assistant()
        answer = await self.live.work(lambda: assistant.ask(question))
        self.metrics.count_answer(answer)
        return answer

    async def search(self, query: str, filters: Filters, limit: int) -> SearchOut:
        """Search with the assistant that serves now, in a thread. Raises QuestionError for what is no
        query.
        """
        query = Question(query).checked().text
        assistant = await self.live.assistant()
        begun = time.perf_counter()
        hits = await self.live.work(lambda: assistant.search(query, filters, limit))
        return SearchOut.of(query, hits, assistant.index, (time.perf_counter() - begun) * 1000)

    async def documents(self) -> tuple[list[DocumentOut], IndexOut]:
        """List the documents of the index that serves now, counted once a generation, and say which index
        that is.
        """
        assistant = await self.live.assistant(warm=False)
        index = assistant.index
        documents = self._listed.get(assistant)
        if documents is None:
            documents = await self.live.work(lambda: every_document(index))
            self._listed[assistant] = documents
        return documents, IndexOut.of(index.snapshot)


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
