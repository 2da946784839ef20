"""Where and when a meeting of the Conference of the Parties was held."""

from collections.abc import Iterator, Sequence

from assistant.trainer.desk import Desk
from assistant.trainer.facts.claim import Error
from assistant.trainer.facts.happened import Happening, fits_any, misfit, place_names, sittings_of
from assistant.trainer.facts.marks import Anchor, Span, Spot
from assistant.trainer.facts.sentence import Sentence
from assistant.trainer.facts.times import Time
from index.interface import SearchIndex
from ingest.locator import Locator


def meeting_errors(sentence: Sentence, desk: Desk) -> Iterator[Error]:
    """Times and places that are not those of the meeting they are said of."""
    if sentence.foreign or sentence.unreal:
        return
    for anchor in sentence.of_kind("session"):
        times, spots = values_of(anchor, sentence)
        happenings = sittings_of(number_of(anchor.document))
        wrong = misfit(happenings, times, spots)
        if wrong is not None and not _fits_another(wrong, anchor, sentence):
            yield error_of(wrong, anchor.document, happenings, sentence, desk)


def number_of(document: str) -> int:
    """The session of "cop-10" or of "cop-10/dec-2"."""
    return int(Locator(document).document.partition("/")[0].rpartition("-")[2])


def values_of(anchor: Anchor, sentence: Sentence, kinds: Sequence[str] = ()) -> tuple[list[Time], list[Spot]]:
    """The times and places that belong to an anchor: those behind it; those before it that do not follow
    another one. Events of the `kinds` may stand between.
    """
    if sentence.is_measure(anchor):
        return [], []
    around = sentence.around(anchor)
    passing = [event for event in sentence.events_at(around) if event.kind in kinds]
    mine = [
        value
        for value in sentence.values_at(around)
        if not (isinstance(value, Time) and (value.relative or value.since))
        and sentence.joined(anchor, value, passing)
        and not _opens_a_sentence(anchor, value, sentence)
        and not (value.start < anchor.start and _is_of_another(value, sentence, passing))
    ]
    return [one for one in mine if isinstance(one, Time)], [one for one in mine if isinstance(one, Spot)]


def _is_of_another(value: Time | Spot, sentence: Sentence, passing: Sequence[Span]) -> bool:
    """Whether it follows another anchor."""
    before = sentence.anchor_before(value.start)
    return before is not None and sentence.joined(before, value, passing)


def _opens_a_sentence(anchor: Anchor, value: Time | Spot, sentence: Sentence) -> bool:
    """Whether it stands behind a colon and goes on: "Decision 14/3: From 2024 on, licences are ..."."""
    if ":" not in sentence.normal[anchor.end : value.start]:
        return False
    return not sentence.is_value(value.end, len(sentence.text))


def _fits_another(value: Time | Spot, anchor: Anchor, sentence: Sentence) -> bool:
    """Whether it stands beside another meeting, too, and is right there: "Bonn (COP 9), Nagoya (COP 10)"."""
    row = sentence.row("session")
    return any(
        fits_any(sittings_of(number_of(other.document)), value)
        for other in (row.before(value.start), row.behind(value.end))
        if other and other.document != anchor.document and sentence.joined(other, value)
    )


def error_of(
    wrong: Time | Spot, document: str, happenings: Sequence[Happening], sentence: Sentence, desk: Desk
) -> Error:
    """The error that a time or place is, for a meeting or for what was decided there."""
    kind = "decision" if "/" in document else "meeting"
    said = sentence.text[wrong.start : wrong.end]
    towns = place_names(desk.language)
    where = ", ".join(dict.fromkeys(towns.get(town, town) for one in happenings for town in one.towns))
    when = ", ".join(
        dict.fromkeys(str(year) for one in happenings for year in (one.first.year, one.last.year))
    )
    name = f"{kind}_{'year' if isinstance(wrong, Time) else 'place'}"
    values = {"label": desk.label(document), "said": said, "where": where, "when": when}
    return Error(name, document, catalogue_words(document, desk.index), values)


def catalogue_words(document: str, index: SearchIndex) -> str:
    """What the catalogue says of a meeting or a decision."""
    facts = [one for one in index.in_document(document) if one.kind == "catalogue"]
    return " ".join(fact.text for fact in facts)
