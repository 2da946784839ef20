"""A session pack as slides: what stands on each, one function a kind of block.

Whose words they are shows in the face and the colour; every slide names its sources at its foot, and has
their words and addresses in its notes. A block that has no room on one slide goes on on the next.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from assistant.reading.timeline import Timeline
from assistant.trainer import boxes, duty_columns, grid
from assistant.trainer.drawing import draw
from assistant.trainer.grid import DOWN
from assistant.trainer.keywords import pieces
from assistant.trainer.layouts import COLUMN, LEFT, QUOTE_INSET, ROOM, TOP, emu
from assistant.trainer.look import HOUSE, OfficeLook
from assistant.trainer.measure import INSET_X, height
from assistant.trainer.pack import GAP, Block, Item, Pack, Source
from assistant.trainer.pages import Groups, Spread, columns, fitting_size, pages
from assistant.trainer.png import to_png
from assistant.trainer.presentation import Slides, new_slides
from assistant.trainer.printed import minutes_words, plan_lines, printed, spans
from assistant.trainer.shapes import add_diagram
from assistant.trainer.typeset import (
    BODY,
    BROWN,
    FINE,
    GREEN,
    GREY,
    INK,
    LARGE,
    LEAST,
    SMALL,
    WHITE,
    Look,
    Paragraph,
    Run,
    left_to_right,
    right_to_left,
    shorter,
)
from assistant.words.phrases import labelled
from assistant.words.store import ENGLISH, Words
from ingest.diagrams import embedded_diagrams
from ingest.vocabulary import vocabulary

MOST_SOURCES = 9  # in the line at the foot; the notes have them all
LOOKS = {"quote": Look(serif=True), "remark": Look(color=BROWN), "guide": Look(color=GREY)}
SIZES = (BODY, 22, SMALL)
COLUMN_SIZES = (22, SMALL, 18)
ASKED_SIZES = (*COLUMN_SIZES, 16, 14)
ASKED_TIERS = (ASKED_SIZES[:3], ASKED_SIZES[3:])  # one more slide is better than small letters
LIST_SIZES = (*SIZES, 18)  # of what is better on one slide than on two
PLAIN_SIZES = (SMALL, 18, 16)  # of the plain words below a quotation
# of a quotation and of the plain words below it, the best first
BOXED_SIZES = (*(((LARGE, *SIZES), plain) for plain in PLAIN_SIZES), ((18,), 18), ((18,), 16))
TABLE_SIZES = (SMALL, 18, 16, 14)
_GAP = 0.12  # between the quoted words and the plain ones
_SPARE = 0.25  # below them: a line that another program may need
_LEAST_TASK = 3.6  # inches of the column that holds what is to be done
FOLDED = (
    "condition",
    "standing",
    "recipient",
    "deadline",
)  # columns of duties, the first to be given up first


@dataclass(frozen=True, slots=True)
class Export:
    """A pack, the timelines of the blocks that draw one, by their ids, the slides made of them, and in which
    language the words of each source are.
    """

    pack: Pack
    timelines: dict[str, Timeline]
    say: Words
    slides: Slides
    spoken: Mapping[str, str]

    def language_of(self, item: Item) -> str:
        """The language of an item: that of its source where it is quoted, else that of the pack."""
        if item.kind not in {"quote", "fact", "remark"}:
            return self.pack.language
        known = (self.spoken.get(source.locator, "") for source in item.sources)
        return next(filter(None, known), ENGLISH)


def to_pptx(
    pack: Pack,
    timelines: dict[str, Timeline],
    look: OfficeLook = HOUSE,
    spoken: Mapping[str, str] | None = None,
) -> bytes:
    """Give the presentation; `timelines` holds the timeline of each block that draws one, by its id, `spoken`
    the language of each source's words, by its locator.
    """
    slides = new_slides(pack.title, f"{pack.subject}; index {pack.index_id}", pack.language, look)
    export = Export(pack, timelines, Words("trainer", pack.language), slides, spoken or {})
    for block, span in zip(printed(pack).blocks, spans(pack), strict=True):
        if block.kind == "timeline" and block.id not in timelines:
            continue  # its subject has no decisions in this corpus: the recheck says so
        for number, slide in enumerate(SLIDES.get(block.kind, _content)(export, block)):
            if block.source:
                slides.source(slide, export.say("sources"), _source_line(block))
            slides.note(slide, _notes(export, block, "" if number else span))
            if block.kind != "title":
                slides.number(slide)
    return slides.saved()


def _titles(block: Block, count: int) -> Iterator[str]:
    """The title of each slide of a block: "The title (2/3)"."""
    for number in range(1, count + 1):
        yield block.title if count == 1 else f"{block.title} ({number}/{count})"


def _first(export: Export, block: Block) -> list[Any]:
    return [_large(export, block, [item.text for item in block.items])]


def _break(export: Export, block: Block) -> list[Any]:
    """As large as the title, with its minutes."""
    lines = [minutes_words(block.minutes, export.say), *(item.text for item in block.items)]
    return [_large(export, block, lines)]


def _large(export: Export, block: Block, lines: Sequence[str]) -> Any:
    slide = export.slides.add("title", block.title)
    text = [Paragraph((Run(one),), bullet=False) for one in lines if one]
    shape = slide.placeholders[1]
    room = (text, shape.width / emu(1), shape.height / emu(1))
    size = fitting_size([room], (LARGE, BODY, SMALL, 18, 16)) or LEAST
    export.slides.fill(shape, text or [Paragraph((Run(" "),), bullet=False)], size)
    return slide


def _agenda(export: Export, block: Block) -> list[Any]:
    """The aims on one side; on the other the outline, its minutes counted from the blocks as they are."""
    aims = [replace(_set_item(export, item), after=14) for item in block.items]
    times = list(plan_lines(export.pack, export.say))
    parts = [
        Paragraph((Run(f"{minutes}  ", Look(bold=True, color=GREEN)), Run(part)), bullet=False)
        for minutes, part in times
    ]
    tight = [replace(part, after=2) for part in parts]
    for shown in (parts, tight):
        size = fitting_size([(aims, COLUMN, DOWN), (shown, COLUMN, DOWN)], COLUMN_SIZES)
        if size is not None:
            break
    else:  # more aims, or more parts, than there is room for beside each other
        return _flowing(export, block, [*aims, *parts], SIZES)
    slide = export.slides.add("two", block.title)
    export.slides.fill(slide.placeholders[1], aims, size)
    export.slides.fill(slide.placeholders[2], shown, size)
    return [slide]


def _content(export: Export, block: Block) -> list[Any]:
    mixed = len({item.kind for item in block.items}) > 1
    told = zip(block.items, [*block.items[1:], None], strict=True)
    text = [
        replace(_set_item(export, _said(export, item, mixed=mixed)), joined=_is_explained(item, after))
        for item, after in told
    ]
    sizes = (LARGE, *LIST_SIZES) if block.kind in {"exercise", "discussion"} else LIST_SIZES
    return _flowing(export, block, text, sizes)


def _is_explained(item: Item, after: Item | None) -> bool:
    """Whether the plain words of a quotation follow: they stand on its slide."""
    return item.kind == "quote" and after is not None and after.kind == "guide"


def _flowing(export: Export, block: Block, text: Sequence[Paragraph], sizes: Sequence[int]) -> list[Any]:
    """One text over as many slides as it needs."""
    size, parts = pages(text, ROOM, DOWN, sizes)
    slides = []
    for title, part in zip(_titles(block, len(parts)), parts, strict=True):
        slide = export.slides.add("content", title)
        export.slides.fill(slide.placeholders[1], part or [Paragraph((Run(" "),), bullet=False)], size)
        _set_foot(export, slide, block)
        slides.append(slide)
    return slides


def _said(export: Export, item: Item, *, mixed: bool) -> Item:
    """Among other words a remark says whose it is; a slide of remarks alone says so in its title."""
    if not mixed or item.kind != "remark":
        return item
    return replace(item, text=export.say("deck_says", text=item.text))


def _role(export: Export, block: Block) -> list[Any]:
    items = [[_set_item(export, item)] for item in block.items]
    return _two(export, block, items, (COLUMN_SIZES,), foot=True)


def _quiz(export: Export, block: Block) -> list[Any]:
    """Questions in two columns, or terms beside what they are to be matched with. Without sources: they would
    give the answers away.
    """
    language = export.say.language
    items = [
        part for number, item in enumerate(block.items, start=1) for part in _question(item, number, language)
    ]
    # a question is seen whole, and terms together with what they are matched with
    matched = any(item.cells for item in block.items)
    return _two(export, block, items, (ASKED_SIZES,) if matched else ASKED_TIERS, foot=False)


def _answers(export: Export, block: Block) -> list[Any]:
    items = [_answer(export, item, number) for number, item in enumerate(block.items, start=1)]
    # the words of the law that prove them are read from the back of the room, as everywhere
    return _two(export, block, items, (COLUMN_SIZES[:-1],), foot=True)


def _two(
    export: Export, block: Block, items: Groups, tiers: Sequence[Sequence[int]], *, foot: bool
) -> list[Any]:
    """Slides of two columns, as many as the items need."""
    parts = columns(items, (COLUMN, ROOM), DOWN, tiers) if items else [Spread(SMALL, [])]
    slides = []
    for title, spread in zip(_titles(block, len(parts)), parts, strict=True):
        slide = export.slides.add("two" if spread.right else "content", title)
        for number, column in enumerate((spread.left, spread.right), start=1):
            text = [paragraph for item in column for paragraph in item]
            if text:
                export.slides.fill(slide.placeholders[number], text, spread.size)
        if foot:
            _set_foot(export, slide, block)
        slides.append(slide)
    return slides


def _question(item: Item, number: int, language: str) -> Groups:
    """A question with its options; of one with terms to be matched the terms, and then the options."""
    head = Paragraph(
        (Run(f"{item.number(number)}. {item.text}", Look(bold=True)),), bullet=False, joined=True
    )
    options = _lines([*item.choices(language), *([item.note] if item.note else [])])
    return [[head, *_lines(item.terms())], options] if item.cells else [[head, *options]]


def _lines(words: Sequence[str]) -> list[Paragraph]:
    """Lines that stay together."""
    last = len(words) - 1
    return [
        Paragraph((Run(line),), bullet=False, after=18 if n == last else 2, joined=n < last)
        for n, line in enumerate(words)
    ]


def _key(export: Export, item: Item) -> str:
    """The answer; letters alone keep their order in a language that runs from right to left."""
    return left_to_right(item.note) if export.slides.right_to_left else item.note


def _answer(export: Export, item: Item, number: int) -> list[Paragraph]:
    """The key, why it is the right one, and the words that prove it."""
    key = Run(f"{item.number(number)}. {_key(export, item)}", Look(bold=True, color=GREEN))
    told = [Paragraph((key,), bullet=False, joined=bool(item.why or item.text))]
    if item.why:
        told.append(Paragraph((Run(item.why),), bullet=False, joined=bool(item.text)))
    if item.text:
        told.append(replace(_set_item(export, item), bullet=False))
    return [*told[:-1], replace(told[-1], after=18)]


def _quotation(export: Export, block: Block) -> list[Any]:
    """What is quoted in its box with the plain words below it; several definitions are a list like any
    other.
    """
    quotes = [item for item in block.items if item.kind == "quote"]
    if not quotes or (len(quotes) > 1 and block.kind == "definitions"):
        return _content(export, block)
    words = [replace(_set_item(export, quote), bullet=False) for quote in quotes]
    plain = [replace(_set_item(export, item), bullet=False) for item in block.items if item.kind != "quote"]
    plain += [Paragraph((Run(quote.note, Look(color=GREY)),), bullet=False) for quote in quotes if quote.note]
    parts = list(_boxes(words, plain))
    slides = []
    for title, (size, quoted, below) in zip(_titles(block, len(parts)), parts, strict=True):
        slides.append(_boxed(export, title, size, quoted, below))
        _set_foot(export, slides[-1], block)
    return slides


def _below(plain: Sequence[Paragraph], size: int) -> float:
    return height(plain, size, ROOM - 0.1) + _GAP + _SPARE if plain else 0.0


_QUOTE_ROOM = ROOM - 0.1 - 2 * (QUOTE_INSET - INSET_X)


def _boxes(
    words: Sequence[Paragraph], plain: Sequence[Paragraph]
) -> Iterator[tuple[int, Sequence[Paragraph], Sequence[Paragraph]]]:
    """The size of the quoted words, they, and the plain words below them, slide by slide."""
    for sizes, smaller in BOXED_SIZES:
        size = fitting_size([(words, _QUOTE_ROOM, DOWN - _below(plain, smaller) - 0.2)], sizes)
        if size is not None:
            yield size, words, plain
            return
    size, parts = pages(words, _QUOTE_ROOM, DOWN - 0.2, SIZES)
    for part in parts[:-1]:
        yield size, part, ()
    if height(parts[-1], size, _QUOTE_ROOM) <= DOWN - _below(plain, PLAIN_SIZES[-1]) - 0.2:
        yield size, parts[-1], plain
        return
    yield size, parts[-1], ()
    for part in pages(plain, ROOM, DOWN, (SMALL,))[1]:
        yield SMALL, (), part


def _boxed(
    export: Export, title: str, size: int, words: Sequence[Paragraph], plain: Sequence[Paragraph]
) -> Any:
    slides = export.slides
    if not words or not plain:
        slide = slides.add("content" if not words else "quotation", title)
        if not words:
            slides.fill(slide.placeholders[1], plain, SMALL)
            return slide
        empty = slide.placeholders[2]
        empty._element.getparent().remove(empty._element)
    else:
        slide = slides.add("quotation", title)
    quoted = height(words, size, _QUOTE_ROOM)
    smaller = next((one for one in PLAIN_SIZES if quoted <= DOWN - _below(plain, one) - 0.2), PLAIN_SIZES[-1])
    high = min(quoted + 0.5, DOWN - _below(plain, smaller))
    slides.bar(slide, (LEFT, TOP, 0.1, high))
    slides.fill(slides.place(slide, 1, (LEFT + 0.1, TOP, ROOM - 0.1, high)), words, size)
    if plain:
        top = TOP + high + _GAP
        slides.fill(slides.place(slide, 2, (LEFT + 0.1, top, ROOM - 0.1, TOP + DOWN - top)), plain, smaller)
    return slide


def _picture(export: Export, block: Block) -> list[Any]:
    slide = export.slides.add("only", block.title)
    mirrored = export.slides.right_to_left
    drawing = draw(export.timelines[block.id], detail=False, heading=False, right_to_left=mirrored)
    description = f"{drawing.title}: {drawing.description}"
    export.slides.picture(slide, to_png(drawing), drawing.width / drawing.height, "Timeline", description)
    _set_foot(export, slide, block)
    return [slide]


def _diagram(export: Export, block: Block) -> list[Any]:
    """Its boxes and arrows; a list where a trainer added lines that are no box, or words that have no room in
    one.
    """
    found, items = embedded_diagrams().get(block.ref), {item.ref: item for item in block.items}
    known = {box.id for box in found.boxes} if found else set()
    if found is None or len(items) < len(block.items) or not items.keys() <= known:
        return _content(export, block)
    rows = [[items[box.id] for box in row if box.id in items] for row in found.rows]
    rows = [row for row in rows if row]
    texts = {item.ref: boxes.text_of(item.text, _boxed_source(item)) for item in items.values()}
    where = boxes.places([len(row) for row in rows]) if rows else []
    size = boxes.size_of(list(texts.values()), where[0][0]) if where else None
    if size is None:
        return _content(export, block)
    drawn = {
        item.ref: (place, texts[item.ref])
        for row, there in zip(rows, where, strict=True)
        for item, place in zip(row, there, strict=True)
    }
    slide = export.slides.add("only", block.title)
    arrows = [(begin, end) for begin, end in found.arrows if begin in drawn and end in drawn]
    add_diagram(export.slides, slide, drawn, arrows, size, block.notes)
    _set_foot(export, slide, block)
    return [slide]


def _boxed_source(item: Item) -> str:
    """What the first source of a box is called."""
    return _brief(item.sources[0].label) if item.sources else ""


def _duties(export: Export, block: Block) -> list[Any]:
    """A column for whatever any row has; where there is no room for all, the last ones stand below the
    action.
    """
    if not block.items:
        return _content(export, block)
    size, widths, heads, parts = _duty_table(export, block)
    slides = []
    for title, part in zip(_titles(block, len(parts)), parts, strict=True):
        slide = export.slides.add("only", title)
        export.slides.table(slide, block.title, [heads, *part], widths, size)
        _set_foot(export, slide, block)
        slides.append(slide)
    return slides


def _duty_table(
    export: Export, block: Block
) -> tuple[int, Sequence[float], Sequence[Run], Sequence[Sequence[Sequence[Run]]]]:
    """The size, the widths of the columns, their heads, and the rows slide by slide, on as few as may be:
    with as many columns as have room, and then in letters as large as may be.
    """
    shown = duty_columns.columns(block.items)
    folding = [column for column in FOLDED if column in shown]
    ways = []
    for count in range(len(folding) + 1):
        below = folding[:count]
        columns = [column for column in shown if column not in below]
        heads = [Run(duty_columns.head(one, export.say), Look(bold=True, color=WHITE)) for one in columns]
        rows = [_duty(item, columns, below, export) for item in block.items]
        for size in TABLE_SIZES[:-1]:
            widths = grid.shared_widths([heads, *rows], size, columns.index("task"), _LEAST_TASK)
            if widths:
                parts = grid.table_pages(heads, rows, widths, size)
                ways.append(((len(parts), count, -size), (size, widths, heads, parts)))
    if ways:
        return min(ways, key=lambda way: way[0])[1]
    size, widths = grid.table_widths([heads, *rows], columns.index("task"), TABLE_SIZES)
    return size, widths, heads, grid.table_pages(heads, rows, widths, size)


def _duty(item: Item, columns: Sequence[str], below: Sequence[str], export: Export) -> list[Run]:
    cells, language = duty_columns.named_cells(item), export.language_of(item)
    cells["label"] = _brief(cells["label"])
    told = [
        labelled(duty_columns.head(one, export.say), cells[one], export.say.language)
        for one in below
        if cells[one]
    ]
    cells["task"] = "\n".join([cells["task"], *told])
    own = {"standing", "label"}  # in the language of the session
    looks = {"actor": Look(bold=True), "label": Look(color=GREEN), "task": Look(serif=True)}
    # the links are at the foot: LibreOffice breaks the words of one that has no room on a line
    return [Run(cells[one], looks.get(one, Look()), "" if one in own else language) for one in columns]


def _law(export: Export, block: Block) -> list[Any]:
    """A line a role with the places that play it; their words are the handout's."""
    heads = [Run(export.say(head), Look(bold=True, color=WHITE)) for head in ("law_part", "law_places")]
    join = vocabulary().labels[export.say.language].join
    roles = _by_role(block.items)
    rows = [[Run(role, Look(bold=True)), Run(_places(items, join))] for role, items in roles]
    if not rows:
        return _content(export, block)
    size, widths, parts = _law_table(heads, rows)
    slides = []
    for title, part in zip(_titles(block, len(parts)), parts, strict=True):
        slide = export.slides.add("only", title)
        export.slides.table(slide, block.title, [heads, *part], widths, size)
        shown = {row[0].text for row in part}
        here = [item for role, items in roles if role in shown for item in items]
        _set_foot(export, slide, replace(block, items=tuple(here)) if here else block)
        slides.append(slide)
    return slides


