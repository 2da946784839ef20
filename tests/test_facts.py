"""A fact has one home: code names no instrument, deck or meeting, and new ones are edits of data alone."""

import ast
import json
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from ingest.corpus.load import load_corpus
from ingest.vocabulary import COP, vocabulary

ROOT = Path(__file__).resolve().parents[1]
FLOORS = ("ingest", "index", "assistant", "evaluation")
MODULES = sorted(path for floor in FLOORS for path in (ROOT / floor).rglob("*.py"))
# A string of so many words lists everyday words, of which some are names too ("convention", "cbd").
WORD_LIST = 8


def literals(path: Path) -> Iterator[tuple[int, str]]:
    """Line and text of every string of a module that is no docstring; parts of f-strings too."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    documented = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    docstrings = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, documented) and node.body and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings:
            yield node.lineno, node.value


@cache
def decks() -> list[str]:
    """Ids of the training decks that come with the project."""
    return [one.id for one in load_corpus([]).documents.values() if one.kind == "training"]


def names_one(text: str, identities: list[str]) -> bool:
    """Whether a string names something: as a whole, or within it where its name is no everyday word.

    A locator such as cbd/art-8/item-j in a hint is an example and names nothing.
    """
    if text in identities:
        return True
    return any(
        re.search(rf"(?<![\w.-]){re.escape(one)}(?![\w-]|\.\w|/[a-z]+-\d)", text)
        for one in identities
        if "-" in one or (len(text.split()) < WORD_LIST and one != "cbd")
    )


def everywhere(found: Callable[[Path], Iterable[tuple[int, str]]]) -> list[str]:
    """What a search finds in the code, with its places."""
    return [f"{path.relative_to(ROOT)}:{line}: {text}" for path in MODULES for line, text in found(path)]


def named(path: Path) -> Iterator[tuple[int, str]]:
    """Strings that name an instrument or deck, or a treaty's code in the official API."""
    known = vocabulary()
    identities = [*(one.id for one in known.instruments), *decks()]
    codes = re.compile(rf"\b(?:{'|'.join(known.treaty_codes.values())})\b")
    return ((n, text) for n, text in literals(path) if names_one(text, identities) or codes.search(text))


def listed(path: Path) -> Iterator[tuple[int, str]]:
    """Strings that list number words: three of them or more, the smallest left out."""
    known = vocabulary()
    words = {
        word for words in (known.ordinals("en"), known.cardinals("en")) for word, n in words.items() if n > 3
    }
    return (
        (n, text) for n, text in literals(path) if len(words & set(re.findall(r"[a-z]+", text.lower()))) > 2
    )


def test_code_names_no_instrument_and_no_deck() -> None:
    """All of them stand in corpus/names and corpus/training."""
    assert everywhere(named) == []


def test_code_lists_no_number_words() -> None:
    """Ordinals and number words are those of corpus/names/numbers.toml."""
    assert everywhere(listed) == []


def test_the_searches_find_what_was_once_there(tmp_path: Path) -> None:
    """Identifiers, codes of treaties, decks and lists of ordinals, but no docstring and no example."""
    path = tmp_path / "module.py"
    lines = (
        '"""Of the nagoya-protocol."""', 'HOMES = ("cbd", "x")', f'DECK = "{decks()[0]}"',
        'URL = f"/doc/nagoya-protocol/{HOMES}"', 'TREATY = "XXVII8a"', 'HINT = "Try cbd/art-8/item-j."',
        'ORDINALS = "first fourth fifth sixth"',
    )  # fmt: skip
    path.write_text("\n".join(lines), encoding="utf-8")
    assert sorted(line for line, _ in named(path)) == [2, 3, 4, 5]
    assert [line for line, _ in listed(path)] == [7]


