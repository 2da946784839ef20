"""What a page sends back of a conversation, held against the index: only what stands there is a quotation.

A page keeps answers for months, and anybody can send anything. So nothing of a source is believed but its
locator and where its quote begins: label, title, address, whose words they are, and the words themselves come
from the index that serves now.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.answer import Citation, Statement
from assistant.reading.cite import cite, printed_pages, verify
from index.interface import SearchIndex
from ingest.concepts import concepts_by_id
from ingest.errors import UnverifiedError
from ingest.locator import described
from ingest.model import Provenance

NOT_HELD = "not held"  # the kind of a statement whose words are not, or no longer, those of its source
OURS = frozenset({"count", "model"})  # words of our own, shown as such, which no text proves
_KINDS = {Provenance.GUIDE: "guide", Provenance.CATALOGUE: "catalogue"}


@dataclass(frozen=True, slots=True)
class SaidSource:
    """A citation as it is sent back."""

    number: int
    locator: str
    quote: str


@dataclass(frozen=True, slots=True)
class SaidRefusal:
    """A refusal as it is sent back: our own words."""

    message: str
    pointer: str = ""
    help: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SaidTurn:
    """A question and its answer as they are sent back; a statement's `kind` is what it was shown as."""

    question: str
    language: str
    rewritten: str
    statements: tuple[Statement, ...]
    sources: tuple[SaidSource, ...]
    refusal: SaidRefusal | None
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class HeldTurn:
    """A turn whose statements are what the index holds, or are marked as NOT_HELD."""

    said: SaidTurn
    statements: tuple[Statement, ...]
    citations: dict[int, Citation]


def held(turn: SaidTurn, index: SearchIndex) -> HeldTurn:
    """The turn, held against the index."""
    citations = {
        source.number: citation
        for source in turn.sources
        if (citation := _again(source, index, turn.language)) is not None
    }
    statements = tuple(_statement(one, citations, index) for one in turn.statements)
    return HeldTurn(turn, statements, citations)


def _again(source: SaidSource, index: SearchIndex, language: str) -> Citation | None:
    """The citation made anew; None where its words do not stand in that provision."""
    provision = index.get(source.locator)
    start = provision.text.find(source.quote) if provision and source.quote else -1
    if provision is None or start < 0:
        return None
    end = start + len(source.quote)
    first, last = provision.page_at(start), provision.page_at(end - 1)
    try:
        whole = cite(source.number, provision, "", 0.0, index, whole=True, language=language)
        exact = replace(
            whole,
            quote=source.quote,
            start=start,
            end=end,
            page=first,
            last_page=last,
            page_label=printed_pages(index.documents[provision.document], first, last),
        )
        verify(exact, index)
    except UnverifiedError:
        return None
    return exact


def _statement(said: Statement, citations: dict[int, Citation], index: SearchIndex) -> Statement:
    sources = [citations[number] for number in said.citations if number in citations]
    numbers = tuple(source.number for source in sources)
    if said.kind == "concept":
        return _of_concept(said, numbers)
    if said.kind in OURS:
        return Statement(said.text, numbers, said.kind)
    source = next((one for one in sources if said.text in _told(one)), None)
    if source is None:
        return Statement(said.text, (), NOT_HELD)
    kind = "remark" if _is_remark(source, index) else _KINDS.get(source.provenance, "quote")
    return Statement(said.text, numbers, kind, *_plain(said, source, index))


def _of_concept(said: Statement, numbers: tuple[int, ...]) -> Statement:
    """The plain words of a concept, with who has read them in their language."""
    concept = concepts_by_id().get(said.concept)
    told = concept.plain.items() if concept else ()
    language = next((language for language, words in told if words == said.text), "")
    if concept is None or not language:
        return Statement(said.text, (), NOT_HELD)
    state = concept.state(language)
    return Statement(said.text, numbers, "concept", plain_state=state, concept=concept.id)


def _told(source: Citation) -> Iterator[str]:
    """How an answer tells a source."""
    yield source.quote
    yield f"{source.chapeau} {source.quote}".strip()


def _is_remark(source: Citation, index: SearchIndex) -> bool:
    provision = index.get(source.id)
    return provision is not None and provision.kind == "remark"


def _plain(said: Statement, source: Citation, index: SearchIndex) -> Sequence[str]:
    """The guide's words as it has them now, their language and who has read them; none where none were
    shown.
    """
    guide = index.guide(described(source.id)) if said.plain else None
    if guide is None:
        return ()
    plain = guide.plain(said.plain_language)
    return plain.summary, plain.language, plain.state