def _law_table(
    heads: Sequence[Run], rows: Sequence[Sequence[Run]]
) -> tuple[int, Sequence[float], Sequence[Sequence[Sequence[Run]]]]:
    """The size, the widths of the columns, and the rows slide by slide: one slide wherever there is room, if
    need be with questions of two lines.
    """
    for spare in (True, False):
        largest, widths = grid.table_widths([heads, *rows], 1, TABLE_SIZES, spare=spare)
        for size in (one for one in TABLE_SIZES if one <= largest):
            parts = grid.table_pages(heads, rows, widths, size)
            if len(parts) == 1:
                return size, widths, parts
    return size, widths, parts


def _by_role(items: Iterable[Item]) -> list[tuple[str, list[Item]]]:
    """The items below each line that only names a role."""
    found: list[tuple[str, list[Item]]] = []
    for item in items:
        if item.cells and not item.text:
            found.append((item.cells[0], []))
        elif found:
            found[-1][1].append(item)
    return [(role, below) for role, below in found if below]


def _places(items: Iterable[Item], join: str) -> str:
    """The labels, each document named once: "Convention, Article 1, Article 15(1); Nagoya Protocol, ..."."""
    by_document: dict[str, list[str]] = {}
    for source in (item.sources[0] for item in items if item.sources):
        head, _, rest = source.label.partition(join) if join else (source.label, "", "")
        by_document.setdefault(head, []).append(rest)
    rows = (
        (join or " ").join(filter(None, (head, *map(_brief, rest)))) for head, rest in by_document.items()
    )
    return "; ".join(rows)


