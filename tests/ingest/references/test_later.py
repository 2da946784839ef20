"""Later meetings: what is named of the Conference of the Parties past the last session that is known."""

import pytest

from ingest.references.later import later_sessions


@pytest.mark.parametrize(
    ("text", "sessions"),
    [
        ("What did COP 17 decide?", (17,)),
        ("COP17, COP-18 and COP XIX", (17, 18, 19)),
        ("the seventeenth meeting of the Conference of the Parties", (17,)),
        ("Qu'a décidé la COP 17 ?", (17,)),
        ("decimoséptima reunión de la Conferencia de las Partes", (17,)),
        ("decisão 18/2", (18,)),
        ("КС-17", (17,)),
        ("مؤتمر الأطراف السابع عشر", (17,)),
        ("الاجتماع السابع عشر لمؤتمر الأطراف", (17,)),
        ("第十七次缔约方大会", (17,)),
        ("缔约方大会第十七次会议", (17,)),
        ("第18/2号决定", (18,)),
        ("decision no. 17/3", (17,)),
    ],
)
def test_a_later_meeting_is_known_by_its_number(text: str, sessions: tuple[int, ...]) -> None:
    """In every language, by itself or in the number of a decision."""
    assert later_sessions(text) == sessions


@pytest.mark.parametrize(
    "text",
    [
        "COP 16",
        "decision 15/8",
        "COP 99",
        "decision 77/161",
        "decision 2/CP.24",
        "24/7",
        "the seventeenth meeting of SBSTTA",
        "the COP on 17 May",
        "target 17, COP 15",
        "Article 17",
        "",
    ],
)
def test_what_is_no_later_meeting_is_none(text: str) -> None:
    """One that has met, another body's, another number."""
    assert later_sessions(text) == ()
