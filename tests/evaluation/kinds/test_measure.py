"""Cases put to systems that say what they are told, and the report of it."""

import json
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from evaluation.cli.kinds import KINDS
from evaluation.cli.main import main
from evaluation.kinds.cases import Case, Expected
from evaluation.kinds.checks import CHECKS
from evaluation.kinds.generated import GENERATED, article_cases, name_cases
from evaluation.kinds.measure import KindsRun, cases_of, measure, not_run, share
from evaluation.kinds.report import kind_lines, kinds_markdown, write_kinds
from evaluation.questions import Item
from ingest.concepts import embedded_concepts
from ingest.model import Provenance
from ingest.vocabulary import LANGUAGES


class Told:
    """A System with an answer a question; an exception is raised. It keeps what it was asked."""

    name = "told"

    def __init__(self, answers: dict[str, Any]) -> None:
        self.answers, self.asked = answers, list[str]()

    def describe(self) -> dict[str, Any]:
        """See System."""
        return {"index": "none"}

    def ask(self, item: Item) -> Any:
        """See System."""
        self.asked.append(item.question)
        answer = self.answers[item.question]
        if isinstance(answer, Exception):
            raise answer
        return answer

    def search(self, query: str, limit: int) -> None:
        """See System."""


def concept(identity: str, question: str) -> Case:
    """Right when Article 15 comes first."""
    return Case(identity, "concept", question, "en", Expected(any_of=("cbd/art-15",)), "dev")


@pytest.fixture
def run(hand: SimpleNamespace) -> KindsRun:
    """One right, one wrong, one that crashed; a slip of the pen whose clean form crashes."""
    told = Told(
        {
            "Right?": hand.answer("cbd/art-15"),
            "Wrong?": hand.answer("cbd/art-1"),
            "Crash?": RuntimeError("no power"),
            "Slip": hand.answer("cbd/art-1"),
        }
    )
    cases = [concept("c-1", "Right?"), concept("c-2", "Wrong?"), concept("c-3", "Crash?")]
    slip = Case("t-1", "typed", "Slip", "fr", Expected(clean="Crash?"), "dev")
    return measure({"concept": cases, "typed": [slip]}, told, hand.texts(), 5.0)


def test_shares_are_reckoned(run: KindsRun) -> None:
    """What crashed is wrong and stays in."""
    found = share(run.kinds["concept"])
    assert found is not None
    assert found.value == pytest.approx(1 / 3)
    assert found.low <= found.value <= found.high
    assert found.n == 3
    assert [row.right for row in run.kinds["typed"]] == [False]
    assert "no power" in run.kinds["concept"][2].got
    assert "no power" in run.kinds["typed"][0].got


def test_an_answer_outside_the_contract_is_wrong(hand: SimpleNamespace) -> None:
    """It is said to be."""
    run = measure({"concept": [concept("c-1", "Q")]}, Told({"Q": {"text": "Hello"}}), hand.texts(), 5.0)
    assert "does not speak the contract" in run.kinds["concept"][0].got


def test_nothing_is_asked_twice(hand: SimpleNamespace) -> None:
    """What two answers offer is asked once."""
    told = Told(
        {
            "Hi": hand.refusal("conversation", help=["A", "B", "C"]),
            "Hello": hand.refusal("conversation", help=["C", "B", "A"]),
            **{question: hand.answer("cbd/art-1") for question in "ABC"},
        }
    )
    cases = [Case(q, "help", q, "en", Expected(role="greeting")) for q in ("Hi", "Hello")]
    run = measure({"help": cases}, told, hand.texts(), 5.0)
    assert [row.got for row in run.kinds["help"]] == ["", ""]
    assert sorted(told.asked) == ["A", "B", "C", "Hello", "Hi"]


def test_the_report_shows_every_miss(run: KindsRun, tmp_path: Path) -> None:
    """Question, what was expected, what was got; a kind a line with its interval."""
    assert kind_lines(run)[2].startswith("| concept |         3 | 0.333 [")
    page = kinds_markdown(run)
    assert "- `c-2` (en) Wrong? Wanted one of cbd/art-15; cited cbd/art-1." in page
    assert "`c-1`" not in page
    assert "| fr       |         1 | 0.000" in page
    markdown, record = write_kinds(run, tmp_path)
    assert markdown.read_text(encoding="utf-8") == page
    kept = json.loads(record.read_text(encoding="utf-8"))["kinds"]["concept"]
    assert kept["right"]["n"] == 3
    assert [case["right"] for case in kept["cases"]] == [True, False, False]
    assert kept["cases"][1]["reply"]["citations"][0]["id"] == "cbd/art-1"


