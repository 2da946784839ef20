"""Any server that speaks the HTTP contract."""

from typing import Any, Self
from urllib.parse import quote

import httpx

from evaluation.lookup import Known, read_provision
from evaluation.questions import Item
from evaluation.systems.interface import BusyError, Retrieved
from ingest.errors import UnavailableError

_SEARCH_KEYS = ("hits", "results", "items")


class HttpSystem:
    """Asks `url`; also knows the texts, where the server serves `/provisions/{locator}`."""

    name = "assistant"

    def __init__(self, url: str, timeout: float = 30.0, max_citations: int = 5) -> None:
        self.url = url.rstrip("/")
        self.max_citations = max_citations
        self._client = httpx.Client(base_url=f"{self.url}/api/v1/", timeout=timeout, follow_redirects=True)
        self._texts: dict[str, Known | None] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the connections."""
        self._client.close()

    def ready(self) -> None:
        """Raises UnavailableError unless something answers at the address."""
        try:
            self._client.get(f"{self.url}/health/live")
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise UnavailableError(
                f"Nothing answers at {self.url} ({type(error).__name__}).",
                "Start it with: cbd-assistant serve",
            ) from error

    def describe(self) -> dict[str, Any]:
        """See System."""
        return {"url": self.url}

    def ask(self, item: Item) -> dict[str, Any]:
        """See System."""
        body: dict[str, Any] = {
            "question": item.question,
            "history": [{"role": "user", "content": turn} for turn in item.history],
            "language": None,
            "filters": {"kinds": [], "documents": [], "sessions": []},
            "max_citations": self.max_citations,
        }
        answer = self._client.post("ask", json=body)
        _refuse(answer)
        wire: dict[str, Any] = answer.json()
        return wire

    def search(self, query: str, limit: int) -> list[Retrieved] | None:
        """See System. None for a server without this endpoint."""
        answer = self._client.get("search", params={"q": query, "limit": limit})
        if answer.status_code in {httpx.codes.NOT_FOUND, httpx.codes.METHOD_NOT_ALLOWED}:
            return None
        _refuse(answer)
        return read_hits(answer.json())

    def provision(self, locator: str) -> Known | None:
        """See Lookup."""
        if locator not in self._texts:
            try:
                answer = self._client.get(f"provisions/{quote(locator)}")
                found = (
                    read_provision(answer.json(), locator) if answer.status_code == httpx.codes.OK else None
                )
            except (httpx.HTTPError, ValueError):
                return None
            self._texts[locator] = found
        return self._texts[locator]


def _refuse(answer: httpx.Response) -> None:
    if answer.status_code == httpx.codes.TOO_MANY_REQUESTS:
        wait = answer.headers.get("Retry-After", "")
        raise BusyError(float(wait) if wait.isdigit() else 1.0)
    if answer.status_code != httpx.codes.OK:
        raise UnavailableError(f"HTTP {answer.status_code}: {answer.text[:200]}")


def read_hits(record: Any) -> list[Retrieved]:
    """Search results under "hits", "results" or "items", or a bare list. Raises ValueError for anything
    else.
    """
    rows = (
        record
        if isinstance(record, list)
        else next((record[key] for key in _SEARCH_KEYS if key in record), None)
    )
    if not isinstance(rows, list):
        raise ValueError("the search does not speak the contract")
    return [_hit(row) for row in rows]


def _hit(row: dict[str, Any]) -> Retrieved:
    inner = row.get("provision")
    fields = {**row, **inner} if isinstance(inner, dict) else row
    identity = next(
        (fields[key] for key in ("locator", "id", "provision") if isinstance(fields.get(key), str)), None
    )
    document = fields.get("document")
    source = document.get("id") if isinstance(document, dict) else document
    if identity is None or source is None:
        raise ValueError("a search result names no provision or no document")
    return Retrieved(identity, str(source), str(fields.get("text") or ""), float(row.get("score") or 0.0))
