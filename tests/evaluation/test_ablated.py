"""The assistant with one of its parts taken away: that part, and nothing else."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from assistant.assistant import Assistant
from evaluation.cli import run
from evaluation.systems.ablated import FOUND, PARTS, TUNED, ablated
from index.interface import Candidates, Filters, Words
from ingest.model import GuideEntry
from tests.assistant.asking.conftest import Shelf, found
from tests.conftest import WordEncoder

FOREST, LAKE = "cbd/art-3/item-a", "cbd/art-3/item-b"


class Found(Shelf):
    """A shelf of which every retriever finds two provisions, that the guide explains."""

    def candidates(self, *arguments: Any, **options: Any) -> Candidates:
        """See SearchIndex."""
        self.guides = {FOREST: GuideEntry(FOREST, "Plain.", (), ())}
        plain = found(self, {FOREST: 0.5, LAKE: 0.25})
        ones = np.ones(2, dtype=np.float32)
        return replace(
            plain,
            dense=dict.fromkeys(plain.dense, ones[None]),
            lexical=dict.fromkeys(plain.lexical, ones),
            synonyms=dict.fromkeys(plain.synonyms, ones),
            phrases=ones,
        )


def without(part: str) -> tuple[Assistant, dict[str, bool]]:
    """The assistant without that part, and which scores are left."""
    assistant = ablated(Assistant(Found(), WordEncoder()), part)
    left = assistant.index.candidates(np.zeros((1, 4), dtype=np.float32), Words("forests"), Filters())
    scores = {
        f"{kind}_{role}": values
        for kind in ("dense", "lexical", "synonyms")
        for role, values in getattr(left, kind).items()
    }
    scores |= {"phrases": left.phrases, "guided": left.facts.guided}
    return assistant, {name: bool(values.any()) for name, values in scores.items()}


@pytest.mark.parametrize(
    ("part", "gone"),
    [
        (
            "guide",
            {
                "dense_question",
                "dense_summary",
                "lexical_question",
                "lexical_summary",
                "synonyms_question",
                "synonyms_summary",
                "guided",
            },
        ),
        ("guide-questions", {"dense_question", "lexical_question"}),
        (
            "words",
            {
                "lexical_text",
                "lexical_question",
                "lexical_summary",
                "synonyms_text",
                "synonyms_question",
                "synonyms_summary",
                "phrases",
            },
        ),
        ("ranker", set()),
        ("selector", set()),
    ],
)
def test_what_is_no_longer_found(part: str, gone: set[str]) -> None:
    """Everything else is found as before."""
    assert {name for name, there in without(part)[1].items() if not there} == gone


def test_what_is_no_longer_decided() -> None:
    """Without the ranker cosines count as they are; without the selector nothing is added to the best."""
    whole = Assistant(Found(), WordEncoder()).tuning
    plain = without("ranker")[0].tuning
    assert (plain.weights["dense_text"], plain.weights["lexical_text"]) == (10.0, 0.0)
    assert plain.selector is whole.selector or plain.selector == whole.selector
    alone = without("selector")[0].tuning
    assert alone.selector.least > 1
    assert alone.weights == whole.weights


def test_the_rest_of_the_index_is_the_same() -> None:
    """It is read through."""
    assistant, _ = without("guide")
    assert assistant.index.get(FOREST) is not None
    assert assistant.index.snapshot.encoder == "stub"


def test_every_part_can_be_named_on_the_command_line() -> None:
    """And each is either found or decided."""
    assert run._PARTS == PARTS
    assert not FOUND.keys() & TUNED.keys()
