"""Decisions and recommendations by body, session and number."""

from dataclasses import dataclass, replace

from ingest.locator import Decision, Locator
from ingest.numerals import from_roman, roman
from ingest.references.cursor import Cursor
from ingest.references.numbers import MOST, counted
from ingest.references.symbols import numbered
from ingest.references.tokens import UNSPECIFIED, Token, roman_value
from ingest.spelling import normal
from ingest.vocabulary import COP

# A bare "15/8" right after anything else is part of something longer.
_MAY_TOUCH = frozenset("([,\"\u201c'*_»«")
# Bodies whose recommendations are cited without a name, the likelier first.
_UNNAMED = ("sbi", "sbstta")
# "decisions COP decision 15/8, COP decision 15/9": cue, body and cue; what is deeper is no list of decisions.
_NESTED = 2


@dataclass(frozen=True, slots=True)
class Head:
    """Decisions or recommendations named, and what else they can mean."""

    documents: tuple[Locator, ...]
    end: int
    alternatives: tuple[Locator, ...] = ()


def read_head(c: Cursor, i: int) -> Head | None:
    """The decisions or recommendations that are named from here on."""
    token = c.at(i)
    if token.kind == "loc" and token.locator:
        return Head((token.locator,), i + 1)
    if token.text in c.words.before_number:
        return _chinese_head(c, i + 1)
    if token.kind == "unit" and token.value in {"dec", "rec"}:
        return _cued(c, i)
    if token.kind == "ord":
        return _meeting(c, i)
    if token.text in c.words.meeting:  # "meeting 15 of the Conference of the Parties", as in Arabic
        return _held(c, i + 1, c.past_of(i + 2)[0])
    return _bodied(c, i) or _number(c, i, "")


def _chinese_head(c: Cursor, i: int) -> Head | None:
    """第15/8号决定; 第十五次缔约方大会."""
    held = c.skip(i + 1, *c.words.after_session)
    if held > i + 1:
        return _held(c, i, c.past_of(held)[0])
    number = _one(c, i, "dec", _NESTED)
    if number is None:
        return None
    end = c.skip(number.end, *c.words.after_number)
    unit = c.at(end)
    said = unit.kind == "unit" and unit.value == "dec"
    return replace(number, end=end + 1, alternatives=()) if said else None


def _meeting(c: Cursor, i: int, most: int = MOST) -> Head | None:
    """ "fifteenth meeting of the Conference of the Parties", "fifteenth COP", "first and second COP"."""
    listed, joint = c.connector(i + 1)
    listed = c.skip(listed, *c.words.leading)
    if joint in {",", "and"} and c.at(listed).kind == "ord" and most > 1:
        others = _meeting(c, listed, most - 1)
        if others is None or not _in_range(c, COP, c.at(i).number):
            return None
        return Head((Locator(f"{COP}-{c.at(i).number}"), *others.documents), others.end)
    place = i + 1
    if c.at(place).text in c.words.meeting:
        place, _ = c.past_of(place + 1)
    return _held(c, i, place)


def is_cop(c: Cursor, i: int) -> bool:
    """Whether the Conference of the Parties stands there."""
    return c.at(i).kind == "body" and c.at(i).value == COP


def _held(c: Cursor, i: int, place: int) -> Head | None:
    """The session of the number at `i`, where the Conference of the Parties stands at `place`."""
    session = c.at(i).number
    if not is_cop(c, place) or not _in_range(c, COP, session):
        return None
    return Head((Locator(f"{COP}-{session}"),), place + 1)


def _cued(c: Cursor, i: int) -> Head | None:
    """ "decisions V/9, V/10 and V/14", "decision 8 of COP 15", "SBI recommendation 2/7"."""
    cue = c.at(i).value
    start = _cue_place(c, i + 1)
    listed = _listed(c, start, cue)
    if listed:
        return _of_protocol(c, listed, cue)
    plain = _plain_numbers(c, start)
    if not plain:
        return None
    place, _ = c.past_of(plain[1])
    place = c.skip(place, ",", "(")
    session = _session_named(c, place)
    if session is None:
        return None
    body, number, end = session
    end = c.skip(end, ")") if c.at(place - 1).text == "(" else end
    return _numbered_head(body, number, plain[0], end)


def _cue_place(c: Cursor, i: int) -> int:
    for _ in range(3):
        token = c.at(i)
        sign = token.text in c.words.number_sign or token.text in c.words.before_number
        if sign or token.text in {".", ":", "-", "(", "/"} or _abbreviates(c, token):
            i += 1
    return i


def _abbreviates(c: Cursor, token: Token) -> bool:
    """Whether the token is short for an instrument: "decision CBD 15/8"."""
    named = c.known.instrument(token.value) if token.kind == "inst" else None
    return named is not None and token.text in map(normal, named.abbreviations)


def _listed(c: Cursor, i: int, cue: str, depth: int = 0) -> Head | None:
    first = _one(c, i, cue, depth)
    if first is None or "/" not in first.documents[0].document:
        return None
    first = replace(first, end=c.skip(first.end, *c.words.after_number))
    while len(first.documents) < MOST:
        place, joint = c.connector(first.end)
        more = _one(c, place, cue, depth) if joint in {",", "and"} else None
        if more is None or "/" not in more.documents[0].document:
            return first
        first = Head(first.documents + more.documents, more.end, first.alternatives + more.alternatives)
    return first


