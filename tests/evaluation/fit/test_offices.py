"""Lessons about documents of offices: what they hold, and how they are drawn."""

import json
from itertools import islice
from pathlib import Path

from assistant.library.additions import OwnFiles
from evaluation.fit.lessons import Lesson
from evaluation.fit.offices import office_batches, office_lessons

MINUTES = "# The heron board\n\n## 1. Keys\n\nThe boat shed opens at noon.\n\n## 2. Oars\n\nOars are dear.\n"


def test_a_lesson_is_a_passage_with_what_is_asked_about_it(tmp_path: Path) -> None:
    """Its words are those of the text alone; what is asked about the law, after another question, or has no
    answer teaches nothing.
    """
    (tmp_path / "minutes.md").write_text(MINUTES, encoding="utf-8")
    (added,) = OwnFiles(tmp_path / "library").add([tmp_path / "minutes.md"])
    place = f"{added.id}/head-1"
    lines = [
        {"id": "a", "question": "When can I get in?", "gold": [{"source": added.id, "locator": place}]},
        {
            "id": "b",
            "question": "Since when?",
            "history": ["Keys?"],
            "gold": [{"source": added.id, "locator": place}],
        },
        {"id": "c", "question": "Who pays?", "gold": [{"source": "cbd", "locator": "cbd/art-20"}]},
        {"id": "d", "question": "Who rows?", "answerable": False},
    ]
    questions = tmp_path / "own.jsonl"
    questions.write_text(
        "".join(json.dumps({"category": "lookup", "lang": "en"} | line) + "\n" for line in lines),
        encoding="utf-8",
    )
    (lesson,) = office_lessons(tmp_path, questions)
    assert (lesson.provision, lesson.questions, list(lesson.words)) == (
        place,
        ["When can I get in?"],
        ["text"],
    )
    assert any("opens at noon" in words for words in lesson.words["text"])


def test_the_sentence_that_answers_is_a_lesson_too(tmp_path: Path) -> None:
    """Found by the words that are quoted, a row of a table by its cells; where none has most of them there is
    none.
    """
    table = "| Oar | Talers |\n| --- | --- |\n| Long | 40 |\n"
    text = f"# Oars\n\n## 1. Shed\n\nThe shed opens at noon. Geese sleep there.\n\n{table}"
    (tmp_path / "minutes.md").write_text(text, encoding="utf-8")
    (added,) = OwnFiles(tmp_path / "library").add([tmp_path / "minutes.md"])
    asked = [
        ("When can I get in?", "opens at noon"),
        ("Price of a big one?", "Long | 40"),
        ("Who rows?", "nobody says so"),
    ]
    lines = [
        {
            "id": question,
            "question": question,
            "category": "lookup",
            "lang": "en",
            "gold": [{"source": added.id, "locator": f"{added.id}/head-1", "quotes": [quote]}],
        }
        for question, quote in asked
    ]
    questions = tmp_path / "own.jsonl"
    questions.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    passage, *sentences = office_lessons(tmp_path, questions)
    assert passage.questions == [question for question, _ in asked]
    said = {lesson.questions[0]: lesson.words["text"][0].splitlines()[-1] for lesson in sentences}
    assert said == {
        "When can I get in?": "The shed opens at noon.",
        "Price of a big one?": "Long; Talers: 40",
    }
    assert {lesson.provision for lesson in sentences} == {f"{added.id}/head-1"}


def test_each_has_its_turn_and_those_of_a_document_lie_together() -> None:
    """Every lesson once before any comes again, each time with its next question."""
    found = [
        Lesson(
            f"{document}/sec-{number}", [f"{document}{number}?", f"{document}{number}!"], {"text": ["words"]}
        )
        for document in ("act", "budget")
        for number in range(4)
    ]
    first, second, third = islice(office_batches(found, 4, seed=0), 3)
    for batch in (first, second, third):
        assert len({lesson.provision.split("/")[0] for lesson, _, _ in batch}) == 1
    assert {lesson.provision for lesson, _, _ in first + second} == {lesson.provision for lesson in found}
    assert {question[-1] for _, question, _ in first + second} == {"?"}
    assert {question[-1] for _, question, _ in third} == {"!"}
    assert list(islice(office_batches(found, 4, seed=0), 3)) == [first, second, third]