class Held:
    """As much of an index as cases are made of."""

    def __init__(self, *provisions: tuple[str, str, str], provenance: Provenance = Provenance.OFFICIAL):
        self.all = [
            SimpleNamespace(
                locator=locator,
                document=locator.split("/")[0],
                label=label,
                text=text,
                kind=locator.split("/")[-1].split("-")[0],
                provenance=provenance,
            )
            for locator, label, text in provisions
        ]
        self.documents = {one.document: one for one in self.all}

    def in_document(self, document: str) -> list[SimpleNamespace]:
        """See SearchIndex."""
        return [one for one in self.all if one.document == document]


def test_every_article_is_asked_for() -> None:
    """By its number, wherever it stands; those over 900 characters are marked."""
    index: Any = Held(
        ("cbd/art-1", "Convention, Article 1", "x" * 900),
        ("cbd/art-1/para-1", "Convention, Article 1(1)", "x"),
        ("cbd/annex-2/part-1/art-3", "Convention, Annex II, Part 1, Article 3", "x" * 901),
        ("deck/art-1", "Deck, Article 1", "x"),
    )
    found = [(c.question, c.expect.provision, c.sort) for c in article_cases(index)]
    assert found == [
        ("What does Article 1 of the Convention say?", "cbd/art-1", "short"),
        (
            "What does Article 3 of Part 1 of Annex II of the Convention say?",
            "cbd/annex-2/part-1/art-3",
            "long",
        ),
    ]


def test_every_name_is_asked_for() -> None:
    """In English and another language, which goes round all."""
    concepts = embedded_concepts()
    cases = name_cases(concepts)
    assert {case.lang for case in cases} == set(LANGUAGES)
    assert len({case.id for case in cases}) == len(cases)
    assert sum(case.lang == "en" for case in cases) * 2 == len(cases)
    asked = {case.question for case in cases}
    for concept in concepts:
        wanted = concept.file == "systems-and-programmes" or bool(concept.instrument)
        if wanted or concept.file == "terms":
            assert (f"What is {concept.name('en')}?" in asked) is wanted, concept.id


def test_all_kinds_in_the_order_of_the_table() -> None:
    """The generated ones whatever the half; a kind alone where it is asked for."""
    index: Any = Held(("cbd/art-1", "Convention, Article 1", "x"))
    cases = cases_of(None, "dev", index)
    assert list(cases)[:2] == ["whole", "concept"]
    assert list(cases)[-2:] == list(GENERATED)
    assert len(cases["articles"]) == 1
    assert {case.half for case in cases["whole"]} == {"dev"}
    assert list(cases_of(["help"], "all", index)) == ["help"]


def test_nothing_is_run_without_the_instruments() -> None:
    """Guide words on an article are none of its words."""
    index: Any = Held(("cbd/art-1", "Convention, Article 1", "x"))
    run = not_run(Told({}), index)
    assert run is not None
    assert "cartagena-protocol" in run.not_run
    assert "cbd" not in run.not_run
    assert kind_lines(run) == [f"told: not run, {run.not_run}."]
    guide: Any = Held(("cbd/art-1", "Convention, Article 1", "x"), provenance=Provenance.GUIDE)
    without = not_run(Told({}), guide)
    assert without is not None
    assert "cbd" in without.not_run


def test_the_command_says_what_it_cannot_do(embedded_index: Path, tmp_path: Path, capsys: Any) -> None:
    """Over the embedded corpus alone nothing is run, and that is said in the report too: status 0."""
    assert main(["kinds", "--index", str(embedded_index), "--report", str(tmp_path)]) == 0
    assert "not run" in capsys.readouterr().out
    assert "not run" in (tmp_path / "kinds.md").read_text(encoding="utf-8")


def test_the_command_knows_every_kind() -> None:
    """Its names are those of the checks, in their order."""
    assert tuple(CHECKS) == KINDS
