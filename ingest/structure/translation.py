"""A text in another language, read so that its provisions get the locators of the English one."""

import re
from pathlib import Path

from ingest.model import Document, Provision
from ingest.readers.blocks import Block
from ingest.readers.formats import read_blocks
from ingest.readers.lines import Line, join_lines
from ingest.readers.pdf import read_lines
from ingest.structure.treaty import parse

_NUMBER = r"(?P<n>[0-9]{1,3}|premier|1er|[一二三四五六七八九十百]+|[IVX]+)"
_WORDS: dict[str, tuple[tuple[str, str], ...]] = {
    "fr": (
        ("Article", rf"Article\s+{_NUMBER}"),
        ("Annex", r"Annexe(?:\s+(?P<n>[IVX]+|[0-9]{1,2}))?"),
        ("Part", rf"Partie\s+{_NUMBER}"),
    ),
    "es": (
        ("Article", rf"Artículo\s+{_NUMBER}"),
        ("Annex", r"Anexo(?:\s+(?P<n>[IVX]+|[0-9]{1,2}))?"),
        ("Part", rf"Parte\s+{_NUMBER}"),
    ),
    "ru": (
        ("Article", rf"Статья\s+{_NUMBER}"),
        ("Annex", r"Приложение(?:\s+(?P<n>[IVX]+|[0-9]{1,2}))?"),
        ("Part", rf"Часть\s+{_NUMBER}"),
    ),
    "zh": (("Article", rf"第\s*{_NUMBER}\s*条"), ("Annex", r"附件(?:\s*(?P<n>[一二三四五六]|[IVX]+))?")),
    "ar": (("Article", r"المادة\s+(?P<n>[0-9]{1,3})"), ("Annex", r"المرفق(?:\s+(?P<n>[IVX]+|[0-9]{1,2}))?")),
}
_PREAMBLE = re.compile(r"(?:Préambule|Preámbulo|Преамбула|序言|الديباجة)", re.I)
_DIGITS = {digit: value for value, digit in enumerate("一二三四五六七八九十", start=1)}


def read_translation(path: Path, document: Document) -> dict[str, Provision]:
    """Provisions by locator. Raises SourceError as every reader does."""
    if path.suffix.lower() == ".pdf":
        # A heading in another language is none to the reader of lines: it is given the English word first.
        lines = [
            Line(_heading(line.text, document.language) or line.text, line.page) for line in read_lines(path)
        ]
        blocks = join_lines(lines)
    else:
        found = read_blocks(path, path.read_bytes())[1]
        blocks = [_translated(block, document.language) for block in found]
    return {provision.locator: provision for provision in parse(document, blocks)[1]}


def _translated(block: Block, language: str) -> Block:
    heading = _heading(block.text, language) if len(block.text) < 160 else None
    level = 2 if heading and not heading.startswith("Part") else 3
    return Block(heading, block.level or level, block.page) if heading else block


def _heading(line: str, language: str) -> str | None:
    """The line with the English word for its article or annex; None where it is no heading."""
    text = line.strip()
    if _PREAMBLE.fullmatch(text):
        return "Preamble"
    for english, pattern in _WORDS.get(language, ()):
        match = re.match(rf"{pattern}(?P<rest>\s*[.:–-]?\s*(?P<title>\S.*)?)$", text, re.I)
        if (
            match
            and not (match["title"] or "").endswith((";", ","))
            and (not match["title"] or not match["title"][0].islower())
        ):
            number = _arabic(match["n"] or "")
            return f"{english} {number}".strip() + (f". {match['title']}" if match["title"] else "")
    return None


def _arabic(words: str) -> str:
    if words.lower() in {"premier", "1er"}:
        return "1"
    if words and all(digit in _DIGITS for digit in words):
        if "十" not in words:
            return str(_DIGITS[words[0]])
        tens, _, ones = words.partition("十")
        return str((_DIGITS[tens] if tens else 1) * 10 + (_DIGITS[ones] if ones else 0))
    return words.upper()
