"""Official symbols, tracker codes, file names, page addresses and locators typed as such: one string, one
locator.
"""

import re
from urllib.parse import unquote

from ingest.locator import STEP_KINDS, Locator, Step, from_roman, roman

_BODY = r"(?:excop|cop|cp-mop|np-mop|sbstta|sbi|wgri|wg8j|wg2020|sb8j|icnp|iccp)"
_SESSION = r"(?:\d{1,2}|[ivx]{1,6})"
URL = (
    r"(?:https?://|www\.|(?<![\w.])(?:chm\.|metadata\.)?cbd\.int/|(?<![\w/])/decisions?/)[^ <>\"()\[\]{}|"
    r"]{1,500}"
)
FILE_NAME = (
    rf"(?<![\w-])(?:{_BODY}|mop)-\d{{1,2}}-(?:dec|rec)-\d{{1,2}}(?:-[a-z]{{2}})?(?:\.(?:pdf|docx?))?(?![\w-])"
)
_NUMBER = r"[a-z0-9]+(?:[.~-][a-z0-9]+)*"
_STEP = rf"/(?:{'|'.join(STEP_KINDS)})(?:-{_NUMBER})?(?![a-z0-9])"
LITERAL = (
    rf"(?<![\w/.-])(?:{_BODY}-\d{{1,2}}/(?:dec|rec)-\d{{1,3}}(?:{_STEP})*|(?:cbd|gbf|aichi|"
    rf"[a-z]{{2,12}}-[a-z0-9-]{{1,40}})(?:{_STEP})+)(?![\w/-])"
)
SYMBOL = (
    r"(?<![\w/.-])(?:(?:unep/)?cbd/(?:ex-?cop|cop|cp|np|bs|sbstta|sbi|wg[a-z0-9-]*|sb8j|icnp|iccp|abs)|"
    r"cop/dec)"
    r"(?:[/.][^\W_][\w-]{0,20}){1,9}"
)
_LOOK_ALIKE = str.maketrans("іӏхсѵ", "iixcv")
_MOPS = {"bs": "cp-mop", "cp": "cp-mop", "np": "np-mop"}
_LAST_COP = 16
# /decision/cop/?id=13365 is XII/2, and so on; NP-1/9 is the one of the Nagoya Protocol that is known
_TWELFTH_PAGES, _LAST_OF_TWELFTH = 13363, 35
_PAGE_IDS = {13408: "np-mop-1/dec-9"}
_ARTICLE_PAGES = {"cbd": "cbd", "cpb": "cartagena-protocol", "abs": "nagoya-protocol"}


def numbered(body: str, kind: str, session: str, number: str) -> Locator | None:
    """The decision or recommendation, where the session is one that body can have had."""
    value = int(session) if session.isdigit() else from_roman(session) or 0
    last = _LAST_COP if body.endswith("cop") else 60
    if not (1 <= value <= last and 1 <= int(number) <= 99):
        return None
    return Locator(f"{body}-{value}/{kind}-{int(number)}")


def read_literal(text: str) -> Locator | None:
    """A locator typed as such."""
    try:
        locator = Locator.parse(text)
    except ValueError:
        return None
    return _unpadded(locator)


def _unpadded(locator: Locator) -> Locator | None:
    match = re.fullmatch(r"([a-z0-9-]+?)-(\d+)/(dec|rec)-(\d+)", locator.document)
    if not match:
        return locator
    document = numbered(match[1], match[3], match[2], match[4])
    return Locator(document.document, locator.steps) if document else None


def read_file_name(text: str) -> Locator | None:
    """`cop-15-dec-08-en` is cop-15/dec-8."""
    match = re.match(rf"({_BODY}|mop)-(\d+)-(dec|rec)-(\d+)", text)
    return (
        numbered("cp-mop" if match[1] == "mop" else match[1], match[3], match[2], match[4]) if match else None
    )


def read_symbol(text: str) -> Locator | None:
    """A decision's symbol or tracker code; None for a meeting document, whose symbol looks much alike."""
    symbol = text.lower().translate(_LOOK_ALIKE)
    own = symbol.removeprefix("unep/").removeprefix("cbd/")
    mop = re.match(
        rf"(bs|cp|np)/(?:cop-)?mop/(?:dec/({_SESSION})|({_SESSION})/dec)/(\d{{1,2}})(?![\w/])", own
    )
    if mop:
        return numbered(_MOPS[mop[1]], "dec", mop[2] or mop[3], mop[4])
    body = "ex-?cop|cop|sbstta|sbi|wgri|wg8j|wg2020|sb8j|icnp|iccp"
    named = re.match(
        rf"({body})/(?:(dec|rec)/({_SESSION})|({_SESSION})/(dec|rec))/(\d{{1,2}})(?!\w)(.*)", own
    )
    if named:
        document = numbered(named[1].replace("-", ""), named[2] or named[5], named[3] or named[4], named[6])
        return Locator(document.document, tracker_steps(named[7])) if document else None
    code = re.match(r"(cop|(?:np|cp|bs)/(?:cop-)?mop)/(\d{1,2})/(\d{1,2})(?!\w)(.*)", own)
    if not code or symbol.startswith("unep/"):
        return None
    document = numbered("cop" if code[1] == "cop" else _MOPS[code[1][:2]], "dec", code[2], code[3])
    return Locator(document.document, tracker_steps(code[4])) if document else None


