"""What comes out: an Answer made of cited statements, or a refusal."""

from dataclasses import dataclass, field
from enum import StrEnum

from assistant.layout import Line, lines_of
from index.interface import Snapshot
from ingest.model import Origin, Provenance, unread


class RefusalReason(StrEnum):
    """Why a question is not answered: UNCLEAR where nothing says what it is about, CONVERSATION for a
    greeting, thanks, or a question about the assistant.
    """

    NOT_IN_CORPUS = "not_in_corpus"
    OUT_OF_SCOPE = "out_of_scope"
    NO_SUCH_PROVISION = "no_such_provision"
    FALSE_PREMISE = "false_premise"
    UNSAFE = "unsafe"
    UNCLEAR = "unclear"
    CONVERSATION = "conversation"


@dataclass(frozen=True, slots=True)
class DocumentRef:
    """The cited document, as a reader needs it."""

    id: str
    title: str
    kind: str
    symbol: str
    language: str


@dataclass(frozen=True, slots=True)
class Citation:
    """A verified pointer: `quote == text[start:end]`, and `text` is the whole cited provision, verbatim.

    `page` is the one that the quote begins on, `last_page` the one that it ends on, both counted from 1;
    `page_label` what is printed there, "xii" or "12–13", where that is not the count.
    `chapeau` holds the words above an item that it completes; `quoted_in` the sources that quote the
    provision; `origin` is how an official text came here, or that it is a copy; `official` is False for what
    is not the words of an official text (the guide, the catalogue, a trainer's deck).
    """

    number: int
    id: str
    label: str
    document: DocumentRef
    quote: str
    text: str
    start: int
    end: int
    url: str
    official: bool
    provenance: Provenance
    score: float
    page: int | None = None
    last_page: int | None = None
    page_label: str = ""
    chapeau: str = ""
    statuses: tuple[str, ...] = ()
    quoted_in: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
    origin: Origin = Origin.NONE

    @property
    def extract(self) -> bool:
        """Whether the quote is a part of the provision."""
        return self.quote != self.text

    @property
    def pages(self) -> str:
        """The pages that the quote stands on, "3" or "3–4"; "" where the text has none."""
        if self.page is None:
            return ""
        last = self.last_page or self.page
        return str(self.page) if last == self.page else f"{self.page}–{last}"

    @property
    def left_out(self) -> tuple[bool, bool]:
        """Whether words of the provision stand before the quote that are left out, and behind it."""
        return bool(self.text[: self.start].strip()), bool(self.text[self.end :].strip())

    @property
    def lines(self) -> tuple[Line, ...]:
        """The quote line by line, each as deep as it stands."""
        return lines_of(self.quote)


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence of the answer. `kind` says whose words it is:

    "quote" (verbatim), "catalogue" (a fact of the catalogue), "remark" (the trainer's), "guide" (this
    project's plain-language summary), "concept" (its plain words on a thing that has a name), "count" (how
    many things the corpus holds, reckoned from it) or "model" (phrased by a language model and checked).
    `plain` is the guide's summary of the quoted provision, in `plain_language`, shown beside it and marked;
    `plain_state` says who has read that, or the words of a concept (ingest.model.PlainWords); `concept` is
    the id of that concept.
    """

    text: str
    citations: tuple[int, ...]
    kind: str = "quote"
    plain: str = ""
    plain_language: str = ""
    plain_state: str = ""
    concept: str = ""

    @property
    def unread(self) -> bool:
        """Whether a reader is told that nobody whose language it is has read the plain words yet."""
        return unread(self.plain_state)


@dataclass(frozen=True, slots=True)
class Page:
    """An official page that keeps what the texts do not state; `kind` is the id of its pointer."""

    kind: str
    label: str
    url: str


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why there is no answer, in the asker's language; what lies nearest, the official page that has it, and
    questions that can be answered (the readings of a question that is unclear).
    """

    reason: RefusalReason
    message: str
    closest: tuple[str, ...] = ()
    pointer: Page | None = None
    help: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """Statements with their citations, or a refusal and then neither.

    `notes` are the assistant's own words about the answer ("guide, not official text", "Article 18 has five
    paragraphs"); `rewritten` is the stand-alone question that a follow-up was understood as.
    """

    question: str
    language: str
    statements: tuple[Statement, ...]
    citations: tuple[Citation, ...]
    refusal: Refusal | None
    suggestions: tuple[str, ...]
    snapshot: Snapshot
    notes: tuple[str, ...] = ()
    rewritten: str = ""
    timings_ms: dict[str, float] = field(default_factory=dict)

    @property
    def answerable(self) -> bool:
        """Whether there is an answer."""
        return self.refusal is None
