"""A provision as units: its sentences and items, each with the words above it that it completes."""

import re

from ingest.sentences import sentences

_SEMICOLON = re.compile(r"(?<=[;；؛])\s*")
_ITEM = re.compile(r"^\s*(?:\(?[a-z]{1,4}\)|\(?\d{1,3}[.)])\s", re.IGNORECASE)


def units(text: str, above: str = "") -> list[str]:
    """The sentences of a provision's text and its list items; an item has the words that open its list before
    it, and everything the words above the provision where those are unfinished.
    """
    found: list[str] = []
    opening = ""
    for line in text.splitlines():
        if opening and _ITEM.match(line):
            found.append(f"{opening} {line.strip()}")
            continue
        opening = ""
        for sentence in sentences(line):
            if sentence.rstrip().endswith(":"):
                opening = sentence.strip()
            found.append(sentence.strip())
    unfinished = bool(above) and above.rstrip()[-1:] not in ".!?"
    return [f"{above} {unit}" for unit in found] if unfinished else found


def clauses(text: str) -> list[str]:
    """The sentences of a statement, cut at semicolons too: each says something of its own."""
    return [
        part.strip() for sentence in sentences(text) for part in _SEMICOLON.split(sentence) if part.strip()
    ]
