"""A drawing as SVG: presentation attributes only, so that it also stands in pages with a strict content
policy.
"""

from collections.abc import Iterable, Iterator
from html import escape

from assistant.trainer.drawing import PAPER, Box, Dot, Drawing, Group, Shape, Stroke, Text

FONTS = "'DejaVu Sans', Verdana, 'Segoe UI', Roboto, Arial, sans-serif"


def to_svg(drawing: Drawing, *, paper: bool = True) -> str:
    """Give the whole SVG document; `paper` puts a white sheet behind it."""
    size = (
        f'viewBox="0 0 {_n(drawing.width)} {_n(drawing.height)}" width="{_n(drawing.width)}" '
        f'height="{_n(drawing.height)}"'
    )
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="group" aria-labelledby="tl-title tl-desc" '
        f'font-family="{escape(FONTS)}">'
    )
    description = (
        f'<title id="tl-title">{escape(drawing.title)}</title><desc '
        f'id="tl-desc">{escape(drawing.description)}</desc>'
    )
    # a page has its own paper, a file that is opened by itself has none
    sheet = (
        f'<rect class="tl-paper" width="{_n(drawing.width)}" height="{_n(drawing.height)}" fill="{PAPER}"/>'
        if paper
        else ""
    )
    return "".join([head, description, sheet, *_parts(drawing.shapes), "</svg>\n"])


def _parts(shapes: Iterable[Shape | Group]) -> Iterator[str]:
    for shape in shapes:
        if isinstance(shape, Group):
            yield (
                f'<a href="{escape(shape.url)}" target="_blank" rel="noopener '
                f'noreferrer"><title>{escape(shape.title)}</title>'
            )
            yield from map(_shape, shape.shapes)
            yield "</a>"
        else:
            yield _shape(shape)


def _shape(shape: Shape) -> str:
    role = f'class="tl-{shape.role}"'
    match shape:
        case Box(x, y, width, height, fill):
            return (
                f'<rect {role} x="{_n(x)}" y="{_n(y)}" width="{_n(width)}" height="{_n(height)}" rx="10" '
                f'fill="{fill}"/>'
            )
        case Stroke(x1, y1, x2, y2, width, color):
            ends = f'x1="{_n(x1)}" y1="{_n(y1)}" x2="{_n(x2)}" y2="{_n(y2)}"'
            return f'<line {role} {ends} stroke="{color}" stroke-width="{_n(width)}" stroke-linecap="round"/>'
        case Dot(x, y, radius, color):
            return f'<circle {role} cx="{_n(x)}" cy="{_n(y)}" r="{_n(radius)}" fill="{color}"/>'
        case Text(x, y, text, size, color, _, bold):
            weight = ' font-weight="bold"' if bold else ""
            return (
                f'<text {role} x="{_n(x)}" y="{_n(y)}" font-size="{_n(size)}"{weight} '
                f'fill="{color}">{escape(text)}</text>'
            )


def _n(value: float) -> str:
    # a tenth of a unit is finer than any screen
    return f"{value:.1f}".rstrip("0").rstrip(".")
