"""What is carried over from the turn before: what it asks, of the instrument that is named now.

"Does the Convention allow reservations?" and then "and the Nagoya Protocol?" asks whether that one does. Only
a question that says nothing more is read so; any other names the instrument for reasons of its own.
"""

from dataclasses import replace

from assistant.asking.attempt import turn_before
from assistant.asking.concepts import read_concepts
from assistant.asking.follow import goes_on
from assistant.asking.language import read_wording
from assistant.asking.query import Query
from assistant.asking.swapped import about, instrument_alone
from assistant.question import Question

_ARABIC_AND = "و"  # written as one with the word after it


def carried(question: Question, alone: Query) -> Question | None:
    """The turn before, about the instrument that the question names; None where it asks something else, such
    as what that instrument is, after "What is the Convention?". `alone` is the question without that turn.
    """
    going_on = goes_on(alone) or (alone.language == "ar" and alone.spoken.startswith(_ARABIC_AND))
    instrument = instrument_alone(alone.spoken, alone.language) if going_on else ""
    if not instrument:
        return None
    earlier = turn_before(question)
    before = read_concepts(read_wording(earlier))
    if before.asks_what and all(concept.instrument for concept in before.concepts):
        return None
    asked = about(instrument, earlier.text, before.language)
    if asked != earlier.text:
        return replace(earlier, text=asked)
    return replace(earlier, text=f"{earlier.text} {question.text}") if alone.asks_what else None
