"""The commands of feedback: what readers thought of answers, and the questions that come of it."""

import argparse
import json
from dataclasses import asdict
from pathlib import Path

from assistant.cli.command import Commands, add_command, answer, open_index
from assistant.feedback.opinion import Feedback
from assistant.feedback.store import feedback_store
from assistant.settings import Settings

SHOWN = 50
EVERY = 2**31


def add_commands(commands: Commands) -> None:
    """Add feedback."""
    words = "Read what readers thought of answers, and make questions for cbd-evaluate of it."
    feedback = commands.add_parser("feedback", help=words, description=words)
    kinds = feedback.add_subparsers(required=True, metavar="ACTION")
    listed = add_command(kinds, "list", run_list, "List it, the newest first.")
    listed.add_argument(
        "--last", type=int, default=SHOWN, metavar="N", help=f"only the last N (default {SHOWN})"
    )
    export = add_command(
        kinds, "export", run_export, "Write the questions for which readers named the right provision."
    )
    export.add_argument(
        "-o",
        "--output",
        type=Path,
        required=True,
        metavar="FILE.jsonl",
        help="a question set of cbd-evaluate",
    )
    for parser in (listed, export):
        parser.add_argument("--json", action="store_true", help="print JSON")


def run_list(options: argparse.Namespace, settings: Settings) -> int:
    """`cbd-assistant feedback list`."""
    found = feedback_store(settings).newest(max(options.last, 0))
    lines = [format_feedback(one) for one in found] or ["There is no feedback."]
    answer(options, "\n".join(lines), [asdict(one) for one in found])
    return 0


def run_export(options: argparse.Namespace, settings: Settings) -> int:
    """`cbd-assistant feedback export`: for nobody else to read, as the feedback itself."""
    from assistant.access.private import write_private
    from assistant.feedback.corrections import corrections

    found = corrections(feedback_store(settings).newest(EVERY), open_index(settings))
    lines = [json.dumps(record, ensure_ascii=False) + "\n" for record in found.records]
    write_private(options.output, "".join(lines).encode(), "Choose another place for it.")
    words = f"Wrote {len(lines)} questions to {options.output}."
    if found.left_out:
        words += f" Left out, for this index does not hold their words: {', '.join(found.left_out)}."
    answer(options, words, {"questions": len(lines), "left_out": found.left_out})
    return 0


def format_feedback(one: Feedback) -> str:
    """One feedback in one line."""
    asked = " / ".join((*one.history, one.question))
    rest = [f"-> {one.provision}"] if one.provision else []
    rest += [f"({one.comment})"] if one.comment else []
    line = " ".join([f"{one.id}  {one.at}  {one.rating}  “{asked}”", *rest])
    return "".join(letter if letter.isprintable() else " " for letter in line)  # it was sent by anybody
