"""A polite client: one request at a time, a named agent, conditional requests, patience with a busy server,
and limits.
"""

import email.utils
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import urljoin, urlsplit

import httpx

from ingest.errors import UnavailableError

AGENT = "cbd-assistant/0.1 (reads one text at a time; https://www.cbd.int texts for offline search)"
LARGEST = 64 * 1024 * 1024
LONGEST_WAIT = 120.0  # seconds that a server may ask us to wait; what is longer ends the sync
REDIRECTS = 5
UNREACHED = 3  # requests in a row that found no server at all


class FetchError(UnavailableError):
    """One request that gave nothing to use. `missing`: the server has no such thing; `shape`: not what is
    documented.
    """

    code = "fetch"

    def __init__(self, message: str, hint: str = "", *, missing: bool = False, shape: bool = False) -> None:
        super().__init__(message, hint)
        self.missing = missing
        self.shape = shape


class StopError(UnavailableError):
    """Going on makes no sense: the server cannot be reached, or asks us to come back later."""

    code = "service_stopped"


@dataclass(frozen=True, slots=True)
class Patience:
    """Seconds for one read, for one answer, between requests, and how often a request is tried."""

    read: float = 30.0
    answer: float = 180.0
    pause: float = 0.5
    tries: int = 3
    backoff: float = 1.0


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back. `same`: the server says that nothing changed."""

    url: str
    body: bytes = b""
    same: bool = False
    etag: str = ""
    modified: str = ""


class Client:
    """Asks the given hosts only, one request at a time."""

    def __init__(self, hosts: set[str], patience: Patience | None = None) -> None:
        self.hosts = hosts
        self.patience = patience or Patience()
        timeout = httpx.Timeout(self.patience.read, connect=min(10.0, self.patience.read))
        self._http = httpx.Client(headers={"User-Agent": AGENT}, timeout=timeout, follow_redirects=False)
        self._last = 0.0
        self._unreached = 0
        self.requests = 0

    def close(self) -> None:
        """Close the connection."""
        self._http.close()

    def get(
        self, url: str, etag: str = "", modified: str = "", check: Callable[[bytes], None] | None = None
    ) -> Answer:
        """The answer, tried again where that may help. `check` raises ValueError for a body that came broken.
        Raises FetchError or StopError.
        """
        headers = ({"If-None-Match": etag} if etag else {}) | (
            {"If-Modified-Since": modified} if modified else {}
        )
        why = ""
        for attempt in range(self.patience.tries):
            if attempt:
                time.sleep(self.patience.backoff * 2 ** (attempt - 1))
            try:
                answer = self._once(url, headers)
                if not answer.same and check:
                    check(answer.body)
                self._unreached = 0
                return answer
            except _AgainError as error:
                why = str(error)
                self._unreached = 0
            except httpx.ConnectError as error:
                why = "the server cannot be reached"
                self._unreached += 1
                if self._unreached >= UNREACHED:
                    hint = "Check the network, then run the same command again: it goes on from here."
                    raise StopError(f"{urlsplit(url).netloc} cannot be reached.", hint) from error
            except httpx.HTTPError as error:
                why = (
                    "the answer took too long"
                    if isinstance(error, httpx.TimeoutException)
                    else "the answer broke off"
                )
            except ValueError:
                why = "the answer came broken"
        raise FetchError(f"{why} ({self.patience.tries} tries)", "Run the same command again later.")

    def _once(self, url: str, headers: dict[str, str]) -> Answer:
        # each address is asked by itself, so that the host of every one is checked
        for _ in range(REDIRECTS):
            answer, target = self._request(url, headers)
            if answer:
                return answer
            secure, url = urlsplit(url).scheme == "https", urljoin(url, target)
            if secure and urlsplit(url).scheme == "http":
                raise FetchError("it leads from https to http, which anybody on the way can change")
        raise FetchError("the server sends us in circles")

    def _request(self, url: str, headers: dict[str, str]) -> tuple[Answer | None, str]:
        parts = urlsplit(url)
        if parts.scheme not in {"http", "https"} or parts.netloc not in self.hosts:
            raise FetchError(
                f"it leads to another host ({parts.netloc[:80] or parts.scheme[:20]}), which is not asked"
            )
        self._wait()
        self.requests += 1
        with self._http.stream("GET", url, headers=headers) as response:
            if response.status_code == 304:
                return Answer(url, same=True), ""
            if response.is_redirect:
                return None, response.headers.get("location", "")
            self._refuse(response)
            body = self._read(response)
        return Answer(
            url,
            body,
            etag=response.headers.get("etag", ""),
            modified=response.headers.get("last-modified", ""),
        ), ""

    def _wait(self) -> None:
        time.sleep(max(0.0, self._last + self.patience.pause - time.monotonic()))
        self._last = time.monotonic()

    def _refuse(self, response: httpx.Response) -> None:
        """Raise for every status but 200."""
        status = response.status_code
        if status in {404, 410}:
            raise FetchError("the server has no such text", missing=True)
        # obeyed here, then tried again like any other failure
        if status in {429, 503} and "retry-after" in response.headers:
            self._obey(response.headers["retry-after"])
            raise _AgainError(f"the server is busy ({status})")
        if status == 429 or status >= 500:
            raise _AgainError(f"the server failed ({status})")
        if status != 200:
            raise FetchError(
                f"the server refused ({status})",
                "It may now ask for an account." if status in {401, 403} else "",
            )

    def _obey(self, words: str) -> None:
        if words.strip().isdigit():
            seconds = float(words)
        else:
            try:
                seconds = (email.utils.parsedate_to_datetime(words) - datetime.now(UTC)).total_seconds()
            except (ValueError, TypeError):
                seconds = self.patience.backoff
        if seconds > LONGEST_WAIT:
            raise StopError(
                f"The server asks us to come back in {seconds / 60:.0f} minutes.",
                "Run the same command then: it goes on from here.",
            )
        time.sleep(max(0.0, seconds))

    def _read(self, response: httpx.Response) -> bytes:
        # the limit holds while the body comes too: a server may announce nothing, or lie
        declared = response.headers.get("content-length", "0")
        if declared.isdigit() and int(declared) > LARGEST:
            raise FetchError(
                f"the server announces {int(declared) / 2**20:,.0f} MiB, more than {LARGEST // 2**20} "
                f"are not taken"
            )
        until = time.monotonic() + self.patience.answer
        body = bytearray()
        for chunk in response.iter_bytes(1 << 16):
            body += chunk
            if len(body) > LARGEST:
                raise FetchError(f"the answer is larger than {LARGEST // 2**20} MiB")
            if time.monotonic() > until:
                raise httpx.ReadTimeout("too slow")
        return bytes(body)


class _AgainError(Exception):
    """Worth another try."""
