"""Search, documents and provisions: every field, and that what is linked exists."""

from typing import Any

import httpx
import pytest

from assistant.api.wire.base import WireModel
from assistant.api.wire.concepts import ConceptsOut, WholeConceptOut
from assistant.api.wire.documents import DocumentsOut, OutlinedDocumentOut
from assistant.api.wire.provisions import ProvisionOut
from assistant.api.wire.search import SearchOut


def get(client: httpx.Client, path: str, **params: Any) -> Any:
    """Get the JSON of a good answer."""
    response = client.get(f"/api/v1/{path}", params=params)
    assert response.status_code == 200, response.text
    return response.json()


@pytest.mark.parametrize(
    ("path", "form"),
    [
        ("search?q=technology+transfer", SearchOut),
        ("documents", DocumentsOut),
        ("documents/cbd", OutlinedDocumentOut),
        ("documents/cop-1/dec-3", OutlinedDocumentOut),
        ("provisions/cbd/art-18/para-3", ProvisionOut),
        ("provisions/cop-1/dec-3/para-2", ProvisionOut),
        ("provisions/tsc-training-2023/slide-14", ProvisionOut),
        ("concepts", ConceptsOut),
        ("concepts?lang=zh-Hans", ConceptsOut),
        ("concepts/access-and-benefit-sharing?lang=ar", WholeConceptOut),
    ],
)
def test_an_answer_has_exactly_its_fields(server: httpx.Client, path: str, form: type[WireModel]) -> None:
    """Every field is there in its type, and none besides."""
    form.model_validate_json(server.get(f"/api/v1/{path}").content, strict=True, extra="forbid")


def test_search_finds_and_says_where(server: httpx.Client) -> None:
    """The best hit speaks of the query, and its best passage lies in its text."""
    found = get(server, "search", q="clearing-house mechanism technical cooperation", limit=5)

    assert len(found["hits"]) == 5
    assert [hit["score"] for hit in found["hits"]] == sorted(
        (hit["score"] for hit in found["hits"]), reverse=True
    )
    assert all(0 <= hit["start"] < hit["end"] <= len(hit["text"]) for hit in found["hits"])


@pytest.mark.parametrize(("asked", "spoken"), [("fr", "fr"), ("zh-Hans", "zh"), ("xx", "en"), ("", "en")])
def test_search_speaks_plainly_to_its_reader(server: httpx.Client, asked: str, spoken: str) -> None:
    """In the language asked for; in English, without a word of it, where the guide has none in that one."""
    hits = get(server, "search", q="access to genetic resources", lang=asked)["hits"]
    told = next(hit for hit in hits if hit["provenance"] == "guide")
    guide = get(server, f"provisions/{told['locator']}", lang=asked)["guide"]

    assert (told["plain_language"], guide["language"]) == (spoken, spoken)
    assert (told["plain"], told["plain_state"]) == (guide["summary"], guide["state"])
    assert (told["plain_state"] == "") == (spoken == "en")


def test_search_keeps_to_its_filters(server: httpx.Client) -> None:
    """Kind and session, each given twice or once."""
    hits = get(server, "search", q="clearing-house", kinds=["decision", "training"], limit=50)["hits"]
    first = get(server, "search", q="clearing-house", sessions=[1], limit=50)["hits"]

    assert {hit["document"]["kind"] for hit in hits} <= {"decision", "training"}
    assert {hit["document"]["id"].split("/")[0] for hit in first} <= {"cop-1"}


def test_documents_are_listed_with_counts(server: httpx.Client) -> None:
    """The list is whole, and the counts are those of the outline."""
    found = get(server, "documents")
    by_id = {document["id"]: document for document in found["documents"]}

    assert found["total"] == len(found["documents"]) == len(by_id)
    assert by_id["cbd"]["counts"]["provisions"] == len(get(server, "documents/cbd")["outline"])
    assert by_id["cop-1/dec-3"]["session"] == 1
    assert by_id["cop-1/dec-3"]["label"] == "Decision I/3"


def test_documents_can_be_filtered(server: httpx.Client) -> None:
    """By kind and by session."""
    found = get(server, "documents", kinds="decision", sessions=1)["documents"]

    assert found
    assert {(document["kind"], document["session"]) for document in found} == {("decision", 1)}


def test_an_outline_holds_its_parents(server: httpx.Client) -> None:
    """Each line names a parent that stands before it."""
    seen = set()
    for line in get(server, "documents/cbd")["outline"]:
        assert line["parent"] is None or line["parent"] in seen
        seen.add(line["locator"])


def test_a_provision_shows_its_surroundings(server: httpx.Client) -> None:
    """Neighbours, parent and children exist and point back."""
    p = get(server, "provisions/cbd/art-18/para-3")
    parent = get(server, f"provisions/{p['parent']['locator']}")

    assert p["label"] == "Convention, Article 18(3)"
    assert get(server, f"provisions/{p['next']['locator']}")["previous"]["locator"] == p["locator"]
    assert p["locator"] in [child["locator"] for child in parent["children"]]
    assert p["document"]["id"] == "cbd"
    assert p["url"].startswith("https://www.cbd.int/")


