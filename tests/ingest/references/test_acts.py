"""Title lines of decisions: every form met, and whose each is."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.references.acts import act_titles, bears_mark, names_convention, opens_as


@pytest.mark.parametrize(
    ("text", "document", "title"),
    [
        ("Decision 2/CP.24", "unfccc-cop-24/dec-2", ""),
        ("Decision 5/CMA.1. Chairs", "unfccc-cma-1/dec-5", "Chairs"),
        ("Resolution 1/CMA.1", "unfccc-cma-1/res-1", ""),
        ("Decision 2/CMP.3 – Lamps", "unfccc-cmp-3/dec-2", "Lamps"),
        ("14/24. Chairs and lamps", "cop-14/dec-24", "Chairs and lamps"),
        ("XIII/23", "cop-13/dec-23", ""),
        ("XIII/23. Chairs", "cop-13/dec-23", "Chairs"),
        ("Decision COP XIV/24", "cop-14/dec-24", ""),
        ("COP 6 Decision VI/18", "cop-6/dec-18", ""),
        ("CBD/COP/DEC/14/24", "cop-14/dec-24", ""),
        ("CP-9/13. Chairs", "cp-mop-9/dec-13", "Chairs"),
        ("Decision NP-3/1", "np-mop-3/dec-1", ""),
        ("Resolution XIII.20", "ramsar-cop-13/res-20", ""),
        ("Resolution Conf. 12.8 (Rev. CoP18)", "cites-conf-12/res-8", ""),
        ("MC-4/1: Lamps", "minamata-cop-4/dec-1", "Lamps"),
        ("BC-15/2", "basel-cop-15/dec-2", ""),
        ("Decision 3/COP.15", "unccd-cop-15/dec-3", ""),
        ("Décision 2/CP.24", "unfccc-cop-24/dec-2", ""),
        ("Decisión 2/CP.24", "unfccc-cop-24/dec-2", ""),
        ("Решение 2/CP.24", "unfccc-cop-24/dec-2", ""),
        ("المقرر 2/م أ-24", "unfccc-cop-24/dec-2", ""),
        ("第2/CP.24号决定", "unfccc-cop-24/dec-2", ""),
        ("第14/24号决定", "cop-14/dec-24", ""),
    ],
)  # fmt: skip
def test_a_title_line_says_whose_it_is(text: str, document: str, title: str) -> None:
    """Among its readings; the first where only one body prints its symbols so."""
    found = {one.id: one.title for one in act_titles(text)}
    assert found.get(document) == title


@pytest.mark.parametrize(
    "text",
    [
        "In decision 2/CP.24", "Decision 2/CP.24 was taken in the evening", "2/CP.24, paragraph 3",
        "Decisions 2/CP.24 and 3/CP.24", "24/7 service", "The Conference of the Parties,", "", "Decision",
        "Resolution 14/24/3",
    ],
)  # fmt: skip
def test_a_sentence_is_no_title(text: str) -> None:
    """Although it names a decision."""
    assert act_titles(text) == []


def test_what_others_number_alike_has_several_readings() -> None:
    """Of the Assembly and of others after "Resolution", of the Convention after "Decision"; each says that it
    shares its form.
    """
    assembly = act_titles("Resolution 77/161. Chairs")
    assert [one.id for one in assembly][:1] == ["unga-77/res-161"]
    assert all(one.shared for one in assembly)
    own = next(one for one in act_titles("Decision 16/1") if one.ours)
    assert (own.id, own.shared) == ("cop-16/dec-1", True)


@settings(deadline=None)
@given(st.text(max_size=200))
def test_any_line_is_read_or_not(text: str) -> None:
    """Nothing is raised, and a title is a part of the line."""
    assert all(one.title in " ".join(text.split()) or one.title in text for one in act_titles(text))


def test_a_symbol_seven_hundred_times_is_no_title() -> None:
    """And takes no time."""
    assert act_titles("decision 2/CP.24 " * 700) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("UNEP/CBD/COP/13/1", True), ("Convention on Biological Diversity", True), ("CBD/SBI/3/1", True),
        ("Convention sur la diversité biologique", True), ("the Convention", False),
        ("FCCC/CP/2018/10", False),
    ],
)  # fmt: skip
def test_a_text_names_the_convention(text: str, expected: bool) -> None:
    """By its symbols or its whole name."""
    assert names_convention(text) is expected


def test_a_cover_and_an_opening_tell_the_body() -> None:
    """As the data have it."""
    assert bears_mark("unfccc-cop", ["x", "FCCC/CP/2018/10/Add.1"])
    assert not bears_mark("unfccc-cop", ["FCCC/PA/CMA/2018/3"])
    assert opens_as("unga", "The General Assembly,")
    assert not opens_as("unga", "The Conference of the Parties,")
    assert not opens_as("nobody", "The General Assembly,")
