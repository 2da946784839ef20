"""The guide: an entry for every provision, in our own words, with questions that nobody asks twice."""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from ingest.corpus.guide import read_guide
from ingest.corpus.load import load_corpus
from ingest.corpus.merge import Corpus
from ingest.errors import SourceError
from ingest.locator import Locator
from ingest.model import GuideEntry, Provenance

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "corpus" / "guide"
GOLDEN = (ROOT / "tests" / "data" / "treaty-locators.txt").read_text(encoding="utf-8").splitlines()
LONGEST_SUMMARY = 40  # words
LONGEST_SHARED = 7  # words in a row
ENTRIES = {path.stem: list(read_guide(path)) for path in sorted(FOLDER.glob("*.jsonl"))}
ALL = [entry for entries in ENTRIES.values() for entry in entries]
WORD = re.compile(r"\w+(?:[-'’.]\w+)*")


def words(text: str) -> list[str]:
    """Words in small letters; "in-situ" is one."""
    return WORD.findall(text.casefold())


def shared(text: str, official: str) -> Iterator[str]:
    """More words in a row than may stand in both."""
    there = words(official)
    size = LONGEST_SHARED + 1
    known = {tuple(there[i : i + size]) for i in range(len(there) - size + 1)}
    own = words(text)
    for i in range(len(own) - size + 1):
        if tuple(own[i : i + size]) in known:
            yield " ".join(own[i : i + size])


def copied(entry: GuideEntry, official: str) -> list[tuple[str, str]]:
    """What an entry has in common with its provision."""
    return [
        (entry.provision, phrase)
        for text in (entry.summary, *entry.questions, *entry.terms)
        for phrase in shared(text, official)
    ]


def test_every_provision_of_the_four_has_an_entry() -> None:
    """Leaves and what has parts alike, but for the instruments as wholes."""
    explained = {entry.provision for entry in ALL}
    assert [
        line for line in GOLDEN if (locator := line.removesuffix(" +")) not in explained and "/" in locator
    ] == []


def test_decisions_goals_and_targets_have_entries(embedded_corpus: Corpus) -> None:
    """So have the quoted decisions, the terms of reference, and each goal and target of the framework."""
    explained = {entry.provision for entry in ALL}
    quoted = {
        p.locator
        for p in embedded_corpus.provisions.values()
        if p.provenance is Provenance.QUOTED and p.kind != "document"
    }
    assert sorted(quoted - explained) == []
    assert {f"gbf/target-{number}" for number in range(1, 24)} | {
        f"gbf/goal-{letter}" for letter in "abcd"
    } <= explained


def test_every_entry_explains_something(embedded_corpus: Corpus) -> None:
    """Its provision is in the corpus, or is one of the four instruments', or a goal or target."""
    known = {line.removesuffix(" +") for line in GOLDEN} | set(embedded_corpus.provisions)
    assert [
        entry.provision
        for entry in ALL
        if entry.provision not in known and not re.fullmatch(r"gbf/(?:goal|target)-\w+", entry.provision)
    ] == []


def test_every_file_keeps_to_its_instrument() -> None:
    """An entry stands in the file of its instrument, and only once in all."""
    for name in ("cbd", "cartagena-protocol", "nagoya-protocol", "nagoya-kuala-lumpur-protocol", "gbf"):
        assert {Locator.parse(entry.provision).document for entry in ENTRIES[name]} == {name}
    assert [
        provision for provision, count in Counter(entry.provision for entry in ALL).items() if count > 1
    ] == []


def test_summaries_are_short() -> None:
    """40 words at most, whole sentences."""
    assert [entry.provision for entry in ALL if len(entry.summary.split()) > LONGEST_SUMMARY] == []
    assert [entry.provision for entry in ALL if entry.summary.strip()[-1] not in ".!?”\"'"] == []


