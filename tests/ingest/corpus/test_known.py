"""What is known of the instruments: every provision's address and the digest of its words."""

import re
from pathlib import Path

import pytest

from ingest.corpus.known import digest_of, folded, known_texts, known_titles, write_known
from ingest.corpus.source import read_source
from ingest.locator import Locator
from ingest.model import Document
from ingest.readers.markdown import read_markdown
from ingest.structure.treaty import parse
from ingest.vocabulary import vocabulary

GOLDEN = Path(__file__).parents[2] / "data" / "treaty-locators.txt"


def golden(instrument: str) -> list[str]:
    """Its locators in their order."""
    lines = (line.removesuffix(" +") for line in GOLDEN.read_text(encoding="utf-8").splitlines())
    return [line for line in lines if line.split("/")[0] == instrument]


@pytest.mark.parametrize("instrument", vocabulary().treaties)
def test_the_catalogue_knows_every_provision(instrument: str) -> None:
    """In the order of the golden list, each with a digest."""
    known = known_texts()[instrument]
    assert [instrument, *(one.locator for one in known)] == golden(instrument)
    assert all(re.fullmatch(r"[0-9a-f]{16}", one.digest) for one in known)


def test_the_table_is_that_of_the_texts(treaties: Path, tmp_path: Path) -> None:
    """Written anew from the four texts, it is the one that comes with the project."""
    texts = [read_source(treaties / f"{one}.md").provisions for one in vocabulary().treaties]
    write_known(texts, tmp_path / "provisions.csv")
    held = Path(__file__).parents[3] / "corpus/catalogue/provisions.csv"
    assert (tmp_path / "provisions.csv").read_bytes() == held.read_bytes()


def test_digests_do_not_see_how_words_are_set() -> None:
    """Case, quotation marks, hyphens, breaks and a doubled letter; but every word and every digit."""
    assert folded("In-situ “Conditions”\n means…") == folded('in situ "conditions" means')
    assert folded("IN WITTNESS") == folded("in witness")
    assert folded("Article 11") != folded("Article 1")
    one, other = (
        parse(Document("cbd", "convention", "C", "C"), read_markdown(f"## Article 1. T\n\n{words}"))[1][1]
        for words in ("The aim is peace.", "The aim is not peace.")
    )
    assert digest_of(one) != digest_of(other)


def test_every_known_locator_is_one() -> None:
    """The table holds addresses that can be read."""
    assert all(
        str(Locator.parse(one.locator)) == one.locator for text in known_texts().values() for one in text
    )


def test_titles_are_those_of_articles_and_annexes() -> None:
    """As the catalogue has them, by locator."""
    assert known_titles("cbd")["cbd/art-8"] == "In-situ Conservation"
    assert known_titles("cartagena-protocol")["cartagena-protocol/annex-3"] == "Risk assessment"
    assert not known_titles("no-such-treaty")
