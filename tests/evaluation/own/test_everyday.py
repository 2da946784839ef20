"""The made documents that are asked about in everyday words: nothing that is fitted has seen them."""

from pathlib import Path

import pytest

from evaluation.cover import fold
from evaluation.own.cases import ABSENT, Case, read_cases
from evaluation.own.documents import FOLDERS, Made, read_documents
from evaluation.own.render import write_files
from tests.evaluation.own.outside import pdf_pages, pptx_pages


@pytest.fixture(scope="module")
def everyday() -> tuple[Made, ...]:
    """Its documents."""
    return read_documents(FOLDERS["everyday"])


@pytest.fixture(scope="module")
def asked(everyday: tuple[Made, ...]) -> tuple[Case, ...]:
    """Its questions."""
    return read_cases(everyday, folder=FOLDERS["everyday"])


def test_each_document_is_asked_about(everyday: tuple[Made, ...], asked: tuple[Case, ...]) -> None:
    """Ten questions that it answers and three that it does not, all of the half that measures."""
    for made in everyday:
        about = [case for case in asked if case.document == made.id]
        assert sum(bool(case.gold) for case in about) >= 10
        assert sum(case.kind == ABSENT for case in about) >= 3
    assert {case.half for case in asked} == {"test"}


@pytest.mark.parametrize("folder", ["lessons", "training"])
def test_models_see_none_of_it(everyday: tuple[Made, ...], asked: tuple[Case, ...], folder: str) -> None:
    """No question and no line is one of those that are learnt from."""
    taught = read_documents(FOLDERS[folder])
    lessons = read_cases(taught, folder=FOLDERS[folder])
    assert not {fold(case.question) for case in asked} & {fold(case.question) for case in lessons}
    lines = {line for made in everyday for line in made.words.splitlines() if len(line) > 40}
    assert not lines & {line for made in taught for line in made.words.splitlines()}


def test_gold_stands_on_its_page(everyday: tuple[Made, ...], asked: tuple[Case, ...], tmp_path: Path) -> None:
    """Of the files with pages, as they are rendered."""
    paths = write_files(everyday, tmp_path)
    read = {".pdf": pdf_pages, ".pptx": pptx_pages}
    pages = {made.id: read[made.format](paths[made.id]) for made in everyday if made.paged}
    held = [one for case in asked for one in case.gold if one.document in pages]
    assert held
    for one in held:
        page = fold(pages[one.document][one.page - 1])
        assert all(fold(words).replace(" ", "") in page.replace(" ", "") for words in one.words)
