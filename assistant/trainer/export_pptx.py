"""A session pack as slides: what stands on each, one function a kind of block.

Whose words they are shows in the face and the colour; every slide names its sources at its foot, and has
their words and addresses in its notes.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from assistant.reading.timeline import Timeline
from assistant.trainer.drawing import draw
from assistant.trainer.pack import GAP, Block, Item, Pack, Source
from assistant.trainer.png import to_png
from assistant.trainer.presentation import (
    BODY,
    BROWN,
    FINE,
    GREEN,
    GREY,
    INK,
    LARGE,
    MEDIUM,
    SMALL,
    TINT,
    WHITE,
    Look,
    Slides,
    add_foot,
    add_number,
    add_paragraph,
    add_picture,
    add_run,
    add_source,
    add_table,
    fill_row,
    new_slides,
)
from assistant.trainer.printed import minutes_words, plan_lines, printed, spans
from assistant.words.store import Words

MOST_SOURCES = 9  # in the line at the foot; the notes have them all
LOOKS = {"quote": Look(serif=True), "remark": Look(color=BROWN), "guide": Look(color=GREY)}
DUTY_WIDTHS = (2.45, 1.5, 5.08, 3.1)


@dataclass(frozen=True, slots=True)
class Export:
    """A pack, the timelines of the blocks that draw one, by their ids, and the slides made of them."""

    pack: Pack
    timelines: dict[str, Timeline]
    say: Words
    slides: Slides


def to_pptx(pack: Pack, timelines: dict[str, Timeline]) -> bytes:
    """Give the presentation; `timelines` holds the timeline of each block that draws one, by its id."""
    slides = new_slides(pack.title, f"{pack.subject}; index {pack.index_id}", pack.language)
    export = Export(pack, timelines, Words("trainer", pack.language), slides)
    for block, span in zip(printed(pack).blocks, spans(pack), strict=True):
        if block.kind == "timeline" and block.id not in timelines:
            continue  # its subject has no decisions in this corpus: the recheck says so
        slide = SLIDES.get(block.kind, _content)(export, block)
        if block.source:
            add_run(add_source(slide, export.say("sources")), block.source, _source_look(block))
        slide.notes_slide.notes_text_frame.text = _notes(export, block, span)
        if block.kind != "title":
            add_number(slide)
    return slides.saved()


def _title(export: Export, block: Block) -> Any:
    slide = export.slides.add("title", block.title)
    slide.placeholders[1].text = "\n".join(item.text for item in block.items)
    return slide


def _break(export: Export, block: Block) -> Any:
    """As large as the title, with its minutes."""
    slide = export.slides.add("title", block.title)
    lines = [minutes_words(block.minutes, export.say), *(item.text for item in block.items)]
    slide.placeholders[1].text = "\n".join(lines)
    return slide


def _agenda(export: Export, block: Block) -> Any:
    """The aims on the left; on the right the outline, its minutes counted from the blocks as they are."""
    slide = export.slides.add("two", block.title)
    aims, parts = slide.placeholders[1].text_frame, slide.placeholders[2].text_frame
    for number, item in enumerate(block.items):
        _set_item(add_paragraph(aims, number, after=14), item, BODY)
    for number, (minutes, part) in enumerate(plan_lines(export.pack, export.say)):
        paragraph = add_paragraph(parts, number, bullet=False)
        add_run(paragraph, f"{minutes}  ", Look(bold=True, color=GREEN))
        add_run(paragraph, part, Look())
    return slide


def _content(export: Export, block: Block) -> Any:
    slide = export.slides.add("content", block.title)
    frame = slide.placeholders[1].text_frame
    size = _size(block)
    mixed = len({item.kind for item in block.items}) > 1
    for number, item in enumerate(block.items):
        # among other words a remark says whose it is; a slide of remarks alone says so in its title
        if mixed and item.kind == "remark":
            item = replace(item, text=export.say("deck_says", text=item.text))
        _set_item(add_paragraph(frame, number), item, size)
    _set_foot(export, slide, block)
    return slide


def _size(block: Block) -> int:
    """The largest size that the text leaves room for."""
    length = sum(len(item.text) for item in block.items)
    if block.kind == "exercise" and length < 420:
        return LARGE
    return BODY if length < 520 else SMALL


def _role(export: Export, block: Block) -> Any:
    slide, columns = _columns(export, block)
    for item, frame, first in columns:
        _set_item(add_paragraph(frame, 0 if first else 1), item, SMALL)
    _set_foot(export, slide, block)
    return slide


def _quiz(export: Export, block: Block) -> Any:
    """Without sources: they would give the answers away."""
    slide, columns = _columns(export, block)
    for number, (item, frame, first) in enumerate(columns, start=1):
        _set_question(frame, item, number, first=first)
    return slide


def _answers(export: Export, block: Block) -> Any:
    slide = _quiz(export, block)
    _set_foot(export, slide, block)
    return slide


def _columns(export: Export, block: Block) -> tuple[Any, list[tuple[Item, Any, bool]]]:
    """A slide of two columns; each item with the frame it goes into, and whether it is the first there."""
    slide = export.slides.add("two", block.title)
    half = -(-len(block.items) // 2)
    frames = slide.placeholders[1].text_frame, slide.placeholders[2].text_frame
    placed = [(item, frames[number >= half], number in {0, half}) for number, item in enumerate(block.items)]
    return slide, placed


def _set_question(frame: Any, item: Item, number: int, *, first: bool) -> None:
    head = add_paragraph(frame, 0 if first else 1, bullet=False)
    if item.kind == "quote":  # an answer: the letter, then the words that prove it
        add_run(head, f"{number}. {item.note}", Look(SMALL, bold=True, color=GREEN))
        _set_item(add_paragraph(frame, 1, bullet=False), item, SMALL)
        return
    add_run(head, f"{number}. {item.text}", Look(SMALL, bold=True))
    lines = [*item.choices(), *([item.note] if item.note else [])]
    for place, line in enumerate(lines, start=1):
        add_run(
            add_paragraph(frame, 1, bullet=False, after=18 if place == len(lines) else 0), line, Look(SMALL)
        )


def _quotation(export: Export, block: Block) -> Any:
    """One quotation in its box with the plain words below it; several are a list like any other."""
    quotes = [item for item in block.items if item.kind == "quote"]
    if len(quotes) != 1:
        return _content(export, block)
    (quote,) = quotes
    slide = export.slides.add("quotation", block.title)
    words, plain = slide.placeholders[1].text_frame, slide.placeholders[2].text_frame
    _set_item(add_paragraph(words, 0, bullet=False), quote, SMALL if len(quote.text) > 330 else BODY)
    others = [item for item in block.items if item.kind != "quote"]
    for number, item in enumerate(others):
        _set_item(add_paragraph(plain, number, bullet=False), item, SMALL)
    if quote.note:
        add_run(add_paragraph(plain, len(others), bullet=False), quote.note, Look(SMALL, color=GREY))
    _set_foot(export, slide, block)
    return slide


def _picture(export: Export, block: Block) -> Any:
    slide = export.slides.add("only", block.title)
    drawing = draw(export.timelines[block.id], detail=False, heading=False)
    description = f"{drawing.title}: {drawing.description}"
    add_picture(slide, to_png(drawing), drawing.width / drawing.height, "Timeline", description)
    _set_foot(export, slide, block)
    return slide


def _duties(export: Export, block: Block) -> Any:
    slide = export.slides.add("only", block.title)
    table = add_table(slide, block.title, len(block.items) + 1, DUTY_WIDTHS)
    heads = [export.say(head) for head in ("actor", "verb", "task", "sources")]
    fill_row(table, 0, [(head, Look(SMALL, bold=True, color=WHITE)) for head in heads], GREEN)
    for number, item in enumerate(block.items, start=1):
        actor, verb, task, deadline, label = item.row(5)
        when = f" ({deadline})" if deadline and deadline not in task else ""
        link = next((source.url for source in item.sources), "")
        cells = [
            (actor, Look(SMALL, bold=True)),
            (verb, Look(SMALL)),
            (task + when, Look(SMALL, serif=True)),
            (_brief(label), Look(SMALL, color=GREEN, link=link)),
        ]
        fill_row(table, number, cells, WHITE if number % 2 else TINT)
    _set_foot(export, slide, block)
    return slide


SLIDES: dict[str, Callable[[Export, Block], Any]] = {
    "title": _title,
    "agenda": _agenda,
    "break": _break,
    "provision": _quotation,
    "definitions": _quotation,
    "timeline": _picture,
    "duties": _duties,
    "role": _role,
    "quiz": _quiz,
    "answers": _answers,
}


def _set_item(paragraph: Any, item: Item, size: int) -> None:
    """One item; whose words it is shows in the face and the colour."""
    if item.cells:
        link = next((source.url for source in reversed(item.sources) if source.url), "")
        add_run(paragraph, item.cells[0], Look(size, bold=True, color=GREEN, link=link))
        add_run(paragraph, "  ", Look(size))
    marked = item.kind != "quote" or item.text.startswith(("“", '"'))
    add_run(
        paragraph,
        item.text if marked else f"“{item.text}”",
        replace(LOOKS.get(item.kind, Look(color=INK)), size=size, link=_reading_link(item)),
    )


def _reading_link(item: Item) -> str:
    """Where a line of further reading leads: its source is a whole document and has no words."""
    if item.kind != "own" or item.cells:
        return ""
    return next((source.url for source in item.sources if source.url and not source.quote), "")


# sources


def _source_look(block: Block) -> Look:
    """Of the line below the title; it leads where the first quotation stands."""
    link = next((source.url for item in block.items for source in item.sources if source.url), "")
    return Look(MEDIUM, bold=True, color=GREEN, link=link)


def _set_foot(export: Export, slide: Any, block: Block) -> None:
    """The line at the foot: every source once, linked; the notes have them all with their words."""
    sources = _foot_sources(block.items)
    if not sources:
        return
    look = Look(FINE, color=GREY)
    paragraph = add_foot(slide, export.say("sources"))
    add_run(paragraph, f"{export.say('sources')}: ", look)
    shown = sources[:MOST_SOURCES]
    before = ""
    for number, source in enumerate(shown, start=1):
        head, _, rest = source.label.partition(", ")
        label = rest if rest and head == before else source.label
        before = head
        add_run(paragraph, _brief(label), replace(look, link=source.url))
        end = ", " if number < len(shown) else (" …" if len(sources) > len(shown) else "")
        add_run(paragraph, end, look)


def _foot_sources(items: Iterable[Item]) -> list[Source]:
    """The sources by the name that they have at the foot, each once, the deck's own last."""
    by_name: dict[str, Source] = {}
    for source in _sources(items):
        name = source.brief or source.label
        if name not in by_name or not by_name[name].quote:
            by_name[name] = replace(source, label=name)
    return sorted(by_name.values(), key=lambda source: source.provenance == "own")


