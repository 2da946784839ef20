"""Sets by kind: read with every mistake named by its line; those of the project are fit to measure with."""

import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from evaluation.cli.command import HOME as EVALUATION
from evaluation.cover import fold
from evaluation.kinds.cases import HOME, KINDS, parse_case, read_kind, read_kinds
from evaluation.questions import read_questions
from ingest.corpus.load import load_corpus
from ingest.errors import EvaluationError
from ingest.model import Provenance

POINTERS = {
    json.loads(line)["id"]
    for line in (EVALUATION.parent / "corpus" / "pointers.jsonl").read_text(encoding="utf-8").splitlines()
}
ALL = [case for cases in read_kinds(KINDS).values() for case in cases]


def record(**changes: Any) -> dict[str, Any]:
    """A case as it is written."""
    basic = {"id": "concept-001", "kind": "concept", "question": "What is X?", "lang": "en", "half": "dev"}
    return basic | {"expect": {"any_of": ["cbd/art-2"]}} | changes


def write(folder: Path, *records: dict[str, Any] | str, kind: str = "concept") -> Path:
    """A file of a kind."""
    path = folder / f"{kind}.jsonl"
    lines = [one if isinstance(one, str) else json.dumps(one) for one in records]
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def test_a_case_is_read(tmp_path: Path) -> None:
    """With its line; empty lines are passed over."""
    written = record(history=["Before."], expect={"any_of": ["cbd/art-2"], "uses": True})
    (case,) = read_kind(write(tmp_path, "", written))
    assert (case.id, case.kind, case.lang, case.half, case.line) == ("concept-001", "concept", "en", "dev", 2)
    assert case.expect.any_of == case.expect.locators == ("cbd/art-2",)
    assert case.sort == "uses the name"
    assert (case.item.question, case.item.history) == ("What is X?", ("Before.",))


def test_every_wrong_line_is_named(tmp_path: Path) -> None:
    """All of them at once."""
    path = write(tmp_path, record(), "{", record(lang="xx"), record())
    with pytest.raises(EvaluationError) as caught:
        read_kind(path)
    assert [line.split(" ")[0] for line in str(caught.value).splitlines()] == [
        "concept.jsonl:2:",
        "concept.jsonl:3:",
        "concept.jsonl:4:",
    ]


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"kind": "count"}, "in this file it is 'concept'"),
        ({"lang": "de"}, "the language 'de' is none of"),
        ({"half": ""}, "'half' is ''"),
        ({"question": " "}, "'question' must be a text"),
        ({"colour": "red"}, "unknown field colour"),
        ({"expect": None}, "'expect' must be a JSON object"),
        ({"expect": {}}, "'any_of' is missing"),
        ({"expect": {"any_of": []}}, "'any_of' must name a provision"),
        ({"expect": {"any_of": "cbd"}}, "'any_of' must be a list"),
        ({"expect": {"any_of": ["cbd", "cbd"]}}, "names the same twice"),
        ({"expect": {"any_of": ["cbd/nowhere"]}}, "not a locator"),
        ({"expect": {"any_of": ["cbd"], "number": 3}}, "unknown field number"),
        ({"expect": {"any_of": ["cbd"], "uses": 1}}, "'uses' is true or false"),
    ],
)
def test_what_is_wrong_is_said(changes: dict[str, Any], message: str) -> None:
    """In a sentence."""
    with pytest.raises(ValueError, match=re.escape(message)):
        parse_case(record(**changes), "concept")


@pytest.mark.parametrize(
    ("kind", "expect", "message"),
    [
        ("count", {"number": 0}, "'number' must be"),
        ("count", {"number": True}, "'number' must be"),
        ("pointer", {"pointer": None}, "'any_of' must name"),
        ("pointer", {"pointer": "news", "any_of": ["cbd"]}, "'any_of' says nothing"),
        ("help", {"as": "joke"}, "'as' is 'joke'"),
        ("help", {"as": "core"}, "'any_of' must name"),
        ("help", {"as": "thanks", "any_of": ["cbd"]}, "'any_of' says nothing"),
        ("ambiguous", {"asks": False, "readings": ["cbd"]}, "names two documents or more"),
        ("ambiguous", {"asks": True, "readings": ["cbd", "gbf"]}, "names two documents or more"),
        ("typed", {"clean": ""}, "'clean' must be a text"),
        ("whole", {}, "'provision' is missing"),
    ],
)
def test_what_is_expected_fits_its_kind(kind: str, expect: dict[str, Any], message: str) -> None:
    """Each kind has its own fields."""
    with pytest.raises(ValueError, match=re.escape(message)):
        parse_case(record(kind=kind, expect=expect), kind)


