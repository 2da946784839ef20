"""Operative sentences taken apart: the words for those who act, the verb, the task and the deadline.

The grammar is that of treaties and decisions in English; the verbs are data.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from assistant.trainer.actors import actors_in, deciding
from assistant.trainer.tables import table
from ingest.vocabulary import vocabulary

_ADVERBS = r"(?:(?:also|further|strongly|again|once again|furthermore|in addition|accordingly|therefore)\s+)*"
_MODAL = re.compile(
    r"\b(?P<verb>shall not|shall|should not|should|must|undertakes(?: to)?|may not)\b(?P<rest>[^;]*)", re.S
)
# where the words for those who are asked end and the task begins
_TASK = re.compile(
    r"""(?:,\s*(?:
            as\ appropriate | where\ appropriate
            | in\ accordance\ with\ [^,]{3,60} | subject\ to\ [^,]{3,80}
            | in\ collaboration\ with\ [^,]{3,120} | within\ [^,]{3,60}
            | and\ subject\ to\ [^,]{3,60} | when\ [^,]{3,60} | in\ particular\ [^,]{3,60}
        )\s*,)?
        \s+ (?=(?:not\s+)? to\s+ (?!the\b|this\b|its\b|be\ held) [a-z]+)""",
    re.X,
)
_SECOND = re.compile(r",?\s+and\s+(?P<verb>requests|urges|invites|encourages|calls upon)\s+", re.I)
_DETERMINERS = re.compile(
    r"""^(?:(?:each|any|the|no|all|every|that|such|those|other|a|an|both|interested|relevant|concerned)\s+
        | party\ and\s+)+""",
    re.I | re.X,
)
_INSERTED = re.compile(
    r"""(?:^(?:where|when|if|in|for|to|with|at|as|upon|without|subject|pursuant|notwithstanding|unless|under
        |following|on|by|after|until|taking|nothing|except|thereafter|within|paragraphs?|articles?|as\ such
        |to\ this\ end)\b [^,]* ,\s*)+""",
    re.I | re.X,
)
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_PRONOUNS = frozenset({"it", "they", "he or she"})


@dataclass(frozen=True, slots=True)
class Clause:
    """What a sentence says: `who` are the words for those who act, not yet a name; `modal` says that they are
    the subject of a "shall" or "should", and not asked by somebody.
    """

    sentence: str
    who: str
    verb: str
    task: str
    modal: bool = False

    @property
    def subject(self) -> str:
        """The clause in front of the modal, without insertions before it ("Subject to Article 3, ...")."""
        clause = re.split(r"(?<=[.;])\s+", self.who.strip())[-1]
        return _INSERTED.sub("", clause).strip(" ,")

    @property
    def short_subject(self) -> str:
        """Its first words, up to what only describes it."""
        described = r",| (?:that|which|who|referred|established|provided|contained|described)\b"
        words = re.split(described, self.subject)[0].split()
        return " ".join(words[:10]).strip(" ,;:")

    @property
    def pronoun(self) -> bool:
        """Whether the subject stands for that of the sentence before."""
        return self.subject.lower() in _PRONOUNS

    @property
    def acting(self) -> str:
        """The actor that the subject is, and not one it only mentions ("Decisions taken by the Party of
        import"); "" for none.
        """
        for part in (self.subject, *reversed(self.subject.split(",")[1:])):
            actor = next(actors_in(_DETERMINERS.sub("", part.strip()), at_start=True), "")
            if actor:
                return actor
        return ""

    @property
    def deadline(self) -> str:
        """The first deadline of the sentence, in its words; "" for none."""
        match = _deadline().search(self.sentence)
        return match[0] if match else ""


def is_operative(words: str) -> bool:
    """Whether they say that somebody does or is to do something."""
    begun = words.strip()
    if _request().match(begun) or _decision().match(begun):
        return True
    return bool(re.search(r"\b(?:shall|should|must|undertakes)\b", words))


def clauses_in(words: str) -> Iterator[Clause]:
    """Give what each operative sentence says."""
    for sentence in _sentences(words):
        request, decision = _request().match(sentence), _decision().match(sentence)
        modal = _MODAL.search(sentence)
        if request:
            yield from _requested(sentence, request["verb"].lower(), request["rest"])
        elif decision:
            yield Clause(sentence, deciding(), decision["verb"].lower(), decision["rest"])
        elif modal:  # one clause a sentence: what follows "and shall" is part of the same task
            yield Clause(sentence, sentence[: modal.start()], modal["verb"], modal["rest"], modal=True)


def completed(lead: str, item: str) -> Iterator[Clause]:
    """Give the clause that an item completes: the words above it, `lead`, say who has this for a task."""
    clause = next(clauses_in(lead.rstrip(" :")), None) if is_operative(lead) else None
    if clause is None:
        return
    begun = re.split(r"\b(?:shall|should|must)\b", clause.task)[-1].strip(" :,")
    task = item if len(begun) < 4 or begun in {"to", "inter alia"} else f"{begun}: {item}"
    yield replace(clause, task=task, sentence=f"{lead} {item}")


@cache
def mandatory_verbs() -> frozenset[str]:
    """Verbs that bind whoever acts."""
    return frozenset(table("verbs")["mandatory"])


@cache
def idle_verbs() -> frozenset[str]:
    """Verbs by which nobody is asked for anything."""
    return frozenset(table("verbs")["idle"])


def _sentences(words: str) -> list[str]:
    parts = re.split(r"(?<=[a-z)\d][.;])\s+(?=[A-Z])", " ".join(words.split()))
    return [part.strip() for part in parts if part.strip()]


def _requested(sentence: str, verb: str, rest: str) -> Iterator[Clause]:
    second, task = _SECOND.search(rest), _TASK.search(rest)
    if task is None:
        yield Clause(sentence, "", verb, rest)
    elif second and second.start() < task.start():
        # "Invites Parties, and requests the Executive Secretary, to carry out": one task, asked of both
        yield Clause(sentence, rest[: second.start()], verb, rest[task.end() :])
        asked = rest[second.end() : task.start()]
        yield Clause(sentence, asked, second["verb"].lower(), rest[task.end() :])
    else:
        yield Clause(sentence, rest[: task.start()], verb, rest[task.end() :])


@cache
def _request() -> re.Pattern[str]:
    verbs = "|".join(table("verbs")["requests"])
    return re.compile(
        rf"{_ADVERBS}(?P<verb>{verbs})\s+(?P<also>also\s+|further\s+)?(?P<rest>.+)", re.I | re.S
    )


@cache
def _decision() -> re.Pattern[str]:
    verbs = "|".join(table("verbs")["decisions"])
    return re.compile(rf"{_ADVERBS}(?P<verb>{verbs})\b\s*(?P<rest>.*)", re.I | re.S)


@cache
def _deadline() -> re.Pattern[str]:
    """A meeting, a date, a time that runs, or "every year" and the like."""
    ordinal = rf"(?:{'|'.join(vocabulary().ordinals('en'))}|next|\d+(?:st|nd|rd|th))"
    until = "by|before|no later than|not later than|until"
    meeting = (
        "prior to|before|for consideration (?:by [^,;]{3,80} )?at|no later than|not later than|in time for|by"
    )
    of_body = r"(?: of the [A-Z][\w ]{3,60})?"
    forms = (
        rf"at its {ordinal}(?: ordinary)? meeting",
        rf"(?:{meeting}) (?:its|the) {ordinal}(?: ordinary)? meeting{of_body}",
        rf"(?:{until}) (?:the end of )?(?:\d{{1,2}} )?(?:{_MONTHS}) (?:19|20)\d{{2}}",
        rf"(?:{until})(?: the end of)? (?:19|20)\d{{2}}\b",
        r"within (?:a period of |not more than )?(?:\w+ (?:hundred and )?\w+ |\w+ )(?:days|months?|years?)",
        rf"at the {ordinal} meeting{of_body}",
        r"every \w+ years",
        "immediately",
        "without delay",
    )
    return re.compile(rf"\b(?:{'|'.join(forms)})", re.I)
