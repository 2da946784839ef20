"""Health and metrics: what those who run the server ask."""

from fastapi import APIRouter, Response
from fastapi.responses import JSONResponse, PlainTextResponse

from assistant.api import views, wire
from assistant.api.deps import Serving
from assistant.api.errors import WarmingError, error_response

router = APIRouter(
    tags=["operation"], responses={503: {"model": wire.ErrorOut, "description": "Not ready; see Retry-After"}}
)


@router.get("/health/live", operation_id="health_live", response_model=wire.HealthOut)
async def live() -> Response:
    """Whether the process answers."""
    return JSONResponse({"status": "live", "index": None})


@router.get("/health/ready", operation_id="health_ready", response_model=wire.HealthOut)
async def ready(services: Serving) -> Response:
    """Whether questions are answered, and by which index."""
    current = services.live.current
    if services.live.ready and current is not None:
        return JSONResponse({"status": "ready", "index": views.index_view(current.index)})
    return error_response(
        services.live.error or WarmingError("The server is loading its index.", "Try again in a few seconds.")
    )


@router.get("/metrics", operation_id="metrics", response_class=PlainTextResponse)
async def metrics(services: Serving) -> Response:
    """Counters in the form of Prometheus."""
    return Response(
        services.metrics.exposition(services.live), media_type="text/plain; version=1.0.0; charset=utf-8"
    )
