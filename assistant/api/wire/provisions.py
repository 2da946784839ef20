"""Provisions on the wire: the verbatim text, what surrounds it, and its text in other languages."""

from collections.abc import Sequence
from typing import Literal, Self

from assistant.api.wire.base import HeldAs, IndexOut, Origin, PlainState, Provenance, WireModel
from assistant.api.wire.documents import DocumentRefOut
from assistant.library.parallel import ParallelText
from assistant.reading.addresses import official_address
from assistant.reading.cite import OFFICIAL, printed_pages
from assistant.reading.context import ancestors
from assistant.reading.holdings import held_in
from assistant.reading.labels import label_of, short_title, title_of
from index.interface import SearchIndex
from ingest.concepts import Concept, concepts_established_by
from ingest.model import CrossReference, Document, Provision
from ingest.vocabulary import ENGLISH

MOST_NAMED = 12  # provisions that are shown of what one name may mean


class LinkOut(WireModel):
    """A provision, as a link to it needs it."""

    locator: str
    """Its locator."""
    label: str
    """What it is called in print."""
    heading: str
    """Its heading; empty where it has none."""

    @classmethod
    def to(cls, locator: str, index: SearchIndex, language: str = ENGLISH) -> Self:
        """A link to a locator, its label in that language; one that the index does not have is its own
        label.
        """
        provision = index.get(locator)
        if provision is None:
            return cls(locator=locator, label=locator, heading="")
        return cls.from_type(provision, label=label_of(provision, language, index))

    @classmethod
    def beside(cls, provision: Provision | None, index: SearchIndex, language: str) -> Self | None:
        """A link to a provision, where there is one."""
        return None if provision is None else cls.to(provision.locator, index, language)


class NamedOut(WireModel):
    """What a name may mean."""

    provisions: list[LinkOut]
    """The likeliest first."""

    @classmethod
    def of(cls, found: Sequence[Provision], index: SearchIndex, language: str) -> Self:
        """The first few of them, their labels in that language."""
        return cls(provisions=[LinkOut.to(one.locator, index, language) for one in found[:MOST_NAMED]])


class ChapeauOut(LinkOut):
    """The words of a provision above this one that it completes."""

    text: str
    """The words before the parts of that provision."""

    @classmethod
    def of(cls, provision: Provision, index: SearchIndex, language: str) -> Self:
        """The words that stand before the parts of a provision."""
        return cls.from_type(provision, label=label_of(provision, language, index), text=provision.chapeau)


class ChildOut(LinkOut):
    """A direct part of a provision."""

    kind: str
    """Article, paragraph, item ..."""
    leaf: bool
    """Whether it has no parts of its own."""
    text: str
    """Its text, or the words before its own parts."""

    @classmethod
    def of(cls, provision: Provision, index: SearchIndex, language: str) -> Self:
        """The part with its text, or with the words before its own parts."""
        text = provision.text if provision.leaf else provision.chapeau
        return cls.from_type(provision, label=label_of(provision, language, index), text=text)


class CrossReferenceOut(LinkOut):
    """A reference: the `words` that make it stand at [start:end] of the text of the provision that refers."""

    words: str
    """The words that refer."""
    start: int
    """Where they begin in the text that refers."""
    end: int
    """Where they end in it."""
    known: bool
    """Whether the corpus has the provision."""

    @classmethod
    def of(cls, reference: CrossReference, other: str, index: SearchIndex, language: str) -> Self:
        """The reference as seen from one end; `other` is the locator of the other end."""
        link = LinkOut.to(other, index, language)
        return cls.from_type(reference, **dict(link), known=index.knows(other))


class GuideOut(WireModel):
    """The annotation of this project in plain words. It is never official text."""

    summary: str
    """What the provision does, in plain words."""
    questions: list[str]
    """Questions that lead to it."""
    terms: list[str]
    """Everyday words for what it is about, in English."""
    language: str
    """The language of the summary and the questions."""
    state: PlainState
    """Who has read them: their writer alone, a second reader, or an editor whose language it is; "" for
    the English, from which the others are written.
    """
    official: Literal[False] = False
    """Always false."""

    @classmethod
    def at(cls, locator: str, index: SearchIndex, language: str = ENGLISH) -> Self | None:
        """The annotation of the provision there, if there is one, in that language where it was written in
        it.
        """
        entry = index.guide(locator)
        if entry is None:
            return None
        plain = entry.plain(language)
        return cls.from_type(plain, terms=entry.terms, official=False)


class ProvisionDocumentOut(DocumentRefOut):
    """The document of a provision."""

    short_title: str
    """What labels call it."""
    session: int | None
    """The session of the COP that took the decision; null for anything else."""
    date: str
    """When it was adopted, as far as known; empty where it is not."""
    url: str
    """Its official page; empty where there is none."""
    provenance: Provenance
    """Whose words they are."""
    origin: Origin
    """How an official text came here."""
    held: HeldAs
    """How much of it is here."""

    @classmethod
    def in_language(cls, document: Document, index: SearchIndex, language: str) -> Self:
        """The document, called as the reader's language does."""
        return cls.from_type(
            document,
            title=title_of(document, language),
            short_title=short_title(document, language),
            held=held_in(document, index),
        )