def _one(c: Cursor, i: int, cue: str, depth: int) -> Head | None:
    """One decision of a list: a symbol, or what opens with a body or a session."""
    token = c.at(i)
    if token.kind == "loc" and token.locator:
        return Head((token.locator,), i + 1)
    return _number(c, i, cue) or _bodied(c, i, cue, depth)


def _of_protocol(c: Cursor, head: Head, cue: str) -> Head:
    """ "decision 9/3 of the Cartagena Protocol" is a decision of its meeting of the Parties."""
    place, _ = c.past_of(head.end)
    token = c.at(place)
    held = token.kind == "inst" and token.value in c.known.protocols and place > head.end
    body = c.known.deciding_body(token.value) if held else None
    decisions = [Decision.of(document.document) for document in head.documents]
    if body is None or cue != "dec" or any(d is None or d.body != COP for d in decisions):
        return head
    return Head(tuple(Locator(replace(d, body=body.id).id) for d in decisions if d), place + 1)


def _plain_numbers(c: Cursor, i: int) -> tuple[list[int], int] | None:
    values: list[int] = []
    while c.at(i).kind == "num" and 0 < c.at(i).number < 100 and len(values) < MOST:
        values.append(c.at(i).number)
        place, joint = c.connector(i + 1)
        if joint not in {",", "and"} or c.at(place).kind != "num":
            return values, i + 1
        i = place
    return (values, i) if values else None


def _session_named(c: Cursor, i: int) -> tuple[str, int, int] | None:
    """ "COP 15", "the fifteenth meeting of the COP": body, session and where it ends."""
    i = c.skip(i, *c.words.leading)
    if c.at(i).kind == "ord":
        meeting = _meeting(c, i)
        return (COP, c.at(i).number, meeting.end) if meeting else None
    body, place = _body(c, i)
    if not body:
        return None
    session, end = session_at(c, c.skip(place, "-"))
    return (body, session, end) if session and _in_range(c, body, session) else None


def _body(c: Cursor, i: int) -> tuple[str, int]:
    """The body named there, "" for none, and where its name ends."""
    token = c.at(i)
    if token.kind == "body":
        return (token.value, i + 1) if token.value != UNSPECIFIED else ("", i)
    if token.kind in {"weak", "word"}:
        named = c.known.short_bodies.get(token.text)
        return (named, i + 1) if named else ("", i)
    return "", i


def session_at(c: Cursor, i: int) -> tuple[int, int]:
    """A session number in digits, roman or words; 0 for none. `第15届会议` too."""
    start = c.skip(i, *c.words.before_number)
    token = c.at(start)
    if token.kind == "num":
        end = start + 1
        if c.at(end).text in c.words.after_session:
            end = c.skip(end + 1, *c.words.meeting)
        return token.number, end
    return roman_value(token), start + 1


def _in_range(c: Cursor, body: str, session: int) -> bool:
    found = c.known.body(body)
    return found is not None and 0 < session <= found.read_until


def _bodied(c: Cursor, i: int, cue: str = "", depth: int = 0) -> Head | None:
    """What opens with a body: "COP15/8", "COP 15 dec. 8", "SBI 2/7", "NP-1/8", "COP 15".

    `depth` counts the lists that it stands in: a text of nothing but cues and bodies would nest without end.
    """
    body, place = _body(c, i)
    if not body:
        return None
    weak = c.at(i).kind in {"weak", "word"}
    if c.at(place).kind == "unit" and c.at(place).value in {"dec", "rec"} and not weak:
        inside = depth < _NESTED
        listed = _listed(c, _cue_place(c, place + 1), c.at(place).value, depth + 1) if inside else None
        return _rebodied(listed, body) if listed else None
    place = c.skip(place, "-", "/")
    session, end = session_at(c, place)
    if not session or not _in_range(c, body, session):
        return None
    numbered_head = _after_session(c, body, session, end)
    if numbered_head or weak:
        return numbered_head
    joined = c.at(end).tight and c.at(end).text in {"/", "."} and c.at(end + 1).tight
    if body != COP or joined:
        return None
    return _sessions(c, session, end)


def _sessions(c: Cursor, session: int, end: int) -> Head:
    """ "COP 5, 6 and 7": the numbers that follow are of meetings, unless they count or open something."""
    found = [session]
    while len(found) < MOST:
        place, joint = c.connector(end)
        more, after = session_at(c, place)
        listed = joint in {",", "and"} and c.at(place).kind == "num" and _in_range(c, COP, more)
        dated = joint == "," and not c.connector(after)[1]  # "COP 15, 8 December"
        other = dated or counted(c, after) or c.slashed(place) or c.at(after).kind in {"unit", "body"}
        if not listed or other:
            break
        found.append(more)
        end = after
    return Head(tuple(Locator(f"{COP}-{one}") for one in found), end)


