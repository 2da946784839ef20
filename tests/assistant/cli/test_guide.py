"""The commands for editors of the guide: a round trip changes nothing, a correction is all that changes."""

import io
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import load_workbook

from assistant.cli.main import main

GUIDE = Path(__file__).resolve().parents[3] / "corpus" / "guide"
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the guide, which may be changed."""
    return Path(shutil.copytree(GUIDE, tmp_path / "guide"))


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a command in this process: status, standard output, standard error."""

    def call(*arguments: object) -> tuple[int, str, str]:
        status = main(["guide", *map(str, arguments)])
        out, err = capsys.readouterr()
        return status, out, err

    return call


def bytes_of(folder: Path) -> dict[str, bytes]:
    """What every file below a folder holds."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.slow
@pytest.mark.parametrize("language", ["ar", "fr", "zh"])
def test_a_round_trip_changes_nothing(
    run: Run, folder: Path, tmp_path: Path, hashed_folder: Path, language: str
) -> None:
    """Byte for byte, also where the workbook was saved by another program in between."""
    book = tmp_path / f"{language}.xlsx"
    exported = run("export", "--lang", language, "-o", book, "--guide", folder, "--index", hashed_folder)
    assert (exported[0], exported[2]) == (0, "")
    assert "1156 of 1156 entries in 8 sheets" in exported[1]
    saved = load_workbook(book)
    saved.save(book)
    imported = run("import", book, "--guide", folder)
    assert imported == (0, f"0 entries of the guide in '{language}' were changed. \n", "")
    assert bytes_of(folder) == bytes_of(GUIDE)


@pytest.mark.slow
def test_the_workbook_shows_what_an_editor_needs(run: Run, tmp_path: Path, hashed_folder: Path) -> None:
    """A sheet a file, the label, the official words where they are held, and the English beside the words."""
    book = tmp_path / "ar.xlsx"
    assert run("export", "--lang", "ar", "-o", book, "--index", hashed_folder)[0] == 0
    sheets = {sheet.title: sheet for sheet in load_workbook(io.BytesIO(book.read_bytes()))}
    assert list(sheets) == sorted(path.stem for path in GUIDE.glob("*.jsonl"))
    assert all(sheet.sheet_view.rightToLeft and sheet.freeze_panes == "B2" for sheet in sheets.values())
    rows = {str(row[0]): row for row in sheets["cbd"].values}
    assert rows["provision"][5:] == ("summary (ar)", "question 1 (ar)", "question 2 (ar)", "state", "remark")
    article = rows["cbd/art-18/para-3"]
    assert article[1] == "Convention, Article 18(3)"
    assert str(article[2]).startswith("The Conference of the Parties, at its first meeting, shall determine")
    assert article[8] in {"drafted", "reviewed", "read"}
    assert rows["cbd/art-40"][2] is None  # not held


@pytest.mark.slow
def test_a_correction_is_all_that_changes(run: Run, folder: Path, tmp_path: Path) -> None:
    """One line of one file; with --check none. Without an index the official texts are left out."""
    book = tmp_path / "fr.xlsx"
    _, out, _ = run("export", "--lang", "fr", "-o", book, "--guide", folder, "--index", tmp_path / "none")
    assert "There is no index yet" in out
    saved = load_workbook(book)
    sheet = saved["cbd"]
    summary = str(sheet["F3"].value).replace("Les Parties sont conscientes", "Les Parties savent bien")
    sheet["F3"], sheet["I3"], sheet["J3"] = summary, "read", "Relu."
    saved.save(book)
    before = bytes_of(folder)
    assert run("import", book, "--check", "--guide", folder)[1].startswith(
        "1 entries of the guide in 'fr' would"
    )
    assert bytes_of(folder) == before
    status, out, _ = run("import", book, "--guide", folder)
    assert (status, "cbd-assistant build" in out) == (0, True)
    after = bytes_of(folder)
    assert [name for name in after if after[name] != before[name]] == ["fr/cbd.jsonl"]
    old, new = (files["fr/cbd.jsonl"].decode().splitlines() for files in (before, after))
    (number,) = [at for at, (was, now) in enumerate(zip(old, new, strict=True)) if was != now]
    assert new[number] == old[number].replace(
        "Les Parties sont conscientes", "Les Parties savent bien"
    ).replace('"reviewed"}', '"read", "remark": "Relu."}')


@pytest.mark.slow
def test_a_wrong_file_changes_nothing(run: Run, folder: Path, tmp_path: Path) -> None:
    """The cell is named, also where another row is right."""
    book = tmp_path / "fr.xlsx"
    run("export", "--lang", "fr", "-o", book, "--guide", folder, "--index", tmp_path / "none")
    saved = load_workbook(book)
    saved["cbd"]["F3"], saved["cbd"]["I4"] = "=SUM(1)", "read"
    saved.save(book)
    status, out, err = run("import", book, "--guide", folder)
    assert status == 2
    assert out == (
        "fr.xlsx, sheet 'cbd', F3 (cbd/preamble/recital-1): the cell holds a formula. Type the text itself "
        "into the cell.\n"
    )
    assert err.startswith("cbd-assistant: fr.xlsx: one cell cannot be taken, so nothing was changed.")
    assert bytes_of(folder) == bytes_of(GUIDE)


@pytest.mark.slow
def test_a_cell_with_two_faults_is_one_cell(run: Run, folder: Path, tmp_path: Path) -> None:
    """Each fault is told, the cell counted once."""
    book = tmp_path / "fr.xlsx"
    run("export", "--lang", "fr", "-o", book, "--guide", folder, "--index", tmp_path / "none")
    saved = load_workbook(book)
    saved["cbd"]["F3"] = "The Parties may spend 77 dollars."
    saved.save(book)
    _, out, err = run("import", book, "--guide", folder)
    assert out.count("F3 (cbd/preamble/recital-1)") > 1
    assert err.startswith("cbd-assistant: fr.xlsx: one cell cannot be taken, so nothing was changed.")


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("fr.csv", b"a,b", "fr.csv: this is no .xlsx workbook."),
        ("none.xlsx", None, "none.xlsx: there is no such file."),
        ("empty.xlsx", b"", "empty.xlsx: the file is empty."),
        ("text.xlsx", b"provision", "text.xlsx: this is not a file of Excel"),
        ("old.xlsx", b"\xd0\xcf\x11\xe0", "old.xlsx: this is a file of an old Office version."),
        ("cut.xlsx", b"PK\x03\x04", "cut.xlsx: the file is damaged or cut short."),
    ],
)
def test_what_is_no_workbook_is_refused(
    run: Run, tmp_path: Path, name: str, content: bytes | None, words: str
) -> None:
    """In one sentence."""
    if content is not None:
        (tmp_path / name).write_bytes(content)
    status, out, err = run("import", tmp_path / name)
    assert (status, out, err.count("\n")) == (2, "", 1)
    assert words in err


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--lang", "fr", "-o", "fr.csv"), "a workbook is written as .xlsx"),
        (
            ("--lang", "de", "-o", "de.xlsx"),
            "The guide is not translated into 'de'. Choose one of ar, es, fr",
        ),
        (("--lang", "fr", "-o", "fr.xlsx", "--guide", "/nowhere"), "/nowhere: there is no such folder."),
        (("--lang", "fr", "-o", "/nowhere/fr.xlsx"), "/nowhere/fr.xlsx: cannot be written"),
    ],
)
def test_what_cannot_be_exported_is_refused(
    run: Run, tmp_path: Path, arguments: tuple[str, ...], words: str
) -> None:
    """In one sentence."""
    status, out, err = run("export", *arguments, "--index", tmp_path / "none")
    assert (status, out, err.count("\n")) == (2, "", 1)
    assert words in err


PLAN = "---\nid: coast-plan\nkind: other\ntitle: Coast plan\n---\n\nThe forest service plants mangroves.\n"


@pytest.mark.slow
@pytest.mark.model
def test_a_draft_completed_becomes_part_of_the_answers(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """From the file that was added to the guide of the office, and into the index."""
    monkeypatch.setenv("CBD_LIBRARY", str(tmp_path / "library"))
    monkeypatch.setenv("CBD_INDEX", str(tmp_path / "index"))
    (tmp_path / "plan.md").write_text(PLAN, encoding="utf-8")
    book = tmp_path / "draft.xlsx"
    assert main(["add", str(tmp_path / "plan.md")]) == 0
    assert main(["build", "--no-embedded"]) == 0
    capsys.readouterr()
    drafted = run("draft", "--document", "coast-plan", "-o", book)
    assert drafted[1].startswith("One draft in one sheet, written to")
    assert run("import", book)[1].startswith(
        "0 entries were taken into the guide of your documents. Not accepted yet: 1."
    )
    saved = load_workbook(book)
    sheet = saved["coast-plan"]
    heads = {cell.value: cell.column_letter for cell in sheet[1]}
    sheet[f"{heads['summary']}2"] = "Who plants trees at the coast."
    sheet[f"{heads['accepted']}2"] = "yes"
    saved.save(book)
    assert run("import", book, "--check")[1].startswith("One entry would be taken")
    assert not (tmp_path / "library" / "guide").exists()
    assert run("import", book)[1].startswith("One entry was taken into the guide of your documents.")
    assert main(["build", "--no-embedded"]) == 0
    assert "1 embedded" not in capsys.readouterr().out
    refused = run("draft", "--document", "coast-plan", "-o", book)
    assert (refused[0], "an entry for every provision" in refused[2]) == (2, True)
