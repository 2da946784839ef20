"""The commands for editors of the guide: a workbook of a language out, and a corrected one in."""

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.cli.command import Commands, add_command, open_index
from assistant.settings import Settings
from ingest.errors import IndexMissingError, InputError

if TYPE_CHECKING:
    from assistant.guide.corrections import Corrections

SHOWN = 40  # remarks on cells that are printed


def add_commands(commands: Commands) -> None:
    """Add guide export and guide import."""
    words = "Let editors correct the guide's plain words in a spreadsheet."
    guide = commands.add_parser("guide", help=words, description=words)
    parts = guide.add_subparsers(required=True, metavar="COMMAND")
    export = add_command(
        parts, "export", run_export, "Write the guide in a language as a workbook, a sheet a file."
    )
    export.add_argument("--lang", required=True, metavar="CODE", help="the language, such as fr")
    export.add_argument("-o", "--output", type=Path, required=True, metavar="FILE.xlsx")
    take = add_command(
        parts,
        "import",
        run_import,
        "Take the corrections of a workbook into the guide.",
        index=False,
        changes=True,
    )
    take.add_argument("file", type=Path, metavar="FILE.xlsx", help="a workbook that guide export wrote")
    take.add_argument("--check", action="store_true", help="say what would be done, and change nothing")
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
    from assistant.workbook import to_xlsx

    if options.output.suffix.lower() != ".xlsx":
        raise InputError(
            f"{options.output.name}: a workbook is written as .xlsx.", "Give a name that ends in .xlsx."
        )
    entries = read_language(_folder(options), options.lang)
    label, wording, note = _lookups(settings, options.lang)
    sheets = sheets_of(entries.values(), options.lang, label, wording)
    try:
        options.output.write_bytes(to_xlsx(sheets))
    except OSError as error:
        raise InputError(
            f"{options.output}: cannot be written ({error.strerror}).", "Choose another place with -o."
        ) from error
    written = sum(entry.words is not None for entry in entries.values())
    print(
        f"{written} of {len(entries)} entries in {len(sheets)} sheets, written to {options.output}.{note}\n"
        f"Correct the green columns and give the file to: cbd-assistant guide import {options.output}"
    )
    return 0


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
    from assistant.guide.corrections import language_of, read_corrections
    from assistant.guide.files import read_language, write_language
    from assistant.intake import workbook_bytes
    from assistant.workbook import read_xlsx

    folder = _folder(options)
    tables = read_xlsx(options.file.name, workbook_bytes(options.file))
    language = language_of(options.file.name, tables)
    entries = read_language(folder, language)
    found = read_corrections(tables, language, entries)
    _print_remarks(options.file.name, found)
    if found.refused:
        count = len({(remark.sheet, remark.cell) for remark in found.refused})  # of one cell much may be said
        cells = "one cell" if count == 1 else f"{count} cells"
        raise InputError(
            f"{options.file.name}: {cells} cannot be taken, so nothing was changed.",
            "Mend what is said above and import the file again.",
        )
    if not options.check:
        write_language(folder, language, found.entries, list(entries))
    done = "would be" if options.check else "were"
    print(f"{len(found.entries)} entries of the guide in '{language}' {done} changed.", end=" ")
    print("Run cbd-assistant build to take them into the index." if found.entries else "")
    return 0


def _print_remarks(name: str, found: "Corrections") -> None:
    remarks = found.refused or found.remarks
    for remark in remarks[:SHOWN]:
        print(f"{'look at ' if remark.doubt else ''}{name}, {remark}")
    if len(remarks) > SHOWN:
        print(f"and {len(remarks) - SHOWN} more")
