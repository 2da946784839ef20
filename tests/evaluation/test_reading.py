"""Files read whole beside the bare parser: what is measured is right."""

import io
from pathlib import Path

import pytest
from lxml import html
from pptx import Presentation

from evaluation.reading import BARE, bench_reading, html_blocks, reading_lines
from ingest.errors import EvaluationError
from tests.assistant.library.replica import pdf

WORDS = "The agency keeps the register of species of its coasts and tells the ministry. "
LINES = 40


def document(path: Path) -> Path:
    """A file of that kind with the same lines."""
    lines = [f"{number}. {WORDS}" for number in range(LINES)]
    out = io.BytesIO()
    if path.suffix == ".docx":
        import docx

        made = docx.Document()
        for line in lines:
            made.add_paragraph(line)
        made.save(out)
    elif path.suffix == ".pptx":
        deck = Presentation()
        for line in lines:
            slide = deck.slides.add_slide(deck.slide_layouts[1])
            slide.placeholders[1].text = line
        deck.save(out)
    elif path.suffix == ".pdf":
        out.write(pdf(lines))
    else:
        out.write("".join(f"<p>{line}</p>" for line in lines).encode())
    path.write_bytes(out.getvalue())
    return path


@pytest.mark.slow
@pytest.mark.parametrize("suffix", sorted(BARE))
def test_both_ways_read_all_the_words(tmp_path: Path, suffix: str) -> None:
    """Of every kind; what is read whole says no less, in some memory."""
    path = document(tmp_path / f"plan{suffix}")
    [record] = bench_reading([path], rounds=1, say=lambda _: None)

    assert record["bare_characters"] > 0.9 * LINES * len(WORDS)
    assert record["whole_characters"] > 0.9 * LINES * len(WORDS)
    assert 0 < record["whole_mib"] < 400
    assert record["ratio"] == pytest.approx(record["whole_s"] / record["bare_s"])
    assert f"| plan{suffix}" in list(reading_lines([record]))[-1]


def test_what_has_no_bare_parser_is_refused(tmp_path: Path) -> None:
    """In one sentence that says what is read."""
    with pytest.raises(EvaluationError, match=r"no bare parser for plan.md.*\.docx"):
        bench_reading([tmp_path / "plan.md"], say=lambda _: None)


@pytest.mark.slow
def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    """With what its parser says."""
    path = tmp_path / "plan.pdf"
    path.write_bytes(b"no PDF")
    with pytest.raises(EvaluationError, match="plan.pdf could not be read"):
        bench_reading([path], rounds=1, say=lambda _: None)


def test_the_bare_parser_of_a_page_hands_out_its_words_by_block() -> None:
    """Cells and paragraphs apart, a word with a bold letter whole, no script."""
    page = (
        "<p>One <b>t</b>wo</p><script>no()</script><table><tr><td>3</td><td>4</td></tr></table><p>five<br>six"
    )
    words = [text.strip() for text in html_blocks(html.fromstring(f"<body>{page}</body>"))]

    assert list(filter(None, words)) == ["One two", "3", "4", "five", "six"]


def test_the_bare_parser_of_slides_reads_cells_and_groups(tmp_path: Path) -> None:
    """As what is read whole does: without them it would do less than anybody who wants the words."""
    deck = Presentation()
    shapes = deck.slides.add_slide(deck.slide_layouts[6]).shapes
    shapes.add_table(1, 2, 0, 0, 9, 9).table.cell(0, 1).text = "cell"
    shapes.add_group_shape().shapes.add_textbox(0, 0, 9, 9).text_frame.text = "group"
    deck.save(tmp_path / "deck.pptx")

    assert BARE[".pptx"](tmp_path / "deck.pptx") == len("cell") + len("group")
