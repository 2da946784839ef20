"""Summaries as witnesses."""

import pytest

from assistant.reading.support.claims import claims_in
from assistant.reading.support.grounds import Grounds, Source
from assistant.reading.support.witness import added, lost

SUMMARY = "Each Party must restore lakes as far as possible; it may ask the Secretariat for help."


def grounds(text: str) -> Grounds:
    """A provision of one sentence."""
    claims = claims_in(text, "en")
    source = Source("cbd/art-3", "cbd", text, "", "", frozenset(), "en", frozenset())
    none: frozenset[str] = frozenset()
    return Grounds(source, (text,), (claims,), claims, claims.numbers, none, none, none)


def against(statement: str) -> list[str]:
    """What is said against a statement whose provision and summary have the same words."""
    said, claims, provision = claims_in(statement, "en"), claims_in(SUMMARY, "en"), grounds(SUMMARY)
    return [*added(said, provision, [claims]), *lost(said, [claims], provision, [claims])]


def test_the_same_again_is_not_contradicted() -> None:
    """Nor are other words for it."""
    assert against(SUMMARY) == []
    assert against("Parties shall restore lakes where possible, and may ask the Secretariat for help.") == []


@pytest.mark.parametrize(
    "statement",
    [
        "Each Party must restore lakes; it may ask the Secretariat for help.",
        "Each Party must restore lakes as far as possible; it must ask the Secretariat for help.",
        "Each Party must not restore lakes as far as possible; it may ask the Secretariat for help.",
        "Only a Party restores lakes as far as possible; it may ask the Secretariat for help.",
        "Each Party must restore lakes as far as possible; it may ask the tribunal for help.",
    ],
)
def test_what_is_lost_or_new_is_told(statement: str) -> None:
    """A condition, a choice, a negation, an amount, somebody."""
    assert against(statement)


def test_without_a_summary_nothing_is_said() -> None:
    """The rules that need none decide."""
    said, provision = claims_in("Only ministers may act.", "en"), grounds(SUMMARY)
    assert not [*added(said, provision, []), *lost(said, [provision.all], provision, [])]