def test_the_halves_of_a_set(tmp_path: Path) -> None:
    """One, or both."""
    write(tmp_path, record(), record(id="concept-002", half="test"))
    for half, ids in (
        ("dev", ["concept-001"]),
        ("test", ["concept-002"]),
        ("all", ["concept-001", "concept-002"]),
    ):
        assert [case.id for case in read_kinds(["concept"], half, tmp_path)["concept"]] == ids


def test_every_set_of_the_project_is_a_kind() -> None:
    """And each kind has one, of 20 to 60 questions, about half of them `test`."""
    assert {path.stem for path in HOME.glob("*.jsonl")} == set(KINDS)
    for kind, cases in read_kinds(KINDS).items():
        halves = Counter(case.half for case in cases)
        assert 20 <= len(cases) <= 60, kind
        assert abs(halves["dev"] - halves["test"]) <= 2, kind
        assert all(case.id.startswith(f"{kind}-") for case in cases), kind


def test_pointers_are_those_of_the_corpus() -> None:
    """Each kind of page is asked for."""
    assert {case.expect.pointer for case in ALL if case.kind == "pointer"} == {"", *POINTERS}


def test_what_is_measured_by_is_not_learnt_from() -> None:
    """No question of a test half is asked in a dev half of any set, or stands among the examples."""
    sets = [item for path in (EVALUATION / "questions").glob("*.jsonl") for item in read_questions(path)]
    learnt = {fold(one.question) for one in (*sets, *ALL) if one.half == "dev" and not one.history}
    for path in (EVALUATION / "examples").glob("*.jsonl"):
        lines = path.read_text(encoding="utf-8").splitlines()
        learnt |= {fold(json.loads(line)["question"]) for line in lines}
    assert not learnt & {fold(case.question) for case in ALL if case.half == "test" and not case.history}


def test_the_readme_lists_the_sets() -> None:
    """With the number of their questions."""
    readme = (EVALUATION / "README.md").read_text(encoding="utf-8")
    section = next(part for part in readme.split("\n## ") if "`cbd-evaluate kinds` asks" in part)
    listed = dict(re.findall(r"^\| `(\w+)` \| (\d+) \|", section, re.M))
    assert listed == {kind: str(len(cases)) for kind, cases in read_kinds(KINDS).items()}


def test_the_sets_fit_the_four_instruments(treaties: Path) -> None:
    """What a case names is held; where several places are equally good, none of them is invented, and what is
    to be shown whole is official.
    """
    corpus = load_corpus([treaties])
    held = {*corpus.provisions, *corpus.documents}
    assert [(case.id, one) for case in ALL for one in case.expect.locators if one not in held] == []
    shown = [(case.id, case.expect.provision) for case in ALL if case.expect.provision]
    for identity, locator in shown:
        assert corpus.provisions[locator].provenance is Provenance.OFFICIAL, identity


def test_no_text_of_the_instruments_is_in_the_sets(treaties: Path) -> None:
    """Only locators: no question has ten words in a row that stand in one."""

    def runs(text: str) -> set[tuple[str, ...]]:
        words = re.findall(r"\w+", text.casefold())
        return {tuple(words[i : i + 10]) for i in range(len(words) - 9)}

    law = {run for path in treaties.glob("*.md") for run in runs(path.read_text(encoding="utf-8"))}
    copied = [case.id for case in ALL if law & (runs(case.question) | runs(case.expect.clean))]
    assert law
    assert copied == []


def test_sorts_are_told_apart() -> None:
    """Each case of a kind that has sorts is of one."""
    sorts: dict[str, set[str]] = {}
    for case in ALL:
        sorts.setdefault(case.kind, set()).add(case.sort)
    assert sorts["ambiguous"] == {"asks back", "names the readings"}
    assert sorts["whole"] == {"one part", "all of it"}
    assert "near miss" in sorts["help"]
    assert sorts["typed"] == {""}
