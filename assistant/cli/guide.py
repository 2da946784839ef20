"""The commands for editors of the guide: a workbook goes out, and comes back corrected."""

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.cli.command import Commands, add_command, answer, open_index
from assistant.settings import Settings
from ingest.errors import IndexMissingError, InputError

if TYPE_CHECKING:
    from assistant.guide.rows import Remark
    from assistant.workbook import Sheet, Table

SHOWN = 40  # remarks on cells that are printed


def add_commands(commands: Commands) -> None:
    """Add guide draft, guide export and guide import."""
    words = "Let editors correct the guide's plain words in a spreadsheet."
    guide = commands.add_parser("guide", help=words, description=words)
    parts = guide.add_subparsers(required=True, metavar="COMMAND")
    export = add_command(
        parts, "export", run_export, "Write the guide in a language as a workbook, a sheet a file."
    )
    export.add_argument("--lang", required=True, metavar="CODE", help="the language, such as fr")
    export.add_argument("-o", "--output", type=Path, required=True, metavar="FILE.xlsx")
    draft = add_command(
        parts,
        "draft",
        run_draft,
        "Write a workbook in which an editor begins the guide of a document that was added.",
    )
    draft.add_argument(
        "--document",
        required=True,
        action="append",
        metavar="ID",
        help="id of the document, as list shows it; may be repeated",
    )
    draft.add_argument("-o", "--output", type=Path, required=True, metavar="FILE.xlsx")
    take = add_command(
        parts,
        "import",
        run_import,
        "Take the corrections of a workbook into the guide.",
        changes=True,
    )
    take.add_argument(
        "file", type=Path, metavar="FILE.xlsx", help="a workbook that guide export or draft wrote"
    )
    take.add_argument("--check", action="store_true", help="say what would be done, and change nothing")
    for parser in (export, draft, take):
        parser.add_argument("--json", action="store_true", help="print the report as JSON")
    for parser in (export, take):
        parser.add_argument(
            "--guide",
            type=Path,
            metavar="DIR",
            help="folder of the guide (default: corpus/guide beside the program, which may be read-only "
            "where that was installed)",
        )


def run_export(options: argparse.Namespace, settings: Settings) -> int:
    """`cbd-assistant guide export`."""
    from assistant.guide.files import read_language
    from assistant.guide.sheets import sheets_of

    _check_name(options.output)
    entries = read_language(_folder(options), options.lang)
    label, wording, note = _lookups(settings, options.lang)
    sheets = sheets_of(entries.values(), options.lang, label, wording)
    _write_sheets(options.output, sheets)
    written = sum(entry.words is not None for entry in entries.values())
    words = (
        f"{written} of {len(entries)} entries in {len(sheets)} sheets, written to {options.output}.{note}\n"
        f"Correct the green columns and give the file to: cbd-assistant guide import {options.output}"
    )
    record = {"file": options.output, "entries": len(entries), "written": written, "sheets": len(sheets)}
    answer(options, words, record)
    return 0


def run_draft(options: argparse.Namespace, settings: Settings) -> int:
    """`cbd-assistant guide draft`."""
    from assistant.asking.language_model import LanguageModel
    from assistant.guide.draft import drafts_of
    from assistant.guide.draft_sheets import draft_sheet
    from assistant.guide.sheets import RIGHT_TO_LEFT

    _check_name(options.output)
    index = open_index(settings)
    model = LanguageModel.from_settings(settings)
    drafts = {name: list(drafts_of(index, name, model)) for name in dict.fromkeys(options.document)}
    if not any(drafts.values()):
        raise InputError(
            "The guide has an entry for every provision there already.", "Choose another document."
        )
    sheets = [
        draft_sheet(
            name.replace("/", " "), found, right_to_left=index.documents[name].language in RIGHT_TO_LEFT
        )
        for name, found in drafts.items()
        if found
    ]
    _write_sheets(options.output, sheets)
    every = [draft for found in drafts.values() for draft in found]
    proposed = sum(draft.proposed for draft in every)
    said = f" {proposed} were proposed by the language model: read each." if model else ""
    words = (
        f"{_counted(every, 'draft')} in {_counted(sheets, 'sheet').lower()}, written to {options.output}."
        f"{said}\n"
        "Complete the green columns, write yes into 'accepted' where a row is good, and give the file to: "
        f"cbd-assistant guide import {options.output}"
    )
    record = {
        "file": options.output,
        "drafts": len(every),
        "proposed": proposed if model else 0,
        "sheets": len(sheets),
    }
    answer(options, words, record)
    return 0


def _counted(things: "Sequence[object]", name: str) -> str:
    return f"One {name}" if len(things) == 1 else f"{len(things)} {name}s"


def _check_name(output: Path) -> None:
    if output.suffix.lower() != ".xlsx":
        raise InputError(f"{output.name}: a workbook is written as .xlsx.", "Give a name that ends in .xlsx.")


