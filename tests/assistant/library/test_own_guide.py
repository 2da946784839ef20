"""The office's own guide: kept in the library, taken into the corpus, never in the way of it."""

from collections.abc import Callable
from pathlib import Path

from assistant.library.additions import OwnFiles
from assistant.library.files import library_folders
from assistant.library.own_guide import own_guides, write_entries
from assistant.library.verification import verify
from assistant.settings import Settings
from ingest.corpus.load import load_library
from ingest.corpus.merge import Corpus
from ingest.model import GuideEntry

PLAN = "---\nid: coast-plan\nkind: other\ntitle: Coast plan\n---\n\nThe forest service plants mangroves.\n"


def library(write: Callable[..., Path], tmp_path: Path) -> Path:
    """One with one document."""
    OwnFiles(tmp_path / "library").add([write({"plan.md": PLAN}) / "plan.md"])
    return tmp_path / "library"


def loaded(home: Path) -> tuple[Corpus, list[str]]:
    """The corpus of a library, and the reasons of what was set aside."""
    corpus, aside = load_library(library_folders(home), embedded=False, guides=own_guides(home))
    return corpus, [one.reason for one in aside]


def entry(home: Path, summary: str = "Who plants trees at the coast.") -> GuideEntry:
    """What is said of the document's first provision."""
    locator = next(iter(loaded(home)[0].provisions))
    return GuideEntry(locator, summary, ("Who plants?",), ("trees",))


def test_what_was_written_is_in_the_corpus(write: Callable[..., Path], tmp_path: Path) -> None:
    """With its questions; written again it changes nothing."""
    home = library(write, tmp_path)
    said = entry(home)
    assert write_entries(home, [said]) == 1
    assert loaded(home)[0].guide == {said.provision: said}
    before = own_guides(home)[0].read_bytes()
    assert write_entries(home, [said]) == 0
    assert own_guides(home)[0].read_bytes() == before


def test_a_later_entry_takes_the_place_of_the_one_before(write: Callable[..., Path], tmp_path: Path) -> None:
    """That of the same provision."""
    home = library(write, tmp_path)
    write_entries(home, [entry(home)])
    assert write_entries(home, [entry(home, "Somebody plants.")]) == 1
    assert [one.summary for one in loaded(home)[0].guide.values()] == ["Somebody plants."]


def test_it_makes_no_provisions(write: Callable[..., Path], tmp_path: Path) -> None:
    """What is said of a document that was removed is not shown in its place, and comes back with it."""
    home = library(write, tmp_path)
    before = loaded(home)[0].provisions
    write_entries(home, [entry(home), GuideEntry("coast-plan/art-9", "Nothing there.", ("What?",), ())])
    assert len(loaded(home)[0].guide) == 1
    assert loaded(home)[0].provisions.keys() == before.keys()


def test_a_damaged_file_is_set_aside(write: Callable[..., Path], tmp_path: Path) -> None:
    """With its line; the document is there all the same."""
    home = library(write, tmp_path)
    write_entries(home, [entry(home)])
    own_guides(home)[0].write_text("{}\n", encoding="utf-8")
    corpus, reasons = loaded(home)
    assert list(corpus.documents) == ["coast-plan"]
    assert ["line 1 is not a guide entry" in reason for reason in reasons] == [True]
    settings = Settings(library=home, index=tmp_path / "index")
    found = {one.part: one for one in verify(settings)}
    assert (found["guide"].good, "line 1" in found["guide"].words) == (False, True)
