"""Addresses, file names and typed locators: one string, one locator."""

import pytest

from ingest.references.addresses import read_address, read_file_name, read_literal


@pytest.mark.parametrize(
    ("address", "locator"),
    [
        ("https://www.cbd.int/decisions/cop/15/8", "cop-15/dec-8"),
        ("https://www.cbd.int/decisions/cop/15", "cop-15"),
        ("cbd.int/decision/cop/14/24/b/8/2", "cop-14/dec-24/sec-b/para-8/item-b"),
        ("https://www.cbd.int/decisions/mop?m=cp-mop-10-03", "cp-mop-10/dec-3"),
        ("https://www.cbd.int/decisions/?m=cop-12&n=2", "cop-12/dec-2"),
        ("https://www.cbd.int/decisions/?m=cop-12", "cop-12"),
        ("https://www.cbd.int/decisions/?dec=V/9", "cop-5/dec-9"),
        ("https://www.cbd.int/decision/cop/?id=13365", "cop-12/dec-2"),
        ("https://www.cbd.int/convention/articles?a=cbd-08", "cbd/art-8"),
        ("https://www.cbd.int/doc/decisions/cop-15/cop-15-dec-08-en.pdf", "cop-15/dec-8"),
        ("https://www.cbd.int/gbf/targets/3", "gbf/target-3"),
        ("https://www.cbd.int/gbf/goals/a", "gbf/goal-a"),
        ("https://www.cbd.int/decisions/cop/99/8", None), ("https://example.org/decisions/cop/15/8", None),
        ("https://www.cbd.int/", None),
    ],
)  # fmt: skip
def test_an_official_page_is_about_a_provision(address: str, locator: str | None) -> None:
    """By its path or its query; other sites and other pages are about none."""
    found = read_address(address)
    assert (str(found) if found else None) == locator


@pytest.mark.parametrize(
    ("name", "locator"),
    [
        ("cop-15-dec-08-en.pdf", "cop-15/dec-8"),
        ("mop-07-dec-05", "cp-mop-7/dec-5"),
        ("sbi-03-rec-01", "sbi-3/rec-1"),
        ("report-15", None),
    ],
)
def test_a_file_is_named_for_its_decision(name: str, locator: str | None) -> None:
    """Those of the first Protocol by an older name too."""
    found = read_file_name(name)
    assert (str(found) if found else None) == locator


@pytest.mark.parametrize(
    ("text", "locator"),
    [
        ("cbd/art-8/item-j", "cbd/art-8/item-j"), ("cop-15/dec-08/para-2", "cop-15/dec-8/para-2"),
        ("cop-99/dec-1", None),
        ("some-deck/slide-3", "some-deck/slide-3"), ("cbd/room-8", None),
    ],
)  # fmt: skip
def test_a_locator_typed_as_such(text: str, locator: str | None) -> None:
    """Without leading noughts, and of a session that was."""
    found = read_literal(text)
    assert (str(found) if found else None) == locator
