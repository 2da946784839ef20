"""What the subject itself is: the plain words of its concept, and where the texts establish it."""

from dataclasses import replace

from assistant.reading.labels import label_at
from assistant.reading.timeline import VERBATIM
from assistant.reading.topics import fold
from assistant.trainer.excerpt import excerpt_of
from assistant.trainer.material import Material
from assistant.trainer.pack import Block, Item, Source, draft, source_of
from assistant.trainer.provisions import held
from assistant.words.phrases import in_plain_words
from assistant.words.store import ENGLISH
from ingest.concepts import Concept, concepts_by_id, embedded_concepts
from ingest.locator import Locator, described, overlap
from ingest.model import Provision

ESTABLISHED_ROOM = 360  # characters of law beside the plain words


def what_it_is(material: Material) -> Block | None:
    """The slide that says it; None where the subject is no concept, or nothing here establishes it."""
    concept = _concept_of(material)
    if concept is None:
        return None
    say = material.say
    places = [found for one in concept.established_by if (found := held(one, material.index))]
    if not places:
        return None
    sources = tuple(_place(one, material) for one in places)
    items = [Item("guide", in_plain_words(concept.said(say.language), say.language), sources)]
    first = material.spoken(material.called(places[0]))
    quoted = (*material.provisions, *material.definitions)
    # A whole decision has headings between its paragraphs; what another slide quotes is not quoted twice.
    whole = not Locator.parse(first.locator).steps
    law = first.provenance in VERBATIM
    # Facts of the catalogue are told in English alone, which would be no quotation in another language.
    told = (law or say.language == ENGLISH) and not whole
    if told and not any(overlap(first.locator, one.locator) for one in quoted):
        kind = "quote" if law else "fact"
        quoted_from = replace(source_of(first), brief=sources[0].brief)
        items.append(Item(kind, excerpt_of(first, ESTABLISHED_ROOM), (quoted_from,)))
    title = say("what_it_is", term=concept.name(say.language))
    return draft("definitions", title, items, source=material.foreign(first) if len(items) > 1 else "")


def _place(provision: Provision, material: Material) -> Source:
    """Where to read on; the foot calls what the catalogue tells by the decision alone."""
    label = material.called(provision).label
    brief = label_at(described(provision.locator), material.say.language, material.index)
    return Source(provision.locator, label, "", provision.url, provision.provenance.value, brief)


def _concept_of(material: Material) -> Concept | None:
    """The first concept of the topic; of a free subject the one that is called so."""
    topic = material.topic
    if topic:
        return concepts_by_id()[topic.concepts[0]] if topic.concepts else None
    wanted = fold(material.request.subject)
    known = (one for one in embedded_concepts() if not one.instrument)
    return next((one for one in known if wanted in {fold(name) for name in _names(one, material)}), None)


def _names(concept: Concept, material: Material) -> tuple[str, ...]:
    return (*concept.names["en"], *concept.names.get(material.say.language, ()))
