"""The door to the MCP server over HTTP. That is loaded when the first message comes: it would take a third of
the time in which a server starts, and most are never asked for it.
"""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager

from anyio import Lock, create_task_group, sleep_forever, to_thread
from anyio.abc import TaskGroup, TaskStatus
from starlette.types import ASGIApp, Receive, Scope, Send

from assistant.api.deps import Services, client_of, viewer_in
from assistant.api.errors import RateLimitError, http_error
from assistant.api.middleware import send_error
from assistant.api.needs import TRAIN


class McpDoor:
    """The server over HTTP, without sessions, so that any worker can answer: one ASGI application to be
    served at /mcp. Who may not train is offered what is left.
    """

    def __init__(self, services: Services) -> None:
        self._services = services
        self._tasks: TaskGroup | None = None
        self._opening = Lock()
        self._apps: dict[bool, ASGIApp] = {}  # by whether it trains

    @asynccontextmanager
    async def open(self) -> AsyncIterator[None]:
        """Serve while the application runs."""
        async with create_task_group() as self._tasks:
            try:
                yield
            finally:
                self._tasks.cancel_scope.cancel()
                self._tasks = None
                self._apps.clear()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let in what is a message, and count it like a question."""
        # without sessions there is nothing to GET or to DELETE
        if self._tasks is None or scope["method"] != "POST":
            await http_error(405, {"Allow": "POST"})(scope, receive, send)
            return
        try:
            self._services.questions.take(client_of(scope))
        except RateLimitError as error:
            await send_error(error, send)
            return
        app = await self._app(self._tasks, viewer_in(scope).may(TRAIN))
        await app(scope, receive, send)

    async def _app(self, tasks: TaskGroup, trains: bool) -> ASGIApp:
        async with self._opening:
            if trains not in self._apps:
                self._apps[trains] = await tasks.start(self._serve, trains)
            return self._apps[trains]

    async def _serve(self, trains: bool, *, task_status: TaskStatus[ASGIApp]) -> None:
        served = await to_thread.run_sync(_loaded)
        async with served(self._services, trains) as app:
            task_status.started(app)
            await sleep_forever()


def _loaded() -> Callable[[Services, bool], AbstractAsyncContextManager[ASGIApp]]:
    from assistant.api.mcp import served

    return served
