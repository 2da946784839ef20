"""Fitting the heads: labelled questions are read, and each label is learnt from them."""

import json
from collections import Counter
from pathlib import Path

import pytest

from assistant.asking.heads import LABELS, heads_of
from assistant.asking.language import SUPPORTED
from evaluation.fit.intent import Example, all_examples, fit_intent, read_examples
from ingest.errors import EvaluationError
from tests.conftest import WordEncoder

ALL = frozenset(LABELS)
GOOD = {"question": "List the duties", "lang": "en", "labels": ["list", "who_must"]}


def written(folder: Path, *lines: object) -> Path:
    """A file of examples."""
    path = folder / "intent.jsonl"
    path.write_text(
        "\n".join(line if isinstance(line, str) else json.dumps(line) for line in lines), encoding="utf-8"
    )
    return path


def test_a_labelled_question_is_read(tmp_path: Path) -> None:
    """With its language; one may have no label at all."""
    found = read_examples(written(tmp_path, GOOD, {**GOOD, "labels": []}), ALL)
    assert found[0] == Example("List the duties", "en", frozenset({"list", "who_must"}), ALL)
    assert found[1].labels == frozenset()


@pytest.mark.parametrize(
    "line",
    [
        {**GOOD, "labels": ["list", "poem"]},
        {"question": "List the duties", "labels": ["list"]},
        {**GOOD, "labels": None},
        "{",
        "[]",
    ],
)
def test_a_wrong_line_is_named(tmp_path: Path, line: object) -> None:
    """With what a line should be."""
    with pytest.raises(EvaluationError, match=r"intent\.jsonl:2: not a labelled question") as caught:
        read_examples(written(tmp_path, GOOD, line), ALL)
    assert '"labels"' in caught.value.hint


def test_an_unknown_label_is_named(tmp_path: Path) -> None:
    """By its name."""
    with pytest.raises(EvaluationError, match="unknown poem"):
        read_examples(written(tmp_path, {**GOOD, "labels": ["poem"]}), ALL)
    with pytest.raises(EvaluationError, match="unknown list"):
        read_examples(written(tmp_path, GOOD), frozenset({"who_must"}))


def test_what_needs_the_turn_before_is_asked_back(tmp_path: Path) -> None:
    """Where there is none."""
    (found,) = read_examples(written(tmp_path, {**GOOD, "labels": ["history"]}), ALL)
    assert found.labels == {"history", "asks_back"}


def test_the_examples_of_the_project() -> None:
    """Every label in enough of them to be judged out of fold, in all languages, no question twice."""
    examples = all_examples()
    labels = Counter(label for example in examples for label in example.labels)
    assert min(labels[label] for label in LABELS) >= 45
    assert {example.language for example in examples} == set(SUPPORTED)
    assert max(Counter(example.question for example in examples).values()) == 1


def test_each_label_is_learnt() -> None:
    """From words that only its questions have; the heads that are stored read them."""
    encoder = WordEncoder(dimension=64)
    examples = [
        Example(f"{label} {label} number{n}", "en", frozenset({label}), ALL)
        for n in range(10)
        for label in LABELS
    ]
    stored = fit_intent(examples, encoder)
    assert stored["labels"] == list(LABELS)
    assert stored["measured"]["mean"] > 0.9
    heads = heads_of(json.loads(json.dumps(stored)))
    for label in ("list", "unsafe", "restate"):
        labels = heads.read(encoder.encode_queries([f"{label} {label} number99"])[0])
        assert label in labels
        assert max(labels.chances, key=lambda one: labels.chances[one]) == label
