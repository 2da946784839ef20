"""What `add` does with files that claim to be an instrument: checked, a copy by force, or ordinary."""

import json
from pathlib import Path

import pytest

from assistant.library.additions import Correction, OwnFiles
from assistant.library.files import library_folders
from ingest.corpus.load import load_corpus, load_library
from ingest.model import Origin, Provenance
from ingest.readers.front_matter import split_front_matter
from tests.assistant.conftest import Sync
from tests.assistant.library.replica import Replica, pdf, tree

PROTOCOL = "nagoya-kuala-lumpur-protocol"


@pytest.fixture
def own(library: Path) -> OwnFiles:
    """An empty library's own files."""
    return OwnFiles(library)


@pytest.fixture
def copy(treaties: Path, tmp_path: Path) -> Path:
    """A public copy of the smallest of the four."""
    path = treaties / f"{PROTOCOL}.md"
    _, body = split_front_matter(path, path.read_text(encoding="utf-8"))
    (tmp_path / "copy.md").write_text(body, encoding="utf-8")
    return tmp_path / "copy.md"


@pytest.fixture
def faulty(copy: Path) -> Path:
    """The same with one word changed."""
    path = copy.with_name("faulty.md")
    path.write_text(copy.read_text(encoding="utf-8").replace("shall", "may", 1), encoding="utf-8")
    return path


def test_a_checked_copy_is_official_and_says_how_it_came(own: OwnFiles, library: Path, copy: Path) -> None:
    """Under the instrument's id, in the list and in what is built."""
    (outcome,) = own.add([copy])
    assert (outcome.status, outcome.id) == ("new", PROTOCOL)
    assert outcome.reason.endswith("word by word")
    assert own.files[PROTOCOL].origin == "checked"
    built = load_corpus(library_folders(library)).provisions[f"{PROTOCOL}/art-1"]
    assert (built.provenance, built.origin) == (Provenance.OFFICIAL, Origin.CHECKED)


def test_a_faulty_copy_is_an_ordinary_document(own: OwnFiles, library: Path, faulty: Path) -> None:
    """It says what did not fit; nothing of it stands at the instrument's addresses; it is shown as a copy."""
    (outcome,) = own.add([faulty])
    assert (outcome.status, outcome.id, outcome.kind) == ("new", "faulty", "other")
    assert "in other words than the official text" in outcome.reason
    assert "--unchecked" in " ".join(outcome.notes)
    corpus = load_corpus(library_folders(library))
    assert corpus.provisions[f"{PROTOCOL}/art-1"].provenance is Provenance.GUIDE
    assert corpus.provisions["faulty/art-1"].provenance is Provenance.OWN
    assert "(copy: faulty.md)" in corpus.provisions["faulty/art-1"].label


def test_a_copy_by_force_is_never_official(own: OwnFiles, library: Path, faulty: Path) -> None:
    """It stands at the instrument's addresses, and label and provenance say that nobody checked it."""
    (outcome,) = own.add([faulty], Correction(unchecked="yes"))
    assert (outcome.id, outcome.reason, outcome.notes) == (PROTOCOL, "you said so", ())
    built = load_corpus(library_folders(library)).provisions[f"{PROTOCOL}/art-1"]
    assert (built.provenance, built.origin) == (Provenance.OWN, Origin.COPY)
    assert built.label == "Nagoya-Kuala Lumpur Supplementary Protocol (unchecked copy), Article 1"
    assert OwnFiles(library).update()[0].status == "unchanged"


@pytest.mark.parametrize(
    ("words", "correction", "message"),
    [
        ("A report.", Correction(id="cbd"), "This is not the Convention as the catalogue has it"),
        ("A report.", Correction(id="cbd", kind="treaty"), "it does not name itself so"),
        ("A report.", Correction(unchecked="yes"), "names no instrument whose copy it could be"),
        ("Le rapport.", Correction(id="cbd", unchecked="yes", language="fr"), "has to be in English"),
    ],
)  # fmt: skip
def test_an_id_makes_no_law(
    own: OwnFiles, tmp_path: Path, words: str, correction: Correction, message: str
) -> None:
    """The id of an instrument is not given to what is not it."""
    (tmp_path / "report.txt").write_text(words, encoding="utf-8")
    (outcome,) = own.add([tmp_path / "report.txt"], correction)
    assert outcome.status == "failed"
    assert message in outcome.message
    assert not own.files


def test_a_file_with_the_name_of_an_instrument_is_none(own: OwnFiles, library: Path, tmp_path: Path) -> None:
    """Nor one whose front matter says that it was fetched or quoted."""
    front = "---\nid: cbd\nkind: convention\ntitle: T\norigin: fetched\nquoted_in: tsc-training-2023\n---\n"
    (tmp_path / "cbd.md").write_text(f"{front}## Article 1. Objectives\n\nTo sell.\n", encoding="utf-8")
    (outcome,) = own.add([tmp_path / "cbd.md"])
    assert (outcome.id, outcome.kind) == ("cbd-copy", "other")
    corpus = load_corpus(library_folders(library))
    assert corpus.provisions["cbd-copy/art-1"].provenance is Provenance.OWN
    assert "sell" not in corpus.provisions["cbd/art-1"].text


