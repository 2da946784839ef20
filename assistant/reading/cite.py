"""Citing: a provision becomes a verified Citation; what cannot be verified is never cited."""

import re
from collections.abc import Sequence

from assistant.answer import Citation, DocumentRef
from index.interface import SearchIndex
from index.lexical import stems
from ingest.model import Provenance, Provision

WHOLE = 900  # characters: a provision up to this long is quoted whole
WINDOW = 600  # a longer one by its best sentences, up to this many characters
_SENTENCE = re.compile(r"[^.;!?\n]+(?:[.;!?](?!\s)[^.;!?\n]*)*[.;!?]?")
OFFICIAL = frozenset({Provenance.OFFICIAL, Provenance.QUOTED})


def cite(
    number: int, provision: Provision, query: str, score: float, index: SearchIndex, whole: bool = False
) -> Citation:
    """The citation of a provision: its best words for the query, as an exact slice of its text."""
    document = index.documents[provision.document]
    start, end = (0, len(provision.text)) if whole else best_span(provision.text, query)
    citation = Citation(
        number=number,
        id=provision.locator,
        label=provision.label,
        document=DocumentRef(document.id, document.title, document.kind, document.symbol, document.language),
        quote=provision.text[start:end],
        text=provision.text,
        start=start,
        end=end,
        url=provision.url or document.url,
        official=provision.provenance in OFFICIAL,
        provenance=provision.provenance,
        score=score,
        page=provision.page,
        chapeau=chapeau_of(provision, index),
        statuses=provision.statuses,
        quoted_in=provision.quoted_in,
        about=provision.about,
    )
    verify(citation, index)
    return citation


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
        raise AssertionError(f"unverifiable citation of {citation.id}")


def chapeau_of(provision: Provision, index: SearchIndex) -> str:
    """The words above an item that it completes, outermost first; "" for a provision that reads alone."""
    if provision.kind not in {"item", "subitem", "point"} or provision.provenance is Provenance.GUIDE:
        return ""
    leads: list[str] = []
    above = index.get(provision.parent) if provision.parent else None
    while above is not None and above.kind in {"item", "subitem", "para", "art", "document", "annex"}:
        if above.chapeau and above.chapeau != above.text and above.provenance is not Provenance.GUIDE:
            leads.insert(0, above.chapeau)
        above = index.get(above.parent) if above.parent and above.kind not in {"art", "document"} else None
    return " ".join(leads)


def ancestors(index: SearchIndex, provision: Provision) -> list[Provision]:
    """Find what stands above a provision, outermost first."""
    found: list[Provision] = []
    parent = provision.parent
    while parent is not None and (above := index.get(parent)) is not None:
        found.insert(0, above)
        parent = above.parent
    return found


def best_span(text: str, query: str) -> tuple[int, int]:
    """Offsets of the sentences of a long text that share most with the query; the whole text where it is
    short.
    """
    if len(text) <= WHOLE:
        return 0, len(text)
    wanted = set(stems(query))
    sentences = [(m.start(), m.end()) for m in _SENTENCE.finditer(text) if m.group().strip()]
    if not sentences:
        return 0, len(text)
    if not sentences:
        return 0, len(text)
    gains = [len(wanted & set(stems(text[start:end]))) for start, end in sentences]
    best = max(range(len(sentences)), key=lambda i: (gains[i], -i))
    first = last = best
    while True:
        grown = _grow(sentences, gains, first, last)
        if grown is None:
            break
        first, last = grown
    start, end = sentences[first][0], sentences[last][1]
    words = text[start:end]
    return start + len(words) - len(words.lstrip()), end - (len(words) - len(words.rstrip()))


def _grow(
    sentences: Sequence[tuple[int, int]], gains: Sequence[int], first: int, last: int
) -> tuple[int, int] | None:
    """Take in the neighbouring sentence that shares more, while the window allows."""
    options = [(gains[first - 1], first - 1, last)] if first else []
    options += [(gains[last + 1], first, last + 1)] if last + 1 < len(sentences) else []
    options = [o for o in options if sentences[o[2]][1] - sentences[o[1]][0] <= WINDOW]
    return max(options)[1:] if options else None