SLIDES: dict[str, Callable[[Export, Block], list[Any]]] = {
    "title": _first,
    "agenda": _agenda,
    "break": _break,
    "provision": _quotation,
    "definitions": _quotation,
    "diagram": _diagram,
    "timeline": _picture,
    "duties": _duties,
    "law": _law,
    "role": _role,
    "quiz": _quiz,
    "answers": _answers,
}


def _set_item(export: Export, item: Item) -> Paragraph:
    """One item; whose words it is shows in the face and the colour."""
    runs, language = list[Run](), export.language_of(item)
    if item.cells:
        link = next((source.url for source in reversed(item.sources) if source.url), "")
        runs += [Run(item.cells[0], Look(bold=True, color=GREEN, link=link)), Run("  ")]
    marked = item.kind != "quote" or item.text.startswith(("“", '"'))
    look = replace(LOOKS.get(item.kind, Look(color=INK)), link=_reading_link(item))
    text = item.text if marked else f"“{item.text}”"
    if look.link:  # what it is called leads there, and what it is about stands behind it
        label = next((source.label for source in item.sources if text.startswith(source.label)), text)
        runs.append(Run(label, look, language))
        look, text = replace(look, link=""), text.removeprefix(label)
    for piece, key in pieces(text) if item.kind == "quote" else [(text, False)]:
        runs.append(Run(piece, replace(look, bold=True, color=GREEN) if key else look, language))
    return Paragraph(tuple(runs))


