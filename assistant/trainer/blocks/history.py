"""How the subject developed: the picture of its timeline, and its decisions with what the deck remarks."""

from collections.abc import Sequence

from assistant.reading.timeline import Entry
from assistant.trainer.excerpt import shortened
from assistant.trainer.material import Material
from assistant.trainer.pack import Block, Item, Source, draft
from assistant.trainer.plan import ENTRIES_A_SLIDE
from assistant.words.phrases import labelled
from ingest.model import Provision

LONGEST_LINE = 190  # letters: two lines, and three of a few titles


def picture(material: Material) -> Block | None:
    """The slide that draws the timeline; one decision is no history."""
    timeline = material.timeline
    if timeline is None or len(timeline.entries) < 2:
        return None
    facts = [Item("fact", entry.fact, (fact_source(entry),)) for entry in timeline.entries if entry.fact]
    title = material.say("timeline", count=len(timeline.entries), years=_years(timeline.entries))
    return draft(
        "timeline", title, facts, _note(timeline.entries, material), timeline.topic or timeline.title
    )


def decisions(material: Material) -> list[Block]:
    """The decisions, so many a slide that the slides are about equally full."""
    if material.timeline is None:
        return []
    entries = material.entries[: material.plan.decisions]
    # a title may say "as the deck remarks" only where every line of the slides does
    key = "decisions_remarked" if all(entry.remarks for entry in entries) else "decisions"
    return [_page(page, key, material) for page in _pages(entries)]


def _pages(entries: Sequence[Entry]) -> list[Sequence[Entry]]:
    if not entries:
        return []
    # six entries are three and three, not five and one
    slides = -(-len(entries) // ENTRIES_A_SLIDE)
    size = -(-len(entries) // slides)
    return [entries[i : i + size] for i in range(0, len(entries), size)]


def _years(entries: Sequence[Entry]) -> str:
    """ "1994–2022", or the one year."""
    first, last = entries[0].year, entries[-1].year
    return f"{first}" if first == last else f"{first}–{last}"


def _page(entries: Sequence[Entry], key: str, material: Material) -> Block:
    title = material.say(key, years=_years(entries))
    say, items = material.say, [_line(entry, material) for entry in entries]
    told = say("note_decisions", first=entries[0].number, last=entries[-1].number)
    notes = [
        *([labelled(say("note_say"), told, say.language)] if len(entries) > 1 else []),
        labelled(say("note_ask"), say("note_ask_decisions"), say.language),
        _note(entries, material),
    ]
    return draft("decisions", title, items, "\n".join(notes))


def _line(entry: Entry, material: Material) -> Item:
    """What the deck remarks on a decision, the first remark that is short; else the decision's title."""
    heading = (f"{entry.number} ({entry.where}, {entry.year})",)
    if not entry.remarks:
        return Item("fact", shortened(entry.title, LONGEST_LINE), (fact_source(entry),), "", heading)
    # the first two are the likeliest on the topic; one that need not be shortened goes first
    remark = min(entry.remarks[:2], key=lambda r: len(r.text) > LONGEST_LINE)
    slides = [material.get(locator) for locator in remark.slides]
    sources = [_remark_source(slide, material) for slide in slides if slide is not None]
    note = material.say("shared_remark") if remark.shared else ""
    text = shortened(remark.text, LONGEST_LINE)
    return Item("remark", text, (*sources, fact_source(entry)), note, heading)


def fact_source(entry: Entry) -> Source:
    """The catalogue's sentence on a decision, named as the decision."""
    return Source(entry.fact_locator, entry.label, entry.fact, entry.url, "catalogue")


def _remark_source(remark: Provision, material: Material) -> Source:
    slide = material.get(remark.parent or "")
    label = remark.label.replace(", remark", "; remark")  # a slide's remark, and no list of two places
    return Source(remark.locator, label, remark.text, "", "own", slide.label if slide else "")


def _note(entries: Sequence[Entry], material: Material) -> str:
    """Where the facts come from, and the remarks, if there are any: the deck of the topic, or every deck of
    the corpus; and how the decisions were found, which says that they are not all.
    """
    found = [material.timeline.note_in(material.say.language)] if material.timeline else []
    if not any(entry.remarks for entry in entries):
        return " ".join([material.say("note_catalogue"), *found])
    decks = [one.id for one in material.index.documents.values() if one.kind == "training"]
    deck = (material.topic.deck if material.topic else "") or ", ".join(decks)
    return " ".join([material.say("note_timeline", deck=deck), *found])
