"""A drawing as PNG: Pillow's only door, with the fonts that lie beside this file (DejaVu, Latin, Greek and
Cyrillic).
"""

import io
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.trainer.drawing import PAPER, Box, Dot, Drawing, Group, Shape, Stroke, Text

if TYPE_CHECKING:
    from PIL.ImageDraw import ImageDraw
    from PIL.ImageFont import FreeTypeFont

FONTS = Path(__file__).parent / "fonts"
MOST_PIXELS = 20_000_000  # of a picture that is read


def to_png(drawing: Drawing, scale: float = 1.5) -> bytes:
    """Give the picture, `scale` pixels a unit."""
    from PIL import Image
    from PIL.ImageDraw import Draw

    image = Image.new("RGB", (round(drawing.width * scale), round(drawing.height * scale)), PAPER)
    canvas = Draw(image)
    for shape in drawing.shapes:
        for one in shape.shapes if isinstance(shape, Group) else (shape,):
            _paint(canvas, one, scale)
    out = io.BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


def read_picture(content: bytes) -> tuple[str, float]:
    """The kind ("png", "jpeg") of a picture and its width over its height. Raises ValueError for any other,
    for one that is damaged, and for one that is too large to be opened.
    """
    from PIL import Image, UnidentifiedImageError

    try:
        with Image.open(io.BytesIO(content), formats=("PNG", "JPEG")) as image:
            kind, (width, height) = str(image.format).lower(), image.size
            if width * height > MOST_PIXELS:
                raise ValueError(f"it has {width} by {height} pixels")
            image.load()
    except (OSError, SyntaxError, UnidentifiedImageError, Image.DecompressionBombError) as error:
        raise ValueError("it is no PNG or JPEG picture that can be opened") from error
    return kind, width / height


def _paint(canvas: "ImageDraw", shape: Shape, s: float) -> None:
    match shape:
        case Box(x, y, width, height, fill):
            canvas.rounded_rectangle((x * s, y * s, (x + width) * s, (y + height) * s), 10 * s, fill)
        case Stroke(x1, y1, x2, y2, width, color):
            canvas.line((x1 * s, y1 * s, x2 * s, y2 * s), color, round(width * s))
        case Dot(x, y, radius, color):
            canvas.ellipse(((x - radius) * s, (y - radius) * s, (x + radius) * s, (y + radius) * s), color)
        case Text(x, y, text, size, color, _, bold):
            # "ls": from the left on the baseline, as SVG places text
            canvas.text((x * s, y * s), text, color, font(round(size * s), bold), anchor="ls")


@cache
def measuring_font(size: int, bold: bool) -> "FreeTypeFont":
    """The same, letter by letter: as wide or wider than shaped text, and never at a loss for what it cannot
    shape.
    """
    from PIL import ImageFont

    return ImageFont.truetype(_face(bold), size, layout_engine=ImageFont.Layout.BASIC)


@cache
def font(size: int, bold: bool) -> "FreeTypeFont":
    """DejaVu Sans in a size in pixels."""
    from PIL import ImageFont

    return ImageFont.truetype(_face(bold), size)


def _face(bold: bool) -> Path:
    return FONTS / ("DejaVuSans-Bold.ttf" if bold else "DejaVuSans.ttf")
