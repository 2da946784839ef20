"""The names of a decision: its id here, its code in the official API, its printed symbol, its official
page.
"""

import re
from dataclasses import dataclass

from ingest.locator import LAST_ROMAN_COP, from_roman, roman

UN_LANGUAGES = ("ar", "en", "es", "fr", "ru", "zh")
TREATIES = {
    "cbd": "XXVII8",
    "cartagena-protocol": "XXVII8a",
    "nagoya-protocol": "XXVII8b",
    "nagoya-kuala-lumpur-protocol": "XXVII8c",
}
SITE = "https://www.cbd.int"
_BODY_WORDS = {
    "COP": "cop",
    "EXCOP": "excop",
    "SBSTTA": "sbstta",
    "SBI": "sbi",
    "WGRI": "wgri",
    "WG8J": "wg8j",
    "SB8J": "sb8j",
    "WG2020": "wg2020",
    "ICNP": "icnp",
    "ICCP": "iccp",
    "CP/MOP": "cp-mop",
    "CP-MOP": "cp-mop",
    "CP/COP-MOP": "cp-mop",
    "BS/COP-MOP": "cp-mop",
    "NP/MOP": "np-mop",
    "NP-MOP": "np-mop",
    "NP/COP-MOP": "np-mop",
}
RECOMMENDING = frozenset({"sbstta", "sbi", "wgri", "wg8j", "sb8j", "wg2020", "icnp", "iccp"})
_BODIES = "|".join(sorted(map(re.escape, _BODY_WORDS), key=len, reverse=True))
_SYMBOL = re.compile(
    rf"(?:UNEP/)?CBD/(?P<body>{_BODIES})/(?P<what>DEC|REC)/(?P<session>[IVXL]+|"
    rf"[0-9]{{1,2}})/(?P<number>[0-9]{{1,3}})",
    re.I,
)
_CODE = re.compile(
    rf"(?:CBD/)?(?P<body>{_BODIES})/(?P<session>[0-9]{{1,2}})/(?P<number>[0-9]{{1,3}})(?=[./]|$)", re.I
)


@dataclass(frozen=True, slots=True)
class Decision:
    """A decision or recommendation by body, session and number."""

    body: str
    session: int
    number: int

    @property
    def id(self) -> str:
        """`cop-15/dec-8`."""
        return f"{self.body}-{self.session}/{'rec' if self.body in RECOMMENDING else 'dec'}-{self.number}"

    @property
    def path(self) -> str:
        """The id as a file below a folder, without its type: `cop-15/dec-08` sorts as people count."""
        return (
            f"{self.body}-{self.session:02}/{'rec' if self.body in RECOMMENDING else 'dec'}-{self.number:02}"
        )

    @property
    def kind(self) -> str:
        """`decision` or `recommendation`."""
        return "recommendation" if self.body in RECOMMENDING else "decision"

    @property
    def code(self) -> str:
        """What the API calls it, as far as is known: `CBD/COP/15/08`."""
        body = {"cp-mop": "BS/COP-MOP", "np-mop": "NP/COP-MOP"}.get(self.body, self.body.upper())
        return f"CBD/{body}/{self.session:02}/{self.number:02}"

    @property
    def symbol(self) -> str:
        """The symbol printed on COP decisions; "" for other bodies, whose form is not confirmed for every
        session.
        """
        if self.body != "cop":
            return ""
        session = roman(self.session) if self.session <= LAST_ROMAN_COP else str(self.session)
        return f"{'UNEP/' if self.session <= 12 else ''}CBD/COP/DEC/{session}/{self.number}"

    @property
    def treaty(self) -> str:
        """The code of its treaty in the API."""
        protocol = {
            "cp-mop": "cartagena-protocol",
            "iccp": "cartagena-protocol",
            "np-mop": "nagoya-protocol",
            "icnp": "nagoya-protocol",
        }
        return TREATIES[protocol.get(self.body, "cbd")]

    @property
    def url(self) -> str:
        """Its official page; a recommendation has none whose address can be told from its number."""
        if self.body == "cop":
            return f"{SITE}/decisions/cop/{self.session}/{self.number}"
        if self.body == "cp-mop":
            return f"{SITE}/decisions/mop?m=cp-mop-{self.session:02}-{self.number:02}"
        if self.body == "np-mop":
            return f"{SITE}/decisions/np-mop?m=np-mop-{self.session:02}-{self.number:02}"
        return f"{SITE}/recommendations"

    def file_url(self, language: str, kind: str = "pdf", site: str = SITE) -> str:
        """Where its file is expected, by the pattern seen for COP 12 on; for others the pattern is a
        guess.
        """
        what, folder = ("rec", "recommendations") if self.body in RECOMMENDING else ("dec", "decisions")
        session = f"{self.body}-{self.session:02}"
        return f"{site}/doc/{folder}/{session}/{session}-{what}-{self.number:02}-{language}.{kind}"


def from_code(code: str) -> Decision | None:
    """The decision of an API code, of any of its nodes' codes too; None where it is not one."""
    return _decision(_CODE.match(code))


def from_symbol(text: str) -> Decision | None:
    """The decision whose printed symbol the text begins with; None where it is not one."""
    return _decision(_SYMBOL.match(text))


def symbols_in(text: str) -> list[tuple[int, str, Decision]]:
    """Every printed symbol of a decision or recommendation in a text: where, as written, which."""
    found = [(match.start(), match[0], _decision(match)) for match in _SYMBOL.finditer(text)]
    return [(at, words, decision) for at, words, decision in found if decision]


def from_fields(treaty: str, body: str, session: object, number: object) -> Decision | None:
    """The decision of the fields that a record has. The treaty decides which protocol a MOP is of."""
    name = (
        body.upper()
        .rpartition("XXVII8-")[2]
        .rpartition("XXVII8B-")[2]
        .rpartition("XXVII8C-")[2]
        .rpartition("XXVII8A-")[2]
    )
    known = _BODY_WORDS.get(name)
    if name in {"MOP", "COP-MOP"} or (name == "COP" and treaty.lower() in {"xxvii8a", "xxvii8b"}):
        known = {"xxvii8a": "cp-mop", "xxvii8b": "np-mop"}.get(treaty.lower())
    if (
        known is None
        or not isinstance(session, int)
        or not isinstance(number, int)
        or not (0 < session < 100 and 0 < number < 1000)
    ):
        return None
    return Decision(known, session, number)


def _decision(match: re.Match[str] | None) -> Decision | None:
    if match is None:
        return None
    session = int(match["session"]) if match["session"].isdigit() else from_roman(match["session"])
    number = int(match["number"])
    return Decision(_BODY_WORDS[match["body"].upper()], session, number) if session and number else None
