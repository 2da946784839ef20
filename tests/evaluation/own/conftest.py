"""The made documents, rendered once."""

from pathlib import Path

import pytest

from evaluation.own.documents import Made, read_documents
from evaluation.own.render import write_files


@pytest.fixture(scope="session")
def documents() -> tuple[Made, ...]:
    """All made documents."""
    return read_documents()


@pytest.fixture(scope="session")
def files(documents: tuple[Made, ...], tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Their files, by the document's id."""
    return write_files(documents, tmp_path_factory.mktemp("own"))
