"""A duty as a row that people read: who, how strictly, what in full, by when, to whom, under which condition,
whether it is still to be met, and where it stands. Slides, handout, Markdown and tables take their columns
from here.
"""

from collections.abc import Sequence

from assistant.trainer.duties import OFFICIAL, Duty, called
from assistant.trainer.elapsed import State
from assistant.trainer.pack import Item
from assistant.words.store import Words, table
from index.interface import SearchIndex

# of a file of all rows, beside what a pack has of them
FILED = (
    "actor", "verb", "task", "deadline", "recipient", "condition", "standing", "asked_by", "label", "source",
    "origin", "url",
)  # fmt: skip
# the cells of a row of a pack, in their order; packs made before have the first five alone
CELLS = ("actor", "verb", "task", "deadline", "label", "recipient", "condition", "standing")
PRINTED = ("actor", "verb", "task", "deadline", "recipient", "condition", "standing", "label")
ALWAYS = frozenset({"actor", "verb", "task", "label"})  # the others are columns where any row has something
_HEADS = {
    "actor": "actor", "verb": "verb", "task": "task", "deadline": "by_when", "recipient": "recipient",
    "condition": "condition", "standing": "standing", "label": "sources", "asked_by": "asked_by",
    "source": "locator", "origin": "origin", "url": "official_page",
}  # fmt: skip


def cells_of(duty: Duty, words: Words, index: SearchIndex) -> tuple[str, ...]:
    """The cells of a row, its labels in the language of the words."""
    named = called(duty, words.language, index)
    return (
        duty.actor, duty.verb, duty.task, duty.deadline, named.label, duty.recipient, duty.condition,
        standing_words(named, words),
    )  # fmt: skip


def filed_row(duty: Duty, words: Words, index: SearchIndex) -> list[str]:
    """All that is known of a duty, in the order of FILED."""
    cells = dict(zip(CELLS, cells_of(duty, words, index), strict=True))
    cells["origin"] = origin_words(duty, words)
    return [cells[column] if column in cells else str(getattr(duty, column)) for column in FILED]


def origin_words(duty: Duty, words: Words) -> str:
    """How the actor is known."""
    return words("origin_code" if duty.origin == OFFICIAL else "origin_sentence")


def standing_words(duty: Duty, words: Words) -> str:
    """ "met: Decision I/3, 1994"; "" for a duty that is still to be met, as far as the corpus knows. `duty`
    has its labels in the language of the words.
    """
    standing = duty.standing
    if standing.state is State.OPEN:
        return ""
    by = standing.by
    if standing.state is State.SPENT:
        known_words = table(words.language)
        return ", ".join(known_words.get(f"page.status.{one}", one) for one in by.split(", "))
    known = ", ".join(filter(None, (by, str(standing.year or ""))))
    return words(f"standing_{standing.state}", by=known)


def columns(items: Sequence[Item]) -> list[str]:
    """Those that a table of these rows has, in the order in which they are printed."""
    rows = [named_cells(item) for item in items]
    return [one for one in PRINTED if one in ALWAYS or any(row[one] for row in rows)]


def named_cells(item: Item) -> dict[str, str]:
    """The cells of a row by the names of their columns."""
    return dict(zip(CELLS, item.row(len(CELLS)), strict=True))


def head(column: str, words: Words) -> str:
    """What a column is called."""
    return words(_HEADS[column])
