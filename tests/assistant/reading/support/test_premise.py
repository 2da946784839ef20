"""The premise: what of a provision a statement is read with."""

import pytest

from assistant.assistant import Assistant
from assistant.reading.support.premise import MOST, how_carried, premise
from index.encoder import SentenceEncoder

SHORT, LONG = "cbd/art-4/item-a", "cartagena-protocol/art-20/para-3"


def words(official: Assistant, locator: str, statement: str) -> str:
    """The premise of a statement about that provision."""
    provision = official.index.get(locator)
    assert provision is not None
    return premise(statement, provision, official.index, official.encoder)


def test_a_short_provision_is_read_whole(official: Assistant) -> None:
    """Its label first, then what it completes, then its words."""
    found = words(official, SHORT, "It applies within national jurisdiction.")
    assert found.startswith("Convention, Article 4(a). ")
    assert "the provisions of this Convention apply" in found
    assert (
        found.endswith("within the limits of its national jurisdiction") or "national jurisdiction" in found
    )


def test_of_a_long_one_what_is_near_the_statement_is_read(official: Assistant) -> None:
    """In its order."""
    about_laws = words(official, LONG, "Each Party puts its laws and regulations into the Clearing-House.")
    about_risks = words(
        official, LONG, "Each Party puts summaries of risk assessments into the Clearing-House."
    )
    assert about_laws != about_risks
    assert "laws, regulations and guidelines" in about_laws
    assert "risk assessments" in about_risks
    assert MOST > 1


@pytest.mark.parametrize(
    ("statement", "carried"),
    [
        ("The Convention reaches what lies inside the area over which a country has jurisdiction.", True),
        (
            "The Convention reaches only what lies outside any country's jurisdiction, if importers agree.",
            False,
        ),
    ],
)
def test_what_is_carried_reads_higher(official: Assistant, statement: str, carried: bool) -> None:
    """Than what is not."""
    provision = official.index.get(SHORT)
    assert provision is not None
    read = how_carried(statement, provision, official.index, official.encoder)
    assert read is not None
    assert (read() > 0) is carried


def test_an_encoder_that_reads_no_pairs_reads_no_statement(official: Assistant) -> None:
    """And nothing of it is loaded."""
    provision = official.index.get(SHORT)
    assert provision is not None
    assert how_carried("Anything.", provision, official.index, SentenceEncoder("any")) is None
