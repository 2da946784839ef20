"""Copies of a treaty as they go about: the same words in Markdown, HTML, Word and PDF, other markup."""

import io
import re
from collections.abc import Callable, Sequence
from html import escape

from ingest.readers.blocks import Block
from ingest.structure.headings import read_heading

Rendering = Callable[[Sequence[Block]], bytes]


def preamble_apart(blocks: Sequence[Block]) -> list[Block]:
    """With a heading above the preamble, where a text has it in front of its first words."""
    done: list[Block] = []
    for at, block in enumerate(blocks):
        if at == 1 and not block.level:
            done.append(Block("Preamble", 2))
            block = Block(block.text.removeprefix("Preamble"))
        done.append(block)
    return done


def _markdown(blocks: Sequence[Block], depth: Callable[[Block], int]) -> bytes:
    lines = ("#" * depth(b) + " " + b.text if b.level else b.text for b in blocks)
    return "\n\n".join(lines).encode()


def markdown(blocks: Sequence[Block]) -> bytes:
    """As the text has it: articles at the second depth."""
    return _markdown(blocks, lambda block: block.level)


def markdown_below_preamble(blocks: Sequence[Block]) -> bytes:
    """Articles and annexes one deeper than the preamble."""
    return _markdown(
        preamble_apart(blocks), lambda b: b.level if b.level == 1 or b.text == "Preamble" else b.level + 1
    )


def markdown_flat(blocks: Sequence[Block]) -> bytes:
    """Every heading at one depth, those of annexes, parts and their articles too."""
    return _markdown(preamble_apart(blocks), lambda b: min(b.level, 3) if b.level == 1 else 3)


def _page(parts: Sequence[str], title: str) -> bytes:
    return f"<html lang='en'><head><title>{title}</title></head><body>{''.join(parts)}</body></html>".encode()


def html_headings(blocks: Sequence[Block]) -> bytes:
    """Headings, the articles below that of the preamble."""
    parts = []
    for block in preamble_apart(blocks):
        depth = block.level if block.level == 1 or block.text == "Preamble" else block.level + 1
        tag = f"h{depth}" if block.level else "p"
        parts.append(f"<{tag}>{escape(block.text)}</{tag}>")
    return _page(parts, blocks[0].text)


def html_bold(blocks: Sequence[Block]) -> bytes:
    """No heading but bold paragraphs."""
    return _page(
        [f"<p><b>{escape(b.text)}</b></p>" if b.level else f"<p>{escape(b.text)}</p>" for b in blocks],
        "Text",
    )


def html_titles_below(blocks: Sequence[Block]) -> bytes:
    """A list of contents first, and the title of an article on the line below its number."""
    said = [(block, read_heading(block.text)) for block in blocks]
    entries = "".join(f"<li><a href='#x'>{escape(b.text)}</a></li>" for b, one in said if one and one.title)
    parts = [f"<h1>{escape(blocks[0].text)}</h1><ul>{entries}</ul>"]
    for block, one in said[1:]:
        if block.level and one and one.title:
            number = block.text[: -len(one.title)].rstrip(". ")
            parts.append(f"<h{block.level}>{number}</h{block.level}><p>{escape(one.title)}</p>")
        else:
            tag = f"h{block.level}" if block.level else "p"
            parts.append(f"<{tag}>{escape(block.text)}</{tag}>")
    return _page(parts, "Text")


def html_numbered(blocks: Sequence[Block]) -> bytes:
    """Headings without the word "Article", where they have a title."""
    parts = []
    for block in blocks:
        text = re.sub(r"^Article (?=[0-9]+\. )", "", block.text) if block.level else block.text
        tag = f"h{block.level}" if block.level else "p"
        parts.append(f"<{tag}>{escape(text)}</{tag}>")
    return _page(parts, "Text")


def word(blocks: Sequence[Block]) -> bytes:
    """Word with styles of headings."""
    from docx import Document

    document = Document()
    for block in blocks:
        document.add_paragraph(block.text, style=f"Heading {block.level}" if block.level else None)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def pdf(blocks: Sequence[Block]) -> bytes:
    """PDF of set paragraphs, page after page."""
    from reportlab.lib.styles import getSampleStyleSheet
    from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer

    styles = getSampleStyleSheet()
    flow = []
    for block in blocks:
        style = styles["Heading2" if block.level else "BodyText"]
        flow += [Paragraph(escape(block.text), style), Spacer(1, 6)]
    out = io.BytesIO()
    SimpleDocTemplate(out, invariant=1).build(flow)
    return out.getvalue()


RENDERINGS: dict[str, Rendering] = {
    "as-it-is.md": markdown,
    "below-preamble.md": markdown_below_preamble,
    "flat.md": markdown_flat,
    "headings.html": html_headings,
    "bold.html": html_bold,
    "titles-below.html": html_titles_below,
    "styles.docx": word,
    "pages.pdf": pdf,
}
