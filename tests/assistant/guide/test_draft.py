"""Drafts of the guide: which provisions have one, what their words give, what a model may propose."""

from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.asking.language_model import LanguageModel
from assistant.guide.draft import Draft, drafts_of
from assistant.guide.draft_sheets import ACCEPTED, HEADS, SUMMARY, draft_sheet, is_draft, read_completed
from assistant.workbook import Table, read_xlsx, to_xlsx
from index.build import build_index
from index.local import LocalIndex
from ingest.corpus.load import load_corpus
from ingest.errors import NotFoundError, UnavailableError
from ingest.model import GuideEntry
from tests.conftest import WordEncoder

PLAN = """---
id: coast-plan
kind: other
title: Coast plan
language: fr
---

# Plan côtier

## 1. Mangroves

Le service des forêts replante chaque année quarante hectares de mangroves.

## 2. Pêche

La pêche à la crevette est fermée de janvier à mars dans tous les estuaires.

## 3. Fin

Voilà.
"""


@pytest.fixture
def index(write: Callable[..., Path], tmp_path: Path, encoder: WordEncoder) -> LocalIndex:
    """An index of one plan of an office's own."""
    build_index(load_corpus([write({"plan.md": PLAN})], embedded=False), tmp_path / "index", encoder)
    return LocalIndex(tmp_path / "index", encoder.name)


def model(monkeypatch: pytest.MonkeyPatch, reply: str) -> LanguageModel:
    """One that always says the same, or is down where it says nothing."""

    def complete(self: LanguageModel, messages: object) -> str:
        if not reply:
            raise UnavailableError("down", "wait")
        return reply

    monkeypatch.setattr(LanguageModel, "complete", complete)
    return LanguageModel("http://localhost:1", "tiny")


def test_each_provision_that_says_something_has_a_draft(index: LocalIndex) -> None:
    """In reading order, in its language, without a summary; a word or two are no provision to explain."""
    first, second = drafts_of(index, "coast-plan")
    assert "mangroves" in first.provision.text
    assert "crevette" in second.provision.text
    assert (first.summary, first.proposed, len(first.questions)) == ("", False, 3)
    assert any("mangroves" in term for term in first.terms)
    assert first.questions[0].startswith("Que dit le texte au sujet de")


def test_a_document_that_is_not_there(index: LocalIndex) -> None:
    """It is named, with what to do."""
    with pytest.raises(NotFoundError, match="no document 'other'"):
        list(drafts_of(index, "other"))


def test_what_the_guide_speaks_of_has_no_draft(index: LocalIndex, monkeypatch: pytest.MonkeyPatch) -> None:
    """It was written already."""
    entry = GuideEntry("x", "s", ("q",), ())
    monkeypatch.setattr(LocalIndex, "guide", lambda self, locator: entry)
    assert list(drafts_of(index, "coast-plan")) == []


def test_a_language_model_proposes(index: LocalIndex, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its reply is read also where there are words around the object."""
    reply = 'Here: {"summary": "On replante.", "questions": ["Qui plante ?"], "terms": ["palétuviers"]} Done.'
    first, _ = drafts_of(index, "coast-plan", model(monkeypatch, reply))
    assert (first.summary, first.questions, first.terms) == (
        "On replante.",
        ("Qui plante ?",),
        ("palétuviers",),
    )
    assert first.proposed


@pytest.mark.parametrize(
    "reply",
    ["", "no object", "{", '{"summary": 1}', '{"summary": "", "questions": [], "terms": []}', "[]", "{}",
     '{"summary": "s", "questions": "q", "terms": []}'],
)  # fmt: skip
def test_a_bad_reply_leaves_what_the_text_gives(
    index: LocalIndex, monkeypatch: pytest.MonkeyPatch, reply: str
) -> None:
    """Nothing is proposed, and nothing fails."""
    first, _ = drafts_of(index, "coast-plan", model(monkeypatch, reply))
    assert (first.summary, first.proposed, len(first.questions)) == ("", False, 3)


def completed(index: LocalIndex, *rows: dict[str, str]) -> list[Table]:
    """The sheet of the plan's drafts with cells filled in, row by row, as a workbook gives it back."""
    drafts: list[Draft] = list(drafts_of(index, "coast-plan"))
    sheet = draft_sheet("coast-plan", drafts)
    cells = [dict(zip(HEADS, row, strict=True)) for row in sheet.rows]
    for row, change in zip(cells, rows, strict=False):
        row |= change
    filled = [list(row.values()) for row in cells]
    return list(read_xlsx("d.xlsx", to_xlsx([type(sheet)(sheet.title, sheet.columns, filled)])))


def test_accepted_rows_become_entries(index: LocalIndex) -> None:
    """In the document's language; the others wait."""
    tables = completed(index, {SUMMARY: " On  replante. ", ACCEPTED: "Yes", "terms": "palétuviers; ;arbres"})
    assert is_draft(tables)
    found = read_completed(tables, index.get)
    (entry,) = found.entries
    assert (entry.summary, entry.terms, entry.language) == ("On replante.", ("palétuviers", "arbres"), "fr")
    assert (found.waiting, found.remarks) == (1, ())


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ({ACCEPTED: "yes"}, "needs a summary"),
        ({ACCEPTED: "maybe", SUMMARY: "On replante."}, "not a decision"),
        ({ACCEPTED: "yes", SUMMARY: "mot " * 46}, "46 words, 45 at most"),
        ({ACCEPTED: "yes", SUMMARY: "On replante.", "provision": "coast-plan/x-1"}, "no provision"),
        (
            {ACCEPTED: "yes", SUMMARY: "On.", "question 1": "", "question 2": "", "question 3": ""},
            "no question",
        ),
    ],
)  # fmt: skip
def test_what_keeps_a_row_from_being_taken(index: LocalIndex, row: dict[str, str], said: str) -> None:
    """It is said of the cell, and nothing is taken from that row."""
    found = read_completed(completed(index, row), index.get)
    assert [said in str(remark) for remark in found.remarks] == [True]
    assert found.entries == ()


def test_a_provision_is_accepted_once(index: LocalIndex) -> None:
    """The second row is remarked on."""
    first = next(drafts_of(index, "coast-plan")).provision.locator
    same = {SUMMARY: "On replante.", ACCEPTED: "yes", "provision": first}
    found = read_completed(completed(index, same, same), index.get)
    assert ["another row" in str(remark) for remark in found.remarks] == [True]


def test_a_sheet_without_a_column(index: LocalIndex) -> None:
    """It is named."""
    (table,) = completed(index)
    found = read_completed([Table(table.title, tuple(row[:-1] for row in table.rows))], index.get)
    assert "lacks the column 'accepted'" in str(found.remarks[0])
