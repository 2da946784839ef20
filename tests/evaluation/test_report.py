import json
import re
from dataclasses import replace

import pytest

from evaluation.compare import compare, lines
from evaluation.regression import read_baseline, regressions, write_baseline
from evaluation.report.html import write_html
from evaluation.report.markdown import summary_lines, write_markdown
from evaluation.report.record import read_record, run_record, system_of, write_record
from evaluation.run import Run, SystemRun, run_set
from ingest.errors import EvaluationError


@pytest.fixture
def run(make_set, make, library):
    """Two systems on four questions: the first has two right, one wrong with markup in it, one crashed."""
    questions = make_set(
        make.question("q1"), make.question("q2", "cbd/art-18/para-1", category="paraphrase"),
        make.question("q3", "", category="unanswerable"), make.question("q4"),
    )  # fmt: skip
    wrong = make.citation("deck/slide-1", "<script>alert(1)</script> & more")
    good = {
        "q1": make.answer(make.citation()),
        "q2": make.answer(wrong),
        "q3": make.refusal(),
        "q4": RuntimeError("boom"),
    }
    bad = dict.fromkeys(good, make.answer(wrong))
    systems = make.system(good, name="assistant"), make.system(bad, name="naive")
    return Run(questions, tuple(run_set(questions, system, library) for system in systems))


def test_summary_table(run):
    """One line a metric, one column a system, the lift between them, every column aligned."""
    table = summary_lines(run_record(run))
    assert len({len(line) for line in table}) == 1
    assert "| Nugget recall" in table[2]
    assert re.search(r"0\.333 \[.*\] \| 0\.000 \[.*\] \| \+0\.333 \|", table[2])


@pytest.mark.slow
def test_page_is_self_contained_and_safe(run, tmp_path):
    """The page names no other host, holds the figures, escapes what a system said, and shows the misses
    first.
    """
    page = write_html(run, tmp_path).read_text(encoding="utf-8")
    assert not re.findall(r"""(?:src|href)=["'](?!#)|@import|url\((?!#)""", page)
    assert set(re.findall(r"https?://[^\s\"'<]+", page)) <= {
        "http://www.w3.org/2000/svg",
        "http://www.w3.org/1999/xlink",
    }
    assert page.count("<svg") == 3
    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)" in page
    assert re.findall(r">(q\d), ", page) == ["q4", "q2", "q1", "q3"]


def test_record_round_trip(run, tmp_path):
    """report.json reads back, as file and as folder, and holds every question of each system."""
    path = write_record(run, tmp_path)
    record = read_record(tmp_path)
    assert record == read_record(path) == json.loads(json.dumps(run_record(run)))
    assert [len(system["rows"]) for system in record["systems"]] == [4, 4]
    assert system_of(record, "naive")["system"] == "naive"
    with pytest.raises(EvaluationError, match="no system 'other'"):
        system_of(record, "other")


def test_markdown_lists_the_misses(run, tmp_path):
    """The Markdown names what was wanted and what was cited."""
    text = write_markdown(run, tmp_path).read_text(encoding="utf-8")
    assert (
        "- `q2` (paraphrase, answered) What about q2? Wanted cbd/art-18/para-1; cited deck/slide-1." in text
    )
    assert "- `q4` (lookup, failed) What about q4? Failed: RuntimeError: boom" in text


def test_markdown_names_all_places_that_are_equally_good(make_set, make, library, tmp_path):
    """A missed entry of gold with `any_of` is told with each of them."""
    places = [{"source": "cbd", "locator": one} for one in ("cbd/art-18/para-3", "cbd/art-17/para-1")]
    questions = make_set(make.question("q1") | {"gold": [{"any_of": places}]})
    system = make.system({"q1": make.answer(make.citation("deck/slide-1"))}, name="assistant")
    run = Run(questions, (run_set(questions, system, library),))
    text = write_markdown(run, tmp_path).read_text(encoding="utf-8")
    assert "Wanted cbd/art-18/para-3 or cbd/art-17/para-1; cited deck/slide-1." in text


def test_a_set_that_was_not_run(run, tmp_path):
    """A report without rows says why, in each form."""
    absent = Run(run.questions, (SystemRun("assistant", {}, not_run="the corpus does not hold it"),))
    assert summary_lines(run_record(absent)) == ["assistant: not run, the corpus does not hold it."]
    assert "was not run" in write_html(absent, tmp_path).read_text(encoding="utf-8")
    assert "not run" in write_markdown(absent, tmp_path).read_text(encoding="utf-8")
    with pytest.raises(EvaluationError, match="not run"):
        system_of(run_record(absent))


@pytest.mark.parametrize("content", [None, "no json", "[]", '{"format": 99, "systems": []}'])
def test_what_is_no_report(tmp_path, content):
    """A missing or foreign file is one sentence."""
    if content is not None:
        (tmp_path / "report.json").write_text(content, encoding="utf-8")
    with pytest.raises(EvaluationError, match=r"report\.json"):
        read_record(tmp_path)


