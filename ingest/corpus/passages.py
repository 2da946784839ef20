"""Passages: what is embedded and searched, cut from provisions, with its context in front."""

from collections.abc import Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING

from ingest.model import Passage, Provenance, Provision
from ingest.sentences import sentences_and_rows

if TYPE_CHECKING:
    from langchain_text_splitters import RecursiveCharacterTextSplitter

    from ingest.corpus.merge import Corpus

LONGEST = (
    1_000  # characters: about 230 word pieces, which leaves the 256 of the default encoder room for context
)
CONTEXT = 240  # characters of context in front of the words
POLICY = f"structure-first/{LONGEST}/{CONTEXT}/4"
OFFICE = "other"  # the kind of documents that an office added and that are no law and no decision


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


def spoken(corpus: "Corpus") -> Iterator[Passage]:
    """Each sentence of what an office added, and each row of its tables, in reading order, where a provision
    has several: below its headings, so that it can be understood alone. An office's own files answer in one
    sentence of a section, which the embedding of the whole section says too little of.
    """
    for provision in corpus.provisions.values():
        if corpus.documents[provision.document].kind != OFFICE or provision.provenance is not Provenance.OWN:
            continue
        said = [one for one in sentences_and_rows(_words_of(provision)) if one]
        if len(said) > 1 and provision.locator not in corpus.guide:
            headings = headings_of(provision, corpus)
            for number, words in enumerate(said, start=1):
                yield Passage(
                    f"{provision.locator}#s{number}",
                    provision.locator,
                    provision.document,
                    "sentence",
                    f"{headings}\n{words}",
                    0,
                    len(provision.text),
                )


def _words_of(provision: Provision) -> str:
    """The words that are its own: without those of its parts."""
    if provision.kind == "document" and provision.provenance is Provenance.GUIDE:
        return ""
    whole = provision.leaf or provision.kind in {"slide", "head", "page"}
    return provision.text if whole else provision.chapeau


def _text_passages(provision: Provision, corpus: "Corpus") -> Iterator[Passage]:
    words = _words_of(provision)
    if not words:
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
    return "\n".join(part for part in (headings_of(provision, corpus), chapeau) if part)


def headings_of(provision: Provision, corpus: "Corpus") -> str:
    """What stands above the words: the instrument and the headings."""
    return " > ".join(dict.fromkeys([corpus.documents[provision.document].short_title, *provision.path]))


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
