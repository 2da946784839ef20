"""What the texts say: the definitions and the key provisions, quoted, with plain words from the guide."""

from collections.abc import Iterable

from assistant.reading.timeline import VERBATIM
from assistant.trainer.excerpt import cut, ends_whole
from assistant.trainer.headline import headline, source_line
from assistant.trainer.material import Material
from assistant.trainer.pack import GAP, Block, Item, Source, draft, source_of
from assistant.words.phrases import in_plain_words
from ingest.model import Provision

# characters of law that are read at 24 pt from the back of a room, with the plain words below
QUOTE_ROOM = 430
TERM_ROOM = 330  # two definitions share a slide


def defining(material: Material) -> Block:
    """What the words mean."""
    items = [item for term in material.definitions for item in _quoted(term, TERM_ROOM, material)]
    return draft("definitions", material.say("definitions"), items, material.say("note_quote"))


def provision_block(provision: Provision, material: Material) -> Block:
    """One provision; where its official text is not here, the guide's summary, marked as what it is."""
    say, title, source = material.say, headline(provision, material), source_line(provision, material)
    if provision.provenance not in VERBATIM:
        plain = material.plain(provision)
        words = say("guide_only", text=plain.summary if plain else provision.text)
        item = Item("guide", words, (source_of(provision),))
        return draft("provision", title, [item], source=source)
    items = _quoted(provision, QUOTE_ROOM, material)
    return draft("provision", title, items, say("note_quote"), source=source)


def _quoted(provision: Provision, room: int, material: Material) -> Iterable[Item]:
    """The exact words, as many as there is room for, and what the guide says of them."""
    say = material.say
    words = cut(provision.text, room)
    note = ""
    # what we cut off says so; else what the source itself cut off does
    if words != provision.text:
        note = say("shortened")
    elif not ends_whole(provision):
        note = say("cut_in_source")
    yield Item("quote", words + (GAP if note else ""), (source_of(provision),), note)
    plain = material.plain(provision)
    if plain:
        source = Source(provision.locator, provision.label)
        yield Item("guide", in_plain_words(plain.summary, say.language), (source,))