def test_unwritable_folder(run, tmp_path):
    """A report folder that is a file is one sentence."""
    (tmp_path / "taken").write_text("", encoding="utf-8")
    with pytest.raises(EvaluationError, match="cannot be written"):
        write_record(run, tmp_path / "taken")


@pytest.mark.slow
def test_comparison(run):
    """From naive to assistant: q1 and q3 are won, nothing is lost."""
    record = run_record(run)
    found = compare(system_of(record, "naive"), system_of(record, "assistant"))
    assert [identity for identity, _ in found.wins] == ["q1", "q3"]
    assert found.losses == ()
    recall = next(change for change in found.changes if change.metric.name == "nugget_recall")
    assert (recall.a, recall.difference.wins, recall.difference.losses) == (0, 1, 0)
    assert recall.b == pytest.approx(1 / 3)
    assert "Won by B: 2" in lines(found)


@pytest.mark.slow
def test_verdict_of_a_clear_change(run):
    """Twenty lost questions are worse, and more than chance."""
    row = {"question": "?", "answerable": True}
    a = {
        "rows": [
            row | {"id": str(i), "scores": {"nugget_recall": 1.0, "wrong_refusals": 0.0}} for i in range(20)
        ]
    }
    b = {
        "rows": [
            row | {"id": str(i), "scores": {"nugget_recall": 0.0, "wrong_refusals": 1.0}} for i in range(20)
        ]
    }
    assert [change.verdict for change in compare(a, b).changes] == ["worse", "worse"]
    assert [change.verdict for change in compare(b, a).changes] == ["better", "better"]
    with pytest.raises(EvaluationError, match="no question in common"):
        compare(a, {"rows": []})


def many(make_set, make, library, wrong=(), refused=()):
    """A run of 40 questions, some of them answered wrongly or refused."""
    questions = make_set(*(make.question(f"q{n}") for n in range(40)))
    right, miss = (
        make.answer(make.citation()),
        make.answer(make.citation("cbd/art-17/para-1", make.facilitate)),
    )
    answers = {f"q{n}": make.refusal() if n in refused else miss if n in wrong else right for n in range(40)}
    return Run(questions, (run_set(questions, make.system(answers), library),))


def test_gate(make_set, make, library, tmp_path):
    """The baseline accepts itself, and one more miss (noise), but not ten more, and names who is to blame."""
    path = tmp_path / "baseline.json"
    write_baseline(many(make_set, make, library, wrong={0, 1}), path)
    baseline = read_baseline(path)
    assert regressions(many(make_set, make, library, wrong={0, 1}), baseline) == []
    assert regressions(many(make_set, make, library, wrong={0, 1, 2}), baseline) == []
    fallen = regressions(many(make_set, make, library, wrong=range(12)), baseline)
    assert fallen[0].startswith("Nugget recall: 0.950 -> 0.700 (worse on q2, q3,")
    assert any(
        line.startswith("Wrong refusals: 0.000 -> 0.250")
        for line in regressions(many(make_set, make, library, refused=range(10)), baseline)
    )


def test_gate_takes_no_last_digit_for_a_fall(make_set, make, library, tmp_path):
    """A baseline is rounded; scores that it rounds up are held against it rounded too."""
    run = many(make_set, make, library)
    rows = tuple(
        replace(row, scores=row.scores | {"nugget_recall": 0.6309295}) for row in run.systems[0].rows
    )
    run = replace(run, systems=(replace(run.systems[0], rows=rows),))
    write_baseline(run, tmp_path / "baseline.json")
    baseline = read_baseline(tmp_path / "baseline.json")
    assert baseline["rows"]["q1"]["nugget_recall"] > 0.6309295
    assert regressions(run, baseline) == []


def test_gate_has_no_tolerance_for_a_broken_quote(make_set, make, library, tmp_path):
    """One quote that is not verbatim fails the gate."""
    run = many(make_set, make, library)
    write_baseline(run, tmp_path / "baseline.json")
    answers = {
        f"q{n}": make.answer(make.citation(quote="altered") if n == 7 else make.citation()) for n in range(40)
    }
    broken = Run(run.questions, (run_set(run.questions, make.system(answers), library),))
    assert "Quotes exact: 1.000 -> 0.975 (worse on q7)." in regressions(
        broken, read_baseline(tmp_path / "baseline.json")
    )


def test_gate_when_the_questions_changed(make_set, make, library, tmp_path):
    """Other questions cannot be paired: the new mean is held against the old interval."""
    write_baseline(many(make_set, make, library, wrong={0, 1}), tmp_path / "baseline.json")
    baseline = read_baseline(tmp_path / "baseline.json")
    baseline["questions"]["digest"] = "another"
    assert regressions(many(make_set, make, library, wrong={5, 6, 7}), baseline) == []
    assert regressions(many(make_set, make, library, wrong=range(20)), baseline)


@pytest.mark.parametrize("content", [None, "no", "{}"])
def test_what_is_no_baseline(tmp_path, content):
    """A missing or foreign baseline is one sentence."""
    path = tmp_path / "baseline.json"
    if content is not None:
        path.write_text(content, encoding="utf-8")
    with pytest.raises(EvaluationError, match=r"baseline\.json"):
        read_baseline(path)
