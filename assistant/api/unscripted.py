"""What the pages hold for readers without scripts: the words of a provision, and the glossary. Markup in any
of them stays text.
"""

import re
from collections.abc import Sequence
from html import escape

from ingest.concepts import Concept
from ingest.model import PlainWords, Provenance, Provision

RIGHT_TO_LEFT = {"ar"}
_OWN_HEAD = re.compile(r'<title>.*?</title>\s*|<meta name="description"[^>]*>\s*', re.DOTALL)
_NO_SCRIPT = re.compile(r"<noscript>.*?</noscript>\s*", re.DOTALL)


def provision_page(page: bytes, provision: Provision, label: str, plain: PlainWords | None = None) -> bytes:
    """A page with the label, the description and the text of a provision; `plain` are the guide's words in
    the reader's language, which stand in the place of a text that is not held.
    """
    told = plain if provision.provenance is Provenance.GUIDE else None
    text, language = (told.summary, told.language) if told else (provision.text, provision.language)
    label = escape(label)
    link = (
        f'<p><a href="{escape(provision.url)}" rel="noreferrer">{escape(provision.url)}</a></p>'
        if provision.url.startswith("https://")
        else ""
    )
    article = f"<h1>{label}</h1><pre {_spoken(language)}>{escape(text)}</pre>{link}"
    return _written(page, label, escape(" ".join(text.split())[:200]), f"<article>{article}</article>")


def glossary_page(page: bytes, concepts: Sequence[Concept], language: str, title: str, note: str) -> bytes:
    """A page with all concepts by name in one language, each at an anchor that is its id. `note` says whose
    words they are.
    """
    by_name = sorted(concepts, key=lambda one: (one.name(language).casefold(), one.id))
    entries = "".join(_entry(one, language) for one in by_name)
    body = f"<article {_spoken(language)}><h1>{escape(title)}</h1><p>{escape(note)}</p>{entries}</article>"
    return _written(page, escape(title), escape(note), body)


def _entry(concept: Concept, language: str) -> str:
    name = f'<a href="/glossary/{escape(concept.id)}">{escape(concept.name(language))}</a>'
    words = escape(concept.said(language))
    return f'<section id="{escape(concept.id)}"><h2>{name}</h2><p>{words}</p></section>'


def concept_page(page: bytes, concept: Concept, language: str, note: str) -> bytes:
    """A page with one concept in every language, the reader's first, and what establishes it."""
    order = sorted(concept.names, key=lambda one: one != language)
    words = "".join(
        f"<section {_spoken(one)}><h2>{escape(concept.name(one))}</h2>"
        f"<p>{escape(concept.said(one))}</p></section>"
        for one in order
    )
    links = "".join(
        f'<li><a href="/p/{escape(locator)}">{escape(locator)}</a></li>' for locator in concept.established_by
    )
    body = (
        f'<article><p {_spoken(language)}><a href="/glossary#{escape(concept.id)}">'
        f"{escape(concept.name(language))}</a>. {escape(note)}</p>{words}<ul>{links}</ul></article>"
    )
    return _written(page, escape(concept.name(language)), escape(concept.said(language)[:200]), body)


def _spoken(language: str) -> str:
    """The attributes of words in a language."""
    return f'lang="{escape(language)}" dir="{"rtl" if language in RIGHT_TO_LEFT else "ltr"}"'


def _written(page: bytes, title: str, description: str, body: str) -> bytes:
    """A page with that title and description in its head, and that body for readers without scripts."""
    head = (
        f'<title>{title}</title><meta name="description" content="{description}">'
        f'<meta property="og:title" content="{title}">'
        f'<meta property="og:description" content="{description}"></head>'
    )
    words = _NO_SCRIPT.sub("", _OWN_HEAD.sub("", page.decode("utf-8"))).replace("</head>", head, 1)
    before, _, after = words.rpartition("</body>")
    return f"{before}<noscript>{body}</noscript></body>{after}".encode()
