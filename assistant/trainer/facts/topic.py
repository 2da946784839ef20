"""What a sentence says that a provision is about."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from assistant.trainer.facts.sentence import Sentence
from assistant.trainer.facts.words import between, phrases
from ingest.locator import Decision
from ingest.references.resolve import Reference
from ingest.references.tokens import tokens

_EDGES = " \t\"'“”«»„‘’《》()[]—–-:,;.。：，؛،、！!?？"
_COLON = re.compile(r"\s*(?::|：|–|—|\()\s*")
_END = re.compile(r"[;；؛。]|[.!?](?=\s|$)")
LONGEST = 30  # words, or as many characters by three in Chinese
_LETTER = re.compile(r"[^\W\d_]")
_FORM = ("art", "para", "item", "subitem", "annex")  # what texts are made of
_NEAR = 24  # letters on either side of a provision
_PARTS = re.compile(r"[;|•\n；؛]")  # each part of a line has a provision and a subject of its own
_HOLLOW = re.compile(r"\(\s*[,;]?\s*\)")  # what a reference in brackets leaves

Manner = Literal["plainly", "beside", "loosely"]


@dataclass(frozen=True, slots=True)
class Topic:
    """The words that say what the provisions of a reference are about: "plainly", where a verb says so
    ("deals with"); "beside" it, where they follow its colon; or "loosely", where they only stand in one
    sentence with it, which may be for other reasons.
    """

    reference: Reference
    words: str
    manner: Manner


def topics_in(sentence: Sentence) -> Iterator[Topic]:
    """Of each provision and decision that a sentence names, what it says that is about."""
    references = [one for one in sentence.references if _is_subject(one)]
    if not references or sentence.foreign or sentence.unreal:
        return
    for number, reference in enumerate(references):
        after = references[number + 1].start if number + 1 < len(references) else len(sentence.text)
        before = references[number - 1].end if number else 0
        topic = _behind(reference, sentence, after) or _before(reference, sentence, before)
        topic = topic or _around(reference, before, after, sentence)
        if topic and _tells(topic.words):
            yield topic


def _is_subject(reference: Reference) -> bool:
    """Whether it names what can be about something: no meeting, and no instrument as a whole."""
    return any(one.steps or Decision.of(one.document) for one in reference.targets)


def _behind(reference: Reference, sentence: Sentence, until: int) -> Topic | None:
    """ "Article 15 governs access", "Article 18: cooperation"; in Arabic the verb stands first."""
    if _is_bracketed(reference, sentence):
        return None  # "the plan (decision X/2) covers ...": the plan does
    behind, offset = sentence.normal[reference.end : until], reference.end
    lead = re.match(r"[\s,)»”》]*(?:\([^)]*\)[\s,]*)?", behind)
    start = lead.end() if lead else 0
    for a, b in phrases("about").spans(behind):
        if a <= start:
            return _topic(reference, sentence, offset + b, until, "plainly")
        break
    if any(a <= start for a, _ in phrases("on").spans(behind[:_NEAR])):
        return _topic(reference, sentence, offset, _without_joint(until, sentence), "loosely")
    adopted = _adopted(reference, sentence)
    if adopted:
        return adopted
    opening = sentence.normal[: reference.start].rstrip() if reference.start < _NEAR else ""
    if any(b == len(opening) and a <= 2 for a, b in phrases("about").spans(opening)):
        return _topic(reference, sentence, reference.end, until, "plainly")
    colon = _COLON.match(behind)
    heads = sentence.is_small(0, reference.start)
    if colon and heads and ":" in colon[0].replace("：", ":") and until == len(sentence.text):
        return _topic(reference, sentence, offset + colon.end(), until, "beside")
    return None


def _adopted(reference: Reference, sentence: Sentence) -> Topic | None:
    """ "Decision 15/4 adopted the Global Biodiversity Framework": a decision is about what it adopts."""
    if not Decision.of(reference.targets[0].document):
        return None
    event = next(
        (one for one in sentence.events if one.kind == "adopted" and one.start >= reference.end), None
    )
    if event is None or not sentence.is_small(reference.end, event.start):
        return None
    anchors = sentence.of_kind("instrument")
    adopted = next((one for one in anchors if one.start >= event.end and sentence.joined(event, one)), None)
    return Topic(reference, adopted.words, "plainly") if adopted else None


def _before(reference: Reference, sentence: Sentence, since: int) -> Topic | None:
    """ "Settlement of disputes is dealt with in Article 27"."""
    opening = sentence.normal[since : reference.start].rstrip()
    for a, b in phrases("treated").spans(opening):
        if b == len(opening) and sentence.normal[reference.end :].strip(_EDGES) == "":
            words = re.split("[,،，]", sentence.text[since : since + a])[-1].strip(_EDGES)
            return Topic(reference, words, "plainly" if " " in opening[a:b] else "beside")
    return None


def _around(reference: Reference, before: int, after: int, sentence: Sentence) -> Topic | None:
    """All that stands with the provision, where it is the only one: "Invasive species - see Article 8(h)". A
    question says nothing, and "Article 15 and biosafety" are two things. `before` and `after` are where other
    provisions end and begin.
    """
    if _is_any_annex(reference):
        return None
    text = _without_values(sentence)
    start = max((one.end() for one in _PARTS.finditer(text, before, reference.start)), default=before)
    end = next((one.start() for one in _PARTS.finditer(text, reference.end, after)), after)
    if (before and start == before) or (after < len(text) and end == after):
        return None  # another one stands in the same part
    words = f"{text[start : reference.start]} {text[reference.end : end]}"
    if words.rstrip().endswith(("?", "？", "؟")) or _is_related(reference, sentence):
        return None
    if any(token.kind == "unit" and token.value in _FORM for token in tokens(words)):
        return None  # "has thirteen paragraphs": of its form
    return Topic(reference, " ".join(_HOLLOW.sub(" ", words).strip(_EDGES).split()[:LONGEST]), "loosely")


def _without_values(sentence: Sentence) -> str:
    """The text without the times, places, meetings and adoptions: a decision is not about its year."""
    letters = list(sentence.text)
    for span in (*sentence.values, *sentence.of_kind("session"), *sentence.events):
        letters[span.start : span.end] = " " * (span.end - span.start)
    return "".join(letters)


def _is_any_annex(reference: Reference) -> bool:
    """Whether it is an annex without a word of what: decisions have annexes, too."""
    return not any(token.kind == "inst" for token in tokens(reference.words)) and any(
        step.kind == "annex" for step in reference.targets[0].steps[:1]
    )


def _is_related(reference: Reference, sentence: Sentence) -> bool:
    """Whether a conjunction sets it beside something else."""
    behind = sentence.normal[reference.end : reference.end + _NEAR].lstrip()
    joined = _without_joint(reference.start, sentence) < len(sentence.normal[: reference.start].rstrip())
    return joined or any(a == 0 for a, _ in phrases("beside").spans(behind))


def _without_joint(end: int, sentence: Sentence) -> int:
    """Where the words before a place end, a conjunction left out."""
    start = max(0, end - _NEAR)
    before = sentence.normal[start:end].rstrip()
    ends = (a for a, b in phrases("beside").spans(before) if b == len(before))
    return start + next(ends, len(before))


def _topic(reference: Reference, sentence: Sentence, start: int, until: int, manner: Manner) -> Topic:
    words = _END.split(sentence.text[start:until])[0].strip(_EDGES)
    return Topic(reference, " ".join(words.split()[:LONGEST])[: LONGEST * 8], manner)


def _is_bracketed(reference: Reference, sentence: Sentence) -> bool:
    before = sentence.normal[: reference.start]
    return before.count("(") > before.count(")")


def _tells(words: str) -> bool:
    """Whether there is enough to judge by."""
    if any(start == 0 for start, _ in phrases("pronouns").spans(words)):
        return False
    return len(_LETTER.findall(between().without(words))) >= (2 if re.search("[\u3400-\u9fff]", words) else 4)
