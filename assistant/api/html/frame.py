"""The frame of a page that the server writes: its head for machines, its header and footer for people.

The scripts of the page, where they run, take the body over and leave what it says.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final
from urllib.parse import quote

from assistant.api.html.markup import Markup, link, spoken, tag, text
from assistant.words.store import languages, say

JsonLd = Mapping[str, Any]
SCHEMA: Final = "https://schema.org"
LONGEST_DESCRIPTION = 200
NAMES: Final = {
    "ar": "العربية",
    "en": "English",
    "es": "Español",
    "fr": "Français",
    "pt": "Português",
    "ru": "Русский",
    "zh": "中文",
}
PLACES: Final = (
    ("/", "page.nav.ask"),
    ("/browse", "page.nav.browse"),
    ("/glossary", "page.nav.glossary"),
    ("/about", "page.nav.about"),
)
_HTML = re.compile(r'<html([^>]*) lang="[^"]*"')
_OWN_HEAD = re.compile(r'<title>.*?</title>\s*|<meta name="description"[^>]*>\s*', re.DOTALL)
_INWARD = re.compile(r'(?<=<a href="/)([^"?#]*)(#[^"]*)?(?=")')
_LATER = re.compile(r'<link rel="stylesheet" href="[^"]*/(?:reading|print)\.css"[^>]*>\n')
_BODY = re.compile(r"(?<=<body>).*(?=</body>)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a page is, and for whom: `site` is the address of the server, `path` that of the page on it,
    `asked` whether the address itself names the `language`, `indexed` whether search engines may keep it.
    """

    site: str
    path: str
    language: str
    asked: bool = False
    indexed: bool = False

    def address(self, language: str = "") -> str:
        """The whole address, in a language or in that of whoever comes."""
        return f"{self.site}{quote(self.path)}" + (f"?lang={language}" if language else "")

    @property
    def canonical(self) -> str:
        """The one address of what is shown."""
        return self.address(self.language if self.asked else "")


@dataclass(frozen=True, slots=True)
class Page:
    """What a page says: `main` in the language of the reader, `data` for machines. `whole`: no script adds
    anything to it; `brief`: it does without the looks of pages to read and of paper.
    """

    title: str
    description: str
    main: Markup
    data: JsonLd = field(default_factory=dict)
    whole: bool = False
    brief: bool = False


def framed(shell: bytes, place: Place, page: Page) -> bytes:
    """The page in the frame of all pages."""
    direction = spoken(place.language)["dir"]
    words = _OWN_HEAD.sub("", shell.decode("utf-8"))
    if page.brief:
        words = _LATER.sub("", words)
    words = _HTML.sub(lambda html: f'<html{html[1]} lang="{place.language}" dir="{direction}"', words, 1)
    words = words.replace("</head>", f"{_head(place, page)}</head>", 1)
    return _BODY.sub(lambda _: _body(place, page), words, 1).encode()


def _head(place: Place, page: Page) -> Markup:
    described = " ".join(page.description.split())[:LONGEST_DESCRIPTION]
    return text(
        tag("title", page.title),
        tag("meta", name="description", content=described),
        tag("meta", name="robots", content="index, follow" if place.indexed else "noindex"),
        tag("link", rel="canonical", href=place.canonical),
        [tag("link", rel="alternate", hreflang=one, href=place.address(one)) for one in languages()],
        tag("link", rel="alternate", hreflang="x-default", href=place.address()),
        tag("meta", property="og:title", content=page.title),
        tag("meta", property="og:description", content=described),
        tag("meta", property="og:url", content=place.canonical),
        _data(page.data, place),
    )


def _data(data: JsonLd, place: Place) -> Markup | None:
    """A block of data, which no browser runs; nothing in it can end it."""
    if not data:
        return None
    whole = {"@context": SCHEMA, **_on_site(data, place.site), "url": place.canonical}
    written = json.dumps(whole, ensure_ascii=False)
    for sign in "<>&\u2028\u2029":
        written = written.replace(sign, f"\\u{ord(sign):04x}")
    return tag("script", Markup(written), type="application/ld+json")


def _on_site(value: Any, site: str) -> Any:
    """The same with whole addresses: an "@id" that begins with a slash is on this site."""
    if isinstance(value, Mapping):
        return {
            name: f"{site}{quote(one)}" if name == "@id" and one.startswith("/") else _on_site(one, site)
            for name, one in value.items()
        }
    return [_on_site(one, site) for one in value] if isinstance(value, list) else value


def _body(place: Place, page: Page) -> Markup:
    language = place.language

    def kept(markup: Markup) -> Markup:
        """The same with links that keep the language which the address asks for."""
        there = rf"\1?lang={language}\2"
        return Markup(_INWARD.sub(there, markup)) if place.asked else markup

    def current(path: str) -> str | None:
        return "page" if path == place.path else None

    places = [link(path, say(words, language), aria_current=current(path)) for path, words in PLACES]
    tongues = [
        tag("li", link(f"{quote(place.path)}?lang={one}", NAMES.get(one, one), hreflang=one, lang=one))
        for one in languages()
    ]
    return text(
        tag("a", say("page.nav.skip", language), class_="skip", href="#content"),
        kept(
            tag(
                "header",
                link("/", say("page.app.name", language), class_="brand"),
                tag("nav", places, class_="places", aria_label=say("page.nav.label", language)),
                class_="header",
            )
        ),
        tag(
            "main",
            kept(page.main),
            id="content",
            class_="text-page",
            tabindex=-1,
            data_served="whole" if page.whole else "words",
            **spoken(language),
        ),
        tag(
            "footer",
            tag("nav", tag("ul", tongues), aria_label=say("page.nav.language", language)),
            class_="tongue-links",
        ),
    )
