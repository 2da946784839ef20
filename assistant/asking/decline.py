"""Declining: an ordered list of rules, each of which may refuse the question with its reason, and name the
official page that keeps what the texts do not state.

The first rule that speaks is followed. To add one, write a function of a Case that gives a Refusal or None,
say in its docstring why it refuses, put it where it belongs in RULES, and give it a test.
"""

from collections.abc import Callable

from assistant.answer import Refusal, RefusalReason
from assistant.asking.absent import meeting_not_held, no_such_provision, term_not_defined, text_not_held
from assistant.asking.addressed import (
    another_field,
    asked_back,
    conversation,
    kept_elsewhere,
    out_of_scope,
    unclear,
    which_protocol,
)
from assistant.asking.case import NEAREST, Case, of_another
from assistant.asking.own_ranking import is_own_best
from assistant.asking.parts import counts_parts
from assistant.asking.patterns import attributes, elsewhere, names_treaty, pattern, session_words, word_list
from assistant.asking.query import Query
from assistant.reading.labels import label_of
from assistant.words.store import ENGLISH, say
from index.lexical import stems
from ingest.locator import described


def decline(case: Case) -> Refusal | None:
    """The refusal that the question calls for; None where it is answered. The words of a text that is here
    are answered from, whatever else they speak of.
    """
    if case.query.quoted:
        return None
    return next((refusal for rule in RULES if (refusal := rule(case)) is not None), None)


def unsafe(case: Case) -> Refusal | None:
    """Who asks for an invention, a deception, help with a wrong or legal advice gets none of it; a question
    about the rules against a wrong is answered.
    """
    if not pattern("unsafe").search(case.question):
        return None
    asks_for_rules = pattern("asks_for_rules").search(case.question)
    if asks_for_rules and not pattern("asks_to_deceive").search(case.question):
        return None
    return Refusal(RefusalReason.UNSAFE, say("answer.unsafe", case.query.language))


def other_instrument(case: Case) -> Refusal | None:
    """Another convention or body is asked about, which nothing of what was found speaks of, nor the titles of
    the documents that it stands in.
    """
    asked = [name for name in elsewhere() if name.search(case.query.text)]
    foreign = names_treaty(case.query.spoken)
    if not (asked or foreign) or case.query.asks_what:
        return None
    near = [*case.named, *case.best(NEAREST)]
    titles = [case.index.documents[provision.document].title for provision in near]
    texts = [*titles, *(case.explained(provision, questions=True) for provision in near)]
    if any(name.search(text) for name in asked for text in texts):
        return None
    if not asked and any(map(names_treaty, (*titles, *(provision.text for provision in near)))):
        return None
    return out_of_scope(case)


def attribute_not_stated(case: Case) -> Refusal | None:
    """A number of days, a sum, a contact ... is asked for that neither what would be cited nor any of the
    best provisions gives. The turns before may have asked for another one. Of an own document's passage `own`
    has weighed whether it gives that, in the words of offices. Where the texts answer for sure, what was read
    as such a detail was none: of the few above that margin, out of fold, half are answered.
    """
    query = case.query
    if is_own_best(case.ranking, case.index) and not query.named:
        return None
    if case.verdict.answered >= case.thresholds.sure:
        return None
    said = query.asked if query.rewritten else f"{query.text}\n{query.asked}"
    asked = [one.evidence for one in attributes() if one.asked.search(said)]
    if not asked:
        return None
    cited = [choice.provision for choice in case.chosen]
    parts = [part for one in cited for part in case.index.children(one.locator)]
    texts = [case.explained(one) for one in (*(case.named or case.best(NEAREST)), *cited, *parts)]
    if all(any(evidence.search(text) for text in texts) for evidence in asked):
        return None
    return not_found(case)


def term_unknown(case: Case) -> Refusal | None:
    """The meaning of a term is asked whose rarest word stands in nothing that would be cited: of "synthetic
    biology" no text says what it is, though one defines biotechnology. English alone, for words of other
    languages reach the texts through several English ones.
    """
    query = case.query
    term = stems(query.intent.term) if query.intent.defining and query.language == ENGLISH else []
    if not term or query.named or query.asks_what or case.verdict.answered >= case.thresholds.sure:
        return None
    rarest = max(term, key=case.index.weight)
    cited = [choice.provision for choice in case.chosen]
    if any(rarest in stems(case.explained(one, questions=True)) for one in cited):
        return None
    return not_found(case)


def too_unlikely(case: Case) -> Refusal | None:
    """Nothing was found, or too little fits for the texts to answer this kind of question."""
    if case.ranking.top(1) and (case.query.asks_what or case.verdict.answered >= _least(case)):
        return None
    return not_found(case)


def nothing_to_cite(case: Case) -> Refusal | None:
    """An answer cites something; what cannot be cited is not said."""
    return None if case.chosen else not_found(case)


RULES: tuple[Callable[[Case], Refusal | None], ...] = (
    unsafe,
    conversation,
    no_such_provision,
    text_not_held,
    unclear,
    which_protocol,
    other_instrument,
    kept_elsewhere,
    meeting_not_held,
    attribute_not_stated,
    term_not_defined,
    term_unknown,
    another_field,
    too_unlikely,
    nothing_to_cite,
)


def not_found(case: Case) -> Refusal:
    """Too little fits: a question of the field, or of a thing of it, is "not in the corpus" and is offered
    what lies nearest and what says what the thing is; any other is out of scope; which Protocol is meant is
    asked back.
    """
    strange = case.verdict.field < 0 and not case.query.concepts
    if not case.query.intent.names_documents and (strange or of_another(case)):
        return out_of_scope(case)
    if case.query.intent.vague:
        return asked_back(case)
    closest = tuple(dict.fromkeys([*(one.locator for one in case.best(NEAREST)), *_establishing(case)]))
    said = say("answer.not_in_corpus", case.query.language)
    nearest = _nearest_says(case)
    return Refusal(RefusalReason.NOT_IN_CORPUS, f"{said} {nearest}".strip(), closest)


def _establishing(case: Case) -> list[str]:
    """What establishes the things that are named, each by the first provision of it at hand."""
    things = [concept for concept in case.query.concepts if not concept.instrument]
    held = ([one for one in thing.established_by if case.index.get(one)] for thing in things)
    return [locators[0] for locators in held if locators]


def _nearest_says(case: Case) -> str:
    """What the nearest provision does say, in plain words where the guide has them."""
    language = case.query.language
    for provision in case.best(1):
        guide = case.index.guide(described(provision.locator))
        plain = guide.plain(language) if guide else None
        if plain and plain.language == language and plain.summary:
            return say(
                "answer.nearest_says",
                language,
                label=label_of(provision, language, case.index),
                text=plain.summary,
            )
    return ""


def _least(case: Case) -> float:
    """The margin that the question must reach to be answered."""
    return 0.0 if _open(case.query) else -case.thresholds.named


def _open(query: Query) -> bool:
    """Whether the question leaves it to the search where the answer stands: it names no provision, or asks
    more of it than its words.
    """
    facts = word_list("catalogue_facts") | session_words()
    intent = query.intent
    elsewhere = (
        (intent.quantity and not counts_parts(query)) or intent.status or intent.event or intent.contact
    )
    return not query.named or (elsewhere and not set(query.focus.split()) <= facts)
