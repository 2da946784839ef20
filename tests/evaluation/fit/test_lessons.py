"""What the encoder learns from: lessons of a small corpus, and the order in which they are taken."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import chain, groupby
from pathlib import Path
from random import Random

import numpy as np
import pytest

from evaluation.fit import lessons as module
from evaluation.fit.lessons import Lesson, Rounds, lessons, read_asked, texts_of
from ingest.corpus.load import load_corpus
from ingest.corpus.merge import Corpus
from ingest.errors import EvaluationError
from ingest.model import GuideEntry, PlainWords

LAW = """---
id: law
kind: convention
title: The Law
short_title: Law
---
## Article 1. Aim
The aim is the conservation of forests.

## Article 2. Reports
Each Party shall report on wolves.

## Article 3. Money
Each Party shall pay.
"""
AIM = GuideEntry(
    "law/art-1",
    "Why there is a law.",
    ("What is it for?",),
    ("purpose",),
    paraphrases=("Why was it made?",),
    translations=(PlainWords("fr", "Pourquoi une loi.", ("À quoi sert-elle ?",)),),
)


@pytest.fixture
def corpus(write: Callable[..., Path]) -> Corpus:
    """Three articles, the guide to one of them."""
    read = load_corpus([write({"law.md": LAW})], embedded=False)
    return replace(read, guide={"law/art-1": AIM})


def some(count: int = 12) -> list[Lesson]:
    """Lessons of four articles, each with four questions."""
    return [
        Lesson(
            f"law/art-{number % 4}/para-{number}",
            [f"{number} {letter}?" for letter in "abcd"],
            {"text": [f"text {number}"]},
        )
        for number in range(count)
    ]


def test_a_lesson_has_words_by_role(corpus: Corpus) -> None:
    """The law, plain words and questions of the guide, in all its languages."""
    (lesson,) = lessons(corpus)
    assert lesson.provision == "law/art-1"
    assert lesson.questions == ["What is it for?", "Why was it made?", "À quoi sert-elle ?"]
    assert lesson.words["question"] == lesson.questions
    assert lesson.words["summary"] == ["Why there is a law.\npurpose", "Pourquoi une loi."]
    (text,) = lesson.words["text"]
    assert text.endswith("The aim is the conservation of forests.")
    assert set(lesson.questions) < set(texts_of([lesson]))
    assert text in texts_of([lesson])


def test_other_questions_join_the_guides(corpus: Corpus) -> None:
    """They make a lesson of a provision without a guide; one about what is not here is left out."""
    asked = [("law/art-1", "And why?"), ("law/art-2", "Who counts wolves?"), ("law/art-9", "Where?")]
    found = {lesson.provision: lesson for lesson in lessons(corpus, asked)}
    assert found.keys() == {"law/art-1", "law/art-2"}
    assert found["law/art-1"].questions[-1] == "And why?"
    assert "And why?" not in found["law/art-1"].words["question"]
    assert found["law/art-2"].questions == ["Who counts wolves?"]
    assert found["law/art-2"].words.keys() == {"text"}


def test_the_answer_is_never_the_question() -> None:
    """Any other words of the lesson are, whatever their role."""
    lesson = Lesson("law/art-1", ["a?", "b?"], {"question": ["a?", "b?"], "text": ["t"], "summary": ["s"]})
    drawn = Counter(lesson.answer("a?", Random(number)) for number in range(300))
    assert drawn.keys() == {"b?", "t", "s"}
    assert drawn["t"] > drawn["b?"] > drawn["s"]
    only = Lesson("law/art-1", ["a?"], {"question": ["a?"], "text": ["t"]})
    assert {only.answer("a?", Random(number)) for number in range(50)} == {"t"}


@pytest.mark.parametrize(
    ("provision", "article"),
    [
        ("cbd/art-8/item-j", "cbd/art-8"),
        ("cbd/art-8", "cbd/art-8"),
        ("cop-15/dec-8/annex-1/para-12/item-b", "cop-15/dec-8/annex-1"),
        ("cop-15/dec-8/para-3", "cop-15/dec-8/para-3"),
    ],
)
def test_the_article_of_a_lesson(provision: str, article: str) -> None:
    """The first step below the document; a decision has two in its name."""
    assert Lesson(provision).article == article


# rounds


def rows(batches: Sequence[list[tuple[int, str, str]]]) -> list[int]:
    """The lessons of batches in their order."""
    return [row for row, _, _ in chain(*batches)]


def placed(found: Sequence[Lesson], seed: int = 0) -> Rounds:
    """Rounds of lessons whose places are drawn, always the same."""
    rounds = Rounds(found, seed)
    places = np.random.default_rng(0).standard_normal((len(found), 4)).astype(np.float32)
    rounds.learn(range(len(found)), places / np.linalg.norm(places, axis=1, keepdims=True))
    return rounds


@pytest.mark.parametrize("turn", [0, 1, 2])
def test_a_round_holds_each_lesson_once(turn: int) -> None:
    """With its own question and its own words, in batches of the size."""
    found = some()
    batches = list(placed(found).batches(turn, 5))
    assert [len(batch) for batch in batches] == [5, 5, 2]
    assert sorted(rows(batches)) == list(range(12))
    for row, question, words in chain(*batches):
        assert question in found[row].questions
        assert words == f"text {row}"


def test_the_questions_take_turns() -> None:
    """In as many rounds as a lesson has questions each is asked once."""
    rounds = placed(some())
    taken = chain.from_iterable(batch for turn in range(4) for batch in rounds.batches(turn, 5))
    asked = Counter(question for _, question, _ in taken)
    assert len(asked) == 48
    assert set(asked.values()) == {1}


def test_what_no_passage_holds_has_its_turn_first() -> None:
    """Of many questions a run takes some only."""
    held = [f"held {n}?" for n in range(6)]
    lesson = Lesson("law/art-1", [*held, "mine?", "yours?"], {"text": ["t"], "question": held})
    rounds = placed([lesson])
    asked = [question for turn in range(8) for batch in rounds.batches(turn, 5) for _, question, _ in batch]
    assert set(asked[:2]) == {"mine?", "yours?"}
    assert set(asked[2:]) == set(held)


def test_few_questions_are_not_learnt_by_heart() -> None:
    """A lesson with fewer than four has its turn less often; a round knows its length beforehand."""
    numbers = (1, 2, 3, 4, 8)
    found = [
        Lesson(f"law/art-{number}", [f"{number} {n}?" for n in range(number)], {"text": ["t"]})
        for number in numbers
    ]
    rounds, taken, asked = placed(found), Counter[int](), Counter[str]()
    for turn in range(24):
        batches = list(rounds.batches(turn, 2))
        assert len(batches) == rounds.steps(turn, 2)
        for row, question, _ in chain(*batches):
            taken[numbers[row]] += 1
            asked[question] += 1
    assert taken == {1: 6, 2: 12, 3: 12, 4: 24, 8: 24}
    assert {question: count for question, count in asked.items() if question.startswith("3")} == {
        "3 0?": 4, "3 1?": 4, "3 2?": 4,
    }  # fmt: skip


def test_in_the_first_round_articles_lie_together() -> None:
    """Neighbours in the law are what a question is most easily taken for."""
    found = some()
    order = rows(list(Rounds(found, 0).batches(0, 5)))
    assert len(list(groupby(order, lambda row: found[row].article))) == 4


def test_later_those_lie_together_that_are_taken_for_each_other(monkeypatch: pytest.MonkeyPatch) -> None:
    """Wherever they stand in the law."""
    monkeypatch.setattr(module, "NEIGHBOURS", 2)
    rounds = Rounds(some(6), 0)
    near = {0: 0.0, 3: 0.1, 1: 2.0, 5: 2.1, 2: 4.0, 4: 4.1}  # where each lesson lies on a circle
    for row, angle in near.items():
        rounds.learn([row], np.array([[np.cos(angle), np.sin(angle)]], dtype=np.float32))
    found = [{row for row, _, _ in batch} for batch in rounds.batches(1, 2)]
    assert sorted(map(sorted, found)) == [[0, 3], [1, 5], [2, 4]]


@pytest.mark.parametrize("turn", [0, 1])
def test_one_seed_one_order(turn: int) -> None:
    """The same batches again, others by another seed."""

    def drawn(seed: int) -> list[list[tuple[int, str, str]]]:
        return list(placed(some(40), seed).batches(turn, 8))

    assert drawn(0) == drawn(0)
    assert drawn(0) != drawn(1)


# questions from files


def test_questions_are_read(tmp_path: Path) -> None:
    """File after file, line after line."""
    for name in "ab":
        line = f'{{"locator": "law/art-1", "question": "{name}?", "lang": "en"}}\n'
        (tmp_path / name).write_text(line, encoding="utf-8")
    assert list(read_asked([tmp_path / "a", tmp_path / "b"])) == [("law/art-1", "a?"), ("law/art-1", "b?")]


@pytest.mark.parametrize("line", ["{", '{"question": "Why?"}', '{"locator": "law/art-1"}', "[1]", "3"])
def test_a_wrong_line_is_named(tmp_path: Path, line: str) -> None:
    """File and number, and what a line should be."""
    path = tmp_path / "asked.jsonl"
    path.write_text(f'{{"locator": "law/art-1", "question": "Why?"}}\n{line}\n', encoding="utf-8")
    with pytest.raises(EvaluationError, match=r'asked.jsonl:2: .*Each line is {"locator"'):
        list(read_asked([path]))


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    """It is named too."""
    with pytest.raises(EvaluationError, match=r"asked.jsonl: cannot be read"):
        list(read_asked([tmp_path / "asked.jsonl"]))