def _notes(export: Export, block: Block, span: str) -> str:
    """What the trainer reads: minutes, hints, and every source with its words and its address."""
    notes = [] if block.kind == "quiz" else [item.note for item in block.items]
    lines = [f"{minutes_words(block.minutes, export.say)} ({span})", block.notes, *notes]
    sources = _noted_sources(block.items)
    if sources:
        lines.append(f"{export.say('sources')}:")
    cut = {source.quote for item in block.items for source in item.sources if item.text == source.quote + GAP}
    for source in sources:
        words = f" “{source.quote}{GAP if source.quote in cut else ''}”" if source.quote else ""
        lines.append(f"- {source.label} [{source.locator}]{words} {source.url}".rstrip())
    return "\n".join(dict.fromkeys(line for line in lines if line))


def _noted_sources(items: Iterable[Item]) -> list[Source]:
    """The sources by locator, each once, with its words where any item has them."""
    by_locator: dict[str, Source] = {}
    for source in _sources(items):
        if source.locator not in by_locator or not by_locator[source.locator].quote:
            by_locator[source.locator] = source
    return list(by_locator.values())


def _sources(items: Iterable[Item]) -> Sequence[Source]:
    return [source for item in items for source in item.sources]


def _brief(label: str) -> str:
    return label.replace("paragraph ", "para. ")