def test_numbers_of_questions(embedded_corpus: Corpus) -> None:
    """Three to six for a leaf, two at least for what has parts, one at least for a slide; terms for each."""
    leaves = {line for line in GOLDEN if not line.endswith("+")} | {
        p.locator for p in embedded_corpus.provisions.values() if p.leaf
    }
    for name, entries in ENTRIES.items():
        for entry in entries:
            least = 1 if name == "training" else 3 if entry.provision in leaves else 2
            assert least <= len(entry.questions) <= 6, entry.provision
            assert entry.terms, entry.provision
            assert entry.language == "en"


def test_questions_are_questions() -> None:
    """No list of words to search for: that is what terms and paraphrases are for."""
    asked = [question for entry in ALL for question in entry.questions]
    assert [question for question in asked if not question.endswith("?") or question[0].islower()] == []


def test_no_question_is_asked_twice() -> None:
    """In the whole guide, punctuation and case aside."""
    counted = Counter(" ".join(words(question)) for entry in ALL for question in entry.questions)
    assert [question for question, count in counted.items() if count > 1] == []


def test_no_template() -> None:
    """Questions do not all begin alike, and no summary stands twice."""
    begun = Counter(" ".join(words(question)[:3]) for entry in ALL for question in entry.questions)
    assert begun.most_common(1)[0][1] < sum(begun.values()) / 50
    assert len({entry.summary for entry in ALL}) == len(ALL)


def test_own_sentences_beside_the_quoted_texts(embedded_corpus: Corpus) -> None:
    """No entry shares more than seven words in a row with its provision, where the deck quotes it or speaks
    itself.
    """
    held = {
        p.locator: p.text
        for p in embedded_corpus.provisions.values()
        if p.provenance in {Provenance.QUOTED, Provenance.OWN}
    }
    assert [
        found for entry in ALL if entry.provision in held for found in copied(entry, held[entry.provision])
    ] == []


def test_own_sentences_beside_the_official_texts(treaties: Path) -> None:
    """The same for the four instruments."""
    held = {p.locator: p.text for p in load_corpus([treaties], embedded=False).provisions.values()}
    assert [
        found for entry in ALL if entry.provision in held for found in copied(entry, held[entry.provision])
    ] == []


@pytest.mark.parametrize(
    "line",
    [
        "{",
        "[]",
        "null",
        '{"provision": "cbd/art-1"}',
        '{"provision": "Article 1", "summary": "x", "questions": ["x"], "terms": []}',
        '{"provision": "cbd/art-1", "summary": "", "questions": [], "terms": []}',
        '{"provision": "cbd/art-1", "summary": "x", "questions": "why?", "terms": []}',
        '{"provision": "cbd/art-1", "summary": "x", "questions": [1], "terms": []}',
        '{"provision": 1, "summary": "x", "questions": [], "terms": []}',
    ],
)
def test_a_bad_line_is_named(tmp_path: Path, line: str) -> None:
    """The error names file and line; empty lines are passed over."""
    path = tmp_path / "g.jsonl"
    path.write_text(f"\n{line}\n", encoding="utf-8")
    with pytest.raises(SourceError, match=r"g\.jsonl: line 2 is not a guide entry"):
        list(read_guide(path))


def test_a_file_that_is_no_text(tmp_path: Path) -> None:
    """It is named too."""
    (tmp_path / "g.jsonl").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(SourceError, match=r"g\.jsonl: the guide cannot be read"):
        list(read_guide(tmp_path / "g.jsonl"))


def test_an_entry_is_read(tmp_path: Path) -> None:
    """Its fields come as they are; the locator in its one form."""
    line = '{"provision": "cbd/art-1", "summary": "S.", "questions": ["Q?"], "terms": ["t"], "lang": "fr"}'
    (tmp_path / "g.jsonl").write_text(line, encoding="utf-8")
    assert list(read_guide(tmp_path / "g.jsonl")) == [GuideEntry("cbd/art-1", "S.", ("Q?",), ("t",), "fr")]