def test_two_files_that_claim_one_instrument_are_a_question(own: OwnFiles, copy: Path, faulty: Path) -> None:
    """The second is refused, says how to decide, and changes nothing."""
    again = copy.with_name("again.md")
    again.write_text(copy.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    own.add([copy])
    before = {path.name: path.read_bytes() for path in own.folder.iterdir()}
    (second,) = own.add([again])
    (third,) = own.add([faulty], Correction(unchecked="yes"))
    for outcome in (second, third):
        assert outcome.status == "failed"
        assert "two files claim to be it" in outcome.message
        assert f"cbd-assistant remove {PROTOCOL}" in outcome.message
    assert {path.name: path.read_bytes() for path in own.folder.iterdir()} == before


def test_a_file_that_is_forced_or_mended_later_stands_under_the_instruments_id(
    own: OwnFiles, library: Path, copy: Path, faulty: Path
) -> None:
    """And leaves nothing under the id that it had."""
    own.add([faulty])
    (forced,) = own.add([faulty], Correction(unchecked="yes"))
    assert (forced.id, list(own.files)) == (PROTOCOL, [PROTOCOL])
    own.remove(PROTOCOL)
    own.add([faulty])
    faulty.write_bytes(copy.read_bytes())
    (mended,) = OwnFiles(library).update()
    assert (mended.status, mended.id) == ("changed", PROTOCOL)
    assert list(OwnFiles(library).files) == [PROTOCOL]


def test_what_is_said_against_a_checked_copy(own: OwnFiles, copy: Path) -> None:
    """Its own id and sort change nothing; as anything else it needs an id of its own and is not official."""
    (refused,) = own.add([copy], Correction(kind="document"))
    assert "word by word" in refused.message
    (kept,) = own.add([copy], Correction(id=PROTOCOL, kind="treaty"))
    assert (kept.id, kept.kind, own.files[PROTOCOL].origin) == (PROTOCOL, "protocol", "checked")
    own.remove(PROTOCOL)
    (other,) = own.add([copy], Correction(id="our-copy"))
    assert (other.id, own.files["our-copy"].origin) == ("our-copy", "copy")


def test_a_copy_that_was_edited_is_not_the_instrument_any_more(
    own: OwnFiles, library: Path, copy: Path
) -> None:
    """An update refuses it and keeps what was checked."""
    own.add([copy])
    copy.write_text(copy.read_text(encoding="utf-8").replace("shall", "may", 1), encoding="utf-8")
    (outcome,) = OwnFiles(library).update()
    assert outcome.status == "failed"
    assert "is not that any more" in outcome.message
    built = load_corpus(library_folders(library)).provisions[f"{PROTOCOL}/art-1"]
    assert built.origin is Origin.CHECKED


def test_a_file_that_was_changed_in_the_library_is_set_aside(
    own: OwnFiles, library: Path, copy: Path
) -> None:
    """A build compares again, whatever stands beside it."""
    own.add([copy])
    held = own.folder / own.files[PROTOCOL].file
    held.write_text(held.read_text(encoding="utf-8").replace("shall", "may", 1), encoding="utf-8")
    corpus, aside = load_library(library_folders(library))
    assert corpus.provisions[f"{PROTOCOL}/art-1"].provenance is Provenance.GUIDE
    assert "is not as the catalogue has it" in aside[0].reason


def test_an_official_record_added_by_hand_is_a_copy(own: OwnFiles, library: Path, tmp_path: Path) -> None:
    """Only what `sync` fetched is official."""
    (tmp_path / "d.json").write_text(json.dumps(tree(15, 1)), encoding="utf-8")
    (outcome,) = own.add([tmp_path / "d.json"])
    assert outcome.id == "cop-15/dec-1"
    found = load_corpus(library_folders(library)).documents["cop-15/dec-1"]
    assert (found.provenance, found.origin) == (Provenance.OWN, Origin.COPY)


def test_a_fetched_text_whose_articles_jump_does_not_come_in(
    replica: Replica, synced: Sync, library: Path
) -> None:
    """What cannot have been read as it stands is not shown as the law, though it came from the source."""
    lines = ["Convention on Biological Diversity", ""]
    for number in range(15, 27):
        lines += [
            f"Article {number}. Chairs {number}",
            "Each Party shall keep chairs in all its offices.",
            "",
        ]
    replica.files["/doc/legal/cbd-en.pdf"] = pdf(lines)
    report = synced("treaties", languages="en")
    assert [(name, "Article 15 after 0" in why) for name, why in report.failed] == [
        ("treaties/cbd.pdf", True)
    ]
    assert not (library / "official/treaties/cbd.pdf").exists()


def test_what_was_fetched_is_official_and_a_copy_beside_it_is_a_question(
    own: OwnFiles, synced: Sync, library: Path, copy: Path
) -> None:
    """The text of the source stays; a checked copy of the same is not taken in."""
    synced("treaties", languages="en")
    (outcome,) = own.add([copy])
    assert outcome.status == "failed"
    assert "among the official texts that were synced" in outcome.message
    built = load_corpus(library_folders(library)).provisions[f"{PROTOCOL}/art-1"]
    assert (built.provenance, built.origin) == (Provenance.OFFICIAL, Origin.FETCHED)
