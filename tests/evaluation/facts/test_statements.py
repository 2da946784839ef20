"""The set of true and false sentences of slides, and its scores on values made by hand."""

from collections import Counter

import pytest

from evaluation.facts.measure import Judged, facts_lines, judge_all, scores
from evaluation.facts.statements import KINDS, STATEMENTS, Said, read_said
from ingest.errors import EvaluationError

HALF = 100  # true ones, and false ones
LEAST_OTHER_LANGUAGES = 60


@pytest.mark.parametrize("half", ["dev", "test"])
def test_a_half_has_as_many_true_as_false_sentences_of_each_kind(half: str) -> None:
    """A hundred of either, in seven languages, at least sixty not English."""
    said = read_said(STATEMENTS, half)
    counts = Counter((one.kind, one.true) for one in said)

    assert sum(one.true for one in said) == sum(not one.true for one in said) == HALF
    assert all(counts[kind, True] == counts[kind, False] for kind in KINDS)
    assert {kind for kind, _ in counts} == set(KINDS) - {"actors", "status", "abbreviations"}  # others have
    assert sum(one.lang != "en" for one in said) >= LEAST_OTHER_LANGUAGES
    assert len({one.lang for one in said}) == 7


@pytest.mark.parametrize("name", [STATEMENTS.name, "slides.jsonl", "trainers.jsonl"])
def test_no_sentence_stands_in_both_halves(name: str) -> None:
    """What is measured was not tuned on."""
    path = STATEMENTS.with_name(name)
    halves = [{(one.before, one.statement) for one in read_said(path, half)} for half in ("dev", "test")]

    assert halves[0].isdisjoint(halves[1])


def _said(identity: str, *, true: bool) -> Said:
    return Said(identity, "meetings", "en", identity, "", true, "dev")


def test_precision_and_recall_of_four_sentences() -> None:
    """Of two false ones one is found, of two true ones one is accused: both a half."""
    said = [_said("a", true=True), _said("b", true=True), _said("c", true=False), _said("d", true=False)]
    wrong = {"a": ["accused"], "c": ["found"]}
    score = next(scores(judge_all(said, lambda one: wrong.get(one.id, []))))

    assert (score.accused, score.found, score.precision, score.recall) == (1, 1, 0.5, 0.5)


def test_where_nothing_is_called_wrong_there_is_no_precision() -> None:
    """The table leaves the place empty."""
    lines = facts_lines([Judged(_said("a", true=False), ())])

    assert "0 of 1" in lines[2]
    assert [cell.strip() for cell in lines[2].strip("|").split("|")][3:] == ["", "0.000"]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        (
            '{"id": "a", "kind": "weather", "lang": "en", "statement": "x", "true": true, "half": "dev"}',
            "kind",
        ),
        ('{"id": "a", "kind": "counts", "lang": "en", "statement": "x", "true": 1, "half": "dev"}', "true"),
        ('{"id": "a", "kind": "counts", "lang": "en", "statement": "x", "gold": 1}', "unknown field gold"),
    ],
)
def test_a_wrong_line_is_named(line: str, message: str, tmp_path) -> None:  # type: ignore[no-untyped-def]
    """With what is wrong."""
    path = tmp_path / "set.jsonl"
    path.write_text(line, encoding="utf-8")

    with pytest.raises(EvaluationError, match=message):
        read_said(path)
