"""What the cross-encoder learns from: which passage stands beside a question, and what is changed of a
statement.
"""

import random
from itertools import islice
from pathlib import Path

import numpy as np
import pytest

from assistant.assistant import Assistant
from evaluation.fit import claims
from evaluation.fit.claims import statement_pairs, summary_pairs
from evaluation.fit.pairs import Example, Passages, examples_of, guide_examples, read_examples
from evaluation.questions import Gold, Item
from evaluation.support.statements import Claimed
from index.encoder import Encoder
from ingest.corpus.merge import Corpus
from ingest.errors import EvaluationError
from ingest.model import GuideEntry, Passage, PlainWords

WORDS = [f"word{number} here" for number in range(40)]
FOUND = [
    Passage(f"law/art-{n}/item-a", f"law/art-{n}/item-a", "law", "text", words, 0, 9)
    for n, words in enumerate(WORDS)
]


@pytest.fixture
def passages(encoder: Encoder) -> Passages:
    """Forty, each of an article of its own."""
    return Passages(FOUND, encoder, random.Random(0))


def test_a_question_stands_beside_its_answer_and_beside_what_is_only_near(passages: Passages) -> None:
    """By the place of its answer or of what holds it; what overlaps that is not wrong."""
    held, wrong = passages.of("decisions", [Example("law/art-7", "word7 here")])
    assert (held.first, held.second, held.holds) == ("word7 here", WORDS[7], True)
    assert not wrong.holds
    assert wrong.second != WORDS[7]
    assert {pair.kind for pair in (held, wrong)} == {"decisions"}


def test_a_near_miss_stands_beside_what_only_seems_to_answer(passages: Passages) -> None:
    """Beside its place, and beside what is nearest to it; without a place, beside that alone."""
    found = list(passages.of("neighbours", [Example("law/art-7", "word9 here", answered=False)]))
    assert WORDS[7] in [pair.second for pair in found]
    assert WORDS[9] in [pair.second for pair in found]
    assert not any(pair.holds for pair in found)
    (first, second) = passages.of("taught", [Example("", "word9 here", answered=False)])
    assert first.second == WORDS[9] != second.second


def test_an_answer_that_is_not_there_teaches_nothing(passages: Passages) -> None:
    """Its place is of another corpus."""
    assert not list(passages.of("decisions", [Example("other/art-1", "word1 here")]))


def test_examples_are_read_by_their_lines(tmp_path: Path) -> None:
    """One that does not say so is answered; a wrong line is named, and a missing file."""
    path = tmp_path / "some.jsonl"
    path.write_text(
        '{"locator": "a/b", "question": "q"}\n{"locator": "a", "question": "r", "answered": false}\n'
    )
    assert read_examples(path) == [Example("a/b", "q"), Example("a", "r", answered=False)]
    for wrong in ('{"locator": "a"}', "[1]", "{"):
        path.write_text(f'{{"locator": "a/b", "question": "q"}}\n{wrong}\n')
        with pytest.raises(EvaluationError, match=r"some.jsonl:2: not a question"):
            read_examples(path)
    with pytest.raises(EvaluationError, match="cannot be read"):
        read_examples(tmp_path / "none.jsonl")


def test_sets_teach_by_their_gold() -> None:
    """Its first place; what nothing answers has none; follow-ups are left out."""
    gold = (Gold("cbd", "cbd/art-1"), Gold("cbd", "cbd/art-2"))
    items = [
        Item("a", "one?", "lookup", "en", (), True, gold),
        Item("b", "two?", "unanswerable", "en", (), False, ()),
        Item("c", "three?", "followup", "en", ("before",), True, gold),
    ]
    assert examples_of(items) == [Example("cbd/art-1", "one?"), Example("", "two?", answered=False)]


def test_of_the_guide_a_few_questions_each_are_taken() -> None:
    """In all its languages."""
    words = PlainWords("fr", "Résumé.", tuple(f"q{n} ?" for n in range(9)))
    entry = GuideEntry("cbd/art-1", "Summary.", ("what?",), (), translations=(words,))
    found = guide_examples([entry], random.Random(0))
    assert len(found) == 4
    assert {one.locator for one in found} == {"cbd/art-1"}


def test_statements_stand_beside_their_premise(assistant: Assistant, encoder: Encoder) -> None:
    """One about a provision that is not there is left out."""
    said = [
        Claimed("1", "en", "Forged.", "cbd/art-5/catalogue", "modal", "dev"),
        Claimed("2", "en", "True.", "cbd/art-5/catalogue", "", "dev"),
        Claimed("3", "en", "True.", "cbd/art-999", "", "dev"),
    ]
    forged, true = statement_pairs(said, assistant.index, encoder)
    assert (forged.holds, true.holds) == (False, True)
    assert forged.second == true.second
    assert "Article 5" in true.second


def test_what_the_guide_says_is_taken_as_it_is_or_turned(
    assistant: Assistant, embedded_corpus: Corpus, encoder: Encoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    """About half of either; nothing of what is kept apart."""
    monkeypatch.setattr(claims, "FROM_GUIDE", 120)
    guide = list(islice(embedded_corpus.guide.values(), 30))
    apart = {guide[0].provision}
    found = list(summary_pairs(guide, apart, assistant.index, encoder, random.Random(1)))
    assert 0.3 < np.mean([pair.holds for pair in found]) < 0.8
    said = {sentence for entry in guide[1:] for sentence in (entry.summary,)}
    assert any(pair.first in said for pair in found if pair.holds)
    assert all(guide[0].summary not in pair.first for pair in found if pair.holds)


@pytest.mark.parametrize(
    ("drawn", "changed"),
    [(0.4, "It must act."), (0.6, "Other words."), (0.9, "It may act.")],
)
def test_what_is_made_of_a_statement_is_drawn(drawn: float, changed: str) -> None:
    """As it is, another, or turned."""
    chance = random.Random(0)
    chance.random = lambda: drawn  # type: ignore[method-assign]
    chance.choice = lambda options: options[0]  # type: ignore[method-assign]
    assert claims._changed("It must act.", "Other words.", chance) == changed


def test_a_number_is_changed_and_what_cannot_be_turned_is_left_out() -> None:
    """By a little."""
    chance = random.Random(0)
    draws = iter([0.9, 0.1])
    chance.random = lambda: next(draws)  # type: ignore[method-assign]
    chance.choice = lambda options: options[-1]  # type: ignore[method-assign]
    assert claims._changed("Within 30 days.", "x", chance) == "Within 40 days."
    draws = iter([0.9, 0.9])
    assert claims._changed("Nichts.", "x", chance) is None
