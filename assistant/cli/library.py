"""The commands of the library: sync, add, remove, list and update. None of them needs an index."""

import argparse
import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.cli.command import FAILED, Commands, add_command
from assistant.settings import Settings

if TYPE_CHECKING:
    from assistant.library.additions import Outcome
    from assistant.library.report import Report
    from assistant.library.service import Service

SHOWN = 20
BUILD = "Run cbd-assistant build to take it into the index."


def add_commands(commands: Commands) -> None:
    """Add sync, add, remove, list and update."""
    sync = add_command(
        commands,
        "sync",
        run_sync,
        "Fetch the official texts, or bring them up to date.",
        index=False,
        changes=True,
    )
    sync.add_argument(
        "parts",
        nargs="*",
        metavar="PART",
        help="treaties, decisions, recommendations or catalogue (default: all)",
    )
    sync.add_argument(
        "--cop",
        default="",
        metavar="SESSIONS",
        help="meetings of the COP, such as 14-16 (default: all, or none with --mop)",
    )
    sync.add_argument(
        "--mop",
        default="",
        metavar="SESSIONS",
        help="meetings of the parties to the protocols, such as 9-11, cp-11 or np-4-5",
    )
    sync.add_argument(
        "--lang",
        default="en",
        metavar="CODES",
        help="languages, such as en,fr, or all (English is always among them)",
    )
    sync.add_argument(
        "--dest",
        type=Path,
        metavar="DIR",
        help="folder of the official texts (default: official in the library)",
    )
    sync.add_argument(
        "--base-url",
        default="https://api.cbd.int",
        metavar="URL",
        help="address of the service (default: https://api.cbd.int)",
    )
    sync.add_argument(
        "--check", action="store_true", help="try each endpoint, say what it found, and change nothing"
    )
    sync.add_argument(
        "--pause", type=float, default=0.5, metavar="SECONDS", help="wait between two requests (default 0.5)"
    )
    sync.add_argument(
        "--timeout", type=float, default=30.0, metavar="SECONDS", help="wait for an answer (default 30)"
    )
    add = add_command(
        commands,
        "add",
        run_add,
        "Add files of your own: Markdown, text, HTML, PDF, Word, PowerPoint.",
        index=False,
        changes=True,
    )
    add.add_argument("files", nargs="+", type=Path, metavar="FILE", help="a file, or a folder of files")
    add.add_argument(
        "--kind", default="", help="what it is, if it was not recognised: treaty, decision, slides, document"
    )
    add.add_argument("--id", default="", help="the id to give it, such as our-strategy or cop-15/dec-8")
    add.add_argument("--title", default="", help="its title")
    add.add_argument("--language", default="", metavar="CODE", help="its language, such as fr")
    add.add_argument(
        "--unchecked",
        action="store_true",
        help="take it for the Convention or the Protocol that it claims to be though it does not fit the "
        "catalogue: as a copy that is never shown as official",
    )
    remove = add_command(
        commands, "remove", run_remove, "Remove files of your own.", index=False, changes=True
    )
    remove.add_argument("ids", nargs="+", metavar="ID")
    for name, run, words in (
        ("list", run_list, "List your own files and the official texts that are there."),
        ("update", run_update, "Read your own files again where they have changed."),
    ):
        add_command(commands, name, run, words, index=False, changes=name == "update").add_argument(
            "--json", action="store_true", help="print the report as JSON"
        )
    for parser in (sync, add, remove):
        parser.add_argument("--json", action="store_true", help="print the report as JSON")


def run_sync(options: argparse.Namespace, settings: Settings) -> int:
    """`cbd-assistant sync`: 0 when all went well, 2 when something failed."""
    from assistant.cli.progress import file_progress
    from assistant.library.client import Client, Patience
    from assistant.library.selection import PARTS, select
    from assistant.library.service import Service
    from assistant.library.sync import sync
    from ingest.errors import InputError

    for part in options.parts:
        if part not in PARTS:
            raise InputError(
                f"'{part}' is nothing that can be synced.",
                f"Use {', '.join(PARTS)}, or leave it out for all.",
            )
    base = _address(options.base_url)
    selection = select(options.parts, options.cop, options.mop, options.lang)
    client = Client(
        Service.hosts(base), Patience(read=max(0.1, options.timeout), pause=max(0.0, options.pause))
    )
    try:
        service = Service(client, base)
        if options.check:
            return _check(service, as_json=options.json)
        report = sync(
            service, options.dest or settings.library / "official", selection, file_progress("sync")
        )
    finally:
        client.close()
    print(json.dumps(asdict(report), ensure_ascii=False) if options.json else format_report(report))
    return FAILED if report.failed else 0


def _address(url: str) -> str:
    from urllib.parse import urlsplit

    from ingest.errors import InputError

    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.netloc or parts.query:
        raise InputError(f"'{url}' is not an address.", "Write it as https://api.cbd.int.")
    return url.rstrip("/")


