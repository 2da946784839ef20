"""Addresses of official pages and files, file names, and locators typed as such: one string, one locator."""

import re
from collections.abc import Iterable
from functools import cache
from urllib.parse import unquote

from ingest.locator import STEP_KINDS, Decision, Locator
from ingest.references.symbols import (
    SESSION,
    numbered,
    read_symbol,
    session_number,
    symbol_pattern,
    tracker_steps,
)
from ingest.vocabulary import COP, Vocabulary, vocabulary

URL = (
    r"(?:https?://|www\.|(?<![\w.])(?:chm\.|metadata\.)?cbd\.int/|(?<![\w/])/decisions?/)[^ <>\"()\[\]{}|"
    r"]{1,500}"
)
_NUMBER = r"[a-z0-9]+(?:[.~-][a-z0-9]+)*"
_STEP = rf"/(?:{'|'.join(STEP_KINDS)})(?:-{_NUMBER})?(?![a-z0-9])"


def _bodies(known: Vocabulary) -> dict[str, str]:
    """What stands for a body in addresses and file names -> its id."""
    return {code: body.id for body in known.bodies for code in (body.id, *body.file_codes)}


def _any(words: Iterable[str]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


def file_name_pattern(known: Vocabulary) -> str:
    """What looks like the name of an official file: `cop-15-dec-08-en.pdf`."""
    return (
        rf"(?<![\w-])(?:{_any(_bodies(known))})-\d{{1,2}}-(?:dec|rec)-\d{{1,2}}(?:-[a-z]{{2}})?"
        r"(?:\.(?:pdf|docx?))?(?![\w-])"
    )


def literal_pattern(known: Vocabulary) -> str:
    """What looks like a locator: `cop-15/dec-8/para-2`, `cbd/art-8/item-j`, `any-deck/slide-3`."""
    named = _any(instrument.id for instrument in known.instruments)
    bodies = _any(body.id for body in known.bodies)
    return (
        rf"(?<![\w/.-])(?:(?:{bodies})-\d{{1,2}}/(?:dec|rec)-\d{{1,3}}(?:{_STEP})*|"
        rf"(?:{named}|[a-z]{{2,12}}-[a-z0-9-]{{1,40}})(?:{_STEP})+)(?![\w/-])"
    )


def read_literal(text: str) -> Locator | None:
    """A locator typed as such; numbers lose their leading noughts."""
    try:
        locator = Locator.parse(text)
    except ValueError:
        return None
    decision = Decision.of(locator.document)
    if decision is None:
        return locator
    said = locator.document.partition("/")[2][:3]
    document = numbered(decision.body, decision.session, decision.number, said)
    return Locator(document.document, locator.steps) if document else None


def read_file_name(text: str) -> Locator | None:
    """`cop-15-dec-08-en` is cop-15/dec-8."""
    known = vocabulary()
    match = re.match(rf"({_any(_bodies(known))})-(\d+)-(dec|rec)-(\d+)", text)
    return numbered(_bodies(known)[match[1]], int(match[2]), int(match[4]), match[3]) if match else None


def read_address(text: str) -> Locator | None:
    """The provision an official page or file is about; None for any other address."""
    address = unquote(text).lower()
    if not re.search(r"(?:^|[/.])cbd\.int(?:/|$)|^/decisions?/", address.split("?")[0]):
        return None
    for reader in (_decision_page, _file_address, _query_address, _symbol_address, _target_page):
        locator = reader(address)
        if locator:
            return locator
    return None


def _session(body: str, number: int) -> Locator | None:
    """A session as such; only those of the Conference of the Parties are documents."""
    found = vocabulary().body(body)
    return Locator(f"{body}-{number}") if found and body == COP and 1 <= number <= found.read_until else None


def _decision_page(address: str) -> Locator | None:
    known = vocabulary()
    deciding = _any(body.id for body in known.bodies if body.page)
    match = re.search(
        rf"/decisions?/({deciding})/(\d{{1,2}})(?![\w])(?:/(\d{{1,2}})(?!\w)([a-z0-9/-]*))?", address
    )
    if not match:
        return None
    if not match[3]:
        return _session(match[1], int(match[2]))
    document = numbered(match[1], int(match[2]), int(match[3]))
    return Locator(document.document, tracker_steps(match[4])) if document else None


def _file_address(address: str) -> Locator | None:
    match = _file_name(vocabulary()).search(address)
    return read_file_name(match[0]) if match else None


@cache
def _file_name(known: Vocabulary) -> re.Pattern[str]:
    return re.compile(file_name_pattern(known))


def _query_address(address: str) -> Locator | None:
    decision = re.search(rf"[?&]dec=({SESSION})/(\d{{1,2}})(?!\w)", address)
    if decision:
        return numbered(COP, session_number(decision[1]), int(decision[2]))
    known = vocabulary()
    ids = _any(body.id for body in known.bodies)
    meeting = re.search(rf"[?&]m=({ids})-(\d{{1,2}})(?:-(\d{{1,2}}))?(?![\w-])", address)
    if meeting:
        number = re.search(r"[?&]n=(\d{1,2})(?!\w)", address)
        named = meeting[3] or (number[1] if number else "")
        if named:
            return numbered(meeting[1], int(meeting[2]), int(named))
        return _session(meeting[1], int(meeting[2]))
    pages = {one.page: one.id for one in known.instruments if one.page}
    article = re.search(rf"[?&]a=({'|'.join(pages)})-(\d{{1,2}})(?!\w)", address)
    if article:
        return Locator(pages[article[1]]).child("art", str(int(article[2])))
    return _numbered_page(address)


def _numbered_page(address: str) -> Locator | None:
    page = re.search(
        r"/(?:kb/record/decision/|decisions?/(?:[a-z-]+/)?(?:default\.shtml)?\?id=)(\d{4,6})(?!\d)", address
    )
    provision = vocabulary().pages.get(int(page[1])) if page else None
    return Locator.parse(provision) if provision else None


@cache
def _symbol(known: Vocabulary) -> re.Pattern[str]:
    return re.compile(symbol_pattern(known))


def _symbol_address(address: str) -> Locator | None:
    match = re.search(r"/documents/(.+)", address)
    return read_symbol(match[1]) if match and _symbol(vocabulary()).fullmatch(match[1]) else None


def _target_page(address: str) -> Locator | None:
    """/gbf/targets/3, /kmgbf/goal-a."""
    pages = {page: one.id for one in vocabulary().instruments for page in one.target_pages}
    match = re.search(rf"/({'|'.join(pages)})/(?:api/)?(target|goal)s?[/_-](\d{{1,2}}|[a-d])(?!\w)", address)
    if match is None:
        return None
    number = str(int(match[3])) if match[3].isdigit() else match[3]
    return Locator(pages[match[1]]).child(match[2], number)
