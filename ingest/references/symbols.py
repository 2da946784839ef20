"""Official symbols and codes of decisions and recommendations: CBD/COP/DEC/15/8, CBD/COP/15/08.B08.02."""

import re
from collections.abc import Iterable
from functools import cache

from ingest.locator import Decision, Locator, Step
from ingest.numerals import from_roman, roman
from ingest.vocabulary import Vocabulary, vocabulary

SESSION = r"(?:\d{1,2}|[ivx]{1,6})"
_LOOK_ALIKE = str.maketrans("іӏхсѵ", "iixcv")


def from_code(code: str) -> Decision | None:
    """The decision of an API code, of any of its nodes' codes too; None where it is not one."""
    return _decision(_code(vocabulary()).match(code))


def from_symbol(text: str) -> Decision | None:
    """The decision whose printed symbol the text begins with; None where it is not one."""
    return _decision(_printed(vocabulary()).match(text))


def symbols_in(text: str) -> list[tuple[int, str, Decision]]:
    """Every printed symbol of a decision or recommendation in a text: where, as written, which."""
    found = [(match.start(), match[0], _decision(match)) for match in _printed(vocabulary()).finditer(text)]
    return [(at, words, decision) for at, words, decision in found if decision]


def from_fields(treaty: str, body: str, session: object, number: object) -> Decision | None:
    """The decision of the fields that a record has. The treaty decides which protocol a MOP is of."""
    if not isinstance(session, int) or not isinstance(number, int):
        return None
    if not (0 < session < 100 and 0 < number < 1000):
        return None
    known = vocabulary()
    treaties = {code.upper(): instrument for instrument, code in known.treaty_codes.items()}
    prefixes = "|".join(sorted(map(re.escape, treaties), key=len, reverse=True))
    name = re.sub(rf"^.*(?:{prefixes})-", "", body.upper())
    found = known.body_codes.get(name)
    instrument = treaties.get(treaty.upper(), "")
    if name in {"MOP", "COP-MOP"} or (name == "COP" and instrument in known.protocols):
        found = known.deciding_body(instrument)
    return Decision(found.id, session, number) if found else None


def numbered(body: str, session: int, number: int, said: str = "") -> Locator | None:
    """The decision or recommendation, where the session is one that the body can have had.

    `said` is "dec" or "rec" where that was written out; else it is what the body adopts.
    """
    found = vocabulary().body(body)
    if found is None or not (1 <= session <= found.read_until and 1 <= number <= 99):
        return None
    return Locator(f"{body}-{session}/{said or found.step}-{number}")


def session_number(text: str) -> int:
    """15 for "15" and "XV"; 0 for what is no number."""
    return int(text) if text.isdigit() else from_roman(text) or 0


def symbol_pattern(known: Vocabulary) -> str:
    """What looks like an official symbol in a normalised text, of a decision or of another document."""
    heads = {code.split("/")[0].lower() for code in known.body_codes}
    heads |= {instrument.page for instrument in known.instruments if instrument.page}
    decided = _any(code.lower() for code, body in known.body_codes.items() if not body.recommends)
    return (
        rf"(?<![\w/.-])(?:(?:unep/)?cbd/(?:wg[a-z0-9-]*|{_any(heads)})|(?:{decided})/dec)"
        r"(?:[/.][^\W_][\w-]{0,20}){1,9}"
    )


def read_symbol(text: str) -> Locator | None:
    """A decision's symbol or tracker code; None for a meeting document, whose symbol looks much alike."""
    symbol = text.lower().translate(_LOOK_ALIKE)
    own = symbol.removeprefix("unep/").removeprefix("cbd/")
    named, coded = _written(vocabulary())
    match = named.match(own)
    if match is None and not symbol.startswith("unep/"):
        match = coded.match(own)
    if match is None:
        return None
    body = vocabulary().body_codes[match["body"].upper()]
    found = match.groupdict()
    said = found.get("what") or found.get("what2") or ""
    session = found["session"] or found["session2"]
    document = numbered(body.id, session_number(session), int(match["number"]), said)
    return Locator(document.document, tracker_steps(match["rest"])) if document else None


@cache
def _printed(known: Vocabulary) -> re.Pattern[str]:
    return re.compile(
        rf"(?:UNEP/)?CBD/(?P<body>{_any(known.body_codes)})/(?:DEC|REC)/(?P<session>[IVXL]+|[0-9]{{1,2}})/"
        r"(?P<number>[0-9]{1,3})",
        re.I,
    )


@cache
def _code(known: Vocabulary) -> re.Pattern[str]:
    return re.compile(
        rf"(?:CBD/)?(?P<body>{_any(known.body_codes)})/(?P<session>[0-9]{{1,2}})/(?P<number>[0-9]{{1,3}})"
        r"(?=[./]|$)",
        re.I,
    )


@cache
def _written(known: Vocabulary) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Symbols that say DEC or REC, before or after the session, and codes of decisions that do not."""
    codes = _any(code.lower() for code in known.body_codes)
    named = re.compile(
        rf"(?P<body>{codes})/(?:(?P<what>dec|rec)/(?P<session>{SESSION})|"
        rf"(?P<session2>{SESSION})/(?P<what2>dec|rec))/(?P<number>\d{{1,2}})(?!\w)(?P<rest>.*)"
    )
    decided = _any(code.lower() for code, body in known.body_codes.items() if not body.recommends)
    coded = re.compile(rf"(?P<body>{decided})/(?P<session>\d{{1,2}})/(?P<number>\d{{1,2}})(?!\w)(?P<rest>.*)")
    return named, coded


def _any(words: Iterable[str]) -> str:
    return "|".join(sorted(map(re.escape, set(words)), key=lambda word: (-len(word), word)))


def _decision(match: re.Match[str] | None) -> Decision | None:
    if match is None:
        return None
    session, number = session_number(match["session"]), int(match["number"])
    body = vocabulary().body_codes[match["body"].upper()]
    return Decision(body.id, session, number) if session and number else None


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