def _check(service: "Service", *, as_json: bool) -> int:
    from assistant.library.endpoints import probe_endpoints

    probes = []
    for probe in probe_endpoints(service):
        probes.append(probe)
        if not as_json:
            words = f"{'ok  ' if probe.good else 'FAIL'} {probe.name}: {probe.found}"
            print(f"{words} ({probe.seconds:.1f} s)", flush=True)
    if as_json:
        print(json.dumps([asdict(probe) for probe in probes], ensure_ascii=False))
    return 0 if all(probe.good for probe in probes) else FAILED


def format_report(report: "Report") -> str:
    """The summary for a terminal: the counts, then the reasons of what failed."""
    counts = (f"{len(report.new)} new", f"{len(report.changed)} changed", f"{report.unchanged} unchanged")
    lines = [f"{', '.join(counts)}, {len(report.gone)} gone, {len(report.failed)} failed."]
    for title, names in (("new", report.new), ("changed", report.changed), ("gone", report.gone)):
        lines += _some([f"  {title}: {name}" for name in names])
    lines += _some([f"  note: {name}: {why}" for name, why in report.notes])
    lines += [f"  FAILED: {name}: {why}" for name, why in report.failed]
    if report.new or report.changed or report.gone:
        lines += [BUILD]
    return "\n".join(lines)


def _some(lines: list[str]) -> list[str]:
    return (
        lines
        if len(lines) <= SHOWN
        else [*lines[:SHOWN], f"  and {len(lines) - SHOWN} more (--json lists all)"]
    )


def run_add(options: argparse.Namespace, settings: Settings) -> int:
    """`cbd-assistant add`: 0 when every file came in, 2 when one did not."""
    from assistant.cli.progress import file_progress
    from assistant.library.additions import Correction, OwnFiles

    unchecked = "yes" if options.unchecked else ""
    correction = Correction(options.id, options.kind, options.title, options.language, unchecked)
    return _report(
        OwnFiles(settings.library).add(options.files, correction, file_progress("add")), as_json=options.json
    )


def run_update(options: argparse.Namespace, settings: Settings) -> int:
    """`cbd-assistant update`: 0 when every file could be read, 2 when one could not."""
    from assistant.cli.progress import file_progress
    from assistant.library.additions import OwnFiles

    return _report(OwnFiles(settings.library).update(file_progress("update")), as_json=options.json)


def _report(outcomes: "Sequence[Outcome]", *, as_json: bool) -> int:
    if as_json:
        print(json.dumps([asdict(outcome) for outcome in outcomes], ensure_ascii=False))
    else:
        print("\n".join(map(format_outcome, outcomes)))
        counts = {
            status: sum(outcome.status == status for outcome in outcomes)
            for status in dict.fromkeys(o.status for o in outcomes)
        }
        print(
            ", ".join(f"{count} {status}" for status, count in counts.items()) + "."
            if counts
            else "There is no file."
        )
        if {"new", "changed", "moved"} & set(counts):
            print(BUILD)
    return FAILED if any(outcome.status == "failed" for outcome in outcomes) else 0


def format_outcome(outcome: "Outcome") -> str:
    """One file in words: what it was taken for and why, so that it can be corrected."""
    from assistant.intake import language_name
    from assistant.library.additions import KIND_WORDS

    if outcome.status in {"failed", "missing"}:
        return f"{outcome.name}: {outcome.status.upper()}: {outcome.message}"
    words = {kind: word for word, kind in KIND_WORDS.items()}
    kind = (
        "treaty text" if outcome.kind in {"convention", "protocol"} else words.get(outcome.kind, outcome.kind)
    )
    kind = f"{kind} in {language_name(outcome.language)}" if outcome.language else kind
    line = f"{outcome.name}: {outcome.status} as {outcome.id} ({kind}: {outcome.reason}) “{outcome.title}”"
    return "\n".join([line, *(f"  note: {note}" for note in outcome.notes)])


def run_remove(options: argparse.Namespace, settings: Settings) -> int:
    """`cbd-assistant remove`."""
    from assistant.library.additions import OwnFiles

    OwnFiles(settings.library).remove(*dict.fromkeys(options.ids))
    if options.json:
        print(json.dumps({"removed": options.ids}))
    else:
        print(f"Removed {', '.join(options.ids)}. {BUILD}")
    return 0


def run_list(options: argparse.Namespace, settings: Settings) -> int:
    """`cbd-assistant list`."""
    from assistant.library.additions import OwnFiles
    from assistant.library.lock import Lock

    own = OwnFiles(settings.library).files
    official = Lock(settings.library / "official").entries
    if options.json:
        record = {
            "own": {name: asdict(entry) for name, entry in own.items()},
            "official": {name: asdict(entry) for name, entry in official.items()},
        }
        print(json.dumps(record, ensure_ascii=False, indent=2))
        return 0
    for name, entry in sorted(own.items()):
        print(f"{name}  {entry.kind}, {entry.language}, {entry.provisions} provisions: {entry.title}")
    folders = [name.rpartition("/")[0] for name in official]
    for folder in sorted(set(folders)):
        last = max(entry.fetched for name, entry in official.items() if name.rpartition("/")[0] == folder)
        print(f"official/{folder}  {folders.count(folder)} files, last changed {last}")
    if not own and not official:
        print(
            "The library is empty. cbd-assistant sync fetches the official texts, cbd-assistant add "
            "takes in your own files."
        )
    return 0
