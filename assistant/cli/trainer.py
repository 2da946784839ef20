"""The trainers' commands. Nothing heavy is imported before a command needs it; none of them loads the
encoder.
"""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.cli.command import Commands, add_command, json_of, open_index
from assistant.settings import Settings
from ingest.errors import InputError, SourceError
from ingest.vocabulary import LANGUAGES

if TYPE_CHECKING:
    from assistant.api.wire.timelines import EntryOut
    from assistant.trainer.duties import Duty
    from assistant.trainer.pack import Pack
    from assistant.trainer.recheck import Mismatch

FOUND_SLIPS = 1


def add_commands(commands: Commands) -> None:
    """Add session, timeline, duties and check-slides."""
    session = add_command(
        commands,
        "session",
        run_session,
        "Prepare a training session as slides, handout, Markdown or an editable pack.",
    )
    session.add_argument(
        "subject",
        nargs="?",
        default="",
        help='for example "The clearing-house mechanism, for new national focal points"',
    )
    session.add_argument("--minutes", type=int, default=45, metavar="N")
    session.add_argument(
        "--audience",
        choices=("new-nfp", "technical", "ministerial"),
        default="",
        help="default: as the subject says, else new-nfp",
    )
    session.add_argument(
        "--language", default="en", metavar="CODE", help="language of the session's own words, such as fr"
    )
    session.add_argument(
        "--from",
        type=Path,
        dest="pack",
        metavar="PACK.json",
        help="export an edited pack instead of making one",
    )
    session.add_argument(
        "--recheck",
        type=Path,
        metavar="PACK.json",
        help="list what in a saved pack no longer matches the corpus",
    )
    _add_output(session, ".pptx, .docx, .md, .json, or .xml for the quiz on a learning platform")
    session.add_argument(
        "--quiz", action="store_true", help="the quiz alone: a sheet of questions, then its key"
    )
    session.add_argument("--json", action="store_true", help="print the pack (or the recheck) as JSON")

    timeline = add_command(
        commands,
        "timeline",
        run_timeline,
        "Show how a topic or an article developed across the meetings of the COP.",
    )
    timeline.add_argument(
        "subject", help='a topic, an article or a question: "technology transfer", "Article 18"'
    )
    _add_output(timeline, ".svg, .png or .json")
    timeline.add_argument("--layout", choices=("horizontal", "vertical"), default="horizontal")
    timeline.add_argument("--json", action="store_true")

    duties = add_command(
        commands, "duties", run_duties, "List who must do what in a provision or a document."
    )
    duties.add_argument(
        "locator", metavar="LOCATOR-OR-DOC", help="cbd/art-18, cop-1/dec-3, or a reference in words"
    )
    duties.add_argument("--actor", default="", help="only rows whose actor has these words")
    duties.add_argument("--verb", default="", help="only rows with this verb")
    _add_output(duties, ".csv, .xlsx or .json")
    duties.add_argument(
        "--language",
        default="en",
        choices=LANGUAGES,
        metavar="CODE",
        help="language of the heads and labels of the file, such as fr",
    )
    duties.add_argument("--json", action="store_true")

    check = add_command(
        commands,
        "check-slides",
        run_check,
        "Check the references, quotations and facts of your slides; exits with 1 when there are slips.",
    )
    check.add_argument("file", type=Path, metavar="FILE", help=".pptx, .docx, .pdf, .md or .txt")
    check.add_argument(
        "--language",
        default="en",
        choices=LANGUAGES,
        metavar="CODE",
        help="language of the report, such as fr",
    )
    check.add_argument("--json", action="store_true")


def _add_output(command: argparse.ArgumentParser, forms: str) -> None:
    command.add_argument(
        "-o",
        "--output",
        type=Path,
        action="append",
        default=[],
        metavar="FILE",
        help=f"{forms}; may be repeated",
    )


def run_session(options: argparse.Namespace, settings: Settings) -> int:
    """Make, export or recheck a session."""
    from assistant.library.parallel import texts_of
    from assistant.trainer.exports import PACKS, export_pack, form_of
    from assistant.trainer.look import read_look
    from assistant.trainer.quiz.sheet import sheet_of
    from assistant.trainer.recheck import recheck
    from assistant.trainer.session import make_session

    forms = [form_of(path, PACKS) for path in options.output]
    look = read_look(settings.trainer_look)  # before the work that a wrong setting would waste
    index, texts = open_index(settings), texts_of(settings.library)
    if options.recheck:
        return _print_recheck(recheck(_pack(options.recheck), index, texts), as_json=options.json)
    if options.pack:
        pack = _pack(options.pack)
    elif options.subject:
        pack = make_session(
            options.subject,
            index,
            minutes=options.minutes,
            audience=options.audience,
            language=options.language,
            texts=texts,
        )
    else:
        raise InputError(
            "What is the session about?",
            'Try: cbd-assistant session "The clearing-house mechanism" -o session.pptx',
        )
    if options.quiz:
        pack = sheet_of(pack)
    for path, form in zip(options.output, forms, strict=True):
        _write(path, export_pack(pack, index, form, look))
    if options.json or not options.output:
        print(pack.to_json().rstrip() if options.json else _overview(pack))
    else:
        print(
            f"{pack.title}: {len(pack.blocks)} parts, {pack.minutes} minutes, written to "
            f"{', '.join(map(str, options.output))}."
        )
    return 0


def _pack(path: Path) -> "Pack":
    from assistant.trainer.pack import read_pack

    return read_pack(_read(path).decode("utf-8", "replace"))


