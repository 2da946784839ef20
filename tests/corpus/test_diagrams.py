"""The diagrams of sessions: each box has its place, its words and its provision."""

from pathlib import Path

import pytest

from ingest.corpus.merge import Corpus
from ingest.diagrams import Diagram, embedded_diagrams, read_diagram
from ingest.errors import SourceError
from ingest.locator import Locator
from ingest.topics import embedded_topics
from ingest.vocabulary import LANGUAGES, vocabulary

EACH = pytest.mark.parametrize("diagram", embedded_diagrams().values(), ids=lambda diagram: diagram.id)
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


@EACH
def test_it_is_of_topics_that_there_are(diagram: Diagram) -> None:
    """No topic has two, and its title heads a slide."""
    known = {topic.id for topic in embedded_topics()}
    shown = [topic for one in embedded_diagrams().values() for topic in one.topics]

    assert set(diagram.topics) <= known
    assert all(shown.count(topic) == 1 for topic in diagram.topics)
    assert all(len(title) <= 96 for title in diagram.title.values())


@EACH
def test_each_box_rests_on_a_provision(diagram: Diagram, embedded_corpus: Corpus) -> None:
    """Of an instrument, or one that comes with the project; and each box has an arrow."""
    for box in diagram.boxes:
        known = Locator.parse(box.source).document in vocabulary().treaties
        assert known or box.source in embedded_corpus.provisions, box.source
        assert any(box.id in arrow for arrow in diagram.arrows), box.id


@EACH
def test_arrows_lead_to_neighbours(diagram: Diagram) -> None:
    """In a row to the next box, else to the next row: none crosses a box."""
    at = {box.id: (y, x) for y, row in enumerate(diagram.rows) for x, box in enumerate(row)}
    for begin, end in diagram.arrows:
        (y, x), (down, across) = at[begin], at[end]
        assert abs(y - down) == 1 or (y == down and abs(x - across) == 1), (begin, end)


def test_the_eight_topics_of_the_issue_have_one() -> None:
    """Bodies, a procedure, or the parts of an article."""
    shown = {topic for one in embedded_diagrams().values() for topic in one.topics}

    assert {
        "clearing-house-mechanism", "technology-transfer", "access-and-benefit-sharing", "biosafety",
        "global-taxonomy-initiative", "capacity-building", "resource-mobilization", "traditional-knowledge",
        "governance-of-the-convention",
    } <= shown  # fmt: skip


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
