"""The values that the steps of a question hand on to each other."""

from dataclasses import dataclass

from assistant.asking.heads import NO_LABELS, Labels
from assistant.words.store import ENGLISH
from ingest.concepts import Concept
from ingest.locator import Locator, Step
from ingest.model import Provision
from ingest.references.resolve import Reference

LISTED = 0.5  # the chance from which all of a list is wanted, or how long it is


@dataclass(frozen=True, slots=True)
class Wording:
    """The question in words that can be searched for.

    `clean` is the question without instructions to the machine; `english` what the glossary makes of it (the
    same for an English one); `before` the asker's last turns and `before_english` their English words;
    `concepts` what it names; `asks_what` says that it asks what they are and nothing else.
    """

    clean: str
    language: str
    english: str
    before: tuple[str, ...] = ()
    before_english: tuple[str, ...] = ()
    injected: bool = False
    concepts: tuple[Concept, ...] = ()
    asks_what: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """The question as it stands alone.

    `text` holds the words of the turns before where the question leans on them, in English; `spoken` the same
    as the asker said it, `parts` the clauses of that, `told` the places of those which only lead up to what
    is asked; `repeated` says that one asks the same of another instrument: "Same for Nagoya?". `references`
    are what it names, `own` those that it names without the turns before; `context` is the document last
    spoken of, "" for none.
    """

    text: str
    spoken: str = ""
    parts: tuple[str, ...] = ()
    told: frozenset[int] = frozenset()
    repeated: bool = False
    references: tuple[Reference, ...] = ()
    own: tuple[Reference, ...] = ()
    context: str = ""
    leaning: bool = False
    focus: str = ""


@dataclass(frozen=True, slots=True)
class Intent:
    """What kind of answer the question wants.

    `documents` and `sessions` are named in it, `later` are the numbers of meetings of the COP past the last
    one that the corpus knows; `vague` says that it speaks of "the Protocol" without saying which, and that
    `documents` are all of them; `term` is what it asks the definition of, if anything.
    `each` says that the answer of each of these documents is wanted, one beside the other.
    `contents` says that the words of a text are wanted, not facts about it; `title` and `which_article` the
    other way round; `unit` is what the asker wants to be named: an article, a decision or a target.
    `status`, `event`, `contact` and `country` tell questions about the state of the world (who ratified, what
    happened, whom to call), which legal texts seldom answer; `labels` are what was read from the question's
    embedding.
    """

    documents: tuple[str, ...] = ()
    vague: bool = False
    each: bool = False
    sessions: tuple[int, ...] = ()
    later: tuple[int, ...] = ()
    contents: bool = False
    title: bool = False
    which_article: bool = False
    unit: str = ""
    trainer: bool = False
    preamble: bool = False
    defining: bool = False
    term: str = ""
    enumeration: bool = False
    comparison: bool = False
    quantity: bool = False
    who_must: bool = False
    status: bool = False
    event: bool = False
    contact: bool = False
    country: bool = False
    labels: Labels = NO_LABELS

    @property
    def wants_all(self) -> bool:
        """Whether all of a list is asked for, or its number: one chance is as good as the other."""
        chances = self.labels.chances
        return self.enumeration or chances["list"] + chances["count"] >= LISTED

    @property
    def names_documents(self) -> bool:
        """Whether the question says which documents it means."""
        return bool(self.documents) and not self.vague


@dataclass(frozen=True, slots=True)
class Missing:
    """A provision that the question names and the corpus lacks; `nearest` is the deepest part of it that
    exists. `bare` says that it is named by a number alone, which instrument's is a guess.
    """

    words: str
    locator: Locator
    nearest: Provision | None
    bare: bool = False


@dataclass(frozen=True, slots=True)
class Query:
    """What is searched for: by its words the English `text`, by its meaning what was `spoken` and the `parts`
    of it, of which those at `told` only lead up to what is asked, and what the question, as it was `asked`,
    names.

    `named` holds the provisions named, one group a reference (a range names several); `alternatives`
    other readings of them; `focus` is what the question asks beyond naming them; `rewritten` the stand-
    alone question that a follow-up was understood as; `concepts` are the things that it names, and
    `asks_what` says that it asks what they are; `quoted` that it is words of the provision that it names;
    `answered` are the locators of what answered the turn before; `aims` the goals and targets that it
    names by number alone.
    """

    text: str
    parts: tuple[str, ...]
    language: str
    intent: Intent
    spoken: str = ""
    named: tuple[tuple[Provision, ...], ...] = ()
    missing: tuple[Missing, ...] = ()
    alternatives: tuple[Provision, ...] = ()
    focus: str = ""
    rewritten: str = ""
    injected: bool = False
    concepts: tuple[Concept, ...] = ()
    asks_what: bool = False
    quoted: bool = False
    meanings: tuple[Concept, ...] = ()
    asked: str = ""
    answered: tuple[str, ...] = ()
    aims: tuple[Step, ...] = ()
    told: frozenset[int] = frozenset()

    @property
    def wanted(self) -> list[int]:
        """Places of the parts that ask, and do not only lead up to that."""
        return [place for place in range(len(self.parts)) if place not in self.told]

    @property
    def asking(self) -> list[int]:
        """Places of the parts that each want an answer; none where only the whole does."""
        wanted = self.wanted
        return wanted if len(wanted) > 1 or not self.told else []

    @property
    def leaning(self) -> bool:
        """Whether it says what was asked before as well as what is asked now."""
        return bool(self.rewritten) and not self.named

    @property
    def words(self) -> str:
        """The words that a text may have: those in English, and those of another language as they were said,
        for an office's own documents may be written in it.
        """
        return self.text if self.language == ENGLISH else f"{self.text} {self.spoken}".strip()


@dataclass(frozen=True, slots=True)
class Choice:
    """A provision to cite, its fused score, and whether the question names it."""

    provision: Provision
    score: float
    named: bool = False
