"""Settings: one table of name, default and meaning, read from the environment when asked for, never on
import.
"""

import os
from dataclasses import dataclass, field, fields
from pathlib import Path

from index.address import Address, address

MEANING = {
    "CBD_INDEX": "folder of the index, or a database: postgresql://user@host,host/name",
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
    "CBD_FEEDBACK_DAYS": "days that a feedback is kept; 0: for ever",
    "CBD_FEEDBACK_MEGABYTES": "largest size of that file; what comes after is refused",
    "CBD_CONVERSATIONS": "SQLite file that keeps the conversations of people who have signed in; empty: none",
    "CBD_CONVERSATIONS_DAYS": "days that a conversation is kept after its last change; 0: for ever",
    "CBD_UPLOADS": "role that may add, correct and remove files of one's own in the page, or nobody",
    "CBD_UPLOADS_MEGABYTES": "largest size of these files together; what comes after is refused",
    "CBD_TRAINER_LOOK": "file (TOML), or folder with look.toml: logo and colours of slides and handouts",
    "CBD_PUBLIC": "role that anybody has without signing in: none, reader, trainer, editor or operator",
    "CBD_METRICS": "role that reads /metrics, or anybody, or nobody",
    "CBD_DOCS": "role that reads /docs and /openapi.json, or anybody, or nobody",
    "CBD_ACCESS": "folder of tokens, of the key that signs sessions, and of sessions that ended",
    "CBD_ROLES": "who has which role (comma-separated): ana@example.org=operator, group:trainers=trainer",
    "CBD_SESSION_HOURS": "hours until a person signs in again",
    "CBD_SESSION_IDLE_MINUTES": "minutes without any use after which a person signs in again; 0: none",
    "CBD_OIDC_ISSUER": "address of the OpenID Connect provider by which people sign in",
    "CBD_OIDC_CLIENT": "name of this server there",
    "CBD_OIDC_SECRET": "its secret there",
    "CBD_OIDC_GROUPS": "claim that names the groups of a person",
    "CBD_OIDC_SECOND_FACTOR": "one of these in acr or amr is needed by editors and operators: mfa,otp",
    "CBD_SIGN_OUT_CLEARS": "yes: signing out clears all that the browser keeps of these pages",
    "CBD_PROXY_USER": "header in which a proxy of CBD_PROXIES names the person whom it signed in",
    "CBD_PROXY_GROUPS": "header in which it names their groups (comma-separated)",
    "CBD_AUDIT": "file of the audit log, which is kept where access is set up",
    "CBD_AUDIT_DAYS": "days that it is kept; 0: for ever",
    "CBD_AUDIT_MEGABYTES": "size at which a new file is begun",
    "CBD_AUDIT_QUESTIONS": "yes: the audit log holds what was asked, too",
    "CBD_OPERATOR": "who runs the server, as the page about it says",
    "CBD_CONTACT": "where they are reached: an e-mail address, an https address, or words",
    "CBD_PRIVACY": "their data protection statement: its https address, or its words",
    "CBD_ADDRESS": "address under which people reach the server (https://ask.example.org)",
    "CBD_SEARCH_ENGINES": "yes: search engines may list the pages, and find them in the sitemap",
}

_ANSWERS = {"yes": True, "true": True, "1": True, "no": False, "false": False, "0": False}


@dataclass(frozen=True, slots=True)
class Settings:
    """Every setting with its default; `CBD_` and the upper-case name is the environment variable."""

    index: Address = field(default=Path("var/index"), repr=False)
    """Hidden, since a database's may hold a password."""
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
    feedback_days: int = 730
    feedback_megabytes: int = 64
    conversations: Path | None = None
    conversations_days: int = 365
    uploads: str = "nobody"
    uploads_megabytes: int = 1024
    trainer_look: str = ""
    public: str = ""
    metrics: str = "operator"
    docs: str = "reader"
    access: Path = Path("var/access")
    roles: tuple[str, ...] = ("*=reader",)
    session_hours: float = 12.0
    session_idle_minutes: float = 30.0
    oidc_issuer: str = ""
    oidc_client: str = ""
    oidc_secret: str = field(default="", repr=False)
    oidc_groups: str = "groups"
    oidc_second_factor: tuple[str, ...] = ()
    sign_out_clears: bool = False
    proxy_user: str = ""
    proxy_groups: str = ""
    audit: Path = Path("var/audit/audit.jsonl")
    audit_days: int = 365
    audit_megabytes: int = 16
    audit_questions: bool = False
    operator: str = ""
    contact: str = ""
    privacy: str = ""
    address: str = ""
    search_engines: bool = False

    @classmethod
    def from_environment(cls) -> "Settings":
        """The defaults, changed by what the environment says. Raises InputError for a number that is none,
        for what is neither yes nor no, and for a file that cannot be read.
        """
        values: dict[str, object] = {}
        for one in fields(cls):
            raw = _told(f"CBD_{one.name.upper()}")
            if raw.strip():
                values[one.name] = _read(one.name, one.type, raw.strip())
        return cls(**values)  # type: ignore[arg-type]  # each value was made by _read for its field


def _told(name: str) -> str:
    """What a variable says, or the file that the same name with `_FILE` gives: secrets come as files from a
    vault, from systemd and from containers.
    """
    from ingest.errors import InputError

    told, place = os.environ.get(name, ""), os.environ.get(f"{name}_FILE", "").strip()
    if not place:
        return told
    if told.strip():
        raise InputError(f"{name} and {name}_FILE are both set.", "Unset one of them.")
    try:
        return Path(place).read_text(encoding="utf-8")
    except (OSError, ValueError) as error:
        why = error.strerror if isinstance(error, OSError) else "it is no text"
        raise InputError(
            f"The file of {name}_FILE cannot be read ({why}).", "Check its path and mode."
        ) from error


def _read(name: str, kind: object, raw: str) -> object:
    from ingest.errors import InputError

    if kind in {Path, Path | None}:
        return Path(raw)
    if kind == Address:
        return address(raw)
    if kind == tuple[str, ...]:
        return tuple(part.strip().rstrip("/") for part in raw.split(",") if part.strip())
    if kind is bool:
        if raw.lower() not in _ANSWERS:
            raise InputError(f"CBD_{name.upper()} is '{raw}'.", "Write yes or no.")
        return _ANSWERS[raw.lower()]
    try:
        return int(raw) if kind is int else float(raw) if kind is float else raw
    except ValueError as error:
        raise InputError(
            f"CBD_{name.upper()} is '{raw}', which is not a number.", "Change or unset it."
        ) from error
