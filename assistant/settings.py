"""Settings: one table of name, default and meaning, read from the environment when asked for, never on
import.
"""

import os
from dataclasses import dataclass, field, fields
from pathlib import Path

MEANING = {
    "CBD_INDEX": "folder of the index",
    "CBD_LIBRARY": "folder of the official texts and of your own files",
    "CBD_ENCODER": "name or folder of a sentence-transformers model",
    "CBD_LLM_URL": "address of an OpenAI-compatible server; empty: no language model",
    "CBD_LLM_MODEL": "model that the server should use",
    "CBD_LLM_KEY": "key for that server",
    "CBD_LLM_TIMEOUT": "seconds to wait for it",
    "CBD_HOSTS": "names (comma-separated) under which the server is reached, beside localhost and addresses",
    "CBD_PROXIES": "addresses (comma-separated) of proxies that are believed which client they speak for",
    "CBD_ALLOWED_ORIGINS": "sites (comma-separated) that may call the API and frame the chat",
    "CBD_RATE_LIMIT": "questions a minute for one client; 0: no limit",
    "CBD_FEEDBACK": "SQLite file that keeps the feedback",
}


@dataclass(frozen=True, slots=True)
class Settings:
    """Every setting with its default; `CBD_` and the upper-case name is the environment variable."""

    index: Path = Path("var/index")
    library: Path = Path("var/library")
    encoder: str = ""
    llm_url: str = ""
    llm_model: str = ""
    llm_key: str = field(default="", repr=False)
    llm_timeout: float = 20.0
    hosts: tuple[str, ...] = ()
    proxies: tuple[str, ...] = ()
    allowed_origins: tuple[str, ...] = ()
    rate_limit: int = 120
    feedback: Path = Path("var/feedback.db")

    @classmethod
    def from_environment(cls) -> "Settings":
        """The defaults, changed by what the environment says. Raises InputError for a number that is none."""
        values: dict[str, object] = {}
        for one in fields(cls):
            raw = os.environ.get(f"CBD_{one.name.upper()}")
            if raw is not None and raw.strip():
                values[one.name] = _read(one.name, one.type, raw.strip())
        return cls(**values)  # type: ignore[arg-type]  # each value was made by _read for its field


def _read(name: str, kind: object, raw: str) -> object:
    from ingest.errors import InputError

    if kind is Path:
        return Path(raw)
    if kind == tuple[str, ...]:
        return tuple(part.strip().rstrip("/") for part in raw.split(",") if part.strip())
    try:
        return int(raw) if kind is int else float(raw) if kind is float else raw
    except ValueError as error:
        raise InputError(
            f"CBD_{name.upper()} is '{raw}', which is not a number.", "Change or unset it."
        ) from error
