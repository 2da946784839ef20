"""Own documents: what an office added answers where its passage says what is asked."""

from collections.abc import Callable

import pytest

from assistant.asking.own import answered_by_own
from assistant.asking.ranking import Ranking
from assistant.asking.verdict import Verdict
from index.encoder import Encoder
from ingest.model import Document, Provenance
from tests.assistant.asking.conftest import PROVISIONS, Shelf, answers_own, provision

REFUSED, ANSWERED = Verdict(-1.0, -1.0, -1.0), Verdict(3.0, 3.0, 3.0)
LYNX, LAW = "plan/text-1", "cbd/art-3/item-a"


@pytest.fixture
def shelf() -> Shelf:
    """The shelf, with a plan of an office's own."""
    own = provision(LYNX, "In winter 74 lynx were counted.", "text", provenance=Provenance.OWN)
    shelf = Shelf((*PROVISIONS, own))
    shelf.documents["plan"] = Document("plan", "other", "Plan", "Plan")
    return shelf


@pytest.mark.parametrize("verdict", [REFUSED, ANSWERED])
@pytest.mark.parametrize(("least", "answered"), [(0.5, True), (2.0, False)])
def test_what_it_says_settles_the_verdict(
    shelf: Shelf,
    query,
    ranked: Callable[..., Ranking],
    encoder: Encoder,
    verdict: Verdict,
    least: float,
    answered: bool,
) -> None:  # type: ignore[no-untyped-def]
    """Whatever the machines know of such questions."""
    found = answered_by_own(
        verdict, query("lynx"), ranked({LYNX: 0.75, LAW: 0.5}), shelf, answers_own(least, said=1.0), encoder
    )
    assert (found.answered >= 0) is answered
    assert (found.field >= 0, found.labelled >= 0) == (answered or verdict is ANSWERED,) * 2


def test_the_law_is_left_to_the_machines(
    shelf: Shelf, query, ranked: Callable[..., Ranking], encoder: Encoder
) -> None:  # type: ignore[no-untyped-def]
    """Where one of its provisions was found best, or nothing."""
    for scores in ({LAW: 0.75, LYNX: 0.5}, {}):
        found = answered_by_own(ANSWERED, query("lynx"), ranked(scores), shelf, answers_own(99.0), encoder)
        assert found is ANSWERED
