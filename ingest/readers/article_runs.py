"""Lines that open the articles of a law, told by their numbers: each is the next one. A line before them that
ends in no mark, such as a note of a reform or the words of a chapter, does not hold them.
"""

from collections.abc import Sequence

from ingest.article_names import counted, heads, read_name

FEW = 3  # in a text: fewer can be chance
MISSING = 2  # numbers that may be left out: an article repealed, one that is not recognised
_MARKS = ".:-–—º°"


def article_lines(lines: Sequence[str]) -> frozenset[int]:
    """The places of lines such as "Artículo 4. The ...", whose numbers go on from line to line, or begin."""
    opened = [(at, counted(number), number) for at, text in enumerate(lines) if (number := _opened(text))]
    places = [place for _, place, _ in opened]
    found: list[int] = []
    last, letters = 0, ""
    for (at, (said, count), number), following in zip(opened, [*places[1:], ("", 0)], strict=False):
        again = count == last and not number.isdigit()
        goes_on = following == (said, count + 1)
        if count == 1 or again or goes_on or said != letters or last < count <= last + 1 + MISSING:
            found.append(at)
            last, letters = count, said
    return frozenset(found) if len(found) >= FEW else frozenset()


def _opened(text: str) -> str:
    """The number of the article that a line opens: capital, name, mark, and words that begin; "" for none."""
    if not text[:1].isalpha() or text[:1].islower():
        return ""
    name = read_name(text)
    if name is None or not text[: name.end].rstrip().endswith(tuple(_MARKS)):
        return ""
    return name.number if heads(text[name.end :]) else ""
