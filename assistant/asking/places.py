"""Places: what the intent of a question, the things that it names and the turn before it say about where the
answer stands.
"""

import re

import numpy as np

from assistant.asking.query import Query
from index.facts import Mask
from index.interface import Candidates, Numbers
from index.lexical import stems
from ingest.vocabulary import vocabulary

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")

PLACES = (
    "named_document",
    "other_document",
    "named_session",
    "session_alone",
    "preamble",
    "guide_only",
    "catalogue",
    "catalogue_titled",
    "catalogue_contents",
    "catalogue_which",
    "term",
    "own_words",
    "office_words",
    "trainers_words",
    "own_beside_named",
    "unnumbered",
    "unit_asked",
    "list",
    "establishes",
    "superseded",
    "answered",
    "beside_answered",
    "document_answered",
)


def place_columns(query: Query, candidates: Candidates) -> dict[str, Numbers]:
    """One number a candidate for each name in PLACES, and its length."""
    intent, establishing = query.intent, _establishing(query)
    facts, none = candidates.facts, np.zeros(len(candidates), dtype=np.float32)
    named = np.any([none, *(facts.in_document(document) for document in intent.documents)], axis=0)
    met = np.any([none, *(facts.in_session(session) for session in intent.sessions)], axis=0)
    columns = {
        "named_document": named,
        "other_document": ~named & bool(intent.documents),
        "named_session": met,
        "session_alone": none if intent.documents else met,  # what did COP 8 decide, and no instrument named
        "preamble": none if intent.preamble else facts.preamble,
        "guide_only": facts.guide_only,
        "catalogue": facts.catalogue,
        "catalogue_titled": none if intent.which_article or intent.title else facts.titled,
        "catalogue_contents": facts.catalogue if intent.contents else none,
        "catalogue_which": facts.catalogue if intent.which_article or intent.title else none,
        "term": facts.defines(tuple(stems(intent.term))) if intent.term and intent.defining else none,
        "own_words": none if intent.trainer else facts.own_words & ~facts.office,
        "office_words": facts.office,
        "trainers_words": facts.own_words if intent.trainer else none,
        "own_beside_named": facts.own_words & ~named & bool(intent.documents),
        "unnumbered": facts.unnumbered,
        "unit_asked": facts.of_unit(intent.unit) if intent.unit else none,
        "length": facts.lengths,
        "list": ~facts.leaf if intent.enumeration else none,
        "establishes": np.isin(facts.locators, establishing) if establishing else none,
        "superseded": np.isin(facts.documents, _superseded(query)),
        **_beside_answered(query, candidates),
    }
    return {name: np.asarray(column, dtype=np.float32) for name, column in columns.items()}


def _establishing(query: Query) -> list[str]:
    """What establishes the things that the question names, instruments aside, which most questions name; one
    that leans on the turns before goes on from there.
    """
    if query.leaning:
        return []
    named = (concept for concept in query.concepts if not concept.instrument)
    return [locator for concept in named for locator in concept.established_by]


def _superseded(query: Query) -> list[str]:
    """Frameworks that the one in force has replaced, where the question speaks neither of them nor of their
    time: "the target on plastic" is not an Aichi Target.
    """
    known = vocabulary()
    in_force, *earlier = known.frameworks
    since = known.instrument(in_force)
    years = [int(year) for year in _YEAR.findall(query.spoken)]
    if since is None or any(year < int(since.date[:4]) for year in years):
        return []
    return [framework for framework in earlier if framework not in query.intent.documents]


def _beside_answered(query: Query, candidates: Candidates) -> dict[str, Mask]:
    """Where each candidate stands beside what answered the turn before: who goes on mostly asks of the same
    article, and seldom of the same words.
    """
    facts, none = candidates.facts, np.zeros(len(candidates), dtype=np.bool_)
    said = beside = document = none
    if query.answered:
        article = "/".join(query.answered[0].split("/")[:2])
        said = np.isin(facts.locators, query.answered)
        beside = (facts.below(article) | (facts.locators == article)) & ~said
        document = facts.in_document(article.split("/")[0])
    return {"answered": said, "beside_answered": beside, "document_answered": document}
