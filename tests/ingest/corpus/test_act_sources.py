"""A file of decisions becomes documents of the office's own, one a decision."""

from collections.abc import Callable
from pathlib import Path

import pytest

from ingest.corpus.act_sources import read_acts, renamed
from ingest.corpus.load import load_corpus
from ingest.corpus.recognise import recognise
from ingest.corpus.source import read_sources
from ingest.model import Document, Origin, Provenance
from ingest.readers.blocks import Block
from ingest.readers.html import html_blocks

Write = Callable[..., Path]
OPENS = "The Conference of the Parties,"
FILE = """|  | United Nations | FCCC/CP/2030/1/Add.1 |
Conference of the Parties
Report of the Conference of the Parties on its thirtieth session, held in Oslo from 1 to 4 May 2030
Contents
\t1/CP.30\tChairs\t\t2
\t2/CP.30\tLamps of the hall and
of the garden\t\t3
Decision 1/CP.30
Chairs
\tThe Conference of the Parties,
\tRecalling the hall,
\t1.\tDecides that the chairs shall be green;
\t2.\tRequests the painter:
\t\t(a)\tTo begin;
\t\t(b)\tTo end.
Annex
Colours
\t1.\tGreen is a colour.
\t3rd plenary meeting
\t4 May 2030
Decision 2/CP.30
Lamps of the hall and
of the garden
\tThe Conference of the Parties,
\t1.\tDecides that the lamps shall be lit.
"""


def test_each_decision_is_a_document(write: Write) -> None:
    """With its title, number, session, day and place, marked as the office's own."""
    first, second = read_sources(write({"report.txt": FILE}) / "report.txt")
    document = first.document
    assert (document.id, document.kind, document.title, document.short_title) == (
        "unfccc-cop-30/dec-1", "decision", "Chairs", "Decision 1/CP.30",
    )  # fmt: skip
    assert (document.session, document.symbol, document.date, document.year, document.place) == (
        30, "1/CP.30", "2030-05-04", 2030, "Oslo",
    )  # fmt: skip
    assert document.provenance is Provenance.OWN
    assert {p.provenance for p in first.provisions} == {Provenance.OWN}
    assert second.document.title == "Lamps of the hall and of the garden"
    assert [p.label for p in first.provisions if p.kind == "para"] == [
        "Decision 1/CP.30, paragraph 1", "Decision 1/CP.30, paragraph 2",
        "Decision 1/CP.30, annex, paragraph 1",
    ]  # fmt: skip


def test_a_corpus_holds_them_all(write: Write) -> None:
    """A second file of the same decision gets an id with a count; so does another language."""
    french = (
        "Décision 1/CP.30\nChaises\nLa Conférence des Parties,\n1. Décide que les chaises sont vertes et "
        "que la salle est grande."
    )
    folder = write({"a.txt": FILE, "b.txt": FILE.replace("green", "blue"), "c.txt": french})
    corpus = load_corpus([folder], embedded=False)
    assert list(corpus.documents) == [
        "unfccc-cop-30/dec-1", "unfccc-cop-30/dec-1~2", "unfccc-cop-30/dec-1~fr", "unfccc-cop-30/dec-2",
        "unfccc-cop-30/dec-2~2",
    ]  # fmt: skip
    assert corpus.provisions["unfccc-cop-30/dec-1~2/para-1"].label == "Decision 1/CP.30 [2], paragraph 1"
    assert corpus.provisions["unfccc-cop-30/dec-1~fr/para-1"].language == "fr"


def test_a_copy_of_the_conventions_own_decisions_stays_the_offices(write: Write) -> None:
    """Beside what the catalogue says of them."""
    texts = [
        "CBD/COP/DEC/14/1",
        f"14/1. Chairs\n{OPENS}\n1. Decides so.",
        f"14/2. Lamps\n{OPENS}\n1. Decides so.",
    ]
    corpus = load_corpus([write({"own.txt": "\n".join(texts)})])
    provision = corpus.provisions["cop-14/dec-2/para-1"]
    assert (provision.label, provision.provenance) == ("Decision 14/2, paragraph 1", Provenance.OWN)
    assert corpus.documents["cop-14/dec-2"].provenance is Provenance.OWN


def test_what_a_file_is_taken_for_says_what_it_holds(write: Write) -> None:
    """It keeps the id of its file; its decisions have their own."""
    path = write({"My report.txt": FILE}) / "My report.txt"
    found = recognise(path, "My report.txt")
    assert (found.id, found.kind, found.session) == ("my-report", "decision", 30)
    assert found.reason == "it holds 2 decisions, Decision 1/CP.30 to Decision 2/CP.30"
    assert found.provisions == sum(len(source.provisions) for source in read_sources(path))


@pytest.mark.parametrize(
    "front", ["kind: other\nid: x\ntitle: Y", "kind: decision\nid: cop-14/dec-24\ntitle: Y\nquoted_in: z"]
)
def test_a_file_that_says_what_it_is_stays_that(write: Write, front: str) -> None:
    """One document."""
    home = write({"a.txt": FILE, "a.yaml": front})
    assert len(read_sources(home / "a.txt")) == 1


def test_a_file_without_decisions_has_none() -> None:
    """And a name that is free is kept."""
    file = Document("x", "decision", "X", "X")
    assert read_acts([Block("Chairs"), Block("Lamps")], file) is None
    acts = read_acts([Block("Decision 1/CP.30"), Block("Chairs"), Block(OPENS), Block("1. So.")], file)
    assert acts is not None
    assert renamed(acts[0], {"unfccc-cop-30/dec-2"}) is acts[0]


@pytest.mark.parametrize(
    ("page", "identity", "title"),
    [
        (
            "<p>File Type: PDF en</p><h1>Decision COP XIV/24</h1><p>CBD/COP/DEC/14/24</p>"
            "<p>30 November 2018</p>"
            "<h2>Chairs</h2><p>The Conference of the Parties,</p><p>Recalling lamps,</p>"
            "<p>1.Requests a chair;</p><p>2.Invites Parties:</p><p>(a)To sit;</p>",
            "cop-14/dec-24",
            "Chairs",
        ),
        (
            "<h1>COP 6 Decision VI/18</h1><p>Chairs and lamps</p><p>The Conference of the Parties</p>"
            "<p>1.Requests a chair;</p><p>2.Invites Parties:</p><p>(a)To sit;</p>",
            "cop-6/dec-18",
            "Chairs and lamps",
        ),
    ],
)
def test_a_page_saved_from_the_official_site(page: str, identity: str, title: str) -> None:
    """Its day and its type of file are no title, and numbers without a blank are numbers."""
    (act,) = read_acts(html_blocks(page), Document("page", "decision", "Page", "Page")) or []
    assert (act.document.id, act.document.title, act.document.origin) == (identity, title, Origin.COPY)
    found = {p.locator.removeprefix(f"{identity}/"): p.text for p in act.provisions}
    assert found["para-1"] == "Requests a chair;"
    assert found["para-2/item-a"] == "To sit;"
    if "2018" in page:
        assert (act.document.date, act.document.year) == ("30 November 2018", 2018)
