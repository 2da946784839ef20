"""The types that flow through the house: Document -> Provision -> Passage."""

from dataclasses import dataclass, field
from enum import StrEnum


class Provenance(StrEnum):
    """Where the words of a provision come from, best first.

    When several sources speak of one locator, the best one present is cited.
    """

    OFFICIAL = "official"  # the official text itself
    QUOTED = "quoted"  # the official words, known only as another source quotes them
    CATALOGUE = "catalogue"  # bibliographic facts
    GUIDE = "guide"  # this project's plain-language annotation, not law
    OWN = "own"  # the words of the document's author: a training deck, a report

    @property
    def rank(self) -> int:
        """0 is best."""
        return list(Provenance).index(self)


class Origin(StrEnum):
    """How a text that stands for an official one came here.

    OFFICIAL words are FETCHED, CHECKED or DECLARED; a COPY is the office's own, whatever it says it is.
    """

    FETCHED = "fetched"  # by `sync`, from the official source
    CHECKED = "checked"  # a copy whose provisions and words are those that the catalogue knows
    DECLARED = "declared"  # by the front matter of a folder that whoever builds the index gave
    COPY = "copy"  # taken for what it says it is, and compared with nothing
    NONE = ""  # it stands for no official text


KINDS = (
    "convention",
    "protocol",
    "framework",
    "decision",
    "recommendation",
    "training",
    "guide",
    "session",
    "other",
)


@dataclass(frozen=True, slots=True)
class PageTurn:
    """Where a page begins: the words from `offset` on stand on it, up to the next turn.

    Pages are counted from 1, whatever is printed on them.
    """

    offset: int
    page: int


@dataclass(frozen=True, slots=True)
class Document:
    """One source text. `text` is its whole plain text: every provision is a slice of it.

    `date` is as the source gives it; `year` and `place` are when and where it was adopted, as the catalogue
    has them, and `towns` those in which a session sat. `page_labels` are what is printed on its pages, the
    first one first, where that is not their count ("xii", "3").
    """

    id: str
    kind: str
    title: str
    short_title: str
    language: str = "en"
    url: str = ""
    provenance: Provenance = Provenance.OFFICIAL
    origin: Origin = Origin.NONE
    symbol: str = ""
    session: int | None = None
    date: str = ""
    year: int | None = None
    place: str = ""
    towns: tuple[str, ...] = ()
    quoted_in: str = ""
    author: str = ""
    note: str = ""
    text: str = ""
    digest: str = ""
    path: str = ""
    page_labels: tuple[str, ...] = ()

    def printed(self, page: int | None) -> str:
        """What is printed on a page; "" where that is its count, or nothing is known of it."""
        label = self.page_labels[page - 1] if page and page <= len(self.page_labels) else ""
        return label if label != str(page) else ""


@dataclass(frozen=True, slots=True)
class Provision:
    """An addressable unit: `text` is verbatim `document.text[start:end]`.

    A provision with children (an article with paragraphs) holds their text too; `chapeau` is the part of it
    that stands before the first child and equals `text` where there is none. `page` is the one on which it
    begins, `pages` all that its text stands on, with its offsets.
    """

    locator: str
    document: str
    kind: str
    label: str
    text: str
    start: int
    end: int
    position: int
    parent: str | None = None
    heading: str = ""
    path: tuple[str, ...] = ()
    chapeau: str = ""
    leaf: bool = True
    page: int | None = None
    provenance: Provenance = Provenance.OFFICIAL
    origin: Origin = Origin.NONE
    language: str = "en"
    url: str = ""
    type: str = ""
    statuses: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
    quoted_in: tuple[str, ...] = ()
    metadata: dict[str, str] = field(default_factory=dict)
    pages: tuple[PageTurn, ...] = ()

    def page_at(self, offset: int) -> int | None:
        """The page on which the character at that offset of the text stands."""
        turns = (turn.page for turn in reversed(self.pages) if turn.offset <= offset)
        return next(turns, self.page)


@dataclass(frozen=True, slots=True)
class Passage:
    """What is embedded and searched.

    `embed` is the text given to the encoder and to BM25 (with its context); the words that may be quoted are
    `provision.text[start:end]`. The guide adds passages of the roles "question" and "summary": they lead to
    their provision and are never quoted.
    """

    id: str
    provision: str
    document: str
    role: str
    embed: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class CrossReference:
    """The provision `source` refers to `target` with the `words` at text[start:end] of its own text."""

    source: str
    target: str
    start: int
    end: int
    words: str


def unread(state: str) -> bool:
    """Whether plain words in that state were not yet read by somebody whose language it is."""
    return state not in {"", "read"}


@dataclass(frozen=True, slots=True)
class PlainWords:
    """What the guide says of a provision in one language. `state` says who has read it: "drafted" (its
    writer), "reviewed" (a second reader), "read" (an editor whose language it is), "" for the English, which
    the others are written from.
    """

    language: str
    summary: str
    questions: tuple[str, ...]
    state: str = ""

    @property
    def unread(self) -> bool:
        """Whether a reader is told that nobody whose language it is has read it yet."""
        return unread(self.state)


@dataclass(frozen=True, slots=True)
class GuideEntry:
    """The guide's annotation of one provision: a summary, everyday questions and synonyms."""

    provision: str
    summary: str
    questions: tuple[str, ...]
    terms: tuple[str, ...]
    language: str = "en"
    paraphrases: tuple[str, ...] = ()
    translations: tuple[PlainWords, ...] = ()

    def plain(self, language: str) -> PlainWords:
        """Its words in that language, or its own where it was not written in that one."""
        own = PlainWords(self.language, self.summary, self.questions)
        return next((words for words in self.translations if words.language == language), own)