def tracker_steps(path: str) -> tuple[Step, ...]:
    """ ".B08.02.03", "/b/8/2/3": section B, paragraph 8, item (b), sub-item (iii); what is not understood
    ends
    it.
    """
    parts = [
        part for part in re.split(r"[./]", re.sub(r"(?<=[./])([a-z])(?=\d)", r"\1/", path.lower())) if part
    ]
    steps: list[Step] = []
    for part in parts:
        step = _tracker_step(part, [step.kind for step in steps])
        if step is None:
            break
        steps.append(step)
    return tuple(steps)


def _tracker_step(part: str, before: list[str]) -> Step | None:
    annex = re.fullmatch(r"annex-?(\d|[ivx]{1,4})?", part)
    if annex and not before:
        number = annex[1] or ""
        return Step("annex", number if number.isdigit() or not number else str(from_roman(number) or ""))
    if re.fullmatch(r"[a-z]", part) and "para" not in before and "sec" not in before:
        return Step("sec", part)
    if part.isdigit() and "para" not in before and 0 < int(part) <= 200:
        return Step("para", str(int(part)))
    if "para" not in before or "subitem" in before:
        return None
    kind = "subitem" if "item" in before else "item"
    if part.isdigit() and 0 < int(part) <= 26:
        return Step(kind, roman(int(part)).lower() if kind == "subitem" else chr(96 + int(part)))
    return Step(kind, part) if re.fullmatch(r"[a-z]|[ivx]{2,5}", part) else None


def read_address(text: str) -> Locator | None:
    """The provision an official page or file is about; None for any other address."""
    address = unquote(text).lower()
    if not re.search(r"(?:^|[/.])cbd\.int(?:/|$)|^/decisions?/", address.split("?")[0]):
        return None
    for reader in (_decision_page, _file_address, _query_address, _symbol_address, _framework_address):
        locator = reader(address)
        if locator:
            return locator
    return None


def _decision_page(address: str) -> Locator | None:
    match = re.search(
        r"/decisions?/(cop|cp-mop|np-mop)/(\d{1,2})(?![\w])(?:/(\d{1,2})(?!\w)([a-z0-9/-]*))?", address
    )
    if not match or not 1 <= int(match[2]) <= _LAST_COP:
        return None
    if not match[3]:
        return Locator(f"cop-{int(match[2])}") if match[1] == "cop" else None
    document = numbered(match[1], "dec", match[2], match[3])
    return Locator(document.document, tracker_steps(match[4])) if document else None


def _file_address(address: str) -> Locator | None:
    match = re.search(FILE_NAME, address)
    return read_file_name(match[0]) if match else None


def _query_address(address: str) -> Locator | None:
    decision = re.search(rf"[?&]dec=({_SESSION})/(\d{{1,2}})(?!\w)", address)
    if decision:
        return numbered("cop", "dec", decision[1], decision[2])
    meeting = re.search(rf"[?&]m=({_BODY})-(\d{{1,2}})(?:-(\d{{1,2}}))?(?![\w-])", address)
    if meeting:
        number = re.search(r"[?&]n=(\d{1,2})(?!\w)", address)
        named = meeting[3] or (number[1] if number else "")
        if named:
            return numbered(
                meeting[1],
                "rec" if "mop" not in meeting[1] and "cop" not in meeting[1] else "dec",
                meeting[2],
                named,
            )
        session = int(meeting[2])
        return Locator(f"cop-{session}") if meeting[1] == "cop" and 1 <= session <= _LAST_COP else None
    article = re.search(r"[?&]a=(cbd|cpb|abs)-(\d{1,2})(?!\w)", address)
    if article:
        return Locator(_ARTICLE_PAGES[article[1]]).child("art", str(int(article[2])))
    return _page_id(address)


def _page_id(address: str) -> Locator | None:
    page = re.search(
        r"/(?:kb/record/decision/|decisions?/(?:[a-z-]+/)?(?:default\.shtml)?\?id=)(\d{4,6})(?!\d)", address
    )
    number = int(page[1]) if page else 0
    if number in _PAGE_IDS:
        return Locator.parse(_PAGE_IDS[number])
    return (
        Locator(f"cop-12/dec-{number - _TWELFTH_PAGES}")
        if 0 < number - _TWELFTH_PAGES <= _LAST_OF_TWELFTH
        else None
    )


def _symbol_address(address: str) -> Locator | None:
    match = re.search(r"/documents/(.+)", address)
    return read_symbol(match[1]) if match and re.fullmatch(SYMBOL, match[1]) else None


def _framework_address(address: str) -> Locator | None:
    match = re.search(r"/(?:km)?gbf/(?:api/)?(target|goal)s?[/_-](\d{1,2}|[a-d])(?!\w)", address)
    return (
        Locator("gbf").child(match[1], str(int(match[2])) if match[2].isdigit() else match[2])
        if match
        else None
    )
