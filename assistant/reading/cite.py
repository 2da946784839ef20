"""Citing: a provision becomes a verified Citation; what cannot be verified is never cited."""

from assistant.answer import Citation, DocumentRef
from assistant.reading.addresses import official_address
from assistant.reading.context import chapeau_of
from assistant.reading.labels import label_of, title_of
from assistant.reading.quote import best_span
from index.interface import SearchIndex
from ingest.errors import UnverifiedError
from ingest.model import Document, Provenance, Provision
from ingest.vocabulary import ENGLISH

LONGEST = 20_000  # characters of a provision that is shown whole; a longer one is read on its own page
LIST = 4_000  # of a list that was found, and not named
OFFICIAL = frozenset({Provenance.OFFICIAL, Provenance.QUOTED})


def cite(
    number: int,
    provision: Provision,
    query: str,
    score: float,
    index: SearchIndex,
    whole: bool = False,
    language: str = ENGLISH,
) -> Citation:
    """The citation of a provision: the `whole` of it, where it is not longer than anybody would read, and a
    list that is not long, of which no item means much alone; else its best units for the query. The quote is
    an exact slice of its text; the label is in the reader's language.
    """
    document = index.documents[provision.document]
    most = LONGEST if whole else LIST if not provision.leaf else 0
    fits = len(provision.text) <= most
    start, end = (
        (0, len(provision.text))
        if fits
        else best_span(provision.text, query, document.language, index.weight)
    )
    citation = Citation(
        number=number,
        id=provision.locator,
        label=label_of(provision, language, index),
        document=DocumentRef(
            document.id, title_of(document, language), document.kind, document.symbol, document.language
        ),
        quote=provision.text[start:end],
        text=provision.text,
        start=start,
        end=end,
        url=official_address(provision, document),
        official=provision.provenance in OFFICIAL,
        provenance=provision.provenance,
        score=score,
        page=provision.page_at(start),
        last_page=provision.page_at(end - 1),
        page_label=printed_pages(document, provision.page_at(start), provision.page_at(end - 1)),
        chapeau=chapeau_of(provision, index),
        statuses=provision.statuses,
        quoted_in=provision.quoted_in,
        about=provision.about,
        origin=provision.origin,
    )
    verify(citation, index)
    return citation


def printed_pages(document: Document, first: int | None, last: int | None) -> str:
    """What is printed on the pages from the first to the last, "12–13"; "" where that is their count."""
    begin, end = document.printed(first), document.printed(last)
    if not begin and not end:
        return ""
    begin, end = begin or str(first), end or str(last)
    return begin if begin == end else f"{begin}–{end}"


def verify(citation: Citation, index: SearchIndex) -> None:
    """The last gate: the quote must be the slice it says, of the text that the corpus holds under that
    locator.
    """
    held = index.get(citation.id)
    if (
        held is None
        or held.text != citation.text
        or citation.text[citation.start : citation.end] != citation.quote
        or not citation.quote
    ):
        raise UnverifiedError(
            f"The quotation of {citation.label} is not what the corpus holds under {citation.id}.",
            "Build the index again: cbd-assistant build",
        )
