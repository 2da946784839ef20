"""The catalogue: rows of tables become documents with fields and sentences that state them."""

from pathlib import Path

import pytest

from ingest.corpus.catalogue import read_catalogue
from ingest.corpus.merge import Corpus
from ingest.embedded import embedded_folder
from ingest.errors import SourceError

TABLES = {
    "articles.csv": "instrument,article,title,url\ncbd,18,Cooperation,\ncbd,Annex II,Arbitration,\n",
    "targets.csv": "framework,kind,number,short_title\ngbf,goal,A,Nature is conserved\n",
    "decisions.csv": "id,number,title,cop,year,place,symbol,url\n"
    "cop-10/dec-2,X/2,Plan,10,2010,Nagoya,UNEP/CBD/COP/DEC/X/2,https://x.org/10/2\n"
    "cop-15/dec-4,15/4,Framework,15,2022,Kunming and Montreal,,https://x.org/15/4\n",
}


@pytest.fixture
def tables(tmp_path: Path) -> Path:
    """A folder of small tables; instruments and sessions are the project's own."""
    for name, content in TABLES.items():
        (tmp_path / name).write_text(content, encoding="utf-8")
    return tmp_path


def test_facts_are_fields_of_documents(tables: Path) -> None:
    """Year and place of a decision, towns of a session; nothing has to be read out of a sentence."""
    documents = {source.document.id: source.document for source in read_catalogue(tables)}
    plan, framework, session = (documents[name] for name in ("cop-10/dec-2", "cop-15/dec-4", "cop-15"))
    assert (plan.year, plan.place, plan.session) == (2010, "Nagoya, Japan", 10)
    assert (framework.year, framework.place) == (2022, "Kunming and Montreal")
    assert (session.towns, session.year, session.kind) == (("Kunming", "Montreal"), 2021, "session")
    assert documents["cbd"].year == 1992
    assert not any(document.note for document in documents.values())


def test_each_row_is_a_sentence_of_its_own(tables: Path) -> None:
    """A provision with the locator of what it is about."""
    told = {p.locator: p.text for source in read_catalogue(tables) for p in source.provisions}
    assert told["cop-10/dec-2/catalogue"] == (
        "Decision X/2, “Plan”, was adopted by COP 10 in Nagoya, Japan, 2010; symbol UNEP/CBD/COP/DEC/X/2."
    )
    assert told["cbd/annex-2/catalogue"].startswith("Annex II of the Convention on Biological Diversity is")
    assert told["gbf/goal-a/catalogue"].endswith("Framework: Nature is conserved.")
    assert "from 2022-12-07 to 2022-12-19 in Montreal, Canada" in told["cop-15/catalogue-second-part"]


def test_the_catalogue_states_facts(embedded_corpus: Corpus) -> None:
    """A decision, a session, an article: each a sentence with its official page."""
    fact = embedded_corpus.provisions["cop-2/dec-3/catalogue"]
    assert fact.text.startswith("Decision II/3, “")
    assert fact.url == "https://www.cbd.int/decisions/cop/2/3" or fact.url.startswith(
        "https://www.cbd.int/decision"
    )
    assert (
        "is titled “Technical and Scientific Cooperation”"
        in embedded_corpus.provisions["cbd/art-18/catalogue"].text
    )


def test_a_damaged_catalogue_is_refused(tmp_path: Path) -> None:
    """A table that is missing, lacks a column or is not UTF-8."""
    for path in (embedded_folder() / "catalogue").glob("*.csv"):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    assert read_catalogue(tmp_path)
    for content, message in (
        (b"id,cop\nx,1\n", "inconsistent"),
        (b"\xff\xfe", "cannot be read"),
        (None, "cannot be read"),
    ):
        path = tmp_path / "decisions.csv"
        path.unlink() if content is None else path.write_bytes(content)
        with pytest.raises(SourceError, match=message):
            read_catalogue(tmp_path)
