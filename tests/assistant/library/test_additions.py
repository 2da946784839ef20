"""The user's own files: added, recognised, corrected, updated, removed."""

import json
import os
import resource
import sys
from pathlib import Path

import pytest

from assistant.guarded import Budget
from assistant.library.additions import Correction, Outcome, OwnFiles
from assistant.library.files import library_folders
from assistant.library.sandbox import GuardedReader
from ingest.corpus.load import load_corpus
from ingest.errors import InputError, NotFoundError, SourceError
from tests.assistant.conftest import Sync
from tests.assistant.library.files import docx, hostile, pptx, scanned_pdf, with_part
from tests.assistant.library.replica import pdf, treaty_pdf

DECISION = [
    "CBD/COP/DEC/15/8",
    "DECISION ADOPTED BY THE CONFERENCE OF THE PARTIES",
    "15/8. Chairs",
    "The Conference of the Parties,",
    "1. Decides to sit down.",
]


@pytest.fixture
def own(library: Path) -> OwnFiles:
    """An empty library's own files."""
    return OwnFiles(library)


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A folder of everyday files."""
    folder = tmp_path / "desk"
    folder.mkdir()
    (folder / "our-strategy.md").write_text(
        "# Our strategy\n\n## Chairs\n\nWe shall buy chairs.\n", encoding="utf-8"
    )
    (folder / "note.txt").write_text(
        "Les chaises et les lampes de la réunion sont pour les amis des arbres.\n", encoding="utf-8"
    )
    (folder / "page.html").write_text(
        "<html lang='es'><title>Sillas</title><nav>menu</nav><h1>Sillas</h1><p>Hay sillas.</p></html>",
        encoding="utf-8",
    )
    (folder / "decision.docx").write_bytes(docx(DECISION))
    (folder / "talk.pptx").write_bytes(
        pptx([("Chairs for all", "Buy chairs", "Smile here"), ("Lamps", "Buy lamps", "")])
    )
    (folder / "treaty.pdf").write_bytes(treaty_pdf("Nagoya Protocol on Access to chairs"))
    (folder / "report.docx").write_bytes(
        docx(
            ["Report on chairs", "It names decision CBD/COP/DEC/15/8 in passing, and nothing more."],
            headings=True,
        )
    )
    return folder


def by_name(outcomes: list[Outcome]) -> dict[str, Outcome]:
    """Outcomes by file name."""
    return {outcome.name: outcome for outcome in outcomes}


def test_each_file_is_recognised_and_the_reason_is_told(own: OwnFiles, desk: Path) -> None:
    """Treaty text, decision, slides and plain documents."""
    found = by_name(own.add([desk]))
    kinds = {name: (outcome.id, outcome.kind) for name, outcome in found.items()}
    assert kinds == {
        "decision.docx": ("cop-15/dec-8", "decision"),
        "note.txt": ("note", "other"),
        "our-strategy.md": ("our-strategy", "other"),
        "page.html": ("page", "other"),
        "report.docx": ("report", "other"),
        "talk.pptx": ("talk", "training"),
        "treaty.pdf": ("treaty", "other"),
    }
    assert found["decision.docx"].reason == "it bears the symbol CBD/COP/DEC/15/8"
    assert (found["decision.docx"].title, found["page.html"].title) == ("Chairs", "Sillas")
    assert (own.files["note"].language, own.files["page"].language) == ("fr", "es")


def test_what_was_added_is_read_with_the_corpus(own: OwnFiles, library: Path, desk: Path) -> None:
    """Slides, speaker notes, articles and paragraphs have their locators."""
    own.add([desk])
    found = load_corpus(library_folders(library)).provisions
    assert found["cop-15/dec-8/para-1"].text == "Decides to sit down."
    assert "Speaker notes: Smile here" in found["talk/slide-1"].text
    assert found["treaty/art-3"].text.startswith("Each Party")
    assert not any("menu" in p.text for locator, p in found.items() if locator.startswith("page/"))


def test_a_correction_holds_through_an_update(own: OwnFiles, library: Path, desk: Path) -> None:
    """Kind, id and title as the user says, also when the file is read again."""
    path = desk / "note.txt"
    (outcome,) = own.add(
        [path], Correction(id="chairs-act", kind="treaty", title="Chairs Act", language="en")
    )
    assert (outcome.id, outcome.kind, outcome.reason) == ("chairs-act", "convention", "you said so")
    path.write_text("Article 1. Chairs\n\nThere are chairs.\n", encoding="utf-8")
    (outcome,) = OwnFiles(library).update()
    assert (outcome.status, outcome.id, outcome.title) == ("changed", "chairs-act", "Chairs Act")
    assert "chairs-act/art-1" in load_corpus(library_folders(library)).provisions


def test_nothing_is_left_of_what_was_edited_renamed_or_removed(
    own: OwnFiles, library: Path, desk: Path
) -> None:
    """One file, one document: no orphan."""
    path = desk / "note.txt"
    own.add([path])
    (own.add([path], Correction(id="second-name")))
    assert sorted(p.name for p in (library / "own").iterdir()) == [
        ".own.json",
        "second-name.txt",
        "second-name.yaml",
    ]
    path.rename(desk / "moved.txt")
    (outcome,) = own.add([desk / "moved.txt"])
    assert (outcome.status, outcome.id) == ("moved", "second-name")
    own.remove("second-name")
    assert [p.name for p in (library / "own").iterdir()] == [".own.json"]
    assert library_folders(library) == []


def test_an_unchanged_file_is_not_read_again(
    own: OwnFiles, desk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Adding twice costs nothing."""
    own.add([desk])

    def refuse(*_: object) -> None:
        raise AssertionError

    monkeypatch.setattr(GuardedReader, "recognise", refuse)
    assert {outcome.status for outcome in own.add([desk])} == {"unchanged"}
    assert {outcome.status for outcome in own.update()} == {"unchanged"}


