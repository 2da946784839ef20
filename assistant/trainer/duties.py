"""Who must do what: one row for each thing that somebody has to, should, may or is asked to do.

Who acts is he who has to do it, not he who asks. Actors come from the official actor codes where the source
gives them, and from the sentence otherwise; each row says which. Every word of a row is the provision's own,
and nothing of the task is left out.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from assistant.reading.context import LISTED, Shelf, ancestors, leads
from assistant.reading.labels import label_at
from assistant.reading.resolve import resolve
from assistant.reading.timeline import VERBATIM
from assistant.trainer.actors import actor_of, deciding
from assistant.trainer.clauses import Clause
from assistant.trainer.deadlines import deadlines_in
from assistant.trainer.elapsed import OPEN, Standing, standing_of
from assistant.trainer.grammar import mandatory_verbs
from assistant.trainer.nouns import Named, bare, named_in
from assistant.trainer.recipients import recipient_in
from assistant.trainer.sentences import clauses_in, opened_by, sentences_in
from index.interface import SearchIndex
from ingest.errors import NotFoundError
from ingest.locator import Locator, lies_in
from ingest.model import Provenance, Provision

OFFICIAL, SENTENCE = "official code", "from the sentence"
NOBODY = "(not named)"
AIM = "aims"  # the verb of a target, which says what is to be reached and not by whom
_SHORT_SUBJECT = 12  # words: what is longer may be the end of the sentence above, with a "shall" in it
_BEGUN_IN = frozenset({"art", "para", "item", "subitem"})  # what a sentence that gives a duty may be begun in
_WITHOUT_DUTIES = frozenset(
    {
        "catalogue",
        "recital",
        "preamble",
        "head",
        "term",
        "document",
        "row",
        "table",
        "note",
        "fig",
        "adoption",
    }
)


@dataclass(frozen=True, slots=True)
class Duty:
    """One row: `actor` must (or may, or is asked to) do the `task`; `source` is the provision's locator.

    `verb` is the modal ("shall", "may") or the verb by which `asked_by` asks. `actors` are those whom `actor`
    joins; none where the text names nobody. `rule` says that the sentence lays down what holds, and gives
    nobody anything to do. `standing` tells whether the duty is still to be met, as far as the corpus knows.
    """

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
    actors: tuple[str, ...] = ()
    asked_by: str = ""
    recipient: str = ""
    condition: str = ""
    rule: bool = False
    standing: Standing = OPEN


def duties_in(words: str, index: SearchIndex) -> list[Duty]:
    """Give the duties in a provision, with all below it, or in a whole document. Raises NotFoundError.

    `words` are a locator, a document's id or a reference ("Article 18", "decision I/3").
    """
    # the guide tells what is meant, and binds nobody
    provisions = _provisions(words, index)
    if not any(_speaks(provision, index) for provision in provisions):
        raise NotFoundError(
            f"The corpus has no official text of '{words}', so nobody's duties can be read from it.",
            "Synchronise the official text, or ask the guide: cbd-assistant show LOCATOR",
        )
    return [duty for provision in provisions for duty in duties_of(provision, index)]


def _provisions(words: str, index: SearchIndex) -> list[Provision]:
    for locator in resolve(words, index):
        inside = [
            provision
            for provision in index.in_document(Locator.parse(locator).document)
            if lies_in(provision.locator, locator)
        ]
        if inside:
            return inside
    raise NotFoundError(
        f"The corpus has no provision or document '{words}'.",
        "Try a locator such as cbd/art-18, or a document such as cop-1/dec-3.",
    )


def _speaks(provision: Provision, index: Shelf) -> bool:
    """Whether the provision's words bind or ask somebody: official ones, or those of a decision that an
    office added.
    """
    document = index.documents.get(provision.document)
    added = provision.provenance is Provenance.OWN and document is not None and document.kind == "decision"
    return provision.provenance in VERBATIM or added


def duties_of(provision: Provision, index: Shelf) -> Iterator[Duty]:
    """Give the duties that one provision states by itself: the words above it are read with it, those of its
    items are theirs.
    """
    if provision.kind in _WITHOUT_DUTIES or not _speaks(provision, index):
        return
    own = provision.text if provision.leaf else provision.chapeau
    if not own.strip() or (not provision.leaf and provision.chapeau == provision.text):
        return
    yield from _Reader(provision, index, deciding_body(provision, index)).rows(own)


def deciding_body(provision: Provision, index: Shelf) -> tuple[str, ...]:
    """Who decides in the document: the bodies in whose name its preamble speaks, else the one that usually
    does.
    """
    preamble = index.get(f"{provision.document}/preamble")
    words = re.sub(r"^preamble", "", preamble.chapeau or preamble.text, flags=re.I) if preamble else ""
    named = named_in(words.strip().rstrip(",")) if words.lstrip().startswith("The ") else []
    return tuple(one.name for one in named) or (deciding(),)


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads one provision; `bodies` are those who decide in its document."""

    provision: Provision
    index: Shelf
    bodies: tuple[str, ...]

    def rows(self, own: str) -> Iterator[Duty]:
        """The rows, in the order of the sentences."""
        closed, begun = opened_by(
            one.chapeau for one in leads(self.provision, self.index) if one.kind in _BEGUN_IN
        )
        before = self._actors_before(closed)
        sentences = sentences_in(own)
        for number, sentence in enumerate(sentences):
            lead = begun if number == 0 and not self._complete(sentence) else ""
            whole = f"{lead} {sentence}".strip()
            unfinished = (
                not self.provision.leaf and number == len(sentences) - 1 and not sentence.endswith(".")
            )
            for clause in self._clauses(whole, len(lead)):
                if unfinished and clause.end >= len(whole):
                    continue  # its items finish it
                actors = self._actors(clause, before)
                yield self._row(clause if actors or not clause.pronoun else _as_rule(clause), actors, whole)
                # an "it" after what nobody does means that, and nobody
                told = actors or tuple(self._known(one) for one in clause.actors)
                before = told or (before if clause.repeats else ())
        if (
            self.provision.kind == "target"
            and sentences
            and not any(self._clauses(one, 0) for one in sentences)
        ):
            yield self._row(Clause(AIM, " ".join(sentences)), (), " ".join(sentences))

    def _clauses(self, sentence: str, begun: int) -> list[Clause]:
        """Those that end in the provision's own words, and not in those above it."""
        plural = len(self.bodies) > 1
        found = clauses_in(sentence, operative=self._decides, plural=plural)
        return [clause for clause in found if clause.end > begun]

    @property
    def _decides(self) -> bool:
        """Whether sentences may open with what the body asks: in decisions, and not in treaties."""
        document = self.index.documents.get(self.provision.document)
        return document is None or document.kind in {"decision", "recommendation"}

    def _complete(self, sentence: str) -> bool:
        """Whether an item says by itself who acts, and so does not end the sentence above it."""
        if self.provision.kind not in LISTED:
            return True
        first = next(iter(self._clauses(sentence, 0)), None)
        short = first is not None and first.rule and len(first.subject.split()) <= _SHORT_SUBJECT
        return first is not None and (bool(first.actors) or (short and first.verb in mandatory_verbs()))

    def _actors_before(self, closed: Iterable[str]) -> tuple[str, ...]:
        """Whom "it" or "its functions" means in the first sentence: the last one who acts, or is
        established, in the sentences above.
        """
        before: tuple[str, ...] = ()
        for sentence in closed:
            made = re.match(r"(?P<who>.+?) is hereby established", sentence)
            actors = [one.name for one in named_in(made["who"])] if made else []
            for clause in [] if made else self._clauses(sentence, 0):
                actors = [one.name for one in clause.actors] or actors
            before = tuple(actors) or before
        return before

    def _actors(self, clause: Clause, before: tuple[str, ...]) -> tuple[str, ...]:
        if clause.rule:
            return ()
        if self.provision.actors:
            return tuple(map(actor_of, self.provision.actors))
        if clause.of_body:
            return self.bodies
        if clause.pronoun:
            return before
        return tuple(dict.fromkeys(self._known(one) for one in clause.actors))

    def _known(self, named: Named) -> str:
        """The name; for "this body" that of the body which its article establishes."""
        name = named.name
        if name.split()[0].lower() not in {"body", "organ"}:
            return name
        article = next(
            (one for one in reversed(ancestors(self.provision, self.index)) if one.kind == "art"), None
        )
        made = (
            re.search(r"(?:^|\s)(?:An?|The)\s+([^.]+?) is hereby established", article.text)
            if article
            else None
        )
        return next((one.name for one in named_in(bare(made[1]))), name) if made else name

    def _row(self, clause: Clause, actors: tuple[str, ...], sentence: str) -> Duty:
        task = _tidy(clause.task)
        inserted = [one for one in clause.conditions if deadlines_in(one) == [one]]
        deadlines = deadlines_in(" ; ".join([task, *clause.conditions]))
        conditions = [one for one in clause.conditions if one not in inserted]
        provision = self.provision
        return Duty(
            "; ".join(actors) or NOBODY,
            clause.verb,
            task,
            "; ".join(deadlines),
            provision.locator,
            provision.label,
            OFFICIAL if provision.actors else SENTENCE,
            clause.verb in mandatory_verbs(),
            sentence,
            provision.url,
            actors,
            " and ".join(self.bodies) if clause.asked else "",
            "" if clause.rule else recipient_in(task),
            "; ".join(conditions),
            clause.rule,
            standing_of(provision, deadlines, actors, self.index),
        )


def _as_rule(clause: Clause) -> Clause:
    """A clause about an "it" that is nobody: "It shall contain the names"."""
    return replace(clause, task=f"{clause.subject} {clause.verb} {clause.task}", rule=True)


def _tidy(task: str) -> str:
    words = re.sub(r"^(?:also|further)\s+", "", " ".join(task.split())).strip(" ,;:")
    return re.sub(r"[;,]\s*(?:and|or)$", "", words).rstrip(" .;,")


def called(duty: Duty, language: str, index: SearchIndex) -> Duty:
    """The row with its labels in a language: where it stands, and by what it is known to be over."""
    by = duty.standing.by
    named = by in index.documents or index.knows(by)
    standing = replace(duty.standing, by=label_at(by, language, index)) if named else duty.standing
    return replace(duty, label=label_at(duty.source, language, index), standing=standing)


def filtered(duties: Iterable[Duty], actor: str = "", verb: str = "", words: str = "") -> list[Duty]:
    """Give the rows whose actor, verb and text hold these words, case aside."""
    return [
        duty
        for duty in duties
        if actor.casefold() in duty.actor.casefold()
        and verb.casefold() in duty.verb.casefold()
        and words.casefold() in f"{duty.task} {duty.sentence}".casefold()
    ]
