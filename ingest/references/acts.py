"""Title lines of decisions and resolutions: "Decision 2/CP.24", "14/24. Title", "COP 6 Decision VI/18".

A line is read alone; whether it opens a decision or only names one, its neighbours tell.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from ingest.acts import forms
from ingest.locator import Decision
from ingest.names import Body
from ingest.numerals import from_roman
from ingest.references.act_words import act_words, any_of
from ingest.references.symbols import from_symbol, numbered
from ingest.spelling import names_pattern, normal
from ingest.vocabulary import Vocabulary, vocabulary

LONGEST = 600  # characters of a symbol and a title on one line
_STARS = r"(?:\s*\([^()]{1,30}\))?\s*[*†‡0-9]{0,2}"
_DIGIT = re.compile(r"[0-9]")
_NAME = 15  # characters: a name of an instrument as long as this is nobody else's


@dataclass(frozen=True, slots=True)
class ActTitle:
    """A line that can be the title of a decision: `id` is what it would be, `title` what follows its symbol.

    `said` tells that the word for a decision stands beside the symbol, `ours` that it is one of the
    Convention's or a Protocol's, `shared` that others print their symbols so too.
    """

    id: str
    label: str
    symbol: str
    session: int
    what: str
    title: str
    said: bool
    ours: bool = False
    shared: bool = False
    body: str = ""


def act_titles(text: str) -> list[ActTitle]:
    """What the line can be the title of, the likeliest first; [] for most lines."""
    if len(text) > LONGEST or not _DIGIT.search(text[:80]):
        return []
    found = _line(vocabulary()).match(text)
    if found is None:
        return []
    before, said = found["before"] or "", act_words().cues.get((found["cue"] or "").lower(), "")
    rest = text[found.end() :]
    return [*_others(rest, said), *_own(before, rest, said)]


@cache
def _line(known: Vocabulary) -> re.Pattern[str]:
    """What may stand before a symbol: "COP 6", and the word for decision."""
    codes = any_of(code for body in known.bodies for code in body.codes)
    return re.compile(
        rf"\W{{0,3}}(?:(?P<before>(?:{codes})(?:[\s-]*(?:[0-9]{{1,2}}|[IVXL]{{1,6}}))?)[,:]?\s+(?=\w+\s))?"
        rf"(?:(?P<cue>{act_words().cue})\s+(?:(?:no|n°|nº|№)\.?\s*)?)?(?:第\s*)?",
        re.I,
    )


def _others(rest: str, said: str) -> Iterator[ActTitle]:
    for form in forms():
        match = form.pattern.match(rest)
        if match is None or (form.body.cue and not said and not form.body.opens):
            continue
        act = form.act(match, said)
        title = _title(rest[match.end() :])
        if act and title is not None and (not said or said in form.body.adopts):
            chinese, title = _chinese(title)
            yield ActTitle(
                act.id, act.label, act.symbol, act.session, act.what, title, bool(said or chinese),
                shared=form.body.shared, body=act.body,
            )  # fmt: skip


def _own(before: str, rest: str, said: str) -> Iterator[ActTitle]:
    if said == "resolution":
        return
    printed = from_symbol(rest)
    if printed:
        title = _title(re.sub(r"^\S+", "", rest))
        if title is not None:
            yield _ours(printed, title, bool(said))
        return
    known = vocabulary()
    match = _number(known).match(rest)
    if match is None:
        return
    body = _body(match["body"] or before, known)
    value = match["session"]
    session = int(value) if value.isdigit() else from_roman(value.upper()) or 0
    title = _title(rest[match.end() :])
    if body is None or title is None or numbered(body.id, session, int(match["number"])) is None:
        return
    chinese, title = _chinese(title)
    bare = not (match["body"] or before)
    yield _ours(
        Decision(body.id, session, int(match["number"])), title, bool(said or before or chinese), shared=bare
    )


def _ours(decision: Decision, title: str, said: bool, *, shared: bool = False) -> ActTitle:
    word = "Recommendation" if decision.kind == "recommendation" else "Decision"
    return ActTitle(
        decision.id, f"{word} {decision}", decision.symbol or str(decision), decision.session, decision.kind,
        title, said, ours=True, shared=shared, body=decision.body,
    )  # fmt: skip


@cache
def _number(known: Vocabulary) -> re.Pattern[str]:
    """ "14/24", "XIII/23", "CP-9/13", "COP XIV/24", "SBSTTA 24/3"."""
    names = any_of(name for body in known.bodies for name in (*body.codes, *body.short_names, body.id))
    return re.compile(
        rf"(?:(?P<body>{names})\s*[- /]?\s*)?(?P<session>[IVXL]{{1,7}}|"
        rf"[0-9]{{1,2}})/(?P<number>[0-9]{{1,2}})(?![^\W号]|/|[.-]\w)"
    )


def _body(name: str, known: Vocabulary) -> Body | None:
    plain = re.sub(r"[\s-]*(?:[0-9]{1,2}|[IVXL]{1,6})$", "", name).strip()
    if not plain:
        return known.body("cop")
    short = known.short_bodies.get(normal(plain))
    return known.body(short) if short else known.body_codes.get(plain.upper()) or known.body(plain.lower())


def _title(rest: str) -> str | None:
    """The title after a symbol: on the same line behind a stop or a dash, or nothing; None for a sentence."""
    match = re.match(rf"{_STARS}(?:\s*$|\s*[.:–—-]\s*(?=\S)|\s*(?=号)|\s+(?=[^\W\d_a-zа-я]))", rest)
    if match is None:
        return None
    title = re.sub(rf"^{_STARS}\s*(?:[.:–—-]\s*)?", "", rest[match.start() :].strip(), count=1)
    return title.strip()


def _chinese(title: str) -> tuple[bool, str]:
    """Whether the word stands after the symbol, 第2/CP.24号决定, and the title without it."""
    cues = [cue for cue in act_words().cues if cue.startswith("号")]
    found = next((cue for cue in cues if title.startswith(cue)), "")
    return bool(found), title[len(found) :].lstrip(" .:：。")


def names_convention(text: str) -> bool:
    """Whether a text bears a symbol of the Convention or says its whole name."""
    return bool(re.search(r"(?<![\w/])(?:UNEP/)?CBD/", text)) or bool(
        _long_names(vocabulary()).search(normal(text))
    )


@cache
def _long_names(known: Vocabulary) -> re.Pattern[str]:
    own = [one for one in known.instruments if one.treaty]
    names = [name for one in own for found in one.names.values() for name in found if len(name) >= _NAME]
    return re.compile(names_pattern([*names, *(name for one in own for name in one.opening)]))


def bears_mark(body: str, texts: Iterable[str]) -> bool:
    """Whether any of the texts has what the covers of that other body bear."""
    found = vocabulary().other_body(body)
    return found is not None and any(mark in text for text in texts for mark in found.marks)


def opens_as(body: str, text: str) -> bool:
    """Whether the text opens as the acts of that other body alone do."""
    found = vocabulary().other_body(body)
    return bool(found and found.opens and text.startswith(found.opens))
