"""What an editor filled in: the corrected entries of a workbook, or what is wrong with its cells."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from assistant.guide.faults import Fault, Rendering, faults_of, same_words
from assistant.guide.files import Entry
from assistant.guide.rows import Remark, Row, rows_of, tidy, tidy_lines
from assistant.guide.sheets import ENGLISH, PROVISION, REMARK, STATE, written_columns
from assistant.intake import STATES
from assistant.workbook import Table
from ingest.errors import SourceError
from ingest.model import PlainWords

_LANGUAGE = re.compile(r"summary \(([a-z]{2})\)")


@dataclass(frozen=True, slots=True)
class Corrections:
    """The entries that differ from the guide's, and what is said of the cells: nothing is to be written where
    any remark is no mere doubt.
    """

    entries: tuple[Entry, ...]
    remarks: tuple[Remark, ...]

    @property
    def refused(self) -> list[Remark]:
        """What has to be mended first."""
        return [remark for remark in self.remarks if not remark.doubt]


def language_of(name: str, tables: Iterable[Table]) -> str:
    """The language that the sheets are in. Raises SourceError where they are in none, or in several."""
    heads = (cell.text for table in tables for cell in (table.rows[0] if table.rows else ()))
    found = sorted({match[1] for head in heads if (match := _LANGUAGE.fullmatch(head.strip()))})
    if len(found) != 1:
        said = (
            f"its sheets are in {', '.join(found)}"
            if found
            else "it has no column 'summary (fr)' or the like"
        )
        raise SourceError(
            f"{name}: {said}.", "Give a workbook of one language that cbd-assistant guide export wrote."
        )
    return found[0]


def read_corrections(tables: Sequence[Table], language: str, entries: Mapping[str, Entry]) -> Corrections:
    """What the sheets say, compared with the entries of the guide; what is as it was is passed over."""
    remarks: list[Remark] = []
    read: dict[str, tuple[Row, Entry]] = {}
    for table in tables:
        for row in rows_of(table, _needed(language), remarks):
            entry = _entry(row, language, entries, remarks)
            if entry is None:
                continue
            if entry.provision in read:
                other = read[entry.provision][0].cells[PROVISION].address
                remarks.append(row.remark(PROVISION, f"it stands in {other} too.", "Delete one of the rows."))
                continue
            read[entry.provision] = row, entry
    changed = {name: pair for name, pair in read.items() if pair[1] != entries[name]}
    whole = {**entries, **{name: entry for name, (_, entry) in changed.items()}}
    twice = same_words(_renderings(whole.values()))
    for name, (row, entry) in changed.items():
        if _texts(entry) != _texts(entries[name]):
            faults = [fault for rendering in _renderings([entry]) for fault in faults_of(rendering)]
            remarks += (_told(row, fault, language) for fault in (*faults, *twice.get(name, ())))
    return Corrections(tuple(entry for _, entry in changed.values()), tuple(remarks))


def _needed(language: str) -> tuple[str, ...]:
    return (PROVISION, ENGLISH, *written_columns(language))


def _renderings(entries: Iterable[Entry]) -> Iterator[Rendering]:
    return (Rendering(one.provision, one.english.summary, one.words) for one in entries if one.words)


def _texts(entry: Entry) -> list[tuple[str, str]]:
    return [text for rendering in _renderings([entry]) for text in rendering.texts()]


def _told(row: Row, fault: Fault, language: str) -> Remark:
    column = f"{fault.place} ({language})"
    name = fault.place.removesuffix(" 1").removesuffix(" 2")
    return row.remark(column, f"In the {name}: {fault.message}", fault.hint, doubt=fault.doubt)


def _entry(row: Row, language: str, entries: Mapping[str, Entry], remarks: list[Remark]) -> Entry | None:
    """The entry that a row makes; None where its cells cannot be read, or nothing was written yet."""
    provision = row.provision
    before = entries.get(provision)
    if before is None:
        message = f"'{provision}' is no provision of the guide." if provision else "the provision is missing."
        remarks.append(row.remark(PROVISION, message, "Put the locator back as it was exported."))
        return None
    kinds = [*row.no_texts(_needed(language), (REMARK,))]
    if kinds:
        remarks += kinds
        return None
    if tidy(row.cells[ENGLISH].text) != tidy(before.english.summary):
        remarks.append(
            row.remark(
                ENGLISH,
                "this is not the English summary that the guide has now.",
                "Export again and translate that; the English is not changed here.",
            )
        )
        return None
    return _filled(row, language, before, remarks)


def _filled(row: Row, language: str, before: Entry, remarks: list[Remark]) -> Entry | None:
    summary_column, *question_columns, _, _ = written_columns(language)
    old = before.words
    summary = _kept(row.cells[summary_column].text, old.summary if old else "")
    was = old.questions if old else ()
    typed = [row.cells[column].text for column in question_columns]
    questions = [_kept(text, was[at] if at < len(was) else "") for at, text in enumerate(typed)]
    state = row.cells[STATE].text.strip().lower()
    remark = _kept(row.cells[REMARK].text, before.remark, tidy_lines)
    if old is None and not any((summary, *questions, state, remark)):
        return before
    if state not in STATES:
        said = f"'{state}' is no state." if state else "the state is missing."
        remarks.append(row.remark(STATE, said, f"Choose one of {', '.join(STATES)}."))
        return None
    # a question that the sheet has no column for stays
    words = PlainWords(language, summary, (*questions, *was[len(questions) :]), state)
    return replace(before, words=words, remark=remark)


def _kept(text: str, before: str, tidy: Callable[[str], str] = tidy) -> str:
    """What stands in a cell; as it was before where nobody changed it, whatever the spaces."""
    return before if tidy(text) == tidy(before) else tidy(text)
