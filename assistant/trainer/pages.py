"""What stands on one slide: the largest size at which text has room, and the pages of one that has none."""

from collections.abc import Callable, Sequence

from assistant.trainer.measure import height
from assistant.trainer.typeset import Paragraph

Groups = Sequence[Sequence[Paragraph]]


def fitting_size(
    frames: Sequence[tuple[Sequence[Paragraph], float, float]], sizes: Sequence[int]
) -> int | None:
    """The first of the sizes at which each of the frames (its text, width and height) has room."""
    for size in sizes:
        if all(height(text, size, width) <= room for text, width, room in frames):
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


def columns(
    items: Groups, width: float, room: float, sizes: Sequence[int]
) -> tuple[int, list[tuple[Groups, Groups]]]:
    """The size, and page by page the items of the left and of the right column; ever fewer on a page until
    each has room. An item that is too long for a column is broken, and its rest goes on in the next one.
    """
    for count in range(1, len(items) + 1):
        parts = _parted(items, count)
        halves = [_parted(part, 2) if len(part) > 1 else [part, []] for part in parts]
        frames = [(sum(map(list, half), list[Paragraph]()), width, room) for pair in halves for half in pair]
        size = fitting_size(frames, sizes)
        if size is not None:
            return size, [(pair[0], pair[1]) for pair in halves]
    flow = [paragraph for item in items for paragraph in item]
    size, found = pages(flow, width, room, sizes[-1:])
    pairs = [found[i : i + 2] for i in range(0, len(found), 2)]
    return size, [([pair[0]], [pair[1]] if len(pair) > 1 else []) for pair in pairs]


def _parted(items: Groups, count: int) -> list[Groups]:
    """So many parts in order, the first ones longer by one where they cannot be equal."""
    least, more = divmod(len(items), count)
    sizes = [least + (i < more) for i in range(count)]
    return [items[sum(sizes[:i]) : sum(sizes[: i + 1])] for i in range(count)]