def test_two_files_of_one_name_get_two_ids(own: OwnFiles, tmp_path: Path) -> None:
    """A plain document is numbered; a decision that is there already is refused."""
    for folder, words in (("a", "One."), ("b", "Two.")):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "report.txt").write_text(words, encoding="utf-8")
        (tmp_path / folder / "d.docx").write_bytes(docx([*DECISION, f"2. {words}"]))
    found = own.add([tmp_path / "a", tmp_path / "b"])
    assert [(o.status, o.id) for o in found] == [
        ("new", "cop-15/dec-8"),
        ("new", "report"),
        ("failed", ""),
        ("new", "report-2"),
    ]


def test_an_official_text_is_not_added_twice(own: OwnFiles, synced: Sync, tmp_path: Path) -> None:
    """What the official service gave is not replaced by a copy from somewhere."""
    synced(cop="15")
    path = tmp_path / "d.docx"
    path.write_bytes(
        docx(
            ["CBD/COP/DEC/15/1", "15/1. Chairs", "The Conference of the Parties,", "1. Decides to sit down."]
        )
    )
    (outcome,) = own.add([path])
    assert "already there, among the official texts" in outcome.message
    with pytest.raises(NotFoundError, match="no file of your own"):
        own.remove("cop-15/dec-1")


def test_an_id_of_the_embedded_corpus_is_not_taken(own: OwnFiles, tmp_path: Path) -> None:
    """A file called like an embedded document gets a number, so that the build goes through."""
    path = tmp_path / "tsc-training-2023.txt"
    path.write_text("Chairs.", encoding="utf-8")
    assert own.add([path])[0].id == "tsc-training-2023-2"


def test_every_hostile_file_has_one_sentence_and_the_rest_goes_through(
    own: OwnFiles, library: Path, desk: Path
) -> None:
    """A batch ends with what could be read; each refusal says what and what to do."""
    expected = hostile(desk)
    found = own.add([desk])
    failed = {
        outcome.name.replace("\\u202e", "\u202e"): outcome.message
        for outcome in found
        if outcome.status == "failed"
    }
    assert failed.keys() == expected.keys()
    for name, words in expected.items():
        assert words in failed[name], (name, failed[name])
        assert "staged" not in failed[name]
        assert "\n" not in failed[name]
        assert "\u202e" not in failed[name]
    assert sum(outcome.status == "new" for outcome in found) == 7
    assert len(load_corpus(library_folders(library), embedded=False).documents) == 7
    assert not (library / "own" / ".staging").exists()


def test_macros_and_scanned_pages_are_noted(own: OwnFiles, tmp_path: Path) -> None:
    """The file comes in; what of it does not is said."""
    (tmp_path / "macro.docx").write_bytes(with_part(docx(["Chairs and lamps."]), "word/vbaProject.bin", b"x"))
    (tmp_path / "half.pdf").write_bytes(scanned_pdf(text_on_first=True))
    found = by_name(own.add([tmp_path / "macro.docx", tmp_path / "half.pdf"]))
    assert "macros" in found["macro.docx"].notes[0]
    assert found["half.pdf"].notes[0].startswith("pages 2, 3 are without a text layer")


