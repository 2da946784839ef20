"""Help: questions that can be answered, for who asked one that cannot, and for what may be asked next."""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import islice

from assistant.answer import Refusal, RefusalReason
from assistant.asking.patterns import attributes, pattern
from assistant.asking.query import Query
from assistant.asking.ranking import Ranking
from assistant.words.store import say
from index.interface import SearchIndex
from ingest.concepts import Concept, concepts_by_id, instrument_concepts
from ingest.vocabulary import vocabulary

QUESTIONS = 3  # so many are offered
REMEMBERED = 4096  # questions of the guide: the same ones are suggested again and again
LOOK_AT = 8  # provisions of the ranking whose questions may be suggested
STARTERS = ("page.examples.1", "page.examples.2", "page.examples.3")  # what the page itself offers first


def help_with(refusal: Refusal, query: Query, ranking: Ranking, index: SearchIndex) -> tuple[str, ...]:
    """Questions for who was refused: the readings of an unclear one, else what the guide asks of what lies
    nearest, else those that the page begins with.
    """
    if refusal.reason is RefusalReason.UNCLEAR:
        return asked_of(query, vocabulary().treaties, index)
    near = questions_near(query.language, ranking, index) if refusal.closest else ()
    return near or tuple(say(key, query.language) for key in STARTERS)


def asked_of(query: Query, documents: Iterable[str], index: SearchIndex) -> tuple[str, ...]:
    """The question asked of one of these instruments, and of the next: "Does it apply to my research? (Nagoya
    Protocol)".
    """
    return tuple(
        f"{query.asked} ({instrument_name(document, query.language, index)})"
        for document in documents
        if document in index.documents
    )


def instrument_name(document: str, language: str, index: SearchIndex) -> str:
    """What a language calls an instrument: as the concepts do, else by the short title in its labels."""
    concept = instrument_concepts().get(document)
    return concept.name(language) if concept else index.documents[document].short_title


def questions_near(
    language: str, ranking: Ranking, index: SearchIndex, taken: Iterable[str] = ()
) -> tuple[str, ...]:
    """Questions that the guide asks of the best provisions but for those taken."""
    near = (one.locator for one in index.at(ranking.positions(ranking.top(LOOK_AT))))
    return _first_questions((one for one in near if one not in taken), language, index)


def questions_around(places: Sequence[str], language: str, index: SearchIndex) -> tuple[str, ...]:
    """Questions that the guide asks of the parts of these provisions, of what they refer to, of what refers
    to them, and of what stands before and after them.
    """
    around: dict[str, None] = {}
    for place in places:
        around |= dict.fromkeys(one.locator for one in index.children(place))
        around |= dict.fromkeys(one.target for one in index.cites(place))
        around |= dict.fromkeys(one.source for one in index.cited_by(place))
        around |= dict.fromkeys(one.locator for one in index.neighbours(place) if one)
    return _first_questions((one for one in around if one not in places), language, index)


def _first_questions(places: Iterable[str], language: str, index: SearchIndex) -> tuple[str, ...]:
    """What the guide asks first, and is answered, of each of the first places that it asks anything of."""
    guides = ((one, guide) for one in places if (guide := index.guide(one)) and guide.questions)
    asked: dict[str, None] = {}
    for place, guide in islice(guides, LOOK_AT):
        provision = index.get(place)
        text = f"{provision.text if provision else ''} {guide.summary}"
        pairs = zip(guide.questions, guide.plain(language).questions, strict=False)
        asked |= dict.fromkeys(islice((own for english, own in pairs if _answered(english, text)), 1))
    return tuple(asked)[:QUESTIONS]


def _answered(question: str, text: str) -> bool:
    """Whether no rule of declining refuses an English question by its words, whatever else is found: it asks
    for no wrong, and for no percentage, sum or contact that the text does not give.
    """
    unsafe, asked = _read(question)
    return not unsafe and all(evidence.search(text) for evidence in asked)


@lru_cache(REMEMBERED)
def _read(question: str) -> tuple[bool, tuple[re.Pattern[str], ...]]:
    """Whether an English question asks for a wrong, and what a text must have to give what it asks for."""
    asked = tuple(one.evidence for one in attributes() if one.asked.search(question))
    return bool(pattern("unsafe").search(question)), asked


def related(query: Query) -> tuple[str, ...]:
    """What things are that belong to those which the question asks about."""
    others = (concepts_by_id()[other] for concept in query.concepts for other in concept.see_also)
    new: dict[Concept, None] = dict.fromkeys(one for one in others if one not in query.concepts)
    return tuple(
        say("answer.what_is", query.language, name=concept.name(query.language))
        for concept in list(new)[:QUESTIONS]
    )
