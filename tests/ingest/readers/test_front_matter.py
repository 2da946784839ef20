"""Front matter stands at the head of a file or beside it, and is told from a text that only looks like it."""

from pathlib import Path

import pytest

from ingest.errors import SourceError
from ingest.readers.front_matter import read_sidecar, split_front_matter

PATH = Path("doc.md")


def test_front_matter_is_parted_from_the_body() -> None:
    """With either end of line, and with a byte order mark before it."""
    assert split_front_matter(PATH, "---\nid: a\ntitle: B\n---\nBody.\n") == (
        {"id": "a", "title": "B"},
        "Body.\n",
    )
    assert split_front_matter(PATH, "\ufeff---\r\nid: a\r\n---\r\nBody.") == ({"id": "a"}, "Body.")


@pytest.mark.parametrize("text", ["Body.", "---\n\nA line above.", "", "--- not a mark\nid: a\n---\n"])
def test_a_text_without_front_matter_is_all_body(text: str) -> None:
    """A rule at the top is none."""
    assert split_front_matter(PATH, text) == ({}, text)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("---\nid: a\nBody.", "is not closed"), ("---\n[a\n---\n", r"not valid YAML \(line 2 of it\)"),
        ("---\n- a\n---\n", "not a list of 'name: value' lines"),
        ("---\ndate: 2024-13-45\n---\n", "not valid YAML"),
        ("---\ntitle: [a]\n---\n", "'title' in the front matter is not a text"),
        ("---\nid: yes\n---\n", "'id' in the front matter is not a text"),
    ],
)  # fmt: skip
def test_front_matter_that_cannot_be_used_is_refused(text: str, message: str) -> None:
    """The sentence says what is wrong with it."""
    with pytest.raises(SourceError, match=rf"doc\.md: .*{message}"):
        split_front_matter(PATH, text)


def test_authors_may_be_a_list() -> None:
    """They are one text; a list of anything else is none."""
    assert split_front_matter(PATH, "---\nauthor:\n- A. Ray\n- B. Lee\n---\nBody.")[0] == {
        "author": "A. Ray, B. Lee"
    }
    with pytest.raises(SourceError, match="'author' in the front matter is not a text"):
        split_front_matter(PATH, "---\nauthor:\n- name: A\n---\nBody.")


def test_front_matter_may_stand_beside_a_file(tmp_path: Path) -> None:
    """Under the name of the file; where it does not, there is none."""
    (tmp_path / "report.yaml").write_text("id: report\n", encoding="utf-8")
    assert read_sidecar(tmp_path / "report.pdf") == {"id": "report"}
    assert read_sidecar(tmp_path / "other.pdf") == {}


def test_control_characters_do_not_make_it_unreadable() -> None:
    """A dash of windows-1252 that was taken for Latin-1 cannot be seen, nor mended by who cannot see it."""
    front, _ = split_front_matter(Path("a.md"), "---\ntitle: Prueba \x97 uno\n---\nText")
    assert front == {"title": "Prueba  uno"}