def test_names_cannot_lead_out_of_the_library(own: OwnFiles, library: Path, tmp_path: Path) -> None:
    """Neither a file name nor an id."""
    path = tmp_path / "..%2f..%2fevil.txt"
    path.write_text("Chairs.", encoding="utf-8")
    assert own.add([path])[0].id == "2f-2fevil"
    for identity in ("../evil", "a/../../b", "cop-15/../x", "/etc/x", "a\\b"):
        with pytest.raises(InputError, match="cannot be an id"):
            own.add([path], Correction(id=identity))
    assert all(p.parent == library / "own" for p in (library / "own").glob("*"))


def test_a_file_that_takes_too_long_is_refused_and_the_next_one_read(tmp_path: Path) -> None:
    """Time is bounded by a process of its own."""
    slow, good = tmp_path / "slow.txt", tmp_path / "good.txt"
    slow.write_text("1. A word of a long list of words;\n" * 300_000, encoding="utf-8")
    good.write_text("Chairs.", encoding="utf-8")
    with GuardedReader(seconds=0.05) as reader:
        reader.start()
        with pytest.raises(SourceError, match="took more than 0 seconds"):
            reader.recognise(slow, "slow.txt")
        reader.budget = Budget()
        assert reader.recognise(good, "good.txt").kind == "other"


@pytest.mark.skipif(sys.platform != "linux", reason="limits of memory are known on Linux")
def test_a_reader_has_so_much_memory(tmp_path: Path) -> None:
    """A file that needs more than the limit is refused and a small one is not, in this process nothing is
    used.
    """
    small, large = tmp_path / "small.txt", tmp_path / "large.txt"
    small.write_bytes(b"1. word of a long list\n")
    large.write_bytes(b"1. word of a long list\n" * 1_500_000)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with GuardedReader(memory=200 * 2**20) as reader:
        assert reader.recognise(small, "small.txt")
        with pytest.raises(SourceError, match="MiB of memory"):
            reader.recognise(large, "large.txt")
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 100 * 1024


def test_the_registry_survives_a_killed_write(own: OwnFiles, library: Path, desk: Path) -> None:
    """Half-written files are swept, the list is the old or the new one."""
    own.add([desk / "note.txt"])
    (library / "own" / ".part-x.txt").write_text("half", encoding="utf-8")
    again = OwnFiles(library)
    again.add([desk / "our-strategy.md"])
    assert sorted(json.loads((library / "own" / ".own.json").read_bytes())) == ["note", "our-strategy"]
    assert not list((library / "own").glob(".part-*"))


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads everything")
def test_a_file_without_permission_is_told(own: OwnFiles, desk: Path) -> None:
    """In one sentence."""
    (desk / "note.txt").chmod(0)
    assert "cannot be read" in own.add([desk / "note.txt"])[0].message


def test_a_source_that_is_gone_leaves_the_copy(own: OwnFiles, library: Path, desk: Path) -> None:
    """The library does not depend on the desk."""
    own.add([desk / "note.txt"])
    (desk / "note.txt").unlink()
    (outcome,) = own.update()
    assert (outcome.status, outcome.id) == ("missing", "note")
    assert (library / "own" / "note.txt").exists()


def test_a_pdf_decision_is_recognised_by_its_masthead(own: OwnFiles, tmp_path: Path) -> None:
    """The old layout too."""
    (tmp_path / "d.pdf").write_bytes(
        pdf(
            [
                "Distr. GENERAL",
                "UNEP/CBD/COP/DEC/VIII/11",
                "VIII/11. Chairs",
                "The Conference of the Parties,",
                "1. Decides to sit down.",
            ]
        )
    )
    (outcome,) = own.add([tmp_path / "d.pdf"])
    assert (outcome.id, outcome.title) == ("cop-8/dec-11", "Chairs")


def test_two_files_that_are_called_the_same_are_told_apart(
    own: OwnFiles, library: Path, tmp_path: Path
) -> None:
    """In the labels of what they say; the first keeps its own, and so does each when it is read again."""
    for folder, words in (("a", "Forests of the north grow."), ("b", "Seas of the south are calm.")):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "report.md").write_text(f"# Report\n\n{words}\n", encoding="utf-8")
    own.add([tmp_path / "a" / "report.md", tmp_path / "b" / "report.md"])
    own.update()
    documents = load_corpus(library_folders(library), embedded=False).documents
    assert {one.id: (one.title, one.short_title) for one in documents.values()} == {
        "report": ("Report", "Report"),
        "report-2": ("Report", "Report (report-2)"),
    }
