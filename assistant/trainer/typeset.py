"""Text as it is set on a slide: runs and paragraphs, before a size and a page are chosen for them.

Colours are those of the project's own look; an office's look takes their places (see `look.py`).
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.direction import runs_right_to_left

GREEN, INK, BROWN, GREY, TINT, WHITE = "0B6B57", "14302B", "7A4A00", "47605A", "EAF3F0", "FFFFFF"
LARGE, BODY, SMALL = 28, 24, 20
FINE = 14  # the line of sources, where it has room; it is set down to LEAST_SOURCE
LEAST, LEAST_SOURCE = 14, 10
_LEFT, _RIGHT = "\u200e", "\u200f"  # marks that no reader sees


@dataclass(frozen=True, slots=True)
class Look:
    """How a run of text looks; `link` is the official address that it leads to."""

    size: int = BODY
    bold: bool = False
    serif: bool = False
    color: str = INK
    link: str = ""


@dataclass(frozen=True, slots=True)
class Run:
    """Words of one look and one language."""

    text: str
    look: Look = Look()
    language: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph; `after` points of space follow. One that is `joined` stays with the next one on a
    page.
    """

    runs: tuple[Run, ...]
    bullet: bool = True
    after: int = 8
    joined: bool = False

    @property
    def text(self) -> str:
        """All its words."""
        return "".join(run.text for run in self.runs)

    def begun_and_rest(self, most: int) -> tuple["Paragraph", "Paragraph"]:
        """Its first `most` characters, and the others."""
        head, tail = list[Run](), list[Run]()
        for run in self.runs:
            room = max(0, most - sum(len(one.text) for one in head))
            head.append(replace(run, text=run.text[:room]))
            tail.append(replace(run, text=run.text[room:]))
        return self._of(head), self._of(tail)

    def _of(self, runs: Sequence[Run]) -> "Paragraph":
        return replace(self, runs=tuple(run for run in runs if run.text), joined=False)


def line(
    text: str, look: Look = Look(), language: str = "", *, bullet: bool = True, after: int = 8
) -> Paragraph:
    """A paragraph of one run."""
    return Paragraph((Run(text, look, language),), bullet, after)


def is_right_to_left(runs: Sequence[Run], language: str) -> bool:
    """Whether a paragraph runs from right to left: in an Arabic file all do that have Arabic words, or none
    of another language; elsewhere those that begin so.
    """
    if language != "ar":
        return runs_right_to_left("".join(run.text for run in runs))
    own = [run for run in runs if run.language in {"", language}]
    arabic = any(runs_right_to_left(word) for run in runs for word in run.text.split())
    return arabic or len(own) == len(runs)


def left_to_right(words: str) -> str:
    """Words without a letter of a script that runs from right to left, marked so that they keep their order
    among some that have: "1–c, 2–d".
    """
    has_own = any(map(runs_right_to_left, words.split()))
    return words if has_own or not any(c.isalpha() for c in words) else f"{_LEFT}{words}{_LEFT}"


def right_to_left(words: str) -> str:
    """Words marked so that what stands before and behind them keeps its place from right to left."""
    return f"{_RIGHT}{words}{_RIGHT}" if words else ""


def shorter(text: str) -> str:
    """A tenth less of a text on one line, with the mark that there is more; ever less, down to the mark
    alone. A word is broken only where it is the last one.
    """
    words = " ".join(text.split()).rstrip(" …")
    begun = words[: max(0, len(words) - 1 - len(words) // 10)]
    return (begun.rpartition(" ")[0] or begun).rstrip(" ,;:") + "…"
