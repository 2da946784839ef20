"""The session pack as data: what a page edits, a file keeps and the exports print."""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

from ingest.errors import InputError
from ingest.model import Provision
from ingest.vocabulary import vocabulary

FORMAT = 1
ITEM_KINDS = ("quote", "own", "guide", "remark", "fact")
BLOCK_KINDS = (
    "title",
    "agenda",
    "definitions",
    "diagram",
    "provision",
    "timeline",
    "decisions",
    "duties",
    "role",
    "exercise",
    "quiz",
    "answers",
    "discussion",
    "break",
    "law",
    "reading",
    "text",
)
# of what a page sends: more than any session has, and little enough to be exported in time
MOST_BLOCKS, MOST_ITEMS, LONGEST_TEXT = 80, 120, 8_000
MOST_CELLS = 12
MOST_LINES = 2_000  # of a whole pack: six times what the longest session has
MOST_TIMELINES = 8  # pictures that are drawn
TIMELINE_LINES = 100  # so many lines take as long to print as one picture takes to draw
GAP = " […]"  # stands where quoted words end before those of the source
LETTERS = "abcdefghijkl"  # of the options of a question, as many as there may be


@dataclass(frozen=True, slots=True)
class Source:
    """What an item rests on: `quote` stands verbatim in the provision at `locator`. `brief` is what the foot
    of a slide calls it, where that is not its label: the slide of a remark, the decision of a fact.
    """

    locator: str
    label: str
    quote: str = ""
    url: str = ""
    provenance: str = ""
    brief: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """One line. `kind` says whose words: "quote" and "fact" are verbatim (law, catalogue), "remark" the
    deck's, "guide" and "own" ours. `cells` are the columns of a row, `options` what a quiz question offers.

    A question and its answer have the same `ref` ("q3"); the answer's `key` is the letter of the right option
    ("b"), of terms to be matched the letters in their order ("cadb"), and `why` explains it.
    """

    kind: str
    text: str
    sources: tuple[Source, ...] = ()
    note: str = ""
    cells: tuple[str, ...] = ()
    options: tuple[str, ...] = ()
    ref: str = ""
    key: str = ""
    why: str = ""

    def row(self, width: int) -> tuple[str, ...]:
        """So many cells; an edited pack may lack some, which are then empty."""
        return (*self.cells, *[""] * width)[:width]

    @property
    def lines(self) -> int:
        """How many lines it takes at least: of its texts, a cell, an option and a source each."""
        parts = len(self.cells) + len(self.options) + len(self.sources)
        texts = (self.text, self.note, self.why, *self.cells, *self.options)
        breaks = sum(text.count("\n") for text in texts)
        return 1 + parts + breaks

    def choices(self, language: str) -> list[str]:
        """The options of a quiz question as they are printed in a language: "(a) Article 5"."""
        letters = printed_letters(LETTERS, language)
        return [f"({letter}) {option}" for letter, option in zip(letters, self.options, strict=False)]

    def terms(self) -> list[str]:
        """What is to be matched with the options, as it is printed: "1. Habitat"."""
        return [f"{number}. {term}" for number, term in enumerate(self.cells, start=1)]

    def number(self, place: int) -> str:
        """The number of a question or an answer, which runs on over the slides; that of its `place` on the
        slide where a page has added it.
        """
        return self.ref[1:] if self.ref[:1] == "q" and self.ref[1:].isdigit() else str(place)


@dataclass(frozen=True, slots=True)
class Block:
    """One part of the session: a slide, or a few of them. `ref` names a timeline's subject, `source` is the
    line below the title that says what the slide quotes. The id and the minutes are given when all blocks of
    a session are known.
    """

    id: str
    kind: str
    title: str
    minutes: float = 0
    items: tuple[Item, ...] = ()
    notes: str = ""
    ref: str = ""
    source: str = ""

    @property
    def lines(self) -> int:
        """How many lines it takes at least."""
        return 1 + sum(item.lines for item in self.items) + (self.title + self.notes).count("\n")


@dataclass(frozen=True, slots=True)
class Pack:
    """A whole session."""

    title: str
    subject: str
    audience: str
    minutes: int
    language: str
    index_id: str
    index_built_at: str
    blocks: tuple[Block, ...]
    format: int = FORMAT

    @property
    def lines(self) -> int:
        """How much there is to print."""
        return sum(block.lines for block in self.blocks)

    @property
    def work(self) -> int:
        """What an export costs: the lines that are printed, and what is drawn."""
        return self.lines + TIMELINE_LINES * len(timeline_blocks(self))

    def to_json(self) -> str:
        """As a file keeps it."""
        return json.dumps(asdict(self), ensure_ascii=False, indent=2) + "\n"


def printed_letters(key: str, language: str) -> str:
    """The letters of options as they are printed: those by which the language numbers items."""
    forms = vocabulary().labels.get(language)
    own = forms.letters[: len(LETTERS)] if forms else ""
    return key.translate(str.maketrans(LETTERS, own)) if own else key


def timeline_blocks(pack: Pack) -> list[Block]:
    """Give the blocks that draw a timeline."""
    return [block for block in pack.blocks if block.kind == "timeline"]


def draft(
    kind: str, title: str, items: Iterable[Item], notes: str = "", ref: str = "", source: str = ""
) -> Block:
    """Give a block that has no place in a session and no time yet."""
    return Block("", kind, title, 0, tuple(items), notes, ref, source)


