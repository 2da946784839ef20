"""`bench-reading`: how long files take to be read whole, and how much memory, beside the parser under each.

Whole is what a build does: words, paragraphs, pages, tables, notes, then provisions. Bare is the words alone,
as the library hands them out. Each is done in a process of its own, in turns.
"""

import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from statistics import median
from time import process_time
from typing import Any

from evaluation.probe import peak_memory
from evaluation.report.markdown import table
from ingest.corpus.load import load_corpus
from ingest.errors import EvaluationError

ROUNDS = 3  # of which the middle one counts
HOW = ("bare", "whole")
# what stands in a block of its own on a web page, and what is none of its words
APART = frozenset(
    "address article aside blockquote br caption dd details div dl dt figcaption figure footer "
    "h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section summary table td th tr ul".split()
)
UNREAD = frozenset(["script", "style"])
Record = dict[str, Any]


def _pdf(path: Path) -> int:
    from pypdf import PdfReader

    return sum(len(page.extract_text()) for page in PdfReader(path).pages)


def _docx(path: Path) -> int:
    import docx

    document = docx.Document(str(path))
    cells = (cell.text for one in document.tables for row in one.rows for cell in row.cells)
    return sum(map(len, (one.text for one in document.paragraphs))) + sum(map(len, cells))


def _pptx(path: Path) -> int:
    from pptx import Presentation

    slides = list(Presentation(str(path)).slides)
    notes = [slide.notes_slide.notes_text_frame for slide in slides if slide.has_notes_slide]
    frames = [frame for slide in slides for frame in _frames(slide.shapes)]
    return sum(len(frame.text) for frame in [*frames, *notes] if frame is not None)


def _frames(shapes: Any) -> Iterator[Any]:
    """The frames of words of shapes, those in groups and the cells of tables among them."""
    for shape in shapes:
        if hasattr(shape, "shapes"):
            yield from _frames(shape.shapes)
        elif getattr(shape, "has_table", False):
            yield from (cell.text_frame for row in shape.table.rows for cell in row.cells)
        elif shape.has_text_frame:
            yield shape.text_frame


def _html(path: Path) -> int:
    from lxml import html

    return sum(map(len, html_blocks(html.fromstring(path.read_bytes()))))


def html_blocks(root: Any) -> Iterator[str]:
    """The words of a page a block at a time, as the other libraries hand theirs out. `text_content` alone
    runs the words of cells and paragraphs into each other, and scripts are among them.
    """
    from lxml import etree

    words: list[str] = []
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if element.tag in APART and words:
            yield "".join(words)
            words = []
        if event == "end":
            words.append(element.tail or "")
        elif element.tag not in UNREAD:
            words.append(element.text or "")
    yield "".join(words)


BARE: dict[str, Callable[[Path], int]] = {".pdf": _pdf, ".docx": _docx, ".pptx": _pptx, ".html": _html}


def _whole(path: Path) -> int:
    """As a build reads it; its front matter lies beside it."""
    corpus = load_corpus([path.parent], embedded=False)
    return sum(len(document.text) for document in corpus.documents.values())


@contextmanager
def _alone(path: Path) -> Iterator[Path]:
    """A copy in a folder of its own, described as a document."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / f"file{path.suffix.lower()}"
        shutil.copyfile(path, copy)
        copy.with_suffix(".yaml").write_text("id: file\nkind: other\ntitle: File\nlanguage: en\n")
        yield copy


def bench_reading(paths: Sequence[Path], *, rounds: int = ROUNDS, say: Callable[[str], None]) -> list[Record]:
    """For each file its size, and for both ways the seconds of processor time, MiB at the peak, characters.
    Raises EvaluationError for a file that cannot be read so.
    """
    if strange := [path.name for path in paths if path.suffix.lower() not in BARE]:
        raise EvaluationError(f"There is no bare parser for {strange[0]}.", f"Give {', '.join(BARE)}.")
    return [_measured(path, rounds, say) for path in paths]


def _measured(path: Path, rounds: int, say: Callable[[str], None]) -> Record:
    say(f"reading {path.name}")
    runs: dict[str, list[Record]] = {how: [] for how in HOW}
    with _alone(path) as copy:
        for _ in range(rounds):
            for how in HOW:
                runs[how].append(_probed(how, copy, path.name))
    middle = {how: median(one["seconds"] for one in runs[how]) for how in HOW}
    return {
        "file": path.name,
        "bytes": path.stat().st_size,
        "ratio": middle["whole"] / max(middle["bare"], 1e-6),
        **{f"{how}_s": middle[how] for how in HOW},
        **{f"{how}_mib": max(one["memory_mib"] for one in runs[how]) for how in HOW},
        **{f"{how}_characters": runs[how][0]["characters"] for how in HOW},
    }


def _probed(how: str, path: Path, name: str) -> Record:
    command = [sys.executable, "-m", "evaluation.reading", how, str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603  # this program
    if done.returncode:
        last = (done.stderr.strip().splitlines() or ["the process died"])[-1]
        raise EvaluationError(f"{name} could not be read ({last}).")
    found: Record = json.loads(done.stdout)
    return found


def reading_lines(records: Sequence[Record]) -> Iterator[str]:
    """The records as a Markdown table."""
    rows = [
        [
            one["file"][-40:],
            f"{one['bytes'] / 1e6:.1f}",
            f"{one['bare_s']:.2f}",
            f"{one['whole_s']:.2f}",
            f"{one['ratio']:.2f}",
            f"{one['bare_mib']:.0f}",
            f"{one['whole_mib']:.0f}",
        ]
        for one in records
    ]
    head = ["File", "MB", "bare, s", "whole, s", "whole / bare", "bare, MiB", "whole, MiB"]
    yield from table(head, rows)


def _load_vocabulary() -> None:
    """What is loaded once, whatever is read."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "small.md"
        front = "---\nid: small\nkind: other\ntitle: Small\n---\n"
        path.write_text(f"{front}\n# Small\n\n## Article 1\n\nArtículo 1\n\nWords.\n", encoding="utf-8")
        load_corpus([path.parent], embedded=False)


def main() -> None:
    """The other side: read one file one way once it is all loaded, and print what it took as JSON."""
    how, path = sys.argv[1], Path(sys.argv[2])
    read = _whole if how == "whole" else BARE[path.suffix]
    for library in ("docx", "lxml.html", "pptx", "pypdf"):
        import_module(library)
    _load_vocabulary()
    begun = process_time()
    characters = read(path)
    seconds = process_time() - begun
    record = {"seconds": seconds, "characters": characters, "memory_mib": peak_memory() / 2**20}
    sys.stdout.write(json.dumps(record))


if __name__ == "__main__":
    main()
