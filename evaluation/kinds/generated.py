"""Cases that are made of what the corpus holds: every article, and every name of what the deck teaches."""

import json
from collections.abc import Iterable
from functools import cache
from itertools import cycle

from evaluation.kinds.cases import HOME, Case, Expected
from index.interface import SearchIndex
from ingest.concepts import Concept, embedded_concepts
from ingest.model import Provenance
from ingest.vocabulary import LANGUAGES, vocabulary

GENERATED = ("articles", "names")
LONG = 900  # characters: an article that is longer was once shown as an extract
DECK = "systems-and-programmes"  # the file of the concepts that the deck teaches


def article_cases(index: SearchIndex) -> tuple[Case, ...]:
    """ "What does Article 15 of the Nagoya Protocol say?", of every article of the convention and its
    protocols, those in annexes too.
    """
    return tuple(
        Case(
            f"articles-{provision.locator}",
            "articles",
            _questions()["article"]["en"].format(article=_spoken(provision.label)),
            "en",
            Expected(provision=provision.locator, long=len(provision.text) > LONG),
        )
        for document in vocabulary().treaties
        if document in index.documents
        for provision in index.in_document(document)
        if provision.kind == "art" and provision.provenance is Provenance.OFFICIAL
    )


def name_cases(concepts: Iterable[Concept]) -> tuple[Case, ...]:
    """ "What is NAME?" of every concept of the deck's systems and of every instrument, in English and in one
    other language, which goes round.
    """
    taught = [one for one in concepts if one.file == DECK or one.instrument]
    others = cycle(language for language in LANGUAGES if language != "en")
    return tuple(
        Case(
            f"names-{concept.id}-{language}",
            "names",
            _questions()["name"][language].format(name=concept.name(language)),
            language,
            Expected(any_of=concept.established_by),
        )
        for concept, other in zip(taught, others, strict=False)
        for language in ("en", other)
    )


def generated(kind: str, index: SearchIndex) -> tuple[Case, ...]:
    """The cases of one of GENERATED."""
    return article_cases(index) if kind == "articles" else name_cases(embedded_concepts())


def _spoken(label: str) -> str:
    """A label as it is said: "Convention, Annex II, Article 1" is "Article 1 of Annex II of the
    Convention".
    """
    document, *steps = label.split(", ")
    return " of ".join([*reversed(steps), f"the {document}"])


@cache
def _questions() -> dict[str, dict[str, str]]:
    read: dict[str, dict[str, str]] = json.loads((HOME / "generated.json").read_text(encoding="utf-8"))
    return read
