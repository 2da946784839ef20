"""What rules say against a statement, and which of it drops the statement by itself."""

import pytest

from assistant.reading.support.claims import claims_in
from assistant.reading.support.compare import Aligned, Compared, Prepared
from assistant.reading.support.grounds import Grounds, Source
from assistant.reading.support.language import language_of
from assistant.reading.support.objections import FATAL, REASONS, objections
from assistant.reading.support.terms import Strange

TEXT = "The Party of import shall acknowledge receipt within ninety days, as adopted in 2010."


def against(statement: str, text: str = TEXT, locator: str = "cbd/art-9/para-1") -> set[str]:
    """The kinds of what is said against a statement about a provision of one sentence, without a guide."""
    theirs = claims_in(text, "en")
    none: frozenset[str] = frozenset()
    source = Source(locator, locator.rpartition("/")[0], text, "", "", frozenset(), "en", none)
    grounds = Grounds(source, (text,), (theirs,), theirs, theirs.numbers, none, frozenset({"cbd"}), none)
    language = language_of(statement)
    case = Prepared(statement, language, grounds, None, Strange((), 0, 0))
    aligned = Aligned(claims_in(statement, language), theirs, (theirs,), (0,), 0.9)
    return {objection.kind for objection in objections(Compared(case, [aligned]))}


@pytest.mark.parametrize(
    ("statement", "kind"),
    [
        ("The Party of import shall act within thirty days.", "number"),
        ("The Party of import shall act within ninety months.", "unit"),
        ("The Party of import shall act as Article 12 says.", "place"),
        ("The Party of import shall act under the Nagoya Protocol.", "instrument"),
        ("The Party of import shall act: see https://example.org", "address"),
        ("The Party of import may act within ninety days.", "choice"),
        ("The Party of import shall not act within ninety days.", "negated"),
        ("The Secretariat shall acknowledge receipt within ninety days.", "somebody"),
        ("Only the Party of import shall acknowledge receipt.", "amount"),
    ],
)
def test_each_kind_is_found(statement: str, kind: str) -> None:
    """And its reason can be told."""
    found = against(statement)
    assert kind in found
    assert kind in FATAL or REASONS[kind]


@pytest.mark.parametrize(
    "statement",
    [
        "The Party of import shall acknowledge receipt within ninety days.",
        "En 2010 se decidió que la Parte de importación debe acusar recibo.",
        "进口缔约方应在九十天内确认收到，此事于2010年通过。",  # a year with its word, "应" for "shall"
    ],
)
def test_other_words_for_it_are_not_objected_to(statement: str) -> None:
    """A year need not be called one, and a word for "shall" and "should" alike is borne out by either."""
    assert not against(statement)


def test_the_session_of_a_decision_is_named_by_it() -> None:
    """Not another session."""
    text = "Decision V/9 was adopted by COP 5 in Nairobi."
    told = {"text": text, "locator": "cop-5/dec-9/catalogue"}
    assert "place" not in against("COP 5 adopted Decision V/9 in Nairobi.", **told)
    assert "place" in against("COP 6 adopted Decision V/9 in Nairobi.", **told)


def test_a_target_asks_without_a_word_for_it() -> None:
    """ "Reduce" bears out "should reduce", but not "may reduce"."""
    target = "Reduce pollution from all sources to levels that do no harm."
    assert "wish" not in against("Pollution from all sources should be reduced.", target)
    assert "choice" in against("Parties may reduce pollution from all sources.", target)
