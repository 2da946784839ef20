"""Folders become a corpus: what is read of them, and what is refused."""

from collections.abc import Callable
from pathlib import Path

import pytest

from ingest.corpus.load import load_corpus
from ingest.errors import CorpusError, SourceError

Write = Callable[..., Path]
REPORT = "---\nid: report\nkind: other\ntitle: Report\n---\n"


def test_a_file_of_another_type_is_not_skipped(write: Write) -> None:
    """It is named, with the types that are read."""
    home = write({"a.md": REPORT + "Words.", "table.xlsx": "x"})
    with pytest.raises(CorpusError, match=r"table\.xlsx: files of type \.xlsx are not read.*\.docx"):
        load_corpus([home])


def test_an_empty_folder_is_refused(write: Write) -> None:
    """A README alone is no document."""
    with pytest.raises(CorpusError, match="no document in the folder"):
        load_corpus([write({"README.md": "About."})])


def test_hidden_files_are_left_alone(write: Write) -> None:
    """Neither read nor refused."""
    home = write({"a.md": REPORT + "Words.", ".cache/b.xyz": "x", ".c.md": "x"})
    assert load_corpus([home], embedded=False).documents.keys() == {"report"}


def test_the_embedded_corpus_stands_below_what_is_added(write: Write) -> None:
    """Unless it is left out."""
    home = write({"a.md": REPORT + "Words."})
    assert load_corpus([home]).documents.keys() == {"report", *load_corpus([]).documents}
    assert not load_corpus([home], embedded=False).guide


def test_no_path_of_the_machine_is_kept(write: Write, tmp_path: Path) -> None:
    """A document knows where it stood in its folder, and nothing of where that folder stands."""
    corpus = load_corpus([write({"sub/a.md": REPORT + "Words."})])
    assert corpus.documents["report"].path == "corpus/sub/a.md"
    assert str(tmp_path) not in repr(corpus)


def test_folders_named_like_ours_are_read(write: Write) -> None:
    """A folder "guide" in an added corpus holds documents like any other."""
    beside = "id: b\nkind: other\ntitle: B"
    corpus = load_corpus(
        [
            write(
                {
                    "guide/a.md": REPORT + "Words.",
                    "README.md": "About.",
                    "b.txt": "More words.",
                    "b.yaml": beside,
                }
            )
        ]
    )
    assert {"report", "b"} <= corpus.documents.keys()


def test_a_folder_given_twice_counts_once(write: Write) -> None:
    """The same file is the same document."""
    home = write({"a.md": REPORT + "Words."})
    assert load_corpus([home, home], embedded=False).documents.keys() == {"report"}


def test_a_missing_folder_and_no_folder_at_all(tmp_path: Path) -> None:
    """The sentence names the folder, or says that nothing is left."""
    with pytest.raises(CorpusError, match="nowhere: there is no such folder"):
        load_corpus([tmp_path / "nowhere"])
    with pytest.raises(CorpusError, match="nothing to index"):
        load_corpus([], embedded=False)


def test_a_dangling_link_is_not_skipped(write: Write) -> None:
    """A link to a file that went away is named."""
    home = write({"a.md": REPORT + "Words."})
    (home / "b.md").symlink_to(home / "gone.md")
    with pytest.raises(SourceError, match=r"b\.md: cannot be read"):
        load_corpus([home])
