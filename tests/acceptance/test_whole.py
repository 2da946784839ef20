"""What is asked for by its name is shown whole, however long it is."""

import pytest

from assistant.assistant import Assistant
from evaluation.kinds.generated import article_cases
from evaluation.kinds.measure import measure
from evaluation.lookup import IndexLookup
from evaluation.systems.local import LocalSystem


@pytest.mark.parametrize("every", [8, pytest.param(1, marks=pytest.mark.long)])
def test_every_article_is_shown_whole(official: Assistant, every: int) -> None:
    """Of the four instruments and their annexes; dozens of them have more than 900 characters."""
    cases = article_cases(official.index)
    assert sum(case.expect.long for case in cases) > 50
    cases = cases[::every]
    run = measure({"articles": cases}, LocalSystem(official), IndexLookup(official.index), 60.0)
    assert [(row.case.question, row.got) for row in run.kinds["articles"] if not row.right] == []
