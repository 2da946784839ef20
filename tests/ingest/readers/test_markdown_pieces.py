"""The pieces of a Markdown text: lines, text between fences, parts of web pages."""

import pytest

from ingest.readers.markdown_pieces import Markup, Verbatim, pieces


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("a\n\nb", ["a", "", "b"]),
        ("a\n```text\n# no heading\n\nb\n```\nc", ["a", Verbatim(("# no heading", "", "b")), "c"]),
        ("~~~\na\n```\n~~~", [Verbatim(("a", "```"))]),
        ("```\nnever closed", ["```", "never closed"]),
        ("<div>\n\n<div>a</div>\n</div>\nb", [Markup("<div>\n\n<div>a</div>\n</div>"), "b"]),
        ("<TABLE><tr><td>a</td></tr></TABLE>\nb", [Markup("<TABLE><tr><td>a</td></tr></TABLE>"), "b"]),
        ("<table>\nnever closed", ["<table>", "never closed"]),
        ("a <table> is\n<b>b</b>", ["a <table> is", "<b>b</b>"]),
    ],
)
def test_pieces_are_lines_or_read_as_one(body: str, expected: list[str | Verbatim | Markup]) -> None:
    """What is never closed is a line like others."""
    assert list(pieces(body)) == expected


def test_elements_that_are_never_closed_cost_no_time() -> None:
    """After some of them no other is looked for."""
    assert len(list(pieces("<div>\n" * 100_000))) == 100_000
