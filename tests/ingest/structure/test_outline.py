"""A law is outlined by what its headings say, however a copy sets them."""

from collections.abc import Sequence

import pytest

from ingest.model import Document
from ingest.readers.blocks import Block
from ingest.readers.html import html_blocks
from ingest.readers.lines import Line, join_lines
from ingest.readers.markdown import read_markdown
from ingest.structure.outline import article_headings, outlined, sort_of_numbered, titled
from ingest.structure.treaty import parse

LAW = Document("law", "convention", "The Law", "Law")
REPORT = Document("law", "other", "The Law", "Law")
NINE = range(1, 10)


def locators(blocks: Sequence[Block], document: Document = LAW) -> list[str]:
    """Of the provisions below the document."""
    return [p.locator.removeprefix("law/") for p in parse(document, blocks)[1][1:]]


def articles(numbers: Sequence[object] = NINE) -> list[str]:
    """Their locators."""
    return [f"art-{number}" for number in numbers]


def markdown(depth: str, before: str = "") -> list[Block]:
    """A law of nine articles, at that depth."""
    return read_markdown(before + "\n\n".join(f"{depth} Article {n}. T{n}\n\nText {n}." for n in NINE))


@pytest.mark.parametrize("document", [LAW, REPORT], ids=["treaty", "document"])
@pytest.mark.parametrize("depth", ["#", "##", "###", "####"])
@pytest.mark.parametrize("before", ["", "## Preamble\n\nWe,\n\n", "We, the Parties,\n\n"])
def test_articles_never_stand_in_the_preamble(document: Document, depth: str, before: str) -> None:
    """However deep they are printed, with a heading above it or without."""
    found = locators(markdown(depth, f"# The Law\n\n{before}"), document)
    assert [name for name in found if "art" in name] == articles()


def test_articles_never_stand_in_one_another() -> None:
    """A slip in the depth of one heading moves nothing."""
    text = "\n\n".join(f"{'###' if n % 3 == 0 else '##'} Article {n}. T\n\nText." for n in NINE)
    assert locators(read_markdown(f"# The Law\n\n{text}")) == articles()


@pytest.mark.parametrize(
    "page",
    [
        "<h2>Preamble</h2><p>We,</p>" + "".join(f"<h3>Article {n}</h3><p>Text {n}.</p>" for n in NINE),
        "<p>We,</p>" + "".join(f"<p><b>Article {n}. Title {n}</b></p><p>Text {n}.</p>" for n in NINE),
        "<p>We,</p>" + "".join(f"<p>ARTICLE {n}</p><p>Title {n}</p><p>Text {n}.</p>" for n in NINE),
        "<p>We,</p>" + "".join(f"<h4>Article {n}</h4><h4>Title {n}</h4><p>Text {n}.</p>" for n in NINE),
        "<p>We,</p>" + "".join(f"<h2>Article {n}</h2><h3>Title {n}</h3><p>Text {n}.</p>" for n in NINE),
        "<p>We,</p>"
        + "".join(f"<p><strong>Article {n}</strong> – Title {n}</p><p>Text {n}.</p>" for n in NINE),
    ],
    ids=["preamble", "bold", "title below", "two headings", "title deeper", "number"],
)
def test_pages_of_laws(page: str) -> None:
    """As web pages set them."""
    found = locators(html_blocks(f"<h1>The Law</h1>{page}"))
    assert [name for name in found if not name.startswith("preamble")] == articles()


def test_titles_on_the_next_line_are_titles() -> None:
    """And no words of the article."""
    page = "<h1>The Law</h1>" + "".join(
        f"<p>Article {n}</p><p>On boxes {n}</p><p>Text {n}.</p>" for n in NINE
    )
    third = parse(LAW, html_blocks(page))[1][3]
    assert (third.locator, third.heading, third.text) == ("law/art-3", "On boxes 3", "Text 3.")


def test_a_sentence_that_begins_with_an_article_is_no_heading() -> None:
    """Whatever number it names."""
    words = ["Article 5 of the Convention says so.", "Article 6 applies, too,", "Article 7 was deleted."]
    found = outlined([Block(text) for text in words])
    assert not [block for block in found if block.level]


