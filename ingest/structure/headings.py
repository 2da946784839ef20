"""What a heading says: "Article 6 bis. Scope" opens Article 6 bis, "Annex II" the second annex."""

import re
from dataclasses import dataclass

from ingest.article_names import LETTERS, heads, read_name
from ingest.numerals import ADDED, from_roman

_TITLE = r"\b\s*[.:–—-]*\s*(.*)"
_ADDED = "|".join(ADDED)
_FORMS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(pattern, re.I | re.S))
    for kind, pattern in (
        (
            "art",
            rf"Article\s+([0-9]{{1,4}}(?:\s*-?(?:{_ADDED})|[A-Z]{{1,2}})?{LETTERS})(?![.-][0-9]){_TITLE}",
        ),
        ("annex", rf"Annex(?:\s+([IVX]+|[0-9]{{1,3}}))?{_TITLE}"),
        ("part", rf"Part\s+([0-9]{{1,3}}|[IVX]+|[A-Z]){_TITLE}"),
        ("sec", rf"Section\s+([A-Z]|[0-9]{{1,3}}[A-Z]?){_TITLE}"),
        ("slide", rf"Slide\s+([0-9]{{1,4}}){_TITLE}"),
        ("page", rf"Page\s+([0-9]{{1,4}}){_TITLE}"),
        ("goal", rf"Goal\s+([A-D]|[0-9]{{1,3}}){_TITLE}"),
        ("target", rf"Target\s+([0-9]{{1,3}}){_TITLE}"),
        ("preamble", r"(?:The\s+)?Preamble()\s*()"),
        ("mission", r"Mission()\s*()"),
    )
)
# most blocks begin with none of their words, and are looked at once
_FIRST = re.compile(r"Article|Annex|Part|Section|Slide|Page|Goal|Target|(?:The\s+)?Preamble|Mission", re.I)
_NUMBERED = re.compile(r"([0-9]{1,4}(?:[A-Z]{1,2})?)\s*[.:)–—-]?\s+(?=[^\W\d_])(.*)", re.S)


@dataclass(frozen=True, slots=True)
class Heading:
    """The kind of provision that a heading opens, its number as locators have it, and its title."""

    kind: str
    number: str
    title: str


def read_heading(text: str) -> Heading | None:
    """What a heading opens by the word it begins with, an article in any language; None where it names no
    kind of provision.
    """
    for kind, pattern in _FORMS if _FIRST.match(text) else ():
        match = pattern.fullmatch(text)
        if match:
            return Heading(kind, number_of(match[1] or ""), match[2].strip())
    name = read_name(text)
    title = text[name.end :] if name else ""
    return Heading("art", name.number, title.strip()) if name and heads(title) else None


def read_numbered(text: str) -> Heading | None:
    """The number and title of a heading such as "4. Scope", without a kind."""
    match = _NUMBERED.fullmatch(text)
    return Heading("", number_of(match[1]), match[2].strip()) if match else None


def number_of(text: str) -> str:
    """Arabic for roman; "6 bis" is 6-bis, and a letter stays a letter ("Section C", "Goal D")."""
    value = from_roman(text) if set(text) <= set("IVX") else None
    added = re.fullmatch(rf"([0-9]+)[\s-]*({_ADDED})(?:\s+([A-Z]+))?", text, re.I)
    if added:
        return "-".join(part.lower() for part in added.groups() if part)
    return str(value) if value else re.sub(r"(?<=[0-9])\s+", "", text.lower()).replace(" ", "-")
