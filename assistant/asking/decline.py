"""Declining: an ordered list of rules, each of which may refuse the question with its reason, and name the
official page that keeps what the texts do not state.

The first rule that speaks is followed. To add one, write a function of a Case that gives a Refusal or None,
say in its docstring why it refuses, put it where it belongs in RULES, and give it a test.
"""

from collections.abc import Callable

from assistant.answer import Refusal, RefusalReason
from assistant.asking.case import Case
from assistant.asking.heads import ADDRESSED
from assistant.asking.kept import decision_page, named_page, pointer_for
from assistant.asking.patterns import attributes, elsewhere, pattern, session_words, word_list
from assistant.asking.query import Query
from assistant.asking.readings import says_the_protocol
from assistant.reading.absence import absence, parts_of, printed, what_exists
from assistant.reading.remarks import remarks_about
from assistant.reading.topics import fold
from assistant.words.store import say
from index.lexical import words

NEAREST = 3  # provisions offered as the closest, and held against what is asked
TALK = ADDRESSED[:3]  # what is said to the assistant, not asked of the texts
PROTOCOL = {"protocol", "protocols"}
REMARKED = 5  # provisions among which a remark on the decision must be found


def decline(case: Case) -> Refusal | None:
    """The refusal that the question calls for; None where it is answered."""
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


def conversation(case: Case) -> Refusal | None:
    """A greeting, thanks, or a question about the assistant gets a short word: there is nothing to cite."""
    query = case.query
    if query.named or query.concepts or query.missing:
        return None
    said = max(TALK, key=lambda label: query.intent.labels.chances[label])
    if said not in query.intent.labels or case.verdict.labelled >= 0:
        return None
    return Refusal(RefusalReason.CONVERSATION, say(f"answer.{said}", query.language))


def unclear(case: Case) -> Refusal | None:
    """Nothing says what is asked about: "Does it apply to my research?" is asked back."""
    query = case.query
    if "asks_back" not in query.intent.labels or query.rewritten or case.verdict.labelled >= 0:
        return None
    if query.named or query.missing or query.concepts or query.intent.documents or query.intent.sessions:
        return None
    return Refusal(RefusalReason.UNCLEAR, say("answer.unclear", query.language))


def which_protocol(case: Case) -> Refusal | None:
    """ "What is the Protocol?" is asked back: nothing else in it says which of them is meant."""
    asking = word_list("asks_what_en") | PROTOCOL
    bare = says_the_protocol(case.query) and set(fold(case.query.text).split()) <= asking
    if not bare or case.query.named or case.query.rewritten:
        return None
    return Refusal(RefusalReason.UNCLEAR, say("answer.unclear", case.query.language))


def kept_elsewhere(case: Case) -> Refusal | None:
    """Who is a Party, whom to call, what a country reported: an official page says, and no legal text."""
    query = case.query
    ours = case.verdict.field >= 0 or bool(query.intent.documents)
    page = named_page(query) or (pointer_for(query) if ours and case.verdict.labelled < 0 else None)
    if page is None or query.named or query.asks_what:
        return None
    closest = tuple(provision.locator for provision in case.best(NEAREST))
    return Refusal(RefusalReason.NOT_IN_CORPUS, say("answer.kept_elsewhere", query.language), closest, page)


def no_such_provision(case: Case) -> Refusal | None:
    """What the question names does not exist, or is a decision that the corpus does not hold: an answer from
    elsewhere would be taken for it.
    """
    if not case.query.missing or case.query.named:
        return None
    missing, language = case.query.missing[0], case.query.language
    closest = (missing.nearest.locator,) if missing.nearest else ()
    said = absence(missing.locator, missing.nearest, language, case.index)
    if missing.locator.is_decision:
        url = missing.nearest.url if missing.nearest else ""
        page = decision_page(printed(missing.locator, case.index), url, language)
        return Refusal(RefusalReason.NOT_IN_CORPUS, said, closest, page)
    there = what_exists(missing.locator, missing.nearest, language, case.index)
    return Refusal(RefusalReason.NO_SUCH_PROVISION, f"{said} {there}".strip(), closest)


