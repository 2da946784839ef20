"""What the texts say: the definitions and the key provisions, quoted, with plain words from the guide; and
all the law of the subject, part by part.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence

from assistant.reading.context import begun_by, chapeau_of
from assistant.reading.timeline import VERBATIM
from assistant.trainer.excerpt import cut, ends_whole, parts
from assistant.trainer.headline import headline, source_line
from assistant.trainer.material import Material
from assistant.trainer.notes import closing_notes, opening_notes, provision_notes
from assistant.trainer.pack import GAP, LONGEST_TEXT, MOST_ITEMS, Block, Item, Source, draft, source_of
from assistant.words.phrases import in_plain_words, labelled
from assistant.words.store import ENGLISH
from ingest.model import Provision
from ingest.topics import ROLES

# characters of law that are read from the back of a room, with the plain words below
QUOTE_ROOM = 600
TERM_ROOM = 520  # a definition says what a word means in its last words, too
_SHORT = 30  # minutes: below, a provision has one slide
FULL_ROOM = LONGEST_TEXT - 10  # of a handout, which has room for all that a pack may hold


def defining(material: Material) -> Block:
    """What the words mean."""
    items = [item for term in material.definitions for item in _quoted(term, TERM_ROOM, material)]
    say, terms = material.say, [f"“{term.heading or term.label}”" for term in material.definitions]
    notes = labelled(say("note_ask"), say("note_definitions", terms=", ".join(terms)), say.language)
    foreign = next((mark for term in material.definitions if (mark := material.foreign(term))), "")
    return draft("definitions", _title(material), items, notes, source=foreign)


def _title(material: Material) -> str:
    """That words are defined; where none is, what the first provision says."""
    first = next(iter(material.definitions), None)
    if first is None or any(term.kind == "term" or " means " in term.text for term in material.definitions):
        return material.say("definitions")
    return headline(first, material)


def provision_blocks(provision: Provision, material: Material) -> list[Block]:
    """One provision on a slide or two; where its official text is not here, the guide's summary, marked as
    what it is.
    """
    say, title, source = material.say, headline(provision, material), source_line(provision, material)
    if provision.provenance not in VERBATIM:
        plain = material.plain(provision)
        words = say("guide_only", text=plain.summary if plain else provision.text)
        item = Item("guide", words, (source_of(provision),))
        return [draft("provision", title, [item], closing_notes(provision, material), source=source)]
    pages = _pages(provision, material)
    if len(pages) == 1:
        return [draft("provision", title, pages[0], provision_notes(provision, material), source=source)]
    notes = opening_notes(provision, material), closing_notes(provision, material)
    return [
        draft(
            "provision",
            title,
            page,
            note,
            source=source_line(provision, material, f"({number}/{len(pages)})"),
        )
        for number, (page, note) in enumerate(zip(pages, notes, strict=True), start=1)
    ]


def _pages(provision: Provision, material: Material) -> list[list[Item]]:
    """The items of each slide: what is too long for one is quoted over two, the plain words on the second."""
    provision = material.spoken(provision)
    slices = parts(provision.text, QUOTE_ROOM) if material.request.minutes >= _SHORT else [provision.text]
    begun = list(_begun(provision, material))
    if len(slices) == 1:
        return [[*begun, *_quoted(provision, QUOTE_ROOM, material)]]
    first, second = slices
    ended = provision.text.rstrip().endswith(second)
    note = _note(provision, material) if ended else material.say("shortened")
    return [
        [
            *begun,
            Item("quote", first + GAP, (source_of(provision, first),)),
            Item("own", material.say("continues")),
        ],
        [
            Item("quote", second + (GAP if note else ""), (source_of(provision, second),), note),
            *_in_plain_words(provision, material),
        ],
    ]


def _begun(provision: Provision, material: Material) -> Iterator[Item]:
    """The words above an item that say who must do it: without them it asks nothing of anybody."""
    if provision.language == ENGLISH:
        for above in map(material.called, begun_by(provision, material.index)):
            words = above.chapeau.rstrip()
            yield Item("quote", words, (source_of(above, words),))


def _quoted(provision: Provision, room: int, material: Material) -> Iterable[Item]:
    """The exact words, as many as there is room for, and what the guide says of them."""
    provision = material.spoken(provision)
    words = cut(provision.text, room)
    whole = words == provision.text
    note = _note(provision, material) if whole else material.say("shortened")
    yield Item("quote", words + (GAP if note else ""), (source_of(provision),), note)
    yield from _in_plain_words(provision, material)


def _note(provision: Provision, material: Material) -> str:
    """What is said of words that the source itself cut off."""
    return "" if ends_whole(provision) else material.say("cut_in_source")


def _in_plain_words(provision: Provision, material: Material) -> Iterator[Item]:
    plain = material.plain(provision)
    if plain:
        source = Source(provision.locator, provision.label)
        yield Item("guide", in_plain_words(plain.summary, material.say.language), (source,))


def law(material: Material) -> Block:
    """All the law of the subject by the role that each provision plays: a line of roles with its places on
    the slide, the words of every one in the handout.
    """
    say, items = material.say, list[Item]()
    groups: list[tuple[str, Sequence[Provision]]] = [("law_terms", material.terms)]
    defined = {term.locator for term in material.terms}
    for role in ROLES:
        own = [one.provision for one in material.law if one.role == role]
        groups.append((f"law_{role}", [one for one in own if one.locator not in defined]))
    places = {one.locator for _, provisions in groups for one in provisions}
    for name, provisions in groups:
        if provisions:
            items.append(Item("own", "", (), "", (say(name),)))
            items += [_in_full(one, places, material) for one in provisions]
    return draft("law", say("law"), items[:MOST_ITEMS], say("law_note"))


def _in_full(provision: Provision, places: Collection[str], material: Material) -> Item:
    """The whole of it, below its label; of one whose parts are listed, what stands before them."""
    say = material.say
    if provision.provenance not in VERBATIM:
        plain = material.plain(provision)
        words = in_plain_words(plain.summary, say.language) if plain else provision.text
        kind = "guide" if plain else "fact"
        return Item(kind, words, (source_of(provision),), provision.label)
    provision = material.spoken(provision)
    parted = any(place.startswith(f"{provision.locator}/") for place in places)
    words = provision.chapeau.rstrip() if parted and provision.chapeau else cut(provision.text, FULL_ROOM)
    above = chapeau_of(provision, material.index) if provision.language == ENGLISH else ""
    note = f"{provision.label}. {say('law_from', words=above)}" if above else provision.label
    note = " · ".join(filter(None, (note, material.foreign(provision))))
    gap = "" if words == provision.text.rstrip() and ends_whole(provision) else GAP
    return Item("quote", words + gap, (source_of(provision, words),), note)
