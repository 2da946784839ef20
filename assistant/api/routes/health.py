"""Health and metrics: what those who run the server ask."""

from fastapi import APIRouter, Response
from fastapi.responses import PlainTextResponse

from assistant.api.deps import Serving
from assistant.api.errors import RESPONSES, WarmingError, error_response
from assistant.api.wire.base import IndexOut
from assistant.api.wire.health import HealthOut

router = APIRouter(tags=["operation"], responses={503: RESPONSES[503]})


@router.get("/health/live", operation_id="health_live", response_model=HealthOut)
async def live() -> HealthOut:
    """Whether the process answers."""
    return HealthOut(status="live")


@router.get("/health/ready", operation_id="health_ready", response_model=HealthOut)
async def ready(services: Serving) -> HealthOut | Response:
    """Whether questions are answered, and by which index. Red too where the newest index cannot be opened and
    the one before it answers.
    """
    current = services.live.current
    if services.live.ready and services.live.error is None and current is not None:
        return HealthOut(status="ready", index=IndexOut.of(current.index.snapshot))
    return error_response(
        services.live.error or WarmingError("The server is loading its index.", "Try again in a few seconds.")
    )


@router.get("/metrics", operation_id="metrics", response_class=PlainTextResponse)
async def metrics(services: Serving) -> Response:
    """Counters in the form of Prometheus."""
    access = services.access
    told = (access.audit, access.tokens) if access else ()
    return Response(
        services.metrics.exposition(services.live, *told),
        media_type="text/plain; version=1.0.0; charset=utf-8",
    )
