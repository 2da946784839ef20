"""The application: this file only assembles."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from fastapi import FastAPI
from starlette.middleware.gzip import GZipMiddleware

from assistant.api import errors, health, pages, routes
from assistant.api.deps import Services
from assistant.api.middleware import BodyLimit, Guard, Observe, checked_origins
from assistant.api.web import WebFiles
from assistant.settings import Settings


def create_app(settings: Settings) -> FastAPI:
    """The application for these settings; it opens its index when it is started. Raises InputError for a setting that is wrong."""
    services = Services.of(settings)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        watching = asyncio.create_task(services.live.watch())
        try:
            yield
        finally:
            watching.cancel()
            with suppress(asyncio.CancelledError):
                await watching

    app = FastAPI(
        title="CBD Assistant",
        version="1",
        summary="Answers about the Convention on Biological Diversity, with exact and verified citations.",
        docs_url=None,
        redoc_url=None,
        lifespan=lifespan,
    )
    app.state.services = services
    app.state.web = WebFiles()
    errors.install(app)
    for module in (routes, health, pages):
        app.include_router(module.router)
    app.add_middleware(BodyLimit)
    app.add_middleware(GZipMiddleware, minimum_size=1024, compresslevel=5)
    app.add_middleware(Guard, origins=checked_origins(settings.allowed_origins))
    app.add_middleware(Observe, metrics=services.metrics)
    return app


def run_server(settings: Settings, host: str = "127.0.0.1", port: int = 8000) -> None:
    """Serve until stopped."""
    import uvicorn

    uvicorn.run(
        create_app(settings), host=host, port=port, access_log=False, server_header=False, log_level="info", timeout_graceful_shutdown=10,
    )  # fmt: skip
