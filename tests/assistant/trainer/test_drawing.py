"""The pictures: every decision linked, nothing outside the frame, large enough to read."""

import io
from xml.etree import ElementTree

import pytest
from PIL import Image, ImageFont

from assistant.reading.timeline import Timeline, timeline_of
from assistant.trainer.drawing import Box, Drawing, Group, Text, draw, width_of, wrapped
from assistant.trainer.png import to_png
from assistant.trainer.svg import to_svg
from index.local import LocalIndex
from ingest.topics import embedded_topics

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def timeline(index: LocalIndex) -> Timeline:
    """The clearing-house mechanism's."""
    return timeline_of("clearing-house mechanism", index)


def shapes(drawing: Drawing) -> list[object]:
    """All shapes, those in groups too."""
    return [shape for one in drawing.shapes for shape in (one.shapes if isinstance(one, Group) else (one,))]


@pytest.mark.parametrize("layout", ["horizontal", "vertical"])
def test_svg_links_every_decision(layout: str, timeline: Timeline) -> None:
    """The SVG is well-formed, has a title and a description, and one link a decision to its official page."""
    root = ElementTree.fromstring(to_svg(draw(timeline, layout)))  # type: ignore[arg-type]  # noqa: S314  # our own
    links = [link.get("href") for link in root.iter(f"{SVG}a")]

    assert links == [entry.url for entry in timeline.entries]
    assert root.find(f"{SVG}title").text == "Clearing-house mechanism, COP 1–15"  # type: ignore[union-attr]
    assert "Decision VIII/11, COP 8, Curitiba 2006" in root.find(f"{SVG}desc").text  # type: ignore[union-attr,operator]
    assert root.get("aria-labelledby") == "tl-title tl-desc"


def test_svg_has_no_inline_style_or_script(timeline: Timeline) -> None:
    """It stands in a page whose policy forbids both."""
    svg = to_svg(draw(timeline))

    assert "style=" not in svg
    assert "<script" not in svg


@pytest.mark.parametrize(
    "topic", [one for one in embedded_topics() if one.decisions], ids=lambda topic: topic.id
)
def test_nothing_leaves_the_frame(topic, index: LocalIndex) -> None:  # type: ignore[no-untyped-def]
    """In every layout of every topic the words end inside the picture, measured with the real font."""
    for options in ({"layout": "horizontal"}, {"layout": "vertical"}, {"detail": False, "heading": False}):
        drawing = draw(timeline_of(topic.title, index), **options)  # type: ignore[arg-type]
        for shape in shapes(drawing):
            if isinstance(shape, Text):
                assert shape.x + width_of(shape.text, shape.size, bold=shape.bold) <= drawing.width
                assert 0 < shape.y <= drawing.height
            if isinstance(shape, Box):
                assert shape.x + shape.width <= drawing.width
                assert shape.y + shape.height <= drawing.height


def test_slide_picture_is_read_from_the_back(timeline: Timeline) -> None:
    """On a slide 12 inches wide no letter is smaller than 18 pt, and the numbers have 24."""
    drawing = draw(timeline, detail=False, heading=False)
    points = 10.5 * 72 / drawing.width
    sizes = [shape.size * points for shape in shapes(drawing) if isinstance(shape, Text)]

    assert min(sizes) >= 18
    assert max(sizes) >= 23


def test_widths_are_never_too_small() -> None:
    """The table of widths is at least what the font measures."""
    from assistant.trainer.png import FONTS

    for name, bold in (("DejaVuSans.ttf", False), ("DejaVuSans-Bold.ttf", True)):
        font = ImageFont.truetype(FONTS / name, 100)
        for text in ("Clearing-house mechanism, COP 1–15", "VIII/11", "Kunming and Montreal"):
            assert width_of(text, 100, bold=bold) >= font.getlength(text) * 0.97


def test_long_text_ends_in_dots() -> None:
    """What does not fit is cut at a word and marked."""
    assert wrapped("one two three four five six", 10, 50, 2) == ["one two", "three…"]


def test_png_is_a_picture_of_the_same_size(timeline: Timeline) -> None:
    """The PNG opens and is `scale` times the drawing."""
    drawing = draw(timeline)
    image = Image.open(io.BytesIO(to_png(drawing, 1)))

    assert image.size == (round(drawing.width), round(drawing.height))
    assert len(image.getcolors(maxcolors=1 << 20) or []) > 20


def test_time_runs_as_the_script_does(timeline: Timeline) -> None:
    """From right to left for who reads so: the same cards, each as far from the other edge."""
    left, right = (
        [shape for shape in shapes(draw(timeline, right_to_left=turned)) if isinstance(shape, Box)]
        for turned in (False, True)
    )

    assert left[0].x < left[1].x
    assert [1600 - one.x - one.width for one in right] == pytest.approx([one.x for one in left])
    assert [one.y for one in right] == [one.y for one in left]