def text_not_held(case: Case) -> Refusal | None:
    """Of the decision that is asked about the corpus has the title alone, and no trainer remarked on it."""
    named, query = case.named, case.query
    if len(named) != 1 or named[0].kind != "catalogue":
        return None
    entry, facts = named[0], word_list("catalogue_facts")
    asked = [word for word in words(query.focus) if word not in facts and word not in entry.text.lower()]
    wanted = query.intent.contents or pattern("contents").search(query.text)
    if query.intent.title or (not wanted and len(asked) < 2):
        return None
    if query.intent.trainer and remarks_about(entry.document, case.index):
        return None
    if any(entry.document in provision.about for provision in case.best(REMARKED)):
        return None
    name = entry.label.split(",")[0]
    said = say("answer.not_held", query.language, words=name, url=entry.url)
    page = decision_page(name, entry.url, query.language)
    return Refusal(RefusalReason.NOT_IN_CORPUS, said, (entry.locator,), page)


def other_instrument(case: Case) -> Refusal | None:
    """Another convention or body is asked about, which nothing of what was found speaks of."""
    asked = [name for name in elsewhere() if name.search(case.query.text)]
    if not asked or case.query.asks_what:
        return None
    near = [*case.named, *case.best(NEAREST)]
    texts = [case.explained(provision, questions=True) for provision in near]
    if any(name.search(text) for name in asked for text in texts):
        return None
    return Refusal(RefusalReason.OUT_OF_SCOPE, say("answer.out_of_scope", case.query.language))


def attribute_not_stated(case: Case) -> Refusal | None:
    """A percentage, a sum, a contact ... is asked for that none of the best provisions gives."""
    asked = [one.evidence for one in attributes() if one.asked.search(case.query.text)]
    if not asked:
        return None
    texts = [case.explained(provision) for provision in case.named or case.best(NEAREST)]
    if all(any(evidence.search(text) for text in texts) for evidence in asked):
        return None
    return not_found(case)


def term_not_defined(case: Case) -> Refusal | None:
    """The named article of definitions does not define the term: no other text should be taken for it."""
    intent, language = case.query.intent, case.query.language
    if not intent.term or not intent.defining or not pattern("asks_to_define").search(case.query.text):
        return None
    wanted = set(words(intent.term))
    for provision in case.named:
        terms = [child.heading for child in case.index.children(provision.locator) if child.heading]
        if len(terms) > 2 and wanted and not any(wanted & set(words(term)) for term in terms):
            said = say("answer.no_such_provision", language, words=f"“{intent.term}”")
            listed = parts_of(provision, language, case.index)
            return Refusal(RefusalReason.NO_SUCH_PROVISION, f"{said} {listed}".strip(), (provision.locator,))
    return None


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
    attribute_not_stated,
    term_not_defined,
    too_unlikely,
    nothing_to_cite,
)


def not_found(case: Case) -> Refusal:
    """Too little fits: a question of the field is "not in the corpus" and is offered what lies nearest, any
    other is out of scope.
    """
    if not case.query.intent.documents and (case.verdict.field < 0 or _of_another(case)):
        return Refusal(RefusalReason.OUT_OF_SCOPE, say("answer.out_of_scope", case.query.language))
    closest = tuple(provision.locator for provision in case.best(NEAREST))
    said = say("answer.not_in_corpus", case.query.language)
    nearest = _nearest_says(case)
    return Refusal(RefusalReason.NOT_IN_CORPUS, f"{said} {nearest}".strip(), closest)


def _of_another(case: Case) -> bool:
    """Whether another instrument or body is named."""
    return any(name.search(case.query.text) for name in elsewhere())


def _nearest_says(case: Case) -> str:
    """What the nearest provision does say, in plain words where the guide has them."""
    language = case.query.language
    for provision in case.best(1):
        guide = case.index.guide(provision.locator.removesuffix("/catalogue"))
        plain = guide.plain(language) if guide else None
        if plain and plain.language == language and plain.summary:
            return say("answer.nearest_says", language, label=provision.label, text=plain.summary)
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
    elsewhere = intent.quantity or intent.status or intent.event or intent.contact
    return not query.named or (elsewhere and not set(query.focus.split()) <= facts)
