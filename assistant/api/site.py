"""The server as the world sees it: its own address, what search engines may do, and the list of its pages."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from typing import Final
from urllib.parse import quote

from starlette.requests import Request

from assistant.api.html.frame import Place
from assistant.api.html.markup import spoken
from assistant.api.reader import asks_for, reader_language
from assistant.settings import Settings
from assistant.words.store import say
from index.interface import SearchIndex
from ingest.concepts import embedded_concepts
from ingest.errors import InputError
from ingest.model import Provenance

MOST_ADDRESSES: Final = 10_000  # in one file of the sitemap; the protocol allows 50,000
FIXED: Final = ("/", "/about", "/browse", "/glossary")
_ADDRESS = re.compile(r"https?://[A-Za-z0-9.-]+(?::\d{1,5})?|https?://\[[0-9a-fA-F:]+\](?::\d{1,5})?")
_NAMESPACE: Final = "http://www.sitemaps.org/schemas/sitemap/0.9"


def checked_address(address: str) -> str:
    """The address of the server, without a slash at its end; "" for none. Raises InputError."""
    address = address.rstrip("/")
    if address and not _ADDRESS.fullmatch(address):
        raise InputError(
            f"CBD_ADDRESS is '{address}', which is no address of a server.",
            "Write https://ask.example.org, with no path.",
        )
    return address


def site_of(request: Request, settings: Settings) -> str:
    """The address of this server: the one that was set, or the one that was asked."""
    return settings.address.rstrip("/") or str(request.base_url).rstrip("/")


def place_of(request: Request, settings: Settings, path: str = "") -> Place:
    """Where a page is that somebody asks for; `path` is its one address where it has several."""
    return Place(
        site_of(request, settings),
        path or request.url.path,
        reader_language(request),
        asks_for(request),
        settings.search_engines,
    )


def robots(site: str, *, indexed: bool) -> str:
    """What search engines are told: everything but the programming interface, or nothing at all."""
    if not indexed:
        return "User-agent: *\nDisallow: /\n"
    closed = "".join(f"Disallow: {path}\n" for path in ("/api/", "/v1/", "/mcp", "/embed", "/sign-in"))
    return f"User-agent: *\n{closed}Sitemap: {site}/sitemap.xml\n"


def installed_as(language: str) -> dict[str, object]:
    """What a device is told that installs the page: the web app manifest, in a language."""
    icons = [("icon-192.png", "192x192", "any"), ("icon-512.png", "512x512", "any")]
    icons.append(("icon-maskable-512.png", "512x512", "maskable"))
    return {
        "id": "/",
        "name": say("page.app.name", language),
        "short_name": say("page.app.name", language),
        "description": say("page.welcome.title", language),
        **spoken(language),
        "start_url": "/",
        "scope": "/",
        "display": "standalone",
        "background_color": "#faf9f6",
        "theme_color": "#1b5e3f",
        "icons": [
            {"src": f"/static/icons/{name}", "sizes": sizes, "type": "image/png", "purpose": purpose}
            for name, sizes, purpose in icons
        ],
    }


@dataclass(frozen=True, slots=True)
class Sitemap:
    """The paths of all pages of one index, and the day on which it was made."""

    paths: tuple[str, ...]
    day: str

    @classmethod
    def of(cls, index: SearchIndex, day: str) -> "Sitemap":
        """Of an index: fixed pages, the glossary, documents, and every provision that has words."""
        return cls(tuple(dict.fromkeys(_paths(index))), day)

    @property
    def parts(self) -> int:
        """How many files it takes."""
        return -(-len(self.paths) // MOST_ADDRESSES)

    def contents(self, site: str) -> str:
        """The file that lists the others."""
        files = (f"{site}/sitemap-{number}.xml" for number in range(1, self.parts + 1))
        return _written("sitemapindex", "sitemap", list(files), self.day)

    def part(self, number: int, site: str) -> str | None:
        """One of the others, counted from 1; None where there are not so many."""
        if not 1 <= number <= self.parts:
            return None
        end = number * MOST_ADDRESSES
        own = self.paths[end - MOST_ADDRESSES : end]
        return _written("urlset", "url", [f"{site}{quote(path)}" for path in own], self.day)


def _paths(index: SearchIndex) -> Iterator[str]:
    yield from FIXED
    yield from (f"/glossary/{concept.id}" for concept in embedded_concepts())
    for document in index.documents.values():
        yield f"/p/{document.id}"
        for provision in index.in_document(document.id):
            if provision.provenance is not Provenance.CATALOGUE:  # its document's page says the same
                yield f"/p/{provision.locator}"


def _written(whole: str, one: str, addresses: Sequence[str], day: str) -> str:
    lines = (f"<{one}><loc>{escape(address)}</loc><lastmod>{day}</lastmod></{one}>" for address in addresses)
    listed = "\n".join(lines)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<{whole} xmlns="{_NAMESPACE}">\n{listed}\n</{whole}>\n'
