import math
from dataclasses import replace

import pytest

from evaluation.cover import GoldText
from evaluation.retrieval import NAMES, ranked, retrieval_scores
from evaluation.systems.interface import Retrieved

LONG = "This provision is long enough to be found again in a passage."
ITEM = "Another text that a list of items holds."
GOLD = [
    GoldText("cbd", "cbd/art-1", (LONG,), whole=True),
    GoldText("cbd", "cbd/art-2/item-a", (ITEM,), whole=True),
]


def test_results_become_ids():
    """A gold locator counts by its name, a parent by its text, a repetition keeps a place without
    counting.
    """
    found = [
        Retrieved("cbd/art-9", "cbd", "nothing"),
        Retrieved("cbd/art-1", "cbd", ""),
        Retrieved("cbd/art-2", "cbd", "Chapeau. Another text that a list of items holds."),
        Retrieved("cbd/art-2/item-a", "cbd", "Another text that a list of items holds."),
    ]
    assert ranked(found, GOLD) == ["other-0", "gold-0", "gold-1", "other-3"]


def test_one_result_may_hold_two():
    """A passage that covers two gold provisions stands for both."""
    assert ranked([Retrieved("cbd#1", "cbd", f"{LONG} Another text that a list of items holds.")], GOLD) == [
        "gold-0",
        "gold-1",
    ]


def test_another_source_does_not_match():
    """The same words in another document are another provision."""
    assert ranked([Retrieved("deck/slide-1", "deck", LONG)], GOLD) == ["other-0"]


def test_measures_by_hand():
    """Gold at ranks 2 and 6: recall@5 is one half, MRR one half, nDCG as Järvelin and Kekäläinen have it."""
    scores = retrieval_scores(
        {"q": 2}, {"q": ["other-0", "gold-0", "other-2", "other-3", "other-4", "gold-1"]}
    )["q"]
    ideal = 1 + 1 / math.log2(3)
    assert scores == {
        "recall@1": 0, "recall@5": 0.5, "recall@10": 1, "recall@50": 1, "mrr": 0.5,
        "ndcg@10": pytest.approx((1 / math.log2(3) + 1 / math.log2(7)) / ideal),
    }  # fmt: skip


def test_nothing_found_scores_zero():
    """A question without a run, and one with an empty run, are zeros and not gaps."""
    scores = retrieval_scores({"q1": 1, "q2": 1, "q3": 1}, {"q1": ["gold-0"], "q2": []})
    assert scores["q1"]["mrr"] == 1
    assert scores["q2"] == scores["q3"] == dict.fromkeys(NAMES, 0.0)


@pytest.mark.parametrize(
    "result",
    [
        Retrieved("cbd/art-1", "cbd", ""),
        Retrieved("deck/slide-1", "deck", ""),
        Retrieved("deck#4", "deck", ITEM),
    ],
)
def test_any_place_is_found(result):
    """By its locator, or by its words; once, however many of its places are."""
    either = replace(GOLD[0], others=(GoldText("deck", "deck/slide-1", (ITEM,), whole=True),))
    assert ranked([result, Retrieved("cbd/art-1", "cbd", LONG)], [either]) == ["gold-0", "other-1"]
