"""What headings say: the kind of provision, its number, its title."""

import pytest

from ingest.structure.headings import Heading, number_of, read_heading, read_numbered


@pytest.mark.parametrize(
    ("text", "kind", "number", "title"),
    [
        ("Article 1", "art", "1", ""),
        ("ARTICLE 1 – OBJECTIVES", "art", "1", "OBJECTIVES"),
        ("Article 1.- Objectives", "art", "1", "Objectives"),
        ("Article 1 — Objectives", "art", "1", "Objectives"),
        ("Article 8 In-situ conservation", "art", "8", "In-situ conservation"),
        ("Article 6 bis. Scope", "art", "6-bis", "Scope"),
        ("Article 6bis", "art", "6-bis", ""),
        ("Article 6-ter: Scope", "art", "6-ter", "Scope"),
        ("Article 12A. Scope", "art", "12a", "Scope"),
        ("Annex", "annex", "", ""),
        ("ANNEX II", "annex", "2", ""),
        ("Annex I. Lists", "annex", "1", "Lists"),
        ("Part 1. Arbitration", "part", "1", "Arbitration"),
        ("Part B", "part", "b", ""),
        ("Section 5A. Fees", "sec", "5a", "Fees"),
        ("The Preamble", "preamble", "", ""),
    ],
)
def test_headings_are_read(text: str, kind: str, number: str, title: str) -> None:
    """In the ways they are printed."""
    assert read_heading(text) == Heading(kind, number, title)


@pytest.mark.parametrize(
    "text", ["Articles 1 to 3", "Objectives", "1. Objectives", "Annexes", "Particulars 5"]
)
def test_other_headings_open_nothing(text: str) -> None:
    """They name no provision."""
    assert read_heading(text) is None


@pytest.mark.parametrize(
    ("text", "number", "title"),
    [
        ("4. Scope", "4", "Scope"),
        ("4 Scope", "4", "Scope"),
        ("4) Scope", "4", "Scope"),
        ("5A. Fees", "5a", "Fees"),
    ],
)
def test_a_number_may_stand_without_a_word(text: str, number: str, title: str) -> None:
    """It has a kind only where the law says so."""
    assert read_numbered(text) == Heading("", number, title)


@pytest.mark.parametrize("text", ["Scope", "4.", "2019", "4.1 Scope", "3 %"])
def test_what_has_no_number_is_not_numbered(text: str) -> None:
    """Nor what has a number of two parts, or nothing else."""
    assert read_numbered(text) is None


def test_numbers_as_locators_have_them() -> None:
    """Roman ones are counted, letters stay."""
    assert [number_of(text) for text in ("IV", "12", "C", "6 BIS", "7a")] == ["4", "12", "c", "6-bis", "7a"]
