"""What an article is called in the languages of the project: "Artículo 1º", "Article premier", "Статья 1",
"المادة الأولى", "第十二条". The words and numbers are those by which references are read.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from ingest.numerals import ADDED, from_chinese
from ingest.references.tokens import tokens
from ingest.references.words import Unit, words
from ingest.spelling import normal

LONGEST = 80  # characters of a name: "Artículo trigésimo cuarto."
_WORD = re.compile(r"([^\W\d_]+)\b")
_CHINESE = re.compile(
    r"第\s*([0-9〇零一二三四五六七八九十百千两]{1,9})\s*[条條](?:之([一二三四五六七八九十]))?"
)
_PARTS = r"(?:[.-][0-9]{1,3}){1,4}(?![0-9]|[.-][0-9])"
_PARTED = re.compile(rf"\.?\s*([0-9]{{1,4}})(?={_PARTS})")  # which, with two parts, looks like a date
_ADDED = re.compile(
    rf"(?:[oº°ª]\.?)?(?:\s?-?(?P<word>{'|'.join(ADDED)})(?!\w)|-(?P<letter>[A-Za-z])(?!\w)|"
    rf"(?P<part>{_PARTS})(?:\s(?P<again>{'|'.join(ADDED)})(?!\w))?)",
    re.I,
)
# of a code in parts, whose letter says how it was enacted: "Article L. 110-1", "Art. R*121-4"
_ENACTED = re.compile(r"[^\W\d_]+\.?\s+(?P<letters>LO|[ACDLR])[.\s]{0,2}\*{0,2}\s?(?=[0-9])")
# of articles put in later, "121 K", "23 L bis": then nothing but a mark follows
LETTERS = rf"(?:\s(?-i:[A-Z]{{1,2}})(?:\s(?:{'|'.join(ADDED)}))?(?=\s*(?:[.:–—-]|$)))?"
_MARKS = re.compile(r"[oº°ª]?(?:\s*\(\*{1,3}\))?(?:\s*[.:：)\]،_–—-])*\s*")  # "(*)" calls a note
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
    enacted = _ENACTED.match(text)
    if enacted:
        bare = text[: enacted.start("letters")] + text[enacted.end() :]
        name = _name(bare)
        moved = len(text) - len(bare)
        letters = enacted["letters"].lower()
        return replace(name, number=f"{letters}{name.number}", end=name.end + moved) if name else None
    return _name(text)


def counted(number: str) -> tuple[str, int]:
    """The number of an article as its text counts: "l110-1" is the 110th of those enacted so, ("l", 110)."""
    found = re.search(r"[0-9]+", number)
    return (number[: found.start()], int(found[0])) if found else (number, 0)


def heads(rest: str) -> bool:
    """Whether a name is one of a heading or an article that begins, by what stands behind it: a sentence goes
    on in small letters, or with a comma ("artigo 29.º, do Boletim").
    """
    return not rest[:1].islower() and rest[:1] not in {",", ";"}


def _name(text: str) -> Name | None:
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
    plain = text[:LONGEST]
    places: Sequence[int] = range(len(plain))
    if _TATWEEL in plain:
        places = [at for at in places if text[at] != _TATWEEL]
        plain = "".join(text[at] for at in places)
    first = _WORD.match(plain)
    unit = _unit(first[1]) if first else None
    if unit is None or unit[0] != "art" or unit[1] == "many":
        return 0, 0, False
    parted = _PARTED.match(plain, first.end()) if first else None
    if parted:
        return int(parted[1]), places[parted.end(1) - 1] + 1, False
    rest = [token for token in tokens(plain)[1:4] if token.kind != "mark" or token.text not in ".("]
    if not rest or rest[0].kind not in {"num", "ord"} or not 0 < rest[0].number < 10_000:
        return 0, 0, False
    return rest[0].number, places[rest[0].end - 1] + 1, rest[0].kind == "ord"


@lru_cache(maxsize=4096)  # a file's paragraphs begin with the same few words
def _unit(word: str) -> Unit | None:
    return words().unit(normal(word))


def _added(more: re.Match[str]) -> str:
    """What makes the number that of an article put in later: "6-bis", "10a", "5.1"."""
    if more["word"]:
        return f"-{more['word'].lower()}"
    again = f"-{more['again'].lower()}" if more["again"] else ""
    return more["letter"].lower() if more["letter"] else f"{more['part'] or ''}{again}"
