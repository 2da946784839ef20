"""How the elements of a Word file are called, and the value that one of them holds."""

from typing import Any

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def value_of(element: Any) -> str:
    """The value of a property; "" where it has none or is not there."""
    return str(element.get(f"{W}val", "")) if element is not None else ""
