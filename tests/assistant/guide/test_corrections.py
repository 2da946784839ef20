"""A workbook that comes back: what changed is taken, what is wrong is named with its cell."""

from dataclasses import replace
from pathlib import Path

import pytest

from assistant.guide.corrections import Corrections, language_of, read_corrections
from assistant.guide.files import read_language
from assistant.workbook import Table
from ingest.errors import SourceError
from ingest.model import PlainWords
from tests.assistant.guide.conftest import Cells

Changes = dict[tuple[str, str], str]
LONG = "mot " * 44 + "30 jours."


@pytest.fixture
def correct(guide: Path, exported: Cells):  # type: ignore[no-untyped-def]
    """What is made of the sheets with other texts in some cells."""

    def read(changes: Changes | None = None) -> Corrections:
        return read_corrections(exported(changes), "fr", read_language(guide, "fr"))

    return read


def test_what_was_not_touched_is_passed_over(correct) -> None:  # type: ignore[no-untyped-def]
    """An empty row of what is not translated yet is no entry."""
    assert correct() == Corrections((), ())


def test_a_correction_is_taken(correct, guide: Path) -> None:  # type: ignore[no-untyped-def]
    """With the question that the sheet has no column for, and without the spaces of a hasty hand."""
    changes = {
        ("cbd", "F3"): " Chaque pays peut rédiger  un plan\nd'ici à juin 2030. ",
        ("cbd", "I3"): " Read ",
        ("cbd", "J3"): "Fait.\r\nMerci. ",
    }
    before = read_language(guide, "fr")["cbd/art-6"]
    assert before.words is not None
    words = PlainWords(
        "fr", "Chaque pays peut rédiger un plan d'ici à juin 2030.", before.words.questions, "read"
    )
    assert correct(changes) == Corrections((replace(before, words=words, remark="Fait.\nMerci."),), ())


def test_spaces_alone_are_no_correction(correct) -> None:  # type: ignore[no-untyped-def]
    """A spreadsheet may add them."""
    assert correct({("cbd", "F2"): "Les pays  doivent coopérer dans les 30 jours.\n"}) == Corrections((), ())


def test_a_new_entry_is_taken(correct) -> None:  # type: ignore[no-untyped-def]
    """Where there was none."""
    changes = {
        ("gbf", "F2"): "Toutes les zones sont planifiées.",
        ("gbf", "G2"): "Que planifie-t-on ?",
        ("gbf", "H2"): "Où planifie-t-on ?",
        ("gbf", "I2"): "drafted",
    }
    (entry,) = correct(changes).entries
    assert (entry.provision, entry.held_in) == ("gbf/target-1", "gbf")
    assert entry.words == PlainWords(
        "fr", changes["gbf", "F2"], (changes["gbf", "G2"], changes["gbf", "H2"]), "drafted"
    )


