"""A resolution of the General Assembly as the United Nations prints it: mirrored heads and feet over three
pages, footnotes, and a paragraph that goes on over them.
"""

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from ingest.corpus.source import read_sources
from ingest.model import Provision

TITLE = "Agreement on the painting of chairs in areas beyond the hall"
FULL = "that every chair and every lamp of the hall be painted green before the next meeting of the"
Row = tuple[float, float, float, str]


def printed(left: float, top: float, *rows: str) -> list[Row]:
    """Rows of the text, each 12 points below the one before."""
    return [(left, top - 12 * at, 10, row) for at, row in enumerate(rows)]


PAGES: list[list[Row]] = [
    [
        (123, 800, 14, "United Nations"), (480, 800, 12, "A/RES/90/7"), (60, 40, 10, "30-12345 (E)"),
        (123, 700, 12, f"90/7. {TITLE}"),
        *printed(147, 640, "The General Assembly,"),
        *printed(
            123, 616, f"Recalling its resolution on chairs,1 in which it decided {FULL}",
            f"second conference on the chairs of the hall {FULL[:40]} session, 2",
        ),
        *printed(123, 580, f"Noting also its decision of the year before, where it decided {FULL}", "lamps,"),
        (117, 112, 6, "1 See annex I."), (117, 102, 6, "2 A/CONF.1/2."),
    ],
    [
        (60, 800, 8.5, "A/RES/90/7"), (330, 800, 8.5, TITLE), (525, 38, 7, "30-12345 2/3"),
        *printed(123, 730, f"1. Welcomes the chairs of the hall and the decision {FULL}",
                 f"first conference, and takes note of the lamps, as it decided {FULL[:40]} lamps; 3",
                 f"2. Decides {FULL}{FULL[:20]}", "conference and its lamps;",
                 f"3. Notes with appreciation the help of painters, and {FULL} division for"),
        (117, 100, 6, "3 See resolutions 88/1 and 88/2."),
    ],
    [
        (60, 800, 8.5, f"{TITLE} A/RES/90/7"), (541, 37, 8.5, "3/3 30-12345"),
        *printed(
            123, 730, "lamps, and calls upon others;", f"4. Requests the Secretary-General to see {FULL}",
            "third conference.",
        ),
        *printed(400, 660, "7th plenary meeting", "4 May 2036"),
    ],
]  # fmt: skip


def read(path: Path, pages: Sequence[int]) -> dict[str, Provision]:
    """The parts of the file that has those pages, by their place in the resolution."""
    out = BytesIO()
    canvas = Canvas(out, pagesize=A4, invariant=1)
    for at in pages:
        for x, y, size, words in PAGES[at]:
            canvas.setFont("Times-Roman", size)
            canvas.drawString(x, y, words.replace("3/3", f"{len(pages)}/{len(pages)}"))
        canvas.showPage()
    canvas.save()
    path.write_bytes(out.getvalue())
    [source] = read_sources(path)
    return {p.locator.removeprefix("unga-90/res-7").lstrip("/"): p for p in source.provisions}


def test_every_part_has_its_address_and_its_page(tmp_path: Path) -> None:
    """Notes are below what refers to them, no paragraph is lost behind the mark of one, no head is a part."""
    found = read(tmp_path / "resolution.pdf", (0, 1, 2))
    assert {place: part.page for place, part in found.items()} == {
        "": 1, "preamble": 1, "preamble/recital-1": 1, "preamble/recital-1/note-1": 1,
        "preamble/recital-1/note-2": 1, "preamble/recital-2": 1, "para-1": 2, "para-1/note-3": 2,
        "para-2": 2, "para-3": 2, "para-4": 3, "adoption": 3,
    }  # fmt: skip


def test_a_paragraph_goes_on_over_notes_heads_and_feet(tmp_path: Path) -> None:
    """Nothing of them stands in its words, and the rest is on the next page."""
    found = read(tmp_path / "resolution.pdf", (0, 1, 2))
    assert found["para-3"].text.endswith("division for lamps, and calls upon others;")
    assert [turn.page for turn in found["para-3"].pages] == [2, 3]
    assert found[""].text.count(TITLE) == 1
    assert "30-12345" not in found[""].text


def test_the_head_of_two_pages_is_known_by_the_first(tmp_path: Path) -> None:
    """One head alone repeats nothing but the title and the symbol."""
    found = read(tmp_path / "resolution.pdf", (0, 2))
    assert "para-4" in found
    assert not any(place.startswith("head") for place in found)
    assert found[""].text.count(TITLE) == 1
