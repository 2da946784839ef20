"""Rules of declining for what the question names and the corpus lacks; each gives a Refusal or None (see
`decline`).
"""

from assistant.answer import Refusal, RefusalReason
from assistant.asking.case import Case
from assistant.asking.kept import decision_page, decisions_page
from assistant.asking.patterns import pattern, word_list
from assistant.reading.absence import absence, parts_of, what_exists
from assistant.reading.labels import label_at
from assistant.reading.remarks import remarks_about
from assistant.words.store import say
from index.lexical import stems, words
from ingest.acts import Act
from ingest.vocabulary import COP, vocabulary

NUMBER_ALONE = 2  # words: "decision 15/5"
REMARKED = 5  # provisions among which a remark on the decision must be found


def no_such_provision(case: Case) -> Refusal | None:
    """What the question names does not exist, or is a decision that the corpus does not hold: an answer from
    elsewhere would be taken for it. A number alone may be one of what was added, where that was found
    best.
    """
    if not case.query.missing or case.query.named:
        return None
    missing, language = case.query.missing[0], case.query.language
    if missing.bare and case.in_added_words:
        return None
    closest = (missing.nearest.locator,) if missing.nearest else ()
    said = absence(missing.locator, missing.nearest, language, case.index)
    if Act.of(missing.locator.document):
        return Refusal(RefusalReason.OUT_OF_SCOPE, said)
    if missing.locator.is_decision:
        url = missing.nearest.url if missing.nearest else ""
        page = decision_page(label_at(str(missing.locator), language, case.index), url, language)
        return Refusal(RefusalReason.NOT_IN_CORPUS, said, closest, page)
    there = what_exists(missing.locator, missing.nearest, language, case.index)
    return Refusal(RefusalReason.NO_SUCH_PROVISION, f"{said} {there}".strip(), closest)


def text_not_held(case: Case) -> Refusal | None:
    """Of the decision that is asked about the corpus has the title alone, and no trainer remarked on it, or
    not on what is asked of it. Who asks for its symbol, or gives its number alone, has the entry of the
    catalogue.
    """
    named, query = case.named, case.query
    if len(named) != 1 or named[0].kind != "catalogue":
        return None
    entry = named[0]
    facts = {*stems(" ".join(word_list("catalogue_facts"))), *stems(entry.text)}
    asked = set(stems(query.focus)) - facts
    of_the_entry = (bool(query.focus) and not asked) or len(query.asked.split()) <= NUMBER_ALONE
    wanted = pattern("contents").search(query.text) or (query.intent.contents and not of_the_entry)
    if query.intent.title or (not wanted and len(asked) < 2):
        return None
    if (query.intent.trainer or not asked) and remarks_about(entry.document, case.index):
        return None
    if any(entry.document in provision.about for provision in case.best(REMARKED)):
        return None
    name = label_at(entry.document, query.language, case.index)
    said = say("answer.not_held", query.language, words=name, url=entry.url)
    page = decision_page(name, entry.url, query.language)
    return Refusal(RefusalReason.NOT_IN_CORPUS, said, (entry.locator,), page)


def meeting_not_held(case: Case) -> Refusal | None:
    """A meeting of the COP is named that is later than all texts here: what an earlier one decided would be
    taken for what that one did. The meetings in what was added, where that was found best, may be another's.
    """
    query = case.query
    if not query.intent.later or query.intent.sessions or query.named:
        return None
    if case.in_added_words:
        return None
    last = vocabulary().last_session(COP)
    said = say("answer.later_meeting", query.language, number=last)
    closest = (f"{COP}-{last}/catalogue",)
    return Refusal(RefusalReason.NOT_IN_CORPUS, said, closest, decisions_page(query.language))


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
