"""The frame: what machines are told in the head, and that no page can break out of it."""

import json
import re

from assistant.api.html.frame import Page, Place, framed
from assistant.api.html.markup import Markup, link, tag
from assistant.words.store import languages

SHELL = (
    b'<!doctype html>\n<html data-signs-in lang="en">\n<head>\n<title>x</title>\n'
    b'<meta name="description" content="x">\n<script src="/static/a.js"></script>\n</head>\n'
    b"<body>\n<main>here</main>\n<noscript>no</noscript>\n</body>\n</html>\n"
)
PLACE = Place("https://ask.example.org", "/p/cbd/art-8", "fr", asked=True, indexed=True)
HOSTILE = '</title></script><script>alert(1)</script>"><img src=x onerror=y>'


def written(page: Page, place: Place = PLACE) -> str:
    """The whole page."""
    return framed(SHELL, place, page).decode()


def test_a_page_has_one_title_and_one_body() -> None:
    """Those of the frame go, all else of it stays."""
    page = written(Page("Title", "What it\n is.", tag("h1", "Head")))

    assert page.startswith('<!doctype html>\n<html data-signs-in lang="fr" dir="ltr">')
    assert re.findall(r"<title>(.*?)</title>", page) == ["Title"]
    assert re.findall(r'<meta name="description" content="(.*?)">', page) == ["What it is."]
    assert page.count("<main") == page.count("<h1>") == page.count("<body>") == 1
    assert "noscript" not in page
    assert '<script src="/static/a.js"></script>' in page
    assert page.endswith("</body>\n</html>\n")


def test_search_engines_are_told_each_language() -> None:
    """The address of this very page, one a language, and one for whoever comes."""
    page = written(Page("x", "x", Markup()))
    tongues = dict(re.findall(r'rel="alternate" hreflang="([\w-]+)" href="([^"]+)"', page))

    assert set(tongues) == {*languages(), "x-default"}
    assert tongues["zh"] == "https://ask.example.org/p/cbd/art-8?lang=zh"
    assert tongues["x-default"] == "https://ask.example.org/p/cbd/art-8"
    assert '<link rel="canonical" href="https://ask.example.org/p/cbd/art-8?lang=fr">' in page
    unasked = written(Page("x", "x", Markup()), Place("https://a.org", "/x", "fr"))
    assert '<link rel="canonical" href="https://a.org/x">' in unasked
    assert '<meta name="robots" content="noindex">' in unasked


def test_a_language_that_was_asked_for_is_kept() -> None:
    """By every link within the site that a page has, and by no other."""
    main = tag("p", link("/p/cbd#x", "a"), link("https://www.cbd.int/p", "b"))
    page = written(Page("x", "x", main))

    assert 'href="/p/cbd?lang=fr#x"' in page
    assert 'href="https://www.cbd.int/p"' in page
    assert 'class="brand"' in page
    assert 'href="/p/cbd#x"' in written(Page("x", "x", main), Place("https://a.org", "/x", "fr"))


def test_data_cannot_end_its_block() -> None:
    """A hostile document is data, and text."""
    data = {"@type": "Legislation", "@id": "/p/x y", "name": HOSTILE, "hasPart": [{"@id": "/p/z"}]}
    page = written(Page(HOSTILE, HOSTILE, tag("p", HOSTILE), data))
    blocks = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page)

    assert len(blocks) == 1
    told = json.loads(blocks[0])
    assert told["name"] == HOSTILE
    assert told["@id"] == "https://ask.example.org/p/x%20y"
    assert told["hasPart"] == [{"@id": "https://ask.example.org/p/z"}]
    assert told["url"] == "https://ask.example.org/p/cbd/art-8?lang=fr"
    assert page.count("<script") == 2
    assert "<img" not in page
