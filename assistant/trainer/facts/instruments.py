"""When and where an instrument was adopted and opened for signature, and when it entered into force."""

from collections.abc import Iterator, Sequence
from datetime import date

from assistant.trainer.desk import Desk
from assistant.trainer.facts.claim import Error
from assistant.trainer.facts.happened import Happening, fits_any, on_day, place_names, sittings_of
from assistant.trainer.facts.marks import Anchor, Event, Spot, Value
from assistant.trainer.facts.meetings import number_of
from assistant.trainer.facts.sentence import Sentence
from assistant.trainer.facts.times import Time
from ingest.names import Instrument
from ingest.vocabulary import vocabulary

_VERB_LAST = "zh"
_SIGNING = 366  # days for which an instrument lies open for signature


def instrument_errors(sentence: Sentence, desk: Desk) -> Iterator[Error]:
    """Times and places that are not those of the adoption, the opening or the entry into force."""
    if sentence.foreign or sentence.unreal or any(event.kind == "own" for event in sentence.events):
        return
    for anchor, kinds, value in _claims(sentence):
        instrument = vocabulary().instrument(anchor.document)
        if instrument is None or ("force" in kinds and _is_of_a_country(sentence, instrument)):
            continue
        happenings = [one for kind in kinds for one in _happenings(instrument, kind)]
        if isinstance(value, Spot):
            happenings = [one for one in happenings if one.towns]
        if happenings and not fits_any(happenings, value):
            yield _error(value, instrument, kinds[0], happenings[0], sentence, desk)
    yield from _other_meetings(sentence, desk)


def _other_meetings(sentence: Sentence, desk: Desk) -> Iterator[Error]:
    """A meeting that is said to have adopted an instrument, and was another time."""
    for event in sentence.events:
        before, behind = sentence.anchor_before(event.start), sentence.anchor_behind(event.end)
        if event.kind != "adopted" or not before or not behind:
            continue
        kinds = {before.kind: before, behind.kind: behind}
        if kinds.keys() != {"instrument", "session"}:
            continue
        if not (sentence.joined(before, event) and sentence.joined(event, behind)):
            continue
        named, session = kinds["instrument"], kinds["session"]
        instrument = vocabulary().instrument(named.document)
        if instrument is None or sentence.is_measure(session):
            continue
        adopted = on_day(instrument.date, instrument.adopted_in)
        sittings = sittings_of(number_of(session.document))
        if sittings and all(one.last < adopted.first or adopted.last < one.first for one in sittings):
            yield _error(session, instrument, "adopted", adopted, sentence, desk)


def _claims(sentence: Sentence) -> Iterator[tuple[Anchor, Sequence[str], Value]]:
    """Each time and place that is said of an instrument, with the events that it may belong to, that first
    which it is likeliest said of.
    """
    subjects = {event: _subject(event, sentence) for event in sentence.events}
    for value in sentence.values:
        near = sentence.events_at(sentence.vicinity(value))
        mine = [
            (event, subject)
            for event in near
            if (subject := subjects[event]) and _belongs(value, event, subject, sentence)
        ]
        # the verb stands before its time, but in Chinese
        before = sentence.language != _VERB_LAST
        mine.sort(key=lambda one: ((one[0].end <= value.start) != before, _distance(one[0], value)))
        if mine:
            yield mine[0][1], [event.kind for event, _ in mine], value
        elif isinstance(value, Time):
            named = sentence.row("instrument").before(value.start)
            if named and _in_brackets(named, value, sentence):
                yield named, ["dated"], value


def _subject(event: Event, sentence: Sentence) -> Anchor | None:
    """What is adopted: the instrument that follows close behind in the active voice, else the one before it,
    else the one a little behind.
    """
    before, behind = sentence.anchor_before(event.start), sentence.anchor_behind(event.end)
    if before and before.kind == "decision" and sentence.joined(before, event):
        return None  # a decision is adopted, or adopts
    if before and before.kind == "instrument":
        passing = sentence.events_at((before.end, event.start))
        if sentence.joined(before, event, passing):
            return before
    follows = behind and behind.kind == "instrument" and sentence.joined(event, behind)
    return behind if follows else None


def _belongs(value: Value, event: Event, subject: Anchor, sentence: Sentence) -> bool:
    """Whether a time or place stands beside the event."""
    if isinstance(value, Time) and (value.relative or (value.since and event.kind != "force")):
        return False
    return sentence.joined(event, value, [subject])


def _distance(event: Event, value: Value) -> int:
    return value.start - event.end if value.start >= event.end else event.start - value.end


def _in_brackets(anchor: Anchor, time: Time, sentence: Sentence) -> bool:
    """Whether the year stands alone in brackets right behind the name: "Nagoya Protocol (2010)"."""
    between = sentence.normal[anchor.end : time.start].strip()
    return between == "(" and sentence.normal[time.end :].lstrip().startswith(")")


def _is_of_a_country(sentence: Sentence, instrument: Instrument) -> bool:
    """Whether a country is named, for which it may have entered into force at another time."""
    adopted = on_day(instrument.date, instrument.adopted_in)
    return any(not adopted.was_in(spot) for spot in sentence.places)


def _happenings(instrument: Instrument, kind: str) -> list[Happening]:
    """What the sentence may mean: "adopted" is said of the opening for signature, too, where that is better
    known, and a year alone of whatever made the instrument.
    """
    adopted = [on_day(instrument.date, instrument.adopted_in)]
    signed = [_opening(instrument)] if instrument.opened else []
    force = [on_day(instrument.in_force, ())] if instrument.in_force else []
    if kind == "force":
        return force
    if kind == "opened":
        return [*signed, *adopted]
    if kind == "dated":
        return [*adopted, *signed, *force]
    first = [on_day(instrument.opened, instrument.signed_in)] if instrument.opened else []
    return [*adopted, *(one for one in first if one.first.year == adopted[0].first.year)]


def _opening(instrument: Instrument) -> Happening:
    first = date.fromisoformat(instrument.opened)
    return Happening(first, date.fromordinal(first.toordinal() + _SIGNING), instrument.signed_in, exact=False)


def _error(
    wrong: Value | Anchor,
    instrument: Instrument,
    kind: str,
    told: Happening,
    sentence: Sentence,
    desk: Desk,
) -> Error:
    what = kind if kind in {"force", "opened"} else "adopted"
    towns = place_names(desk.language)
    values = {
        "label": desk.title(instrument.id),
        "said": sentence.text[wrong.start : wrong.end],
        "when": desk.day(told.first),
        "where": ", ".join(towns.get(town, town) for town in told.towns),
    }
    part = "meeting" if isinstance(wrong, Anchor) else "year" if isinstance(wrong, Time) else "place"
    name = f"{what}_{part}"
    return Error(name, instrument.id, _source(instrument, desk), values)


def _source(instrument: Instrument, desk: Desk) -> str:
    """What is known of the instrument, in one sentence."""
    towns = place_names(desk.language)
    where = ", ".join(towns.get(town, town) for town in instrument.adopted_in)
    title = desk.title(instrument.id)
    told = desk.say(
        "instrument_adopted", label=title, when=desk.day(date.fromisoformat(instrument.date)), where=where
    )
    if instrument.in_force:
        told += " " + desk.say("instrument_in_force", when=desk.day(date.fromisoformat(instrument.in_force)))
    return told
