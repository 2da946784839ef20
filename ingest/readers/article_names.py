"""What an article is called in the languages of the project: "Artículo 1º", "Article premier", "Статья 1",
"المادة الأولى", "第十二条". The words and numbers are those by which references are read.
"""

import re
from dataclasses import dataclass

from ingest.numerals import ADDED, from_chinese
from ingest.references.tokens import tokens
from ingest.references.words import words
from ingest.spelling import normal

LONGEST = 80  # characters of a name: "Artículo trigésimo cuarto."
_WORD = re.compile(r"([^\W\d_]+)\b")
_CHINESE = re.compile(r"第\s*([0-9〇零一二三四五六七八九十百千两]{1,9})\s*条(?:之([一二三四五六七八九十]))?")
_ADDED = re.compile(
    rf"(?:[oº°ª]\.?)?(?:\s?-?(?P<word>{'|'.join(ADDED)})(?!\w)|-(?P<letter>[A-Za-z])(?!\w)|"
    r"(?P<part>[.-][0-9]{1,2})(?![0-9]))",
    re.I,
)
# of articles put in later, "121 K", "23 L bis": then nothing but a mark follows
LETTERS = rf"(?:\s(?-i:[A-Z]{{1,2}})(?:\s(?:{'|'.join(ADDED)}))?(?=\s*(?:[.:–—-]|$)))?"
_MARKS = re.compile(r"[oº°ª]?(?:\s*[.:：)\]،_–—-])*\s*")
_TATWEEL = "\u0640"  # drawn between letters to widen a word


@dataclass(frozen=True, slots=True)
class Name:
    """The number of an article as locators have it, and where its name ends, with the marks behind it.

    `apart` says whether an ordinal, a mark, a blank of Chinese or the end of the text shows where that is.
    """

    number: str
    end: int
    apart: bool


def read_name(text: str) -> Name | None:
    """The name that a text begins with; None where it begins with none."""
    chinese = _CHINESE.match(text)
    if chinese:
        number, end, ordered = from_chinese(chinese[1]), chinese.end(), False
        added = f"-{from_chinese(chinese[2])}" if chinese[2] else ""
    else:
        number, end, ordered = _numbered(text)
        more = _ADDED.match(text, end)
        added = _added(more) if more else ""
        end = more.end() if more and added else end
        letters = re.match(LETTERS, text[end : end + LONGEST])
        if letters and letters[0]:
            added += f"{'-' if added else ''}{letters[0].strip().lower().replace(' ', '-')}"
            end += letters.end()
    if not number:
        return None
    marks = _MARKS.match(text, end)
    last = marks.end() if marks else end
    said = text[end:last]
    apart = ordered or last == len(text) or bool(said if chinese else said.strip(" oº°ª\u00a0"))
    return Name(f"{number}{added}", last, apart)


def _numbered(text: str) -> tuple[int, int, bool]:
    """The number behind a word for an article, where it ends, and whether it is an ordinal, which sentences
    hardly use; 0 for none.
    """
    places = [at for at, letter in enumerate(text[:LONGEST]) if letter != _TATWEEL]
    plain = "".join(text[at] for at in places)
    first = _WORD.match(plain)
    unit = words().unit(normal(first[1])) if first else None
    if unit is None or unit[0] != "art" or unit[1] == "many":
        return 0, 0, False
    rest = [token for token in tokens(plain)[1:4] if token.kind != "mark" or token.text not in ".("]
    if not rest or rest[0].kind not in {"num", "ord"} or not 0 < rest[0].number < 10_000:
        return 0, 0, False
    return rest[0].number, places[rest[0].end - 1] + 1, rest[0].kind == "ord"


def _added(more: re.Match[str]) -> str:
    """What makes the number that of an article put in later: "6-bis", "10a", "5.1"."""
    if more["word"]:
        return f"-{more['word'].lower()}"
    return more["letter"].lower() if more["letter"] else more["part"] or ""
