"""The pages that the server writes, over the embedded corpus: whole, linked, honest about what is here."""

import json
import re
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from assistant.api.account import Account
from assistant.api.html.about import about_page
from assistant.api.html.concept import concept_page
from assistant.api.html.document import document_page, shelves_page
from assistant.api.html.frame import Page
from assistant.api.html.provision import provision_page
from assistant.api.wire.concepts import WholeConceptOut
from assistant.api.wire.documents import OutlinedDocumentOut, every_document
from assistant.api.wire.provisions import ProvisionOut
from assistant.measured import measured
from assistant.settings import Settings
from assistant.words.store import languages, say
from index.local import LocalIndex
from ingest.concepts import concepts_by_id

VOID = {"meta", "link", "br"}


class Tree(HTMLParser):
    """Reads markup, and fails where an element is not closed by its own end."""

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.headings: list[int] = []
        self.links: list[str] = []
        self.feed(markup)
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take in a start."""
        if tag not in VOID:
            self.open.append(tag)
        if re.fullmatch(r"h[1-6]", tag):
            self.headings.append(int(tag[1]))
        if tag == "a":
            self.links.append(dict(attrs)["href"] or "")

    def handle_endtag(self, tag: str) -> None:
        """Take in an end."""
        assert self.open.pop() == tag


def provision(locator: str, index: LocalIndex, language: str = "en") -> Page:
    """The page of a provision."""
    found = index.get(locator)
    assert found is not None
    return provision_page(ProvisionOut.of(found, index, language), language)


def document(name: str, index: LocalIndex, language: str = "en") -> Page:
    """The page of a document."""
    found = OutlinedDocumentOut.of(index.documents[name], index, language)
    return document_page(found, (None, None), language)


def text_of(page: Page) -> str:
    """Its words."""
    return unescape(re.sub(r"<[^>]+>", " ", page.main))


def every_page(index: LocalIndex, language: str) -> list[Page]:
    """One of each kind."""
    concept = concepts_by_id()["access-and-benefit-sharing"]
    whole = WholeConceptOut.of(concept, [], language, index)
    return [
        provision("cop-1/dec-3/para-2", index, language),
        provision("cbd/art-8/item-j", index, language),
        provision("cop-15/dec-8", index, language),
        document("cop-15/dec-4", index, language),
        document("cbd", index, language),
        shelves_page(every_document(index, language), language),
        concept_page(whole, language),
        about_page(Account.of(index, Settings(library=Path("none"))), language),
    ]


@pytest.mark.parametrize("language", languages())
def test_pages_are_well_made(index: LocalIndex, language: str) -> None:
    """In each language every element ends, and headings go down by one rank from the only first one."""
    for page in every_page(index, language):
        tree = Tree(page.main)

        assert tree.headings[0] == 1
        assert tree.headings.count(1) == 1
        assert all(
            after <= before + 1 for before, after in zip(tree.headings, tree.headings[1:], strict=False)
        )
        assert page.title
        assert page.description
        assert all(address.startswith(("/", "https://")) for address in tree.links)


def test_every_link_within_leads_somewhere(index: LocalIndex) -> None:
    """What a page links to is a provision, a document, an entry of the glossary or a page."""
    for page in every_page(index, "en"):
        for address in Tree(page.main).links:
            if not address.startswith("/"):
                continue
            path = address.partition("#")[0]
            known = (
                path in {"/", "/about", "/browse", "/glossary"}
                or index.knows(path.removeprefix("/p/"))
                or path.removeprefix("/p/") in index.documents
                or path.removeprefix("/glossary/") in concepts_by_id()
            )
            assert known, address


def test_a_provision_is_linked_with_what_is_around_it(index: LocalIndex) -> None:
    """Its document, its neighbours, what it cites, what cites it, and what it establishes."""
    links = Tree(provision("cop-1/dec-3/para-2", index).main).links
    assert {"/p/cop-1/dec-3", "/p/cop-1/dec-3/para-1", "/p/cop-1/dec-3/para-3"} <= set(links)
    assert "https://www.cbd.int/decisions/cop/1/3/2" in links
    article = Tree(provision("cbd/art-18/para-3", index).main).links
    assert "/glossary/clearing-house-mechanism" in article
    assert "/p/cbd/art-18" in article


def test_an_extract_never_reads_as_the_whole(index: LocalIndex) -> None:
    """The decision, its parts and its page say that it is one; the whole is a click away."""
    note = say("page.passage.held_extracts", "en")

    for page in (provision("cop-15/dec-8", index), provision("cop-15/dec-8/extract-1", index)):
        assert note in text_of(page)
        assert "https://www.cbd.int/decisions/cop/15/8" in page.main


def test_a_decision_of_the_catalogue_has_its_page(index: LocalIndex) -> None:
    """Title, symbol, year, the official page, and that the text is not here."""
    page = document("cop-15/dec-4", index)

    assert page.title == "Decision 15/4. Kunming-Montreal Global Biodiversity Framework"
    assert "CBD/COP/DEC/15/4" in page.main
    assert say("page.passage.held_facts", "en") in text_of(page)
    assert "https://www.cbd.int/decisions/cop/15/4" in Tree(page.main).links


def test_the_guide_is_never_data_of_the_law(index: LocalIndex) -> None:
    """What machines take for the text of a provision is official; the guide is an abstract."""
    guide, law = provision("cbd/art-8/item-j", index).data, provision("cop-1/dec-3/para-2", index).data

    assert guide["@type"] == law["@type"] == "Legislation"
    assert "text" not in guide
    assert guide["abstract"]
    assert str(law["text"]).startswith("Decides also that the activities")
    assert provision("tsc-training-2023/slide-14", index).data["@type"] == "CreativeWork"


def about(index: LocalIndex, **settings: Any) -> str:
    """The words of the page about the server, in one line."""
    page = about_page(Account.of(index, Settings(**{"library": Path("none"), **settings})), "en")
    return " ".join(text_of(page).split())


def test_the_server_says_what_it_holds(index: LocalIndex) -> None:
    """Each instrument and meeting with its counts, the day of the index, and that nothing was fetched."""
    told = about(index)

    assert "Convention 42 0 7 35 0" in told
    assert "COP 15 6 not confirmed 0 1 0 5" in told
    assert "COP 14 9 38 0 1 0 8" in told
    assert index.snapshot.built_at[:10] in told
    assert say("site.never_fetched", "en") in told


def test_the_server_says_when_it_fetched(index: LocalIndex, tmp_path: Path) -> None:
    """How many files, the last change, and the day of each meeting."""
    entry = {"url": "u", "sha256": "s", "source": "tree", "languages": ["en"]}
    files = {
        "treaties/cbd-en.md": {**entry, "fetched": "2026-10-01"},
        "decisions/cop-15/cop-15-dec-04.json": {**entry, "fetched": "2026-11-02"},
        "decisions/cop-15/cop-15-dec-05.json": {**entry, "fetched": "2026-11-01"},
    }
    (tmp_path / "official").mkdir()
    (tmp_path / "official" / "lock.json").write_text(json.dumps({"format": 1, "files": files}))
    told = about(index, library=tmp_path)

    assert say("site.fetched", "en", files=3, date="2026-11-02") in told
    assert "COP 15 6 not confirmed 0 1 0 5 2026-11-02" in told
    assert "COP 14 9 38 0 1 0 8 –" in told


def test_the_server_says_who_runs_it(index: LocalIndex) -> None:
    """As the operator has set it; without, that nobody is named."""
    named = about(index, operator="Office <b>", contact="chm@example.org", privacy="https://example.org/data")
    page = about_page(Account(Settings(contact="chm@example.org")), "en").main

    assert "Office <b>" in named
    assert named.count("chm@example.org") == 2
    assert "https://example.org/data" in named
    assert 'href="mailto:chm@example.org"' in page
    assert say("site.who_nobody", "en") in about(index)


def test_the_server_says_what_it_keeps(index: LocalIndex) -> None:
    """Of questions and of feedback, and whether a language model takes part."""
    assert say("site.data_not_kept", "en") in about(index)
    kept = about(index, audit_questions=True, audit_days=30, feedback_days=0)
    assert "they are kept 30 days" in kept
    assert say("site.for_ever", "en") in kept
    keeping = about(index, conversations=Path("c.db"), conversations_days=90)
    assert say("site.data_server", "en", days="90 days") in keeping
    assert not any(say(f"site.{name}", "en") in keeping for name in ("data_browser", "data_not_kept"))
    assert say("site.how_no_model", "en") in about(index)
    assert "(small)" in about(index, llm_url="http://localhost:1", llm_model="small")


def test_no_inner_address_is_told(index: LocalIndex) -> None:
    """That a language model takes part is said, where it is asked is not, also where it has no name."""
    told = about(index, llm_url="http://localhost:1/inside")
    assert say("site.how_no_model", "en") not in told
    assert "localhost" not in told
    assert "inside" not in told


def test_a_day_keeps_its_order_from_right_to_left() -> None:
    """2026-11-28 is not read as 28-11-2026."""
    day = measured().date.isoformat()

    assert f"\u2066{day}\u2069" in about_page(Account(Settings()), "ar").main
    assert f" {day} " in about_page(Account(Settings()), "en").main


def test_who_may_not_read_is_not_told_what_is_held() -> None:
    """How answers are made and who runs the server is for anybody."""
    told = text_of(about_page(Account(Settings()), "en"))

    assert say("site.means_whole", "en") not in told
    assert say("site.how_title", "en") in told
    assert f"{measured().rows[0].first:.2f}" in told
