"""The made documents that models are fitted on: read as the others are, and none is one that measures."""

from collections import Counter

import pytest

from evaluation.cli.command import HOME
from evaluation.cover import fold
from evaluation.own.cases import ABSENT, LAW, Case, read_cases
from evaluation.own.documents import FOLDERS, FORMATS, Made, read_documents
from evaluation.questions import read_questions
from ingest.vocabulary import LANGUAGES

TRAINING = FOLDERS["training"]


@pytest.fixture(scope="module")
def taught() -> tuple[Made, ...]:
    """The documents of the training half."""
    return read_documents(TRAINING)


@pytest.fixture(scope="module")
def lessons(taught: tuple[Made, ...]) -> tuple[Case, ...]:
    """Their questions."""
    return read_cases(taught, folder=TRAINING)


def test_there_are_many_of_each(taught: tuple[Made, ...], lessons: tuple[Case, ...]) -> None:
    """In every language and in every format of a file; a third of them asks for what is nowhere said."""
    assert {made.lang for made in taught} == {case.lang for case in lessons} == set(LANGUAGES)
    assert {made.format for made in taught} == set(FORMATS)
    kinds = Counter(case.kind for case in lessons)
    assert kinds[ABSENT] > 100
    assert kinds[LAW] > 60
    for made in taught:
        about = Counter(bool(case.gold) for case in lessons if case.document == made.id)
        assert about[True] >= 12
        assert about[False] >= 5


def test_models_see_nothing_that_measures(
    taught: tuple[Made, ...], lessons: tuple[Case, ...], documents: tuple[Made, ...]
) -> None:
    """All is "dev", no question is of another set, and no two documents share a line."""
    assert {case.half for case in lessons} == {"dev"}
    asked = {fold(case.question) for case in read_cases(documents)}
    asked |= {
        fold(item.question) for path in (HOME / "questions").glob("*.jsonl") for item in read_questions(path)
    }
    assert not [case.id for case in lessons if fold(case.question) in asked]
    lines = {line for made in documents for line in made.words.splitlines() if len(line) > 40}
    assert lines
    assert not lines & {line for made in taught for line in made.words.splitlines()}


def test_a_question_asks_in_other_words(lessons: tuple[Case, ...]) -> None:
    """It is not the sentence that answers it; and none is asked twice."""
    for case in lessons:
        held = [one for one in case.gold if len(one.words) == 1 and len(fold(one.words[0])) > 25]
        assert not [one for one in held if fold(one.words[0]) in fold(case.question)]
    assert len({(case.history, fold(case.question)) for case in lessons}) == len(lessons)
