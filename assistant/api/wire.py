"""The wire: request models with their limits, and response models that say what the API answers."""

from enum import StrEnum
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field
from pydantic.config import JsonDict

from assistant.answer import RefusalReason
from assistant.question import LONGEST_QUESTION, MOST_CITATIONS, Question, Turn
from index.interface import Filters
from ingest.model import KINDS

LONGEST_TURN = 4_000
MOST_TURNS = 20
MOST_FILTERS = 50
LONGEST_COMMENT = 2_000

Kind = StrEnum("Kind", {kind.upper(): kind for kind in KINDS})  # type: ignore[misc]  # its members are data
Provenance = Literal["official", "quoted", "catalogue", "guide", "own"]
Session = Annotated[int, Field(ge=0, le=1_000)]
DocumentId = Annotated[str, Field(min_length=1, max_length=200)]
Language = Annotated[str, Field(pattern=r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}$", max_length=32)]

ASK_EXAMPLE: JsonDict = {
    "question": "Who pays for the clearing-house mechanism?",
    "history": [],
    "language": None,
    "filters": {"kinds": ["decision"], "documents": [], "sessions": [1]},
    "max_citations": 5,
}


class _Wire(BaseModel):
    model_config = ConfigDict(use_attribute_docstrings=True)


class TurnIn(_Wire):
    """One earlier message."""

    role: Literal["user", "assistant"]
    content: Annotated[str, Field(max_length=LONGEST_TURN)]


class FiltersIn(_Wire):
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


class AskRequest(_Wire):
    """A question, with what was said before."""

    model_config = ConfigDict(use_attribute_docstrings=True, json_schema_extra={"examples": [ASK_EXAMPLE]})

    question: Annotated[str, Field(max_length=LONGEST_QUESTION)]
    """In any of the six languages of the United Nations."""
    history: Annotated[list[TurnIn], Field(max_length=MOST_TURNS)] | None = None
    """Earlier turns of this conversation, oldest first."""
    language: Language | None = None
    """Language of the answer's own words; null: that of the question."""
    filters: FiltersIn | None = None
    max_citations: Annotated[int, Field(ge=1, le=MOST_CITATIONS)] = 5

    def to_question(self) -> Question:
        """Say the same to the assistant. Raises QuestionError for what is no question."""
        history = tuple(Turn(turn.role, turn.content) for turn in self.history or ())
        filters = (self.filters or FiltersIn()).to_filters()
        return Question(
            self.question, history, base_language(self.language), filters, self.max_citations
        ).checked()


def base_language(tag: str | None) -> str | None:
    """ "fr" for "fr-CA"."""
    return tag.split("-")[0].lower() if tag else None


class IndexOut(_Wire):
    """Which index answered."""

    id: str
    built_at: str


class DocumentRefOut(_Wire):
    """A document, as a citation names it."""

    id: str
    title: str
    kind: str
    symbol: str
    language: str


class StatementOut(_Wire):
    """A sentence of the answer."""

    text: str
    citations: list[int]
    """Numbers of the citations that carry it; at least one."""
    kind: Literal["quote", "catalogue", "remark", "guide", "model"]
    """Whose words: verbatim text, a fact of the catalogue, a trainer's remark, this project's guide, or a
    language model's, checked.
    """
    plain: str
    """The guide's summary of the quoted provision in plain words; not official text."""


class RefusalOut(_Wire):
    """Why there is no answer."""

    reason: RefusalReason
    message: str
    closest: list[str]
    """Locators of what lies nearest."""


class CitationOut(_Wire):
    """A verified pointer: `quote` is exactly `text[start:end]`."""

    number: int
    id: str
    label: str
    document: DocumentRefOut
    quote: str
    text: str
    start: int
    end: int
    page: int | None
    url: str
    official: bool
    provenance: Provenance
    score: float
    chapeau: str
    """The words above an item that it completes."""
    statuses: list[str]
    quoted_in: list[str]
    about: list[str]


class AnswerOut(_Wire):
    """Statements with citations, or a refusal and then neither."""

    question: str
    language: str
    answerable: bool
    answer: list[StatementOut]
    refusal: RefusalOut | None
    citations: list[CitationOut]
    suggestions: list[str]
    notes: list[str]
    rewritten: str
    """The stand-alone question that a follow-up was understood as."""
    index: IndexOut
    timings_ms: dict[str, float]


class HitOut(_Wire):
    """A provision found for a query."""

    locator: str
    label: str
    heading: str
    kind: str
    document: DocumentRefOut
    text: str
    start: int
    """Where in `text` the best passage begins."""
    end: int
    page: int | None
    url: str
    official: bool
    provenance: Provenance
    statuses: list[str]
    score: float
    ranks: dict[str, int | None]
    """Its rank in each retriever; 1 is best, null: not found there."""


class SearchOut(_Wire):
    """The provisions nearest to a query, best first."""

    query: str
    hits: list[HitOut]
    index: IndexOut
    timings_ms: dict[str, float]


class DocumentOut(_Wire):
    """One source."""

    id: str
    kind: str
    title: str
    short_title: str
    label: str
    symbol: str
    session: int | None
    language: str
    date: str
    url: str
    provenance: Provenance
    official: bool
    quoted_in: str
    author: str
    note: str
    counts: dict[str, int]
    """Provisions, leaves (provisions without parts), and provisions by kind as `kind.<kind>`."""


class DocumentsOut(_Wire):
    """The documents of the corpus."""

    documents: list[DocumentOut]
    total: int
    index: IndexOut


class OutlineOut(_Wire):
    """One line of a document's outline."""

    locator: str
    label: str
    heading: str
    kind: str
    parent: str | None
    leaf: bool
    page: int | None


class OutlinedDocumentOut(DocumentOut):
    """One source with the outline of its provisions, in reading order."""

    outline: list[OutlineOut]
    index: IndexOut


class LinkOut(_Wire):
    """A provision, as a link to it needs it."""

    locator: str
    label: str
    heading: str


class ChapeauOut(LinkOut):
    """The words of a provision above this one that it completes."""

    text: str


class ChildOut(LinkOut):
    """A direct part of a provision."""

    kind: str
    leaf: bool
    text: str


class CrossReferenceOut(LinkOut):
    """A reference: the `words` that make it stand at [start:end] of the text of the provision that refers."""

    words: str
    start: int
    end: int
    known: bool
    """Whether the corpus has the provision."""


class GuideOut(_Wire):
    """The annotation of this project in plain words. It is never official text."""

    summary: str
    questions: list[str]
    terms: list[str]
    language: str
    official: Literal[False] = False


class ProvisionDocumentOut(DocumentRefOut):
    """The document of a provision."""

    short_title: str
    session: int | None
    date: str
    url: str
    provenance: Provenance


class NamedDocumentOut(_Wire):
    """A document by name."""

    id: str
    title: str
    kind: str


class ParallelTextOut(_Wire):
    """The words of one provision in one language; `direction` is "ltr" or "rtl"."""

    language: str
    text: str
    heading: str
    direction: str
    url: str


class ParallelOut(_Wire):
    """One provision in the languages in which it was synced, side by side."""

    locator: str
    texts: list[ParallelTextOut]


class ProvisionOut(_Wire):
    """A provision: its verbatim text, and what surrounds it."""

    locator: str
    label: str
    heading: str
    kind: str
    text: str
    chapeau: str
    """The part of the text before its first child; equal to `text` where there is none."""
    chapeaux: list[ChapeauOut]
    """The words above it that it completes, outermost first."""
    path: list[str]
    page: int | None
    document: ProvisionDocumentOut
    provenance: Provenance
    official: bool
    """Whether these are the words of an official text."""
    language: str
    url: str
    type: str
    statuses: list[str]
    actors: list[str]
    about: list[LinkOut]
    quoted_in: list[NamedDocumentOut]
    guide: GuideOut | None
    parent: LinkOut | None
    previous: LinkOut | None
    next: LinkOut | None
    children: list[ChildOut]
    cites: list[CrossReferenceOut]
    cited_by: list[CrossReferenceOut]
    index: IndexOut


class CheckedProvisionOut(_Wire):
    """The provision that a statement was held against."""

    locator: str
    label: str
    text: str
    url: str
    official: bool
    provenance: Provenance


class CheckOut(_Wire):
    """Whether a citation holds."""

    exists: bool
    """Whether the corpus has what the reference names."""
    verbatim: bool
    """Whether the statement stands in it word for word (case, white space and quotation marks aside)."""
    supported: bool
    """Whether the provision carries the statement: verbatim, or near enough in words and meaning. No legal
    judgement.
    """
    reason: str
    """Why it does not."""
    provision: CheckedProvisionOut | None
    locators: list[str]
    """All that the reference names."""
    share: float
    """How much of the statement's words stands there, rare ones counting more."""
    cosine: float
    """How near its meaning is."""


class FeedbackIn(_Wire):
    """What a reader thinks of an answer. Nothing about the reader is stored."""

    model_config = ConfigDict(
        use_attribute_docstrings=True,
        json_schema_extra={
            "examples": [
                {
                    "question": "Who pays for the CHM?",
                    "answer_id": "0b7c",
                    "rating": "up",
                    "comment": "Thank you.",
                }
            ]
        },
    )

    question: Annotated[str, Field(min_length=1, max_length=LONGEST_QUESTION)]
    answer_id: Annotated[str, Field(max_length=64)] = ""
    """The X-Request-Id of the answer."""
    answer: Annotated[str, Field(max_length=20_000)] = ""
    """Or its text."""
    rating: Literal["up", "down"]
    comment: Annotated[str, Field(max_length=LONGEST_COMMENT)] = ""
    language: Language | None = None


class FeedbackOut(_Wire):
    """The feedback is stored."""

    id: int
    stored: Literal[True] = True


class HealthOut(_Wire):
    """`live`: the process answers; `ready`: questions are answered."""

    status: Literal["live", "ready"]
    index: IndexOut | None = None


class ErrorDetail(_Wire):
    """What went wrong."""

    code: str
    """Stable, for programs."""
    message: str
    """One sentence."""
    hint: str
    """What to do next."""


class ErrorOut(_Wire):
    """The one shape of every error."""

    error: ErrorDetail


class ChatMessageIn(_Wire):
    """A message in the form of OpenAI."""

    role: Literal["system", "developer", "user", "assistant", "tool", "function"]
    content: str | list[dict[str, Any]] | None = None


class ChatRequest(_Wire):
    """A chat in the form of OpenAI: the last user message is the question, what stands before it the
    history.
    """

    model_config = ConfigDict(
        use_attribute_docstrings=True,
        json_schema_extra={
            "examples": [
                {
                    "model": "cbd-assistant",
                    "messages": [{"role": "user", "content": "Who pays for the clearing-house mechanism?"}],
                }
            ]
        },
    )

    messages: Annotated[list[ChatMessageIn], Field(min_length=1, max_length=1_000)]
    model: Annotated[str, Field(max_length=200)] = "cbd-assistant"
    stream: bool | None = False
    filters: FiltersIn | None = None
    max_citations: Annotated[int, Field(ge=1, le=MOST_CITATIONS)] = 5


class ChatMessageOut(_Wire):
    """The answer as Markdown, with [n] marks and a list of references."""

    role: Literal["assistant"]
    content: str


class ChatChoiceOut(_Wire):
    """The only choice."""

    index: int
    message: ChatMessageOut
    finish_reason: Literal["stop"]


class ChatUsageOut(_Wire):
    """Words, since no tokens are spent."""

    prompt_tokens: int
    completion_tokens: int
    total_tokens: int


class ChatOut(_Wire):
    """An answer in the form of OpenAI, with the citations beside it."""

    id: str
    object: Literal["chat.completion"]
    created: int
    model: str
    choices: list[ChatChoiceOut]
    usage: ChatUsageOut
    citations: list[CitationOut]
    refusal: RefusalOut | None


class ModelOut(_Wire):
    """A model in the form of OpenAI."""

    id: str
    object: Literal["model"]
    created: int
    owned_by: str


class ModelsOut(_Wire):
    """The only model."""

    object: Literal["list"]
    data: list[ModelOut]
