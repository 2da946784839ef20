"""The printed layout of a decision: masthead off, title, sections and annexes found."""

import pytest

from ingest.readers.blocks import Block
from ingest.structure.decision_layout import arrange, headed, title_of

MASTHEAD = [Block("CBD"), Block("UNEP/CBD/COP/DEC/VIII/11"), Block("15 June 2006")]
BODY = [
    Block("The Conference of the Parties,"),
    Block("1. Asks."),
    Block("Annex I"),
    Block("CHAIRS"),
    Block("1. One."),
]


def shape(blocks: list[Block]) -> list[tuple[int, str]]:
    """Level and words of each block."""
    return [(block.level, block.text) for block in blocks]


def test_a_printed_decision_is_arranged() -> None:
    """The title without its number, then the body; an annex with its title, without furniture between."""
    page = [Block("UNEP/CBD/COP/DEC/VIII/11"), Block("Page 2"), Block("/...")]
    blocks = [*MASTHEAD, Block("VIII/11. Cooperation"), *BODY[:2], *page, *BODY[2:]]
    assert shape(arrange(blocks)) == [
        (1, "Cooperation"),
        (0, "The Conference of the Parties,"),
        (0, "1. Asks."),
        (2, "Annex I. CHAIRS"),
        (0, "1. One."),
    ]
    assert title_of(blocks) == "Cooperation"


def test_a_title_may_run_on() -> None:
    """Over the lines above the opening words, or on the line where these begin."""
    long = [*MASTHEAD, Block("VIII/11. Cooperation and"), Block("other matters"), *BODY]
    assert title_of(long) == "Cooperation and other matters"
    joined = [*MASTHEAD, Block("VIII/11. Cooperation The Conference of the Parties,"), *BODY[1:]]
    assert shape(arrange(joined))[:2] == [(1, "Cooperation"), (0, "The Conference of the Parties,")]


@pytest.mark.parametrize("blocks", [BODY, [Block("VIII/11. Cooperation"), *BODY], [*MASTHEAD, *BODY], []])
def test_what_has_no_masthead_comes_back_as_it_is(blocks: list[Block]) -> None:
    """Both the symbol and the number above the title are needed."""
    assert arrange(blocks) == blocks
    assert title_of(blocks) == ""


def test_short_lettered_lines_are_sections() -> None:
    """One level deeper in an annex; a sentence with a letter is none."""
    blocks = [Block("A. Chairs and lamps"), Block("B. Each sits down."), Block("Annex", 2), Block("I. Lamps")]
    assert shape(headed(blocks)) == [
        (2, "A. Chairs and lamps"),
        (0, "B. Each sits down."),
        (2, "Annex"),
        (3, "Section I. Lamps"),
    ]
