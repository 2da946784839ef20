"""Where the official words of a provision can be read: the nearest official page or file that is known."""

from urllib.parse import urlsplit

from ingest.locator import Decision, Locator
from ingest.model import Document, Provision
from ingest.vocabulary import vocabulary

PARAGRAPHS = "cop"  # the body whose decisions have an official page for each paragraph
PREAMBLE = "00"  # what stands in the address of an article's page for the preamble


def official_address(provision: Provision, document: Document) -> str:
    """The page of the very paragraph, article or target where there is one; the file at its page where that
    is known; else the page or the file of the document. "" where none is known.
    """
    url = provision.url or document.url
    if not leads_somewhere(url):
        return ""
    place = Locator.parse(provision.locator)
    at_page = _at_page(url, provision.page)
    return _paragraph(place, url) or (at_page if at_page != url else _part(place, url))


def leads_somewhere(url: str) -> bool:
    """Whether an address names more than the front page of a site."""
    parts = urlsplit(url)
    return parts.scheme in {"http", "https"} and bool(parts.path.strip("/") or parts.query)


def _paragraph(place: Locator, url: str) -> str:
    """The page of the paragraph that a provision is or belongs to; "" where it has none, or `url` is not the
    page of its decision. Items and annexes have no address that is sure.
    """
    decision = Decision.of(place.document)
    if decision is None or decision.body != PARAGRAPHS or url != decision.url:
        return ""
    steps = place.steps
    if not steps or steps[0].kind not in {"sec", "para"}:
        return ""
    numbers = [step.number for step in steps if step.kind in {"sec", "para"}]
    if not all(number.isascii() and number.isalnum() for number in numbers):  # "3~2": counted again
        return ""
    return "/".join([url, *numbers])


def _part(place: Locator, url: str) -> str:
    """The page of the article or target that a provision is or belongs to, where its instrument has such
    pages and `url` is the address of that instrument; else that address.
    """
    instrument = vocabulary().instrument(place.document)
    if instrument is None or url != instrument.url or not place.steps:
        return url
    kind, number = place.steps[0].kind, place.steps[0].number
    if instrument.article_page and kind in {"art", "preamble"} and (number.isdigit() or kind == "preamble"):
        two = number.zfill(len(PREAMBLE)) if kind == "art" else PREAMBLE
        return vocabulary().site + instrument.article_page.format(number=two)
    if instrument.target_pages and kind == "target" and number.isdigit():
        return f"{vocabulary().site}/{instrument.target_pages[0]}/targets/{number}"
    return url


def _at_page(url: str, page: int | None) -> str:
    """A file that browsers open at a page, at that page."""
    parts = urlsplit(url)
    return f"{url}#page={page}" if page and parts.path.endswith(".pdf") and not parts.fragment else url
