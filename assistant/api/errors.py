"""The one error shape of the API, and the one place where an error becomes an HTTP answer."""

import logging
from collections.abc import Iterable, Mapping
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException

from assistant.api.wire.errors import ErrorDetail, ErrorOut
from assistant.question import LONGEST_QUESTION
from ingest.errors import (
    AssistantError,
    EncoderError,
    FittingError,
    IndexFolderError,
    IndexMismatchError,
    IndexMissingError,
    IndexWriteError,
    InputError,
    NotFoundError,
    QuestionError,
    UnavailableError,
    UnverifiedError,
)

log = logging.getLogger("assistant.api")

RESPONSES: dict[int | str, dict[str, Any]] = {  # of every route, for its description
    status: {"model": ErrorOut, "description": text}
    for status, text in {
        400: "The request could not be read",
        401: "Somebody has to sign in, or to send a token that is good",
        403: "A page of a site that is not allowed sent this, or it needs another role",
        404: "There is no such thing",
        405: "This address does not take that method",
        408: "The body did not arrive in time",
        413: "The body is larger than 256 KiB, or than this address takes",
        415: "The body is no JSON",
        421: "The server is not reached by this name",
        422: "The request has a field of the wrong form",
        429: "Too many requests; see Retry-After",
        500: "An unexpected error",
        503: "Not ready; see Retry-After",
    }.items()
}

RETRY_AFTER = 5  # seconds, where nothing better is known
_BUILD = "On the server, run: cbd-assistant build"

# What the public reads where the error itself names folders, models or hosts of the server; the whole of it
# is logged.
PUBLIC: Mapping[type[AssistantError], tuple[str, str]] = {
    AssistantError: (
        "The server met an error it did not expect.",
        "Try again; if it stays, report the X-Request-Id of this answer.",
    ),
    IndexFolderError: ("The index cannot be used.", _BUILD),
    IndexMissingError: ("There is no index yet.", _BUILD),
    IndexMismatchError: ("The index does not fit this version of the assistant.", _BUILD),
    IndexWriteError: ("The index could not be written.", "Try again later."),
    EncoderError: ("The embedding model of the server cannot be used.", "On the server, check CBD_ENCODER."),
    UnverifiedError: ("A quotation could not be verified, so there is no answer.", _BUILD),
    FittingError: ("The server's weights do not fit its version.", "On the server, install it again."),
    UnavailableError: ("A service that the assistant asked did not answer.", "Try again in a moment."),
}


class WarmingError(UnavailableError):
    """The index or the encoder is still being loaded."""

    code = "warming_up"


class OverloadedError(UnavailableError):
    """More questions wait than can be answered in reasonable time."""

    code = "overloaded"


class BodyTooLargeError(InputError):
    """The request's body is larger than allowed."""

    code = "body_too_large"
    status = 413


class BodyTimeoutError(InputError):
    """The request's body did not arrive in time."""

    code = "body_timeout"
    status = 408


class SignInError(AssistantError):
    """Nobody has said who asks, and not everybody may."""

    code = "not_signed_in"
    status = 401


class RoleError(AssistantError):
    """Who asks has not the role that this needs, or the token not the scope."""

    code = "role_needed"
    status = 403


class UnprocessableError(InputError):
    """A request of the wrong form."""

    code = "bad_request"
    status = 422


class ClosedLibraryError(InputError):
    """No file can be added or removed here."""

    code = "library_closed"
    status = 409


class NoSuchModelError(NotFoundError):
    """A chat front end asks for a model that is not offered here; the hint lists those that are."""

    code = "model_not_found"

    def __init__(self, name: str, offered: Iterable[str]) -> None:
        super().__init__(f"There is no model '{name}' here.", f"Models: {', '.join(offered)}.")


class RateLimitError(AssistantError):
    """A client asked too often; `retry_after` seconds help."""

    code = "rate_limited"
    status = 429
    retryable = True

    def __init__(self, retry_after: int) -> None:
        super().__init__("Too many requests from this address.", f"Wait {retry_after} s and try again.")
        self.retry_after = retry_after


_OWN = (WarmingError, OverloadedError)  # their messages are written for the public


def public_words(error: AssistantError) -> tuple[str, str]:
    """Message and hint that may leave the server."""
    if isinstance(error, _OWN):
        return error.message, error.hint
    for kind in type(error).__mro__:
        if kind in PUBLIC and (kind is not AssistantError or error.status >= 500):
            return PUBLIC[kind]
    return error.message, error.hint


