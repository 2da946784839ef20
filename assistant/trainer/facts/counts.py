"""How many articles, annexes, targets or goals an instrument has."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from assistant.trainer.desk import Desk
from assistant.trainer.facts.claim import Error
from assistant.trainer.facts.marks import Anchor, Row
from assistant.trainer.facts.sentence import Sentence
from assistant.trainer.facts.words import between, kinds, phrases
from index.interface import SearchIndex
from ingest.locator import Locator
from ingest.model import Provenance
from ingest.references.tokens import Token

_UNITS = {
    "art": ("art",),
    "annex": ("annex",),
    "target": ("target",),
    "goal": ("goal",),
    "aim": ("target", "goal"),
}
_REACH = 80  # letters on either side that may say of what it is
_BETWEEN = 3  # tokens between a number and what it counts
_JOINT = re.compile(r"\s*(?:(?:and|but|et|mais|y|pero|e|mas|и|а|но)\b|و|和|并)")
_SPAN_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")
_ENDS = re.compile(r"\s*(?:$|[,.;:!?)(–—-]|[，。；：、）؛،])")


@dataclass(frozen=True, slots=True)
class Count:
    """A number and what it counts, at text[start:end]; `units` are all that the word may mean, `named` is the
    instrument whose name stands within: "20 Aichi Targets".
    """

    start: int
    end: int
    number: int
    units: tuple[str, ...]
    named: Anchor | None


def count_errors(sentence: Sentence, desk: Desk) -> Iterator[Error]:
    """Numbers of articles, annexes, targets and goals that are not those of the instrument."""
    if sentence.foreign or sentence.unreal:
        return
    counts = Row.of(_counts(sentence))
    for count in counts.marks:
        anchor = (
            count.named if count.named and _is_whole(count, sentence) else _subject(count, counts, sentence)
        )
        if anchor is None:
            continue
        totals = {unit: total_of(anchor.document, unit, desk.index) for unit in count.units}
        if all(totals.values()) and count.number not in totals.values():
            unit = count.units[0]
            values = {
                "label": desk.title(anchor.document),
                "unit": desk.say(f"units_{unit}"),
                "said": str(count.number),
                "total": str(totals[unit]),
            }
            source = desk.say("count", **values)
            yield Error("count_other", anchor.document, source, values)


def total_of(document: str, unit: str, index: SearchIndex) -> int:
    """How many provisions of a kind stand at the head of a document; 0 where that is not sure, as of annexes
    where the corpus has the catalogue alone, which lacks those without a title.
    """
    held = index.documents.get(document)
    if held is None or (unit == "annex" and held.provenance is not Provenance.OFFICIAL):
        return 0
    steps = (Locator.parse(one.locator).steps[:1] for one in index.in_document(document))
    return len({str(step[0]) for step in steps if step and step[0].kind == unit})


def _counts(sentence: Sentence) -> Iterator[Count]:
    tokens = sentence.tokens
    for place, token in enumerate(tokens):
        if token.kind == "num" and 0 < token.number < 1000 and not sentence.reference_at(token.start):
            found = _counted(place, sentence)
            if found:
                end, units = found
                within = sentence.row("instrument").within(token.end, end)
                named = within[0] if within else None
                yield Count(token.start, end, token.number, units, named)


def _counted(place: int, sentence: Sentence) -> tuple[int, tuple[str, ...]] | None:
    """Where the word for what a number counts ends, and what it may mean; only adjectives and the name of an
    instrument may stand between.
    """
    tokens = sentence.tokens
    for other in range(place + 1, min(place + 2 + _BETWEEN, len(tokens))):
        token = tokens[other]
        units = _unit(token)
        if units:
            between_them = sentence.normal[tokens[place].end : token.start]
            for anchor in sentence.row("instrument").within(tokens[place].end, token.start):
                between_them = between_them.replace(sentence.normal[anchor.start : anchor.end], " ")
            rest = phrases("between").without(between_them)
            return None if any(one.isalnum() for one in rest) else (token.end, units)
    return None


def _unit(token: Token) -> tuple[str, ...]:
    if token.kind == "unit":
        return _UNITS.get(token.value, ())
    return tuple(
        kind.value
        for kind in kinds("units")
        if any(s == (0, len(token.text)) for s in kind.phrases.spans(token.text))
    )


def _subject(count: Count, counts: Row[Count], sentence: Sentence) -> Anchor | None:
    """The instrument that has so many: the one before, which has them or is followed by them alone; or the
    one behind, of which all are counted.
    """
    row = sentence.row("instrument")
    before, behind = row.before(count.start), row.behind(count.end)
    if before and _has(before, count, counts, sentence):
        return before
    return behind if behind and _is_made_of(behind, count, counts, sentence) else None


def _has(anchor: Anchor, count: Count, counts: Row[Count], sentence: Sentence) -> bool:
    """ "The Convention has 42 articles", "Nagoya Protocol: 36 articles", "the Protocol is short: 21 ..."."""
    first = counts.behind(anchor.end)
    if first is None or _JOINT.match(sentence.normal[anchor.end : first.start]):
        return False  # "our plan follows the Framework and has 12 targets": the plan has them
    gap = _without(counts.within(anchor.end, count.start), anchor.end, count.start, sentence)
    opening = sentence.normal[max(0, anchor.start - _REACH) : anchor.start]
    has = phrases("has").stands_in(gap) or phrases("has").stands_in(opening)
    sized = phrases("sized")
    rest = between().without(phrases("has").without(sized.without(gap)))
    told = has or sized.stands_in(gap) or not gap.strip(" ,:()|–—-")
    return told and not _says_more(rest) and _ends(count, counts, sentence)


def _is_made_of(anchor: Anchor, count: Count, counts: Row[Count], sentence: Sentence) -> bool:
    """ "The 42 articles of the Convention", "42 articles make up the Convention"."""
    gap = _without(counts.within(count.end, anchor.start), count.end, anchor.start, sentence)
    made = phrases("made")
    if _says_more(_SPAN_YEAR.sub("", between().without(made.without(gap)))):
        return False
    # counts, a colon, and then what has them: a count that is listed so begins in the first half
    listed = ":" in gap and count.start <= len(sentence.text) // 2
    whole = listed or made.stands_in(gap) or _is_whole(count, sentence)
    return whole and not _is_restricted(anchor.end, sentence)


def _says_more(rest: str) -> bool:
    return any(one.isalnum() for one in rest)


def _without(counts: Iterable[Count], start: int, end: int, sentence: Sentence) -> str:
    """What stands between two places beside counts."""
    letters = list(sentence.normal[start:end])
    for count in counts:
        letters[count.start - start : count.end - start] = " " * (count.end - count.start)
    return "".join(letters[: end - start])


def _ends(count: Count, counts: Row[Count], sentence: Sentence) -> bool:
    """Whether nothing behind it says that only some are counted."""
    if _ENDS.match(sentence.normal, count.end):
        return True
    behind = sentence.normal[count.end : count.end + _REACH]
    rest = _without(
        counts.within(count.end, count.end + _REACH), count.end, count.end + len(behind), sentence
    )
    rest = _SPAN_YEAR.sub("", between().without(rest))
    return not _says_more(re.split(r"[.;,:。；，]", rest)[0])


def _is_whole(count: Count, sentence: Sentence) -> bool:
    """Whether all are counted: "the 23 targets", "all 42 articles"."""
    before = sentence.normal[max(0, count.start - _REACH) : count.start].rstrip()
    if not before:
        return True
    return any(b == len(before) for _, b in phrases("whole").spans(before))


def _is_restricted(end: int, sentence: Sentence) -> bool:
    behind = sentence.normal[end : end + _REACH].lstrip()
    return any(a == 0 for a, _ in phrases("restricting").spans(behind))
