"""Official symbols and codes name decisions, and those of other documents name none."""

import pytest

from ingest.locator import Decision, Locator, Step
from ingest.references.symbols import (
    from_code,
    from_fields,
    from_symbol,
    numbered,
    read_symbol,
    symbols_in,
    tracker_steps,
)


def test_symbols_are_found_in_a_text() -> None:
    """Where, as written, which; a meeting document is none."""
    text = "See UNEP/CBD/COP/DEC/X/2 and CBD/COP/15/L.25, then CBD/SBI/REC/3/1."
    assert symbols_in(text) == [
        (4, "UNEP/CBD/COP/DEC/X/2", Decision("cop", 10, 2)),
        (51, "CBD/SBI/REC/3/1", Decision("sbi", 3, 1)),
    ]


@pytest.mark.parametrize(
    ("text", "locator"),
    [
        ("cbd/cop/dec/15/8", "cop-15/dec-8"), ("unep/cbd/cop/dec/хii/2", "cop-12/dec-2"),
        ("cbd/cop/15/08.b08.02", "cop-15/dec-8/sec-b/para-8/item-b"),
        ("cbd/np/cop-mop/3/15", "np-mop-3/dec-15"),
        ("cbd/sbstta/23/rec/6", "sbstta-23/rec-6"), ("cop/dec/15/4", "cop-15/dec-4"),
        ("unep/cbd/cop/10/27", None), ("cbd/cop/15/l.25", None), ("cbd/cop/dec/99/1", None),
    ],
)  # fmt: skip
def test_a_symbol_is_a_locator_or_another_document(text: str, locator: str | None) -> None:
    """Cyrillic letters that look the part too; a working document of a meeting is no decision."""
    found = read_symbol(text)
    assert (str(found) if found else None) == locator


def test_numbers_that_a_body_cannot_have_are_none() -> None:
    """Neither the session nor the decision; unknown bodies have none."""
    assert numbered("cop", 15, 8) == Locator("cop-15/dec-8")
    assert numbered("sbi", 2, 7) == Locator("sbi-2/rec-7")
    assert (
        numbered("cop", 99, 1)
        is numbered("cop", 15, 100)
        is numbered("cop", 0, 1)
        is numbered("x", 1, 1)
        is None
    )


@pytest.mark.parametrize(
    ("path", "steps"),
    [
        (".B08.02.03", [("sec", "b"), ("para", "8"), ("item", "b"), ("subitem", "iii")]),
        ("/annex-ii/3", [("annex", "2"), ("para", "3")]), ("/8/zzz", [("para", "8")]), ("/add.1", []),
    ],
)  # fmt: skip
def test_the_path_of_a_code_is_steps(path: str, steps: list[tuple[str, str]]) -> None:
    """As far as it is understood."""
    assert tracker_steps(path) == tuple(Step(*step) for step in steps)


@pytest.mark.parametrize(
    ("text", "identity"),
    [
        ("UNEP/CBD/COP/DEC/VIII/11", "cop-8/dec-11"),
        ("CBD/COP/DEC/XIII/23", "cop-13/dec-23"),
        ("CBD/COP/DEC/15/8", "cop-15/dec-8"),
        ("CBD/CP/MOP/DEC/11/7", "cp-mop-11/dec-7"),
        ("UNEP/CBD/BS/COP-MOP/DEC/IV/4", "cp-mop-4/dec-4"),
        ("CBD/NP/MOP/DEC/5/3", "np-mop-5/dec-3"),
        ("CBD/SBSTTA/REC/23/6", "sbstta-23/rec-6"),
    ],
)
def test_symbols_name_their_decision(text: str, identity: str) -> None:
    """The old and the new forms of a symbol."""
    found = from_symbol(text)
    assert found is not None
    assert found.id == identity


def test_codes_and_index_fields_name_their_decision() -> None:
    """The treaty tells which protocol a MOP is of, whatever letter stands before the body."""
    assert from_code("CBD/COP/15/08/A/02") == Decision("cop", 15, 8)
    assert from_fields("XXVII8", "XXVII8-COP", 15, 8) == Decision("cop", 15, 8)
    assert from_fields("XXVII8a", "XXVII8b-MOP", 11, 7) == Decision("cp-mop", 11, 7)
    assert from_fields("XXVII8b", "NP/COP-MOP", 3, 15) == Decision("np-mop", 3, 15)
    assert from_fields("XXVII8", "COP", "15", 8) is None
