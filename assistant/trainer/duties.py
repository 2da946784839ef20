"""Who must do what: actor, verb, task and deadline of each operative sentence, with the paragraph it stands
in.

Actors come from the official actor codes where the source gives them, and from the sentence otherwise; each
row says which. The task is made of the provision's own words and no others.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from assistant.reading.context import LISTED, leads
from assistant.reading.resolve import resolve
from assistant.reading.timeline import VERBATIM
from assistant.trainer.actors import actor_of, actors_in
from assistant.trainer.sentences import Clause, clauses_in, completed, is_operative, mandatory_verbs
from index.interface import SearchIndex
from ingest.errors import NotFoundError
from ingest.locator import Locator
from ingest.model import Provision

OFFICIAL, SENTENCE = "official code", "from the sentence"
NOBODY = "(not named)"
COLUMNS = ("actor", "verb", "task", "deadline", "source", "label", "origin", "url")
_BEGUN_IN = frozenset({"art", "para", "item", "subitem"})  # what a sentence that gives a duty may be begun in
_WITH_CHAPEAU = frozenset({"art", "para", "item"})  # what may say something whole before its items
_WITHOUT_DUTIES = frozenset({"catalogue", "recital", "preamble", "head", "term", "document"})


@dataclass(frozen=True, slots=True)
class Duty:
    """One row: `actor` must (or is asked to) `verb` the `task`; `source` is the provision's locator."""

    actor: str
    verb: str
    task: str
    deadline: str
    source: str
    label: str
    origin: str
    binding: bool
    sentence: str
    url: str = ""


def duties_in(words: str, index: SearchIndex) -> list[Duty]:
    """Give the duties in a provision, with all below it, or in a whole document. Raises NotFoundError.

    `words` are a locator, a document's id or a reference ("Article 18", "decision I/3").
    """
    # the guide tells what is meant, and binds nobody
    provisions = _provisions(words, index)
    if not any(provision.provenance in VERBATIM for provision in provisions):
        raise NotFoundError(
            f"The corpus has no official text of '{words}', so nobody's duties can be read from it.",
            "Synchronise the official text, or ask the guide: cbd-assistant show LOCATOR",
        )
    return [
        duty
        for provision in provisions
        if provision.leaf or _says_something_whole(provision)
        for duty in duties_of(provision, index)
    ]


def _says_something_whole(provision: Provision) -> bool:
    """Whether a provision says something before its items that is not completed by them."""
    chapeau = provision.chapeau.rstrip()
    return bool(chapeau) and not chapeau.endswith((":", ",", "-", "–")) and provision.kind in _WITH_CHAPEAU


def _provisions(words: str, index: SearchIndex) -> list[Provision]:
    for locator in resolve(words, index):
        inside = [
            provision
            for provision in index.in_document(Locator.parse(locator).document)
            if provision.locator == locator or provision.locator.startswith(f"{locator}/")
        ]
        if inside:
            return inside
    raise NotFoundError(
        f"The corpus has no provision or document '{words}'.",
        "Try a locator such as cbd/art-18, or a document such as cop-1/dec-3.",
    )


def duties_of(provision: Provision, index: SearchIndex) -> Iterator[Duty]:
    """Give the duties that one provision states, its own chapeaux read with it."""
    if provision.provenance not in VERBATIM or provision.kind in _WITHOUT_DUTIES:
        return
    own = provision.text if provision.leaf else provision.chapeau
    above = _lead(provision, index)
    before = NOBODY
    for clause in _clauses(provision, own, above):
        for actor, origin in _actors(clause, provision, before):
            # where no actor is known, the task keeps the sentence's own words for who acts
            task = clause.task if actor != NOBODY else _sentence(clause)
            yield Duty(
                actor,
                clause.verb,
                _tidy(task),
                clause.deadline,
                provision.locator,
                provision.label,
                origin,
                clause.verb in mandatory_verbs(),
                " ".join(f"{above} {own}".split()),
                provision.url,
            )
            before = actor


def _clauses(provision: Provision, own: str, above: str) -> Iterable[Clause]:
    """Give what the words say by themselves, or, for an item that names nobody, as the end of the sentence
    above it.
    """
    clauses = list(clauses_in(own)) if is_operative(own) else []
    complete = clauses and (not clauses[0].modal or clauses[0].acting)
    if provision.kind in LISTED and is_operative(above) and not complete:
        return list(completed(above, own))
    return clauses


def _lead(provision: Provision, index: SearchIndex) -> str:
    """The words above it in its article or paragraph, as one line."""
    above = (one.chapeau for one in leads(provision, index) if one.kind in _BEGUN_IN)
    return " ".join(" ".join(above).split())


def _actors(clause: Clause, provision: Provision, before: str) -> list[tuple[str, str]]:
    """Who it is, and how that is known; `before` is who the sentence before it spoke of."""
    if provision.actors:
        return [(actor_of(code), OFFICIAL) for code in provision.actors]
    if not clause.modal:
        names = list(actors_in(clause.who)) or [clause.short_subject or NOBODY]
        return [(name, SENTENCE) for name in names]
    return [(before if clause.pronoun else clause.acting or NOBODY, SENTENCE)]


def _sentence(clause: Clause) -> str:
    return f"{clause.short_subject} {clause.verb} {clause.task.strip()}"


def _tidy(task: str) -> str:
    words = re.sub(r"^(?:also|further)\s+", "", " ".join(task.split())).strip(" ,;:")
    return words.removesuffix("; and").removesuffix(", and").rstrip(" .;,")


def filtered(duties: Iterable[Duty], actor: str = "", verb: str = "", words: str = "") -> list[Duty]:
    """Give the rows whose actor, verb and text hold these words, case aside."""
    return [
        duty
        for duty in duties
        if actor.casefold() in duty.actor.casefold()
        and verb.casefold() in duty.verb.casefold()
        and words.casefold() in f"{duty.task} {duty.sentence}".casefold()
    ]
