"""Intake: the one door through which files come to this floor. It alone knows how `ingest` reads them.

Whoever has a file asks here whether it is one that is read, what it is, and what stands in it; and what the
corpus that comes with the project has already.
"""

from collections.abc import Iterator, Mapping
from functools import cache
from itertools import groupby
from pathlib import Path

import yaml

from ingest.corpus.guide import STATES, read_guide, read_translations
from ingest.corpus.language import language_name
from ingest.corpus.load import SetAside, load_corpus, load_library, try_build
from ingest.corpus.recognise import FRONT_MATTER, Recognition, recognise
from ingest.corpus.source import read_source
from ingest.embedded import embedded_folder
from ingest.errors import SourceError
from ingest.locator import decision_label
from ingest.model import Document, Provision
from ingest.readers.blocks import Block
from ingest.readers.clean import clean_line, shown
from ingest.readers.formats import FORMATS
from ingest.readers.front_matter import split_front_matter
from ingest.readers.lines import join_lines
from ingest.readers.markdown import read_markdown
from ingest.readers.office import check_package
from ingest.readers.pdf import read_lines
from ingest.readers.text import MAX_BYTES, decode
from ingest.structure.decision_record import decision_of, languages_of, load_tree
from ingest.structure.decision_tree import DISCLAIMER, NOT_STATED, read_tree
from ingest.structure.translation import read_translation

# what passes the door as it is
__all__ = [
    "DISCLAIMER",
    "FRONT_MATTER",
    "NOT_STATED",
    "STATES",
    "Recognition",
    "SetAside",
    "check_content",
    "check_document_name",
    "clean_line",
    "decision_of",
    "described",
    "document_bytes",
    "document_suffixes",
    "embedded_documents",
    "front_matter",
    "guide_folder",
    "is_document",
    "language_name",
    "languages_of",
    "load_library",
    "load_tree",
    "markdown_body",
    "pdf_pages",
    "provisions_in",
    "read_guide",
    "read_markdown",
    "read_translations",
    "recognise",
    "shown",
    "try_build",
    "unlabelled",
    "workbook_bytes",
]


def is_document(path: Path) -> bool:
    """Whether files of that name are read at all."""
    return path.suffix.lower() in FORMATS


def document_bytes(path: Path) -> bytes:
    """What is in a file that can be a document. Raises SourceError for one that cannot."""
    check_document_name(path.name)
    return _bytes(path)


def check_document_name(name: str) -> None:
    """Raises SourceError for the name of a file that is not read."""
    path = Path(name)
    if not is_document(path):
        raise SourceError(
            f"{shown(name)}: files of type {shown(path.suffix) or '(none)'} are not read.",
            f"Save it as one of {', '.join(document_suffixes())}.",
        )


def document_suffixes() -> list[str]:
    """How the names of files end that are read."""
    return sorted(FORMATS)


def _bytes(path: Path) -> bytes:
    """What is in a file that is neither missing, nor empty, nor too large. Raises SourceError."""
    name = shown(path.name)
    try:
        if not path.is_file():
            raise SourceError(f"{name}: there is no such file.", "Check the name.")
        if path.stat().st_size > MAX_BYTES:
            size = f"{path.stat().st_size / 2**20:,.0f} MiB, more than {MAX_BYTES // 2**20} are not read."
            raise SourceError(f"{name}: {size}", "Split it and give the parts.")
        raw = path.read_bytes()
    except OSError as error:
        raise SourceError(
            f"{name}: cannot be read ({error.strerror}).", "Check the file and its permissions."
        ) from error
    check_content(path.name, raw)
    return raw


def check_content(name: str, raw: bytes) -> None:
    """Raises SourceError for an empty file, or one of zeros that a broken copy left."""
    if not raw.strip(b" \t\r\n\0"):
        raise SourceError(f"{shown(name)}: the file is empty.", "Give it content.")


def workbook_bytes(path: Path) -> bytes:
    """What is in a workbook that is fit to be opened. Raises SourceError for a file that is none."""
    name = shown(path.name)
    if path.suffix.lower() != ".xlsx":
        raise SourceError(f"{name}: this is no .xlsx workbook.", "Save it as .xlsx and give that.")
    raw = _bytes(path)
    check_package(path, raw)
    return raw


def guide_folder() -> Path:
    """Where the guide lies that comes with the project."""
    return embedded_folder() / "guide"


def front_matter(front: Mapping[str, object]) -> str:
    """Front matter as a file has it."""
    return yaml.safe_dump(dict(front), allow_unicode=True, sort_keys=False)


def described(path: Path, raw: bytes, front: Mapping[str, object]) -> bytes:
    """A Markdown file with this front matter over what it says of itself. Raises SourceError."""
    given, body = split_front_matter(path, decode(path, raw))
    return f"---\n{front_matter({**given, **front})}---\n\n{body.lstrip()}".encode()


def unlabelled(path: Path, raw: bytes, *names: str) -> bytes:
    """A Markdown file without what these fields of its front matter say. Raises SourceError."""
    given, body = split_front_matter(path, decode(path, raw))
    left = {name: value for name, value in given.items() if name not in names}
    return f"---\n{front_matter(left)}---\n\n{body.lstrip()}".encode()


def markdown_body(path: Path, raw: bytes) -> tuple[str, int]:
    """The text of a file without its front matter, and how many lines that takes. Raises SourceError."""
    text = decode(path, raw)
    body = split_front_matter(path, text)[1]
    return body, text.count("\n", 0, len(text) - len(body))


def pdf_pages(path: Path) -> Iterator[tuple[int | None, list[Block]]]:
    """The blocks of a PDF page by page, unlike in a document, where they run on. Raises SourceError."""
    for number, lines in groupby(read_lines(path), key=lambda line: line.page):
        yield number, join_lines(list(lines))


def provisions_in(path: Path, document: str, language: str) -> dict[str, Provision]:
    """The provisions of an official file in one of its languages, by locator. Raises SourceError."""
    if path.suffix == ".json":
        raw = path.read_bytes()
        if language not in languages_of(load_tree(path.name, raw)):
            return {}
        return {provision.locator: provision for provision in read_tree(path.name, raw, language)[1]}
    if language == "en":
        return {provision.locator: provision for provision in read_source(path).provisions}
    kind = "decision" if "/" in document else "convention"
    short = decision_label(document) or document
    return read_translation(path, Document(document, kind, short, short, language=language))


@cache
def embedded_documents() -> frozenset[str]:
    """Ids of the corpus that comes with the project, documents of its catalogue among them."""
    return frozenset(load_corpus([]).documents)
