"""What the encoder learns of documents that offices add: made ones, and what colleagues ask about them in
their own words.
"""

import random
from collections.abc import Iterator, Sequence
from pathlib import Path

from assistant.library.files import library_folders
from evaluation.fit.lessons import Lesson, lessons, sentence_lessons
from evaluation.questions import read_questions
from ingest.corpus.load import load_corpus

Batch = list[tuple[Lesson, str, str]]


def office_lessons(home: Path, questions: Path) -> list[Lesson]:
    """Lessons from what `cbd-evaluate own --home HOME --questions FILE` made: passages of its library, each
    with the questions that it answers, and the sentences in which the answers stand. What is asked about the
    law is left out.
    """
    corpus = load_corpus(library_folders(home / "library"))
    law = load_corpus([]).documents
    answers = [
        (place.locator, item.question, " ".join(place.quotes))
        for item in read_questions(questions)
        for gold in item.gold
        for place in (gold, *gold.others)
        if not item.history and place.source not in law
    ]
    asked = [(locator, question) for locator, question, _ in answers]
    places = {locator for locator, _ in asked}
    of_passages = [
        Lesson(lesson.provision, lesson.questions, {"text": lesson.words["text"]})
        for lesson in lessons(corpus, asked)
        if lesson.provision in places and "text" in lesson.words
    ]
    return [*of_passages, *sentence_lessons(corpus, answers)]


def office_batches(found: Sequence[Lesson], size: int, seed: int) -> Iterator[Batch]:
    """Lessons with one question and its words, without an end: each once a turn, those of one document
    together, so that its other passages are what a question is told from.
    """
    by_document: dict[str, list[Lesson]] = {}
    for lesson in found:
        by_document.setdefault(lesson.provision.split("/")[0], []).append(lesson)
    turn, waiting = 0, Batch()
    while True:
        chance = random.Random(f"{seed} {turn}")  # noqa: S311
        for document in chance.sample(list(by_document), len(by_document)):
            for lesson in chance.sample(by_document[document], len(by_document[document])):
                question = lesson.questions[turn % len(lesson.questions)]
                waiting.append((lesson, question, chance.choice(lesson.words["text"])))
        turn += 1
        while len(waiting) >= size:
            yield waiting[:size]
            del waiting[:size]
