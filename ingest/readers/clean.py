"""Characters that no reader lets through: controls, zero-width marks and overrides of the reading
direction; and those that stand for others: ligatures, letters of full width, forms of Arabic letters.
"""

import re
import unicodedata
from functools import cache

_HIDDEN = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u200b\u200e\u200f\u2028\u2029\u202a-\u202e\u2060\u2066-\u2069\ufeff\ufff9-\ufffb]"
)
_HALVES = re.compile("[\ud800-\udfff]")
_UNMAPPED = re.compile(
    r"/(?:gid|g|cid|uni[0-9A-F]{0,2}g)\d+|(?:/[cC][0-9a-fA-F]{2}){2,}|\(cid:\d+\)|[\ufffd\ue000-\uf8ff]"
)
# Characters that Unicode keeps for the sake of older codes: each says the same as others do. Full-width marks
# are not among them, since Chinese and Japanese are written with those.
_COMPATIBLE = (
    (0x2011, 0x2011),  # hyphen that does not break
    (0x2F00, 0x2FD5),  # radicals, which some files have for the characters themselves
    (0xF900, 0xFAFF),  # compatibility ideographs
    (0xFB00, 0xFB06),  # ligatures of Latin letters
    (0xFB13, 0xFB17),  # of Armenian
    (0xFB1D, 0xFB4F),  # Hebrew letters with points
    (0xFB50, 0xFDF1),  # forms of Arabic letters
    (0xFE70, 0xFEFC),
    (0xFF10, 0xFF19),  # digits and letters of full width
    (0xFF21, 0xFF3A),
    (0xFF41, 0xFF5A),
    (0xFF66, 0xFF9F),  # half-width katakana
    (0x1D400, 0x1D7FF),  # mathematical letters, with which some write bold
)
# Marks of lists, as Office writes them with fonts of its own.
_MARKS = {
    "\uf0b7": "•", "\uf0a7": "▪", "\uf06e": "▪", "\uf076": "❖", "\uf0d8": "➢",
    "\uf0fc": "✓", "\uf0e0": "→", "\uf02d": "-"
}  # fmt: skip
_LIST_MARK = re.compile(f"[{''.join(_MARKS)}]")


def clean(text: str) -> str:
    """The text without characters that cannot be seen or that turn the reading direction of others, and with
    plain letters for ligatures and the like; line breaks stay.
    """
    return _odd().sub(lambda run: _HIDDEN.sub("", _plain(run[0])), text)


def clean_line(text: str) -> str:
    """One line: cleaned, every white space one blank."""
    return " ".join(clean(text).split())


def shown(name: str) -> str:
    """A file name as it may be printed: what would not show, or would show as something else, is written
    out.
    """
    return "".join(
        f"\\u{ord(c):04x}"
        if _HIDDEN.match(c) or unicodedata.category(c) in {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}
        else c
        for c in name
    )


def unmapped_share(text: str) -> float:
    """Which part of a text is marks of glyphs that have no character: a font without a Unicode map."""
    filled = len(text) - text.count(" ") - text.count("\n")
    return sum(len(match[0]) for match in _UNMAPPED.finditer(text)) / filled if filled else 0.0


def _plain(text: str) -> str:
    if _HALVES.search(text):
        # two halves are a character, one alone cannot be written to any file
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    # half-width katakana have their marks behind them, which become one with them
    plain = _compatible().sub(lambda match: unicodedata.normalize("NFKC", match[0]), text)
    return _LIST_MARK.sub(lambda match: _MARKS[match[0]], plain)


@cache
def _compatible() -> re.Pattern[str]:
    return re.compile(f"[{_ranges()}]+")


@cache
def _odd() -> re.Pattern[str]:
    """Runs of all that is not left as it is: a text has few of them, and is gone through once."""
    return re.compile(f"[{_HIDDEN.pattern[1:-1]}{_HALVES.pattern[1:-1]}{''.join(_MARKS)}{_ranges()}]+")


def _ranges() -> str:
    return "".join(f"{chr(first)}-{chr(last)}" for first, last in _COMPATIBLE)
