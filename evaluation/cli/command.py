"""What the commands share: the sets, what is measured, how it is told."""

import argparse
import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from index.address import Address

if TYPE_CHECKING:
    from assistant.assistant import Assistant
    from evaluation.lookup import Lookup
    from evaluation.questions import QuestionSet
    from evaluation.run import Run
    from evaluation.systems.interface import System

HOME = Path(__file__).resolve().parent.parent
EMBEDDED = HOME / "questions" / "embedded.jsonl"
BASELINE = HOME / "baseline.json"

Commands = Any  # what ArgumentParser.add_subparsers gives; its type has no public name


def questions_in(path: Path, half: str, only: Iterable[str] | None = None) -> "QuestionSet":
    """The questions of a set: of one half or of "all", and only those with these ids."""
    from evaluation.questions import read_questions

    questions = read_questions(path)
    questions = questions if half == "all" else questions.half(half)
    return questions.only(only) if only else questions


def measured(
    questions: "QuestionSet", systems: Sequence["System"], lookup: "Lookup", timeout: float
) -> "Run":
    """The set put to each system; `timeout` in seconds for one answer."""
    from evaluation.run import Run, run_set
    from evaluation.terminal import progress

    return Run(
        questions,
        tuple(run_set(questions, system, lookup, timeout, progress(system.name)) for system in systems),
    )


def assistant_over(index: Address) -> "Assistant":
    """The assistant over an index, as it is measured."""
    from evaluation.systems.local import open_assistant

    return open_assistant(index)


def system_at(
    url: str | None, assistant: "Assistant | None", timeout: float = 30.0, max_citations: int = 5
) -> "System":
    """The server at an address, once it is ready, else the assistant in this process: one of them is given.
    `timeout` in seconds for one answer.
    """
    if url or assistant is None:
        from evaluation.systems.http import HttpSystem

        server = HttpSystem(url or "", timeout, max_citations)
        server.ready()
        return server
    from evaluation.systems.local import LocalSystem

    return LocalSystem(assistant, max_citations)


def positive(text: str) -> float:
    """A number above nothing, as an argument."""
    value = float(text)
    if not value > 0:
        raise ValueError
    return value


def add_half(asking: argparse.ArgumentParser) -> None:
    """Let one half of the set be chosen."""
    asking.add_argument(
        "--half", choices=("dev", "test", "all"), default="all", help="which half of the set (default: all)"
    )


def add_timeout(asking: argparse.ArgumentParser) -> None:
    """Let the time be chosen that one answer may take."""
    asking.add_argument(
        "--timeout", type=positive, default=30.0, metavar="SECONDS", help="for one answer (default: 30)"
    )


def tell(
    options: argparse.Namespace, lines: Iterable[str], record: object, wrote: Iterable[Path] = ()
) -> None:
    """Print what was found and which files were written: words for people, with `--json` one value for
    programs.
    """
    files = [str(path) for path in wrote]
    if options.json:
        record = {**record, "wrote": files} if isinstance(record, dict) and files else record
        print(json.dumps(record, ensure_ascii=False, default=str))
        return
    for line in [*lines, *(["", f"Wrote {', '.join(files)}"] if files else [])]:
        print(line)