def _rebodied(head: Head, body: str) -> Head:
    """ "SBSTTA recommendation XVI/15": the body said wins over the one assumed."""
    decisions = [Decision.of(document.document) for document in head.documents]
    return Head(tuple(Locator(replace(d, body=body).id) for d in decisions if d), head.end)


def _after_session(c: Cursor, body: str, session: int, end: int) -> Head | None:
    slash = c.at(end)
    if slash.text == "/" and c.at(end + 1).kind == "num" and not _date(c, end + 1):
        return _numbered_head(body, session, [c.at(end + 1).number], end + 2)
    place = end
    for _ in range(3):
        if c.at(place).text in {",", "-", "/", "'", "s", "("}:
            place += 1
    unit = c.at(place)
    if unit.kind != "unit" or unit.value not in {"dec", "rec"}:
        return None
    number = _cue_place(c, place + 1)
    if c.at(number).text == "/":
        number += 1
    if c.slashed(number):
        same = _number(c, number, unit.value)
        wanted = f"{body}-{session}/"
        return same if same and same.documents[0].document.startswith(wanted) and place == end else None
    plain = _plain_numbers(c, number)
    return _numbered_head(body, session, plain[0], plain[1]) if plain else None


def _date(c: Cursor, i: int) -> bool:
    return c.at(i + 1).text == "/" and c.at(i + 1).tight


def _numbered_head(body: str, session: int, values: list[int], end: int) -> Head | None:
    found = [numbered(body, session, value) for value in values]
    documents = tuple(document for document in found if document)
    return Head(documents, end) if documents else None


def _number(c: Cursor, i: int, cue: str) -> Head | None:
    """A session and a number: "XV/8", "15/08", after a cue also "15.8" and "1/7"."""
    token = c.at(i)
    session = token.number if token.kind == "num" and token.value != "cjk" else roman_value(token)
    if not session:
        return None
    arabic = token.kind == "num"
    joint, place = c.at(i + 1), i + 2
    if not arabic and joint.text == "/" and roman_value(c.at(place)) and c.at(place + 1).text == "/":
        session, place = _typo(c, i), place + 2
    number = c.at(place)
    if not session or number.kind != "num" or not 0 < number.number < 100:
        return None
    if joint.text not in {"/", ".", "-"}:
        return None
    tight = joint.tight and number.tight
    if joint.text != "/" and not (tight and (cue or (arabic and joint.text == "-"))):
        return None
    if not cue and not _plausible(c, i, session, place):
        return None
    end = place + 1
    goes_on = c.at(end).tight and c.at(end).text in {"/", "-"}
    if goes_on and c.at(end + 1).kind == "num" and c.at(end + 1).tight:
        return None
    return _meant(c, cue, arabic, session, number.number, end)


def _typo(c: Cursor, i: int) -> int:
    """ "V/II/14" was printed for VII/14."""
    return from_roman(f"{roman(roman_value(c.at(i)))}{roman(roman_value(c.at(i + 2)))}") or 0


def _plausible(c: Cursor, i: int, session: int, place: int) -> bool:
    """Whether a session and number without a cue can be a decision: not 24/7, not 50/50, not a date."""
    token, joint, number = c.at(i), c.at(i + 1), c.at(place)
    if number.number > 60 or not (joint.tight and number.tight) or not _stands_free(c, i, place + 1):
        return False
    whole = c.whole(i, place + 1)
    if token.kind != "num":
        said = c.original(token).isupper() or len(token.text) > 1 or whole
        return joint.text == "/" and said and session <= c.known.last_roman
    conference = c.known.body(COP)
    if conference is None or conference.prints_roman(session) or session > conference.last_session:
        return False
    return joint.text == "/" or (joint.text == "-" and (number.number < session or whole))


def _stands_free(c: Cursor, i: int, end: int) -> bool:
    """Whether tokens[i:end] are not a part of something longer, nor the number of something else."""
    token, before, after = c.at(i), c.at(i - 1), c.at(end)
    if before.text in c.words.not_before or (before.kind == "unit" and before.value == "art"):
        return False
    opens = before.text in _MAY_TOUCH or before.text in c.words.before_number or before.text in c.words.and_
    if token.tight and before.kind != "end" and not opens:
        return False
    chinese = "\u3400" <= after.text[:1] <= "\u9fff"
    return not (after.tight and after.kind in {"word", "num", "unit"}) or chinese


def _meant(c: Cursor, cue: str, arabic: bool, session: int, number: int, end: int) -> Head | None:
    """A decision of the COP, or what a recommendation without the name of its body can be."""
    decision = numbered(COP, session, number)
    if cue == "dec":
        return Head((decision,), end) if decision else None
    first, second = (c.known.body(body) for body in _UNNAMED)
    readings = [numbered(second.id, session, number)] if second else []
    if cue == "rec":
        if arabic and first and session <= first.last_session:
            readings.insert(0, numbered(first.id, session, number))
    else:
        readings = [decision, *(readings if number <= 25 else [])]
    found = [reading for reading in readings if reading]
    return Head((found[0],), end, tuple(found[1:])) if found else None
