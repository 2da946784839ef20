"""A file of decisions is cut into its decisions, and nothing else of it becomes one."""

import time
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.readers.blocks import Block
from ingest.structure.act_split import is_furniture, opening_end, split_acts, without_furniture

OPENS = "The Conference of the Parties,"


def blocks(*texts: str) -> list[Block]:
    """A paragraph a text."""
    return [Block(text) for text in texts]


def ids(texts: Sequence[str]) -> list[str]:
    """The decisions of a file."""
    found = split_acts(blocks(*texts))
    return [act.title.id for act in found.acts] if found else []


COVER = (
    "|  | United Nations | FCCC/CP/2030/1/Add.1 |", "|  |  | Distr.: General 2 May 2031 Original: English |",
    "Conference of the Parties", "Report of the Conference of the Parties, held in Oslo from 1 to 4 May 2030",
    "Contents", "1/CP.30 Chairs 2", "2/CP.30 Lamps 3", "Resolution", "1/CP.30 Thanks 4",
)  # fmt: skip


def test_several_decisions_come_out_of_one_file() -> None:
    """The cover and the list of contents are none of them."""
    body = [
        "Decision 1/CP.30",
        "Chairs",
        OPENS,
        "1. Decides so.",
        "Decision 2/CP.30",
        "Lamps",
        OPENS,
        "1. Also.",
    ]
    file = split_acts(blocks(*COVER, *body, "Resolution 1/CP.30", "Thanks", OPENS, "1. Thanks the hall."))
    assert file is not None
    assert [act.title.id for act in file.acts] == [
        "unfccc-cop-30/dec-1", "unfccc-cop-30/dec-2", "unfccc-cop-30/res-1",
    ]  # fmt: skip
    assert [block.text for block in file.acts[0].blocks] == ["Chairs", OPENS, "1. Decides so."]


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (["77/161. Chairs", "The General Assembly,", "1. Decides so."], ["unga-77/res-161"]),
        (["Decision MC-4/1: Lamps", OPENS, "1. Decides so."], ["minamata-cop-4/dec-1"]),
        (["UNEP/OzL.Pro.28/12", "Decision XXVIII/2: Lamps", "The Meeting of the Parties decides:"],
         ["montreal-mop-28/dec-2"]),
        (["CBD/COP/DEC/14/24", "14/24. Chairs", OPENS, "1. Decides so."], ["cop-14/dec-24"]),
        (["Convention on Biological Diversity", "Decision VI/18", "Chairs", OPENS, "1. So."],
         ["cop-6/dec-18"]),
        (["Decision COP XIV/24", "CBD/COP/DEC/14/24", "Chairs", OPENS, "1. So."], ["cop-14/dec-24"]),
        (["14/24. Chairs", OPENS, "1. Decides so."], []),
        (["Decision 2/CP.24 is praised in this report.", OPENS], []),
        (["Decision 15/8", "was a good one, people say."], []),
        (["第2/CP.24号决定", "椅子", "缔约方会议，", "1. 决定如此。"], ["unfccc-cop-24/dec-2"]),
        (["Décision 2/CP.24", "Chaises", "La Conférence des Parties,", "1. Décide ainsi."],
         ["unfccc-cop-24/dec-2"]),
        ([], []),
    ],
)  # fmt: skip
def test_each_form_gives_its_decision(texts: list[str], expected: list[str]) -> None:
    """A number that many bodies print is the Convention's only where the text says so."""
    assert ids(texts)[:1] == expected


def test_a_report_that_quotes_decisions_is_no_file_of_them() -> None:
    """What stands before the first is a text then."""
    essay = ["The chairs of the hall were green, and everybody who saw them was glad of them. " * 6] * 3
    assert ids([*essay, "Decision 2/CP.24", OPENS, "1. Decides so."]) == []


def test_a_draft_inside_an_annex_is_no_decision() -> None:
    """It has no symbol of its own."""
    inner = [
        "Annex",
        "Draft decision -/CMA.1",
        "The Conference of the Parties serving as the meeting,",
        "1. So.",
    ]
    assert ids(["Decision 1/CP.30", "Chairs", OPENS, "1. Decides so.", *inner]) == ["unfccc-cop-30/dec-1"]


def test_running_heads_are_left_out_and_a_cut_sentence_joined() -> None:
    """Symbols of documents and numbers of pages that go up."""
    found = without_furniture(
        blocks("1. Decides that the chairs", "FCCC/CP/2030/1/Add.1", "shall be green;", "2. So.")
    )
    assert [block.text for block in found] == ["1. Decides that the chairs shall be green;", "2. So."]
    pages = split_acts(
        blocks("Decision 1/CP.30", "Chairs", OPENS, "1. So;", "2", "2. So;", "3", "3. So.", "2017")
    )
    assert pages is not None
    assert [block.text for block in pages.acts[0].blocks] == [
        "Chairs",
        OPENS,
        "1. So;",
        "2. So;",
        "3. So.",
        "2017",
    ]


def test_the_list_of_footnotes_is_no_part_of_the_last_decision() -> None:
    """Where each stands at its paragraph; else it stays."""
    texts = blocks("Decision 1/CP.30", "Chairs", OPENS)
    tail = [Block("Footnotes", level=2), Block("[1] See the hall.")]
    for notes, kept in ((("[1] See the hall.",), []), ((), ["Footnotes", "[1] See the hall."])):
        file = split_acts([*texts, Block("1. So.", notes=notes), *tail])
        assert file is not None
        assert [block.text for block in file.acts[0].blocks][3:] == kept


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("FCCC/CP/2014/10/Add.1", True), ("|  | United Nations | FCCC/CP/2018/10/Add.1 |", True),
        ("Distr.: General", True), ("| Total | 3 |", False), ("General remarks", False), ("1/CP.24", False),
        ("____", True), ("Chairs: general", False),
    ],
)  # fmt: skip
def test_furniture_is_known(text: str, expected: bool) -> None:
    """And words are not taken for it."""
    assert is_furniture(text) is expected


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        (OPENS, ""), ("The Conference of the Parties", ""),
        ("The Conference of the Parties serving as the meeting of the Parties to the Paris Agreement,", ""),
        ("The Conference of the Parties, the Conference of the Parties serving as the meeting,", ""),
        ("The Conference of the Parties, Recalling the chairs,", "Recalling the chairs,"),
        ("La Conférence des Parties, Rappelant les chaises,", "Rappelant les chaises,"),
    ],
)  # fmt: skip
def test_an_opening_ends_where_its_decision_begins(text: str, rest: str) -> None:
    """On the same line or on the next."""
    assert text[opening_end(text) :].strip() == rest
    assert opening_end(text)


@settings(deadline=None)
@given(
    st.lists(
        st.text(max_size=40) | st.sampled_from(["Decision 2/CP.24", OPENS, "Annex", "1. So;"]), max_size=12
    )
)
def test_any_blocks_are_split_or_not(texts: list[str]) -> None:
    """Without an error."""
    split_acts(blocks(*(text for text in texts if text.strip())))


def test_a_symbol_seven_hundred_times_takes_no_time() -> None:
    """Nor does an opening as often."""
    begun = time.process_time()
    split_acts(blocks(*["Decision 2/CP.24"] * 700, *[OPENS] * 700, "decision cop " * 700))
    assert time.process_time() - begun < 5
