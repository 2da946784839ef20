"""The same provision in several languages, and what the Secretariat says of it."""

import asyncio
from pathlib import Path

import httpx

from assistant.api.app import create_app
from assistant.library.assessment import related, standing
from assistant.library.files import library_folders
from assistant.library.parallel import languages_there, parallel_texts
from assistant.settings import Settings
from ingest.corpus.load import load_corpus
from tests.assistant.conftest import Sync
from tests.assistant.library.replica import Replica, treaty_pdf

PLACE = "cop-14/dec-1/sec-a/para-2/item-a"


def test_a_provision_is_offered_in_every_language_that_was_synced(synced: Sync, library: Path) -> None:
    """Aligned by its locator, in the order asked for."""
    synced()
    assert [(text.language, text.text) for text in parallel_texts(library, PLACE, ["fr", "en", "zh"])] == [
        ("fr", "De compter les chairs ;"), ("en", "To count the chairs of meeting 14;"),
    ]  # fmt: skip
    assert languages_there(library, PLACE) == ["en", "fr"]


def test_the_api_offers_the_languages_side_by_side(synced: Sync, library: Path, tmp_path: Path) -> None:
    """In the order asked for; what was never synced, or is no locator, is an empty list."""
    synced()
    app = create_app(Settings(index=tmp_path / "index", library=library, feedback=tmp_path / "feedback.db"))

    async def texts(locator: str) -> list[str]:
        async with httpx.AsyncClient(
            transport=httpx.ASGITransport(app), base_url="http://localhost"
        ) as client:
            answer = await client.get("/api/v1/parallel", params={"locator": locator, "lang": ["fr", "en"]})
        return [text["text"] for text in answer.raise_for_status().json()["texts"]]

    assert asyncio.run(texts(PLACE)) == ["De compter les chairs ;", "To count the chairs of meeting 14;"]
    assert asyncio.run(texts("cop-14/dec-99")) == asyncio.run(texts("../../etc/passwd")) == []


def test_preamble_and_annex_are_aligned_too(synced: Sync, library: Path) -> None:
    """What is read by its form has the same place in another language."""
    synced()
    for place, words in [("preamble/recital-1", "Rappelant ses chaises,"), ("annex/para-2", "Deux.")]:
        assert [text.text for text in parallel_texts(library, f"cop-14/dec-1/{place}", ["fr"])] == [words]


def test_articles_of_a_translated_treaty_are_aligned(synced: Sync, library: Path, replica: Replica) -> None:
    """Artículo 3 is Article 3."""
    replica.files["/doc/legal/cbd-es.pdf"] = treaty_pdf("Convenio sobre la Diversidad", "Artículo")
    synced("treaties", languages="es")
    assert [text.language for text in parallel_texts(library, "cbd/art-3")] == ["en", "es"]


def test_a_text_that_changed_is_read_again(synced: Sync, library: Path, replica: Replica) -> None:
    """Nothing old is shown after a sync."""
    synced()
    assert "again" not in parallel_texts(library, "cop-14/dec-1/sec-a/para-2", ["fr"])[0].text
    from tests.assistant.library.replica import tree

    replica.trees["CBD/COP/14/01"] = tree(14, 1, marker=" again")
    synced()
    assert "again" in parallel_texts(library, "cop-14/dec-1/sec-a/para-2", ["fr"])[0].text


def test_what_is_not_there_is_an_empty_list(library: Path) -> None:
    """No library, no such provision, no locator at all."""
    assert (
        parallel_texts(library, PLACE)
        == parallel_texts(library, "../../etc")
        == parallel_texts(library, "x y")
        == []
    )


def test_what_is_missing_is_not_stated(synced: Sync, library: Path) -> None:
    """Never "active"; and the disclaimer is always with it."""
    synced("decisions catalogue")
    provisions = load_corpus(library_folders(library), embedded=False).provisions
    said = standing(provisions["cop-14/dec-1/sec-a/para-1"])
    assert (said["Type"], said["Status"], said["Actors"]) == ("not stated", "not stated", "not stated")
    assert "without warranty" in said["Note"]
    assert standing(provisions["cop-14/dec-1/sec-a/para-2"])["Status"] == "active"
    assert (
        related(provisions["cop-14/dec-1/sec-a/para-2"], library)["Subjects"]
        == "Clearing-house mechanism (CBD-SUBJECT-CHM)"
    )


def test_translations_are_no_documents_of_the_index(synced: Sync, library: Path) -> None:
    """One id, one document: other languages stand beside it, not in its place."""
    synced("treaties")
    documents = load_corpus(library_folders(library), embedded=False).documents
    assert {document.language for document in documents.values()} == {"en"}
