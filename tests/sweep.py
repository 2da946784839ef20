"""A sweep over many cases of one kind: `make test` runs a sample, `make long` the rest."""

from collections.abc import Iterable
from typing import Any

import pytest


def sweep(cases: Iterable[Any], every: int) -> list[Any]:
    """The cases of a test: the first of each `every`, and all others marked `long`. A tuple is one case."""
    return [
        case
        if place % every == 0
        else pytest.param(*(case if isinstance(case, tuple) else (case,)), marks=pytest.mark.long)
        for place, case in enumerate(cases)
    ]