class RelatedConceptOut(WireModel):
    """A concept that belongs to a provision or to another concept."""

    id: str
    """Its name in addresses."""
    name: str
    """What it is called."""

    @classmethod
    def of(cls, concept: Concept, language: str) -> Self:
        """The concept, called as a language does."""
        return cls(id=concept.id, name=concept.name(language))


class NamedDocumentOut(WireModel):
    """A document by name."""

    id: str
    """Its id."""
    title: str
    """Its title."""
    kind: str
    """What it is: convention, protocol, decision, training ..."""

    @classmethod
    def of(cls, name: str, index: SearchIndex, language: str = ENGLISH) -> Self:
        """The document of that id; one that the index does not have is its own title."""
        document = index.documents.get(name)
        if document is None:
            return cls(id=name, title=name, kind="other")
        return cls.from_type(document, title=title_of(document, language))


class ProvisionOut(WireModel):
    """A provision: its verbatim text, and what surrounds it."""

    locator: str
    """Its locator."""
    label: str
    """What it is called in print."""
    heading: str
    """Its heading; empty where it has none."""
    kind: str
    """Article, paragraph, item, recital, slide ..."""
    text: str
    """Its text, word for word."""
    chapeau: str
    """The part of the text before its first child; equal to `text` where there is none."""
    chapeaux: list[ChapeauOut]
    """The words above it that it completes, outermost first."""
    path: list[str]
    """The headings above it, outermost first."""
    page: int | None
    """The page of the document that its text begins on, counted from 1."""
    last_page: int | None
    """The page that it ends on."""
    page_label: str
    """What is printed on those pages, "xii" or "12–13", where that is not their count."""
    document: ProvisionDocumentOut
    """The document that it stands in."""
    provenance: Provenance
    """Whose words they are."""
    origin: Origin
    """How an official text came here."""
    official: bool
    """Whether these are the words of an official text."""
    language: str
    """The language of the text."""
    url: str
    """Its official page."""
    type: str
    """What the Secretariat's code calls it, such as operational; empty where it says nothing."""
    statuses: list[str]
    """Where it stands by the Secretariat's review, such as implemented or retired."""
    actors: list[str]
    """Whom it asks, by the Secretariat's code."""
    about: list[LinkOut]
    """What it is about, where it is a note on other provisions."""
    quoted_in: list[NamedDocumentOut]
    """The documents that quote it."""
    guide: GuideOut | None
    """What the guide says of it; null where it says nothing."""
    parent: LinkOut | None
    """What it is a part of; null at the top."""
    previous: LinkOut | None
    """The provision before it on the same level."""
    next: LinkOut | None
    """The provision after it on the same level."""
    children: list[ChildOut]
    """Its direct parts."""
    cites: list[CrossReferenceOut]
    """What it refers to."""
    cited_by: list[CrossReferenceOut]
    """What refers to it."""
    concepts: list[RelatedConceptOut]
    """Entries of the glossary that it establishes or defines."""
    index: IndexOut
    """The index that holds it."""

    @classmethod
    def of(cls, provision: Provision, index: SearchIndex, language: str = ENGLISH) -> Self:
        """The provision with all that the index knows around it."""
        locator, document = provision.locator, index.documents[provision.document]
        above = ancestors(provision, index)
        before, after = index.neighbours(locator)
        last = provision.page_at(len(provision.text) - 1)
        return cls.from_type(
            provision,
            label=label_of(provision, language, index),
            last_page=last,
            page_label=printed_pages(document, provision.page, last),
            chapeaux=[ChapeauOut.of(a, index, language) for a in above if a.chapeau and a.chapeau != a.text],
            document=ProvisionDocumentOut.in_language(document, index, language),
            official=provision.provenance in OFFICIAL,
            url=official_address(provision, document),
            about=[LinkOut.to(name, index, language) for name in provision.about],
            quoted_in=[NamedDocumentOut.of(name, index, language) for name in provision.quoted_in],
            guide=GuideOut.at(locator, index, language),
            parent=LinkOut.beside(above[-1] if above else None, index, language),
            previous=LinkOut.beside(before, index, language),
            next=LinkOut.beside(after, index, language),
            children=[ChildOut.of(child, index, language) for child in index.children(locator)],
            cites=[CrossReferenceOut.of(one, one.target, index, language) for one in index.cites(locator)],
            cited_by=[
                CrossReferenceOut.of(one, one.source, index, language) for one in index.cited_by(locator)
            ],
            concepts=[RelatedConceptOut.of(one, language) for one in concepts_established_by(locator)],
            index=IndexOut.of(index.snapshot),
        )


class ParallelTextOut(WireModel):
    """The words of one provision in one language; `direction` is "ltr" or "rtl"."""

    language: str
    """The language."""
    text: str
    """The words of the provision in it."""
    heading: str
    """Its heading in it; empty where it has none."""
    direction: str
    """ltr or rtl."""
    url: str
    """The official page in that language."""


class ParallelOut(WireModel):
    """One provision in the languages in which it was synced, side by side."""

    locator: str
    """The locator that was asked for."""
    texts: list[ParallelTextOut]
    """A text a language, in the order asked for."""

    @classmethod
    def of(cls, locator: str, texts: Sequence[ParallelText]) -> Self:
        """The texts of the provision at a locator."""
        return cls(locator=locator, texts=[ParallelTextOut.from_type(text) for text in texts])
