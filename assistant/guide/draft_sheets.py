"""Drafts as a sheet that an editor completes, and the entries of the guide that come back in it."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from assistant.guide.draft import QUESTIONS, Draft
from assistant.guide.faults import LONGEST, too_long
from assistant.guide.rows import Remark, Row, rows_of, tidy
from assistant.guide.sheets import LABEL, PROVISION
from assistant.workbook import Column, Sheet, Table
from ingest.model import GuideEntry, Provision

TEXT, SUMMARY, TERMS, ACCEPTED = "text", "summary", "terms", "accepted"
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
    for row in (row for table in tables for row in rows_of(table, HEADS, remarks)):
        if not row.cells[ACCEPTED].text.strip():
            waiting += 1
            continue
        provision = provision_of(row.provision)
        found = [*_faults(row, provision, entries)]
        remarks += found
        if provision is not None and not found:
            entries[provision.locator] = _entry(provision, row)
    return Completed(tuple(entries.values()), waiting, tuple(remarks))


def _faults(row: Row, provision: Provision | None, before: Mapping[str, GuideEntry]) -> Iterator[Remark]:
    """What keeps an accepted row from being taken."""
    yield from row.no_texts((PROVISION, *_FILLED))
    if provision is None:
        said = f"'{row.provision}' is no provision of the index." if row.provision else "it is missing."
        yield row.remark(PROVISION, said, "Put the locator back as it was written; build before you import.")
        return
    if provision.locator in before:
        yield row.remark(PROVISION, "it is accepted in another row too.", "Delete one of the rows.")
    if row.cells[ACCEPTED].text.strip().lower() != YES:
        yield row.remark(ACCEPTED, "this is not a decision.", f"Write {YES}, or leave it empty.")
    summary = tidy(row.cells[SUMMARY].text)
    if not summary:
        yield row.remark(SUMMARY, "an accepted row needs a summary.", "Write it, or leave 'accepted' empty.")
    for fault in too_long(summary, provision.language):
        yield row.remark(SUMMARY, fault.message, fault.hint)
    if not any(tidy(row.cells[name].text) for name in ASKED):
        yield row.remark(ASKED[0], "there is no question.", "Write one that somebody would ask.")


def _entry(provision: Provision, row: Row) -> GuideEntry:
    return GuideEntry(
        provision.locator,
        tidy(row.cells[SUMMARY].text),
        _each(row.cells[name].text for name in ASKED),
        _each(row.cells[TERMS].text.split(APART)),
        provision.language,
    )


def _each(texts: Iterable[str]) -> tuple[str, ...]:
    """Those that say something, each once."""
    return tuple(dict.fromkeys(filter(None, map(tidy, texts))))
