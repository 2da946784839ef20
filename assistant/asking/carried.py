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
from assistant.asking.relative import is_light, words_of
from assistant.question import Question
from assistant.reading.concepts import mentions
from ingest.concepts import embedded_concepts
from ingest.vocabulary import vocabulary

_ARABIC_AND = "و"  # written as one with the word after it
At = tuple[int, int, str]  # start, end, id of an instrument


def carried(question: Question, alone: Query) -> Question | None:
    """The turn before, about the instrument that the question names; None where it asks something else, such
    as what that instrument is, after "What is the Convention?". `alone` is the question without that turn.
    """
    spoken = alone.spoken.removeprefix(_ARABIC_AND) if alone.language == "ar" else alone.spoken
    going_on = goes_on(alone) or spoken != alone.spoken
    instrument = instrument_alone(spoken, alone.language) if going_on else ""
    if not instrument:
        return None
    earlier = turn_before(question)
    before = read_concepts(read_wording(earlier))
    if before.asks_what and all(concept.instrument for concept in before.concepts):
        return None
    asked = _about(instrument, earlier.text, before.language)
    if asked != earlier.text:
        return replace(earlier, text=asked)
    return replace(earlier, text=f"{earlier.text} {question.text}") if alone.asks_what else None


def instrument_alone(text: str, language: str) -> str:
    """The id of the one instrument that a text names where it says nothing more; "" for none."""
    named = _instruments_at(text, language)
    rest = text
    for start, end, _ in reversed(named):
        rest = f"{rest[:start]} {rest[end:]}"
    ids = {identity for *_, identity in named}
    return ids.pop() if len(ids) == 1 and is_light(set(words_of(rest)), language) else ""


def _about(instrument: str, turn: str, language: str) -> str:
    """The turn, about this instrument in the place of those that it names."""
    name = next((one.name(language) for one in embedded_concepts() if one.instrument == instrument), "")
    for start, end, _ in reversed(_instruments_at(turn, language) if name else []):
        turn = turn[:start] + name + turn[end:]
    return turn


def _instruments_at(text: str, language: str) -> list[At]:
    """Where a text names instruments, in its order; where names overlap, the longest is meant."""
    things = ((one.start, one.end, one.concept.instrument) for one in mentions(text, language))
    named = [*(thing for thing in things if thing[2]), *vocabulary().instruments_at(text)]
    kept: list[At] = []
    for start, end, identity in sorted(named, key=lambda at: at[0] - at[1]):
        if all(end <= first or last <= start for first, last, _ in kept):
            kept.append((start, end, identity))
    return sorted(kept)
