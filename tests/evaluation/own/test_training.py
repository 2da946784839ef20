"""The made documents that the encoder learns from and those that models are fitted on: read as others are,
and none is one that measures.
"""

from collections import Counter

import pytest

from evaluation.cli.command import HOME
from evaluation.cover import fold
from evaluation.own.cases import ABSENT, LAW, Case, read_cases
from evaluation.own.documents import FOLDERS, FORMATS, PAGED, Made, read_documents
from evaluation.questions import read_questions
from ingest.vocabulary import LANGUAGES

ASKED_OF_LAW = {"lessons": -1, "training": 60}
IN_FORMATS = {"lessons": set(FORMATS), "training": set(FORMATS) - set(PAGED)}


@pytest.fixture(scope="module", params=["lessons", "training"])
def folder(request: pytest.FixtureRequest) -> str:
    """Its name."""
    return str(request.param)


@pytest.fixture(scope="module")
def taught(folder: str) -> tuple[Made, ...]:
    """Its documents."""
    return read_documents(FOLDERS[folder])


@pytest.fixture(scope="module")
def lessons(folder: str, taught: tuple[Made, ...]) -> tuple[Case, ...]:
    """Their questions."""
    return read_cases(taught, folder=FOLDERS[folder])


def test_there_are_many_of_each(folder: str, taught: tuple[Made, ...], lessons: tuple[Case, ...]) -> None:
    """In every language and in the formats of files that have words to read; of each document some ask for
    what it nowhere says.
    """
    assert {made.lang for made in taught} == {case.lang for case in lessons} == set(LANGUAGES)
    assert {made.format for made in taught} == IN_FORMATS[folder]
    kinds = Counter(case.kind for case in lessons)
    assert kinds[ABSENT] > 100
    assert kinds[LAW] > ASKED_OF_LAW[folder]
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


def test_models_are_fitted_on_what_the_encoder_has_not_seen() -> None:
    """No document, no line and no question is in both folders: what it has learnt lies nearer to its
    question than what an office adds.
    """
    one, other = (read_documents(FOLDERS[name]) for name in ASKED_OF_LAW)
    assert not {made.id for made in one} & {made.id for made in other}
    lines = [
        {line for made in made_ for line in made.words.splitlines() if len(line) > 40}
        for made_ in (one, other)
    ]
    assert not lines[0] & lines[1]
    asked = [
        {fold(case.question) for case in read_cases(read_documents(path), folder=path) if not case.history}
        for path in (FOLDERS[name] for name in ASKED_OF_LAW)
    ]
    assert not asked[0] & asked[1]
