"""The words of a paragraph of Word as they stand when all changes are accepted, and what is placed on it."""

from collections.abc import Collection, Iterator
from typing import Any

from ingest.readers.clean import clean_line
from ingest.readers.equations import linear
from ingest.readers.word_names import W

_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
BOX = f"{W}txbxContent"
# deletions, codes of fields, pronunciations above characters, and properties
_SKIPPED = frozenset(
    f"{W}{name}" for name in ("del", "moveFrom", "instrText", "delText", "rt", "pPr", "rPr", "softHyphen")
)
_GAPS = frozenset(f"{W}{name}" for name in ("tab", "br", "cr", "ptab"))
_ENDS = frozenset(f"{W}{name}" for name in ("p", "tc"))
_WINGDINGS = {0x6F: "☐", 0xA8: "☐", 0xFE: "☒", 0xFD: "☒", 0xFC: "✓", 0xFB: "✗", 0xE0: "→", 0xDF: "←"}
_SYMBOL = {
    **dict(zip(range(0x41, 0x5B), "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ", strict=True)),
    **dict(zip(range(0x61, 0x7B), "αβχδεφγηιϕκλμνοπθρστυϖωξψζ", strict=True)),
    0x2D: "−", 0xA3: "≤", 0xA5: "∞", 0xAE: "→", 0xB0: "°", 0xB1: "±", 0xB3: "≥", 0xB4: "×", 0xB6: "∂",
    0xB8: "÷", 0xB9: "≠", 0xBB: "≈", 0xC5: "⊕", 0xCE: "∈", 0xD6: "√", 0xE5: "∑", 0xF2: "∫",
}  # fmt: skip


def words(element: Any) -> str:
    """The words of a paragraph, cell or note on one line, without those of text boxes."""
    parts: list[str] = []
    _collect(element, parts)
    return clean_line("".join(parts))


def placed(element: Any, tags: Collection[str]) -> Iterator[Any]:
    """The elements of these names on a paragraph, such as its text boxes, those of grouped shapes too: each
    once, and neither deleted ones nor those inside a text box.
    """
    for child in element.iterchildren():
        if child.tag in tags:
            yield child
        elif child.tag == f"{_MC}AlternateContent":
            yield from placed(_chosen(child), tags)
        elif child.tag not in _SKIPPED and child.tag != BOX and isinstance(child.tag, str):
            yield from placed(child, tags)


def _collect(element: Any, parts: list[str]) -> None:
    for child in element.iterchildren():
        tag = child.tag
        if tag in _SKIPPED or tag == BOX or not isinstance(tag, str):
            continue
        if tag == f"{W}t":
            parts.append(child.text or "")
        elif tag in _GAPS:
            parts.append(" ")
        elif tag == f"{W}noBreakHyphen":
            parts.append("-")
        elif tag == f"{W}sym":
            parts.append(_symbol(child))
        elif tag in {f"{_M}oMath", f"{_M}oMathPara"}:
            parts.append(_equation(child))
        else:
            _collect(_chosen(child) if tag == f"{_MC}AlternateContent" else child, parts)
            if tag in _ENDS:
                parts.append(" ")


def _chosen(alternatives: Any) -> Any:
    """One of the forms in which a drawing is held: the first, or the one for old versions where only that
    one has words.
    """
    choice = alternatives.find(f"{_MC}Choice")
    fallback = alternatives.find(f"{_MC}Fallback")
    if choice is None or (fallback is not None and not _has_words(choice) and _has_words(fallback)):
        return fallback if fallback is not None else alternatives
    return choice


def _has_words(element: Any) -> bool:
    return any((text.text or "").strip() for text in element.iter(f"{W}t"))


def _equation(element: Any) -> str:
    """Apart from the words beside it; several equations of one paragraph are apart too."""
    inner = list(element.iterchildren(f"{_M}oMath")) or [element]
    return "".join(f" {linear(one)} " for one in inner)


def _symbol(element: Any) -> str:
    """A character of a font of symbols; "" for one that is none of Unicode's."""
    code, font = element.get(f"{W}char", ""), element.get(f"{W}font", "").lower()
    try:
        number = int(code, 16)
    except ValueError:
        return ""
    own = number & 0xFF if 0xF000 <= number <= 0xF0FF else number
    if "symbol" in font:
        return _SYMBOL.get(own, chr(own) if 0x20 <= own < 0x7F else "")
    if "wingdings" in font:
        return _WINGDINGS.get(own, "")
    return "" if 0xE000 <= number <= 0xF8FF else chr(number)
