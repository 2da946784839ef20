import json

import pytest

from evaluation import exchange
from evaluation.lookup import IndexLookup
from evaluation.questions import read_questions
from evaluation.report.record import run_record, system_of
from evaluation.run import Run, run_set
from ingest.errors import EvaluationError


@pytest.fixture
def questions(make_set, make):
    """Two gold provisions, a quote, a follow-up and an unanswerable question."""
    quoted = {"source": "cbd", "locator": "cbd/art-18/para-3", "quotes": ["a clearing-house mechanism"]}
    return make_set(
        make.question("q1", history=["And Article 18?"], category="followup")
        | {"gold": [quoted, {"source": "cbd", "locator": "cbd/art-17/para-1"}]},
        make.question("q2", "", category="unanswerable", reason="out_of_scope", half="test"),
        make.question("q3", "cbd/art-18/para-1", lang="fr"),
    )


def unplaced(items):
    """Questions without the line that they stood in."""
    return [exchange.item_record(item) for item in items]


def test_beir_round_trip(questions, served, tmp_path):
    """A set exported as BEIR comes back whole; the corpus holds the provisions; an unanswerable question has
    no qrel.
    """
    exchange.export_beir(questions, served.index, tmp_path / "beir")
    assert unplaced(exchange.import_beir(tmp_path / "beir")) == unplaced(questions)
    corpus = [
        json.loads(line)
        for line in (tmp_path / "beir" / "corpus.jsonl").read_text(encoding="utf-8").splitlines()
    ]
    assert {"cbd/art-18/para-3", "deck/slide-1"} <= {row["_id"] for row in corpus}
    assert (tmp_path / "beir" / "qrels" / "test.tsv").read_text(encoding="utf-8").splitlines() == [
        "query-id\tcorpus-id\tscore",
        "q1\tcbd/art-18/para-3\t1",
        "q1\tcbd/art-17/para-1\t1",
        "q3\tcbd/art-18/para-1\t1",
    ]


def test_foreign_beir(tmp_path):
    """Plain BEIR without our metadata is read too; documents with a score of 0 are not gold."""
    (tmp_path / "qrels").mkdir()
    (tmp_path / "queries.jsonl").write_text('{"_id": "a", "text": "Who?"}\n', encoding="utf-8")
    (tmp_path / "qrels" / "test.tsv").write_text(
        "query-id\tcorpus-id\tscore\na\tcop-1/dec-3/para-2\t2\na\tcbd/art-1\t0\n", encoding="utf-8"
    )
    (item,) = exchange.import_beir(tmp_path)
    assert [(gold.source, gold.locator) for gold in item.gold] == [("cop-1/dec-3", "cop-1/dec-3/para-2")]


def test_qrels_round_trip(questions, served, tmp_path):
    """TREC qrels with the queries beside them give the set back; the written set is read like any other."""
    exchange.export_qrels(questions, tmp_path / "qrels.txt")
    assert (tmp_path / "qrels.txt").read_text(encoding="utf-8").splitlines()[0] == "q1 0 cbd/art-18/para-3 1"
    exchange.export_beir(questions, served.index, tmp_path / "beir")
    items = exchange.import_qrels(tmp_path / "qrels.txt", tmp_path / "beir" / "queries.jsonl")
    assert unplaced(items) == unplaced(questions)
    exchange.write_questions(items, tmp_path / "back.jsonl")
    assert unplaced(read_questions(tmp_path / "back.jsonl")) == unplaced(questions)


@pytest.fixture
def report(questions, served, make):
    """A system's part of a report over those questions: one right answer with two citations, a refusal, a
    crash.
    """
    found = [
        exchange.Retrieved("cbd/art-18/para-3", "cbd", make.mechanism),
        exchange.Retrieved("deck/slide-1", "deck", make.mechanism),
    ]
    system = make.system(
        {
            "q1": make.answer(
                make.citation(number=3), make.citation("cbd/art-17/para-1", make.facilitate, number=5)
            ),
            "q2": make.refusal("out_of_scope"),
            "q3": RuntimeError("boom"),
        },
        found,
    )
    return system_of(run_record(Run(questions, (run_set(questions, system, IndexLookup(served.index)),))))


