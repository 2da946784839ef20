"""Labels in the reader's language: what a provision and a document are called there.

The English label is stored with the provision; those in other languages are printed from its address.
"""

from index.interface import SearchIndex
from ingest.concepts import instrument_concepts
from ingest.locator import Locator, decision_label, label
from ingest.model import Document, Provision
from ingest.vocabulary import ENGLISH, vocabulary


def label_of(provision: Provision, language: str, index: SearchIndex) -> str:
    """The label of a provision. What was added to the English one, such as the number of a repetition,
    stands behind it; a label that is not made of its address stays as it is.
    """
    if _printed_in(language) == ENGLISH:
        return provision.label
    document = index.documents[provision.document]
    locator = Locator.parse(provision.locator)
    above = _headings(locator, index)
    english = label(locator, document.short_title, provision.heading, above)
    if not provision.label.startswith(english):
        return provision.label
    there = label(locator, short_title(document, language), provision.heading, above, language)
    return there + provision.label.removeprefix(english)


def steps_of(provision: Provision, language: str, index: SearchIndex) -> str:
    """The label without what the document is called: "Article 18(3)"."""
    language = _printed_in(language)
    title = short_title(index.documents[provision.document], language)
    whole = label_of(provision, language, index)
    return whole.removeprefix(title).removeprefix(vocabulary().labels[language].join) or whole


def label_at(locator: str, language: str, index: SearchIndex) -> str:
    """The label of an address, whether or not the corpus has it."""
    provision = index.get(locator)
    if provision:
        return label_of(provision, language, index)
    parsed, language = Locator.parse(locator), _printed_in(language)
    document = index.documents.get(parsed.document)
    return label(parsed, short_title(document, language) if document else parsed.document, language=language)


def short_title(document: Document, language: str) -> str:
    """What labels call a document; its own short title where it has none in that language."""
    language = _printed_in(language)
    known = decision_label(document.id, language)
    if known or language == ENGLISH:
        return known or document.short_title
    return vocabulary().short_title(document.id, language) or document.short_title


def title_of(document: Document, language: str) -> str:
    """The title of an instrument in a language, as the glossary has it; other documents have their own."""
    concept = None if _printed_in(language) == ENGLISH else instrument_concepts().get(document.id)
    return concept.name(language) if concept else document.title


def _printed_in(language: str) -> str:
    """The language, or English where labels are not printed in it."""
    return language if language in vocabulary().labels else ENGLISH


def _headings(locator: Locator, index: SearchIndex) -> tuple[str, ...]:
    """The titles of the headings without number that a provision stands in, from the outermost."""
    places = [Locator(locator.document, locator.steps[:end]) for end in range(1, len(locator.steps) + 1)]
    heads = (index.get(str(place)) for place in places if place.steps[-1].kind == "head")
    return tuple(head.heading for head in heads if head)