def _write_sheets(output: Path, sheets: "list[Sheet]") -> None:
    from assistant.workbook import to_xlsx

    try:
        output.write_bytes(to_xlsx(sheets))
    except OSError as error:
        raise InputError(
            f"{output}: cannot be written ({error.strerror}).", "Choose another place with -o."
        ) from error


def _folder(options: argparse.Namespace) -> Path:
    from assistant.intake import guide_folder

    folder: Path = options.guide or guide_folder()
    if not folder.is_dir():
        raise InputError(f"{folder}: there is no such folder.", "Name the folder of the guide with --guide.")
    return folder


def _lookups(settings: Settings, language: str) -> tuple[Callable[[str], str], Callable[[str], str], str]:
    """The label of a provision and its wording, in the language where it was synced, and what to say where
    there is no index that has them.
    """
    from assistant.library.parallel import parallel_texts
    from assistant.reading.timeline import VERBATIM
    from ingest.locator import Locator, label
    from ingest.model import Provenance

    try:
        index = open_index(settings)
    except IndexMissingError:
        note = " There is no index yet, so the column of official texts is empty: cbd-assistant build"
        return lambda name: label(Locator.parse(name), name.split("/")[0]), lambda name: "", note

    def labelled(name: str) -> str:
        provision = index.get(name)
        return provision.label if provision else label(Locator.parse(name), name.split("/")[0])

    def worded(name: str) -> str:
        provision = index.get(name)
        if provision is None or provision.provenance not in {*VERBATIM, Provenance.OWN}:
            return ""
        own = parallel_texts(settings.library, name, [language])
        return own[0].text if own else provision.text

    return labelled, worded, ""


def run_import(options: argparse.Namespace, settings: Settings) -> int:
    """`cbd-assistant guide import`: 0 when all of it was taken, 2 when a cell has to be mended first."""
    from assistant.guide.draft_sheets import is_draft
    from assistant.intake import workbook_bytes
    from assistant.workbook import read_xlsx

    tables = read_xlsx(options.file.name, workbook_bytes(options.file))
    return (_import_drafts if is_draft(tables) else _import_corrections)(options, settings, tables)


def _import_drafts(options: argparse.Namespace, settings: Settings, tables: "Sequence[Table]") -> int:
    """Take what an editor accepted of drafts into the office's own guide."""
    from assistant.guide.draft_sheets import read_completed
    from assistant.library.own_guide import write_entries

    found = read_completed(tables, open_index(settings).get)
    _print_remarks(options, found.remarks)
    _refuse(options.file.name, found.remarks)
    if not options.check:
        write_entries(settings.library, found.entries)
    one = len(found.entries) == 1
    done = "would be" if options.check else "was" if one else "were"
    entries = "One entry" if one else f"{len(found.entries)} entries"
    waiting = f" Not accepted yet: {found.waiting}." if found.waiting else ""
    words = f"{entries} {done} taken into the guide of your documents.{waiting}"
    _answer_import(options, words, len(found.entries), [])
    return 0


def _import_corrections(options: argparse.Namespace, settings: Settings, tables: "Sequence[Table]") -> int:
    """Take corrections into the files of the guide in a language."""
    from assistant.guide.corrections import language_of, read_corrections
    from assistant.guide.files import read_language, write_language

    folder = _folder(options)
    language = language_of(options.file.name, tables)
    entries = read_language(folder, language)
    found = read_corrections(tables, language, entries)
    _print_remarks(options, found.refused or found.remarks)
    _refuse(options.file.name, found.refused)
    if not options.check:
        write_language(folder, language, found.entries, list(entries))
    done = "would be" if options.check else "were"
    words = f"{len(found.entries)} entries of the guide in '{language}' {done} changed."
    _answer_import(options, words, len(found.entries), found.remarks)
    return 0


def _refuse(name: str, refused: "Sequence[Remark]") -> None:
    """Raises InputError where cells have to be mended first."""
    count = len({(remark.sheet, remark.cell) for remark in refused})  # of one cell much may be said
    if count:
        cells = "one cell" if count == 1 else f"{count} cells"
        raise InputError(
            f"{name}: {cells} cannot be taken, so nothing was changed.",
            "Mend what is said above and import the file again.",
        )


def _answer_import(options: argparse.Namespace, words: str, count: int, remarks: "Sequence[Remark]") -> None:
    build = " Run cbd-assistant build to take them into the index." if count else " "
    record = {"changed": not options.check, "entries": count, "remarks": [str(one) for one in remarks]}
    answer(options, f"{words}{build}", record)


def _print_remarks(options: argparse.Namespace, remarks: "Sequence[Remark]") -> None:
    """For people on standard output; beside the one value that programs read there, on standard error."""
    out = sys.stderr if options.json else sys.stdout
    for remark in remarks[:SHOWN]:
        print(f"{'look at ' if remark.doubt else ''}{options.file.name}, {remark}", file=out)
    if len(remarks) > SHOWN:
        print(f"and {len(remarks) - SHOWN} more", file=out)
