"""The sentence with "shall", "should" or "may" taken apart: who acts, what in full, under which condition.

A small grammar over words, which are data (`data/clauses.toml`): words in front that say only when or how, a
subject, the modal, what is inserted after it, the rest. A passive sentence has its actor after "by", or none;
a sentence about what holds ("This Protocol shall enter into force") is a rule, by which nobody has to do
anything.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import zip_longest

from assistant.trainer.grammar import pattern, words
from assistant.trainer.modals import PRONOUNS, Modal, is_of_somebody, modals_in, subject_in
from assistant.trainer.nouns import Named, aside_in, first_known, is_aside, named_in
from assistant.trainer.predicates import agents, exceptions, passive, states, taken_apart


@dataclass(frozen=True, slots=True)
class Clause:
    """What a clause says. `verb` is the modal, or the verb by which somebody is asked; `task` is whole.

    `rule` says that nobody has to do anything by it; `pronoun` that its actor is that of the clause before.
    `of_body` says that the deciding body itself does it, `asked` that this body asks it of the actors; `end`
    is where the clause ends in its sentence.
    """

    verb: str
    task: str
    actors: tuple[Named, ...] = ()
    conditions: tuple[str, ...] = ()
    subject: str = ""
    rule: bool = False
    pronoun: bool = False
    of_body: bool = False
    asked: bool = False
    end: int = 0

    @property
    def repeats(self) -> bool:
        """Whether the subject is "it" or "they"."""
        return self.subject.lower() in PRONOUNS


@dataclass(frozen=True, slots=True)
class _Read:
    """A subject with those whom it names, what is done, and what is inserted before it."""

    subject: str
    actors: tuple[Named, ...]
    pronoun: bool
    task: str
    inserted: tuple[str, ...]
    office: bool = False


def modal_clauses(sentence: str) -> Iterator[Clause]:
    """Each clause of the sentence that a modal carries."""
    modals = list(modals_in(sentence))
    subject = ""
    for modal, following in zip_longest(modals, modals[1:]):
        end = following.start - len(following.before) if following else len(sentence)
        predicate = sentence[modal.end : end]
        if following:
            predicate = re.sub(r"[,;]?\s*(?:and|but|or|nor)?[,\s]*$", "", predicate)
        found = subject_in(modal.before)
        if found is None or (subject and is_aside(found[0])):
            # "and, for this purpose, shall": no new subject
            found = subject, modal.before.strip(" ,")
        subject, front = found
        clause = _clause(modal, subject, front, predicate, end)
        if clause:
            yield clause


def _clause(modal: Modal, subject: str, front: str, predicate: str, end: int) -> Clause | None:
    read = _read(modal, subject, front, predicate)
    verb = modal.verb
    if re.match(r"(?:no|neither)\b", subject, re.I) and not verb.endswith("not"):
        verb = f"{verb} not"
    known = bool(read.actors) or read.pronoun
    if not known and (verb == "may" or is_of_somebody(verb)) and not _agents(read):
        return None  # "Pathways may be chosen", "The term will be five years": nobody is let or has to
    conditions = [front, *read.inserted, *exceptions(read.task)]
    whole = f"{subject} {modal.verb} {predicate}"
    participle = "" if read.office else passive(read.task)
    if participle and not (participle in words("borne") and known):
        found = _agents(read)
        rule = not found and participle in words("states")
        return Clause(verb, _line(whole), found, _told(conditions), read.subject, rule, end=end)
    if not known or (not read.office and states(read.task, acting=known)):
        return Clause(verb, _line(whole), read.actors, _told(conditions), read.subject, rule=True, end=end)
    which = [*(one.which for one in read.actors), aside_in(read.subject)]
    told = _told([front, *which, *conditions[1:]])
    return Clause(verb, read.task, read.actors, told, read.subject, pronoun=read.pronoun, end=end)


def _read(modal: Modal, subject: str, front: str, predicate: str) -> _Read:
    task, inserted = taken_apart(predicate, undertaking=modal.verb.startswith("undertake"))
    office = _office(subject, task)
    if office:
        subject, task = office
        actors = tuple(named_in(subject))
        its = re.match(r"(?:its|their|his or her)\b", subject, re.I) is not None
        return _Read(subject, actors, its and not actors, task, tuple(inserted), office=True)
    if subject.lower() in PRONOUNS:
        # "If the parties cannot agree, they may ..."
        meant = first_known(pattern("openers", r"^{words}\s+").sub("", front))
        return _Read(subject, (meant,) if meant else (), meant is None, task, tuple(inserted))
    return _Read(subject, tuple(named_in(subject)), pronoun=False, task=task, inserted=tuple(inserted))


def _office(subject: str, task: str) -> tuple[str, str] | None:
    """ "Its functions shall be to serve meetings" says who serves meetings."""
    form = r"^(?:its|their|the)\s+(?:main\s+|primary\s+)?{words}(?:\s+of\s+(?P<whose>.+))?$"
    match = pattern("offices", form).match(subject)
    listed = r"(?:the following\s*:\s*|as follows\s*:\s*|inter alia\s*:?\s*)?"
    begun = re.match(rf"(?:be|include)\b[\s:,]*{listed}(?=to\s)", task, re.I)
    return (match["whose"] or subject, task[begun.end() :]) if match and begun else None


def _agents(read: _Read) -> tuple[Named, ...]:
    participle = passive(read.task)
    return tuple(agents(read.task, participle)) if participle else ()


def _told(conditions: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, (one.strip(" ,;:.") for one in conditions))))


def _line(text: str) -> str:
    return " ".join(text.split())
