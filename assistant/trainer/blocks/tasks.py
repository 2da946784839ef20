"""What somebody has to do: the table of duties, the audience's own role, and the exercises."""

from collections.abc import Sequence
from dataclasses import replace

from assistant.reading.timeline import VERBATIM
from assistant.trainer.blocks.history import fact_source
from assistant.trainer.duties import Duty
from assistant.trainer.duty_columns import cells_of, origin_words
from assistant.trainer.excerpt import excerpt
from assistant.trainer.material import Material
from assistant.trainer.pack import Block, Item, draft, source_of
from assistant.trainer.timing import breaks_of
from assistant.words.phrases import labelled
from ingest.topics import ROLES

ROWS = 4
LONGEST_READING = 580
_FEWEST_CARDS, _MOST_CARDS = 4, 7
_FEWEST_ROLES = 3


def duties(material: Material) -> Block:
    """Who must do what, in a table."""
    say = material.say
    rows = _rows(material.duties)
    origins = sorted({origin_words(duty, material.say) for duty in rows})
    notes = [
        labelled(say("note_ask"), say("note_ask_duties"), say.language),
        say("origin_note", origin=" / ".join(origins)),
    ]
    items = [_row(duty, material) for duty in rows]
    return draft("duties", say("duties"), items, "\n".join(notes), source=material.in_english)


def _rows(rows: Sequence[Duty]) -> list[Duty]:
    """Each body that acts comes first once, then each provision, then the rest; shown in the order of the
    texts, the same words once.
    """
    once: dict[tuple[str, str], Duty] = {}
    for duty in rows:
        once.setdefault((duty.actor, duty.task), duty)
    rows = list(once.values())

    def rank(i: int) -> tuple[bool, bool, int]:
        before = rows[:i]
        again = any(duty.actor == rows[i].actor for duty in before)
        return again, any(duty.source == rows[i].source for duty in before), i

    return [rows[i] for i in sorted(sorted(range(len(rows)), key=rank)[:ROWS])]


def _row(duty: Duty, material: Material) -> Item:
    provision = material.get(duty.source)
    sources = (source_of(provision),) if provision else ()
    # the line beside the cells is what Markdown and a page read of a row
    text = f"{duty.actor} | {duty.verb} | {duty.task}"
    return Item(
        "quote", text, sources, origin_words(duty, material.say), cells_of(duty, material.say, material.index)
    )


def role(material: Material) -> Block:
    """What the audience is responsible for, item by item; nothing where no document tells."""
    document = material.plan.role
    lines = [
        (material.called(provision), provision.text.rstrip(";"))
        for provision in (material.index.in_document(document) if document else ())
        if provision.kind == "item" and provision.provenance in VERBATIM
    ]
    items = [Item("quote", words, (source_of(provision, words),)) for provision, words in lines]
    say = material.say
    ask = labelled(say("note_ask"), say("note_ask_role"), say.language)
    return draft("role", say("role"), items, f"{ask}\n{say('note_quote')}", source=material.in_english)


def exercises(material: Material) -> list[Block]:
    """As many as the session has time for."""
    possible = [_order(material), _lawyer(material), _sorting(material)]
    return [block for block in possible if block][: material.plan.exercises]


def _order(material: Material) -> Block | None:
    """Put shuffled decisions in order."""
    say, entries = material.say, material.entries
    if len(entries) < _FEWEST_CARDS:
        return None
    cards = entries[:: max(1, len(entries) // 6)][:_MOST_CARDS]
    # by town: an order that is the same every time and tells nothing
    shuffled = ", ".join(entry.number for entry in sorted(cards, key=lambda e: (e.where, e.number)))
    task = say("exercise_order_task", numbers=shuffled)
    items = [Item("own", task, tuple(map(fact_source, cards)))]
    key = say("exercise_order_key", numbers=", ".join(f"{e.number} ({e.year})" for e in cards))
    return draft("exercise", say("exercise_order"), items, key)


def _lawyer(material: Material) -> Block | None:
    """Read one provision closely: who acts, how strictly, by when."""
    say = material.say
    quoted = {provision.locator for provision in material.provisions}
    # what a slide has quoted; whether there is a deadline is one of the questions: one with some is better
    possible = sorted(material.duties, key=lambda one: (one.source not in quoted, not one.deadline))
    duty = possible[0] if possible else None
    provision = material.get(duty.source) if duty else None
    if duty is None or provision is None:
        return None
    provision = material.spoken(provision)
    words = excerpt(provision.text, LONGEST_READING)
    source, note = source_of(provision), "" if words == provision.text else say("shortened")
    items = [
        Item("own", say("exercise_read_task", label=duty.label), (source,)),
        Item("quote", words, (source,), note),
    ]
    deadline = say("deadline", deadline=duty.deadline) if duty.deadline else say("no_deadline")
    key = say("exercise_read_key", actor=duty.actor, verb=duty.verb, deadline=deadline)
    return draft("exercise", say("exercise_read"), items, key, source=material.foreign(provision))


def _sorting(material: Material) -> Block | None:
    """Lay provisions below the questions that they answer: one of each role of the law."""
    say, first = material.say, {one.role: one.provision for one in reversed(material.law)}
    roles = [role for role in ROLES if role in first]
    if len(roles) < _FEWEST_ROLES:
        return None
    cards = sorted((first[role] for role in roles), key=lambda one: one.label)  # an order that tells nothing
    labels = "; ".join(one.label for one in cards)
    questions = " ".join(say(f"law_{role}") for role in roles)
    task = say("exercise_sort_task", cards=labels, questions=questions)
    key = "; ".join(f"{say(f'law_{role}')} {first[role].label}" for role in roles)
    return draft("exercise", say("exercise_sort"), [Item("own", task, tuple(map(source_of, cards)))], key)


def discussion(material: Material) -> Block:
    """What the participants ask, and three questions for a room that asks nothing."""
    say = material.say
    asked = ("discussion_unclear", "discussion_at_home", "discussion_next")
    return draft(
        "discussion", say("discussion"), [Item("own", say(name)) for name in asked], say("discussion_note")
    )


def breaks(material: Material) -> list[Block]:
    """The breaks that a session of this length has."""
    pause = draft("break", material.say("break"), [], material.say("break_note"))
    return [replace(pause, minutes=minutes) for minutes in breaks_of(material.request.minutes)]