def test_an_article_bis_has_an_address_of_its_own() -> None:
    """Beside the one it follows."""
    text = "\n\n".join(f"## Article {n}. T\n\nText of {n}." for n in ("5", "6", "6 bis", "6 ter", "7"))
    _, found = parse(LAW, read_markdown(text))
    assert [(p.locator, p.label) for p in found[3:5]] == [
        ("law/art-6-bis", "Law, Article 6 bis"),
        ("law/art-6-ter", "Law, Article 6 ter"),
    ]


@pytest.mark.parametrize(
    "entries",
    [
        "\n".join(f"- Article {n}. Title {n}" for n in NINE),
        "\n".join(f"- [Article {n}. Title {n}](#article-{n})" for n in NINE),
        "\n\n".join(f"Article {n}. Title {n} ........ {n}" for n in NINE),
        "\n\n".join(f"Article {n}. Title {n}" for n in NINE),
        "\n\n".join(f"## Article {n}. Title {n}" for n in NINE),
    ],
    ids=["list", "links", "dots", "lines", "headings"],
)
def test_a_line_of_the_contents_is_not_the_article(entries: str) -> None:
    """The articles come below, with their words."""
    body = "\n\n".join(f"## Article {n}. Title {n}\n\nText {n}." for n in NINE)
    _, found = parse(LAW, read_markdown(f"# The Law\n\n## Contents\n\n{entries}\n\n{body}"))
    by_name = {p.locator: p.text for p in found}
    assert [by_name[f"law/art-{n}"] for n in NINE] == [f"Text {n}." for n in NINE]
    assert not [name for name in by_name if "~" in name]


def test_sections_of_an_act_behind_their_arrangement() -> None:
    """A statute numbers its sections without a word, after a list of them; its paragraphs are (1), (2)."""
    lines = ["BOXES ACT", "", "ARRANGEMENT OF SECTIONS", "", *(f"{n}. Title {n}" for n in NINE), ""]
    for n in NINE:
        words = "The Minister shall, by section 3 of this Act, keep boxes in the country as long as needed."
        lines += [f"{n}. Title {n}", "", f"(1) {words}", "", f"(2) No box {n} is kept.", ""]
    blocks = join_lines([Line(text) for text in lines])
    assert sort_of_numbered(blocks) == "sec"
    found = locators(blocks, REPORT)
    assert [name for name in found if name.startswith("sec")][:6] == [
        "sec-1", "sec-1/para-1", "sec-1/para-2", "sec-2", "sec-2/para-1", "sec-2/para-2",
    ]  # fmt: skip
    assert not [name for name in found if "~" in name]


@pytest.mark.parametrize(
    "opening",
    [
        "# Terms of reference\n\nThe country acceded to the Nagoya Protocol in 2021.",
        "# Guide to the Nagoya Protocol",
        "# National report on implementing the Convention",
    ],
)
def test_who_speaks_of_a_law_is_none(opening: str) -> None:
    """Numbered headings below such words are sections of a report."""
    body = "\n\n".join(f"## {n}. Title {n}\n\n1. One.\n\n2. Two." for n in NINE)
    assert sort_of_numbered(read_markdown(f"{opening}\n\n{body}")) == ""


def test_headings_without_the_word_are_articles_of_a_law_alone() -> None:
    """The same headings in a report open nothing of the kind."""
    body = "\n\n".join(f"## {n}. Title {n}\n\n1. One.\n\n2. Two." for n in NINE)
    law, report = (
        read_markdown(f"# {title}\n\n{body}") for title in ("Treaty of the Boxes", "Annual report")
    )
    assert (sort_of_numbered(law), sort_of_numbered(report)) == ("art", "")
    assert locators(law)[:4] == ["art-1", "art-1/para-1", "art-1/para-2", "art-2"]
    assert locators(report, REPORT)[:4] == ["head-1", "head-1/para-1", "head-1/para-2", "head-2"]


