"""Decisions and resolutions of other bodies: their ids, their printed symbols, and that none is another's."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.acts import STEPS, Act, forms, pattern_of
from ingest.locator import Decision, Locator
from ingest.vocabulary import vocabulary

acts = st.builds(
    Act,
    st.sampled_from([body.id for body in vocabulary().other_bodies]),
    st.integers(1, 99),
    st.integers(1, 99),
    st.sampled_from(sorted(STEPS)),
)


@settings(deadline=None)
@given(acts)
def test_an_id_is_read_as_it_is_written(act: Act) -> None:
    """And it is a document's id, of one of the Convention's decisions never."""
    assert Act.of(act.id) == act
    assert Locator.parse(f"{act.id}/para-3").document == act.id
    assert Decision.of(act.id) is None


@settings(deadline=None)
@given(acts)
def test_a_symbol_is_read_as_it_is_printed(act: Act) -> None:
    """By a form of its own body."""
    body = vocabulary().other_body(act.body)
    assert body is not None
    read = [form for form in forms() if form.body == body and form.pattern.fullmatch(act.symbol)]
    assert read
    match = read[0].pattern.fullmatch(act.symbol)
    assert match is not None
    found = read[0].act(match, act.what)
    assert found == (act if act.session >= body.least else None)


@pytest.mark.parametrize(
    ("document", "expected"),
    [
        ("unfccc-cop-24/dec-2", "Decision 2/CP.24"), ("unfccc-cma-1/res-1", "Resolution 1/CMA.1"),
        ("unga-77/res-161", "Resolution 77/161"), ("ramsar-cop-13/res-20", "Resolution XIII.20"),
        ("minamata-cop-4/dec-1", "Decision MC-4/1"), ("unccd-cop-15/dec-3", "Decision 3/COP.15"),
    ],
)  # fmt: skip
def test_a_label_is_what_the_body_prints(document: str, expected: str) -> None:
    """With the word that the body uses."""
    act = Act.of(document)
    assert act is not None
    assert act.label == expected


@pytest.mark.parametrize("document", ["cop-15/dec-8", "unfccc-cop-24", "unfccc-cop-24/dec-2/para-1", ""])
def test_what_is_no_act_is_none(document: str) -> None:
    """A decision of the Convention among them."""
    assert Act.of(document) is None


def test_a_body_that_is_not_known_has_no_symbol() -> None:
    """Its record is asked for."""
    with pytest.raises(ValueError, match=re.escape("other-bodies.toml")):
        _ = Act("nobody", 1, 1, "decision").symbol


@pytest.mark.parametrize("text", ["12/CP.245/3", "x2/CP.24", "2/CP.24/Add.1", "1.2/CP.24"])
def test_a_form_stands_alone(text: str) -> None:
    """A part of something longer is no symbol."""
    assert re.search(pattern_of("{number}/CP.{session}"), text) is None
