"""The way of a question, in one list: each step is a module, entered once, in this order.

- `rewrite`: a follow-up in words that stand alone, where a language model is set
- `language`: its language and its English words, without instructions to the machine
- `understand`: the references in it, and the turns before where it leans on them
- `intent`: which kind of answer it wants
- `references`: the provisions that it names, or their absence
- `chronicle`: the timeline of a topic, where that is asked for
- `retrieve`: candidates from the index, in one round trip
- `rank`: one score a candidate
- `select`: which of them to cite
- `answerability`: how likely the texts answer it
- `decline`: the refusal, where a rule calls for one
- `compose`: the answer with its verified citations
- `rephrase`: the same in a language model's sentences, each verified
"""

from dataclasses import replace
from time import perf_counter

from assistant.answer import Answer
from assistant.asking.answerability import answerability
from assistant.asking.case import Case
from assistant.asking.chronicle import chronicle
from assistant.asking.compose import compose, tell
from assistant.asking.decline import decline
from assistant.asking.intent import read_intent
from assistant.asking.language import read_wording
from assistant.asking.language_model import LanguageModel
from assistant.asking.query import Query
from assistant.asking.rank import rank
from assistant.asking.references import resolve
from assistant.asking.rephrase import rephrase
from assistant.asking.retrieve import retrieve
from assistant.asking.rewrite import rewrite
from assistant.asking.select import select
from assistant.asking.tuning import Tuning
from assistant.asking.understand import understand
from assistant.question import Question
from index.encoder import Encoder
from index.interface import SearchIndex

STEPS = (
    "rewrite",
    "language",
    "understand",
    "intent",
    "references",
    "chronicle",
    "retrieve",
    "rank",
    "select",
    "answerability",
    "decline",
    "compose",
    "rephrase",
)


def answer_to(
    question: Question, index: SearchIndex, encoder: Encoder, tuning: Tuning, model: LanguageModel | None
) -> Answer:
    """Answer a checked question, or refuse it with the reason."""
    began = perf_counter()
    asked = rewrite(question, model)
    query = read(asked, index)
    timeline = chronicle(asked, query, index)
    if timeline:
        found = perf_counter()
        answer = tell(question.text, query, timeline, index)
    else:
        retrieved = retrieve(query, index, encoder, asked.filters)
        ranking = rank(query, retrieved, tuning.weights)
        found = perf_counter()
        chosen = select(query, ranking, index, asked.max_citations, tuning.selection)
        margin = answerability(query, ranking, index, tuning.answerability)
        refusal = decline(Case(asked.text, query, ranking, chosen, margin, index, tuning.decline))
        answer = compose(question.text, query, ranking, chosen, refusal, index, tuning.sure)
    if asked is not question:
        answer = replace(answer, rewritten=asked.text)
    timings = {"retrieve": _ms(found - began), "answer": _ms(perf_counter() - found)}
    return rephrase(replace(answer, timings_ms=timings), index, encoder, model)


def read(question: Question, index: SearchIndex) -> Query:
    """What the question asks and names: the steps before anything is searched for."""
    wording = read_wording(question)
    reading = understand(question, wording, index)
    intent = read_intent(reading.text, index.documents.values())
    return resolve(question, wording, reading, intent, index)


def _ms(seconds: float) -> float:
    return round(seconds * 1000, 2)
