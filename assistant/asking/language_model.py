"""A language model, optional: any server that speaks the OpenAI chat protocol. It is never trusted, only
used.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from ipaddress import ip_address
from time import monotonic
from urllib.parse import urlsplit

from assistant.settings import Settings
from ingest.errors import InputError, UnavailableError

LONGEST_REPLY = 256 * 1024  # bytes


@dataclass(frozen=True, slots=True)
class LanguageModel:
    """One model on one server; `timeout` seconds is all that a reply may take, from connecting to the last
    byte read, its headers included.
    """

    url: str
    name: str
    key: str = field(default="", repr=False)
    timeout: float = 20.0

    @classmethod
    def from_settings(cls, settings: Settings) -> "LanguageModel | None":
        """The configured model; None where none is. Raises InputError for an address that is none, or where
        others could read what is sent.
        """
        if not settings.llm_url:
            return None
        address = _checked(settings.llm_url).rstrip("/")
        return cls(address, settings.llm_model, settings.llm_key, settings.llm_timeout)

    def complete(self, messages: Sequence[dict[str, str]]) -> str:
        """The reply to the messages. Raises UnavailableError for a server that is down, slow, endless or
        speaks something else.
        """
        try:
            reply = json.loads(
                self._post(
                    {"model": self.name, "messages": list(messages), "temperature": 0, "stream": False}
                )
            )
            content = reply["choices"][0]["message"]["content"]
        except (ValueError, KeyError, IndexError, TypeError, RecursionError) as error:
            raise UnavailableError(
                "The language model's reply has another form than expected.", "Check CBD_LLM_URL."
            ) from error
        if not isinstance(content, str):
            raise UnavailableError("The language model's reply holds no text.", "Check CBD_LLM_MODEL.")
        return "".join(
            character if character.isprintable() or character.isspace() else " " for character in content
        )

    def _post(self, body: dict[str, object]) -> bytes:
        import httpcore

        from assistant.asking.deadline import DeadlineBackend

        until = monotonic() + self.timeout
        headers: dict[bytes | str, bytes | str] = {
            "Content-Type": "application/json",
            "Accept-Encoding": "identity",
        }
        if self.key:
            headers["Authorization"] = f"Bearer {self.key}"
        received = bytearray()
        try:
            with (
                httpcore.ConnectionPool(network_backend=DeadlineBackend(until)) as pool,
                pool.stream(
                    "POST", f"{self.url}/chat/completions", headers=headers, content=json.dumps(body).encode()
                ) as response,
            ):
                _check_status(response.status)
                for chunk in response.iter_stream():
                    received += chunk
                    if len(received) > LONGEST_REPLY:
                        raise _endless()
        except httpcore.TimeoutException as error:
            raise _endless() from error
        except (
            httpcore.NetworkError,
            httpcore.ProtocolError,
            httpcore.UnsupportedProtocol,
            ValueError,
        ) as error:
            raise UnavailableError(
                f"The language model did not answer ({type(error).__name__}).", "Check CBD_LLM_URL."
            ) from error
        return bytes(received)


def _check_status(status: int) -> None:
    if not 200 <= status < 300:
        raise UnavailableError(
            f"The language model did not answer (status {status}).", "Check CBD_LLM_URL and CBD_LLM_KEY."
        )


def _endless() -> UnavailableError:
    return UnavailableError(
        "The language model's reply takes too long.", "Raise CBD_LLM_TIMEOUT or choose a smaller model."
    )


def _checked(address: str) -> str:
    """An address that is asked over TLS, but on this machine or in the network that it stands in."""
    parts = urlsplit(address)
    host = parts.hostname or ""
    if (parts.scheme != "https" and not (parts.scheme == "http" and _is_near(host))) or not host:
        raise InputError(
            f"'{address}' is no safe address of a language model.",
            "Write CBD_LLM_URL as https://llm.example.org/v1; http:// is for a server in your own network.",
        )
    return address


def _is_near(host: str) -> bool:
    """Whether a host is this machine, or has a private address or a name without a domain."""
    try:
        return ip_address(host).is_private
    except ValueError:
        return "." not in host