def _reading_link(item: Item) -> str:
    """Where a line of further reading leads: its source is a whole document and has no words."""
    if item.kind != "own" or item.cells:
        return ""
    return next((source.url for source in item.sources if source.url and not source.quote), "")


# sources


def _source_line(block: Block) -> Run:
    """The line below the title; it leads where the first quotation stands."""
    link = next((source.url for item in block.items for source in item.sources if source.url), "")
    return Run(block.source, Look(bold=True, color=GREEN, link=link))


def _set_foot(export: Export, slide: Any, block: Block) -> None:
    """The line at the foot: every source once, linked; the notes have them all with their words."""
    sources = _foot_sources(block.items)
    if not sources:
        return
    count = min(MOST_SOURCES, len(sources))
    while count > 1 and not export.slides.foot_has_room(_foot_line(export, sources, count)):
        count -= 1
    while not export.slides.foot_has_room(_foot_line(export, sources, count)):
        sources = [replace(sources[0], label=shorter(sources[0].label)), *sources[1:]]
    export.slides.foot(slide, export.say("sources"), _foot_line(export, sources, count))


def _foot_line(export: Export, sources: Sequence[Source], count: int) -> list[Run]:
    look, before = Look(FINE, color=GREY), ""
    comma = vocabulary().labels[export.say.language].join or ", "
    runs = [Run(labelled(export.say("sources"), "", export.say.language), look)]
    for number, source in enumerate(sources[:count], start=1):
        head, _, rest = source.label.partition(comma)
        label = rest if rest and head == before else source.label
        before = head
        runs.append(Run(_brief(label), replace(look, link=source.url)))
        end = comma if number < count else (" …" if len(sources) > count else "")
        # a number or Latin letters at the end of a label would draw the next one to their other side
        runs.append(Run(right_to_left(end) if export.slides.right_to_left else end, look))
    return runs