def counted(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Numbers beside the name of a meeting: in a comparison, an assignment, a dictionary, a call."""
    for node in ast.walk(tree):
        match node:
            case ast.Compare():
                parts = [node.left, *node.comparators]
            case ast.Assign():
                parts = [*node.targets, node.value]
            case ast.AnnAssign(value=ast.expr() as value):
                parts = [node.target, value]
            case ast.Dict():
                parts = [*filter(None, node.keys), *node.values]
            case ast.keyword():
                parts = [ast.Name(node.arg or ""), node.value]
            case _:
                continue
        parts += [inner for part in parts for inner in getattr(part, "elts", [])]
        names = [name for part in parts for name in [getattr(part, "id", getattr(part, "attr", ""))] if name]
        names += [str(p.value) for p in parts if isinstance(p, ast.Constant) and isinstance(p.value, str)]
        numbers = [p.value for p in parts if isinstance(p, ast.Constant) and type(p.value) is int]
        if any(re.search(r"cop(?!y)|mop|session|meeting", name, re.I) for name in names):
            yield from ((getattr(node, "lineno", 0), str(number)) for number in numbers)


def last_ones(path: Path) -> Iterator[tuple[int, str]]:
    """Numbers beside the name of a meeting that are one of its facts."""
    bodies = [body for body in vocabulary().bodies if not body.recommends]
    told = {number for body in bodies for number in (body.last_session, body.read_until)}
    told |= {form.until for body in bodies for form in (*body.labels, *body.symbols) if form.until}
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return ((line, number) for line, number in counted(tree) if int(number) > 4 and int(number) in told)


def test_code_counts_no_meetings() -> None:
    """Which meeting was the last, and up to which one its numbers are roman, is data."""
    assert everywhere(last_ones) == []


@pytest.mark.parametrize(
    "code",
    ["LAST_COP = 16", "A, LAST_COP = 14, 16", 'x = {"cop": 16}', "ok = session <= 16", "f(last_session=16)"],
)
def test_the_search_for_counted_meetings_finds_them(code: str) -> None:
    """It sees the ways in which such a number was once written here."""
    assert "16" in [number for _, number in counted(ast.parse(code))]


# New facts, in a copy of the project: data only.

SITTING = "{number},,2031-10-19,2031-10-30,Testville,Testland,2031,planned\n"
INSTRUMENT = """
[[instrument]]
id = "pandora-protocol"
kind = "protocol"
title = "Pandora Protocol on Boxes to the Convention on Biological Diversity"
short_title = "Pandora Protocol"
date = "2031-10-30"
file = "/doc/legal/pandora-protocol-{language}.pdf"
treaty = "XXVII8z"
page = "ppb"
protocol_to = "cbd"
opening = ["pandora protocol on boxes"]
[instrument.names]
en = ["pandora protocol[ on boxes]", "PPB"]
fr = ["protocole de pandore"]
[instrument.nicknames]
en = ["pandora*", "box treaty"]
"""
DECK = """---
id: second-deck-2031
kind: training
title: Boxes for beginners
short_title: Second deck
---

## Slide 1. Boxes

Boxes are to be opened with care.
"""
TREATY = "# Pandora Protocol on Boxes to the Convention on Biological Diversity\n\n" + "\n\n".join(
    f"## Article {n}. Title {n}\n\n1. Each Party shall open box {n} with care." for n in range(1, 12)
)
ASKED = """
import json, sys
from pathlib import Path
from assistant.asking.heads import NO_LABELS
from assistant.asking.intent import read_intent
from assistant.library.selection import select
from index.build import build_index
from index.interface import Filters, Words
from index.local import LocalIndex
from ingest.corpus.load import load_corpus
from ingest.corpus.recognise import recognise
from ingest.locator import Locator, label
from ingest.references.resolve import read_references
from ingest.topics import embedded_topics
import numpy as np

class Flat:
    name, dimension = "flat", 4
    def encode(self, texts, progress=None): return np.full((len(texts), 4), 0.5, dtype=np.float32)
    encode_queries = encode

home, number = Path.cwd(), int(sys.argv[1])
corpus = load_corpus([])
def read(text): return [str(target) for one in read_references(text) for target in one.targets]
def intent(text): return read_intent(text, NO_LABELS, corpus.documents.values())
small = load_corpus([home / "corpus/training", home / "added"], embedded=False)
build_index(small, home / "index-of-test", Flat())
index = LocalIndex(home / "index-of-test", "flat")
none = np.empty((0, 4), dtype=np.float32)
def found(text):
    filters = Filters(documents=intent(text).documents)
    facts = index.candidates(none, Words("boxes convention"), filters).facts
    return sorted(set(facts.documents.tolist()))
print(json.dumps({
    "references": {text: read(text) for text in json.loads(sys.argv[2])},
    "labels": [
        label(Locator.parse(f"cop-{number}/dec-3/para-2"), ""),
        corpus.provisions["second-deck-2031/slide-1"].label,
        corpus.provisions[f"cop-{number}/catalogue"].label,
        corpus.provisions[f"cop-{number}/catalogue"].text,
        small.provisions["pandora-protocol/art-3/para-1"].label,
    ],
    "towns": corpus.documents[f"cop-{number}"].towns,
    "recognised": [getattr(recognise(home / "box.md", "box.md"), name) for name in ("id", "kind", "title")],
    "sessions": [intent(text).sessions for text in
        (f"What did COP {number} decide?", "What was decided in Testville?")],
    "documents": [intent(text).documents for text in
        ("What does the box treaty say?", "What do the slides say about boxes?")],
    "found": [found("the box treaty"), found("the slides")],
    "synced": max(one.number for one in select((), cop="").sessions if one.body == "cop"),
    "topics": [topic.deck for topic in embedded_topics()],
}))
"""
NEXT = vocabulary().last_session(COP) + 1
SPELLINGS = (
    f"decision {NEXT}/3", f"COP {NEXT}", f"CBD/COP/DEC/{NEXT}/3", f"https://www.cbd.int/decisions/cop/{NEXT}/3",
    f"cop-{NEXT}/dec-3/para-2", "Article 5(a) of the Pandora Protocol", "article 3 du Protocole de Pandore",
    "PPB, Article 7", "https://www.cbd.int/convention/articles?a=ppb-04", "second-deck-2031/slide-1",
)  # fmt: skip


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What a copy of the project says once its data know another meeting, protocol and deck."""
    home = tmp_path_factory.mktemp("copy")
    for name in ("ingest", "index", "assistant", "corpus"):
        shutil.copytree(ROOT / name, home / name, ignore=shutil.ignore_patterns("__pycache__", "web"))
    with (home / "corpus/catalogue/sessions.csv").open("a", encoding="utf-8") as file:
        file.write(SITTING.format(number=NEXT))
    names = home / "corpus/names/instruments.toml"
    records, generic, rest = names.read_text(encoding="utf-8").partition("# Words that name one of a kind")
    names.write_text(records + INSTRUMENT + "\n" + generic + rest, encoding="utf-8")
    (home / "corpus/training/second-deck-2031.md").write_text(DECK, encoding="utf-8")
    topic = {"id": "boxes", "names": {"en": ["Boxes"]}, "decisions": [f"cop-{NEXT}/dec-3"]}
    (home / "corpus/topics/second-deck-2031.jsonl").write_text(json.dumps(topic) + "\n", encoding="utf-8")
    (home / "box.md").write_text(TREATY, encoding="utf-8")
    (home / "added").mkdir()
    front = "---\nid: pandora-protocol\nkind: protocol\ntitle: Pandora Protocol\n---\n"
    (home / "added/pandora-protocol.md").write_text(front + TREATY, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-c", ASKED, str(NEXT), json.dumps(SPELLINGS)],
        capture_output=True, text=True, check=False, cwd=home, env={"PYTHONPATH": str(home), "PATH": ""},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    answers: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return answers


def test_references_take_up_new_facts(told: dict[str, Any]) -> None:
    """However the meeting, the protocol and the deck are written."""
    decision = f"cop-{NEXT}/dec-3"
    expected = (
        decision, f"cop-{NEXT}", decision, decision, f"{decision}/para-2", "pandora-protocol/art-5/item-a",
        "pandora-protocol/art-3", "pandora-protocol/art-7", "pandora-protocol/art-4",
        "second-deck-2031/slide-1",
    )  # fmt: skip
    assert told["references"] == {text: [one] for text, one in zip(SPELLINGS, expected, strict=True)}


def test_labels_take_up_new_facts(told: dict[str, Any]) -> None:
    """Decisions of the meeting, slides of the deck, the meeting itself and articles of the protocol."""
    sentence = (
        f"COP {NEXT}, a meeting of the Conference of the Parties, was held from 2031-10-19 to 2031-10-30 in "
        "Testville, Testland."
    )
    assert told["labels"] == [
        f"Decision {NEXT}/3, paragraph 2", "Second deck, slide 1", f"COP {NEXT}, catalogue entry", sentence,
        "Pandora Protocol, Article 3(1)",
    ]  # fmt: skip
    assert told["towns"] == ["Testville"]


def test_recognition_takes_up_a_new_instrument(told: dict[str, Any]) -> None:
    """A file of its text is known by its opening."""
    title = "Pandora Protocol on Boxes to the Convention on Biological Diversity"
    assert told["recognised"] == ["pandora-protocol", "protocol", title]


def test_search_takes_up_new_facts(told: dict[str, Any]) -> None:
    """The meeting by number and town, the protocol by its nickname, both decks by "the slides"."""
    assert told["sessions"] == [[NEXT], [NEXT]]
    assert told["documents"] == [["pandora-protocol"], ["second-deck-2031", *decks()]]
    assert told["found"] == [["pandora-protocol"], ["second-deck-2031", *decks()]]


def test_synchronisation_and_topics_take_up_new_facts(told: dict[str, Any]) -> None:
    """The meeting is asked for, and the deck's topics are there."""
    assert told["synced"] == NEXT
    assert "second-deck-2031" in told["topics"]
