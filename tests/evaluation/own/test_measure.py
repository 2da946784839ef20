"""What counts as right over made documents, on hand-made answers; and the report of it."""

import json
from pathlib import Path
from typing import Any

import pytest

from evaluation.own.cases import ABSENT, LAW, Case, Passage
from evaluation.own.library import Shelf
from evaluation.own.measure import MEASURES, Judged, OwnRun, failed, judge, measure
from evaluation.own.report import failure_lines, own_lines, write_own
from evaluation.questions import Item
from evaluation.reply import read_reply
from tests.evaluation.kinds.conftest import answer, citation, refusal

SHELF = Shelf(Path("index"), {"plan": "our-plan", "law": "ley"})
TEXT = "Restore 40 hectares of reeds by 2030."
PLAIN = Case(
    "x", "plan", "plain", "How much?", "en", "dev", gold=(Passage("plan", ("40 hectares", "reeds"), 3),)
)
NOWHERE = Case("y", "plan", ABSENT, "And in 2040?", "en", "dev")
LEGAL = Case("z", "", LAW, "What says Article 15?", "en", "dev", any_of=("cbd/art-15",))


def judged(case: Case, wire: dict[str, Any]) -> Judged:
    """What an answer is worth."""
    return judge(case, read_reply(wire), SHELF)


def own(text: str = TEXT, document: str = "our-plan", **changes: Any) -> dict[str, Any]:
    """A citation of a document that was added."""
    return citation(f"{document}/sec-1", text=text, **({"page": 3} | changes))


def test_the_passage_first_on_its_page_is_right() -> None:
    """All its words stand in the text that is cited."""
    row = judged(PLAIN, answer(own()))
    assert (row.right, row.page, row.document, row.covered, failed(row)) == (True, True, True, 1.0, "")


@pytest.mark.parametrize(
    "cited",
    [
        own("Restore 40 hectares of forest."),  # one of the words is missing
        own(document="ley"),  # the same words in another document
        citation("cbd/art-15", text=TEXT),
        own("x " * 1500 + TEXT, quote="x x x"),  # too long to be a passage, and the quote lacks the words
    ],
)
def test_another_passage_is_wrong(cited: dict[str, Any]) -> None:
    """Though it is cited first."""
    row = judged(PLAIN, answer(cited))
    assert not row.right
    assert row.covered == 0
    assert failed(row).startswith("cited")


def test_a_long_passage_is_judged_by_its_quote() -> None:
    """What the reader is shown."""
    assert judged(PLAIN, answer(own("x " * 1500 + TEXT, quote=TEXT))).right


def test_the_passage_second_is_not_first() -> None:
    """It is covered, of the right document, and its page is judged."""
    row = judged(PLAIN, answer(own("Something else."), own(number=2)))
    assert (row.right, row.page, row.document, row.covered) == (False, True, True, 1.0)


@pytest.mark.parametrize(
    ("page", "last", "right"),
    [(3, None, True), (2, None, False), (2, 3, True), (1, 3, False), (None, None, False)],
)
def test_a_page_is_named_alone_or_as_one_of_two(page: int | None, last: int | None, right: bool) -> None:
    """Not as one of many."""
    row = judged(PLAIN, answer(own(page=page, last_page=last)))
    assert row.right
    assert row.page is right
    assert failed(row).startswith("the wrong page") is not right


def test_where_there_is_no_page_none_is_judged() -> None:
    """Of a Word file."""
    case = Case("x", "plan", "plain", "How?", "en", "dev", gold=(Passage("plan", ("40 hectares",)),))
    assert judged(case, answer(own(page=None))).page is None


def test_what_is_nowhere_said_is_refused() -> None:
    """And what is said is not."""
    assert judged(NOWHERE, refusal("not_in_corpus")).right
    assert not judged(NOWHERE, answer(own())).right
    row = judged(PLAIN, refusal("out_of_scope"))
    assert (row.right, row.refused, failed(row)) == (False, True, "refused as out_of_scope")


def test_the_law_is_asked_for_by_its_place() -> None:
    """It, or what stands in it; never a document that says the same."""
    assert judged(LEGAL, answer(citation("cbd/art-15/para-1"))).right
    assert not judged(LEGAL, answer(own())).right
    assert judged(LEGAL, answer("cbd/art-16")).document


class Recorded:
    """A system that says what it was given, in turn; an exception is raised."""

    name = "recorded"

    def __init__(self, *replies: dict[str, Any] | Exception) -> None:
        self._replies = iter(replies)

    def describe(self) -> dict[str, Any]:
        """See System."""
        return {"index": "none"}

    def ask(self, item: Item) -> dict[str, Any]:
        """See System."""
        reply = next(self._replies)
        if isinstance(reply, Exception):
            raise reply
        return reply

    def search(self, query: str, limit: int) -> None:
        """See System."""


@pytest.fixture
def run() -> OwnRun:
    """Five questions: one right, one refused, one crashed, one rightly refused, one of the law."""
    replies = (
        answer(own()),
        refusal("not_in_corpus"),
        RuntimeError("no"),
        refusal("x"),
        answer("cbd/art-15"),
    )
    return measure((PLAIN, PLAIN, PLAIN, NOWHERE, LEGAL), Recorded(*replies), SHELF, 5)


def test_the_measures_are_means(run: OwnRun) -> None:
    """Each over the questions that it is about; a crash is wrong and no refusal."""
    found = {one.name: (len(one.values(run.rows)), round(one.of(run.rows).value, 3)) for one in MEASURES}  # type: ignore[union-attr]
    assert found == {
        "first citation right": (3, 0.333),
        "first citation of the right document": (3, 0.333),
        "passages covered by any citation": (3, 0.333),
        "page right": (1, 1.0),
        "refused though answerable": (3, 0.333),
        "refused of the unanswerable": (1, 1.0),
        "law questions right": (1, 1.0),
    }


def test_the_report_names_every_failure(run: OwnRun, tmp_path: Path) -> None:
    """What was wanted and what was got, in the table, in Markdown and as JSON."""
    assert sum("0.333" in line for line in own_lines(run)) == 4
    refused, crashed = failure_lines(run)
    assert "How much? Wanted “40 hectares” and “reeds” on page 3; refused as not_in_corpus." in refused
    assert crashed.endswith("failed: RuntimeError: no.")
    markdown, record = write_own(run, tmp_path)
    assert "## By kind" in markdown.read_text(encoding="utf-8")
    read = json.loads(record.read_text(encoding="utf-8"))
    assert [case["right"] for case in read["cases"]] == [True, False, False, True, True]
    assert read["measures"]["page right"]["value"] == 1.0