def test_annexes_of_a_flat_copy_hold_their_articles() -> None:
    """Where every heading has one depth, articles behind an annex are its own, and parts stand in it."""
    names = ["Article 1. A", "Article 2. B", "Annex I. C", "Aim", "Annex II", "Part 1. D", "Article 1",
             "Article 2", "Part 2. E", "Article 1"]  # fmt: skip
    text = "\n\n".join(f"### {name}\n\nText of {name.lower()}." for name in names)
    found = [name for name in locators(read_markdown(f"# The Law\n\n{text}")) if "text" not in name]
    assert found == [
        "art-1", "art-2", "annex-1", "annex-2", "annex-2/part-1", "annex-2/part-1/art-1",
        "annex-2/part-1/art-2", "annex-2/part-2", "annex-2/part-2/art-1",
    ]  # fmt: skip


def test_an_article_behind_an_annex_that_goes_on_counting_is_of_the_law() -> None:
    """An annex in the middle swallows nothing."""
    text = "## Article 1. A\n\nT.\n\n## Annex I. B\n\nT.\n\n## Article 2. C\n\nT."
    assert locators(read_markdown(text)) == ["art-1", "annex-1", "art-2"]


def test_numbered_paragraphs_below_headings_have_addresses() -> None:
    """In a plain document too, with their items; what has no number stays the heading's."""
    text = "## Money\n\nIt is short.\n\n1. Asks a.\n\n2. Asks b:\n\n(a) To c;\n\n## Tools\n\n3. Takes d."
    _, found = parse(REPORT, read_markdown(text))
    assert [(p.locator, p.chapeau) for p in found[1:]] == [
        ("law/head-1", "It is short."), ("law/head-1/para-1", "Asks a."), ("law/head-1/para-2", "Asks b:"),
        ("law/head-1/para-2/item-a", "To c;"), ("law/head-2", ""), ("law/head-2/para-3", "Takes d."),
    ]  # fmt: skip


def test_a_broken_title_is_mended() -> None:
    """Where it cannot end, or the next line cannot begin a text."""
    blocks = [Block("Article 7. Use of the", 2), Block("Procedure", 5), Block("1. One.")]
    assert [block.text for block in outlined(blocks)] == ["Article 7. Use of the Procedure", "1. One."]
    kept = [Block("Article 7. Use", 2), Block("Procedure", 3), Block("1. One.")]
    assert outlined(kept) == kept
    listed = [Block("Article 7. Use", 2), Block("a) the boxes"), Block("b) the lamps")]
    assert outlined(listed) == listed


def test_a_title_set_as_lines_is_a_heading() -> None:
    """Of one line or of several, and nothing else."""
    lines = [Block("TREATY OF"), Block("THE BOXES"), Block("We, the Parties,")]
    assert [block.level for block in titled(lines, "Treaty of the Boxes")] == [1, 1, 0]
    assert titled(lines, "Treaty of the Lamps") == lines
    assert titled(lines, "Treaty of the Boxes and Lamps") == lines


def test_article_headings_are_counted() -> None:
    """Those of headings alone."""
    blocks = [Block("Article 1. A", 2), Block("Article 2. B"), Block("Annex", 2)]
    assert [one.number for one in article_headings(blocks)] == ["1"]


def test_a_list_of_contents_goes_with_its_heading_though_its_entries_are_shorter() -> None:
    """One is spelt otherwise, the others begin headings that go on; no text stands under "ÍNDICE"."""
    rest = ["TÍTULO III El poder", "TÍTULO IV Las reformas", "TÍTULO V Las transitorias"]
    names = ["TÍTULO I La persona", "TITULO II El Estado", *rest]
    titles = [name.replace("TITULO II El", "TÍTULO II Del") + " CAPÍTULO ÚNICO" for name in names]
    blocks = [Block("ÍNDICE", 2), *(Block(name, 3) for name in names)]
    for number, title in enumerate(titles, start=1):
        blocks += [Block(title, 3), Block(f"Artículo {number}. Se garantiza la vida.")]

    found = [block.text for block in outlined(blocks) if block.level]

    assert "ÍNDICE" not in found
    assert found[0] == titles[0]
    assert not [name for name in names if name in found]
