"""The commands of access: tokens for programs, ending sessions, erasing what is kept of a person, and reading
the audit log.
"""

import argparse
import getpass
import json
import sys
from datetime import UTC, datetime
from typing import Any

from assistant.access.audit import Event
from assistant.access.audit_log import audit_log
from assistant.access.roles import SCOPES, Role
from assistant.access.safe import place_of, safe_at
from assistant.access.sessions import EVERYBODY, Sessions
from assistant.access.tokens import DAYS, Token, Tokens
from assistant.cli.command import Commands, add_command, answer
from assistant.conversations.store import conversation_store
from assistant.settings import Settings
from ingest.errors import InputError

TERMINAL = "terminal"


def add_commands(commands: Commands) -> None:
    """Add token, sign-out, erase and audit."""
    words = "Make, list and revoke tokens for programs."
    token = commands.add_parser("token", help=words, description=words)
    kinds = token.add_subparsers(required=True, metavar="ACTION")
    create = add_command(kinds, "create", run_create, "Make a token; it is shown once.")
    create.add_argument("name", help="what it is for, such as 'intranet search'")
    create.add_argument("--role", choices=[str(role) for role in Role], default=str(Role.READER))
    create.add_argument(
        "--scope",
        action="append",
        choices=SCOPES,
        default=[],
        help="only for this; may be given several times",
    )
    create.add_argument("--days", type=float, default=DAYS, help=f"days that it is good for (default {DAYS})")
    listed = add_command(kinds, "list", run_list, "List the tokens, none of which can be shown again.")
    revoke = add_command(kinds, "revoke", run_revoke, "Make a token worthless at once.")
    revoke.add_argument("id", help="as `token list` shows it")
    sign_out = add_command(
        commands, "sign-out", run_sign_out, "End the sessions of a person, or of everybody."
    )
    sign_out.add_argument("person", nargs="?", default="", help="the id that the audit log shows: oidc:4711")
    sign_out.add_argument("--all", action="store_true", help="of everybody")
    erase = add_command(
        commands,
        "erase",
        run_erase,
        "End the sessions of a person and erase the conversations that the server keeps of them.",
    )
    erase.add_argument("person", help="the id that the audit log shows: oidc:4711")
    audit = add_command(commands, "audit", run_audit, "Read the audit log: who did what, when, from where.")
    audit.add_argument("--since", default="", metavar="DATE", help="from this day or moment on: 2026-11-28")
    audit.add_argument("--until", default="", metavar="DATE", help="before this day or moment")
    audit.add_argument("--who", default="", help="only whose id or name holds this")
    audit.add_argument("--what", default="", help="only what holds this, such as 'signed in' or /ask")
    audit.add_argument("--last", type=int, default=0, metavar="N", help="only the last N")
    for parser in (create, listed, revoke, sign_out, erase, audit):
        parser.add_argument("--json", action="store_true", help="print JSON")


def run_create(options: argparse.Namespace, settings: Settings) -> int:
    """`cbd-assistant token create`: the token alone on standard output."""
    tokens = Tokens(place_of(settings))
    token, words = tokens.create(options.name, Role(options.role), tuple(options.scope), options.days)
    note(settings, "token created", f"{token.id} {token.name}: {token.role}, {', '.join(token.scopes)}")
    if options.json:
        print(json.dumps({"token": words, **_record(token)}, ensure_ascii=False))
    else:
        print(words)
        _aside(f"Token {token.id}, good until {_day(token.expires)}. Keep it now: it is not shown again.")
    return 0


def run_list(options: argparse.Namespace, settings: Settings) -> int:
    """`cbd-assistant token list`."""
    found = Tokens(place_of(settings)).all()
    if options.json:
        print(json.dumps([_record(token) for token in found], ensure_ascii=False, indent=2))
        return 0
    now = datetime.now(UTC).timestamp()
    for token in found:
        good = "ends soon, make another" if token.ends_soon(now) else "good"
        state = "revoked" if token.revoked else good if token.is_good(now) else "expired"
        scopes = "" if token.scopes == SCOPES else f" ({', '.join(token.scopes)})"
        print(f"{token.id}  {token.role}{scopes}, {state}, until {_day(token.expires)}: {token.name}")
    if not found:
        print("There is no token. cbd-assistant token create NAME makes one.")
    return 0


