"""Which page a text stands on: each character of a provision, whatever was joined, cut or nested."""

from itertools import accumulate

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.model import Document, Provision
from ingest.readers.blocks import Block
from ingest.readers.lines import Line, join_lines
from ingest.structure.act_tree import parse_act
from ingest.structure.treaty import parse

WIDE = "The Parties shall cooperate on matters of mutual interest, and on page {} of them above"


def pages_of(provision: Provision) -> dict[str, int | None]:
    """The page of each word that no other word of the provision is."""
    return {
        word: provision.page_at(provision.text.index(word))
        for word in provision.text.split()
        if provision.text.count(word) == 1
    }


def test_a_section_over_three_pages_knows_the_page_of_each_word() -> None:
    """It begins on the first; a quote of its last sentence stands on the third."""
    lines = [Line("Article 1. Scope", 4), Line(WIDE.format("four"), 4)]
    lines += [Line(WIDE.format("five"), 5), Line(WIDE.format("six"), 6), Line("and so to the end.", 6)]
    [article] = [p for p in parse(Document("a", "protocol", "A", "A"), join_lines(lines))[1] if p.leaf]
    found = pages_of(article)
    assert article.page == 4
    assert {word: found[word] for word in ("four", "five", "six", "end.")} == {
        "four": 4,
        "five": 5,
        "six": 6,
        "end.": 6,
    }


def test_a_word_broken_by_a_page_stands_where_it_begins() -> None:
    """The rest of it stands on the next page, without a hyphen between."""
    [block] = join_lines([Line("On biolog-", 1), Line("ical diversity.", 2)])
    assert (block.text, block.turns) == ("On biological diversity.", ((9, 2),))


def test_parts_of_a_block_keep_their_pages() -> None:
    """Where it is cut, each half stands on its own pages."""
    block = Block("aaaa bbbb cccc", page=1, turns=((5, 2), (10, 3)))
    assert block.part(0, 5) == Block("aaaa", page=1)
    assert block.part(5) == Block("bbbb cccc", page=2, turns=((5, 3),))
    assert block.part(7, 9) == Block("bb", page=2)


def test_paragraphs_and_items_stand_on_their_own_pages() -> None:
    """An item below a chapeau of the page before; the article holds all of them."""
    blocks = [
        Block("Article 2. Means", level=2, page=7),
        Block("1. They shall:", page=7),
        Block("(a) act at once and", page=7, turns=((11, 8),)),
        Block("(b) report.", page=8),
    ]
    found = {p.locator: p for p in parse(Document("a", "protocol", "A", "A"), blocks)[1]}
    item = found["a/art-2/para-1/item-a"]
    assert (item.text, item.page, item.page_at(0), item.page_at(len(item.text) - 1)) == (
        "act at once and",
        7,
        7,
        8,
    )
    assert found["a/art-2/para-1/item-b"].page_at(0) == 8
    article = found["a/art-2"]
    assert [article.page_at(article.text.index(word)) for word in ("They", "once", "report")] == [7, 8, 8]


def test_a_decision_of_another_body_has_the_pages_of_its_paragraphs() -> None:
    """A paragraph over two pages, and what stands below it."""
    blocks = [
        Block("1. Decides to begin and to go on", page=1, turns=((20, 2),)),
        Block("2. Requests the secretariat to report.", page=2),
    ]
    _, provisions, _ = parse_act(Document("x", "decision", "X", "X"), blocks)
    first, second = [p for p in provisions if p.kind == "para"]
    assert [first.page_at(at) for at in (0, len(first.text) - 1)] == [1, 2]
    assert second.page_at(0) == 2


@given(st.lists(st.tuples(st.integers(1, 9), st.booleans()), min_size=1, max_size=12))
def test_every_line_stands_on_its_page(steps: list[tuple[int, bool]]) -> None:
    """However the lines are joined into paragraphs."""
    pages = list(accumulate(step for step, _ in steps))
    lines = [
        Line(f"mark{n:03} and some more words that fill the line up to its end{'.' if ends else ''}", page)
        for n, (page, (_, ends)) in enumerate(zip(pages, steps, strict=True))
    ]
    _, provisions = parse(Document("a", "other", "A", "A"), join_lines(lines))
    for number, page in enumerate(pages):
        mark = f"mark{number:03}"
        holding = [p for p in provisions if mark in p.text]
        assert holding
        assert {p.page_at(p.text.index(mark)) for p in holding} == {page}


@pytest.mark.parametrize(("page", "printed"), [(1, "i"), (3, ""), (4, "2"), (9, ""), (None, "")])
def test_printed_labels_are_told_where_they_are_not_the_count(page: int | None, printed: str) -> None:
    """And where they are known."""
    assert Document("a", "other", "A", "A", page_labels=("i", "ii", "3", "2")).printed(page) == printed
