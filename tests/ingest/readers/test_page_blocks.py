"""The blocks of web pages: what surrounds the text is told from it, lists and tables are as they are seen."""

import pytest
from lxml import etree

from ingest.readers.html import html_blocks
from ingest.readers.page_blocks import page_blocks


def read(html: str, *, page: bool = True) -> list[tuple[int, str]]:
    """(level, text) of the blocks of a page."""
    return [(block.level, block.text) for block in html_blocks(html, page=page)]


def texts(html: str) -> list[str]:
    """The text of its blocks."""
    return [text for _, text in read(html)]


def test_elements_become_blocks_in_order() -> None:
    """Words between them too."""
    root = etree.fromstring("<div>before<h2>Chairs</h2>between<p>Sit.</p>after</div>")
    assert [(block.level, block.text) for block in page_blocks(root, page=False)] == [
        (0, "before"),
        (2, "Chairs"),
        (0, "between"),
        (0, "Sit."),
        (0, "after"),
    ]


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<form><h1>Plan</h1><p>Words.</p><select><option>en</select></form>", ["Plan", "Words."]),
        ("<header><a href=/>Home</a></header><nav>Menu</nav><p>Words.</p><footer>Foot</footer>", ["Words."]),
        ("<header><h1>Plan</h1><p>2024</p></header><p>Words.</p>", ["Plan", "2024", "Words."]),
        ("<header><h1><a href='/'>Site</a></h1></header><p>Words.</p>", ["Words."]),
        ("<main><header><h1>Plan</h1></header><p>So.</p><aside>Box</aside></main>", ["Plan", "So.", "Box"]),
        ("<article><p>Words.</p><footer>Signed</footer><nav>Next</nav></article>", ["Words.", "Signed"]),
        ("<aside>Ads</aside><p>Words.</p>", ["Words."]),
        ("<details><summary>More</summary>Words.</details>", ["More", "Words."]),
        ("<table><tr><td><nav>Menu</nav></td><td><h2>Plan</h2></td></tr></table>", ["|  | Plan |"]),
    ],
)  # fmt: skip
def test_what_surrounds_a_text_is_told_from_it(html: str, expected: list[str]) -> None:
    """A whole page may be a form; a header may be the site's or the document's own."""
    assert texts(html) == expected


def test_all_of_a_part_of_a_page_is_text() -> None:
    """What is read as no page has nothing around it."""
    assert read("<header>Head</header><p>Words.</p>", page=False) == [(0, "Head"), (0, "Words.")]


def test_lists_in_lists_are_told_from_each_other() -> None:
    """By a mark of their own."""
    html = "<ul><li>Chairs<ul><li>Oak<ul><li>Old</ul><li>Pine</ul><li>Lamps</ul>"
    assert texts(html) == ["- Chairs", "– Oak", "• Old", "– Pine", "- Lamps"]


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ('<ol start=3><li>c<li value="7">g<li>h</ol>', ["3. c", "7. g", "8. h"]),
        ('<ol style="list-style-type: lower-alpha; color: red"><li>x<li>y</ol>', ["(a) x", "(b) y"]),
        ('<ol style="list-style-type:upper-roman"><li>x</ol>', ["(i) x"]),
        ('<ol style="list-style-type:none"><li>1. x</ol>', ["1. x"]),
        ("<ol reversed><li>x</ol>", ["- x"]),
        ("<li>alone", ["- alone"]),
        ("<ol><li><p>one</p><p>more</p></ol>", ["1. one", "more"]),
    ],
)
def test_numbers_are_those_that_a_browser_shows(html: str, expected: list[str]) -> None:
    """Given for an item, by the style, counted down, or none."""
    assert texts(html) == expected


def test_a_term_stands_before_what_it_means() -> None:
    """Two that mean the same, one with a mark of its own, and one without a meaning."""
    html = "<dl><dt>CHM<dt>Mechanism:<dd>A way to share.<dd>It has nodes.<dt>NFP</dl><p>After.</p>"
    assert texts(html) == ["CHM: Mechanism: A way to share.", "It has nodes.", "NFP", "After."]


def test_a_term_whose_meaning_is_a_list_stands_before_it() -> None:
    """On a line of its own, with the mark of the item that it is in."""
    html = "<ul><li><dl><dt>Seats<dd><ol><li>Chairs<li>Stools</ol></dl></ul><p>After.</p>"
    assert texts(html) == ["- Seats", "1. Chairs", "2. Stools", "After."]


@pytest.mark.parametrize("empty", ["<ul><li></li></ul>", "<ol><li><img src=a></ol>", "<li></li>"])
def test_an_item_without_words_marks_nothing_else(empty: str) -> None:
    """Neither a paragraph nor a heading, and it is no line itself."""
    assert read(f"<p>Before.</p>{empty}<h2>Chairs</h2><p>Sit.</p>{empty}<p>After.</p>") == [
        (0, "Before."),
        (2, "Chairs"),
        (0, "Sit."),
        (0, "After."),
    ]


def test_tables_keep_their_columns() -> None:
    """Cells over rows and columns, tables and lists in cells."""
    head = "<tr><th rowspan=2>Item<th colspan=2>Number</tr><tr><th>2020<th>2021</tr>"
    inner = "<table><tr><td>red<td>2</tr><tr><td>blue<td>3</tr></table>"
    rows = f"<tr><td>Lamps of all kinds{inner}<td>9<td><ul><li>a<li>b</ul></tr>"
    assert texts(f"<table><caption>Table 1</caption>{head}{rows}</table>") == [
        "Table 1",
        "| Item | Number |  |\n| Item | 2020 | 2021 |\n| Lamps of all kinds red, 2; blue, 3 | 9 | - a - b |",
    ]


def test_a_table_that_only_places_is_no_table() -> None:
    """One of one column, and one around tables."""
    assert read("<table><tr><td><h2>Plan</h2><p>1. One.</p><p>2. Two.</p></table>") == [
        (2, "Plan"),
        (0, "1. One."),
        (0, "2. Two."),
    ]
    inner = "<table><tr><td>Oak chairs<td>4</table>"
    assert texts(f"<table><tr><td>Menu<td><p>Stock</p>{inner}</table>") == [
        "Menu",
        "Stock",
        "| Oak chairs | 4 |",
    ]


def test_breaks_of_lines_end_a_block_where_the_next_begins() -> None:
    """At a number, and where two stand; one alone is a blank, in headings each is."""
    html = "<p>The Parties<br>of it<br>1. Decide:<br>(a) to sit;<br>(b) to stand.<br><br>See<br>above.</p>"
    assert texts(html) == [
        "The Parties of it",
        "1. Decide:",
        "(a) to sit;",
        "(b) to stand.",
        "See above.",
    ]
    assert read("<h1>Plan<br><br>of the house</h1>") == [(1, "Plan of the house")]


def test_verbatim_text_is_read_by_its_lines() -> None:
    """A page that is one text between `<pre>` has paragraphs."""
    first = "The first paragraph goes on\nfrom one line to the next one."
    lines = f"{first}\n\nThe second one.\n\n1. A number.\n2. Another."
    assert texts(f"<pre>{lines}</pre>") == [
        "The first paragraph goes on from one line to the next one.",
        "The second one.",
        "1. A number.",
        "2. Another.",
    ]
