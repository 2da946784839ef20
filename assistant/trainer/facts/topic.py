"""What a sentence says that a provision is about."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.trainer.facts.sentence import Sentence
from assistant.trainer.facts.words import phrases
from ingest.locator import Decision
from ingest.references.resolve import Reference

_EDGES = " \t\"'“”«»„‘’《》()[]—–-:,;.。：，؛،、！!?？"
_COLON = re.compile(r"\s*(?::|：|–|—|\()\s*")
_END = re.compile(r"[;；؛。]|[.!?](?=\s|$)")
LONGEST = 30  # words, or as many characters by three in Chinese
_LETTER = re.compile(r"[^\W\d_]")


@dataclass(frozen=True, slots=True)
class Topic:
    """The words that say what the provisions of a reference are about. `plainly` is whether a verb says so
    ("deals with"); a heading and what follows its colon may belong together in other ways.
    """

    reference: Reference
    words: str
    plainly: bool


def topics_in(sentence: Sentence) -> Iterator[Topic]:
    """Of a sentence that names one provision, or one decision, what it says that is about."""
    references = [one for one in sentence.references if one.targets]
    if not references or sentence.foreign or sentence.unreal:
        return
    for number, reference in enumerate(references):
        after = references[number + 1].start if number + 1 < len(references) else len(sentence.text)
        before = references[number - 1].end if number else 0
        topic = _behind(reference, sentence, after) or _before(reference, sentence, before)
        if topic and _tells(topic.words):
            yield topic


def _behind(reference: Reference, sentence: Sentence, until: int) -> Topic | None:
    """ "Article 15 governs access", "Article 18: cooperation"; in Arabic the verb stands first."""
    if _is_bracketed(reference, sentence):
        return None  # "the plan (decision X/2) covers ...": the plan does
    behind, offset = sentence.normal[reference.end : until], reference.end
    lead = re.match(r"[\s,)»”》]*(?:\([^)]*\)[\s,]*)?", behind)
    start = lead.end() if lead else 0
    for a, b in phrases("about").spans(behind):
        if a <= start:
            return _topic(reference, sentence, offset + b, until, plainly=True)
        break
    adopted = _adopted(reference, sentence)
    if adopted:
        return adopted
    opening = sentence.normal[: reference.start].rstrip()
    if any(b == len(opening) and a <= 2 for a, b in phrases("about").spans(opening)):
        return _topic(reference, sentence, reference.end, until, plainly=True)
    colon = _COLON.match(behind)
    heads = sentence.is_small(0, reference.start)
    if colon and heads and ":" in colon[0].replace("：", ":") and until == len(sentence.text):
        return _topic(reference, sentence, offset + colon.end(), until, plainly=False)
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
    return Topic(reference, adopted.words, plainly=True) if adopted else None


def _before(reference: Reference, sentence: Sentence, since: int) -> Topic | None:
    """ "Settlement of disputes is dealt with in Article 27"."""
    opening = sentence.normal[since : reference.start].rstrip()
    for a, b in phrases("treated").spans(opening):
        if b == len(opening) and sentence.normal[reference.end :].strip(_EDGES) == "":
            words = re.split("[,،，]", sentence.text[since : since + a])[-1].strip(_EDGES)
            return Topic(reference, words, plainly=len(opening[a:b].split()) > 1)
    return None


def _topic(reference: Reference, sentence: Sentence, start: int, until: int, *, plainly: bool) -> Topic:
    words = _END.split(sentence.text[start:until])[0].strip(_EDGES)
    return Topic(reference, " ".join(words.split()[:LONGEST])[: LONGEST * 8], plainly)


def _is_bracketed(reference: Reference, sentence: Sentence) -> bool:
    before = sentence.normal[: reference.start]
    return before.count("(") > before.count(")")


def _tells(words: str) -> bool:
    """Whether there is enough to judge by."""
    if any(start == 0 for start, _ in phrases("pronouns").spans(words)):
        return False
    return len(_LETTER.findall(words)) >= (2 if re.search("[\u3400-\u9fff]", words) else 4)