def test_the_guide_is_marked_as_not_official(server: httpx.Client) -> None:
    """The annotation stands apart from the text, and says so."""
    p = get(server, "provisions/cbd/art-18/para-3")

    assert p["guide"]["official"] is False
    assert (p["guide"]["language"], p["guide"]["state"]) == ("en", "")
    assert p["guide"]["summary"]
    assert p["guide"]["questions"]
    assert p["guide"]["summary"] not in p["text"]


def test_provenance_is_told(server: httpx.Client) -> None:
    """A text known as another source quotes it names that source; a trainer's slide is not official."""
    quoted = get(server, "provisions/cop-1/dec-3/para-2")
    slide = get(server, "provisions/tsc-training-2023/slide-14")

    assert (quoted["provenance"], quoted["official"]) == ("quoted", True)
    assert [source["id"] for source in quoted["quoted_in"]] == ["tsc-training-2023"]
    assert (slide["provenance"], slide["official"]) == ("own", False)


def test_cross_references_stand_where_they_say(server: httpx.Client) -> None:
    """The words of a reference are a slice of the text that refers, and both ends know of each other."""
    lines = [
        line["locator"]
        for line in get(server, "documents/cbd")["outline"]
        if line["locator"].startswith("cbd/art-16")
    ]
    found = 0
    for locator in [*lines, "cop-1/dec-3/para-2"]:
        p = get(server, f"provisions/{locator}")
        for reference in p["cites"]:
            found += 1
            assert p["text"][reference["start"] : reference["end"]] == reference["words"]
            if reference["known"]:
                other = get(server, f"provisions/{reference['locator']}")
                assert p["locator"] in [back["locator"] for back in other["cited_by"]]
    assert found


@pytest.mark.parametrize("spelling", ["CBD/Art-18/para-3", "cbd/art-18/para-3/", "cbd%2Fart-18%2Fpara-3"])
def test_a_locator_is_read_in_any_case(server: httpx.Client, spelling: str) -> None:
    """Case, a closing slash and escaped slashes do not matter."""
    assert get(server, f"provisions/{spelling}")["locator"] == "cbd/art-18/para-3"


def test_what_the_corpus_lacks_is_said_with_what_is_near(server: httpx.Client) -> None:
    """404 names the nearest address above that exists."""
    response = server.get("/api/v1/provisions/cbd/art-18/para-99")

    assert response.status_code == 404
    assert "cbd/art-18" in response.json()["error"]["hint"]


@pytest.mark.parametrize("path", ["documents", "documents/cbd", "provisions/cbd/art-18/para-3"])
def test_what_a_reader_has_is_not_sent_again(server: httpx.Client, path: str) -> None:
    """304 for the same ETag."""
    tag = server.get(f"/api/v1/{path}").headers["etag"]

    assert server.get(f"/api/v1/{path}", headers={"If-None-Match": tag}).status_code == 304
    assert server.get(f"/api/v1/{path}", headers={"If-None-Match": '"other"'}).status_code == 200


@pytest.mark.parametrize(
    ("name", "locator"),
    [
        ("Article 18, paragraph 3 of the Convention", "cbd/art-18/para-3"),
        ("article 18, paragraphe 3 de la Convention sur la diversité biologique", "cbd/art-18/para-3"),
        ("cbd/art-18/para-3", "cbd/art-18/para-3"),
        ("https://ask.example.org/p/cbd/art-18/para-3?lang=fr", "cbd/art-18/para-3"),
        ("https://www.cbd.int/convention/articles/?a=cbd-18", "cbd/art-18"),
        ("decision 15/4", "cop-15/dec-4/catalogue"),
    ],
)
def test_a_name_is_resolved(server: httpx.Client, name: str, locator: str) -> None:
    """Words, a locator, a link to a page here and one to an official page."""
    assert get(server, "resolve", name=name)["provisions"][0]["locator"] == locator


def test_a_name_of_several_provisions(server: httpx.Client) -> None:
    """Each is called what it is called in the reader's language, the likeliest first."""
    found = get(server, "resolve", name="Article 15(3)", lang="fr")["provisions"]

    assert [one["label"] for one in found[:1]] == ["Convention, article 15, paragraphe 3"]
    assert len({one["locator"] for one in found}) == len(found) > 1


@pytest.mark.parametrize("name", ["bananas", "Article 99 of the Convention", "the Nagoya Protocol", ""])
def test_what_is_no_provision_is_refused(server: httpx.Client, name: str) -> None:
    """With a sentence that says how provisions are named."""
    response = server.get("/api/v1/resolve", params={"name": name})

    assert response.status_code == 404
    assert "Article 15, paragraph 3" in response.json()["error"]["hint"]
