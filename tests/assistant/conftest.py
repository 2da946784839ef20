"""One assistant over the embedded corpus, shared by all tests of a session, and one over the official texts where they are."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from filelock import FileLock

from assistant.answer import Answer, Question, Turn
from assistant.assistant import Assistant
from assistant.settings import Settings
from index.build import build_index
from index.encoder import SentenceEncoder
from index.manifest import read_manifest
from ingest.corpus import load_corpus

Ask = Callable[..., Answer]


@pytest.fixture(scope="session")
def assistant(embedded_index: Path) -> Assistant:
    """The assistant over the embedded corpus, without a language model."""
    return Assistant.open(Settings(index=embedded_index))


@pytest.fixture(scope="session")
def ask(assistant: Assistant) -> Ask:
    """Ask it something; further texts are what the user said before."""
    return asker(assistant)


@pytest.fixture(scope="session")
def official(embedded_index: Path, treaties: Path) -> Assistant:
    """The assistant over the embedded corpus and the four instruments. Its index is kept beside the embedded one."""
    home = embedded_index.parent / "official"
    with FileLock(home.with_suffix(".lock")):
        if not home.exists() or read_manifest(home)[1].encoder != read_manifest(embedded_index)[1].encoder:
            shutil.rmtree(home, ignore_errors=True)
            shutil.copytree(embedded_index, home)  # what is embedded already need not be embedded again
        build_index(load_corpus([treaties]), home, SentenceEncoder(threads=os.cpu_count() or 1))
    return Assistant.open(Settings(index=home))


def asker(assistant: Assistant) -> Ask:
    """A short way to ask it."""

    def call(text: str, *before: str, **options: object) -> Answer:
        return assistant.ask(Question(text, tuple(Turn("user", turn) for turn in before), **options))  # type: ignore[arg-type]

    return call
