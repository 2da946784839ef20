"""What stands on one slide: the largest size at which text has room, and the pages of one that has none."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from assistant.trainer.measure import height
from assistant.trainer.typeset import Paragraph

Groups = Sequence[Sequence[Paragraph]]
SURE = 0.98  # of the room is filled: two programs do not end a line at quite the same place


def fitting_size(
    frames: Sequence[tuple[Sequence[Paragraph], float, float]], sizes: Sequence[int]
) -> int | None:
    """The first of the sizes at which each of the frames (its text, width and height) has room."""
    for size in sizes:
        if all(height(text, size, width) <= room * SURE for text, width, room in frames):
            return size
    return None


def pages(text: Sequence[Paragraph], width: float, room: float, sizes: Sequence[int]) -> tuple[int, Groups]:
    """The size, and the paragraphs page by page; what has room on no page is broken between words."""
    size = fitting_size([(text, width, room)], sizes)
    if size is not None:
        return size, [text]
    size = sizes[-1]
    found: list[list[Paragraph]] = [[]]
    for group in _joined(text):
        if found[-1] and height([*found[-1], *group], size, width) > room:
            found.append([])
        rest = list(group)
        while height([*found[-1], *rest], size, width) > room:
            fits, rest = _broken(rest, lambda part: height(part, size, width) <= room)
            found[-1] += fits
            found.append([])
        found[-1] += rest
    return size, [page for page in found if page]


def _joined(text: Sequence[Paragraph]) -> list[list[Paragraph]]:
    """Paragraphs that stay together."""
    groups: list[list[Paragraph]] = []
    for number, paragraph in enumerate(text):
        if number and text[number - 1].joined:
            groups[-1].append(paragraph)
        else:
            groups.append([paragraph])
    return groups


def _broken(
    group: Sequence[Paragraph], fits: Callable[[Sequence[Paragraph]], bool]
) -> tuple[list[Paragraph], list[Paragraph]]:
    """The most of a group that has room, and the rest: whole paragraphs first, then the words of one that no
    page has room for, since a quotation is not broken without need; never nothing, so that there is an end.
    """
    whole = 0
    while whole < len(group) and fits(group[: whole + 1]):
        whole += 1
    begun, left = list(group[:whole]), list(group[whole:])
    if begun and fits(left[:1]):
        return begun, left
    text = left[0].text
    ends = [i + 1 for i, c in enumerate(text[:-1]) if c in " \n" or c > "\u2e80"]
    ends = ends or list(range(1, len(text) + 1))
    low, high = 0, len(ends)
    while low < high:
        middle = (low + high) // 2
        if fits([*begun, left[0].begun_and_rest(ends[middle])[0]]):
            low = middle + 1
        else:
            high = middle
    if low == 0 and begun:
        return begun, left
    part, rest = left[0].begun_and_rest(ends[max(0, low - 1)])
    return [*begun, part], [rest, *left[1:]]


@dataclass(frozen=True, slots=True)
class Spread:
    """A page of two columns, or of one that is as wide as both: its size, and the items of each."""

    size: int
    left: Groups
    right: Groups = ()


def columns(
    items: Groups, widths: tuple[float, float], room: float, tiers: Sequence[Sequence[int]]
) -> list[Spread]:
    """Page by page the items of the left and of the right column, each page as large as fits; ever fewer on a
    page until each has room at a size of the first tier, or of the next. `widths` are those of a column and
    of both together. What has no room even so goes on over pages of one column.
    """
    for sizes in tiers:
        found = [way(items, widths, room, sizes) for way in (_even, _filled)]
        if any(found):
            return min(filter(None, found), key=len)
    flow = [paragraph for item in items for paragraph in item]
    size, parts = pages(flow, widths[1], room, tiers[-1][-1:])
    return [Spread(size, [part]) for part in parts]


def _even(items: Groups, widths: tuple[float, float], room: float, sizes: Sequence[int]) -> list[Spread]:
    """As many items on one page as on the other, as far as may be; nothing where one has no room."""
    for count in range(1, len(items) + 1):
        spreads = [_spread(part, widths, room, sizes) for part in _parted(items, count)]
        found = [spread for spread in spreads if spread is not None]
        if len(found) == len(spreads):
            return found
    return []


def _filled(items: Groups, widths: tuple[float, float], room: float, sizes: Sequence[int]) -> list[Spread]:
    """On each page as many as have room; nothing where one has none."""
    found, rest = list[Spread](), items
    while rest:
        fits = ((count, _spread(rest[:count], widths, room, sizes)) for count in range(len(rest), 0, -1))
        count, spread = next(((count, spread) for count, spread in fits if spread), (0, None))
        if spread is None:
            return []
        found.append(spread)
        rest = rest[count:]
    return found


def _spread(items: Groups, widths: tuple[float, float], room: float, sizes: Sequence[int]) -> Spread | None:
    """A page of these items, in two columns or else in a wide one; None where they have no room at any of the
    sizes.
    """
    ways: list[tuple[Groups, Groups, float]] = [(items, [], widths[1])]
    if len(items) > 1:
        left, right = _parted(items, 2)
        ways.insert(0, (left, right, widths[0]))
    for left, right, width in ways:
        frames = [(sum(map(list, half), list[Paragraph]()), width, room) for half in (left, right)]
        size = fitting_size(frames, sizes)
        if size is not None:
            return Spread(size, left, right)
    return None


def _parted(items: Groups, count: int) -> list[Groups]:
    """So many parts in order, the first ones longer by one where they cannot be equal."""
    least, more = divmod(len(items), count)
    sizes = [least + (i < more) for i in range(count)]
    return [items[sum(sizes[:i]) : sum(sizes[: i + 1])] for i in range(count)]
