"""What trainers are given, on the wire: the inner types, field by field."""

import json
from dataclasses import asdict
from typing import Any

import pytest

from assistant.api.wire.base import WireModel
from assistant.api.wire.duties import DutiesOut, DutyOut
from assistant.api.wire.packs import PackOut, RecheckOut
from assistant.api.wire.references import ReferencesOut
from assistant.api.wire.reviews import ReportOut
from assistant.api.wire.timelines import TimelineOut, TopicOut
from assistant.reading.crossrefs import references_of
from assistant.reading.labels import label_at
from assistant.reading.timeline import timeline_of
from assistant.trainer.duties import called, duties_in
from assistant.trainer.pack import read_pack
from assistant.trainer.recheck import recheck
from assistant.trainer.review import check_slides
from assistant.trainer.session import make_session
from index.local import LocalIndex
from ingest.topics import embedded_topics
from ingest.vocabulary import LANGUAGES

SLIDES = "# One\nArticle 18(3) and Article 99. “promote international technical cooperation”".encode()


def record(value: Any) -> Any:
    """A dataclass as JSON has it."""
    return json.loads(json.dumps(asdict(value)))


def same(wire: WireModel, inner: Any, **more: Any) -> None:
    """Every field of the inner type stands on the wire as it is, `more` beside it, and nothing else."""
    assert json.loads(wire.model_dump_json()) == {**record(inner), **more}


def test_a_timeline(index: LocalIndex) -> None:
    """Each entry with its city and its short form beside its fields."""
    timeline = timeline_of("technology transfer", index)
    entries = [
        {
            **record(one),
            "where": one.where,
            "short": one.short,
            "words": {**record(one.words), "language": "en", "state": ""} if one.words else None,
        }
        for one in timeline.entries
    ]

    same(TimelineOut.of(timeline, index), timeline, entries=entries, note=timeline.note)


@pytest.mark.parametrize("subject", ["technology transfer", "Article 18", "invasive species"])
def test_how_a_timeline_was_found_is_said_in_the_readers_language(index: LocalIndex, subject: str) -> None:
    """A sentence of its own for topics, articles and words."""
    timeline = timeline_of(subject, index)
    notes = {TimelineOut.of(timeline, index, language).note for language in LANGUAGES}
    assert len(notes) == len(LANGUAGES)


@pytest.mark.parametrize("language", ["fr", "zh"])
def test_a_timeline_of_an_article_is_called_by_its_label(index: LocalIndex, language: str) -> None:
    """As a topic's is by its name; the heading, which has no translation, stays behind it."""
    title = TimelineOut.of(timeline_of("Article 18(3)", index), index, language).title
    label = label_at("cbd/art-18/para-3", language, index)
    assert title == f"{label}. Technical and Scientific Cooperation"
    assert not title.startswith(label_at("cbd/art-18/para-3", "en", index))


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_a_timeline_in_the_readers_language(index: LocalIndex, language: str) -> None:
    """The guide's words on a decision whose text is not held; what is quoted stays as it is."""
    timeline = timeline_of("technology transfer", index)
    english, told = (TimelineOut.of(timeline, index, code).entries for code in ("en", language))
    pairs = [(one.words, other.words) for one, other in zip(english, told, strict=True)]
    guided = [(one, other) for one, other in pairs if one and other and one.kind == "guide"]

    assert guided
    for one, other in guided:
        guide = index.guide(one.locator)
        assert guide is not None
        assert other.text == guide.plain(language).summary != one.text
        assert (other.language, other.state) == (language, guide.plain(language).state)
    quoted = [(one, other) for one, other in pairs if one and other and one.kind == "quote"]
    assert quoted
    for one, other in quoted:
        assert other == one.model_copy(update={"label": label_at(one.locator, language, index)})
        assert other.label != one.label


def test_references(index: LocalIndex) -> None:
    """Both directions."""
    links = references_of("cbd/art-18", index)

    assert links.cited_by
    same(ReferencesOut.of(links, index), links)


def test_duties(index: LocalIndex) -> None:
    """Each row, and how many there are."""
    duties = duties_in("cbd/art-18", index)
    rows = DutiesOut.in_order("Article 18", duties, index)

    assert rows.total == len(duties) > 0
    assert rows.of == "Article 18"
    for duty in duties:
        standing = {**record(duty.standing), "label": called(duty, "en", index).standing.by}
        same(DutyOut.of(duty, index), duty, standing=standing)
    met = [one.standing for one in rows.duties if one.standing.state == "met"]
    assert [(one.by, one.label) for one in met] == [("cop-1/dec-3", "Decision I/3")]


@pytest.mark.parametrize("minutes", [20, 45])
def test_a_pack_is_sent_as_it_is_kept(index: LocalIndex, minutes: int) -> None:
    """The JSON of a pack over HTTP is that of its file, down to the minutes that are whole numbers."""
    pack = make_session("CHM", index, minutes=minutes)

    assert PackOut.of(pack).model_dump_json(indent=2) + "\n" == pack.to_json()


def test_a_recheck(index: LocalIndex) -> None:
    """Each mismatch."""
    pack = make_session("CHM", index, minutes=20)
    block = next(block for block in pack.blocks if any(item.sources for item in block.items))
    text = pack.to_json().replace(block.items[0].sources[0].locator, "cbd/art-99")
    mismatches = recheck(read_pack(text), index)
    wire = RecheckOut.of(mismatches, same_index=True)

    assert wire.mismatches
    for one, inner in zip(wire.mismatches, mismatches, strict=True):
        same(one, inner)


def test_a_report(index: LocalIndex) -> None:
    """Each finding, and how many there are of each weight."""
    report = check_slides("mine.md", SLIDES, index)

    assert report.findings
    assert report.counts == {"slip": len(report.slips), **{n: report.counts[n] for n in ("spelling", "note")}}
    assert sum(report.counts.values()) == len(report.findings)
    same(ReportOut.of(report), report, counts=report.counts)


def test_topics() -> None:
    """What they are called and what lies under them; in every language by another title."""
    for topic in embedded_topics():
        titles = {TopicOut.of(topic, language).title for language in LANGUAGES}
        assert len(titles) == len(LANGUAGES)
        wire = TopicOut.of(topic).model_dump(mode="json")
        assert wire == {name: (record(topic) | {"title": topic.title})[name] for name in wire}


@pytest.mark.parametrize("language", ["fr", "zh"])
def test_labels_are_in_the_readers_language(index: LocalIndex, language: str) -> None:
    """Of references and duties too."""
    links = ReferencesOut.of(references_of("cbd/art-18", index), index, language)
    rows = DutiesOut.in_order("Article 18", duties_in("cbd/art-18", index), index, language).duties

    assert [links.label] == [label_at("cbd/art-18", language, index)]
    assert rows
    for one, locator in [*((row, row.source) for row in rows), *((row, row.locator) for row in links.cites)]:
        assert one.label == label_at(locator, language, index) != label_at(locator, "en", index)
