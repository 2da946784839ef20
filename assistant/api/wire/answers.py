"""Questions and answers on the wire."""

from typing import Annotated, Literal, Self

from pydantic import ConfigDict, Field
from pydantic.config import JsonDict

from assistant.answer import Answer, Citation, RefusalReason
from assistant.api.wire.base import (
    MOST_FILTERS,
    DocumentId,
    IndexOut,
    Kind,
    Language,
    Origin,
    PlainState,
    Provenance,
    Session,
    WireModel,
    base_language,
)
from assistant.api.wire.documents import DocumentRefOut
from assistant.question import LONGEST_QUESTION, MOST_CITATIONS, Question, Turn
from index.interface import Filters

LONGEST_TURN = 4_000
MOST_TURNS = 20

ASK_EXAMPLE: JsonDict = {
    "question": "Who pays for the clearing-house mechanism?",
    "history": [],
    "language": None,
    "filters": {"kinds": ["decision"], "documents": [], "sessions": [1]},
    "max_citations": 5,
}


class TurnIn(WireModel):
    """One earlier message."""

    role: Literal["user", "assistant"]
    """Who said it."""
    content: Annotated[str, Field(max_length=LONGEST_TURN)]
    """What was said."""


class FiltersIn(WireModel):
    """Which documents may be searched; an empty list allows all."""

    kinds: Annotated[list[Kind], Field(max_length=MOST_FILTERS)] = []
    """Kinds of documents."""
    documents: Annotated[list[DocumentId], Field(max_length=MOST_FILTERS)] = []
    """Ids of documents, as in `/api/v1/documents`."""
    sessions: Annotated[list[Session], Field(max_length=MOST_FILTERS)] = []
    """Numbers of COP sessions."""

    def to_filters(self) -> Filters:
        """Say the same to the index."""
        return Filters(tuple(kind.value for kind in self.kinds), tuple(self.documents), tuple(self.sessions))


class AskRequest(WireModel):
    """A question, with what was said before."""

    model_config = ConfigDict(json_schema_extra={"examples": [ASK_EXAMPLE]})

    question: Annotated[str, Field(max_length=LONGEST_QUESTION)]
    """In any of the six languages of the United Nations."""
    history: Annotated[list[TurnIn], Field(max_length=MOST_TURNS)] | None = None
    """Earlier turns of this conversation, oldest first."""
    language: Language | None = None
    """Language of the answer's own words; null: that of the question."""
    filters: FiltersIn | None = None
    """Which documents may be searched; null: all."""
    max_citations: Annotated[int, Field(ge=1, le=MOST_CITATIONS)] = 5
    """How many citations the answer may have."""

    def to_question(self) -> Question:
        """Say the same to the assistant. Raises QuestionError for what is no question."""
        history = tuple(Turn(turn.role, turn.content) for turn in self.history or ())
        filters = (self.filters or FiltersIn()).to_filters()
        return Question(
            self.question, history, base_language(self.language), filters, self.max_citations
        ).checked()


class StatementOut(WireModel):
    """A sentence of the answer."""

    text: str
    """The sentence; of a quote the very words of the source."""
    citations: list[int]
    """Numbers of the citations that carry it; at least one."""
    kind: Literal["quote", "catalogue", "remark", "guide", "concept", "count", "model"]
    """Whose words: verbatim text, a fact of the catalogue, a trainer's remark, this project's guide, its
    plain words on a thing that has a name, a number reckoned from the corpus, or a language model's, checked.
    """
    plain: str
    """The guide's summary of the quoted provision in plain words; not official text."""
    plain_language: str
    """The language of `plain`: that of the question, or English where the guide was not written in it."""
    plain_state: PlainState
    """Who has read `plain`, or a concept's words: their writer alone, a second reader, or an editor whose
    language it is; "" for the English, from which the others are written.
    """
    concept: str
    """The id of the glossary's entry whose plain words these are (`/api/v1/concepts/{id}`); "" for others."""


class PageOut(WireModel):
    """An official page that keeps what the texts do not state. It is no citation."""

    kind: str
    """What it keeps: membership, focal_points, national_reports, records, decisions, meetings, funds,
    news.
    """
    label: str
    """What the page is called."""
    url: str
    """Its address."""


