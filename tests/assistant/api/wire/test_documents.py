"""Documents and provisions on the wire, over the embedded corpus."""

import json
from dataclasses import asdict, replace

import pytest

from assistant.api.address import document_at, provision_at
from assistant.api.wire.documents import DocumentRefOut, OutlinedDocumentOut, every_document
from assistant.api.wire.provisions import LinkOut, NamedDocumentOut, ParallelOut, ProvisionOut
from assistant.api.wire.search import HitOut, SearchOut
from assistant.library.parallel import ParallelText
from assistant.reading.labels import label_at
from assistant.search import Hit
from index.local import LocalIndex
from ingest.errors import NotFoundError

ARTICLE = "cbd/art-18"
QUOTED = "cop-1/dec-3/para-2"


def test_a_document_is_told_with_what_it_holds(index: LocalIndex) -> None:
    """Its attributes as they are, its label, and counts that agree with the outline."""
    document = index.documents["cop-1/dec-3"]
    wire = OutlinedDocumentOut.of(document, index).model_dump(mode="json")
    inner = json.loads(json.dumps(asdict(document)))

    assert {name: wire[name] for name in inner.keys() & wire.keys()} == {
        name: inner[name] for name in inner.keys() & wire.keys()
    }
    # the path is this server's own affair
    unsaid = {"text", "digest", "path", "year", "place", "towns", "page_labels"}
    assert inner.keys() - wire.keys() == unsaid
    assert wire["label"] == "Decision I/3"
    assert wire["official"] is True
    assert wire["counts"]["provisions"] == len(wire["outline"]) == len(index.in_document(document.id))
    assert sum(n for name, n in wire["counts"].items() if name.startswith("kind.")) == len(wire["outline"])
    assert wire["index"]["id"] == index.snapshot.id


def test_documents_are_listed_in_reading_order(index: LocalIndex) -> None:
    """By kind, session, number and id: decision 3 stands before decision 10."""
    documents = every_document(index)
    decisions = [d for d in documents if d.kind == "decision" and d.session == 10]
    numbers = [int(d.id.rpartition("-")[2]) for d in decisions]

    assert len(documents) == len(index.documents)
    assert [d.kind for d in documents] == sorted(d.kind for d in documents)
    assert numbers == sorted(numbers)


def test_a_provision_is_told_with_its_surroundings(index: LocalIndex) -> None:
    """Neighbours, parts and references are those of the index; the text is verbatim."""
    provision = index.get(QUOTED)
    assert provision is not None
    wire = ProvisionOut.of(provision, index)
    before, after = index.neighbours(QUOTED)

    assert (wire.text, wire.label, wire.provenance) == (provision.text, provision.label, "quoted")
    assert (wire.previous and wire.previous.locator) == (before and before.locator)
    assert (wire.next and wire.next.locator) == (after and after.locator)
    assert wire.parent is not None
    assert wire.parent.locator == provision.parent
    assert [one.locator for one in wire.cites] == [one.target for one in index.cites(QUOTED)]
    assert [one.id for one in wire.quoted_in] == list(provision.quoted_in)
    assert all(wire.text[one.start : one.end] == one.words for one in wire.cites)


def test_a_part_with_parts_is_shown_by_its_chapeau(index: LocalIndex) -> None:
    """So that no text stands there twice."""
    provision = index.get(ARTICLE)
    assert provision is not None
    shown = {child.locator: child.text for child in ProvisionOut.of(provision, index).children}

    assert shown
    for child in index.children(ARTICLE):
        assert shown[child.locator] == (child.text if child.leaf else child.chapeau)


def test_what_the_index_lacks_is_its_own_name(index: LocalIndex) -> None:
    """A link or a document that is not there is still told."""
    link = LinkOut.to("cop-99/dec-1", index)
    document = NamedDocumentOut.of("nowhere", index)

    assert (link.locator, link.label, link.heading) == ("cop-99/dec-1", "cop-99/dec-1", "")
    assert (document.id, document.title, document.kind) == ("nowhere", "nowhere", "other")


def test_a_hit_is_told_with_its_document(index: LocalIndex) -> None:
    """Score and ranks of the search, the rest of the provision."""
    provision = index.get(QUOTED)
    assert provision is not None
    hit = Hit(provision, 0.12345678, {"dense_text": 1, "lexical_text": None}, 3, 9)
    wire = SearchOut.of("fund", [hit], index, 1.23456)

    assert wire.timings_ms == {"search": 1.235}
    assert wire.hits == [HitOut.of(hit, index)]
    assert (wire.hits[0].score, wire.hits[0].ranks) == (0.123457, hit.ranks)
    assert (wire.hits[0].start, wire.hits[0].end) == (3, 9)
    assert (wire.hits[0].plain_language == "en") == bool(wire.hits[0].plain)
    assert wire.hits[0].document == DocumentRefOut.of(index.documents["cop-1/dec-3"])


def test_texts_side_by_side() -> None:
    """Where a text lies in the library is not told."""
    text = ParallelText("ar", "نص", "", "rtl", "https://www.cbd.int/x", "treaties/cbd.pdf")
    wire = ParallelOut.of(ARTICLE, [text, replace(text, language="fr", direction="ltr")])

    assert [(one.language, one.direction) for one in wire.texts] == [("ar", "rtl"), ("fr", "ltr")]
    assert b"treaties" not in wire.model_dump_json().encode()


@pytest.mark.parametrize("address", ["CBD/Art-18", "cbd/art-18/", "/cbd/art-18"])
def test_an_address_is_read_in_any_case(index: LocalIndex, address: str) -> None:
    """Case and slashes at the ends do not matter."""
    assert provision_at(address, index).locator == ARTICLE


@pytest.mark.parametrize(
    ("address", "hint"),
    [
        ("cbd/art-18/para-99", "The nearest that it has is cbd/art-18."),
        ("nowhere/art-1", "/api/v1/documents"),
        ("what is this", "/api/v1/search"),
    ],
)
def test_an_address_that_is_not_there(index: LocalIndex, address: str, hint: str) -> None:
    """The hint says what is near, or where to look."""
    with pytest.raises(NotFoundError) as caught:
        provision_at(address, index)
    assert hint in caught.value.hint
    with pytest.raises(NotFoundError):
        document_at("nowhere", index)


@pytest.mark.parametrize("language", ["fr", "ar", "zh"])
def test_everything_is_called_as_the_readers_language_does(index: LocalIndex, language: str) -> None:
    """The provision, all around it, its document and that one's outline."""
    provision = index.get("cbd/art-18/para-3")
    assert provision is not None
    wire = ProvisionOut.of(provision, index, language)
    links = [wire, wire.parent, wire.previous, wire.next, *wire.children, *wire.cites, *wire.cited_by]
    outline = OutlinedDocumentOut.of(index.documents["cbd"], index, language)

    for link in [one for one in links if one] + outline.outline[1:]:
        assert link.label == label_at(link.locator, language, index) != label_at(link.locator, "en", index)
    assert wire.document.title == outline.title != index.documents["cbd"].title
    listed, called = (
        next(one for one in every_document(index, spoken) if one.id == "cop-1/dec-3")
        for spoken in ("en", language)
    )
    assert called.label == label_at("cop-1/dec-3", language, index) != listed.label
