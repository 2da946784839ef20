"""Time that adds up: for every topic, audience and length, in the plan, on the slides and in the notes."""

import io
import re

import pptx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.trainer.audiences import audiences
from assistant.trainer.export_markdown import to_markdown
from assistant.trainer.exports import export_pack
from assistant.trainer.pack import Block, Pack, draft, outline
from assistant.trainer.printed import minutes_words, plan_lines, printed, spans
from assistant.trainer.session import make_session
from assistant.trainer.tables import table
from assistant.trainer.timing import breaks_of, fitting, pace_of, steps_of, timed
from assistant.words.store import Words
from index.local import LocalIndex
from ingest.topics import embedded_topics
from tests.sweep import sweep

KINDS = sorted(table("pace")["kinds"])


LENGTHS = (15, 25, 45, 61, 90, 180)
TOPICS = embedded_topics()


@pytest.mark.slow
@pytest.mark.parametrize("turn", sweep(range(len(TOPICS)), 7), ids=lambda turn: TOPICS[turn].id)
def test_every_topic_audience_and_length(turn: int, index: LocalIndex) -> None:
    """The blocks fill the minutes, within what a slide of their kind takes; the agenda has all of them.

    Every topic with every length, the audiences taking turns: each two of the three meet.
    """
    names = list(audiences())
    for number, minutes in enumerate(LENGTHS):
        audience = names[(turn + number) % len(names)]
        pack = make_session(TOPICS[turn].title, index, minutes=minutes, audience=audience)
        kinds = [block.kind for block in pack.blocks]

        assert sum(block.minutes for block in pack.blocks) == minutes
        assert sum(part for _, part in outline(pack)) == minutes
        assert all(block.minutes >= pace_of(block.kind).least for block in pack.blocks)
        assert ("break" in kinds) is (minutes > 60)
        assert "discussion" in kinds
        if minutes >= 45 and audiences()[audience].exercises:
            assert "exercise" in kinds


@settings(max_examples=200, deadline=None)
@given(
    st.lists(st.sampled_from([kind for kind in KINDS if kind not in {"quiz", "answers"}]), max_size=25),
    st.integers(0, 4),
    st.integers(15, 180),
    st.sampled_from(sorted(audiences())),
)
def test_whatever_a_session_is_made_of(kinds: list[str], quizzes: int, minutes: int, audience: str) -> None:
    """Half minutes that add up to the session; nothing shorter than it can be given."""
    pauses = [Block("", "break", "", value) for value in breaks_of(minutes)]
    blocks = [draft(kind, "", []) for kind in ["title", "agenda", *kinds, *["quiz", "answers"] * quizzes]]
    spent = timed([*blocks, draft("discussion", "", []), *pauses], minutes, audiences()[audience].shares)

    kept = [block.kind for block in spent]
    least = sum(pace_of(block.kind).least for block in spent if block.kind != "break")
    assert sum(block.minutes for block in spent) == minutes
    assert all(block.minutes * 2 == int(block.minutes * 2) for block in spent)
    if least + sum(pause.minutes for pause in pauses) <= minutes:
        assert all(block.minutes >= pace_of(block.kind).least for block in spent)
    assert kept.count("quiz") == kept.count("answers")
    assert all(kept[i + 1] == "answers" for i, kind in enumerate(kept) if kind == "quiz")
    assert kept.count("break") == len(pauses)


def test_what_matters_least_is_left_out_first() -> None:
    """Of provisions the last ones, two are kept."""
    kinds = ["provision"] * 4 + ["role", "exercise", "quiz", "answers"]
    blocks = [draft(kind, str(number), []) for number, kind in enumerate(kinds)]

    assert [block.kind for block in fitting(blocks, 12)] == [
        *["provision"] * 4,
        "exercise",
        "quiz",
        "answers",
    ]
    assert [block.title for block in fitting(blocks, 3)] == ["0", "1", "2"]
    assert [block.title for block in fitting(blocks, 1)] == ["0", "1"]


def test_no_question_is_left_without_its_answer() -> None:
    """Terms to be matched have a slide of their own before the answers of their round."""
    kinds = ["title", "quiz", "answers", "quiz", "quiz", "answers"]
    blocks = [draft(kind, str(number), []) for number, kind in enumerate(kinds)]

    assert [block.title for block in fitting(blocks, 8)] == ["0", "1", "2"]
    assert [block.title for block in fitting(blocks, 1)] == ["0"]


@pytest.mark.parametrize(
    ("minutes", "expected"),
    [(15, []), (60, []), (61, [10]), (120, [10]), (180, [15]), (240, [15, 15])],
)
def test_breaks(minutes: int, expected: list[float]) -> None:
    """None up to an hour, one above it, more in half a day."""
    assert breaks_of(minutes) == expected


def test_a_break_parts_the_time(index: LocalIndex) -> None:
    """It stands near the middle."""
    pack = make_session("CHM", index, minutes=90)
    place = next(i for i, block in enumerate(pack.blocks) if block.kind == "break")

    assert 30 <= sum(block.minutes for block in pack.blocks[:place]) <= 60


@given(st.integers(1, 240).map(lambda halves: halves / 2))
def test_the_steps_of_group_work_are_its_minutes(minutes: float) -> None:
    """Whatever the trainer gives it."""
    steps = steps_of(minutes)

    assert steps.brief + steps.groups + steps.report == minutes
    if minutes >= 2:
        assert steps.groups >= steps.report > 0


@pytest.mark.parametrize(("minutes", "steps"), [(0, 0), (0.5, 0), (1, 0), (1.5, 1), (12, 1)])
def test_group_work_without_time_has_no_steps(minutes: float, steps: int) -> None:
    """Nobody is told to work for no time, or for less."""
    pack = Pack("T", "S", "nfp", 45, "en", "i", "d", (Block("1", "exercise", "E", minutes),))

    assert len(printed(pack).blocks[0].items) == steps


def test_slides_plan_and_notes_agree(index: LocalIndex) -> None:
    """The minutes of the agenda, of the notes and of the group work are those of the blocks, in an edited
    pack too; when a block begins is the sum of those before.
    """
    pack = make_session("CHM", index, minutes=75, language="fr")
    wire = tuple(
        block if block.kind != "exercise" else Block(**{**_fields(block), "minutes": 12.5})
        for block in pack.blocks
    )
    pack = type(pack)(**{**_fields(pack), "blocks": wire})
    say = Words("trainer", "fr")
    deck = pptx.Presentation(io.BytesIO(export_pack(pack, index, "pptx")))
    notes = [slide.notes_slide.notes_text_frame.text.split("\n")[0] for slide in deck.slides]

    expected = [
        f"{minutes_words(b.minutes, say)} ({span})" for b, span in zip(pack.blocks, spans(pack), strict=True)
    ]
    # a slide on which a block goes on has no time of its own
    assert [words for words in notes if words != say("goes_on")] == expected
    assert spans(pack)[0].startswith("0:00")
    *parts, total = plan_lines(pack, say)
    assert sum(float(words.split()[0].replace(",", ".")) for words, _ in parts) == sum(
        b.minutes for b in pack.blocks
    )
    assert total[0] == minutes_words(sum(block.minutes for block in pack.blocks), say)
    steps = [
        item.text for block in printed(pack).blocks if block.kind == "exercise" for item in block.items[-1:]
    ]
    assert steps
    for words in steps:
        assert sum(float(n.replace(",", ".")) for n in re.findall(r"[\d,]+(?= min)", words)) == 12.5
        assert words in to_markdown(pack)


def _fields(value):  # type: ignore[no-untyped-def]
    return {name: getattr(value, name) for name in value.__slots__}
