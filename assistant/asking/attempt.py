"""An attempt at a question: what is understood, and what is found, with or without the turns before it."""

from dataclasses import dataclass, replace

from assistant.asking.borne_out import borne_out
from assistant.asking.heads import NO_LABELS, Heads
from assistant.asking.intent import read_intent
from assistant.asking.language import TURNS
from assistant.asking.own_documents import narrowed, within
from assistant.asking.query import Query, Reading, Wording
from assistant.asking.quotation import read_quotation
from assistant.asking.references import resolve
from assistant.asking.retrieve import Embedded, Retrieval, embed, retrieve
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


def read(
    question: Question, wording: Wording, index: SearchIndex, encoder: Encoder
) -> list[tuple[Reading, Embedded]]:
    """The question read alone and, where there are turns before it, together with them, each reading with its
    embeddings. These are made at once: most questions with turns before them need both.
    """
    ways = (False, True) if wording.before else (False,)
    readings = [understand(question, wording, index, leaning) for leaning in ways]
    return list(zip(readings, embed(readings, encoder), strict=True))


def attempt(
    question: Question,
    wording: Wording,
    reading: Reading,
    embedded: Embedded,
    index: SearchIndex,
    heads: Heads | None,
    answered: tuple[str, ...] = (),
) -> Attempt:
    """Look for what answers the question as it was read; `embedded` are the numbers of the reading, and
    `answered` the locators of what answered the turn before, where it was read with that.
    """
    labels = heads.read(embedded.outlined) if heads else NO_LABELS
    last = wording.english if reading.leaning else ""
    documents = index.documents.values()
    intent = read_intent(reading.text, labels, documents, wording.concepts, last, reading.own, reading.spoken)
    intent = replace(intent, each=intent.each or reading.repeated)
    intent = narrowed(intent, reading.spoken, wording.language, documents)
    query = replace(resolve(question, wording, reading, intent, index), answered=answered)
    retrieved = retrieve(query, embedded.vectors, index, within(intent, question.filters, index))
    query = borne_out(read_quotation(question.text, query, retrieved, index), retrieved)
    return Attempt(query, retrieved, reading.leaning)


def turn_before(question: Question) -> Question:
    """The asker's turn before in the place of a request to say it again: "more", "in French, please". As many
    turns are looked back at as lie in the last TURNS exchanges, however often it was asked for again.
    """
    asked = max(place for place, turn in enumerate(question.history) if turn.role == "user")
    turns = question.history[:asked][-2 * TURNS :]
    return replace(question, text=question.history[asked].content, history=turns, language=None)
