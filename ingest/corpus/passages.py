"""Passages: what is embedded and searched, cut from provisions, with its context in front."""

from collections.abc import Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING

from ingest.model import Passage, Provenance, Provision

if TYPE_CHECKING:
    from langchain_text_splitters import RecursiveCharacterTextSplitter

    from ingest.corpus.merge import Corpus

LONGEST = (
    1_000  # characters: about 230 word pieces, which leaves the 256 of the default encoder room for context
)
CONTEXT = 240  # characters of context in front of the words
POLICY = f"structure-first/{LONGEST}/{CONTEXT}/3"


def passages(corpus: "Corpus") -> Iterator[Passage]:
    """Every passage of the corpus in reading order: the words of each provision, then its guide questions."""
    for provision in corpus.provisions.values():
        yield from _text_passages(provision, corpus)
        entry = corpus.guide.get(provision.locator)
        if entry:
            hints = f"{entry.summary}\n{', '.join(entry.terms)}"
            yield Passage(
                f"{provision.locator}#guide",
                provision.locator,
                provision.document,
                "summary",
                hints,
                0,
                len(provision.text),
            )
            asked = [("q", n, question) for n, question in enumerate(entry.questions, start=1)]
            asked += [("p", n, question) for n, question in enumerate(entry.paraphrases, start=1)]
            for kind, number, question in asked:
                name = f"{provision.locator}#{kind}{number}"
                yield Passage(
                    name, provision.locator, provision.document, "question", question, 0, len(provision.text)
                )


def _text_passages(provision: Provision, corpus: "Corpus") -> Iterator[Passage]:
    words = (
        provision.text if provision.leaf or provision.kind in {"slide", "head", "page"} else provision.chapeau
    )
    if not words or (provision.kind == "document" and provision.provenance is Provenance.GUIDE):
        return
    context = context_of(provision, corpus)
    for number, (start, end) in enumerate(_slices(words), start=1):
        name = provision.locator if number == 1 else f"{provision.locator}#{number}"
        yield Passage(
            name,
            provision.locator,
            provision.document,
            "text",
            f"{context}\n{words[start:end]}".strip(),
            start,
            end,
        )


def context_of(provision: Provision, corpus: "Corpus") -> str:
    """Where the words stand: the instrument, the headings, and the chapeaux that they complete."""
    document = corpus.documents[provision.document]
    headings = [document.short_title, *provision.path]
    lead: list[str] = []
    above = corpus.provisions.get(provision.parent) if provision.parent else None
    while above is not None and above.kind not in {"document", "slide", "head"}:
        said = above.chapeau == above.heading  # a heading stands in the path
        if (
            above.chapeau
            and not said
            and above.provenance is not Provenance.GUIDE
            and len(above.chapeau) < LONGEST
        ):
            lead.insert(0, above.chapeau)
        above = corpus.provisions.get(above.parent) if above.parent else None
    chapeau = " ".join(lead)
    if len(chapeau) > CONTEXT:
        chapeau = chapeau[:CONTEXT].rsplit(" ", 1)[0]
    return "\n".join(part for part in (" > ".join(dict.fromkeys(headings)), chapeau) if part)


def _slices(words: str) -> Iterable[tuple[int, int]]:
    """Offsets of the pieces; one piece unless the structure left something too long."""
    if len(words) <= LONGEST:
        return [(0, len(words))]
    pieces = _splitter().create_documents([words])
    return [
        (piece.metadata["start_index"], piece.metadata["start_index"] + len(piece.page_content))
        for piece in pieces
        if piece.page_content
    ]


@cache
def _splitter() -> "RecursiveCharacterTextSplitter":
    from langchain_text_splitters import RecursiveCharacterTextSplitter

    return RecursiveCharacterTextSplitter(
        chunk_size=LONGEST,
        chunk_overlap=0,
        add_start_index=True,
        keep_separator="end",
        strip_whitespace=True,
        separators=["\n\n", "\n", ". ", "; ", ", ", " ", ""],
    )
