"""Symbols of other bodies in a text: read with all that hangs on them, and never for the Convention's."""

import re

import pytest

from ingest.locator import Locator
from ingest.references.act_symbols import act_pattern, read_act
from ingest.references.resolve import read_references
from ingest.spelling import normal
from ingest.vocabulary import vocabulary


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("decision 2/CP.24 paragraph 5", "unfccc-cop-24/dec-2/para-5"),
        ("2/CP.24 para 5(a)", "unfccc-cop-24/dec-2/para-5/item-a"),
        ("annex to decision 1/CP.27, paragraph 3", "unfccc-cop-27/dec-1/annex/para-3"),
        ("paragraph 3 of the annex to decision 5/CMA.1", "unfccc-cma-1/dec-5/annex/para-3"),
        ("5/CMA.1 annex paragraph 3 (b)(ii)", "unfccc-cma-1/dec-5/annex/para-3/item-b/subitem-ii"),
        ("décision 2/CP.24, paragraphe 5", "unfccc-cop-24/dec-2/para-5"),
        ("decisión 2/CP.24, párrafo 5", "unfccc-cop-24/dec-2/para-5"),
        ("Решение 2/CP.24, пункт 5", "unfccc-cop-24/dec-2/para-5"),
        ("第2/CP.24号决定，第5段", "unfccc-cop-24/dec-2/para-5"),
        ("المقرر 2/م أ-24، الفقرة 5", "unfccc-cop-24/dec-2/para-5"),
        ("decision 4/CP.24, section III.A", "unfccc-cop-24/dec-4/sec-iii/sec-a"),
        ("section II of decision 1/CP.21", "unfccc-cop-21/dec-1/sec-ii"),
        ("decision 6/CP.25, annex, appendix II, paragraph 3", "unfccc-cop-25/dec-6/annex/app-2/para-3"),
        ("preamble of decision 1/CP.21, recital 4", "unfccc-cop-21/dec-1/preamble/recital-4"),
        ("third preambular paragraph of decision 2/CP.24", "unfccc-cop-24/dec-2/preamble/recital-3"),
        ("resolution 1/CMA.1", "unfccc-cma-1/res-1"),
        ("resolution 77/161 paragraph 2", "unga-77/res-161/para-2"),
        ("General Assembly resolution 60/1", "unga-60/res-1"),
        ("Resolution XIII.20", "ramsar-cop-13/res-20"),
        ("UNEA resolution 5/14", "unea-5/res-14"),
        ("CITES decision 19.45", "cites-cop-19/dec-45"),
        ("decision MC-4/1", "minamata-cop-4/dec-1"),
        ("decision BC-15/2, annex", "basel-cop-15/dec-2/annex"),
        ("decision 3/COP.15", "unccd-cop-15/dec-3"),
        ("15/4", "cop-15/dec-4"),
        ("decision 15.8", "cop-15/dec-8"),
        ("decision 14/24, section B, paragraph 8", "cop-14/dec-24/sec-b/para-8"),
        ("decision VIII/11, section II, paragraph 2", "cop-8/dec-11/sec-2/para-2"),
    ],
)
def test_a_symbol_names_a_provision_of_its_own_body(text: str, expected: str) -> None:
    """In every spelling; the Convention's own are read as before."""
    found = read_references(text)
    assert [str(target) for one in found for target in one.targets] == [expected]


@pytest.mark.parametrize(
    "text", ["Resolution 15/8", "resolution 5/14", "12/CPX.24", "1/CP", "x/CP.21", "2/CP.24/3"]
)
def test_what_says_no_body_names_nothing(text: str) -> None:
    """A number after "resolution" that many bodies have, and what only looks like a symbol."""
    assert not read_references(text)


def test_a_list_holds_decisions_of_several_bodies() -> None:
    """Each with its own."""
    found = read_references("decisions 1/CP.16, 2/CMA.1 and 15/4")
    assert [str(target) for one in found for target in one.targets] == [
        "unfccc-cop-16/dec-1", "unfccc-cma-1/dec-2", "cop-15/dec-4",
    ]  # fmt: skip


def test_in_the_text_of_another_body_the_convention_is_its_own() -> None:
    """Unless it says the whole name of ours."""
    context = Locator.parse("unfccc-cop-24/dec-2/para-9")
    named = "Article 4 of the Convention and Article 6 of the Convention on Biological Diversity"
    text = f"under {named}; paragraph 3 above"
    found = read_references(text, context, own=True)
    assert [str(target) for one in found for target in one.targets] == [
        "cbd/art-6",
        "unfccc-cop-24/dec-2/para-3",
    ]


def test_the_pattern_is_what_is_read() -> None:
    """Every match of it is an act, or no symbol of a body that can have it."""
    pattern = re.compile(act_pattern(vocabulary()))
    match = pattern.search(normal("see Resolution 1/CMA.1 there"))
    assert match is not None
    assert read_act(match[0]) == Locator("unfccc-cma-1/res-1")
    assert read_act("chairs") is None
