"""The way of a question, in one list: each step is a module, in this order.

- `options`: the question without answers to choose from
- `simplified`: Chinese in simplified characters
- `spelling`: the question as it was meant, in its usual case and without slips
- `rewrite`: a follow-up in words that stand alone, where a language model is set
- `language`: its language and its English words, without instructions to the machine
- `concepts`: the things that it names, with their abbreviations written out
- `understand`: the references in it, its clauses, and the turns before where it leans on them
- `heads`: which kinds of question it is, read from its embedding
- `intent`: which kind of answer it wants, and what it names
- `references`: the provisions that it names, or their absence
- `retrieve`: candidates from the index, in one round trip
- `quotation`: the provision whose words are quoted
- `borne_out`: of what a bare number may mean, what the question speaks of
- `follow`: whether the question leans on the turns before: it is tried alone and with them (`attempt`)
- `aside`: what it sets aside is left out, and the rest is understood anew
- `tell`: the timeline of a topic, or all parts of a document, where those are asked for
- `rank`: one score a candidate
- `own_ranking`: where the passages of an office's own documents stand beside the law
- `select`: which of them to cite
- `answerability`: how likely the texts answer it
- `own`: whether the words of an office's own document answer it
- `decline`: the refusal, where a rule calls for one
- `compose`: the answer with its verified citations
- `rephrase`: the same in a language model's sentences, each verified
"""

from dataclasses import replace
from time import perf_counter

from assistant.answer import Answer
from assistant.asking.answerability import answerability
from assistant.asking.aside import without_aside
from assistant.asking.attempt import Attempt, attempt, read, turn_before
from assistant.asking.carried import carried
from assistant.asking.case import Case
from assistant.asking.compose import compose, read_as
from assistant.asking.concepts import read_concepts
from assistant.asking.decline import decline
from assistant.asking.follow import follow
from assistant.asking.language import asked_language, read_wording
from assistant.asking.language_model import LanguageModel
from assistant.asking.meetings import spelt_out
from assistant.asking.options import without_options
from assistant.asking.own import answered_by_own
from assistant.asking.own_ranking import rank_own
from assistant.asking.rank import rank
from assistant.asking.rephrase import rephrase
from assistant.asking.rewrite import rewrite
from assistant.asking.select import select
from assistant.asking.simplified import in_simplified
from assistant.asking.speller import Speller
from assistant.asking.spelling import spell
from assistant.asking.tell import tell
from assistant.asking.tuning import Tuning
from assistant.question import MAX_CITATIONS, Question
from index.encoder import Encoder
from index.interface import SearchIndex

STEPS = (
    "options",
    "simplified",
    "spelling",
    "rewrite",
    "language",
    "concepts",
    "understand",
    "heads",
    "intent",
    "references",
    "retrieve",
    "quotation",
    "borne_out",
    "follow",
    "aside",
    "tell",
    "rank",
    "own_ranking",
    "select",
    "answerability",
    "own",
    "decline",
    "compose",
    "rephrase",
)


def answer_to(
    question: Question,
    index: SearchIndex,
    encoder: Encoder,
    tuning: Tuning,
    model: LanguageModel | None,
    speller: Speller,
) -> Answer:
    """Answer a checked question, or refuse it with the reason."""
    began = perf_counter()
    spelt = spell(in_simplified(without_options(question)), speller)
    asked = spelt_out(rewrite(spelt.question, model))
    tried = approach(asked, index, encoder, tuning)
    whole, asked = asked, without_aside(asked, tried.query, encoder, tuning.heads)
    if asked is not whole:
        tried = approach(asked, index, encoder, tuning)
    query = tried.query
    answer = tell(asked, query, index)
    found = perf_counter()
    if answer is None:
        ranking = rank(query, tried.retrieved, tuning.weights)
        ranking = rank_own(query, ranking, index, tuning.own_ranker)
        found = perf_counter()
        chosen = select(query, ranking, index, asked.max_citations, tuning.selector, tuning.lists)
        verdict = answerability(query, ranking, index, tuning.answerability)
        verdict = answered_by_own(verdict, query, ranking, index, tuning.own, encoder)
        case = Case(
            asked.text, query, ranking, chosen, verdict, index, tuning.decline, begins=not asked.history
        )
        refusal = decline(case)
        answer = compose(query, ranking, chosen, refusal, index, tuning.sure, tuning.decline)
    if asked.text != spelt.question.text:
        answer = replace(answer, rewritten=asked.text)
    if spelt.read:
        answer = replace(answer, notes=(read_as(spelt.read, answer.language), *answer.notes))
    answer = replace(answer, question=question.text)
    timings = {"retrieve": _ms(found - began), "answer": _ms(perf_counter() - found)}
    return rephrase(replace(answer, timings_ms=timings), index, encoder, model)


def approach(question: Question, index: SearchIndex, encoder: Encoder, tuning: Tuning) -> Attempt:
    """The question understood: alone, together with the turns before it, or as one of them said again, be it
    of another instrument.
    """
    wording = read_concepts(read_wording(question))
    readings = read(question, wording, index, encoder)
    alone = attempt(question, wording, *readings[0], index, tuning.heads)
    if len(readings) == 1 or alone.query.named:
        return alone
    earlier = carried(question, alone.query)
    if earlier is None and alone.query.asks_what:
        return alone
    if earlier is None and "restate" in alone.query.intent.labels:
        earlier = turn_before(question)
    if earlier is not None:
        again = approach(earlier, index, encoder, tuning)
        language = asked_language(question.text) or wording.language
        rewritten = again.query.rewritten or earlier.text
        return replace(again, query=replace(again.query, language=language, rewritten=rewritten))
    answered = answered_before(question, index, encoder, tuning)
    together = attempt(question, wording, *readings[1], index, tuning.heads, answered)
    return follow(alone, together, tuning.weights, tuning.follower)


def answered_before(
    question: Question, index: SearchIndex, encoder: Encoder, tuning: Tuning
) -> tuple[str, ...]:
    """The locators of what is cited for the turn before, best first."""
    earlier = approach(turn_before(question), index, encoder, tuning)
    ranking = rank(earlier.query, earlier.retrieved, tuning.weights)
    chosen = select(earlier.query, ranking, index, MAX_CITATIONS, tuning.selector, tuning.lists)
    return tuple(choice.provision.locator for choice in chosen)


def _ms(seconds: float) -> float:
    return round(seconds * 1000, 2)
