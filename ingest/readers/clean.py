"""Characters that no reader lets through: controls, zero-width marks and overrides of the reading
direction.
"""

import re
import unicodedata

_HIDDEN = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u200b\u200e\u200f\u2028\u2029\u202a-\u202e\u2060\u2066-\u2069\ufeff\ufff9-\ufffb]"
)
_SPACES = re.compile(r"[ \t\u00a0\u2007\u202f]+")
_UNMAPPED = re.compile(r"/(?:gid|g|cid|uni[0-9A-F]{0,2}g)\d+|\(cid:\d+\)|[\ufffd\ue000-\uf8ff]")


def clean(text: str) -> str:
    """The text without characters that cannot be seen or that turn the reading direction of others; line
    breaks stay.
    """
    return _HIDDEN.sub("", text)


def clean_line(text: str) -> str:
    """One line: cleaned, every white space one blank."""
    return _SPACES.sub(" ", re.sub(r"\s+", " ", clean(text))).strip()


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
