"""The command line: thin functions over the assistant. Nothing heavy is imported before a command needs
it.
"""

import argparse
import io
import json
import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.cli.library import register as register_library
from assistant.cli.trainer import add_commands as add_trainer_commands
from assistant.settings import Settings
from ingest.errors import AssistantError, InputError, NotFoundError

if TYPE_CHECKING:
    from assistant.answer import Answer, Citation
    from assistant.search import Hit
    from index.local import LocalIndex
    from ingest.model import Provision

FAILED = 2
INTERRUPTED = 130
WIDTH = 100
MOST_HITS = 100


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; 0 when it went well, 2 with one sentence on stderr when it did not."""
    if isinstance(
        sys.stdout, io.TextIOWrapper
    ):  # a terminal that lacks a letter shows "?", it does not end the program
        sys.stdout.reconfigure(errors="replace")
    options = _parser().parse_args(arguments)
    try:
        settings = Settings.from_environment()
        if getattr(options, "index", None):
            settings = replace(settings, index=options.index)
        command: Callable[[argparse.Namespace, Settings], int] = options.run
        status = command(options, settings)
        sys.stdout.flush()
        return status
    except AssistantError as error:
        _complain(error, as_json=getattr(options, "json", False))
        return FAILED
    except KeyboardInterrupt:
        print("\nStopped; nothing was left half done.", file=sys.stderr)
        return INTERRUPTED
    except BrokenPipeError:  # the reader of a pipe went away: that is its right
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    # of the output itself, such as a full disk: what a command reads and writes has errors of its own
    except OSError as error:
        print(f"cbd-assistant: {error}. Check the disk and the permissions.", file=sys.stderr)
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FAILED


def _complain(error: AssistantError, *, as_json: bool) -> None:
    if as_json:
        print(
            json.dumps(
                {"error": {"code": error.code, "message": error.message, "hint": error.hint}},
                ensure_ascii=False,
            )
        )
    print(f"cbd-assistant: {error}", file=sys.stderr)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="cbd-assistant",
        description="Cited answers from the texts of the Convention on Biological Diversity.",
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    def command(
        name: str, run: Callable[[argparse.Namespace, Settings], int], words: str, *, index: bool = True
    ) -> argparse.ArgumentParser:
        sub = commands.add_parser(name, help=words, description=words)
        sub.set_defaults(run=run)
        if index:
            sub.add_argument(
                "--index", type=Path, metavar="DIR", help="folder of the index (CBD_INDEX, default var/index)"
            )
        return sub

    build = command("build", _build, "Build the index, or bring it up to date.")
    build.add_argument(
        "--corpus",
        type=Path,
        action="append",
        default=[],
        metavar="DIR",
        help="folder of documents to add; may be repeated",
    )
    build.add_argument(
        "--no-embedded", action="store_true", help="leave out the corpus that comes with the project"
    )
    build.add_argument("--json", action="store_true", help="print the report as JSON")

    ask = command("ask", _ask, "Answer a question with citations.")
    ask.add_argument("question")
    ask.add_argument("--language", metavar="CODE", help="language of the question (default: detected)")
    ask.add_argument("--max-citations", type=int, default=5, metavar="N")
    ask.add_argument("--json", action="store_true", help="print the answer of the HTTP contract")

    search = command("search", _search, "List the provisions nearest to some words.")
    search.add_argument("query")
    search.add_argument("--limit", type=int, default=10, metavar="N", help=f"1 to {MOST_HITS} (default: 10)")
    search.add_argument("--json", action="store_true")

    show = command("show", _show, "Print a provision by its locator or by any usual reference.")
    show.add_argument("locator", metavar="LOCATOR")
    show.add_argument(
        "--lang",
        default="",
        metavar="CODES",
        help="the same provision in these languages too, such as en,fr, where they were synced",
    )
    show.add_argument("--json", action="store_true")

    serve = command("serve", _serve, "Serve the chat and the API.")
    serve.add_argument("--host", default="127.0.0.1")
    serve.add_argument("--port", type=int, default=8000)

    register_library(command)
    add_trainer_commands(command)

    command("mcp", _mcp, "Serve the tools of the Model Context Protocol on standard input and output.")
    return parser


def _build(options: argparse.Namespace, settings: Settings) -> int:
    from assistant.cli.progress import terminal_progress
    from assistant.library.files import library_folders
    from index.build import build_index
    from index.encoder import SentenceEncoder
    from ingest.corpus.load import load_corpus

    corpus = load_corpus(
        [*library_folders(settings.library), *options.corpus], embedded=not options.no_embedded
    )
    encoder = SentenceEncoder(settings.encoder, threads=os.cpu_count() or 1)
    report = build_index(corpus, settings.index, encoder, terminal_progress())
    if options.json:
        print(json.dumps(asdict(report), default=str))
    elif report.changed:
        print(
            f"Indexed {report.documents} documents, {report.provisions} provisions, {report.passages} "
            f"passages ({report.embedded} embedded)."
        )
    else:
        print(f"The index is up to date: {report.documents} documents, {report.provisions} provisions.")
    return 0


def _ask(options: argparse.Namespace, settings: Settings) -> int:
    from assistant.assistant import Assistant
    from assistant.question import Question

    question = Question(
        options.question, language=options.language, max_citations=options.max_citations
    ).checked()
    answer = Assistant.open(settings).ask(question)
    print(
        json.dumps(answer.to_wire(), ensure_ascii=False, indent=2) if options.json else format_answer(answer)
    )
    return 0


def _search(options: argparse.Namespace, settings: Settings) -> int:
    from assistant.assistant import Assistant
    from assistant.question import Question

    query = Question(options.query).checked().text
    if not 1 <= options.limit <= MOST_HITS:
        raise InputError(f"--limit is {options.limit}.", f"Choose 1 to {MOST_HITS}.")
    hits = Assistant.open(settings).search(query, limit=options.limit)
    if options.json:
        print(json.dumps([_hit_record(hit) for hit in hits], ensure_ascii=False, indent=2))
    for number, hit in enumerate(hits if not options.json else [], start=1):
        words = hit.provision.text[hit.start : hit.end]
        print(
            f"{number:2}. {hit.provision.label}  ({hit.provision.locator}, {hit.score:.2f})\n    "
            f"{words[: 2 * WIDTH]}"
        )
    return 0


def _hit_record(hit: "Hit") -> dict[str, object]:
    provision = hit.provision
    return {
        "id": provision.locator,
        "label": provision.label,
        "text": provision.text,
        "score": round(hit.score, 4),
        "ranks": hit.ranks,
    }


def _show(options: argparse.Namespace, settings: Settings) -> int:
    from assistant.cli.parallel import asked_languages, parallel_record, side_by_side
    from index.local import LocalIndex
    from index.manifest import read_manifest

    _, manifest = read_manifest(settings.index)
    index = LocalIndex(settings.index, manifest.encoder)
    languages = asked_languages(options.lang)
    for provision in _named(options.locator.encode("utf-8", "replace").decode(), index):
        if options.json:
            print(
                json.dumps(
                    {**asdict(provision), **parallel_record(provision, settings, languages)},
                    ensure_ascii=False,
                    indent=2,
                )
            )
        else:
            print(
                "\n".join(
                    [_format_provision(provision, index), *side_by_side(provision, settings, languages)]
                )
            )
    return 0


def _named(words: str, index: "LocalIndex") -> "list[Provision]":
    """The provisions that the words name. Raises NotFoundError where there is none."""
    from assistant.reading.resolve import provisions_named

    found = provisions_named(words, index)
    if not found:
        shown = words if len(words) <= WIDTH else f"{words[:WIDTH]}…"
        raise NotFoundError(
            f"The corpus has no provision '{shown}'.",
            "Try a locator such as cbd/art-18/para-3, or: cbd-assistant search WORDS",
        )
    return found


def _format_provision(provision: "Provision", index: "LocalIndex") -> str:
    lines = [
        provision.label
        + (f". {provision.heading}" if provision.heading and provision.kind != "term" else ""),
        "",
    ]
    lines += [provision.text, ""]
    lines += [
        f"{provision.url}  "
        f"[{provision.provenance}"
        f"{', quoted in ' + ', '.join(provision.quoted_in) if provision.quoted_in else ''}]"
    ]
    guide = index.guide(provision.locator)
    if guide:
        lines += [f"In plain words (guide, not official text): {guide.summary}"]
    return "\n".join(lines)


def _serve(options: argparse.Namespace, settings: Settings) -> int:
    from assistant.api.app import run_server
    from index.manifest import read_manifest

    read_manifest(settings.index)
    run_server(settings, options.host, options.port)
    return 0


def _mcp(options: argparse.Namespace, settings: Settings) -> int:
    from assistant.api.mcp import run_mcp

    run_mcp(settings)
    return 0


def format_answer(answer: "Answer") -> str:
    """The answer for a terminal: statements with numbers, then the numbered sources."""
    lines: list[str] = []
    if answer.rewritten:
        lines += [f"({answer.rewritten})", ""]
    if answer.refusal:
        lines += [answer.refusal.message]
        lines += [f"  nearest: {locator}" for locator in answer.refusal.closest]
    for statement in answer.statements:
        marks = "".join(f"[{number}]" for number in statement.citations)
        lines += [f"{statement.text} {marks}"]
        if statement.plain:
            lines += [f"  In plain words (guide, not official text): {statement.plain}"]
        lines += [""]
    lines += [f"Note: {note}" for note in answer.notes]
    lines += [_format_citation(citation) for citation in answer.citations]
    return "\n".join(lines).strip()


def _format_citation(citation: "Citation") -> str:
    source = f" (as quoted in {', '.join(citation.quoted_in)})" if citation.provenance == "quoted" else ""
    source = source or (" (guide, not official text)" if citation.provenance == "guide" else "")
    return f"[{citation.number}] {citation.label}{source}\n    “{citation.quote}”\n    {citation.url}"


if __name__ == "__main__":
    sys.exit(main())
