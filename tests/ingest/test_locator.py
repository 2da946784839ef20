"""Locators: what is parsed prints as it was written, and every label is the one a lawyer would write."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.locator import (
    STEP_KINDS,
    Decision,
    Locator,
    Step,
    catalogue_entry,
    decision_label,
    described,
    is_entry,
    label,
    lies_in,
    overlap,
)
from ingest.vocabulary import vocabulary

numbers = st.from_regex(r"[a-z0-9][a-z0-9.~-]{0,6}", fullmatch=True)
steps = st.builds(Step, st.sampled_from(STEP_KINDS), st.just("") | numbers)
documents = st.from_regex(r"[a-z0-9][a-z0-9._-]{0,12}", fullmatch=True) | st.builds(
    "{}-{}/{}-{}".format,
    st.sampled_from([body.id for body in vocabulary().bodies]),
    st.integers(0, 9999),
    st.sampled_from(["dec", "rec"]),
    st.integers(0, 9999),
)
locators = st.builds(Locator, documents, st.lists(steps, max_size=6).map(tuple))


@given(locators)
def test_a_locator_prints_as_it_parses(locator: Locator) -> None:
    """Locator.parse is the inverse of str."""
    assert Locator.parse(str(locator)) == locator


@given(st.text(max_size=40))
def test_any_text_is_a_locator_or_a_value_error(text: str) -> None:
    """What is no locator is refused with ValueError; what is one prints as itself."""
    try:
        found = Locator.parse(text)
    except ValueError:
        return
    assert str(found) == text


@given(locators)
def test_every_locator_has_a_label(locator: Locator) -> None:
    """No number, however odd, stops the label."""
    assert label(locator, "Convention")


@pytest.mark.parametrize(
    ("locator", "expected"),
    [
        ("cbd", "Convention"),
        ("cbd/art-8/item-j", "Convention, Article 8(j)"),
        ("cbd/art-18/para-3", "Convention, Article 18(3)"),
        ("cbd/art-2/para-2/item-d/subitem-ii/point-a", "Convention, Article 2(2)(d)(ii)(a)"),
        ("cbd/annex-2/part-1/art-3/para-1", "Convention, Annex II, Part 1, Article 3(1)"),
        ("cbd/annex-1/item-c", "Convention, Annex I (c)"),
        ("cbd/annex-0", "Convention, Annex 0"),
        ("cbd/annex", "Convention, Annex"),
        ("cbd/preamble/recital-3", "Convention, Preamble, recital 3"),
        ("cbd/art-5/text-1/item-a", "Convention, Article 5, text 1 (a)"),
        ("cbd/art-3/item-a~2", "Convention, Article 3(a) [2]"),
        ("cop-15/dec-8", "Decision 15/8"),
        ("unfccc-cop-24/dec-2", "Decision 2/CP.24"),
        ("unfccc-cop-24/dec-2~2/para-3", "Decision 2/CP.24 [2], paragraph 3"),
        ("unfccc-cop-24/dec-2/para-3/item-d", "Decision 2/CP.24, paragraph 3 (d)"),
        ("unfccc-cma-1/dec-5/annex/para-3", "Decision 5/CMA.1, annex, paragraph 3"),
        (
            "unfccc-cma-1/dec-5/annex/app-2/sec-iii/sec-b/sec-2/para-3",
            "Decision 5/CMA.1, annex, appendix II, section III.B.2, paragraph 3",
        ),
        ("unfccc-cop-24/dec-2/sec-iv", "Decision 2/CP.24, section IV"),
        ("unfccc-cop-21/dec-1/preamble/recital-4", "Decision 1/CP.21, preamble, recital 4"),
        ("unfccc-cop-21/dec-1/annex-2/table-3/row-4", "Decision 1/CP.21, annex II, table 3, row 4"),
        ("unga-77/res-161/para-2", "Resolution 77/161, paragraph 2"),
        ("cop-15/dec-8/annex-1/para-12/item-b", "Decision 15/8, annex I, paragraph 12 (b)"),
        ("cop-15/dec-8/annex-1/para-12/item-b/subitem-ii", "Decision 15/8, annex I, paragraph 12 (b)(ii)"),
        ("cop-14/dec-24/sec-b/para-8", "Decision 14/24, section B, paragraph 8"),
        ("cop-14/dec-24/para-1~2", "Decision 14/24, paragraph 1 [2]"),
        ("cop-1/dec-3/para-1", "Decision I/3, paragraph 1"),
        ("cop-13/dec-1", "Decision XIII/1"),
        ("cp-mop-7/dec-1", "Decision BS-VII/1"),
        ("cp-mop-8/dec-1", "Decision CP-VIII/1"),
        ("cp-mop-9/dec-1", "Decision CP-9/1"),
        ("np-mop-1/dec-9", "Decision NP-1/9"),
        ("sbstta-21/rec-1", "Recommendation SBSTTA XXI/1"),
        ("sbstta-22/rec-1", "Recommendation SBSTTA 22/1"),
        ("cop-0/dec-1", "Decision 0/1"),
        ("tsc-training-2023/slide-14", "Convention, slide 14"),
    ],
)
def test_labels(locator: str, expected: str) -> None:
    """Articles take brackets without a space, paragraphs of decisions with one; a repeated number says that
    it is one.
    """
    assert label(Locator.parse(locator), "Convention") == expected


def test_a_defined_term_is_labelled_by_the_term() -> None:
    """A definition has no number, so its label is the word it defines."""
    assert (
        label(Locator.parse("cbd/art-2/term-technology"), "Convention", "Technology")
        == "Convention, Article 2, “Technology”"
    )


def test_steps_are_reached_by_name() -> None:
    """Up with parent, down with child; step finds the number of a kind."""
    locator = Locator.parse("cbd/art-8/item-j")
    assert str(locator.parent) == "cbd/art-8"
    assert locator.parent is not None
    assert locator.parent.child("item", "j") == locator
    assert (locator.step("art"), locator.step("para"), Locator("cbd").parent) == ("8", None, None)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "/",
        "cbd/",
        "cbd//art-8",
        "CBD/art-8",
        "cbd/article-8",
        "cbd/art-",
        "cop-15/dec-x",
        "cbd/art-٣",
        "cop-15/dec-" + "9" * 5000,
    ],
)
def test_what_is_no_locator_is_refused(text: str) -> None:
    """Empty parts, capitals, unknown kinds of step and digits of other scripts are no locator."""
    with pytest.raises(ValueError, match="not a locator"):
        Locator.parse(text)


def test_decisions_are_told_from_other_documents() -> None:
    """Only the id of a decision or recommendation has a session and a number."""
    assert Decision.of("cop-15/dec-8") == Decision("cop", 15, 8)
    assert Decision.of("cbd") is None
    assert decision_label("tsc-training-2023") is None


@pytest.mark.parametrize(
    ("one", "place", "inside", "together"),
    [
        ("cbd/art-1", "cbd/art-1", True, True),
        ("cbd/art-1/para-2", "cbd/art-1", True, True),
        ("cbd/art-1", "cbd/art-1/para-2", False, True),
        ("cbd/art-15", "cbd/art-1", False, False),
        ("cbd/art-1/para-1", "cbd/art-1/para-2", False, False),
    ],
)
def test_what_lies_in_a_place(one: str, place: str, inside: bool, together: bool) -> None:
    """Itself and its parts, by whole steps; two overlap where one lies in the other."""
    assert (lies_in(one, place), overlap(one, place), overlap(place, one)) == (inside, together, together)


def test_the_catalogues_entry_of_a_place_and_back() -> None:
    """An entry is about what it stands at; what is no entry is about itself."""
    entry = catalogue_entry(Locator.parse("cop-15/dec-8"))

    assert entry == catalogue_entry("cop-15/dec-8") == "cop-15/dec-8/catalogue"
    assert (described(entry), described("cbd/art-1")) == ("cop-15/dec-8", "cbd/art-1")
    assert (is_entry(entry), is_entry("cop-15/dec-8")) == (True, False)
