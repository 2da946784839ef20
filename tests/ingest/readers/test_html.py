"""HTML: sanitised, then read into blocks."""

import time
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.corpus.source import read_source
from ingest.errors import SourceError
from ingest.readers.html import html_blocks, sanitise


def words_of(html: str) -> str:
    """The words of an HTML text, one line a block."""
    return "\n".join(block.text for block in html_blocks(html))


@pytest.mark.parametrize(
    "html",
    [
        "<script>alert(1)</script>",
        "<p onclick='x()'>a</p>",
        "<a href='javascript:alert(1)'>a</a>",
        "<img src=x onerror=alert(1)>",
        "<iframe src=//e></iframe>",
        "<svg><script>x</script></svg>",
        "<style>@import '//e'</style>",
        "<a href='data:text/html,x'>a</a>",
        "<math><mtext><script>x</script></mtext></math>",
        "<template><script>x</script></template>",
        "<p style='background:url(//e)'>a</p>",
        "<form action=//e><input></form>",
        "<!--[if IE]><script>x</script><![endif]-->",
    ],
)
def test_nothing_that_acts_is_left(html: str) -> None:
    """No script, handler, style, frame or odd address survives."""
    found = sanitise(html).lower()
    assert not any(
        part in found
        for part in ("script", "onclick", "onerror", "iframe", "style", "data:", "<form", "<img", "<!--")
    )


def test_emphasis_lists_and_tables_survive() -> None:
    """What carries meaning stays."""
    html = (
        "<p><strong>Decides</strong> and <em>notes</em></p><ol "
        'type="a"><li>x</li></ol><table><tbody><tr><td>1</td></tr></tbody></table>'
    )
    assert sanitise(html) == html


def test_lists_get_the_numbers_that_a_browser_shows() -> None:
    """Numbers, letters, romans, bullets, nested, and a start that is not one."""
    inner = "<ol type=a><li>a<ol type=i><li>one</li><li>two</li></ol></li><li>b</li></ol>"
    html = f"<ol start=3><li>three{inner}</li><li>four</li></ol><ul><li>dot</li></ul>"
    assert words_of(html).split("\n") == [
        "3. three",
        "(a) a",
        "(i) one",
        "(ii) two",
        "(b) b",
        "4. four",
        "- dot",
    ]


def test_a_number_that_is_written_is_not_written_twice() -> None:
    """A list item that already has its number keeps it."""
    assert words_of("<ol><li>(a) Chairs</li><li>2. Lamps</li></ol>") == "(a) Chairs\n2. Lamps"


def test_tables_are_rows_of_cells() -> None:
    """Cells keep their order, also of a table in a table; no row can be taken for a paragraph."""
    assert (
        words_of(
            "<table><tr><th>a</th><th>b</th></tr><tr><td>1. x</td><td><p>y</p><p>z</p></td></tr></table>"
        )
        == "| a | b |\n| 1. x | y z |"
    )


def test_headings_have_levels_and_words_one_blank() -> None:
    """Entities, breaks and hard spaces are plain text."""
    blocks = html_blocks("<h2>On&nbsp;chairs</h2><p>a<br>b &amp;&#32; c</p>text")
    assert [(b.level, b.text) for b in blocks] == [(2, "On chairs"), (0, "a b & c"), (0, "text")]


def test_what_surrounds_a_page_is_left_out(tmp_path: Path) -> None:
    """Menus and footers are no part of the text of a page."""
    path = tmp_path / "page.html"
    path.write_text(
        "<html><head><title>T</title></head><body><nav>menu</nav><h1>Chairs</h1><p>Sit.</p><footer>foot</footer></body></html>",
        encoding="utf-8",
    )
    document = read_source(path).document
    assert (document.title, "menu" in document.text, "foot" in document.text) == ("Chairs", False, False)


def test_invisible_and_turning_characters_are_left_out() -> None:
    """A right-to-left override changes no word."""
    assert words_of("<p>ab\u202ecd\u200b\u0007</p>") == "abcd"


def test_markup_too_deep_is_refused_at_once() -> None:
    """The sanitiser would take its time."""
    with pytest.raises(SourceError, match="nests more than"):
        sanitise("<div>" * 100_000)


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "<p>",
                "</p>",
                "<table>",
                "<tr>",
                "<td>",
                "</table>",
                "<ol type=i>",
                "<li>",
                "</ol>",
                "<h1>",
                "</h1>",
                "x",
                "<!--",
                "-->",
                "<a href=",
                "&#x202e;",
                "<b",
                "\x00",
            ]
        ),
        max_size=30,
    )
)
def test_any_markup_gives_clean_blocks(parts: list[str]) -> None:
    """No order of tags breaks the reader or lets markup through."""
    for block in html_blocks("".join(parts)):
        assert block.text.strip() == block.text != ""
        assert "\u202e" not in block.text
        assert "\x00" not in block.text


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>So <math><mi>E</mi><mo>=</mo><msup><mi>c</mi><mn>2</mn></msup></math>.</p>", "So E = c^2 ."),
        ("<p>So <MATH><mi>a</mi><mo>&lt;</mo><mi>b</mi></MATH>.</p>", "So a < b ."),
        ("<p>So</p><math><mi>a</mi>", "So"),
        ("<p>x</p></math>", "x"),
    ],
)  # fmt: skip
def test_equations_are_text(html: str, expected: str) -> None:
    """On one line; one that is never closed is no equation."""
    assert words_of(html) == expected


def test_equations_without_end_take_no_time() -> None:
    """However many are opened."""
    assert words_of("<p>x</p>" + "<math >" * 200 + "</math>") == "x"


def test_a_table_made_to_grow_stays_as_large_as_its_file() -> None:
    """Cells that say they run over everything."""
    html = "<table>" + f"<tr><td rowspan=999 colspan=999>{'x' * 80}<td>y" * 400 + "</table>"
    assert len(words_of(html)) < 20 * len(html)


@pytest.mark.slow
def test_a_large_page_is_read_in_a_small_multiple_of_the_time_of_a_bare_parser() -> None:
    """2 MB of headings, paragraphs, lists and tables: processor time, best of three, against the parser of
    the standard library. (Asked are 2 times; a busy machine is left some room.)
    """
    part = (
        "<h2>Section {n}</h2><p class='x'>Résumé of <b>part {n}</b>: the Parties shall cooperate, as far as "
        "possible, &amp; report on it.</p><ul><li>one item</li><li>another</li></ul>"
        "<table><tr><td>Year</td><td>Amount</td></tr><tr><td>20{n}</td><td>{n}</td></tr></table>\n"
    )
    html = "".join(part.format(n=n) for n in range(8_000))

    class Bare(HTMLParser):
        def handle_data(self, data: str) -> None:
            said.append(data)

    def seconds(read: Callable[[], object]) -> float:
        begun = time.process_time()
        read()
        return time.process_time() - begun

    said: list[str] = []
    bare = min(seconds(lambda: Bare().feed(html)) for _ in range(3))
    assert min(seconds(lambda: html_blocks(html)) for _ in range(3)) < 3 * bare
