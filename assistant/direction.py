"""Which way a text runs."""

from unicodedata import bidirectional

_LEFT, _RIGHT = frozenset({"L"}), frozenset({"R", "AL"})


def runs_right_to_left(text: str) -> bool:
    """Whether the first letter of a text is one of a script that runs from right to left."""
    for letter in text:
        direction = bidirectional(letter)
        if direction in _LEFT | _RIGHT:
            return direction in _RIGHT
    return False