_GROUPS = {
    "title": "opening",
    "agenda": "opening",
    "provision": "provision",
    "definitions": "provision",
    "diagram": "provision",
    "timeline": "timeline",
    "decisions": "timeline",
    "exercise": "exercise",
    "quiz": "quiz",
    "answers": "quiz",
    "duties": "duties",
    "role": "role",
    "break": "break",
    "discussion": "text",
    "text": "text",
    "law": "closing",
    "reading": "closing",
}


def outline(pack: Pack) -> list[tuple[str, float]]:
    """Give the parts of the session in order with their minutes: ("provision", 9.5); together they are all of
    its time.
    """
    parts: list[tuple[str, float]] = []
    for block in pack.blocks:
        group = _GROUPS.get(block.kind, "text")
        # neighbours of one group are one line: an agenda has few lines and not fifteen
        if parts and parts[-1][0] == group:
            parts[-1] = group, parts[-1][1] + block.minutes
        else:
            parts.append((group, block.minutes))
    return [(group, minutes) for group, minutes in parts if minutes]


def source_of(provision: Provision, quote: str = "") -> Source:
    """Give the source that a provision is; `quote` must be a slice of its text."""
    return Source(
        provision.locator, provision.label, quote or provision.text, provision.url, provision.provenance.value
    )


def read_pack(text: str) -> Pack:
    """Give a pack from its JSON. Raises InputError that names what is wrong with it."""
    try:
        values = json.loads(text)
    except ValueError as error:
        raise InputError(
            f"This is no session pack: the file is not JSON ({error}).",
            "Give a file that 'cbd-assistant session -o pack.json' wrote.",
        ) from error
    return pack_from_wire(values)


def pack_from_wire(values: Any) -> Pack:
    """Give a pack from what a page sends back. Raises InputError."""
    fields = _fields(values, "the pack")
    if fields.get("format", FORMAT) != FORMAT:
        raise InputError(
            f"The session pack has the format {fields.get('format')}.", f"This version reads format {FORMAT}."
        )
    blocks = _list(fields, "blocks", MOST_BLOCKS)
    pack = Pack(
        _text(fields, "title"),
        _text(fields, "subject"),
        _text(fields, "audience"),
        int(_number(fields, "minutes")),
        _text(fields, "language"),
        _text(fields, "index_id"),
        _text(fields, "index_built_at"),
        tuple(_block(block) for block in blocks),
    )
    _refuse_endless(pack)
    return pack


def _refuse_endless(pack: Pack) -> None:
    """Raises InputError for more than can be exported in time."""
    for what, count, most in (
        ("lines", pack.lines, MOST_LINES),
        ("timelines", len(timeline_blocks(pack)), MOST_TIMELINES),
    ):
        if count > most:
            raise InputError(f"The session pack has {count} {what}, and at most {most} may be.", "Split it.")


def _block(value: Any) -> Block:
    fields = _fields(value, "a block")
    kind = _text(fields, "kind")
    if kind not in BLOCK_KINDS:
        raise InputError(
            f"A block of the kind '{kind}' is not known.", f"Kinds are {', '.join(BLOCK_KINDS)}."
        )
    items = tuple(_item(item) for item in _list(fields, "items", MOST_ITEMS))
    return Block(
        _text(fields, "id"),
        kind,
        _text(fields, "title"),
        _number(fields, "minutes"),
        items,
        _text(fields, "notes"),
        _text(fields, "ref"),
        _text(fields, "source"),
    )


def _item(value: Any) -> Item:
    fields = _fields(value, "an item")
    kind = _text(fields, "kind")
    if kind not in ITEM_KINDS:
        raise InputError(f"An item of the kind '{kind}' is not known.", f"Kinds are {', '.join(ITEM_KINDS)}.")
    sources = tuple(_source(source) for source in _list(fields, "sources", MOST_ITEMS))
    cells, options = (
        tuple(str(text)[:LONGEST_TEXT] for text in _list(fields, name, MOST_CELLS))
        for name in ("cells", "options")
    )
    quiz = (_text(fields, name) for name in ("ref", "key", "why"))
    return Item(kind, _text(fields, "text"), sources, _text(fields, "note"), cells, options, *quiz)


def _source(value: Any) -> Source:
    fields = _fields(value, "a source")
    names = ("locator", "label", "quote", "url", "provenance", "brief")
    return Source(*(_text(fields, name) for name in names))


def _fields(value: Any, what: str) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise InputError(
            f"In the session pack, {what} is not an object.",
            "Save it again from the page or with cbd-assistant session.",
        )
    return value


def _list(fields: dict[str, Any], name: str, most: int) -> list[Any]:
    value = fields.get(name) or []
    if not isinstance(value, list | tuple) or len(value) > most:
        raise InputError(
            f"In the session pack, '{name}' is not a list of at most {most}.", "Save it again from the page."
        )
    return list(value)


def _text(fields: dict[str, Any], name: str) -> str:
    value = fields.get(name, "")
    if not isinstance(value, str) or len(value) > LONGEST_TEXT:
        raise InputError(
            f"In the session pack, '{name}' is not a text of at most {LONGEST_TEXT} characters.",
            "Save it again from the page.",
        )
    # a file may come from elsewhere: what cannot be typed does not get onto a slide
    return "".join(c for c in value if c.isprintable() or c in "\n\t")


def _number(fields: dict[str, Any], name: str) -> float:
    value = fields.get(name, 0)
    # True is an int, and no number of minutes
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1_000:
        raise InputError(
            f"In the session pack, '{name}' is not a number from 0 to 1000.", "Save it again from the page."
        )
    return value
