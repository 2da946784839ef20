"""An attempt at a question: what is understood, and what is found, with or without the turns before it."""

from dataclasses import dataclass, replace

from assistant.asking.heads import NO_LABELS, Heads
from assistant.asking.intent import read_intent
from assistant.asking.language import TURNS
from assistant.asking.own_documents import narrowed, within
from assistant.asking.query import Query, Wording
from assistant.asking.quotation import read_quotation
from assistant.asking.references import resolve
from assistant.asking.retrieve import Retrieval, embed, retrieve
from assistant.asking.understand import understand
from assistant.question import Question
from index.encoder import Encoder
from index.interface import SearchIndex


@dataclass(frozen=True, slots=True, eq=False)
class Attempt:
    """`leaning` says that the turns before were read with the question."""

    query: Query
    retrieved: Retrieval
    leaning: bool


def attempt(
    question: Question,
    wording: Wording,
    index: SearchIndex,
    encoder: Encoder,
    heads: Heads | None,
    leaning: bool = False,
) -> Attempt:
    """Understand the question, alone or `leaning` on the turns before, and look for what answers it."""
    reading = understand(question, wording, index, leaning)
    vectors = embed(reading.spoken, reading.parts, encoder)
    labels = heads.read(vectors[0]) if heads else NO_LABELS
    last = wording.english if leaning else ""
    intent = read_intent(reading.text, labels, index.documents.values(), wording.concepts, last, reading.own)
    intent = narrowed(intent, reading.spoken, wording.language, index.documents.values())
    query = resolve(question, wording, reading, intent, index)
    retrieved = retrieve(query, vectors, index, within(intent, question.filters, index))
    return Attempt(read_quotation(question.text, query, retrieved, index), retrieved, leaning)


def turn_before(question: Question) -> Question:
    """The asker's turn before in the place of a request to say it again: "more", "in French, please". As many
    turns are looked back at as lie in the last TURNS exchanges, however often it was asked for again.
    """
    asked = max(place for place, turn in enumerate(question.history) if turn.role == "user")
    turns = question.history[:asked][-2 * TURNS :]
    return replace(question, text=question.history[asked].content, history=turns, language=None)
