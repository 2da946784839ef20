"""Rules of declining for what is said to the assistant, says too little, or is kept elsewhere; each gives a
Refusal or None (see `decline`).
"""

from assistant.answer import Refusal, RefusalReason
from assistant.asking.case import NEAREST, Case
from assistant.asking.heads import ADDRESSED
from assistant.asking.kept import is_sure, named_page, pointer_for
from assistant.asking.patterns import word_list
from assistant.reading.topics import fold
from assistant.words.store import say

ANSWERED = 0.4  # the margin from which the texts answer what may be said to the assistant as well
FAR = 0.7  # the chance of the label of another field from which it counts
LEANS = 0.9  # the chance of a question that goes on from another; of 3,146 `dev` questions none has it
TALK = ADDRESSED[:3]  # what is said to the assistant, not asked of the texts
PROTOCOL = {"protocol", "protocols"}


def conversation(case: Case) -> Refusal | None:
    """A greeting, thanks, or a question about the assistant gets a short word: there is nothing to cite. What
    the texts answer is none, though its words greet or thank ("Is being thanked a benefit?").
    """
    query = case.query
    if query.named or query.concepts or query.missing or case.verdict.answered >= ANSWERED:
        return None
    said = max(TALK, key=lambda label: query.intent.labels.chances[label])
    if said not in query.intent.labels or case.verdict.labelled >= 0 or _of_another_field(case, said):
        return None
    return Refusal(RefusalReason.CONVERSATION, say(f"answer.{said}", query.language))


def unclear(case: Case) -> Refusal | None:
    """Nothing says what is asked about: "Does it apply to my research?" is asked back, and so is "And for
    developing countries?" where nothing was asked before.
    """
    query = case.query
    labels = query.intent.labels
    leans = case.begins and labels.chances["history"] >= LEANS
    lost = "asks_back" in labels and case.verdict.labelled < 0
    if query.rewritten or not (leans or lost):
        return None
    if query.named or query.missing or query.intent.sessions:
        return None  # it says enough
    if not leans and (
        query.asks_what or query.intent.names_documents or _of_another_field(case, "asks_back")
    ):
        return None
    return asked_back(case)


def _of_another_field(case: Case, label: str) -> bool:
    """Whether the question is likelier one of another field ("what is the weather?") than what the label
    says.
    """
    chances = case.query.intent.labels.chances
    return case.verdict.field < 0 and chances["elsewhere"] > chances[label]


def which_protocol(case: Case) -> Refusal | None:
    """ "What is the Protocol?" is asked back: nothing else in it says which of them is meant."""
    asking = word_list("asks_what_en") | PROTOCOL
    bare = case.query.intent.vague and set(fold(case.query.text).split()) <= asking
    if not bare or case.query.named or case.query.rewritten:
        return None
    return asked_back(case)


def asked_back(case: Case) -> Refusal:
    """Which of its readings is meant."""
    return Refusal(RefusalReason.UNCLEAR, say("answer.unclear", case.query.language))


def kept_elsewhere(case: Case) -> Refusal | None:
    """Who is a Party, whom to call, what a country reported: an official page says, and no legal text."""
    query = case.query
    sure = is_sure(query.intent.labels)
    ours = case.verdict.field >= 0 or bool(query.intent.documents) or sure
    page = named_page(query) or (pointer_for(query) if ours and case.verdict.labelled < 0 else None)
    # when and where a meeting was is in the catalogue
    held = query.intent.event and query.intent.sessions and case.verdict.answered >= 0
    held = held or case.verdict.answered >= (case.thresholds.sure if sure else case.thresholds.kept)
    if page is None or query.named or query.asks_what or held:
        return None
    closest = tuple(provision.locator for provision in case.best(NEAREST))
    return Refusal(RefusalReason.NOT_IN_CORPUS, say("answer.kept_elsewhere", query.language), closest, page)


def another_field(case: Case) -> Refusal | None:
    """What its label says to be of another field is answered only where the texts clearly do: of 1,882 `dev`
    questions that they answer none is refused for it. "What is the capital of Peru?" is little more than
    "define" in the English words of some languages.
    """
    query = case.query
    far = query.intent.labels.chances["elsewhere"] >= FAR and case.verdict.answered < case.thresholds.kept
    if not far or query.named or query.asks_what or query.intent.names_documents:
        return None
    return out_of_scope(case)


def out_of_scope(case: Case) -> Refusal:
    """What it is about is none of the texts' matter."""
    return Refusal(RefusalReason.OUT_OF_SCOPE, say("answer.out_of_scope", case.query.language))
