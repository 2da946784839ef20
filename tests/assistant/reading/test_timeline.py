"""Timelines: the right decisions in the right order, with sources that are what they say."""

import pytest

from assistant.reading.timeline import (
    cop_range,
    deck_decisions,
    timeline_for,
    timeline_of,
    unplaced,
    wants_timeline,
)
from assistant.reading.topics import DECK, TOPICS, find_topic
from index.local import LocalIndex
from ingest.errors import NotFoundError

CLEARING_HOUSE = "I/3 II/3 III/4 IV/2 V/14 VI/18 VII/23 VIII/11 IX/30 X/15 XII/2 XIII/23 15/16".split()


def numbers(subject: str, index: LocalIndex) -> list[str]:
    """The decisions of a timeline, as printed."""
    return [entry.number for entry in timeline_of(subject, index).entries]


def test_clearing_house_has_the_thirteen_decisions_of_the_second_section(index: LocalIndex) -> None:
    """The clearing-house mechanism went through exactly the 13 decisions from I/3 to XV/16, in order."""
    assert numbers("clearing-house mechanism", index) == CLEARING_HOUSE


def test_clearing_house_agrees_with_the_slides(index: LocalIndex) -> None:
    """The 13 decisions are those that slides 50 to 54 name, read from the slides themselves."""
    from ingest.references.resolve import read_references

    slides = [index.get(f"{DECK}/slide-{number}") for number in range(50, 55)]
    named = [
        str(t)
        for p in slides
        if p
        for r in read_references(p.heading)
        for t in r.targets
        if "/dec-" in t.document
    ]

    assert [entry.decision for entry in timeline_of("CHM", index).entries] == named


def test_every_decision_of_the_deck_has_its_topic(index: LocalIndex) -> None:
    """All 51 decisions of the deck stand under a topic, and no topic names one that the deck does not."""
    decisions = deck_decisions(index)

    assert len(decisions) == 51
    assert list(unplaced(index)) == []
    assert {decision for topic in TOPICS for decision in topic.decisions} == set(decisions)


@pytest.mark.parametrize("topic", TOPICS, ids=lambda topic: topic.id)
def test_topics_are_in_the_order_of_the_meetings(topic, index: LocalIndex) -> None:  # type: ignore[no-untyped-def]
    """Each topic's timeline holds all its decisions, ordered by session and number, each with year, place and
    official page.
    """
    entries = timeline_of(topic.title, index).entries

    assert [entry.decision for entry in entries] == list(topic.decisions)
    assert [entry.session for entry in entries] == sorted(entry.session for entry in entries)
    for entry in entries:
        assert entry.year.isdigit()
        assert entry.place
        assert entry.url.startswith("https://www.cbd.int/decisions/cop/")
        assert entry.fact in index.get(entry.fact_locator).text  # type: ignore[union-attr]


def test_remarks_are_the_decks_and_carry_their_slides(index: LocalIndex) -> None:
    """A remark is verbatim from a slide of the deck that says it is about the decision."""
    for topic in TOPICS:
        for entry in timeline_of(topic.title, index).entries:
            for remark in entry.remarks:
                for locator in remark.slides:
                    provision = index.get(locator)
                    assert provision is not None
                    assert provision.document == DECK
                    assert entry.decision in provision.about
                    assert remark.text in provision.text


def test_words_are_quoted_or_marked_as_guide(index: LocalIndex) -> None:
    """What a decision says is verbatim, or named as the guide's."""
    for entry in timeline_of("technology transfer", index).entries:
        assert entry.words is not None
        if entry.words.kind == "quote":
            assert entry.words.text in index.get(entry.words.locator).text  # type: ignore[union-attr]
        else:
            assert entry.words.kind == "guide"


def test_ambiguous_remarks_say_so(index: LocalIndex) -> None:
    """Show that "The two subjects are divided" may be about II/3 or II/4, and is marked."""
    second = timeline_of("CHM", index).entries[1]

    assert [remark.shared for remark in second.remarks] == [False, True]


def test_article_timeline_says_why(index: LocalIndex) -> None:
    """The timeline of Article 18(3) has the decisions that name it, each with the words that do so."""
    timeline = timeline_of("Article 18(3)", index)
    reasons = {entry.number: entry.reason for entry in timeline.entries}

    assert timeline.topic == "cbd/art-18/para-3"
    assert reasons["I/3"] == "Decision I/3, paragraph 1 names “Article 18, paragraph 3, of the Convention”"
    assert "names “Article 18, paragraph 3”" in reasons["VII/23"]
    assert reasons["15/16"] == "topic of the deck: Clearing-house mechanism"


def test_other_topics_are_found_by_their_words(index: LocalIndex) -> None:
    """A topic that the deck does not have is found in the catalogue, and the note says so."""
    timeline = timeline_of("invasive alien species", index)

    assert {"IX/4", "14/11", "15/27"} <= {entry.number for entry in timeline.entries}
    assert "catalogue" in timeline.note


def test_nothing_found_is_said(index: LocalIndex) -> None:
    """A subject that no decision has is refused with a hint."""
    with pytest.raises(NotFoundError, match="No decision on 'sourdough bread'"):
        timeline_of("sourdough bread", index)


@pytest.mark.parametrize(
    ("question", "first", "last", "count"),
    [
        ("How did the clearing-house mechanism develop from COP 1 to COP 15?", 1, 15, 13),
        ("How has the CHM evolved between COP 5 and COP 9?", 5, 9, 5),
        ("history of the clearing-house mechanism since COP X", 10, None, 4),
        ("CHM timeline until COP 4", None, 4, 4),
        ("Évolution du centre d'échange de la COP 1 à la COP 15", 1, 15, 13),
        ("COP 5-COP 9 CHM timeline", 5, 9, 5),
        ("timeline of the GTI", None, None, 8),
    ],
)
def test_questions_in_the_chat(
    question: str, first: int | None, last: int | None, count: int, index: LocalIndex
) -> None:
    """A question how something developed gives the timeline, with the range of meetings that it names."""
    timeline = timeline_for(question, index)

    assert timeline is not None
    assert (timeline.first, timeline.last, len(timeline.entries)) == (first, last, count)


@pytest.mark.parametrize(
    "question",
    [
        "What did COP 1 decide about the clearing-house mechanism?",
        "Who pays for the clearing-house mechanism?",
        "What is technology transfer?",
        "history of bread",
        "",
        "development of technologies in Article 18",
    ],
)
def test_other_questions_are_left_alone(question: str, index: LocalIndex) -> None:
    """A question for a provision or a single decision is no question for a timeline."""
    assert timeline_for(question, index) is None


def test_ranges_are_read() -> None:
    """Roman and arabic numbers, in either order."""
    assert cop_range("from COP IV to COP XI") == (4, 11)
    assert cop_range("COP15 to COP1") == (1, 15)
    assert cop_range("nothing") == (None, None)
    assert wants_timeline("the CHM from COP 1 to COP 15")


@pytest.mark.parametrize(
    ("words", "topic"),
    [
        ("the GSPC", "global-strategy-for-plant-conservation"),
        ("transfert de technologie", "technology-transfer"),
        ("IPBES", "gbo-and-ipbes"),
    ],
)
def test_topics_are_found_by_their_names(words: str, topic: str) -> None:
    """Abbreviations and other languages name the topics too."""
    found = find_topic(words)

    assert found is not None
    assert found.id == topic
