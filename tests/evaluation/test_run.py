import time

import pytest

from evaluation.run import run_set
from evaluation.selective import Point, risk_coverage
from evaluation.systems.interface import BusyError, Retrieved


def test_every_question_gives_a_row(make_set, make, library):
    """A crash, a time-out and an answer outside the contract are rows with zeros; the questions after them
    are asked.
    """
    questions = make_set(*(make.question(f"q{n}") for n in range(1, 6)))
    system = make.system(
        {
            "q1": make.answer(make.citation()),
            "q2": RuntimeError("broken pipe"),
            "q3": lambda: time.sleep(3),
            "q4": {"answer": "42"},
            "q5": make.answer(make.citation()),
        },
        [Retrieved("cbd/art-18/para-3", "cbd", make.mechanism)],
    )
    run = run_set(questions, system, library, timeout=0.3)
    assert [row.status for row in run.rows] == ["answered", "failed", "failed", "failed", "answered"]
    assert [row.scores["nugget_recall"] for row in run.rows] == [1, 0, 0, 0, 1]
    assert [row.failure.split(":")[0] for row in run.rows[1:4]] == [
        "RuntimeError",
        "TimeoutError",
        "ValueError",
    ]
    estimates = run.estimates()
    assert (estimates["nugget_recall"].value, estimates["nugget_recall"].n, estimates["failed"].value) == (
        0.4,
        5,
        0.6,
    )
    assert estimates["mrr"].value == 1
    assert run.rows[2].latency_ms >= 300


def test_a_failed_search_scores_zero(make_set, make, library):
    """Search that crashes is a zero in retrieval; the answer still counts."""

    class Broken(make.system):
        def search(self, query, limit):
            raise OSError("no disk")

    run = run_set(make_set(make.question("q1")), Broken({"q1": make.answer(make.citation())}), library)
    assert run.rows[0].scores["recall@50"] == 0
    assert run.rows[0].scores["nugget_recall"] == 1
    assert "no disk" in run.rows[0].failure


def test_a_system_without_search_has_no_retrieval_metrics(make_set, make, library):
    """No search at all is not a bad search."""
    run = run_set(
        make_set(make.question("q1")), make.system({"q1": make.answer(make.citation())}, None), library
    )
    assert run.estimates()["mrr"] is None


def test_texts_that_are_not_there(make_set, make, library):
    """A set whose gold the corpus lacks is not run, and the report says why; with quotes it can be run."""
    absent = make.question("q1", "np/art-5")
    run = run_set(make_set(absent), make.system({}), library)
    assert run.rows == ()
    assert run.not_run == "the corpus does not hold the official words of np (1 provisions, such as np/art-5)"
    quoted = {"source": "np", "locator": "np/art-5", "quotes": ["fair and equitable"]}
    assert (
        run_set(make_set(absent | {"gold": [quoted]}), make.system({"q1": make.refusal()}), library).not_run
        == ""
    )


def test_a_document_is_no_pinpoint(make_set, make, library):
    """A part of a document under the document's id names no provision, though it is quoted exactly; the whole
    document does.
    """
    chunk = f"{make.promote}\n{make.mechanism}"
    whole = f"{make.facilitate}\n{chunk}"
    system = make.system(
        {"q1": make.answer(make.citation("cbd", chunk)), "q2": make.answer(make.citation("cbd", whole))}
    )
    run = run_set(make_set(make.question("q1"), make.question("q2")), system, library)
    assert [(row.scores["existence"], row.scores["quote_exactness"]) for row in run.rows] == [(0, 1), (1, 1)]


def test_a_busy_server_is_waited_for(make_set, make, library):
    """A server that asks to wait is asked again, and the wait is not its latency."""
    replies = [BusyError(0.2), make.answer(make.citation())]

    def reply():
        found = replies.pop(0)
        if isinstance(found, Exception):
            raise found
        return found

    (row,) = run_set(make_set(make.question("q1")), make.system({"q1": reply}), library).rows
    assert row.status == "answered"
    assert row.latency_ms < 200


def test_rewritten_follow_up_is_what_is_searched(make_set, make, library):
    """The search is given the question as the system understood it."""
    asked = []

    class Listening(make.system):
        def search(self, query, limit):
            asked.append(query)
            return []

    wire = make.answer(make.citation()) | {"rewritten": "What about paragraph 3 of Article 18?"}
    run_set(make_set(make.question("q1", history=["And Article 18?"])), Listening({"q1": wire}), library)
    assert asked == ["What about paragraph 3 of Article 18?"]


def test_misses_are_worse_than_hits(make_set, make, library):
    """Failed is worse than an answer to the unanswerable, that than a wrong citation, and a right answer is
    no miss.
    """
    questions = make_set(
        make.question("q1"), make.question("q2"), make.question("q3", ""), make.question("q4")
    )
    system = make.system(
        {
            "q1": make.answer(make.citation()),
            "q2": make.answer(make.citation("cbd/art-17/para-1", make.facilitate)),
            "q3": make.answer(make.citation()),
            "q4": OSError(),
        }
    )
    misses = [row.miss for row in run_set(questions, system, library).rows]
    assert misses[0] == 0 < misses[1] < misses[2] < misses[3]


def test_risk_and_coverage_by_hand(make_set, make, library):
    """Right at 0.9, wrong at 0.5, a refusal: one of three answered without risk, two of three with risk one
    half.
    """
    questions = make_set(make.question("q1"), make.question("q2"), make.question("q3"))
    system = make.system(
        {
            "q1": make.answer(make.citation(score=0.5, identity="cbd/art-17/para-1", text=make.facilitate)),
            "q2": make.answer(make.citation(score=0.9)), "q3": make.refusal(),
        }
    )  # fmt: skip
    points = risk_coverage(run_set(questions, system, library).rows)
    assert points == [Point(0.9, pytest.approx(1 / 3), 0.0), Point(0.5, pytest.approx(2 / 3), 0.5)]


def test_answering_the_unanswerable_is_all_risk(make_set, make, library):
    """An answer to an unanswerable question has risk 1 whatever it cites."""
    run = run_set(
        make_set(make.question("q1", "")), make.system({"q1": make.answer(make.citation())}), library
    )
    assert risk_coverage(run.rows) == [Point(0.9, 1.0, 1.0)]
