"""Markup: what is put into it stays text, and links lead where a reader may be sent."""

import pytest

from assistant.api.html.markup import Markup, items, link, spoken, tag, text

HOSTILE = '</p><script>alert("1")</script>&'


def test_text_stays_text() -> None:
    """In words, in lists of words and in attributes; markup alone is taken as it is."""
    told = tag("p", HOSTILE, [HOSTILE, [Markup("<b>x</b>"), 3, None]], title=HOSTILE, class_="a", lang=None)

    assert told.count("<script") == 0
    assert told.count("<b>x</b>3</p>") == 1
    assert told.startswith(
        '<p title="&lt;/p&gt;&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;&amp;" class="a">'
    )
    assert "lang" not in told


@pytest.mark.parametrize("address", ["javascript:alert(1)", "data:text/html,x", "//evil.org/x", "evil", ""])
def test_what_is_no_address_is_no_link(address: str) -> None:
    """Its words stay."""
    assert link(address, "words") == "words"


def test_links_and_lists() -> None:
    """A path and an https address are links; a list of nothing is nothing."""
    assert link("/p/cbd", "x", rel="up") == '<a href="/p/cbd" rel="up">x</a>'
    assert link("https://www.cbd.int/a", "x") == '<a href="https://www.cbd.int/a">x</a>'
    assert items([]) is None
    assert items(["a", text("b")]) == "<ul><li>a</li><li>b</li></ul>"
    assert tag("link", rel="x") == '<link rel="x">'


@pytest.mark.parametrize(
    ("language", "direction"), [("ar", "rtl"), ("ar-EG", "rtl"), ("he", "rtl"), ("arn", "ltr"), ("xx", "ltr")]
)
def test_words_have_their_direction(language: str, direction: str) -> None:
    """By language, not by how its name begins."""
    assert spoken(language) == {"lang": language, "dir": direction}