def _foot_sources(items: Iterable[Item]) -> list[Source]:
    """The sources by the name that they have at the foot, each once, the deck's own last."""
    by_name: dict[str, Source] = {}
    for source in _sources(items):
        name = source.brief or source.label
        if name not in by_name or not by_name[name].quote:
            by_name[name] = replace(source, label=name)
    return sorted(by_name.values(), key=lambda source: source.provenance == "own")


def _notes(export: Export, block: Block, span: str) -> str:
    """What the trainer reads: minutes, hints, and every source with its words and its address. A slide that
    goes on with a block has no minutes of its own.
    """
    notes = [] if block.kind in {"quiz", "law"} else [item.note for item in block.items]
    time = f"{minutes_words(block.minutes, export.say)} ({span})" if span else export.say("goes_on")
    lines = [time, block.notes, *notes]
    sources = _noted_sources(block.items)
    if sources:
        lines.append(f"{export.say('sources')}:")
    cut = {source.quote for item in block.items for source in item.sources if item.text == source.quote + GAP}
    for source in sources:
        words = f" “{source.quote}{GAP if source.quote in cut else ''}”" if source.quote else ""
        lines.append(f"- {source.label} [{source.locator}]{words} {source.url}".rstrip())
    return "\n".join(dict.fromkeys(line for line in lines if line))


def _noted_sources(items: Iterable[Item]) -> list[Source]:
    """The sources by locator, each once, with its words where any item has them; twice where items quote
    other words of it.
    """
    by_locator: dict[str, list[Source]] = {}
    for source in _sources(items):
        same = by_locator.setdefault(source.locator, [])
        same[:] = [one for one in same if one.quote not in source.quote or one.quote == source.quote]
        if not any(source.quote in one.quote for one in same):
            same.append(source)
    return [source for same in by_locator.values() for source in same]


def _sources(items: Iterable[Item]) -> Sequence[Source]:
    return [source for item in items for source in item.sources]


def _brief(label: str) -> str:
    return label.replace("paragraph ", "para. ")
