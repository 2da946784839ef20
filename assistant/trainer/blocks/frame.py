"""What a session begins and ends with: its title, what it will do, and what to read afterwards."""

from dataclasses import replace

from assistant.reading.labels import short_title, title_of
from assistant.trainer.blocks.history import LONGEST_LINE, fact_source
from assistant.trainer.excerpt import shortened
from assistant.trainer.material import Material
from assistant.trainer.pack import Block, Item, Source, draft
from assistant.words.forms import day
from assistant.words.phrases import labelled
from assistant.words.store import say as of_all

MOST_READING = 6


def title(material: Material) -> Block:
    """For whom and how long it is, where the law of it is not here, that it is a draft, and whether its plain
    words have still to be read.
    """
    say, request = material.say, material.request
    subtitle = say("subtitle", minutes=request.minutes, audience=say(request.audience.id))
    notes = [say("draft", date=day(material.index.snapshot.built_at, say.language)), say("legend")]
    if material.unread:
        notes.append(of_all("answer.unread", say.language))
    law, decisions = material.notices
    notes += filter(None, [decisions])
    lines = [Item("own", line) for line in (subtitle, law) if line]
    return draft("title", material.title, lines, " ".join(notes))


def agenda(material: Material) -> Block:
    """What the participants can do afterwards."""
    say, entries = material.say, material.entries
    aims = [say("aim_know")]
    # one decision is no history
    if len(entries) > 1:
        aims.append(say("aim_history", first=entries[0].number, last=entries[-1].number))
    if material.duties:
        aims.append(say(material.request.audience.aim))
    return draft("agenda", say("agenda"), [Item("own", aim) for aim in aims])


def reading(material: Material) -> Block:
    """The documents behind the session, then its decisions, the last first; each address once."""
    say, items = material.say, dict[str, Item]()
    # texts first: who reads one thing more reads these
    for provision in [*material.provisions, *material.definitions]:
        document = material.index.documents.get(provision.document)
        if document and document.url:
            name, origin = short_title(document, say.language), provision.provenance.value
            source = Source(provision.locator, name, "", document.url, origin)
            about = shortened(title_of(document, say.language), LONGEST_LINE)
            line = labelled(name, about, say.language)
            items.setdefault(document.url, Item("own", line, (source,)))
    for entry in reversed(material.entries):
        # without its words, a source is a place to read on, and a slide links it so
        source = replace(fact_source(entry), quote="")
        line = labelled(entry.label, shortened(entry.title, LONGEST_LINE), say.language)
        items.setdefault(entry.url, Item("own", line, (source,)))
    return draft("reading", say("reading"), list(items.values())[:MOST_READING])