class RefusalOut(WireModel):
    """Why there is no answer."""

    reason: RefusalReason
    """`unclear`: nothing says what the question is about; `conversation`: a greeting, thanks, or a question
    about the assistant.
    """
    message: str
    """What is said to the reader, in their language."""
    closest: list[str]
    """Locators of what lies nearest."""
    pointer: PageOut | None
    """An official page that keeps what was asked for; null where none is known."""
    help: list[str]
    """Questions that can be answered; of an unclear question its readings."""


class LineOut(WireModel):
    """A paragraph or an item of a quote."""

    text: str
    """Its words."""
    depth: int
    """0 for a paragraph, 1 and on for items below it, -1 for a heading inside."""


class CitationOut(WireModel):
    """A verified pointer: `quote` is exactly `text[start:end]`."""

    number: int
    """The number by which statements refer to it."""
    id: str
    """The locator of the provision."""
    label: str
    """What it is called in print."""
    document: DocumentRefOut
    """The document that it stands in."""
    quote: str
    """The words that are quoted."""
    text: str
    """The whole text of the provision."""
    start: int
    """Where the quote begins in `text`."""
    end: int
    """Where it ends in it."""
    page: int | None
    """The page of the document that the quote begins on, counted from 1."""
    last_page: int | None
    """The page that it ends on."""
    page_label: str
    """What is printed on those pages, "xii" or "12–13", where that is not their count."""
    url: str
    """The official page."""
    official: bool
    """Whether these are the words of an official text."""
    provenance: Provenance
    """Whose words they are."""
    origin: Origin
    """How an official text came here."""
    score: float
    """How near the provision is to the question; only comparable within one answer."""
    chapeau: str
    """The words above an item that it completes."""
    statuses: list[str]
    """Where the provision stands by the Secretariat's review."""
    quoted_in: list[str]
    """Documents that quote the provision."""
    about: list[str]
    """What the provision is about, where it is a note on others."""
    extract: bool
    """The quote is a part of `text`, made of whole paragraphs or items: show that words are left out."""
    lines: list[LineOut]
    """The quote as it is to be shown: each paragraph and item by itself."""

    @classmethod
    def of(cls, citation: Citation) -> Self:
        """The citation, field by field."""
        return cls.from_type(citation)


class AnswerOut(WireModel):
    """Statements with citations, or a refusal and then neither."""

    question: str
    """The question, as it was sent."""
    language: str
    """The language of the answer's own words."""
    answerable: bool
    """Whether there is an answer; else `refusal` says why not."""
    answer: list[StatementOut]
    """The statements, in the order in which they are to be read."""
    refusal: RefusalOut | None
    """Why there is no answer; null where there is one."""
    citations: list[CitationOut]
    """The sources of the statements."""
    suggestions: list[str]
    """Questions to go on with."""
    notes: list[str]
    """What the reader should know beside the answer, such as which words were read otherwise."""
    rewritten: str
    """The stand-alone question that a follow-up was understood as."""
    index: IndexOut
    """The index that answered."""
    timings_ms: dict[str, float]
    """How long each part took, in milliseconds."""

    @classmethod
    def of(cls, answer: Answer) -> Self:
        """The answer; its statements are called `answer` here, its snapshot `index`."""
        return cls.from_type(answer, answer=answer.statements, index=IndexOut.of(answer.snapshot))


class RetrievalOut(WireModel):
    """The first event of a streamed answer: what was found, before it is told."""

    question: str
    """The question, as it was sent."""
    language: str
    """The language of the answer's own words."""
    answerable: bool
    """Whether there will be an answer."""
    rewritten: str
    """The stand-alone question that a follow-up was understood as."""
    index: IndexOut
    """The index that answers."""
    found: list[str]
    """Locators of the citations."""

    @classmethod
    def of(cls, answer: AnswerOut) -> Self:
        """What is known of an answer before its first statement."""
        return cls.from_type(answer, found=[citation.id for citation in answer.citations])


class NumberedStatementOut(StatementOut):
    """A statement as an event of a streamed answer."""

    number: int
    """1 for the first."""
