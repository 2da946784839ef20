"""The glossary over HTTP: in one language, and one entry in all of them."""

from html import escape

import httpx
import pytest

from ingest.concepts import concepts_by_id, embedded_concepts
from ingest.vocabulary import LANGUAGES


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_glossary_in_a_language(server: httpx.Client, language: str) -> None:
    """Every entry, once, by name, with plain words that say who has read them."""
    found = server.get("/api/v1/concepts", params={"lang": language}).json()
    entries = found["concepts"]

    assert found["language"] == language
    assert (
        found["total"] == len(entries) == len({entry["id"] for entry in entries}) == len(embedded_concepts())
    )
    assert [entry["name"] for entry in entries] == sorted(
        (entry["name"] for entry in entries), key=str.casefold
    )
    assert {entry["plain_state"] for entry in entries} == ({""} if language == "en" else {"reviewed"})
    assert all(entry["plain"] for entry in entries)


def test_an_unknown_language_is_answered_in_english(server: httpx.Client) -> None:
    """As the page of a reader whose language the assistant does not speak."""
    assert server.get("/api/v1/concepts", params={"lang": "sw"}).json()["language"] == "en"
    assert server.get("/api/v1/concepts", params={"lang": "no language"}).status_code == 422


def test_other_names_are_no_inflections(server: httpx.Client) -> None:
    """What people type in another case is understood, and not listed."""
    entries = server.get("/api/v1/concepts", params={"lang": "ru"}).json()["concepts"]
    protocol = next(entry for entry in entries if entry["id"] == "cartagena-protocol")

    assert "Картахенский протокол" in protocol["others"]
    assert "Картахенского протокола" not in protocol["others"]


def test_an_entry_in_all_languages(server: httpx.Client) -> None:
    """The reader's language first; what establishes it by its label, what belongs to it by its name."""
    entry = server.get("/api/v1/concepts/access-and-benefit-sharing", params={"lang": "fr"}).json()

    assert entry["words"][0]["language"] == "fr"
    assert {words["language"] for words in entry["words"]} == set(LANGUAGES)
    assert "APA" in entry["words"][0]["others"]
    assert entry["established_by"][0]["label"] == "Convention, article 15"
    assert {"id": "mutually-agreed-terms", "name": "conditions convenues d'un commun accord"} in entry[
        "see_also"
    ]


def test_what_an_entry_rests_on_and_leads_to_exists(server: httpx.Client) -> None:
    """Links to provisions and to other entries can be followed."""
    entry = server.get("/api/v1/concepts/clearing-house-mechanism").json()

    assert entry["established_by"]
    assert entry["see_also"]
    for link in entry["established_by"]:
        assert server.get(f"/api/v1/provisions/{link['locator']}").status_code == 200
    for related in entry["see_also"]:
        assert server.get(f"/api/v1/concepts/{related['id']}").status_code == 200


def test_an_entry_that_is_not_there(server: httpx.Client) -> None:
    """Says where the list is."""
    response = server.get("/api/v1/concepts/nothing")

    assert response.status_code == 404
    assert response.json()["error"]["hint"] == "GET /api/v1/concepts lists what it has."


def test_the_glossary_has_pages(server: httpx.Client) -> None:
    """Of its own and for each entry, served as every page."""
    for path in ("/glossary", "/glossary/access-and-benefit-sharing"):
        assert "<title>" in server.get(path).text


@pytest.mark.parametrize("language", ["ar", "en", "fr", "zh"])
def test_the_glossary_is_read_without_scripts(server: httpx.Client, language: str) -> None:
    """Every entry stands in the page in the reader's language, at an anchor that is its id."""
    page = server.get("/glossary", headers={"Accept-Language": f"xx, {language}-XX;q=0.9, es;q=0.5"})
    words = page.text.partition("<main")[2]

    assert "Accept-Language" in page.headers["vary"]
    for concept in embedded_concepts():
        assert words.count(f'<section id="{concept.id}"') == 1
        assert escape(concept.said(language)) in words
    direction = "rtl" if language == "ar" else "ltr"
    assert f'lang="{language}" dir="{direction}"' in words.partition(">")[0]


def test_an_entry_is_read_without_scripts(server: httpx.Client) -> None:
    """In all languages, that of the address first."""
    concept = concepts_by_id()["access-and-benefit-sharing"]
    words = server.get(f"/glossary/{concept.id}?lang=ru").text.partition("<main")[2]

    assert all(escape(plain) in words for plain in concept.plain.values())
    assert words.index(escape(concept.plain["ru"])) < words.index(escape(concept.plain["en"]))
    assert f'href="/glossary?lang=ru#{concept.id}"' in words
    assert '<a href="/p/cbd/art-15?lang=ru"' in words
