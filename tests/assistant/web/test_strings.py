"""The page's own words: what it calls is there, what is there it calls."""

import re
from pathlib import Path

from assistant.answer import RefusalReason
from assistant.reading.holdings import Held
from assistant.words.store import FOLDER as WORDS
from assistant.words.store import LATER, SHARED, languages, later_words, page_words, read_words
from ingest.model import KINDS

WEB = Path(__file__).resolve().parents[3] / "assistant" / "web"
STORED = read_words(WORDS / "en.json")
ENGLISH = page_words(STORED) | later_words(STORED)
PAGE = "\n".join(path.read_text(encoding="utf-8") for path in sorted((WEB / "js").rglob("*.js")))
WIDGET = {"widget.label", "widget.close"}  # written into widget.js by the server
PARTS = ("timeline", "duties", "session", "slides")

# The keys that the page puts together: `${family}.${word}`, and the words that there are.
COMPOSED = {
    "duties": ("met", "elapsed", "spent"),
    "nav": ("dark", "light"),
    "rating": ("up", "down"),
    "tab": PARTS,
    "intro": PARTS,
    "timeline": ("svg", "png"),
    "session": ("pptx", "docx", "md", "json", "xml"),
    "severity": ("slip", "spelling", "note"),
    "kind": ("quote", "catalogue", "remark", "guide", "model"),
    "provenance": ("official", "quoted", "catalogue", "guide", "own"),
    "document": KINDS,
    "held": tuple(Held),
    "refusal": tuple(RefusalReason),
    "status": ("retired", "implemented", "superseded", "elapsed", "active"),
}  # fmt: skip


def test_the_page_offers_every_language() -> None:
    """Those that there are words in, each by its own name."""
    script = (WEB / "js" / "kit" / "i18n.js").read_text(encoding="utf-8")
    table = re.search(r"LANGUAGES = {(.*?)\n};", script, re.DOTALL)

    assert table is not None
    assert set(re.findall(r"^ *([a-z]{2}):", table.group(1), re.MULTILINE)) == set(languages())
    boot = (WEB / "js" / "boot.js").read_text(encoding="utf-8")
    known = re.search(r"known = \[(.*?)\]", boot)
    assert known is not None
    assert set(re.findall(r'"([a-z]{2})"', known.group(1))) == set(languages())


def test_no_string_is_unused_and_none_is_missing() -> None:
    """Each key stands in the modules, whole or put together; the type checker knows the rest."""
    written = set(re.findall(r'"([a-z]+\.[A-Za-z0-9_]+)"', PAGE))
    composed = {f"{family}.{word}" for family, words in COMPOSED.items() for word in words}
    own = {key.removeprefix("page.") for key in STORED if key.startswith("page.")}

    assert set(re.findall(r"\bt(?:Or)?\(\s*(?:[^()`]*\? )?[^()`]*`([a-z]+)\.\$\{", PAGE)) == set(COMPOSED)
    assert composed <= set(ENGLISH)
    assert own - written - composed - WIDGET == set()
    assert SHARED - written == set()


def test_words_that_come_later_are_called_by_the_pages_they_come_with() -> None:
    """No module that is there at first, or serves every page, calls one of them."""
    called = re.compile(rf"""["`](?:{"|".join(LATER)})\.[A-Za-z$]""")
    callers = {
        path.parent.name
        for path in (WEB / "js").rglob("*.js")
        if called.search(re.sub(r"import\([^)]*\)", "", path.read_text(encoding="utf-8")))
    }

    assert callers == {"access", "correction", "glossary", "kept", "library", "train"}
