"""How the characters of a file are written: its marks, what it declares, or what its words show."""

import codecs
import re
import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

PAGES = Path(__file__).resolve().parent / "code_pages.toml"
HEAD = 8_192  # bytes in which a page declares its encoding
SAMPLE = 200_000  # bytes by which the words of a text show it
ACCENTED = 0.2  # of the letters of a text in a Western language are outside ASCII at most
COMMON = 0.04  # of its words are small ones at least
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED = re.compile(
    rb"<meta\b[^<>]*?charset\s*=\s*[\"']?\s*([a-zA-Z0-9_:.-]{2,40})|"
    rb"\A\s*<\?xml\b[^<>]*?encoding\s*=\s*[\"']([a-zA-Z0-9_:.-]{2,40})[\"']",
    re.I,
)
# what pages declare, and what is meant by it: browsers read Latin 1 as the windows page that holds it
_MEANT = {
    "iso8859-1": "cp1252",
    "ascii": "cp1252",
    "iso8859-9": "cp1254",
    "gb2312": "gb18030",
    "gbk": "gb18030",
}
_NO_TEXT = frozenset({"idna", "punycode", "unicode-escape", "raw-unicode-escape", "undefined"})
_UNICODE = "utf-"  # declared in bytes that are not so: the words decide


@dataclass(frozen=True, slots=True)
class Encoding:
    """The name of a codec. `guessed` is what people call it where the words alone showed it, else ""."""

    name: str
    guessed: str = ""

    def text(self, raw: bytes) -> str:
        """The bytes as text. In a code page of Windows some bytes stand for nothing; none is in a word."""
        return raw.decode(self.name, "replace" if self.name.startswith("cp125") else "strict")


@dataclass(frozen=True, slots=True)
class _Page:
    """A code page, the script it is for and the small words that show that a text is in it."""

    name: str
    said: str
    script: re.Pattern[str]
    words: frozenset[str]


def encoding_of(raw: bytes) -> Encoding | None:
    """How the bytes are written; None where nothing tells.

    UTF-8 that is valid is UTF-8 whatever is declared. What declares nothing, or wrongly, is read in the code
    page in which its words are words.
    """
    for mark, name in _MARKS:
        if raw.startswith(mark):
            return Encoding(name) if _reads(raw, name) else None
    declared = _declared(raw)
    if declared.startswith("iso2022") and b"\x1b" in raw and _reads(raw, declared):
        return Encoding(declared)
    unicode = _wide(raw) or ("utf-8" if _reads(raw, "utf-8") else "")
    if unicode:
        return Encoding(unicode)
    # what editors declare by themselves is no word of whoever wrote the text
    shown = _shown(raw[:SAMPLE]) if declared in {"", "cp1252"} else None
    if shown and shown.name != declared:
        found = Encoding(shown.name, shown.said)
    elif declared:
        found = Encoding(declared)
    else:
        return None
    try:
        found.text(raw)
    except UnicodeError:
        return None
    return found


def _declared(raw: bytes) -> str:
    """The codec that a page declares; "" for none, an unknown one, and for Unicode, which shows itself."""
    match = _DECLARED.search(raw[:HEAD])
    if match is None:
        return ""
    try:
        found = codecs.lookup((match[1] or match[2]).decode("ascii"))
    except LookupError:
        return ""
    name = _MEANT.get(found.name, found.name)
    is_none = name in _NO_TEXT or name.startswith(_UNICODE) or not getattr(found, "_is_text_encoding", True)
    return "" if is_none else name


def _wide(raw: bytes) -> str:
    """UTF-16 without its mark: every second byte of Western text is 0. "" for any other."""
    head = raw[:2_000]
    for name, zeros in (("utf-16-le", head[1::2]), ("utf-16-be", head[::2])):
        if len(zeros) > 8 and zeros.count(0) > 0.4 * len(zeros) and _reads(raw, name):
            return name
    return ""


def _reads(raw: bytes, name: str) -> bool:
    try:
        raw.decode(name)
    except UnicodeError:
        return False
    return True


@lru_cache(maxsize=1)  # a file is asked for its text, its title and its notes
def _shown(sample: bytes) -> _Page | None:
    """The code page in which most of the words are words of its languages; None where too few are in any."""
    sample = re.sub(rb"(?s)<[^<>]{1,2000}>", b" ", sample)  # markup is English, whatever the text is
    if b"\0" in sample:
        return None
    shares = {page: _share(sample.decode(page.name, "replace"), page) for page in _pages()}
    best = max(shares, key=lambda page: shares[page])
    return best if shares[best] >= COMMON else None


def _share(text: str, page: _Page) -> float:
    """Which part of the words are small ones of the languages of a page; 0 for other letters than its own."""
    letters = [character for character in text if character.isalpha()]
    fitting = len(page.script.findall(text))
    if page.name == "cp1252":
        accented = sum(not letter.isascii() for letter in letters)
        fits = accented < ACCENTED * len(letters) and fitting == len(letters) and "\ufffd" not in text
    else:
        fits = fitting > 0.5 * len(letters)
    pattern = page.script.pattern if page.name == "gb18030" else r"[^\W\d_]+"
    found = re.findall(pattern, text.lower())
    return sum(word in page.words for word in found) / len(found) if fits and found else 0.0


@cache
def _pages() -> tuple[_Page, ...]:
    records = tomllib.loads(PAGES.read_text(encoding="utf-8"))["page"]
    return tuple(
        _Page(one["name"], one["said"], re.compile(f"[{one['script']}]"), frozenset(one["words"].split()))
        for one in records
    )
