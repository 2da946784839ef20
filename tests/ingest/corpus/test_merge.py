"""A corpus: which source speaks for a provision, what is refused, and that nothing is skipped."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from ingest.corpus.load import load_corpus
from ingest.corpus.merge import Corpus
from ingest.errors import CorpusError
from ingest.locator import Locator
from ingest.model import Provenance

Write = Callable[..., Path]
OFFICIAL = (
    "---\nid: cbd\nkind: convention\ntitle: Convention on Biological Diversity\nshort_title: Convention\n"
    "url: https://example.org/cbd\norigin: fetched\n---\n"
)
REPORT = "---\nid: report\nkind: other\ntitle: Report\n---\n"


def decision(identity: str, body: str, more: str = "") -> str:
    """A decision as a file."""
    return f"---\nid: {identity}\nkind: decision\ntitle: T\n{more}---\n{body}"


def test_official_beats_quoted(write: Write) -> None:
    """An article that the deck quotes is cited from the official text, and the quotation noted; what is not
    there stays quoted.
    """
    corpus = load_corpus([write({"cbd.md": OFFICIAL + "## Article 5. Cooperation\nThe official words."})])
    official, other = corpus.provisions["cbd/art-5"], corpus.provisions["cbd/art-18/para-4"]
    assert (official.text, official.provenance, official.quoted_in) == (
        "The official words.",
        Provenance.OFFICIAL,
        ("tsc-training-2023",),
    )
    assert (other.provenance, other.quoted_in) == (Provenance.QUOTED, ("tsc-training-2023",))
    assert corpus.documents["cbd"].provenance is Provenance.OFFICIAL
    assert corpus.documents["cbd"].url == "https://example.org/cbd"


def test_a_quotation_without_a_number_is_found_in_the_official_text(write: Write) -> None:
    """An extract or a loose paragraph becomes part of the official provision that holds its words."""
    held = load_corpus([]).provisions["cop-9/dec-14/extract-1"]
    official = decision("cop-9/dec-14", f"1. Something else;\n\n2. {held.text}")
    corpus = load_corpus([write({"d.md": official})])
    assert "cop-9/dec-14/extract-1" not in corpus.provisions
    assert corpus.provisions["cop-9/dec-14/para-2"].quoted_in == ("tsc-training-2023",)
    assert corpus.provisions["cop-9/dec-14/para-1"].quoted_in == ()


def test_two_sources_may_quote_one_provision(write: Write) -> None:
    """The first keeps the words, both are noted."""
    quoted = OFFICIAL.replace("url:", "quoted_in: other-deck\nurl:")
    corpus = load_corpus([write({"cbd.md": quoted + "## Article 5. Cooperation\nOther words."})])
    assert corpus.provisions["cbd/art-5"].quoted_in == ("tsc-training-2023", "other-deck")


def test_quoted_beats_catalogue_and_guide(embedded_corpus: Corpus) -> None:
    """Where the corpus has the words they are cited; else what is only described is marked as that."""
    provisions = embedded_corpus.provisions
    assert provisions["cbd/art-18/para-4"].provenance is Provenance.QUOTED
    assert provisions["cbd/art-18/catalogue"].provenance is Provenance.CATALOGUE
    described = [p for p in provisions.values() if p.provenance is Provenance.GUIDE]
    assert described
    assert all(p.text == embedded_corpus.guide[p.locator].summary for p in described)
    assert all(p.url for p in described)


def test_guide_entries_lead_to_provisions(embedded_corpus: Corpus) -> None:
    """Each annotates a provision of the corpus, or stands for one that is not in it."""
    assert embedded_corpus.guide.keys() <= embedded_corpus.provisions.keys()


def test_every_quotation_is_an_exact_slice(embedded_corpus: Corpus) -> None:
    """Over the whole embedded corpus: chapeau and text are slices, children's words are in the parent's,
    labels and locators are unique.
    """
    provisions = embedded_corpus.provisions
    for locator, p in provisions.items():
        assert p.locator == locator == str(Locator.parse(locator))
        assert p.text.strip() == p.text or p.kind == "slide"
        assert p.chapeau in p.text
        above = provisions.get(p.parent or "")
        if above and above.provenance is p.provenance is not Provenance.GUIDE and p.kind != "catalogue":
            assert p.text in above.text
        document = embedded_corpus.documents[p.document]
        if p.provenance is document.provenance is not Provenance.GUIDE:
            assert document.text[p.start : p.end] == p.text
    for identity in embedded_corpus.documents:
        labels = [p.label for p in provisions.values() if p.document == identity]
        assert len(labels) == len(set(labels))


def test_reading_order(write: Write) -> None:
    """Parents before children, numbers before letters' order, a closing paragraph after the items it follows,
    annexes last.
    """
    body = (
        "## Article 2. B\n1. One:\n(a) x;\n(b) y.\n\nClosing.\n\n2. Two.\n## Article 10. C\nTen.\n## Annex "
        "I\n1. First."
    )
    corpus = load_corpus([write({"cbd.md": OFFICIAL + body})])
    found = [
        locator
        for locator, p in corpus.provisions.items()
        if p.provenance is Provenance.OFFICIAL and p.document == "cbd"
    ]
    assert [locator.removeprefix("cbd/") for locator in found] == [
        "cbd",
        "art-2",
        "art-2/para-1",
        "art-2/para-1/item-a",
        "art-2/para-1/item-b",
        "art-2/text-1",
        "art-2/para-2",
        "art-10",
        "annex-1",
        "annex-1/para-1",
    ]
    everything = list(corpus.provisions)
    assert (
        everything.index("cbd/art-2/para-2")
        < everything.index("cbd/art-5")
        < everything.index("cbd/art-10")
        < everything.index("cbd/annex-1")
    )


def test_positions_are_the_reading_order(embedded_corpus: Corpus) -> None:
    """Position i is the i-th; a parent stands before its children; articles of the Convention count up."""
    provisions = list(embedded_corpus.provisions.values())
    assert [p.position for p in provisions] == list(range(len(provisions)))
    assert all(embedded_corpus.provisions[p.parent].position < p.position for p in provisions if p.parent)
    articles = [
        int(p.locator.rsplit("-", 1)[1]) for p in provisions if re.fullmatch(r"cbd/art-[0-9]+", p.locator)
    ]
    assert articles == sorted(articles)


def test_the_digest_follows_what_is_indexed(write: Write) -> None:
    """The same files give the same digest; a word, an address or a title more gives another."""
    home = write({"a.md": REPORT + "Words."})
    first = load_corpus([home], embedded=False).digest
    assert load_corpus([home], embedded=False).digest == first
    seen = {first}
    for text in (
        REPORT + "Word.",
        REPORT.replace("title", "url: https://x.org\ntitle") + "Words.",
        REPORT.replace("Report", "Note") + "Words.",
    ):
        (home / "a.md").write_text(text, encoding="utf-8")
        seen.add(load_corpus([home], embedded=False).digest)
    assert len(seen) == 4


@pytest.mark.parametrize(
    ("files", "message"),
    [
        ({}, "there is no document in the folder"),
        (
            {"README.md": "About.", ".hidden.md": "x", ".git/config.md": "x"},
            "there is no document in the folder",
        ),
        (
            {"a.md": REPORT + "One.", "b.md": REPORT + "Two."},
            "corpus/a.md and corpus/b.md both have the id 'report'",
        ),
        (
            {"x/a.txt": "Words here.", "y/a.txt": "Words there."},
            "corpus/x/a.txt and corpus/y/a.txt both have the id 'a'",
        ),
        ({"a.md": REPORT + "Words.", "b.odt": "x"}, "b.odt: files of type .odt are not read"),
        ({"a.md": REPORT + "Words.", "LICENCE": "x"}, "LICENCE: files of type \\(none\\) are not read"),
        ({"a.md": REPORT + "Words.", "a.yaml": "id: b"}, "a.yaml: files of type .yaml are not read"),
        ({"cbd.md": "Words of my own."}, "the catalogue and corpus/cbd.md both have the id 'cbd'"),
        (
            {"deck.md": "---\nid: tsc-training-2023\nkind: training\ntitle: T\n---\nWords."},
            "both have the id 'tsc-training-2023'",
        ),
        (
            {"c.md": OFFICIAL.replace("title:", "language: fr\ntitle:", 1) + "## Article 5\nMots."},
            "but not the same language",
        ),
        (
            {"c.md": OFFICIAL + "## Article 5\nA.", "d.md": OFFICIAL + "## Article 6\nB."},
            "corpus/c.md and corpus/d.md both have the id 'cbd'",
        ),
    ],
)
def test_a_bad_set_of_documents_is_refused(write: Write, files: dict[str, str], message: str) -> None:
    """Empty folders, two documents with one id, files that nobody reads: one sentence each, and nothing is
    skipped.
    """
    home = write({})
    write(files)
    with pytest.raises(CorpusError, match=message) as caught:
        load_corpus([home])
    assert caught.value.hint
    assert "\n" not in str(caught.value)
