"""Aims: goals and targets that a question asks for by number alone, "goal 2 of the strategic plan"; which
plan is meant, the search tells.
"""

from collections.abc import Sequence

from index.interface import SearchIndex
from ingest.locator import Locator, Step
from ingest.model import Provision


def aims_beside(found: Provision, aims: Sequence[Step], index: SearchIndex) -> list[Provision]:
    """Of what was found, the goals and targets of these numbers: each is the nearest that stands beside it or
    beside what holds it.
    """
    held = (_beside(found.locator, aim, index) for aim in aims)
    return [aim for aim in held if aim]


def _beside(locator: str, aim: Step, index: SearchIndex) -> Provision | None:
    above = Locator.parse(locator).parent
    while above is not None:
        held = index.get(str(above.child(aim.kind, aim.number)))
        if held:
            return held
        above = above.parent
    return None
