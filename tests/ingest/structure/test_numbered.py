"""Numbered headings that a text sets as lines."""

import pytest

from ingest.model import Document
from ingest.readers.blocks import Block
from ingest.structure.numbered import with_numbered
from ingest.structure.treaty import parse

SAID = "The ministry says here in a whole sentence what it does."


def headings(*lines: str) -> list[tuple[str, int]]:
    """The lines that are headings, each with its level."""
    return [
        (block.text, block.level) for block in with_numbered([Block(line) for line in lines]) if block.level
    ]


def test_lines_with_a_number_and_a_title_over_words_are_headings_with_those_below_them() -> None:
    """ "3.1 The Council" stands below "3. Institutional arrangements"."""
    lines = ["Strategy", "1. Introduction", SAID, "2. Goals", SAID, "3. Institutional arrangements", SAID]
    lines += ["3.1 The Council", SAID, "3.2. The secretariat", SAID]
    assert headings(*lines) == [
        ("1. Introduction", 2), ("2. Goals", 2), ("3. Institutional arrangements", 2),
        ("3.1 The Council", 3), ("3.2. The secretariat", 3),
    ]  # fmt: skip


def test_roman_numbers_stand_above_letters_and_those_above_numbers() -> None:
    """ "I. OPENING", "A. Agenda", "1. Adoption": each below the one before; "V." is five after "IV."."""
    lines = [
        "I. OPENING",
        "A. Agenda",
        "1. Adoption",
        SAID,
        "2. Order",
        SAID,
        "B. Time",
        SAID,
        "II. LAW",
        SAID,
    ]
    lines += ["III. MONEY", SAID, "IV. PEOPLE", SAID, "V. CLOSURE", SAID]
    assert headings(*lines) == [
        ("I. OPENING", 2), ("A. Agenda", 3), ("1. Adoption", 4), ("2. Order", 4), ("B. Time", 3),
        ("II. LAW", 2), ("III. MONEY", 2), ("IV. PEOPLE", 2), ("V. CLOSURE", 2),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "lines",
    [
        pytest.param(["1. Rice", "2. Maize", "3. Wheat", "4. Beans", SAID], id="a list without end marks"),
        pytest.param(
            [SAID, "1. Rice;", "2. Maize;", "3. Wheat", SAID], id="a list whose last item has no mark"
        ),
        pytest.param(["1. Urges Parties to act", "2. Requests money", SAID], id="two are chance"),
        pytest.param(["1. Takes note.", SAID, "2. Decides.", SAID, "3. Invites.", SAID], id="sentences"),
        pytest.param(["2. Goals", SAID, "3. Means", SAID, "4. Money", SAID], id="no first one"),
        pytest.param(["1. goals", SAID, "2. means", SAID, "3. money", SAID], id="small letters"),
        pytest.param(
            ["1. Goals", "1.1 Rivers", "1.2 Seas", "2. Means", "2.1 Law", "3. Money", "3.1 Banks"],
            id="contents",
        ),
    ],
)
def test_lists_paragraphs_and_contents_are_no_headings(lines: list[str]) -> None:
    """What is only like one is left as it is."""
    assert headings(*lines) == []


def test_a_list_below_a_heading_stays_a_list() -> None:
    """Its items begin anew, and the next heading counts on."""
    lines = ["1. Goals", SAID, "1. Rice", "2. Maize", SAID, "2. Means", SAID, "3. Money", SAID]
    assert headings(*lines) == [("1. Goals", 2), ("2. Means", 2), ("3. Money", 2)]


def test_a_text_with_headings_of_its_own_is_left_alone() -> None:
    """Where the author marked headings, numbered or not, numbered lines are paragraphs."""
    lines = [Block(line) for line in ("1. Rice", SAID, "2. Maize", SAID, "3. Rye", SAID)]
    for heading in (Block("Goals", level=2), Block("1. Goals", level=3)):
        assert with_numbered([heading, *lines]) == [heading, *lines]
    blocks = [Block("Strategy", level=1), Block("Annex I", level=2), *lines]
    assert sum(block.level > 0 for block in with_numbered(blocks)) == 5


def test_headings_that_a_reader_knew_by_their_form_are_set_at_their_depth() -> None:
    """What stood at a depth of its own, as "IV. FINANCE" in capitals did, stands with the others."""
    blocks = [Block("I. LAW", level=5), Block(SAID), Block("II. MONEY", level=5), Block(SAID)]
    blocks += [Block("III. PEOPLE", level=5), Block(SAID)]
    assert [block.level for block in with_numbered(blocks)] == [2, 0, 2, 0, 2, 0]


def test_only_ordinary_documents_have_them() -> None:
    """In a decision such lines are paragraphs, in other documents they are addressed as headings."""
    blocks = [Block(line) for line in ("1. Goals", SAID, "2. Means", SAID, "3. Money", SAID)]

    def addresses(kind: str, identity: str) -> list[str]:
        return [one.locator for one in parse(Document(identity, kind, "T", "T"), blocks)[1]]

    assert addresses("other", "plan") == ["plan", "plan/head-1", "plan/head-2", "plan/head-3"]
    assert not any("head" in one for one in addresses("decision", "cop-15/dec-4"))
