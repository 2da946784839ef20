"""Markup for readers without scripts. Whatever is put into it stays text, but for what is markup already."""

from collections.abc import Iterable
from html import escape
from typing import Final

VOID: Final = frozenset({"link", "meta", "br"})
RIGHT_TO_LEFT: Final = frozenset({"ar", "fa", "he", "ur"})


class Markup(str):
    """Text that is markup and needs no escaping."""

    __slots__ = ()


Child = str | int | None | Iterable["Child"]
Value = str | int | None


def text(*children: Child) -> Markup:
    """The children in their order, those that are no markup escaped; None is left out."""
    return Markup("".join(_written(child) for child in children))


def _written(child: Child) -> str:
    if child is None:
        return ""
    if isinstance(child, Markup):
        return child
    if isinstance(child, str | int):
        return escape(str(child))
    return "".join(_written(one) for one in child)


def tag(element: str, *children: Child, **attributes: Value) -> Markup:
    """An element. A name that Python keeps for itself ends in "_"; an attribute of None is left out."""
    named = "".join(
        f' {name.rstrip("_").replace("_", "-")}="{escape(str(value))}"'
        for name, value in attributes.items()
        if value is not None
    )
    if element in VOID:
        return Markup(f"<{element}{named}>")
    return Markup(f"<{element}{named}>{text(*children)}</{element}>")


def spoken(language: str) -> dict[str, str]:
    """The attributes of words in a language."""
    return {"lang": language, "dir": "rtl" if language.split("-")[0] in RIGHT_TO_LEFT else "ltr"}


def link(address: str, *children: Child, **attributes: Value) -> Markup:
    """A link, or its words alone where the address is none that a reader may be sent to."""
    if not address.startswith(("/", "https://", "http://")) or address.startswith("//"):
        return text(*children)
    return tag("a", *children, href=address, **attributes)


def outward(address: str, *children: Child) -> Markup:
    """A link out of this site, which does not say where the reader comes from."""
    return link(address, *children, rel="noopener noreferrer")


def items(lines: Iterable[Child], **attributes: Value) -> Markup | None:
    """A list of lines; None where there is none."""
    listed = [tag("li", line) for line in lines]
    return tag("ul", listed, **attributes) if listed else None
