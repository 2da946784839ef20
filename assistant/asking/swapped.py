"""Instruments swapped: what was asked of one is asked of another, which is all that a text names: "and the
Nagoya Protocol?", "Same for Nagoya?".
"""

from collections.abc import Sequence

from assistant.asking.relative import is_light, words_of
from assistant.reading.concepts import mentions
from ingest.concepts import Concept, embedded_concepts
from ingest.vocabulary import vocabulary

At = tuple[int, int, str]  # start, end, id of an instrument


def swapped(parts: Sequence[str], language: str) -> tuple[str, ...]:
    """The parts of a question, each that only names an instrument in the words of the part before it."""
    told: list[str] = []
    for part in parts:
        instrument = instrument_alone(part, language) if told else ""
        told.append(about(instrument, told[-1], language) if instrument else part)
    return tuple(told)


def instrument_alone(text: str, language: str) -> str:
    """The id of the one instrument that a text names where it says nothing more; "" for none."""
    named = _instruments_at(text, language)
    rest = text
    for start, end, _ in reversed(named):
        rest = f"{rest[:start]} {rest[end:]}"
    ids = {identity for *_, identity in named}
    return ids.pop() if len(ids) == 1 and is_light(set(words_of(rest)), language) else ""


def about(instrument: str, turn: str, language: str) -> str:
    """The turn, about this instrument in the place of those that it names."""
    name = next(
        (_short_name(one, language) for one in embedded_concepts() if one.instrument == instrument), ""
    )
    for start, end, _ in reversed(_instruments_at(turn, language) if name else []):
        turn = turn[:start] + name + turn[end:]
    return turn


def _short_name(concept: Concept, language: str) -> str:
    """The beginning of its title that is a name of it, in Chinese the end: what a title says of its matter,
    such as "access and benefit-sharing", would be looked for.
    """
    title = concept.name(language)
    names = concept.names.get(language, ())
    inside = (name for name in names if title.startswith(name) or title.endswith(name))
    return min(inside, key=len, default=title)


def _instruments_at(text: str, language: str) -> list[At]:
    """Where a text names instruments, in its order; where names overlap, the longest is meant."""
    things = mentions(text, language, instruments=True)
    named = [(one.start, one.end, one.concept.instrument) for one in things]
    named += vocabulary().instruments_at(text)
    kept: list[At] = []
    for start, end, identity in sorted(named, key=lambda at: at[0] - at[1]):
        if all(end <= first or last <= start for first, last, _ in kept):
            kept.append((start, end, identity))
    return sorted(kept)
