"""Timelines: the right decisions in the right order, with sources that are what they say."""

import pytest

from assistant.reading.timeline import find_timeline, timeline_of
from assistant.reading.topics import find_topic, topics_of
from index.local import LocalIndex
from ingest.errors import NotFoundError
from ingest.references.resolve import read_references
from ingest.topics import embedded_topics

DECK = "tsc-training-2023"
TOPICS = embedded_topics()
DECIDED = [topic for topic in TOPICS if topic.decisions]
CLEARING_HOUSE = "I/3 II/3 III/4 IV/2 V/14 VI/18 VII/23 VIII/11 IX/30 X/15 XII/2 XIII/23 15/16".split()


def numbers(subject: str, index: LocalIndex) -> list[str]:
    """The decisions of a timeline, as printed."""
    return [entry.number for entry in timeline_of(subject, index).entries]


def test_clearing_house_has_the_thirteen_decisions_of_the_second_section(index: LocalIndex) -> None:
    """The clearing-house mechanism went through exactly the 13 decisions from I/3 to XV/16, in order."""
    assert numbers("clearing-house mechanism", index) == CLEARING_HOUSE


def test_clearing_house_agrees_with_the_slides(index: LocalIndex) -> None:
    """The 13 decisions are those that slides 50 to 54 name, read from the slides themselves."""
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
    """All 51 decisions of the deck stand under a topic, and of no other is it said that the deck names it."""
    slides = [p for p in index.in_document(DECK) if "Key Decisions" in p.metadata.get("running", "")]
    named = [t for p in slides if p.kind == "slide" for r in read_references(p.heading) for t in r.targets]
    decisions = list(dict.fromkeys(str(target) for target in named if target.is_decision))

    assert len(decisions) == 51
    assert [decision for decision in decisions if not topics_of(decision)] == []
    assert {decision for topic in TOPICS for decision in topic.taught} == set(decisions)


@pytest.mark.parametrize("topic", DECIDED, ids=lambda topic: topic.id)
def test_topics_are_in_the_order_of_the_meetings(topic, index: LocalIndex) -> None:  # type: ignore[no-untyped-def]
    """Each topic's timeline holds all its decisions, ordered by session and number, each with year, place and
    official page.
    """
    entries = timeline_of(topic.title, index).entries

    listed = [entry.decision for entry in entries if entry.reason != "its title names the topic"]
    assert listed == list(topic.decisions)
    assert [entry.session for entry in entries] == sorted(entry.session for entry in entries)
    for entry in entries:
        assert entry.year.isdigit()
        assert entry.place
        assert entry.url.startswith("https://www.cbd.int/decisions/cop/")
        assert entry.fact in index.get(entry.fact_locator).text  # type: ignore[union-attr]


def test_remarks_are_the_decks_and_carry_their_slides(index: LocalIndex) -> None:
    """A remark is verbatim from a slide of the deck that says it is about the decision."""
    for topic in DECIDED:
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


def test_topics_that_no_deck_has_are_complete(index: LocalIndex) -> None:
    """As far as the catalogue is, and the note says that it is not."""
    timeline = timeline_of("invasive alien species", index)

    assert (
        numbers("IAS", index)
        == "V/8 VI/23 VII/13 VIII/27 IX/4 X/38 XI/28 XII/16 XII/17 XIII/13 14/11 15/27".split()
    )
    assert "does not list every decision" in timeline.note


def test_other_subjects_are_found_by_their_words(index: LocalIndex) -> None:
    """A subject that is no topic is found in the catalogue, and the note says so."""
    timeline = timeline_of("retirement of decisions", index)

    assert [entry.number for entry in timeline.entries] == ["XI/12"]
    assert "catalogue" in timeline.note


def test_a_title_that_names_a_topic_is_on_it(index: LocalIndex) -> None:
    """Also where nobody has listed it; two aims of the Convention in a title are no topic."""
    reasons = {entry.number: entry.reason for entry in timeline_of("sustainable use", index).entries}

    assert reasons["VII/12"] == "listed under this topic"
    assert (
        "II/10" not in reasons
    )  # "Conservation and sustainable use of marine and coastal biological diversity"
    found = {entry.number: entry.reason for entry in timeline_of("mainstreaming", index).entries}
    assert found["XI/9"] == "its title names the topic"


@pytest.mark.parametrize(
    ("words", "topic"),
    [
        ("Article 6 of the Nagoya Protocol", "nagoya-protocol/art-6"),
        ("Article 8(j)", "traditional-knowledge"),
        ("Article 18(3) and the clearing-house mechanism", "clearing-house-mechanism"),
    ],
)
def test_an_article_is_told_from_a_topic(words: str, topic: str, index: LocalIndex) -> None:
    """What is called like the instrument of an article is not meant with it."""
    timeline = find_timeline(words, index)
    assert timeline is None or timeline.topic == topic
    assert find_topic(words) is not None


def test_nothing_found_is_said(index: LocalIndex) -> None:
    """A subject that no decision has is refused with a hint."""
    with pytest.raises(NotFoundError, match="No decision on 'sourdough bread'"):
        timeline_of("sourdough bread", index)


@pytest.mark.parametrize(
    ("words", "topic"),
    [
        ("the GSPC", "global-strategy-for-plant-conservation"),
        ("transfert de technologie", "technology-transfer"),
        ("IPBES", "gbo-and-ipbes"),
        ("APA", "access-and-benefit-sharing"),
        ("contaminación", "pollution"),
        ("مناطق محمية", "protected-areas"),
        ("внутренних вод: биоразнообразие внутренних вод", "inland-waters-biodiversity"),
        ("葡萄牙的外来入侵物种", "invasive-alien-species"),
    ],
)
def test_topics_are_found_by_their_names(words: str, topic: str) -> None:
    """Abbreviations and other languages name the topics too."""
    found = find_topic(words)

    assert found is not None
    assert found.id == topic