def run_revoke(options: argparse.Namespace, settings: Settings) -> int:
    """`cbd-assistant token revoke`."""
    token = Tokens(place_of(settings)).revoke(options.id)
    note(settings, "token revoked", f"{token.id} {token.name}")
    safe_at(place_of(settings)).settle()
    print(
        json.dumps(_record(token), ensure_ascii=False)
        if options.json
        else f"Token {token.id} opens nothing now."
    )
    return 0


def run_sign_out(options: argparse.Namespace, settings: Settings) -> int:
    """`cbd-assistant sign-out`."""
    if bool(options.person) == options.all:
        raise InputError(
            "It is not said whose sessions should end.", "Give an id such as oidc:4711, or --all."
        )
    sessions = Sessions(place_of(settings), settings.session_hours)
    sessions.end_all(EVERYBODY if options.all else options.person)
    note(settings, "sessions ended", "all" if options.all else options.person)
    safe_at(place_of(settings)).settle()
    answer(options, "Whoever it was signs in again.", {"ended": "all" if options.all else options.person})
    return 0


def run_erase(options: argparse.Namespace, settings: Settings) -> int:
    """`cbd-assistant erase`: sessions first, so that no browser stores again what is erased."""
    kept = conversation_store(settings)
    if kept is None:
        raise InputError(
            "This server keeps no conversations.", "They stay in the browser; see CBD_CONVERSATIONS."
        )
    Sessions(place_of(settings), settings.session_hours).end_all(options.person)
    count = kept.erase(options.person)
    note(settings, "conversations erased", f"{options.person}: {count}")
    safe_at(place_of(settings)).settle()
    words = f"{count} of {options.person} erased here; backups hold what they held."
    answer(options, words, {"person": options.person, "erased": count})
    return 0


def run_audit(options: argparse.Namespace, settings: Settings) -> int:
    """`cbd-assistant audit`: the oldest first."""
    since, until = _moment(options.since), _moment(options.until)
    log = audit_log(settings)
    found = [event for event in log.read(since, until) if _is_asked(event, options)]
    if options.last > 0:
        found = found[-options.last :]
    lines = [format_event(event) for event in found] or ["Nothing of that is in the audit log."]
    answer(options, "\n".join(lines), found)
    return 0


def format_event(event: dict[str, Any]) -> str:
    """One event in one line."""
    if "damaged" in event:
        return f"(damaged) {event['damaged']!r}"
    who = " ".join(str(event[key]) for key in ("who", "name", "role") if event.get(key))
    rest = [f"-> {event['status']}"] if "status" in event else []
    rest += [f"from {event['from']}"] if event.get("from") else []
    rest += [f"({event['detail']})"] if event.get("detail") else []
    rest += [f"“{event['question']}”"] if event.get("question") else []
    line = " ".join([str(event.get("at", "?")), f"[{who}]", str(event.get("what", "?")), *rest])
    return "".join(letter if letter.isprintable() else " " for letter in line)  # it was sent by anybody


def note(settings: Settings, what: str, detail: str = "", status: int | None = None) -> None:
    """Put what was done at the terminal into the audit log, with the exit status of a whole command."""
    audit = audit_log(settings)
    audit.note(Event(f"terminal {_user()}", what, TERMINAL, status=status, detail=detail))
    audit.close()


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # a container without a table of users
        return "unknown"


def _is_asked(event: dict[str, Any], options: argparse.Namespace) -> bool:
    """Whether it is one of those; of a damaged one nobody knows, so that it always is."""
    if "damaged" in event:
        return True
    who = f"{event.get('who', '')} {event.get('name', '')}".casefold()
    return options.who.casefold() in who and options.what.casefold() in str(event.get("what", "")).casefold()


def _moment(text: str) -> str:
    """A day or a moment as the log writes it, in UTC. Raises InputError."""
    if not text:
        return ""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise InputError(f"'{text}' is no day.", "Write 2026-11-28 or 2026-11-28T09:30.") from None
    moment = moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    return moment.isoformat(timespec="milliseconds")


def _day(seconds: float) -> str:
    return f"{datetime.fromtimestamp(seconds, UTC):%Y-%m-%d}"


def _record(token: Token) -> dict[str, Any]:
    """What may be shown of a token."""
    return {
        "id": token.id, "name": token.name, "role": token.role, "scopes": list(token.scopes),
        "made": _day(token.made), "expires": _day(token.expires), "revoked": bool(token.revoked),
    }  # fmt: skip


def _aside(words: str) -> None:
    """Beside standard output, which a script may keep."""
    print(words, file=sys.stderr)
