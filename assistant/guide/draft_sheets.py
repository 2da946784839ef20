"""Drafts as a sheet that an editor completes, and the entries of the guide that come back in it."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from assistant.guide.corrections import Remark
from assistant.guide.draft import QUESTIONS, Draft
from assistant.guide.faults import LONGEST, LONGEST_CHINESE
from assistant.workbook import Cell, Column, Sheet, Table
from ingest.model import GuideEntry, Provision

PROVISION, LABEL, TEXT, SUMMARY, TERMS, ACCEPTED = (
    "provision", "label", "text", "summary", "terms", "accepted",
)  # fmt: skip
ASKED = tuple(f"question {number}" for number in range(1, QUESTIONS + 1))
HEADS = (PROVISION, LABEL, TEXT, SUMMARY, *ASKED, TERMS, ACCEPTED)
YES = "yes"
APART = ";"
_FILLED = (SUMMARY, *ASKED, TERMS, ACCEPTED)

Lookup = Callable[[str], Provision | None]


@dataclass(frozen=True, slots=True)
class Completed:
    """The entries that an editor accepted, how many rows were left for later, and what is wrong with the
    others: nothing is to be taken where there is any remark.
    """

    entries: tuple[GuideEntry, ...]
    waiting: int
    remarks: tuple[Remark, ...]


def draft_sheet(title: str, drafts: Iterable[Draft], *, right_to_left: bool = False) -> Sheet:
    """One row a draft. What is filled in already may be changed; nothing counts until a row is accepted."""
    hint = "In the words of somebody who has never seen the provision."
    columns = (
        Column(PROVISION, 28, given=True),
        Column(LABEL, 30, given=True),
        Column(TEXT, 60, given=True),
        Column(SUMMARY, 60, hint=f"In {LONGEST} plain words at most; add nothing to what the text says."),
        *(Column(name, 40, hint=hint) for name in ASKED),
        Column(TERMS, 40, hint=f"Everyday words for it, with {APART} between them."),
        Column(ACCEPTED, 12, choices=(YES,)),
    )
    return Sheet(title, columns, [_row(draft) for draft in drafts], right_to_left=right_to_left, frozen=2)


def _row(draft: Draft) -> list[str]:
    questions = (*draft.questions, *[""] * QUESTIONS)[:QUESTIONS]
    terms = f"{APART} ".join(draft.terms)
    provision = draft.provision
    return [provision.locator, provision.label, provision.text, draft.summary, *questions, terms, ""]


def is_draft(tables: Sequence[Table]) -> bool:
    """Whether these are sheets of drafts, and not of the guide in another language."""
    heads = {cell.text.strip() for table in tables for cell in (table.rows[0] if table.rows else ())}
    return {SUMMARY, TERMS, ACCEPTED} <= heads


def read_completed(tables: Sequence[Table], provision_of: Lookup) -> Completed:
    """What the sheets say; `provision_of` gives the provision of a locator, None where there is none."""
    entries: dict[str, GuideEntry] = {}
    remarks: list[Remark] = []
    waiting = 0
    for sheet, cells in _rows(tables, remarks):
        if not cells[ACCEPTED].text.strip():
            waiting += 1
            continue
        found = [*_faults(sheet, cells, provision_of, entries)]
        remarks += found
        provision = provision_of(cells[PROVISION].text.strip())
        if provision is not None and not found:
            entries[provision.locator] = _entry(provision, cells)
    return Completed(tuple(entries.values()), waiting, tuple(remarks))


def _rows(tables: Sequence[Table], remarks: list[Remark]) -> Iterator[tuple[str, dict[str, Cell]]]:
    """The rows that say something, by their heads. A sheet without a column that is needed is remarked on."""
    for table in tables:
        heads = [cell.text.strip() for cell in table.rows[0]] if table.rows else []
        missing = [name for name in HEADS if heads.count(name) != 1]
        if heads and missing:
            named = ", ".join(f"'{name}'" for name in missing)
            message = f"it lacks the column {named}, or has it twice."
            hint = "Put the first row back as it was written, or delete the sheet."
            remarks.append(Remark(table.title, "row 1", "", message, hint))
            continue
        for row in table.rows[1:]:
            if any(cell.text.strip() for cell in row):
                yield table.title, {name: row[heads.index(name)] for name in HEADS}


def _faults(
    sheet: str, cells: dict[str, Cell], provision_of: Lookup, before: dict[str, GuideEntry]
) -> Iterator[Remark]:
    """What keeps an accepted row from being taken."""
    locator = cells[PROVISION].text.strip()

    def said(column: str, message: str, hint: str) -> Remark:
        return Remark(sheet, cells[column].address, locator, message, hint)

    for column in (PROVISION, *_FILLED):
        if cells[column].kind != "text":
            yield said(column, f"the cell holds a {cells[column].kind}.", "Type the text itself into it.")
    provision = provision_of(locator)
    if provision is None:
        message = f"'{locator}' is no provision of the index." if locator else "the provision is missing."
        yield said(PROVISION, message, "Put the locator back as it was written, and build before you import.")
        return
    if locator in before:
        yield said(PROVISION, "it is accepted in another row too.", "Delete one of the rows.")
    if cells[ACCEPTED].text.strip().lower() != YES:
        yield said(ACCEPTED, "this is not a decision.", f"Write {YES}, or leave it empty.")
    summary = _line(cells[SUMMARY])
    chinese = provision.language == "zh"
    length, most = (len(summary), LONGEST_CHINESE) if chinese else (len(summary.split()), LONGEST)
    if not summary:
        yield said(SUMMARY, "an accepted row needs a summary.", "Write it, or leave 'accepted' empty.")
    elif length > most:
        unit = "characters" if chinese else "words"
        yield said(SUMMARY, f"it has {length} {unit}, {most} at most.", "Shorten it.")
    if not any(_line(cells[name]) for name in ASKED):
        yield said(ASKED[0], "there is no question.", "Write one that somebody would ask.")


def _entry(provision: Provision, cells: dict[str, Cell]) -> GuideEntry:
    questions = dict.fromkeys(filter(None, (_line(cells[name]) for name in ASKED)))
    terms = dict.fromkeys(filter(None, (" ".join(term.split()) for term in cells[TERMS].text.split(APART))))
    return GuideEntry(
        provision.locator, _line(cells[SUMMARY]), tuple(questions), tuple(terms), provision.language
    )


def _line(cell: Cell) -> str:
    return " ".join(cell.text.split())
