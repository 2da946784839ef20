"""Official addresses: the very paragraph where there is a page of it, and never a pattern that is broken."""

import csv
import json
import re
from pathlib import Path

import pytest

from assistant.reading.addresses import leads_somewhere, official_address
from index.local import LocalIndex
from ingest.embedded import embedded_folder
from ingest.locator import Locator
from ingest.model import Document, Provision
from ingest.vocabulary import vocabulary

DECISION = "https://www.cbd.int/decisions/cop/14/24"
PDF = "https://www.cbd.int/doc/legal/cbd-en.pdf"
# Every form of an official address that may be shown, without the site.
FORMS = (
    r"/decisions/cop/\d{1,2}",
    r"/decisions/cop/\d{1,2}/\d{1,2}(/[a-z])?(/[0-9a-z-]+)*",
    r"/decisions/(np-)?mop\?m=(cp|np)-mop-\d\d-\d\d",
    r"/doc/(legal|decisions|recommendations)/[\w/-]+\.pdf(#page=\d+)?",
    r"/abs/doc/protocol/[\w-]+\.pdf(#page=\d+)?",
    r"/convention/articles/\?a=cbd-\d\d",
    r"/gbf(/targets/\d{1,2})?",
    r"/information/nfp\.shtml",
)


def provision(locator: str, url: str, page: int | None = None) -> Provision:
    """A provision at that locator."""
    document = Locator.parse(locator).document
    return Provision(locator, document, "para", "label", "text", 0, 4, 0, url=url, page=page)


def document(url: str = "") -> Document:
    """A document with that address."""
    return Document("x", "decision", "title", "short", url=url)


@pytest.mark.parametrize(
    ("locator", "end"),
    [
        ("cop-14/dec-24/sec-b/para-8", "/b/8"),
        ("cop-14/dec-24/para-3", "/3"),
        ("cop-14/dec-24/para-3/item-b/subitem-ii", "/3"),
        ("cop-14/dec-24/sec-b", "/b"),
        ("cop-14/dec-24", ""),
        ("cop-14/dec-24/preamble/recital-2", ""),
        ("cop-14/dec-24/annex-1/para-3", ""),
        ("cop-14/dec-24/extract-1", ""),
        ("cop-14/dec-24/para-3~2", ""),
    ],
)
def test_a_paragraph_has_its_own_page(locator: str, end: str) -> None:
    """Sections and paragraphs do; recitals, annexes, extracts and what is counted again have that of the
    decision.
    """
    assert official_address(provision(locator, DECISION), document()) == DECISION + end


def test_what_names_its_paragraph_is_left_alone() -> None:
    """An address that came with the text, and that of another body, are taken as they are."""
    told = f"{DECISION}/b/8"
    mop = "https://www.cbd.int/decisions/mop?m=cp-mop-09-03"

    assert official_address(provision("cop-14/dec-24/sec-b/para-8", told), document()) == told
    assert official_address(provision("cp-mop-9/dec-3/para-2", mop), document()) == mop


def test_a_file_opens_at_its_page() -> None:
    """Where the page of the provision is known; else an article has its page on the site."""
    assert official_address(provision("cbd/art-8/item-j", PDF, 7), document()) == f"{PDF}#page=7"
    article = official_address(provision("cbd/art-8/item-j", PDF), document())
    assert article == "https://www.cbd.int/convention/articles/?a=cbd-08"
    preamble = official_address(provision("cbd/preamble/recital-3", PDF), document())
    assert preamble == "https://www.cbd.int/convention/articles/?a=cbd-00"
    assert official_address(provision("cbd/annex-2/part-1/art-3", PDF), document()) == PDF
    assert official_address(provision("gbf/target-3", "https://www.cbd.int/gbf"), document()).endswith("/3")


@pytest.mark.parametrize("url", ["", "https://www.cbd.int/", "https://www.cbd.int", "javascript:alert(1)"])
def test_a_front_page_is_no_source(url: str) -> None:
    """It names nothing of what is cited."""
    assert not leads_somewhere(url)
    assert official_address(provision("x/para-1", ""), document(url)) == ""


def broken(url: str, locator: str) -> bool:
    """Whether an address is none of the known forms, or that of another decision."""
    site = vocabulary().site
    if not url.startswith(site):
        return True
    if not any(re.fullmatch(form, url.removeprefix(site)) for form in FORMS):
        return True
    numbers = re.match(r".*/decisions/cop/(\d+)/(\d+)", url)
    decision = re.match(r"cop-(\d+)/dec-(\d+)", locator)
    return bool(numbers and decision and numbers.groups() != decision.groups())


def test_no_provision_has_a_broken_address(index: LocalIndex) -> None:
    """Each provision of the corpus leads to an address of a known form, that of its own decision, or to
    none where none is known, as slides.
    """
    without = set()
    for one in index.documents.values():
        for part in index.in_document(one.id):
            url = official_address(part, one)
            if not url:
                without.add(one.kind)
                continue
            assert not broken(url, part.locator), (part.locator, url)
            paragraph = re.fullmatch(r"cop-(\d+)/dec-(\d+)/para-(\d+)(/.*)?", part.locator)
            if paragraph:
                assert url.endswith("/{}/{}/{}".format(*paragraph.groups())), part.locator

    assert without == {"training"}


def test_no_row_of_the_catalogue_has_a_broken_address() -> None:
    """Decisions and articles."""
    folder = embedded_folder() / "catalogue"
    for name in ("decisions.csv", "articles.csv"):
        with (folder / name).open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                assert not broken(row["url"], row.get("id", "")), row


def told_in(folder: Path) -> list[str]:
    """Every address that concepts and pointers give."""
    files = [*sorted((folder / "concepts").glob("*.jsonl")), folder / "pointers.jsonl"]
    lines = [line for path in files for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    return [url for line in lines if (url := json.loads(line).get("url"))]


def test_the_convention_is_never_told_by_its_front_page_alone() -> None:
    """Where concepts and pointers name a page of its site, it is one below the front page."""
    own = [url for url in told_in(embedded_folder()) if url.startswith(vocabulary().site)]

    assert len(own) > 50
    assert [url for url in own if not leads_somewhere(url)] == []