def test_answers_go_out_and_come_back(questions, served, report, tmp_path):
    """A run exported as ALCE JSON and a TREC run, then judged as an outside system, has the same scores."""
    exchange.export_alce(report, tmp_path / "alce.json")
    exchange.export_run(report, tmp_path / "run.trec")
    answers = exchange.import_alce(tmp_path / "alce.json")
    answers.pop("q3")  # ALCE cannot say that a system crashed; leaving it out is a failure too
    recorded = exchange.RecordedSystem(answers, exchange.import_run(tmp_path / "run.trec"), served.index)
    again = run_set(questions, recorded, IndexLookup(served.index))
    assert (
        [row.status for row in again.rows]
        == [row["status"] for row in report["rows"]]
        == ["answered", "refused", "failed"]
    )
    for row, before in zip(again.rows[:2], report["rows"], strict=False):
        assert {k: v for k, v in row.scores.items() if v is not None} == {
            k: v for k, v in before["scores"].items() if v is not None
        }


def test_alce_form(report, tmp_path):
    """Docs are numbered from 1 in the output, whatever numbers the citations had; claims are the gold
    texts.
    """
    exchange.export_alce(report, tmp_path / "alce.json")
    first = json.loads((tmp_path / "alce.json").read_text(encoding="utf-8"))[0]
    assert [doc["id"] for doc in first["docs"]] == ["cbd/art-18/para-3", "cbd/art-17/para-1"]
    assert "mechanism. [1]" in first["output"]
    assert first["claims"][0] == "a clearing-house mechanism"


@pytest.mark.parametrize(
    ("output", "expected"),
    [
        (
            "Parties shall cooperate [1][2]. And report [2].",
            [("Parties shall cooperate.", [1, 2]), ("And report.", [2])],
        ),
        ("First. [1] Then [3]", [("First.", [1]), ("Then", [3])]),
        ("Nobody knows.", [("Nobody knows.", [])]),
        ("Known [1]. Rest.", [("Known.", [1]), ("Rest.", [])]),
    ],
)
def test_marks_in_an_output(output, expected):
    """Sentences keep their marks; what has none cites nothing."""
    assert [(s["text"], s["citations"]) for s in exchange.statements(output)] == expected


def test_only_cited_docs_count():
    """Of the docs that a system was given, those it cites are its citations; a document is read off the
    locator or the title.
    """
    docs = [{"title": "A", "text": "a"}, {"id": "cbd/art-1", "title": "Article 1", "text": "b"}]
    wire = exchange.alce_wire({"question": "?", "docs": docs, "output": "So it is [2][9]."})
    assert [(c["id"], c["document"]["id"]) for c in wire["citations"]] == [("cbd/art-1", "cbd")]
    assert (
        exchange.alce_wire({"question": "?", "docs": docs, "output": "So [1]."})["citations"][0]["document"][
            "id"
        ]
        == "A"
    )


def test_run_ties_are_broken_by_id(tmp_path):
    """Equal scores are ordered by document id, whatever the order of the lines."""
    (tmp_path / "run").write_text("q Q0 b 1 0.5 t\nq Q0 a 2 0.5 t\nq Q0 c 3 0.9 t\n", encoding="utf-8")
    assert [name for name, _ in exchange.import_run(tmp_path / "run")["q"]] == ["c", "a", "b"]


@pytest.mark.parametrize(
    ("read", "content"),
    [
        (exchange.import_run, "q Q0 a"),
        (exchange.import_run, "q Q0 a 1 high t"),
        (exchange.import_alce, "{"),
        (exchange.import_alce, '[{"output": "x"}]'),
        (lambda path: exchange.import_qrels(path, path), "q 0 a"),
        (lambda path: exchange.import_qrels(path, path), "q 0 cbd/art-1 1"),
    ],
)
def test_foreign_files_are_refused(tmp_path, read, content):
    """A malformed file is one sentence that names it."""
    (tmp_path / "given").write_text(content + "\n", encoding="utf-8")
    with pytest.raises(EvaluationError, match="given"):
        read(tmp_path / "given")
