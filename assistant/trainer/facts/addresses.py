"""Addresses that look official and lead nowhere: by their form, or because what they name does not exist."""

import re
from collections.abc import Callable, Iterator
from functools import cache

from assistant.trainer.desk import Desk
from assistant.trainer.report import NOTE, SLIP, Finding
from assistant.trainer.slides import Piece
from assistant.trainer.tables import table
from ingest.locator import Locator
from ingest.references.tokens import tokens
from ingest.vocabulary import vocabulary

KIND = "link"
_PAGE = re.compile(r"/decisions?/([a-z-]+)/(\d+)", re.I)
_AHEAD = 4  # meetings that may have been since the catalogue was written
_SCHEME = re.compile(r"(?i)https?://")
Impossible = Callable[[Locator], bool]  # whether there can be no such provision


def address_findings(piece: Piece, impossible: Impossible, desk: Desk) -> Iterator[Finding]:
    """What is wrong with the addresses of a piece: a note for forms that were given up, a slip for what was
    never there.
    """
    for link in piece.links:
        reason = next((why for address, why in _forms() if address.match(link)), "")
        target = _named(link)
        if reason:
            yield _finding(NOTE, piece, link, desk.say(f"link_{reason}", site=vocabulary().site))
        elif target is not None and impossible(target):
            yield _finding(SLIP, piece, link, desk.say("link_nothing", label=desk.label(str(target))))
        elif _misses_its_family(link) or _has_no_session(link):
            yield _finding(SLIP, piece, link, desk.say("link_form"))


def _finding(severity: str, piece: Piece, link: str, message: str) -> Finding:
    return Finding(severity, KIND, piece.place, link, message, url=link)


def _named(link: str) -> Locator | None:
    """The provision that an official address is about."""
    return next((token.locator for token in tokens(link) if token.locator is not None), None)


def _misses_its_family(link: str) -> bool:
    whole = link if _SCHEME.match(link) else f"https://{link}"
    return any(begins.match(link) and not form.match(whole) for begins, form in _families())


def _has_no_session(link: str) -> bool:
    """Whether it is the page of a meeting that has not been."""
    page = _PAGE.search(link) if "cbd.int" in link.lower() else None
    last = vocabulary().last_session(page[1].lower()) if page else 0
    return page is not None and last > 0 and int(page[2]) > last + _AHEAD


@cache
def _forms() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(form["address"], re.I), form["reason"]) for form in table("links")["form"])


@cache
def _families() -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    return tuple(
        (re.compile(one["begins"], re.I), re.compile(one["form"], re.I)) for one in table("links")["family"]
    )
