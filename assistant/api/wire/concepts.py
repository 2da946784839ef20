"""Concepts on the wire: the glossary in one language, and one entry in all of them."""

from collections.abc import Sequence
from typing import Self

from assistant.api.wire.base import PlainState, WireModel
from assistant.api.wire.provisions import LinkOut, RelatedConceptOut
from assistant.reading.concepts import distinct
from index.interface import SearchIndex
from ingest.concepts import Concept


class ConceptWordsOut(WireModel):
    """What one language calls a thing, and what it is in plain words, which are not official text."""

    language: str
    """The language of these words."""
    name: str
    """The full official term."""
    others: list[str]
    """Its abbreviations and other names, without those that only inflect one of them."""
    plain: str
    """What it is, in this project's plain words."""
    plain_state: PlainState
    """Who has read `plain`: a second reader, or an editor whose language it is; "" for the English."""

    @classmethod
    def of(cls, concept: Concept, language: str) -> Self:
        """The words of that language."""
        name, *others = distinct(concept.names[language], language)
        return cls.from_type(
            concept,
            language=language,
            name=name,
            others=others,
            plain=concept.plain[language],
            plain_state=concept.state(language),
        )


class ConceptOut(ConceptWordsOut):
    """An entry of the glossary in one language."""

    id: str
    """Its name in addresses: /glossary/{id}."""
    url: str
    """The official page; "" where there is none."""


class ConceptsOut(WireModel):
    """The glossary in one language, by name."""

    language: str
    """The language of the names and words."""
    concepts: list[ConceptOut]
    """The entries, by name."""
    total: int
    """How many there are."""

    @classmethod
    def of(cls, concepts: Sequence[Concept], language: str) -> Self:
        """These entries."""
        entries = sorted(
            (ConceptOut.of(concept, language) for concept in concepts),
            key=lambda entry: (entry.name.casefold(), entry.id),
        )
        return cls(language=language, concepts=entries, total=len(entries))


class WholeConceptOut(WireModel):
    """One entry in all languages, with what establishes it."""

    id: str
    """Its name in addresses: /glossary/{id}."""
    url: str
    """The official page; "" where there is none."""
    words: list[ConceptWordsOut]
    """A language each, the one asked for first."""
    established_by: list[LinkOut]
    """The provisions that establish or define it, the most important first."""
    see_also: list[RelatedConceptOut]
    """Other entries, by their names in the language asked for."""

    @classmethod
    def of(cls, concept: Concept, related: Sequence[Concept], language: str, index: SearchIndex) -> Self:
        """The entry, with the concepts that belong to it."""
        languages = sorted(concept.names, key=lambda one: one != language)
        return cls.from_type(
            concept,
            words=[ConceptWordsOut.of(concept, one) for one in languages],
            established_by=[LinkOut.to(locator, index, language) for locator in concept.established_by],
            see_also=[RelatedConceptOut.of(one, language) for one in related],
        )
