"""Later meetings: sessions of the Conference of the Parties past the last one that the catalogue knows.

They are no references, for nothing that can be cited is of them; and "COP 26" may be another body's.
"""

from collections.abc import Iterator

from ingest.references.cursor import Cursor
from ingest.references.decisions import is_cop, session_at
from ingest.references.tokens import tokens
from ingest.vocabulary import COP

MOST = 60  # no session of the field has a higher number: "decision 77/161" is of another one


def later_sessions(text: str) -> tuple[int, ...]:
    """Numbers of sessions past the last known, by "COP 17", "the seventeenth meeting of the Conference of the
    Parties" in any language, or the number of a decision: "decision 18/2".
    """
    cursor = Cursor(tokens(text), text)
    last = cursor.known.last_session(COP)
    named = (one for i in range(len(cursor.tokens)) for one in _sessions(cursor, i))
    return tuple(dict.fromkeys(one for one in named if last < one <= MOST))


def _sessions(c: Cursor, i: int) -> Iterator[int]:
    """The sessions whose naming begins at `i`."""
    token = c.at(i)
    if is_cop(c, i):
        yield session_at(c, c.skip(i + 1, "-"))[0]
    elif token.text in c.words.meeting and is_cop(c, c.past_of(i + 2)[0]):
        yield c.at(i + 1).number
    elif token.number and (_of_cop(c, i) or _is_decision(c, i)):
        yield token.number


def _of_cop(c: Cursor, i: int) -> bool:
    """Whether the number at `i` is a session's: "seventeenth meeting of the COP", "第十七次缔约方大会"."""
    place = c.skip(c.skip(i + 1, *c.words.after_session), *c.words.meeting)
    return (c.at(i).kind == "ord" or place > i + 1) and is_cop(c, c.past_of(place)[0])


def _is_decision(c: Cursor, i: int) -> bool:
    """Whether "18/2" stands at `i` and is called a decision, before it or, in Chinese, behind it."""
    if c.at(i + 1).text != "/" or c.at(i + 2).kind != "num":
        return False
    before = i - 1
    while c.at(before).text in {*c.words.before_number, *c.words.number_sign, "."}:
        before -= 1
    after = c.skip(i + 3, *c.words.after_number)
    return any(c.at(place).kind == "unit" and c.at(place).value == "dec" for place in (before, after))
