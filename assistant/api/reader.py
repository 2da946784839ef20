"""The language of whoever asks for a page: what its address says, or what the browser would like."""

from starlette.requests import Request

from assistant.api.wire.base import base_language
from assistant.words.store import ENGLISH, languages

NO_WEIGHT = 0.0


def reader_language(request: Request) -> str:
    """The first of these in which there are words: `lang` of the address, the header Accept-Language by its
    weights, English.
    """
    wanted = [request.query_params.get("lang", ""), *_accepted(request.headers.get("accept-language", ""))]
    known = languages()
    return next((base for tag in wanted if (base := base_language(tag.strip())) in known), ENGLISH)


def asks_for(request: Request) -> bool:
    """Whether the address names the language in which the reader is spoken to."""
    return base_language(request.query_params.get("lang", "").strip()) in languages()


def _accepted(header: str) -> list[str]:
    """The tags of an Accept-Language header, the most welcome first; what cannot be read is left out."""
    weights: dict[str, float] = {}
    for part in header.split(","):
        tag, _, weight = part.partition(";")
        try:
            weights[tag.strip()] = float(weight.strip().removeprefix("q=") or 1)
        except ValueError:
            continue
    welcome = [tag for tag, weight in weights.items() if weight > NO_WEIGHT]
    return sorted(welcome, key=lambda tag: -weights[tag])
