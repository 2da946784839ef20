"""A made document as the bytes of its file, in the plain formats; Word, slides and PDF have modules of their
own.
"""

from collections.abc import Callable, Iterator, Mapping
from html import escape
from itertools import groupby
from pathlib import Path

from evaluation.own.documents import Block, Made, Sort
from evaluation.own.pdf import pdf
from evaluation.own.presentation import presentation
from evaluation.own.word import word

_PAGE = """<!DOCTYPE html>
<html lang="{lang}" dir="{direction}">
<head><meta charset="utf-8"><title>{title}</title><style>td {{ padding: 4px }}</style></head>
<body>
<nav><a href="/">Home</a> <a href="/search">Search</a></nav>
<main>
{main}
</main>
<footer><a href="/imprint">Imprint</a></footer>
</body>
</html>
"""


def html(made: Made) -> bytes:
    """A page with a bar above and a foot below, as sites have them."""
    page = _PAGE.format(
        lang=made.lang,
        direction="rtl" if made.lang == "ar" else "ltr",
        title=escape(made.title),
        main="\n".join(_elements(made)),
    )
    return page.encode()


def _elements(made: Made) -> Iterator[str]:
    for items, blocks in groupby(made.blocks, key=lambda block: block.sort is Sort.ITEM):
        found = "\n".join(map(_element, blocks))
        yield f"<ul>\n{found}\n</ul>" if items else found


def _element(block: Block) -> str:
    if block.sort is Sort.TABLE:
        head, *rows = (
            "".join(f"<{tag}>{escape(cell)}</{tag}>" for cell in row)
            for row, tag in zip(block.rows, ["th", *["td"] * len(block.rows)], strict=False)
        )
        body = "".join(f"<tr>{row}</tr>\n" for row in rows)
        return f"<table>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{body}</tbody>\n</table>"
    tag = {Sort.HEADING: f"h{block.level}", Sort.ITEM: "li", Sort.BREAK: ""}.get(block.sort, "p")
    return f"<{tag}>{escape(block.text)}</{tag}>" if tag else "<hr>"


def markdown(made: Made) -> bytes:
    """Markdown, with the line below the head of a table that it wants."""
    return "\n".join(_marked(made)).encode()


def _marked(made: Made) -> Iterator[str]:
    for block in made.blocks:
        if block.sort is Sort.TABLE:
            head, *rows = (f"| {' | '.join(row)} |" for row in block.rows)
            yield from (head, "|---" * len(block.rows[0]) + "|", *rows, "")
        elif block.sort is Sort.ITEM:
            yield f"- {block.text}"
        elif block.sort is not Sort.BREAK:
            yield from ("#" * block.level + " " * bool(block.level) + block.text, "")


def text(made: Made) -> bytes:
    """Plain text: a blank line between paragraphs, and nothing else."""
    return "\n\n".join(made.words.splitlines()).encode()


RENDERERS: Mapping[str, Callable[[Made], bytes]] = {
    ".docx": word, ".html": html, ".md": markdown, ".pdf": pdf, ".pptx": presentation, ".txt": text,
}  # fmt: skip


def write_files(documents: tuple[Made, ...], folder: Path) -> dict[str, Path]:
    """Write every document to the folder under its own name; the paths by the document's id."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = {made.id: folder / made.file for made in documents}
    for made in documents:
        paths[made.id].write_bytes(RENDERERS[made.format](made))
    return paths