def error_out(error: AssistantError) -> ErrorOut:
    """Put an error into the one shape, in words that may leave the server."""
    return ErrorOut.of(error.code, *public_words(error))


def public_error(code: str) -> ErrorDetail:
    """Tell, by its code alone, of an error that another process met and logged."""
    known = next((words for kind, words in PUBLIC.items() if kind.code == code), None)
    return ErrorOut.of(code, *(known or ("The index could not be rebuilt.", _BUILD))).error


def error_headers(error: AssistantError) -> dict[str, str]:
    """Retry-After, where waiting helps, and how one says who one is."""
    if isinstance(error, SignInError):
        return {"WWW-Authenticate": "Bearer"}
    if isinstance(error, RateLimitError):
        return {"Retry-After": str(error.retry_after)}
    return {"Retry-After": str(RETRY_AFTER)} if error.status == 503 else {}


def error_response(error: AssistantError) -> Response:
    """Make the HTTP answer for an error; what the public does not read is logged (of the index: once, where
    it was opened).
    """
    if error.status >= 500 and not isinstance(error, (IndexFolderError, *_OWN)):
        log.warning("%s: %s", error.code, error)
    return _response(error_out(error), error.status, error_headers(error))


_HTTP = {
    400: ("bad_request", "The request could not be read.", "Send JSON in UTF-8, as /docs describes it."),
    403: (
        "forbidden_origin",
        "This site may not call this address.",
        "Ask the operator to add it to CBD_ALLOWED_ORIGINS.",
    ),
    404: ("not_found", "There is nothing at this address.", "See /docs for what this server offers."),
    405: ("method_not_allowed", "This address does not take that method.", "See /docs."),
    406: ("not_acceptable", "This address does not offer that form.", "See /docs."),
    421: (
        "unknown_host",
        "The server does not go by this name.",
        "Ask the operator to add it to CBD_HOSTS.",
    ),
    415: (
        "unsupported_media_type",
        "This address takes JSON only.",
        "Send the header Content-Type: application/json.",
    ),
}


def http_error(status: int, headers: Mapping[str, str] | None = None) -> Response:
    """Make the one shape for what the framework itself refuses."""
    words = _HTTP.get(status) or (f"http_{status}", f"{HTTPStatus(status).phrase}.", "See /docs.")
    return _response(ErrorOut.of(*words), status, headers)


def _response(error: ErrorOut, status: int, headers: Mapping[str, str] | None) -> Response:
    return Response(error.model_dump_json(), status, headers, "application/json")


def validation_error(problems: list[dict[str, Any]]) -> AssistantError:
    """One clear sentence about the first problem; a question that is too long or empty is a QuestionError."""
    problem = problems[0]
    place = [str(part) for part in problem["loc"] if part not in {"body", "query", "path"}]
    where = ".".join(place) or "the body"
    if problem["type"] == "json_invalid":
        return UnprocessableError("The body is not valid JSON.", "Send one JSON object in UTF-8.")
    if place == ["question"]:
        value = problem.get("input")
        if problem["type"] == "string_too_long" and isinstance(value, str):
            return QuestionError(
                f"The question has {len(value)} characters.", f"Ask in {LONGEST_QUESTION} characters at most."
            )
        if problem["type"] == "missing":
            return QuestionError("There is no question.", 'Send {"question": "..."}.')
        return QuestionError("The question is not a text.", "Send it as a string of Unicode characters.")
    return UnprocessableError(f"In {where}: {problem['msg']}.", "See /docs for the form of this request.")


def install(app: FastAPI) -> None:
    """Make every error of this application answer in the one shape."""

    def ours(_: Request, error: Exception) -> Response:
        return error_response(error if isinstance(error, AssistantError) else AssistantError(str(error)))

    def validation(_: Request, error: Exception) -> Response:
        problems = list(error.errors()) if isinstance(error, RequestValidationError) else []
        return error_response(validation_error(problems))

    def framework(_: Request, error: Exception) -> Response:
        return (
            http_error(error.status_code, error.headers)
            if isinstance(error, HTTPException)
            else http_error(500)
        )

    app.add_exception_handler(AssistantError, ours)
    app.add_exception_handler(RequestValidationError, validation)
    app.add_exception_handler(HTTPException, framework)
