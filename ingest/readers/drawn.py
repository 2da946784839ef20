"""The shapes of a slide as its XML has them, each with its place. python-pptx, which is not imported, looks
each of these things up by a path of its own, which took most of the time of a file.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
_SLIDES = "http://schemas.openxmlformats.org/presentationml/2006/main"
A, P = f"{{{_DRAWING}}}", f"{{{_SLIDES}}}"
# where a shape of each kind says where it stands
_FRAMES = {
    f"{P}sp": f"{P}spPr/{A}xfrm",
    f"{P}pic": f"{P}spPr/{A}xfrm",
    f"{P}cxnSp": f"{P}spPr/{A}xfrm",
    f"{P}grpSp": f"{P}grpSpPr/{A}xfrm",
    f"{P}graphicFrame": f"{P}xfrm",
}
_SIDES = ((f"{A}off", "y"), (f"{A}off", "x"), (f"{A}ext", "cx"), (f"{A}ext", "cy"))
_Sides = tuple[int | None, ...]  # top, left, width, height; None for what is not said
_UNSAID: _Sides = (None,) * 4


@dataclass(frozen=True, slots=True)
class Place:
    """Where a shape stands, in the units of the file; what is not said is 0."""

    top: int
    left: int
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Shape:
    """A shape: its element, its number, its place, and the kind of placeholder that it is ("" for none)."""

    element: Any
    number: int
    place: Place
    placeholder: str

    @property
    def is_group(self) -> bool:
        """Whether it holds other shapes."""
        return bool(self.element.tag == f"{P}grpSp")

    @property
    def has_text(self) -> bool:
        """Whether it may hold paragraphs of its own."""
        return bool(self.element.tag == f"{P}sp")


class Places:
    """Where the shapes of a presentation stand. What a layout, or the master of the notes, says of its places
    is looked up once.
    """

    def __init__(self) -> None:
        self._known: dict[Any, dict[Any, _Sides]] = {}

    def shapes(self, tree: Any, part: Any) -> Iterator[Shape]:
        """The shapes of a slide, or of a group in it, in the order of the file; `part` is that of the
        slide.
        """
        for element in tree:
            if element.tag in _FRAMES:
                mark = _mark(element)
                kind = "" if mark is None else _kind(mark)
                yield Shape(element, number_of(element), self._place(element, mark, part), kind)

    def _place(self, element: Any, mark: Any, part: Any) -> Place:
        """The place of a shape, or what its layout says where it says none itself."""
        own = _sides(element)
        if mark is not None and None in own:
            sides = zip(own, self._inherited(mark, part), strict=True)
            own = tuple(mine if mine is not None else other for mine, other in sides)
        return Place(*(side or 0 for side in own))

    def _inherited(self, mark: Any, part: Any) -> _Sides:
        on_slide = hasattr(part, "slide_layout")
        base = part.slide_layout if on_slide else part.notes_master
        named = _index if on_slide else _kind
        if base.part not in self._known:
            # the library follows what a layout leaves to its master
            self._known[base.part] = {
                named(one._element.ph): (one.top, one.left, one.width, one.height)
                for one in base.placeholders
            }
        return self._known[base.part].get(named(mark), _UNSAID)


def placeholders(tree: Any) -> Iterator[tuple[Any, str]]:
    """The elements of a slide that are placeholders, each with its kind."""
    for element in tree:
        if element.tag in _FRAMES and (mark := _mark(element)) is not None:
            yield element, _kind(mark)


def title_of(tree: Any) -> Any:
    """The element in the place for the title of a slide; None where it has none."""
    return next((element for element, _ in placeholders(tree) if _index(_mark(element)) == 0), None)


def paragraphs_of(element: Any, body: str = f"{P}txBody") -> list[Any]:
    """The paragraphs of a shape, or of a cell of a table, whose `body` has another name."""
    words = element.find(body)
    return words.findall(f"{A}p") if words is not None else []


def number_of(element: Any) -> int:
    """The number by which the file knows a shape; 0 for none."""
    about = next(iter(element), None)
    own = about.find(f"{P}cNvPr") if about is not None else None
    return int(own.get("id", 0)) if own is not None else 0


def _mark(element: Any) -> Any:
    """What marks a shape as a placeholder; None where it is none."""
    about = next(iter(element), None)
    return about.find(f"{P}nvPr/{P}ph") if about is not None else None


def _sides(element: Any) -> _Sides:
    frame = element.find(_FRAMES[element.tag])
    if frame is None:
        return _UNSAID
    return tuple(_length(frame.find(name), side) for name, side in _SIDES)


def _length(element: Any, side: str) -> int | None:
    said = element.get(side) if element is not None else None
    if said is None:
        return None
    # the library knows the units that a few files have: "2.5cm"
    return int(said) if said.lstrip("-").isdigit() else int(getattr(element, side))


def _index(mark: Any) -> int:
    return int(mark.get("idx", 0))


def _kind(mark: Any) -> str:
    return str(mark.get("type", "obj"))
