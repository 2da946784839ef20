"""Questions made from duties: who must do it, and statements of which one thing was changed.

They are asked where the very sentence stands on a slide. The task is the text's own words.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from assistant.trainer.actors import actors_in, decoys
from assistant.trainer.duties import NOBODY, Duty, duties_of
from assistant.trainer.excerpt import excerpt_of
from assistant.trainer.pack import source_of
from assistant.trainer.quiz.made import Teaching
from assistant.trainer.quiz.question import HARD, MIDDLE, OPTIONS, WHO, Proof, Question
from assistant.trainer.quiz.written import statement
from assistant.words.store import ENGLISH
from ingest.concepts import embedded_concepts

SHORTEST_TASK, LONGEST_TASK = 30, 170
BINDING, PERMITTED = "shall", "may"
_MOST_WORDS = 6  # before the verb: who acts, and nothing said of it
# what is told of another place of the text, which a question does not show
_POINTING = re.compile(
    r"\b(?:above|below|such|this (?:article|paragraph)|paragraphs? \d|referred to|it|its|their)\b", re.I
)
# bodies that are one another or parts of one another: none of them is wrong beside the other
_KIN = (
    re.compile(r"part(?:y|ies)|states?|governments?|countr(?:y|ies)|competent national", re.I),
    re.compile(r"secretar", re.I),
    re.compile(r"conference of the parties|subsidiary|meeting of the parties", re.I),
    re.compile(r"facility|financial mechanism", re.I),
    re.compile(r"clearing-house", re.I),
)


@dataclass(frozen=True, slots=True)
class _Told:
    """A duty that a slide quotes in full: `subject` is the text's own words for who acts."""

    duty: Duty
    subject: str
    proof: Proof


def who(teaching: Teaching) -> Iterator[Question]:
    """Who must do what a provision says, in its words."""
    say = teaching.say
    for told in _told(teaching):
        duty = told.duty
        names = [actor_name(one, say.language) for one in (duty.actor, *_strangers(duty, teaching))]
        if len(names) >= OPTIONS and all(names):
            ask = say("quiz_who", task=duty.task)
            why = say("quiz_sentence", actor=names[0], label=duty.label)
            yield Question(WHO, MIDDLE, ask, names[0], tuple(names[1:OPTIONS]), why, (told.proof,))


def statements(teaching: Teaching) -> Iterator[Question]:
    """A duty as the text has it, or with another actor, or as something that is merely allowed; in English,
    as the text is.
    """
    say = teaching.say
    if say.language != ENGLISH:
        return
    for number, told in enumerate(_told(teaching)):
        duty = told.duty
        strangers = [one for one in _strangers(duty, teaching) if one]
        if not strangers:
            continue
        right = f"{told.subject} {BINDING} {duty.task}."
        other = f"The {strangers[0]} {BINDING} {duty.task}."
        said = (other, right, f"{told.subject} {PERMITTED} {duty.task}.")[number % 3]
        why = say("quiz_right", statement=right)
        yield statement(said, why, told.proof, say, true=said == right, level=HARD)


def _told(teaching: Teaching) -> Iterator[_Told]:
    """The binding duties of one actor whose provisions are quoted in full, one a provision."""
    for provision in teaching.provisions:
        # a sentence that its items complete says nothing whole by itself
        if not provision.leaf or not teaching.shown.proves(provision.locator, provision.text):
            continue
        duties = [one for one in duties_of(provision, teaching.index) if one.actor != NOBODY]
        # what several have to do makes several answers right
        if len({one.actor for one in duties}) != 1:
            continue
        proof = Proof("quote", excerpt_of(provision, len(provision.text)), source_of(provision))
        told = (_Told(one, _subject(one, provision.text), proof) for one in duties)
        yield from [one for one in told if one.subject][:1]


def _subject(duty: Duty, text: str) -> str:
    """The words before the verb, where they are the actor's name and the task stands right behind it; ""
    where the sentence says more, or points to what a question does not show.
    """
    fits = SHORTEST_TASK <= len(duty.task) <= LONGEST_TASK and not _POINTING.search(duty.task)
    before, found, _ = " ".join(text.split()).partition(f" {BINDING} {duty.task}")
    if duty.verb != BINDING or not fits or not found:
        return ""
    subject = re.split(r"(?<=[.;:])\s+", before)[-1]
    named = [one for one in actors_in(subject) if one == duty.actor]
    return subject if named and len(subject.split()) <= _MOST_WORDS and subject[:1].isupper() else ""


def _strangers(duty: Duty, teaching: Teaching) -> list[str]:
    """Other bodies, those first that act in the same pack; none that the right one may be called too, or that
    the task itself names.
    """
    here = [one.actor for provision in teaching.provisions for one in duties_of(provision, teaching.index)]
    known = dict.fromkeys([*(one for one in here if _concept_names(one)), *decoys()])
    return [
        one
        for one in known
        if one not in {duty.actor, NOBODY}
        and not any(kin.search(one) and kin.search(duty.actor) for kin in _KIN)
        and one.casefold() not in duty.task.casefold()
    ]


def actor_name(actor: str, language: str) -> str:
    """What a language calls a body; "" where nothing tells."""
    return actor if language == ENGLISH else _concept_names(actor).get(language, "")


@cache
def _concept_names(actor: str) -> dict[str, str]:
    """A body's names by language, from the concept that its English name is one of."""
    wanted = actor.casefold()
    for concept in embedded_concepts():
        if wanted in {name.casefold() for name in concept.names[ENGLISH]}:
            return {language: names[0] for language, names in concept.names.items()}
    return {}
