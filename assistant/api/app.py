"""The application: this file only assembles."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path

from fastapi import FastAPI
from starlette.middleware.gzip import GZipMiddleware
from starlette.routing import Route

from assistant.api import errors
from assistant.api.deps import Services
from assistant.api.doorkeeper import Doorkeeper
from assistant.api.gate import Gate, checked_hosts, checked_proxies
from assistant.api.mcp_door import McpDoor
from assistant.api.middleware import BodyLimit, Cors, Guard, Observe, checked_origins
from assistant.api.needs import Needs
from assistant.api.peers import Peers
from assistant.api.rotation import Opener
from assistant.api.routes import (
    access,
    answers,
    chat,
    concepts,
    conversations,
    corpus,
    docs,
    health,
    library,
    pages,
    search,
    sessions,
    trainer,
    transcripts,
)
from assistant.api.site import checked_address
from assistant.api.web import WebFiles
from assistant.asking.language_model import LanguageModel
from assistant.assistant import Assistant
from assistant.settings import Settings


def create_app(settings: Settings, opener: Opener = Assistant.open, *, shared: Path | None = None) -> FastAPI:
    """Make the application for these settings; it opens its index when it is started. Workers of one server
    count requests together in the folder `shared`. Raises InputError for a setting that is wrong.
    """
    checked_address(settings.address)
    LanguageModel.from_settings(settings)  # what is wrong is told now, and not with the first question
    services = Services.of(settings, opener, shared)
    door = McpDoor(services)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        watching = asyncio.create_task(services.live.watch())
        if services.additions is not None:
            services.additions.rebuild.resume()
        try:
            async with door.open():
                yield
        finally:
            services.uploads.stop()
            if services.additions is not None:
                services.additions.rebuild.stop()
            watching.cancel()
            with suppress(asyncio.CancelledError):
                await watching

    app = FastAPI(
        title="CBD Assistant",
        version="1",
        summary="Answers about the Convention on Biological Diversity, with exact and verified citations.",
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        lifespan=lifespan,
    )
    app.state.services = services
    app.state.web = WebFiles(signs_in=services.access is not None, adds=services.additions is not None)
    errors.install(app)
    app.add_exception_handler(404, pages.lost)
    for module in (
        access,
        sessions,
        answers,
        search,
        corpus,
        concepts,
        trainer,
        transcripts,
        conversations,
        library,
        chat,
        health,
        docs,
        pages,
    ):
        # as they are: to include a router makes every route anew, at the first request of each worker
        app.router.routes.extend(module.router.routes)
    app.router.routes.append(Route("/mcp", endpoint=door, include_in_schema=False))
    app.add_middleware(BodyLimit)
    app.add_middleware(GZipMiddleware, minimum_size=1024, compresslevel=5)
    app.add_middleware(Doorkeeper, services=services, needs=Needs(app.router.routes, settings))
    app.add_middleware(Gate, hosts=checked_hosts(settings.hosts), origins=settings.allowed_origins)
    app.add_middleware(Observe, metrics=services.metrics)
    origins = checked_origins(settings.allowed_origins)
    if origins:
        app.add_middleware(Cors, origins=origins)
    app.add_middleware(Guard, origins=origins)
    if settings.proxies:
        app.add_middleware(Peers, proxies=checked_proxies(settings.proxies))
    return app
