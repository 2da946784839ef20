"""What the routes need of the application, as named parameter types."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TypeVar
from weakref import WeakKeyDictionary

from anyio import CapacityLimiter
from anyio.to_thread import run_sync
from fastapi import Depends, Query, Request
from pydantic import AfterValidator
from starlette.types import Scope

from assistant.access.audit_log import AuditLog, audit_log
from assistant.access.policy import NOBODY, checked_access, is_open
from assistant.access.roles import Role, Viewer
from assistant.access.safe import place_of, safe_at
from assistant.access.sessions import KEY, Sessions
from assistant.access.signer import Signer
from assistant.access.tokens import Tokens
from assistant.answer import Answer
from assistant.api.additions import Additions
from assistant.api.buckets import SharedBuckets
from assistant.api.limits import RateLimit, sender
from assistant.api.metrics import Metrics
from assistant.api.rotation import Live, Opener
from assistant.api.uploads import Uploads
from assistant.api.wire.base import MOST_FILTERS, IndexOut, Kind, Session, base_language
from assistant.api.wire.documents import DocumentOut, every_document
from assistant.api.wire.search import SearchOut
from assistant.assistant import Assistant
from assistant.conversations.store import ConversationStore, conversation_store
from assistant.feedback.store import FeedbackStore, feedback_store
from assistant.question import Question
from assistant.settings import Settings
from assistant.trainer.look import OfficeLook, read_look
from assistant.words.store import ENGLISH
from index.interface import Filters
from ingest.vocabulary import LANGUAGES

if TYPE_CHECKING:
    from assistant.access.openid import OpenId


T = TypeVar("T")


def example(value: Any) -> dict[str, Any]:
    """The example of a parameter, as the page that tries it out takes it over."""
    return {"example": {"value": value}}


def _plain_language(tag: str) -> str:
    """The language of a tag, English for none."""
    return base_language(tag) or ENGLISH


PlainLanguage = Annotated[
    str,
    Query(max_length=32, description="Language of the plain words", openapi_examples=example("fr")),
    AfterValidator(_plain_language),
]
KindFilter = Annotated[
    list[Kind],
    Query(max_length=MOST_FILTERS, description="Only documents of these kinds; none: of all"),
]
SessionFilter = Annotated[
    list[Session],
    Query(max_length=MOST_FILTERS, description="Only what these sessions of the COP took; none: all"),
]
# in the state of a request: who sends it, what was asked, if the audit may hold it, and what it changes
VIEWER, ASKED, DETAIL = "viewer", "asked", "detail"
FAILURES_A_MINUTE = 30  # wrong tokens of one client
REFUSALS_A_MINUTE = 60  # of one client that has not said who it is, which the audit log holds
FEEDBACKS_A_MINUTE = 0.2  # in the long run; FEEDBACKS_AT_ONCE may come together
FEEDBACKS_AT_ONCE = 50
EVERYBODY = Viewer("anybody", Role.OPERATOR)  # where access was not set up
LOOKS = 8  # requests whose senders are looked up in a database at once
SEARCHES_A_QUESTION = 5  # search as you type sends several searches where one question is asked
READS_A_QUESTION = 20  # a page reads a dozen things to show one


@dataclass(frozen=True, slots=True)
class Access:
    """What is there where access was set up."""

    tokens: Tokens
    sessions: Sessions
    signer: Signer
    audit: AuditLog
    failures: RateLimit
    refusals: RateLimit
    provider: "OpenId | None"
    lookers: CapacityLimiter | None
    """Threads that ask a database who comes; None where files tell it."""

    @classmethod
    def of(cls, settings: Settings, failures: RateLimit, refusals: RateLimit) -> "Access":
        """Made of the settings. Raises InputError."""
        provider = None
        place = place_of(settings)
        if settings.oidc_issuer:
            from assistant.access.openid import OpenId  # what it loads is not small

            provider = OpenId(
                settings.oidc_issuer, settings.oidc_client, settings.oidc_secret, settings.oidc_groups
            )
        return cls(
            Tokens(place),
            Sessions(place, settings.session_hours, idle_minutes=settings.session_idle_minutes),
            Signer(safe_at(place).key(KEY), "sign-in"),
            audit_log(settings),
            failures,
            refusals,
            provider,
            None if isinstance(place, Path) else CapacityLimiter(LOOKS),
        )

    async def look(self, work: Callable[[], T]) -> T:
        """What `work` finds, in a thread where it asks a database."""
        return work() if self.lookers is None else await run_sync(work, limiter=self.lookers)


@dataclass(frozen=True, slots=True)
class Services:
    """Everything that lives as long as the application."""

    settings: Settings
    live: Live
    metrics: Metrics
    questions: RateLimit
    searches: RateLimit
    reads: RateLimit
    feedback: FeedbackStore
    opinions: RateLimit
    conversations: ConversationStore | None
    uploads: Uploads
    additions: Additions | None
    access: Access | None
    look: OfficeLook
    _listed: WeakKeyDictionary[Assistant, dict[str, list[DocumentOut]]] = field(
        default_factory=WeakKeyDictionary
    )

    @classmethod
    def of(
        cls, settings: Settings, opener: Opener = Assistant.open, shared: Path | None = None
    ) -> "Services":
        """Made, not started; `shared` is the folder in which the workers of one server count together."""

        def limit(name: str, per_minute: float, at_once: int | None = None) -> RateLimit:
            buckets = SharedBuckets(shared / f"{name}.db") if shared else None
            return RateLimit(per_minute, buckets=buckets, at_once=at_once)

        checked_access(settings)
        limited = settings.rate_limit > 0
        failures = limit("failures", FAILURES_A_MINUTE)
        refusals = limit("refusals", REFUSALS_A_MINUTE)

        return cls(
            settings,
            Live(settings, opener),
            Metrics(),
            limit("questions", settings.rate_limit),
            limit("searches", settings.rate_limit * SEARCHES_A_QUESTION),
            limit("reads", settings.rate_limit * READS_A_QUESTION),
            feedback_store(settings),
            limit("opinions", FEEDBACKS_A_MINUTE if limited else 0, FEEDBACKS_AT_ONCE),
            conversation_store(settings),
            Uploads(settings.index),
            None if settings.uploads == NOBODY else Additions(settings),
            None if is_open(settings) else Access.of(settings, failures, refusals),
            read_look(settings.trainer_look),
        )

    async def answer(self, question: Question) -> Answer:
        """Ask the assistant that serves now, in a thread."""
        assistant = await self.live.assistant()
        answer = await self.live.answer(lambda: assistant.ask(question))
        self.metrics.count_answer(answer)
        return answer

    async def search(self, query: str, filters: Filters, limit: int, language: str) -> SearchOut:
        """Search with the assistant that serves now, in a thread; the plain words come in that language.
        Raises QuestionError for what is no query.
        """
        query = Question(query).checked().text
        assistant = await self.live.assistant()
        begun = time.perf_counter()
        hits = await self.live.answer(lambda: assistant.search(query, filters, limit))
        milliseconds = (time.perf_counter() - begun) * 1000
        return SearchOut.of(query, hits, assistant.index, milliseconds, language)

    async def documents(self, language: str = ENGLISH) -> tuple[list[DocumentOut], IndexOut]:
        """List the documents of the index that serves now, called as a language does (made once a generation
        and language), and say which index that is.
        """
        assistant = await self.live.assistant(warm=False)
        index = assistant.index
        listed = self._listed.setdefault(assistant, {})
        spoken = language if language in LANGUAGES else ENGLISH
        if spoken not in listed:
            listed[spoken] = await self.live.work(lambda: every_document(index, spoken))
        return listed[spoken], IndexOut.of(index.snapshot)


def _services(request: Request) -> Services:
    services: Services = request.app.state.services
    return services


Serving = Annotated[Services, Depends(_services)]


def viewer_of(request: Request) -> Viewer:
    """Who sends a request."""
    return viewer_in(request.scope)


def viewer_in(scope: Scope) -> Viewer:
    """The same, below the framework."""
    viewer: Viewer = scope.get("state", {}).get(VIEWER, EVERYBODY)
    return viewer


def note_question(request: Request, services: Services, question: str) -> None:
    """Let the audit log hold what was asked, where the operator wants that."""
    if services.settings.audit_questions:
        setattr(request.state, ASKED, question)


def client_of(scope: Scope) -> str:
    """What the limits count: those who said who they are by that, for an office may share one address."""
    viewer = viewer_in(scope)
    return viewer.label if viewer.is_known else sender(scope)


def limit_questions(request: Request, services: Serving) -> None:
    """Count a question of this client."""
    services.questions.take(client_of(request.scope))


def limit_searches(request: Request, services: Serving) -> None:
    """Count a search of this client."""
    services.searches.take(client_of(request.scope))


def limit_reads(request: Request, services: Serving) -> None:
    """Count something that this client reads."""
    services.reads.take(client_of(request.scope))


def limit_opinions(request: Request, services: Serving) -> None:
    """Count a feedback of this client, of which the disk keeps only so many."""
    services.opinions.take(client_of(request.scope))
