"""The file of feedback: what is stored comes back, also beside what earlier versions wrote."""

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

from assistant.feedback.file import FeedbackFile
from assistant.feedback.opinion import Opinion

EARLIER = """
CREATE TABLE feedback (
    id INTEGER PRIMARY KEY, at TEXT NOT NULL, rating TEXT NOT NULL, question TEXT NOT NULL,
    answer_id TEXT NOT NULL,
    answer TEXT NOT NULL, comment TEXT NOT NULL, language TEXT NOT NULL, index_id TEXT NOT NULL);
INSERT INTO feedback VALUES (1, '2026-01-01T00:00:00+00:00', 'up', 'old', '', '', '', 'fr', 'x');
"""
NAMED = Opinion(
    rating="down",
    question="And who?",
    provision="cbd/art-18/para-3",
    history=("What is it?", "“Where”?"),
)


def test_what_is_stored_comes_back(tmp_path: Path) -> None:
    """Every field, with its number."""
    store = FeedbackFile(tmp_path / "feedback.db")
    assert store.add(NAMED) == 1
    [found] = store.newest(5)

    assert {name: getattr(found, name) for name in Opinion.__slots__} == {
        name: getattr(NAMED, name) for name in Opinion.__slots__
    }


def test_a_file_of_an_earlier_version_is_taken_over(tmp_path: Path) -> None:
    """By whichever of several threads comes first; what it holds names no provision."""
    path = tmp_path / "feedback.db"
    with closing(sqlite3.connect(path)) as db:
        db.executescript(EARLIER)
    with ThreadPoolExecutor(4) as pool:
        numbers = list(pool.map(lambda _: FeedbackFile(path).add(NAMED), range(4)))
    old = FeedbackFile(path).newest(1, before=2)[0]

    assert sorted(numbers) == [2, 3, 4, 5]
    assert (old.question, old.language, old.provision, old.history) == ("old", "fr", "", ())