def _overview(pack: "Pack") -> str:
    lines = [
        f"{pack.title}, {pack.minutes} minutes, {pack.audience} ({len(pack.blocks)} parts; write their "
        f"slides with -o session.pptx)"
    ]
    return "\n".join([*lines, *(f"{block.minutes:5g} min  {block.title}" for block in pack.blocks)])


def _print_recheck(mismatches: "list[Mismatch]", *, as_json: bool) -> int:
    from assistant.api.wire.packs import MismatchOut

    if as_json:
        print(json_of([MismatchOut.of(mismatch) for mismatch in mismatches]))
    elif not mismatches:
        print("Everything in the pack still matches the corpus.")
    else:
        for mismatch in mismatches:
            print(
                f"{mismatch.reason.upper()} in “{mismatch.title}”: {mismatch.message}\n"
                f"    pack:   {mismatch.expected[:200]}\n    corpus: {mismatch.found[:200]}"
            )
    return FOUND_SLIPS if mismatches else 0


def run_timeline(options: argparse.Namespace, settings: Settings) -> int:
    """Show or write a timeline."""
    from assistant.api.wire.timelines import TimelineOut
    from assistant.asking.chronicle import cop_range, timeline_for
    from assistant.asking.language import detect
    from assistant.reading.timeline import timeline_of
    from assistant.trainer.exports import PICTURES, export_timeline, form_of
    from assistant.words.store import say
    from ingest.model import unread

    forms = [form_of(path, (*PICTURES, "json")) for path in options.output]
    index = open_index(settings)
    timeline = timeline_for(options.subject, index) or timeline_of(
        options.subject, index, *cop_range(options.subject)
    )
    language = detect(options.subject)
    told = TimelineOut.of(timeline, index, language)
    for path, form in zip(options.output, forms, strict=True):
        picture = form in PICTURES
        _write(
            path,
            export_timeline(timeline, form, options.layout) if picture else f"{json_of(told)}\n".encode(),
        )
    if options.json:
        print(json_of(told))
    elif options.output:
        written = ", ".join(map(str, options.output))
        print(f"{told.title}: {len(timeline.entries)} decisions, written to {written}.")
    else:
        entries = [_format_entry(entry, language) for entry in told.entries]
        states = [entry.words.state for entry in told.entries if entry.words]
        notes = [say("answer.unread", language)] if any(map(unread, states)) else []
        print("\n\n".join([f"{told.title}. {told.note}", *entries, *notes]))
    return 0


def _format_entry(entry: "EntryOut", language: str) -> str:
    """One decision of a timeline: what it says, and what the deck remarks on it."""
    from assistant.words.phrases import aside
    from assistant.words.store import say

    lines = [
        f"{entry.label}, COP {entry.session} ({entry.where}, {entry.year}): {entry.title}",
        f"{entry.url}  [{entry.decision}]",
    ]
    words = entry.words
    if words and words.kind == "quote":
        lines.append(f"“{words.text}” ({words.label})")
    elif words:
        lines.append(aside(words.text, say("provenance.guide", language), language))
    for remark in entry.remarks:
        shared = [say("trainer.shared_remark", language)] if remark.shared else []
        where = "; ".join([*remark.labels, *shared])
        lines.append(f"{say('trainer.deck_says', language, text=remark.text)} ({where})")
    return "\n    ".join(lines)


def run_duties(options: argparse.Namespace, settings: Settings) -> int:
    """Show or write who must do what."""
    from assistant.api.wire.duties import DutyOut
    from assistant.trainer.duties import called, duties_in, filtered
    from assistant.trainer.exports import TABLES, export_duties, form_of

    forms = [form_of(path, TABLES) for path in options.output]
    index = open_index(settings)
    duties = filtered(duties_in(options.locator, index), options.actor, options.verb)
    for path, form in zip(options.output, forms, strict=True):
        _write(path, export_duties(duties, form, index, options.language))
    if options.json:
        print(json_of([DutyOut.of(duty, index) for duty in duties]))
    elif options.output:
        print(f"{len(duties)} rows, written to {', '.join(map(str, options.output))}.")
    else:
        for duty in duties:
            print(f"{duty.label}: {duty.actor} | {duty.verb} | {duty.task} ({duty.origin})")
            beside = {
                "by when": duty.deadline,
                "to": duty.recipient,
                "if": duty.condition,
                "asked by": duty.asked_by,
                "rule": "says what holds, and gives nobody anything to do" if duty.rule else "",
                "status": _standing(called(duty, "en", index)),
            }
            for name, told in beside.items():
                if told:
                    print(f"    {name}: {told}")
        if not duties:
            print("No sentence there says who must do what.")
    return 0


def _standing(duty: "Duty") -> str:
    """What became of a duty, and how that is known; "" where nothing is."""
    standing = duty.standing
    by = ", ".join(filter(None, (standing.by, str(standing.year or ""))))
    return "" if standing.state == "open" else f"{standing.state} ({by})"


def run_check(options: argparse.Namespace, settings: Settings) -> int:
    """Check slides."""
    from assistant.api.uploads import check_file
    from assistant.trainer.report import format_report
    from index.home import home_at

    home_at(settings.index).manifest()  # says what is wrong where there is none
    found = check_file(options.file, settings.index, options.language)
    report = found.report()
    if options.json:
        print(json_of(found))
    else:
        print(format_report(report, options.language))
    return FOUND_SLIPS if report.slips else 0


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise SourceError(
            f"{path}: cannot be read ({error.strerror}).", "Check the file and its permissions."
        ) from error


def _write(path: Path, content: bytes) -> None:
    try:
        path.write_bytes(content)
    except OSError as error:
        raise InputError(
            f"{path}: cannot be written ({error.strerror}).", "Choose another place with -o."
        ) from error
