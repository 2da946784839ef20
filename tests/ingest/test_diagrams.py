"""Diagrams: a file is read as it is written, or refused with its fault."""

from pathlib import Path

import pytest

from ingest.diagrams import read_diagram
from ingest.errors import SourceError
from ingest.vocabulary import LANGUAGES

WORDS = "\n".join(f'{language} = "x"' for language in LANGUAGES)
SMALL = f"""
topics = ["biosafety"]
rows = [["one", "two"]]
arrows = ["one > two"]
[title]
{WORDS}
[boxes.one]
source = "cbd/art-1"
concept = "secretariat"
[boxes.two]
source = "cbd/art-2"
{WORDS}
"""


def test_a_file_is_read_as_it_is_written(tmp_path: Path) -> None:
    """A concept gives its names, with a capital; other boxes have their own words."""
    path = tmp_path / "small.toml"
    path.write_text(SMALL, encoding="utf-8")
    found = read_diagram(path)

    assert [[box.id for box in row] for row in found.rows] == [["one", "two"]]
    assert found.arrows == (("one", "two"),)
    assert found.boxes[0].words["en"] == "Secretariat of the Convention on Biological Diversity"
    assert found.boxes[1].words["ar"] == "x"


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("one > two", "one > three", "leads to no box"),
        ('[["one", "two"]]', '[["one"]]', "stands in the rows once"),
        ('[["one", "two"]]', '[["one", "two", "three"]]', "'three' is missing"),
        ('fr = "x"', 'fr = ""', "no words in fr"),
        ('"secretariat"', '"nobody"', "'nobody' is missing"),
        ('"cbd/art-2"', '"Article 2"', "cannot be read"),
        ("topics = ", "topics ", "cannot be read"),
    ],
)
def test_a_wrong_file_is_refused_with_its_fault(old: str, new: str, message: str, tmp_path: Path) -> None:
    """By the file's name, and a sentence."""
    path = tmp_path / "small.toml"
    path.write_text(SMALL.replace(old, new), encoding="utf-8")

    with pytest.raises(SourceError, match=message) as refused:
        read_diagram(path)
    assert "small.toml" in str(refused.value)
