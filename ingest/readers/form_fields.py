"""What was filled into the fields of a PDF form: it stands in the fields and not in the text of the page."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from ingest.readers.placed import Placed

SIZE = 10.0  # points: letters of a field that does not say how large they are, at most
_PASSWORD = 1 << 13  # of the flags of a field
_WORDS = {"/Tx", "/Ch"}  # fields of text and of choices; what buttons hold is no words


def filled(page: Mapping[str, Any]) -> Iterator[Placed]:
    """The values of the fields of a page, each at the foot of its field, as the file counts."""
    for annotation in page.get("/Annots") or ():
        field = annotation.get_object()
        if not field or field.get("/Subtype") != "/Widget" or _said(field, "/FT") not in _WORDS:
            continue
        words = _words(_said(field, "/V"))
        if words.strip() and not int(_said(field, "/Ff") or 0) & _PASSWORD:
            left, foot, right, head = (float(edge) for edge in field["/Rect"])
            size = min(SIZE, abs(head - foot) or SIZE)
            yield Placed(f"\n{words}\n", min(left, right), min(foot, head) + size / 4, size)


def place_in(pieces: list[Placed], value: Placed) -> None:
    """Put a value behind what stands before it in its line, or else behind what stands above it, in letters
    as large as that has.
    """
    before = above = -1
    for at, piece in enumerate(pieces):
        if not piece.text.strip():
            continue
        if abs(piece.y - value.y) <= value.size / 2:
            before = at if piece.x <= value.x else before
        elif piece.y > value.y:
            above = at
    at = above if before < 0 else before
    pieces.insert(at + 1, replace(value, size=pieces[at].size) if at >= 0 else value)


def _said(field: Mapping[str, Any], name: str) -> Any:
    """What a field says, or the one of which it is a part."""
    for _ in range(8):
        if name in field or "/Parent" not in field:
            break
        field = field["/Parent"].get_object()
    return field.get(name)


def _words(value: Any) -> str:
    values = value if isinstance(value, list) else [value]
    return ", ".join(" ".join(one.split()) for one in values if isinstance(one, str))
