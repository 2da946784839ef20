"""Decisions and recommendations by body, session and number."""

from dataclasses import dataclass, replace

from ingest.locator import Locator, from_roman, roman
from ingest.references.cursor import Cursor
from ingest.references.numbers import MOST
from ingest.references.symbols import numbered
from ingest.references.tokens import roman_value
from ingest.references.words import (
    FIRST_ARABIC_COP,
    LAST_COP,
    LAST_SBI_SESSION,
    LAST_SESSION,
    MEETING,
    NOT_BEFORE,
    NUMBER_SIGN,
)

_MAY_TOUCH = frozenset(
    "([,\"\u201c'*_»«第和与及"
)  # a bare "15/8" right after anything else is part of something longer
_BODIES_OF_WEAK = {"cp": "cp-mop", "np": "np-mop", "bs": "cp-mop"}


@dataclass(frozen=True, slots=True)
class Head:
    """Decisions or recommendations named, and what else they can mean."""

    documents: tuple[Locator, ...]
    end: int
    alternatives: tuple[Locator, ...] = ()


class DecisionReader(Cursor):
    """Reads "decision 15/8", "COP 15 dec. 8", "XV/8", "SBI 2/7", "NP-1/8", and lists of them."""

    def head(self, i: int) -> Head | None:
        """The decisions or recommendations that are named from here on."""
        token = self.at(i)
        if token.kind == "loc" and token.locator:
            return Head((token.locator,), i + 1)
        if token.text == "第":
            return self._chinese_head(i + 1)
        if token.kind == "unit" and token.value in {"dec", "rec"}:
            return self._cued(i)
        if token.kind == "ord":
            return self._meeting(i)
        return self._bodied(i) or self._number(i, "")

    def _chinese_head(self, i: int) -> Head | None:
        """第15/8号决定."""
        number = self._number(i, "dec") or self._bodied(i, "dec")
        if number is None:
            return None
        end = self.skip(number.end, "号")
        token = self.at(end)
        return (
            replace(number, end=end + 1, alternatives=())
            if token.kind == "unit" and token.value == "dec"
            else None
        )

    def _meeting(self, i: int) -> Head | None:
        """ "fifteenth meeting of the Conference of the Parties"."""
        if self.at(i + 1).text not in MEETING:
            return None
        place, _ = self.past_of(i + 2)
        token = self.at(place)
        if token.kind != "body" or token.value != "cop" or not 0 < self.at(i).number <= LAST_COP:
            return None
        return Head((Locator(f"cop-{self.at(i).number}"),), place + 1)

    def _cued(self, i: int) -> Head | None:
        """ "decisions V/9, V/10 and V/14", "decision 8 of COP 15", "SBI recommendation 2/7"."""
        cue = self.at(i).value
        start = self._cue_place(i + 1)
        listed = self._listed(start, cue)
        if listed:
            return self._of_protocol(listed, cue)
        plain = self._plain_numbers(start)
        if not plain:
            return None
        place, _ = self.past_of(plain[1])
        place = self.skip(place, ",", "(")
        session = self._session_named(place)
        if session is None:
            return None
        body, number, end = session
        end = self.skip(end, ")") if self.at(place - 1).text == "(" else end
        found = [numbered(body, _kind(body), str(number), str(value)) for value in plain[0]]
        documents = tuple(document for document in found if document)
        return Head(documents, end) if documents else None

    def _cue_place(self, i: int) -> int:
        for _ in range(3):
            token = self.at(i)
            if (
                token.text in NUMBER_SIGN
                or token.text in {".", ":", "-", "第", "(", "/"}
                or (token.kind == "inst" and token.text == "cbd")
            ):
                i += 1
        return i

    def _listed(self, i: int, cue: str) -> Head | None:
        token = self.at(i)
        first = (
            Head((token.locator,), i + 1)
            if token.kind == "loc" and token.locator
            else self._bodied(i, cue) or self._number(i, cue)
        )
        if first is None or "/" not in first.documents[0].document:
            return None
        end = self.skip(first.end, "号")
        first = replace(first, end=end)
        while len(first.documents) < MOST:
            place, joint = self.connector(first.end)
            more = (self._number(place, cue) or self._bodied(place, cue)) if joint in {",", "and"} else None
            if more is None or "/" not in more.documents[0].document:
                return first
            first = Head(first.documents + more.documents, more.end, first.alternatives + more.alternatives)
        return first

    def _of_protocol(self, head: Head, cue: str) -> Head:
        """ "decision 9/3 of the Cartagena Protocol" is a decision of its meeting of the Parties."""
        place, _ = self.past_of(head.end)
        token = self.at(place)
        body = (
            {"cartagena-protocol": "cp-mop", "nagoya-protocol": "np-mop"}.get(token.value, "")
            if token.kind == "inst" and place > head.end
            else ""
        )
        if not body or cue != "dec" or any(not d.document.startswith("cop-") for d in head.documents):
            return head
        return Head(tuple(Locator(body + document.document[3:]) for document in head.documents), place + 1)

    def _plain_numbers(self, i: int) -> tuple[list[int], int] | None:
        values: list[int] = []
        while self.at(i).kind == "num" and 0 < self.at(i).number < 100 and len(values) < MOST:
            values.append(self.at(i).number)
            place, joint = self.connector(i + 1)
            if joint not in {",", "and"} or self.at(place).kind != "num":
                return values, i + 1
            i = place
        return (values, i) if values else None

    def _session_named(self, i: int) -> tuple[str, int, int] | None:
        """ "COP 15", "the fifteenth meeting of the COP": body, session and where it ends."""
        i = self.skip(i, "the")
        if self.at(i).kind == "ord":
            meeting = self._meeting(i)
            return ("cop", self.at(i).number, meeting.end) if meeting else None
        body, place = self._body(i)
        if not body:
            return None
        session, end = self._session(self.skip(place, "-"))
        return (body, session, end) if session and self._in_range(body, session) else None

    def _body(self, i: int) -> tuple[str, int]:
        token = self.at(i)
        if token.kind == "body" and token.value == "mop-of-?":
            return "", i
        if token.kind == "body":
            return ("cp-mop" if token.value == "mop" else token.value), i + 1
        if token.text in _BODIES_OF_WEAK and token.kind in {"weak", "word"}:
            return _BODIES_OF_WEAK[token.text], i + 1
        return "", i

    def _session(self, i: int) -> tuple[int, int]:
        """A session number in digits, roman or words; 0 for none. `第15届会议` too."""
        start = self.skip(i, "第")
        token = self.at(start)
        if token.kind == "num":
            end = start + 1
            if self.at(end).text == "届":
                end = self.skip(end + 1, "会议")
            return token.number, end
        return roman_value(token), start + 1

    @staticmethod
    def _in_range(body: str, session: int) -> bool:
        return 0 < session <= LAST_SESSION.get(body, 30)

    def _bodied(self, i: int, cue: str = "") -> Head | None:
        """What opens with a body: "COP15/8", "COP 15 dec. 8", "SBI 2/7", "NP-1/8", "COP 15"."""
        body, place = self._body(i)
        if not body:
            return None
        weak = self.at(i).kind in {"weak", "word"}
        if self.at(place).kind == "unit" and self.at(place).value in {"dec", "rec"} and not weak:
            listed = self._listed(self._cue_place(place + 1), self.at(place).value)
            return self._rebodied(listed, body) if listed else None
        place = self.skip(place, "-", "/")
        session, end = self._session(place)
        if not session or not self._in_range(body, session):
            return None
        numbered_head = self._after_session(body, session, end)
        if numbered_head or weak:
            return numbered_head
        joined = self.at(end).tight and self.at(end).text in {"/", "."} and self.at(end + 1).tight
        if body != "cop" or joined:
            return None
        return Head((Locator(f"cop-{session}"),), end)

    def _rebodied(self, head: Head, body: str) -> Head:
        """ "SBSTTA recommendation XVI/15": the body said wins over the one assumed."""
        documents = [document.document.split("/") for document in head.documents]
        renamed = tuple(
            Locator(f"{body}-{session.rsplit('-', 1)[1]}/{_kind(body)}-{number.rsplit('-', 1)[1]}")
            for session, number in documents
        )
        return Head(renamed, head.end)

    def _after_session(self, body: str, session: int, end: int) -> Head | None:
        slash = self.at(end)
        if slash.text == "/" and self.at(end + 1).kind == "num" and not self._date(end + 1):
            return self._numbered_head(body, session, [self.at(end + 1).number], end + 2)
        place = end
        for _ in range(3):
            if self.at(place).text in {",", "-", "/", "'", "s", "("}:
                place += 1
        unit = self.at(place)
        if unit.kind != "unit" or unit.value not in {"dec", "rec"}:
            return None
        number = self._cue_place(place + 1)
        if self.at(number).text == "/":
            number += 1
        if self.slashed(number):
            same = self._number(number, unit.value)
            wanted = f"{body}-{session}/"
            return same if same and same.documents[0].document.startswith(wanted) and place == end else None
        plain = self._plain_numbers(number)
        return self._numbered_head(body, session, plain[0], plain[1]) if plain else None

    def _date(self, i: int) -> bool:
        return self.at(i + 1).text == "/" and self.at(i + 1).tight

    @staticmethod
    def _numbered_head(body: str, session: int, values: list[int], end: int) -> Head | None:
        found = [numbered(body, _kind(body), str(session), str(value)) for value in values]
        documents = tuple(document for document in found if document)
        return Head(documents, end) if documents else None

    def _number(self, i: int, cue: str) -> Head | None:
        """A session and a number: "XV/8", "15/08", after a cue also "15.8" and "1/7"."""
        token = self.at(i)
        session = token.number if token.kind == "num" and token.value != "cjk" else roman_value(token)
        if not session:
            return None
        arabic = token.kind == "num"
        joint, place = self.at(i + 1), i + 2
        if (
            not arabic
            and joint.text == "/"
            and roman_value(self.at(place))
            and self.at(place + 1).text == "/"
        ):
            session, place = self._typo(i), place + 2
        number = self.at(place)
        if (
            not session
            or number.kind != "num"
            or not 0 < number.number < 100
            or not joint.text
            or joint.text not in "/.-"
        ):
            return None
        tight = joint.tight and number.tight
        if joint.text != "/" and not (tight and (cue or (arabic and joint.text == "-"))):
            return None
        if not cue and not self._plausible(i, session, place):
            return None
        end = place + 1
        if (
            self.at(end).tight
            and self.at(end).text in {"/", "-"}
            and self.at(end + 1).kind == "num"
            and self.at(end + 1).tight
        ):
            return None
        return self._meant(cue, arabic, session, number.number, end)

    def _typo(self, i: int) -> int:
        """ "V/II/14" was printed for VII/14."""
        return from_roman(f"{roman(roman_value(self.at(i)))}{roman(roman_value(self.at(i + 2)))}") or 0

    def _plausible(self, i: int, session: int, place: int) -> bool:
        """Whether a session and number without a cue can be a decision: not 24/7, not 50/50, not a date."""
        token, joint, number = self.at(i), self.at(i + 1), self.at(place)
        before = self.at(i - 1)
        article = before.kind == "unit" and before.value == "art"
        if article or before.text in NOT_BEFORE or not (joint.tight and number.tight) or number.number > 60:
            return False
        if token.tight and before.kind != "end" and before.text not in _MAY_TOUCH:
            return False
        after = self.at(place + 1)
        if (
            after.tight
            and after.kind in {"word", "num", "unit"}
            and not "\u3400" <= after.text[:1] <= "\u9fff"
        ):
            return False
        whole = self.whole(i, place + 1)
        if token.kind == "num":
            if joint.text == "-":
                return FIRST_ARABIC_COP <= session <= LAST_COP and (number.number < session or whole)
            return joint.text == "/" and FIRST_ARABIC_COP <= session <= LAST_COP
        return (
            joint.text == "/"
            and (self.original(token).isupper() or len(token.text) > 1 or whole)
            and session <= 21
        )

    def _meant(self, cue: str, arabic: bool, session: int, number: int, end: int) -> Head | None:
        decision = numbered("cop", "dec", str(session), str(number))
        if cue == "dec":
            return Head((decision,), end) if decision else None
        recommendation = (
            numbered("sbstta", "rec", str(session), str(number))
            if session <= LAST_SESSION["sbstta"]
            else None
        )
        if cue == "rec":
            readings = [recommendation]
            if arabic and session <= LAST_SBI_SESSION:
                readings.insert(0, numbered("sbi", "rec", str(session), str(number)))
        else:
            readings = [decision, recommendation if number <= 25 else None]
        found = [reading for reading in readings if reading]
        return Head((found[0],), end, tuple(found[1:])) if found else None


def _kind(body: str) -> str:
    return "dec" if body.endswith(("cop", "mop")) else "rec"
