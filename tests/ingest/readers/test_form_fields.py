"""What somebody filled into the fields of a PDF form is read where it stands."""

import io
from pathlib import Path

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from ingest.readers.form_fields import place_in
from ingest.readers.pdf import read_pdf
from ingest.readers.placed import Placed


def form(*, labels: bool = True) -> bytes:
    """A form with a field beside its label, a choice, a password, a box that is ticked and an empty field."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4, invariant=1)
    canvas.setFont("Helvetica", 11)
    if labels:
        canvas.drawString(72, 700, "Name of the reserve:")
        canvas.drawString(72, 670, "Category:")
        canvas.drawString(
            72, 600, "The reserve was established in the year in which the forest law came into force."
        )
    fields = canvas.acroForm
    fields.textfield(name="reserve", value="Blue Hills", x=200, y=696, width=150, height=16)
    fields.choice(name="category", value="National park", options=["National park", "Other"],
                  x=130, y=666, width=150, height=16)  # fmt: skip
    fields.textfield(name="secret", value="hidden", fieldFlags="password", x=200, y=640, width=150, height=16)
    fields.textfield(name="none", value="", x=200, y=620, width=150, height=16)
    fields.checkbox(name="agreed", checked=True, x=72, y=640)
    canvas.save()
    return out.getvalue()


def test_values_stand_beside_their_labels(tmp_path: Path) -> None:
    """No value is lost, none is read from a field for passwords, and a box that is ticked has no words."""
    path = tmp_path / "form.pdf"
    path.write_bytes(form())
    text = " ".join(" ".join(block.text.split()) for block in read_pdf(path))
    assert "Name of the reserve: Blue Hills" in text
    assert "Category: National park" in text
    assert "hidden" not in text
    assert text.index("National park") < text.index("The reserve was established")


def test_a_form_with_nothing_but_values_is_read(tmp_path: Path) -> None:
    """It is no scan."""
    path = tmp_path / "form.pdf"
    path.write_bytes(form(labels=False))
    assert [block.text for block in read_pdf(path)] == ["Blue Hills National park"]


@pytest.mark.parametrize(
    ("place", "at"), [((200.0, 700.0), 1), ((60.0, 700.0), 0), ((200.0, 650.0), 2), ((72.0, 800.0), 0)]
)
def test_a_value_stands_behind_what_stands_before_it(place: tuple[float, float], at: int) -> None:
    """In its line, or behind what is above it; before all else where nothing is."""
    pieces = [Placed("Name", 72, 700, 12), Placed("Town", 72, 670, 12)]
    value = Placed("Blue Hills", *place, 9)
    place_in(pieces, value)
    assert pieces[at].text == "Blue Hills"
    assert pieces[at].size == (12 if at else 9)
