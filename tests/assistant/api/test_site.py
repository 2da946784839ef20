"""What search engines are told: nothing unless the operator wants it, and then everything that is public."""

import re
from collections.abc import Callable
from pathlib import Path

import httpx
import pytest

from assistant.api import site
from assistant.api.site import Sitemap, checked_address, robots
from index.local import LocalIndex
from ingest.concepts import embedded_concepts
from ingest.errors import InputError

SITE = "https://ask.example.org"


def test_nothing_is_listed_unless_the_operator_says_so(server: httpx.Client) -> None:
    """No page, no sitemap."""
    assert server.get("/robots.txt").text == "User-agent: *\nDisallow: /\n"
    assert '<meta name="robots" content="noindex">' in server.get("/p/cbd/art-18").text
    assert server.get("/sitemap.xml").status_code == 404
    assert server.get("/sitemap-1.xml").status_code == 404


def test_everything_is_listed_where_the_operator_wants_it(
    serve: Callable[..., httpx.Client], index_folder: Path
) -> None:
    """By the address that was set; each page that is listed is there."""
    client = serve(index=index_folder, search_engines=True, address=f"{SITE}/")
    told = client.get("/robots.txt").text

    assert f"Sitemap: {SITE}/sitemap.xml" in told
    assert "Disallow: /api/" in told
    assert "Disallow: /\n" not in told
    listed = client.get("/sitemap.xml")
    assert listed.headers["content-type"].startswith("application/xml")
    assert re.findall("<loc>(.*?)</loc>", listed.text) == [f"{SITE}/sitemap-1.xml"]
    addresses = re.findall("<loc>(.*?)</loc>", client.get("/sitemap-1.xml").text)
    assert len(addresses) == len(set(addresses)) > 1_000
    for address in [*addresses[:8], *addresses[8 :: len(addresses) // 20]]:
        page = client.get(address.removeprefix(SITE), headers={"Accept-Language": "en"})
        assert page.status_code == 200, address
        assert f'<link rel="canonical" href="{address}">' in page.text
    assert client.get("/sitemap-2.xml").status_code == 404
    assert client.get("/sitemap-x.xml").status_code == 422


def test_a_large_index_is_split(index: LocalIndex, monkeypatch: pytest.MonkeyPatch) -> None:
    """Into files of so many addresses; no page is left out, none is listed twice."""
    monkeypatch.setattr(site, "MOST_ADDRESSES", 100)
    found = Sitemap.of(index, "2026-11-28")
    parts = [found.part(number, SITE) or "" for number in range(1, found.parts + 1)]
    listed = [address for part in parts for address in re.findall("<loc>(.*?)</loc>", part)]

    assert all(part.count("<url>") <= 100 for part in parts)
    assert found.contents(SITE).count("<sitemap>") == found.parts > 5
    assert listed == [f"{SITE}{path}" for path in found.paths]
    assert len(set(listed)) == len(listed)
    assert {f"{SITE}/glossary/{one.id}" for one in embedded_concepts()} <= set(listed)
    assert f"{SITE}/p/cop-15/dec-4" in listed
    assert f"{SITE}/p/cop-15/dec-4/catalogue" not in listed
    assert found.part(0, SITE) is None
    assert found.part(found.parts + 1, SITE) is None


@pytest.mark.parametrize("address", ["ask.example.org", "https://a.org/x", "ftp://a.org", 'https://a"b'])
def test_what_is_no_address_of_a_server_is_refused(address: str) -> None:
    """With what to write instead."""
    with pytest.raises(InputError, match="CBD_ADDRESS"):
        checked_address(address)


def test_addresses_of_servers() -> None:
    """With a port, with a slash at the end, or none."""
    assert checked_address("https://ask.example.org:8443/") == "https://ask.example.org:8443"
    assert checked_address("http://[::1]:8000") == "http://[::1]:8000"
    assert checked_address("") == ""
    assert "Sitemap" not in robots(SITE, indexed=False)
