"""The modals that carry a sentence, each with the words before it, and the subject in those."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from assistant.trainer.grammar import alternatives, any_of, pattern
from assistant.trainer.nouns import begins_with_somebody, is_aside, named_in
from assistant.trainer.predicates import agents, passive
from assistant.trainer.tables import table

PRONOUNS = frozenset({"it", "they", "he or she", "he", "she", "both", "the latter", "the former"})
_LONGEST_JOINED = 16  # words between "and" and a second modal that are still its subject
# what no subject begins with: "paragraph 3", "decision X/2"
_REFERENCE = re.compile(
    r"(?:(?:sub)?paragraphs?|articles?|annex|annexes|section|principles?)\b|decisions?\s+[IVX\d]|\d", re.I
)


@dataclass(frozen=True, slots=True)
class Modal:
    """A modal that carries a clause, where it stands, and the words before it that belong to the clause."""

    start: int
    end: int
    verb: str
    before: str


def modals_in(sentence: str) -> Iterator[Modal]:
    """Those that carry the sentence or a part joined to it by "and"; what stands under a "which" or a "that"
    carries nothing.
    """
    last = next((one for one in _modal_words().finditer(sentence) if _carries(sentence, one)), None)
    if last is None:
        return
    yield _modal(last, sentence[: last.start()])
    for joint in re.finditer(r"(?P<comma>[,;]\s*)?\b(?:and|but|or|nor)[,\s]\s*", sentence):
        modal = _modal_words().search(sentence, joint.end()) if joint.end() > last.end() else None
        if modal and _joined(sentence, last, joint, modal):
            yield _modal(modal, sentence[joint.end() : modal.start()])
            last = modal


def _modal(match: re.Match[str], before: str) -> Modal:
    return Modal(match.start(), match.end(), " ".join(match[0].lower().split()), before)


def _joined(sentence: str, last: re.Match[str], joint: re.Match[str], modal: re.Match[str]) -> bool:
    """Whether the words between "and" and a modal are a new subject of the sentence, or none."""
    subject = pattern("adverbs", r"^(?:{words}\s+)+").sub("", sentence[joint.end() : modal.start()])
    subject, closed = subject.strip(" ,"), subject.rstrip().endswith(",")
    between = sentence[last.end() : joint.end()]
    under = re.search(rf"{any_of('relatives')}\s+(?:\w+ly\s+)?{_any_modal()}", between, re.I)
    if under or is_of_somebody(modal[0]):
        return False
    if not subject or (is_aside(subject) and closed):
        return True
    clause = re.search(rf"[,;:]|\b{any_of('relatives')}\b(?!\s+[A-Z])", subject)
    if clause or len(subject.split()) > _LONGEST_JOINED:
        return False
    complement = re.search(r"\b(?:that|whether|which|if)\b", between)
    new = subject.lower() in PRONOUNS or begins_with_somebody(subject)
    return new and (joint["comma"] is not None or not complement)


def _carries(sentence: str, modal: re.Match[str]) -> bool:
    """Whether a modal carries the main clause, and not a "which may be ..." before it."""
    before = sentence[: modal.start()]
    if re.search(rf"\b{any_of('relatives')}(?:\s+\w+ly)?(?:,[^,]*,)?\s*$", before, re.I):
        return False
    found = subject_in(before)
    if found is None or (_within_aside(found[0]) and not before.rstrip().endswith(",")):
        return False
    return not is_of_somebody(modal[0]) or bool(named_in(found[0])) or _has_agent(sentence[modal.end() :])


def _within_aside(subject: str) -> bool:
    """Whether the words after the last comma only say how or why: "the Parties, recognizing that patents"."""
    _, comma, last = subject.rpartition(",")
    return bool(comma) and is_aside(last)


def _has_agent(predicate: str) -> bool:
    participle = passive(predicate.strip())
    return bool(participle) and bool(agents(predicate, participle))


def subject_in(before: str) -> tuple[str, str] | None:
    """The subject in the words before a modal, and what stands in front of it: "in 2020" of "In 2020, the
    Board". None where there is none.
    """
    text = pattern("adverbs", r"^(?:{words}[\s,]+)+").sub("", before.strip()).strip(" ,:")
    if not text:
        return None
    titled, _, after = text.rpartition(": ")
    if titled and begins_with_somebody(after):
        text = after
    counted = re.match(r"at least\s+\w+\s+\w+", text, re.I)
    if counted or not pattern("openers", r"^{words}\b(?!-)").match(text):
        return text, ""
    starts = [match.end() for match in re.finditer(r"[,:]\s+", text) if _may_begin(text[match.end() :])]
    acting = [start for start in starts if begins_with_somebody(text[start:])]
    marked = [start for start in starts if _is_marked(text[start:])]
    start = next(iter(acting or marked or starts), None)
    return (text[start:], text[:start].strip(" ,:")) if start is not None else None


def _may_begin(words: str) -> bool:
    """Whether a subject may begin so: not "taking into account", "paragraph 3", "and upon its request"."""
    if re.match(r"(?:that|this|these|those)\s+[A-Za-z]", words):
        return True
    return not (
        pattern("openers", r"^{words}\b(?!-)").match(words)
        or re.match(rf"(?:and|or|but)\b|[a-z]+(?:ing|ed)\b|{any_of('relatives')}\b", words, re.I)
        or _REFERENCE.match(words)
    )


def _is_marked(words: str) -> bool:
    """Whether a pronoun or a determiner shows that a noun begins."""
    return bool(pattern("determiners", r"^{words}\s").match(words)) or words.split()[0].lower() in PRONOUNS


def is_of_somebody(modal: str) -> bool:
    """Whether a modal carries a sentence only where its subject is somebody: "will", "undertakes"."""
    return _of_somebody().fullmatch(modal) is not None


@cache
def _modal_words() -> re.Pattern[str]:
    return re.compile(rf"\b{_any_modal()}\b(?!-)")


@cache
def _any_modal() -> str:
    return alternatives([*table("verbs")["modals"], *table("verbs")["acting"]])


@cache
def _of_somebody() -> re.Pattern[str]:
    return re.compile(alternatives(table("verbs")["acting"]))
