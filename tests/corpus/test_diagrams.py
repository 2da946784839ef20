"""The diagrams of sessions: each box has its place, its words and its provision."""

import pytest

from ingest.corpus.merge import Corpus
from ingest.diagrams import Diagram, embedded_diagrams
from ingest.locator import Locator
from ingest.topics import embedded_topics
from ingest.vocabulary import vocabulary

EACH = pytest.mark.parametrize("diagram", embedded_diagrams().values(), ids=lambda diagram: diagram.id)


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
