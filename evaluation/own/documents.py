"""The made documents: what each is, and its words as blocks, which every format is rendered from.

The words lie in `documents/ID.txt`, in a small part of Markdown: `#` headings, `- ` items, `| cell |` rows of
a table (the first is its head), `> ` notes of a speaker, `===` a new page; each other line is a paragraph.
"""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import Enum
from itertools import groupby
from pathlib import Path

from ingest.errors import EvaluationError
from ingest.vocabulary import LANGUAGES

HOME = Path(__file__).resolve().parent
MANIFEST, TEXTS = "manifest.toml", "documents"
# those that measure, others that the encoder learns from, others that models are fitted on over it, and some
# that are asked about in everyday words and measure, too
FOLDERS = {"made": HOME} | {name: HOME / name for name in ("lessons", "training", "everyday")}
FORMATS = (".docx", ".html", ".md", ".pdf", ".pptx", ".txt")
PAGED = (".pdf", ".pptx")  # slides are pages


class Sort(Enum):
    """What a block is."""

    HEADING = "#"
    ITEM = "-"
    TABLE = "|"
    NOTE = ">"
    BREAK = "="
    WORDS = ""


@dataclass(frozen=True, slots=True)
class Block:
    """A heading with its level, a paragraph, an item, a note, the rows of a table, or a new page."""

    sort: Sort
    text: str = ""
    level: int = 0
    rows: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Made:
    """A made document: `file` is the name under which it is added. `head` runs over every page but the first,
    `contents` is what its list of contents is headed by ("": it has none), `columns` how many a page has, and
    `bold` says that its headings are bold paragraphs, as they are where nobody uses styles.
    """

    id: str
    sort: str
    lang: str
    file: str
    head: str = ""
    contents: str = ""
    columns: int = 1
    bold: bool = False
    blocks: tuple[Block, ...] = field(default=(), repr=False)

    @property
    def format(self) -> str:
        """The suffix of its file."""
        return Path(self.file).suffix

    @property
    def paged(self) -> bool:
        """Whether its file has pages that can be cited."""
        return self.format in PAGED

    @property
    def title(self) -> str:
        """Its first heading; "" for one without."""
        return next((block.text for block in self.blocks if block.sort is Sort.HEADING), "")

    @property
    def words(self) -> str:
        """All that can be quoted of it, a block a line and the cells of a row with bars between them."""
        return "\n".join(self.sections)

    @property
    def sections(self) -> tuple[str, ...]:
        """The same from one heading to the next."""
        sections: list[list[str]] = [[]]
        for block in self.blocks:
            if block.sort is Sort.HEADING:
                sections.append([])
            if block.sort is not Sort.BREAK:
                sections[-1].append(_line(block))
        return tuple("\n".join(lines) for lines in sections if lines)


def read_documents(folder: Path = HOME) -> tuple[Made, ...]:
    """The documents of a folder in the order of its manifest. Raises EvaluationError that says what is wrong
    with it.
    """
    manifest, texts = folder / MANIFEST, folder / TEXTS
    try:
        records = tomllib.loads(manifest.read_text(encoding="utf-8"))["document"]
        made = tuple(
            Made(**record, blocks=blocks_of((texts / f"{record['id']}.txt").read_text(encoding="utf-8")))
            for record in records
        )
    except (OSError, KeyError, TypeError, tomllib.TOMLDecodeError) as error:
        raise EvaluationError(
            f"{manifest.name}: the made documents cannot be read ({type(error).__name__}: {error}).",
            "See evaluation/README.md.",
        ) from error
    for one in made:
        if one.lang not in LANGUAGES or one.format not in FORMATS:
            raise EvaluationError(
                f"{manifest.name}: {one.id} is in '{one.lang}', as '{one.format}'.",
                f"Languages are {', '.join(LANGUAGES)}; formats {', '.join(FORMATS)}.",
            )
    return made


def blocks_of(text: str) -> tuple[Block, ...]:
    """The blocks of a text; lines of a table that follow on each other are one."""
    lines = (line.strip() for line in text.splitlines())
    kinds = groupby((line for line in lines), key=lambda line: line.startswith("|"))
    return tuple(
        block
        for table, found in kinds
        for block in ([_table(found)] if table else map(_block, filter(None, found)))
    )


def _block(line: str) -> Block:
    mark, _, words = line.partition(" ")
    if mark and not mark.strip("#"):
        return Block(Sort.HEADING, words.strip(), len(mark))
    if mark and not mark.strip("="):
        return Block(Sort.BREAK)
    if mark in {"-", ">"}:
        return Block(Sort(mark), words.strip())
    return Block(Sort.WORDS, line)


def _table(lines: Iterable[str]) -> Block:
    rows = (tuple(cell.strip() for cell in line.strip("|").split("|")) for line in lines)
    return Block(Sort.TABLE, rows=tuple(rows))


def _line(block: Block) -> str:
    return "\n".join(" | ".join(row) for row in block.rows) if block.rows else block.text
