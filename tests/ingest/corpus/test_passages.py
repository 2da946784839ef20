"""Passages: slices in order that cover the words, and the context that is embedded with them."""

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.corpus.load import load_corpus
from ingest.corpus.merge import Corpus
from ingest.corpus.passages import CONTEXT, LONGEST, context_of, passages, spoken
from ingest.corpus.source import read_source
from ingest.model import Passage, Provenance

LETTERS = st.characters(codec="utf-8", exclude_categories=["Cc", "Cf", "Zl", "Zp"])
FRONT = "---\nid: doc\nkind: convention\ntitle: The Doc\nshort_title: Doc\n---\n"


def build(folder: Path, body: str) -> Corpus:
    """A corpus of one document."""
    folder.mkdir(exist_ok=True)
    (folder / "doc.md").write_text(FRONT + body, encoding="utf-8")
    return load_corpus([folder], embedded=False)


def covered(corpus: Corpus) -> None:
    """Every word of every leaf and chapeau is in a text passage of that provision; slices are in order and do
    not overlap.
    """
    slices: dict[str, list[Passage]] = {}
    for passage in passages(corpus):
        if passage.role == "text":
            slices.setdefault(passage.provision, []).append(passage)
    for provision in corpus.provisions.values():
        found = slices.get(provision.locator, [])
        words = (
            provision.text
            if provision.leaf or provision.kind in {"slide", "head", "page"}
            else provision.chapeau
        )
        if provision.kind == "document" and provision.provenance is Provenance.GUIDE:
            continue
        assert " ".join(provision.text[p.start : p.end] for p in found).split() == words.split()
        assert all(before.end <= after.start for before, after in pairwise(found))


def test_every_passage_of_the_embedded_corpus(embedded_corpus: Corpus) -> None:
    """Slices are not empty, the embedded text holds the words, ids are unique, roles are known."""
    found = list(passages(embedded_corpus))
    assert len({p.id for p in found}) == len(found)
    for passage in found:
        provision = embedded_corpus.provisions[passage.provision]
        assert passage.document == provision.document
        assert passage.role in {"text", "question", "summary"}
        quoted = provision.text[passage.start : passage.end]
        assert quoted.strip()
        if passage.role == "text":
            assert quoted in passage.embed
            assert len(quoted) <= LONGEST
    covered(embedded_corpus)


def test_every_passage_of_the_instruments(treaties: Path) -> None:
    """The same over the four instruments."""
    covered(load_corpus([treaties], embedded=False))


def test_long_provisions_are_cut_between_sentences(tmp_path: Path) -> None:
    """Each slice is short enough and ends where a sentence does."""
    corpus = build(tmp_path / "c", "## Article 1\n" + "The Parties shall do this and that. " * 90)
    found = [p for p in passages(corpus) if p.role == "text"]
    assert [p.id for p in found] == [
        f"doc/art-1{'' if n == 1 else f'#{n}'}" for n in range(1, len(found) + 1)
    ]
    words = corpus.provisions["doc/art-1"].text
    assert all(words[p.start : p.end].endswith(".") for p in found)
    covered(corpus)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(LETTERS, min_size=1, max_size=400), min_size=3, max_size=12))
def test_any_long_text_is_covered(tmp_path_factory: pytest.TempPathFactory, parts: list[str]) -> None:
    """Without sentences, without spaces, in any script: no word of a long provision is lost."""
    corpus = build(
        tmp_path_factory.getbasetemp() / "any", "## Article 1\nWords " + " ".join(" ".join(parts).split()) * 4
    )
    covered(corpus)


def test_an_item_is_embedded_with_what_it_completes(tmp_path: Path) -> None:
    """Instrument, headings and chapeaux stand in front of the words, and are no part of the quotation."""
    corpus = build(tmp_path / "c", "## Article 8. In-situ\n1. Each Party shall:\n(a) Establish areas;")
    passage = next(p for p in passages(corpus) if p.provision.endswith("item-a"))
    assert passage.embed == "Doc > Article 8. In-situ\nEach Party shall:\nEstablish areas;"
    assert (
        corpus.provisions["doc/art-8/para-1/item-a"].text[passage.start : passage.end] == "Establish areas;"
    )


def test_context_is_bounded(embedded_corpus: Corpus, tmp_path: Path) -> None:
    """A long chapeau is cut between words, so that the words of the item still fit the encoder."""
    corpus = build(tmp_path / "c", f"## Article 1\n{'Each Party shall indeed ' * 30}:\n(a) Act;")
    chapeau = context_of(corpus.provisions["doc/art-1/item-a"], corpus).split("\n")[1]
    assert len(chapeau) <= CONTEXT
    assert chapeau.split()[-1] in {"Each", "Party", "shall", "indeed"}


def test_own_words_of_a_document_are_searched(tmp_path: Path, write: Callable[..., Path]) -> None:
    """A plain text without headings, and words above a list, have passages too."""
    home = write({"a.txt": "First words here.\n\nMore words there.", "b.md": "They do this:\n\n(a) act;"})
    found = {p.provision: p.embed for p in passages(load_corpus([home], embedded=False))}
    assert {"a/text-1", "a/text-2", "b", "b/item-a"} == found.keys()
    assert "They do this:" in found["b"]


def test_guide_questions_lead_to_their_provision(embedded_corpus: Corpus) -> None:
    """One passage a question, its words alone; then one for each that is never shown."""
    entry = next(entry for entry in embedded_corpus.guide.values() if entry.questions and entry.paraphrases)
    found = [
        p.embed for p in passages(embedded_corpus) if p.provision == entry.provision and p.role == "question"
    ]
    assert found == [*entry.questions, *entry.paraphrases]


def test_instruments_keep_their_text(treaties: Path) -> None:
    """What a passage quotes is a slice of the source's canonical text as well."""
    for path in sorted(treaties.glob("*.md")):
        source = read_source(path)
        assert all(source.document.text[p.start : p.end] == p.text for p in source.provisions)


PLAN = """---
id: plan
kind: other
title: The plan for lakes
short_title: Plan
---
## Money
The plan costs 9 talers. The city pays.

| Year | Talers |
| --- | --- |
| 2025 | 4 |
| 2026 | 5 |

## Staff
Two divers.
"""


def test_each_sentence_of_an_own_file_stands_below_its_headings(tmp_path: Path) -> None:
    """And each row of its tables; a provision of one sentence is a passage as it is."""
    (tmp_path / "plan.md").write_text(PLAN, encoding="utf-8")
    found = list(spoken(load_corpus([tmp_path], embedded=False)))
    assert [one.embed for one in found] == [
        "Plan > Money\nThe plan costs 9 talers.",
        "Plan > Money\nThe city pays.",
        "Plan > Money\n2025; Talers: 4",
        "Plan > Money\n2026; Talers: 5",
    ]
    assert {one.role for one in found} == {"sentence"}
    assert len({one.id for one in found}) == len(found)
    assert {one.provision for one in found} == {"plan/head-1"}


def test_the_law_has_no_sentences_of_its_own(tmp_path: Path, embedded_corpus: Corpus) -> None:
    """Nor has a decision, nor what the guide explains."""
    corpus = build(tmp_path, "## Article 1. Aim\nThe aim is one. The means are two.\n")
    assert list(passages(corpus))
    assert not list(spoken(corpus))
    assert not list(spoken(embedded_corpus))
