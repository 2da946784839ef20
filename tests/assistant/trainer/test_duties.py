"""Who must do what: the sentences of treaties and decisions taken apart."""

import csv
import io
import re
from dataclasses import replace

import pytest
from openpyxl import load_workbook

from assistant.trainer.duties import NOBODY, Duty, duties_in, duties_of, filtered
from assistant.trainer.exports import export_duties
from index.local import LocalIndex
from ingest.errors import NotFoundError
from ingest.model import Provenance, Provision


def said(text: str, **values: object) -> list[tuple[str, str, str, str]]:
    """The duties of one paragraph: actor, verb, task, deadline."""
    provision = Provision(
        "cop-1/dec-9/para-1",
        "cop-1/dec-9",
        "para",
        "Decision I/9, paragraph 1",
        text,
        0,
        len(text),
        0,
        chapeau=text,
        provenance=Provenance.OFFICIAL,
    )
    provision = replace(provision, **values)  # type: ignore[arg-type]
    return [(duty.actor, duty.verb, duty.task, duty.deadline) for duty in duties_of(provision, None)]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Requests the Executive Secretary to report by 2026;",
            [("Executive Secretary", "requests", "to report by 2026", "by 2026")],
        ),
        (
            "Urges Parties and other Governments to act;",
            [("Parties", "urges", "to act", ""), ("Other Governments", "urges", "to act", "")],
        ),
        (
            "Invites Parties, and requests the Executive Secretary, to share data;",
            [
                ("Parties", "invites", "to share data", ""),
                ("Executive Secretary", "requests", "to share data", ""),
            ],
        ),
        ("Also decides to meet again;", [("Conference of the Parties", "decides", "to meet again", "")]),
        (
            "Each Contracting Party shall adopt measures.",
            [("Contracting Parties", "shall", "adopt measures", "")],
        ),
        (
            "The Party of import shall not delay its reply.",
            [("Parties of import", "shall not", "delay its reply", "")],
        ),
        (
            "Decisions taken by the Party of import shall be final.",
            [(NOBODY, "shall", "Decisions taken by the Party of import shall be final", "")],
        ),
        (
            "The Secretariat shall reply within ninety days.",
            [("Secretariat", "shall", "reply within ninety days", "within ninety days")],
        ),
        (
            "In order to help, each Party, where it can, shall consult States.",
            [("Parties", "shall", "consult States", "")],
        ),
        (
            "The Secretariat shall write. It shall also call.",
            [("Secretariat", "shall", "write", ""), ("Secretariat", "shall", "call", "")],
        ),
        ("Recalling its earlier work,", []),
    ],
)
def test_sentences(text: str, expected: list[tuple[str, str, str, str]]) -> None:
    """Actor, verb, task and deadline of typical sentences."""
    assert said(text) == expected


def test_official_codes_come_first(index: LocalIndex) -> None:
    """Where the source gives actor codes, they name the actor and the row says so."""
    provision = index.get("cop-6/dec-18/para-1")
    assert provision is not None
    duties = list(duties_of(replace(provision, actors=("executive-secretary", "GEF")), index))

    assert [(duty.actor, duty.origin) for duty in duties] == [
        ("Executive secretary", "official code"),
        ("Global Environment Facility", "official code"),
    ]
    assert [duty.origin for duty in duties_of(provision, index)] == ["from the sentence"]


def test_article_18(index: LocalIndex) -> None:
    """The Convention's Article 18 has seven sentences with a duty; the COP's has a deadline."""
    duties = duties_in("Article 18", index)

    assert [duty.label for duty in duties if duty.actor == "Contracting Parties"] == [
        f"Convention, Article 18({n})" for n in (1, 2, 4, 4, 5)
    ]
    assert next((d.verb, d.deadline) for d in duties if d.actor == "Conference of the Parties") == (
        "shall",
        "at its first meeting",
    )


def test_items_are_completed_by_the_words_above(index: LocalIndex) -> None:
    """Show that "The Contracting Parties shall:" says who must do what (a), (b) and (c) say."""
    duties = duties_in("cbd/art-12", index)

    assert [(duty.source, duty.actor, duty.verb) for duty in duties] == [
        (f"cbd/art-12/item-{letter}", "Contracting Parties", "shall") for letter in "abc"
    ]


def test_tasks_are_the_provisions_words(index: LocalIndex) -> None:
    """No word of a task is ours: each stands in the provision or in the words above it."""
    for document in ("cbd", "cop-1/dec-3", "cop-8/dec-12", "cop-15/dec-8"):
        for duty in duties_in(document, index):
            assert set(re.findall(r"\w+", duty.task)) <= set(re.findall(r"\w+", duty.sentence))


def test_guide_is_no_source(index: LocalIndex) -> None:
    """A provision that only the guide knows has no duties: it is not the law."""
    with pytest.raises(NotFoundError, match="no official text"):
        duties_in("cbd/art-8", index)


def test_unknown_is_said(index: LocalIndex) -> None:
    """A locator that the corpus lacks is refused."""
    with pytest.raises(NotFoundError, match="no provision"):
        duties_in("cbd/art-99", index)


def test_filter(index: LocalIndex) -> None:
    """Rows are chosen by actor, verb and words, case aside."""
    duties = duties_in("cop-1/dec-3", index)

    assert [duty.source for duty in filtered(duties, actor="secretariat")] == ["cop-1/dec-3/para-3"]
    assert [duty.source for duty in filtered(duties, verb="DECIDES", words="regular budget")] == [
        "cop-1/dec-3/para-2"
    ]


def test_csv_and_xlsx_open_again(index: LocalIndex) -> None:
    """Both tables hold all rows under the same heads."""
    duties = duties_in("cop-1/dec-3", index)
    rows = list(csv.reader(io.StringIO(export_duties(duties, "csv").decode("utf-8-sig"))))
    sheet = load_workbook(io.BytesIO(export_duties(duties, "xlsx"))).active

    assert len(rows) == len(duties) + 1
    assert [[cell.value or "" for cell in row] for row in sheet.iter_rows()] == rows  # type: ignore[union-attr]
    assert sheet.freeze_panes == "A2"  # type: ignore[union-attr]


def test_no_cell_becomes_a_formula() -> None:
    """A cell that begins like a formula is written as text."""
    duty = Duty("=cmd()", "shall", "+1", "", "cbd/art-1", "Article 1", "from the sentence", True, "")

    assert b"'=cmd()" in export_duties([duty], "csv")
    assert b'"actor": "=cmd()"' in export_duties([duty], "json")
    cell = load_workbook(io.BytesIO(export_duties([duty], "xlsx"))).active["A2"]  # type: ignore[index]
    assert (cell.value, cell.data_type) == ("=cmd()", "s")
