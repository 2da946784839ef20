"""Checking citations: exists, verbatim, supported."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.assistant import Assistant
from assistant.reading.evidence import check_citation
from assistant.reading.quote import fold, is_verbatim
from assistant.reading.resolve import resolve

TRAINING = "cbd/art-18/para-4"


@pytest.mark.parametrize(
    ("statement", "reference", "exists", "verbatim", "supported"),
    [
        ("promote cooperation in the training of personnel", TRAINING, True, True, True),
        ("PROMOTE  cooperation in the training\nof personnel.", TRAINING, True, True, True),
        ("promote cooperation ... exchange of experts", TRAINING, True, True, True),
        (
            "Parties shall cooperate in training personnel and exchanging experts.",
            TRAINING,
            True,
            False,
            True,
        ),
        (
            "Parties shall not promote the training of personnel or the exchange of experts.",
            TRAINING,
            True,
            False,
            False,
        ),
        ("Parties shall train 500 experts.", TRAINING, True, False, False),
        ("Parties must stop building nuclear power plants.", TRAINING, True, False, False),
        (
            "The activities of the clearing-house mechanism should be funded from the regular budget "
            "and from "
            "voluntary contributions, subject to decisions of the Conference of the Parties.",
            "cop-1/dec-3/para-2",
            True,
            False,
            True,
        ),
        (  # "should" and "subject to decisions" are left out
            "The regular budget and voluntary contributions fund the clearing-house mechanism.",
            "cop-1/dec-3/para-2",
            True,
            False,
            False,
        ),
        ("The regular budget funds it.", "cop-1/dec-3/para-99", False, False, False),
        ("Whatever.", "the moon treaty", False, False, False),
    ],
)
def test_a_statement_is_held_against_its_reference(
    assistant: Assistant, statement: str, reference: str, exists: bool, verbatim: bool, supported: bool
) -> None:
    """True paraphrases pass; wrong numbers, negations, subjects and references do not."""
    found = check_citation(statement, reference, assistant.index, assistant.encoder)

    assert (found.exists, found.verbatim, found.supported) == (exists, verbatim, supported), found
    assert bool(found.reason) == (not supported)


def test_every_provision_supports_its_own_words(assistant: Assistant) -> None:
    """Verbatim and supported, for each provision of a document."""
    for provision in assistant.index.in_document("cop-1/dec-3"):
        found = check_citation(provision.text, provision.locator, assistant.index, assistant.encoder)
        assert found.verbatim
        assert found.supported
        assert found.provision == provision


@pytest.mark.parametrize(
    ("reference", "locators"),
    [
        ("cbd/art-18/para-4", ["cbd/art-18/para-4"]),
        (" CBD/Art-18/Para-4/ ", ["cbd/art-18/para-4"]),
        ("cbd/art-999", ["cbd/art-999"]),
        ("Convention, Article 18(4)", ["cbd/art-18/para-4"]),
        ("Decision I/3, paragraph 2", ["cop-1/dec-3/para-2"]),
        ("nonsense", []),
    ],
)
def test_a_reference_is_read(assistant: Assistant, reference: str, locators: list[str]) -> None:
    """As a locator, or as a label."""
    assert resolve(reference, assistant.index) == locators


@given(st.text(max_size=80), st.text(max_size=20), st.text(max_size=20))
def test_a_part_of_a_text_is_verbatim(text: str, before: str, after: str) -> None:
    """Whatever stands around it, as long as no word is cut."""
    if any(letter.isalnum() for letter in fold(text)) and "..." not in fold(text):
        assert is_verbatim(text, f"{before} {text} {after}")


@pytest.mark.parametrize(
    ("statement", "text"), [("art", "party"), ("", "x"), ("...", "x"), ("b ... a", "a b")]
)
def test_what_is_not_verbatim(statement: str, text: str) -> None:
    """Half a word, nothing, and parts in the wrong order."""
    assert not is_verbatim(statement, text)