@pytest.mark.parametrize(
    ("changes", "cell", "words"),
    [
        ({("cbd", "A2"): "cbd/art-99"}, "A2 (cbd/art-99)", "'cbd/art-99' is no provision of the guide."),
        ({("cbd", "A2"): ""}, "A2", "the provision is missing."),
        ({("cbd", "A3"): "cbd/art-5", ("cbd", "D3"): "Countries must work together within 30 days."},
         "A3 (cbd/art-5)", "it stands in A2 too."),
        ({("cbd", "D2"): "Countries must work together within 60 days."}, "D2 (cbd/art-5)",
         "this is not the English summary that the guide has now."),
        ({("cbd", "I2"): "done"}, "I2 (cbd/art-5)",
         "'done' is no state. Choose one of drafted, reviewed, read."),
        ({("cbd", "I2"): ""}, "I2 (cbd/art-5)", "the state is missing."),
        ({("cbd", "F2"): LONG}, "F2 (cbd/art-5)", "In the summary: it has 46 words, 45 at most. Shorten it."),
        ({("cbd", "F2"): ""}, "F2 (cbd/art-5)", "In the summary: it is empty."),
        ({("cbd", "H2"): ""}, "H2 (cbd/art-5)", "In the question: it is empty."),
        ({("cbd", "F2"): "Les pays doivent coopérer dans les 60 jours."}, "F2 (cbd/art-5)",
         "In the summary: beside the English it lacks 30 and has 60."),
        ({("cbd", "G2"): "Quelle tribu coopère ?"}, "G2 (cbd/art-5)",
         "In the question: 'tribu' is not shown to readers."),
        ({("cbd", "G2"): "Pour quand ?"}, "G2 (cbd/art-5)", "In the question: cbd/art-6 says the same."),
        ({("gbf", "F2"): "Toutes les zones sont planifiées."}, "I2 (gbf/target-1)", "the state is missing."),
        ({("cbd", "F1"): "résumé (fr)"}, "row 1", "it lacks the column 'summary (fr)', or has it twice."),
        ({("cbd", "J1"): "state"}, "row 1", "it lacks the column 'state', 'remark', or has it twice."),
    ],
)  # fmt: skip
def test_what_is_wrong_is_named_with_its_cell(  # type: ignore[no-untyped-def]
    correct, changes: Changes, cell: str, words: str
) -> None:
    """And refused, with what to do."""
    found = correct(changes)
    (remark,) = found.refused
    (sheet, _), *_ = changes
    assert str(remark).startswith(f"sheet '{sheet}', {cell}: {words}")
    assert remark.hint


def test_all_that_is_wrong_is_named(correct) -> None:  # type: ignore[no-untyped-def]
    """So that a file is mended in one go."""
    changes = {("cbd", "I2"): "done", ("cbd", "F3"): "Chaque pays peut écrire un plan."}
    assert [remark.cell for remark in correct(changes).refused] == ["I2", "F3"]


@pytest.mark.parametrize("kind", ["formula", "error", "date", "number", "truth value"])
def test_a_cell_that_holds_no_text_is_refused(exported: Cells, guide: Path, kind: str) -> None:
    """But a remark may be a number."""
    tables = exported({("cbd", "F2"): "=1+1", ("cbd", "J2"): "3"})
    rows = [list(row) for row in tables[0].rows]
    rows[1][5] = replace(rows[1][5], kind=kind)
    rows[1][9] = replace(rows[1][9], kind="number")
    found = read_corrections([Table("cbd", tuple(map(tuple, rows)))], "fr", read_language(guide, "fr"))
    assert [str(one) for one in found.refused] == [
        f"sheet 'cbd', F2 (cbd/art-5): the cell holds a {kind}. Type the text itself into the cell."
    ]


def test_columns_and_rows_may_stand_in_another_order(exported: Cells, guide: Path) -> None:
    """With more columns between them, rows left out, and an empty sheet."""
    table = exported({("cbd", "I2"): "read"})[0]
    head, first, _ = (row[::-1] for row in table.rows)
    extra = replace(head[0], text="notes of mine")
    tables = [Table("mine", ((extra, *head), (extra, *first))), Table("empty", ())]
    (entry,) = read_corrections(tables, "fr", read_language(guide, "fr")).entries
    assert entry.words is not None
    assert (entry.provision, entry.words.state) == ("cbd/art-5", "read")


def test_faults_that_were_there_do_not_stand_in_the_way(exported: Cells, guide: Path) -> None:
    """Of another state or a remark, where the words stay."""
    path = guide / "fr" / "cbd.jsonl"
    path.write_text(path.read_text(encoding="utf-8").replace("30 jours", "40 jours"), encoding="utf-8")
    found = read_corrections(exported({("cbd", "I2"): "read"}), "fr", read_language(guide, "fr"))
    assert (len(found.entries), found.remarks) == (1, ())


def test_the_language_is_that_of_the_heads(exported: Cells) -> None:
    """A workbook of none, or of several, is refused."""
    french, arabic = exported(), exported(language="ar")
    assert language_of("g.xlsx", french) == "fr"
    with pytest.raises(SourceError, match=r"g\.xlsx: it has no column 'summary \(fr\)'"):
        language_of("g.xlsx", [Table("a", ())])
    with pytest.raises(SourceError, match=r"its sheets are in ar, fr"):
        language_of("g.xlsx", [*french, *arabic])
