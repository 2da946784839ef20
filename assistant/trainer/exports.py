"""A pack, a timeline or a table of duties as a file of the kind that its name ends in."""

import csv
import io
import json
from collections.abc import Sequence
from pathlib import Path

from assistant.reading.timeline import Timeline, find_timeline, in_language
from assistant.trainer.drawing import Layout, draw
from assistant.trainer.duties import Duty
from assistant.trainer.duty_columns import FILED, filed_row, head
from assistant.trainer.export_markdown import to_markdown
from assistant.trainer.export_moodle import to_moodle
from assistant.trainer.look import HOUSE, OfficeLook
from assistant.trainer.pack import Pack, timeline_blocks
from assistant.trainer.svg import to_svg
from assistant.words.store import ENGLISH, Words
from assistant.workbook import Column, Sheet, to_xlsx
from index.interface import SearchIndex
from ingest.errors import InputError

MEDIA = {
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "md": "text/markdown; charset=utf-8",
    "json": "application/json",
    "xml": "application/xml",
    "csv": "text/csv; charset=utf-8",
    "svg": "image/svg+xml",
    "png": "image/png",
}
PACKS = ("pptx", "docx", "md", "json", "xml")
PICTURES = ("svg", "png")
TABLES = ("csv", "xlsx", "json")


def timelines_of(pack: Pack, index: SearchIndex) -> dict[str, Timeline]:
    """Give the timeline of each block that draws one, by the block's id."""
    subjects = {block.id: block.ref or pack.subject for block in timeline_blocks(pack)}
    found = {subject: find_timeline(subject, index) for subject in set(subjects.values())}
    called = {name: in_language(one, pack.language, index) for name, one in found.items() if one}
    return {identity: called[subject] for identity, subject in subjects.items() if subject in called}


def spoken_in(pack: Pack, index: SearchIndex) -> dict[str, str]:
    """Give the language of the words of each source of a pack, by its locator."""
    sources = {source.locator for block in pack.blocks for item in block.items for source in item.sources}
    found = {locator: index.get(locator) for locator in sources}
    documents = {locator: index.documents.get(one.document) for locator, one in found.items() if one}
    return {locator: document.language for locator, document in documents.items() if document}


def export_pack(pack: Pack, index: SearchIndex, form: str, look: OfficeLook = HOUSE) -> bytes:
    """Give the pack as a file in an office's look. Raises InputError for a form that there is none of."""
    _refuse_unknown(form, PACKS)
    if form == "json":
        return pack.to_json().encode()
    if form == "xml":
        return to_moodle(pack)
    if form == "pptx":
        # imported here: who writes no slides need not wait for python-pptx
        from assistant.trainer.export_pptx import to_pptx

        return to_pptx(pack, timelines_of(pack, index), look, spoken_in(pack, index))
    if form == "docx":
        from assistant.trainer.export_docx import to_docx

        return to_docx(pack, timelines_of(pack, index), look)
    return to_markdown(pack).encode()


def export_timeline(timeline: Timeline, form: str, layout: Layout = "horizontal") -> bytes:
    """Give the timeline as a picture. Raises InputError for a form that there is none of."""
    _refuse_unknown(form, PICTURES)
    drawing = draw(timeline, layout)
    if form == "png":
        from assistant.trainer.png import to_png

        return to_png(drawing)
    return to_svg(drawing).encode()


def export_duties(duties: Sequence[Duty], form: str, index: SearchIndex, language: str = ENGLISH) -> bytes:
    """Give the table, its heads and labels in a language; JSON has the names of the fields. Raises InputError
    for a form that there is none of.
    """
    _refuse_unknown(form, TABLES)
    words = Words("trainer", language)
    rows = [filed_row(duty, words, index) for duty in duties]
    if form == "json":
        return _json([dict(zip(FILED, row, strict=True)) for row in rows])
    heads = [head(column, words) for column in FILED]
    if form == "xlsx":
        mirrored = language == "ar"
        return to_xlsx([Sheet(words("group_duties"), tuple(map(Column, heads)), rows, mirrored)])
    out = io.StringIO()
    csv.writer(out).writerows([heads, *([_harmless(cell) for cell in row] for row in rows)])
    return ("\ufeff" + out.getvalue()).encode()  # the mark tells spreadsheets that it is UTF-8


def _json(value: object) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode()


def _harmless(cell: str) -> str:
    """A cell that a spreadsheet would take for a formula is written as the text it is; some take full-width
    signs for signs, and a lone return for a new line.
    """
    cell = cell.replace("\r\n", "\n").replace("\r", "\n")
    return f"'{cell}" if cell.lstrip().startswith(_FORMULA) or cell[:1].isspace() else cell


_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "﹢", "﹣", "﹦", "﹫")


def _refuse_unknown(form: str, forms: tuple[str, ...]) -> None:
    if form not in forms:
        raise InputError(f"'{form}' is no form for this.", f"Choose one of {', '.join(forms)}.")


def form_of(path: Path, forms: tuple[str, ...]) -> str:
    """Give the form that a file's name asks for. Raises InputError."""
    form = path.suffix.lower().removeprefix(".").replace("markdown", "md")
    if form not in forms:
        raise InputError(
            f"{path.name}: files of type {path.suffix or '(none)'} are not written here.",
            f"Give a name that ends in .{', .'.join(forms)}.",
        )
    return form
